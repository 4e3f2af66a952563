"""Find addresses that lead nowhere, other hosts, leftovers of template syntax, and pages that nothing leads to."""

from __future__ import annotations

import json
import os
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from macros.built import markup
from macros.built.markup import Element
from macros.built.page import GENERATED, BuiltPage, said
from macros.checks.addresses import address_problem
from macros.errors import PlaybookError

_ADDRESSES = ("href", "src", "poster", "action", "data", "formaction")
_LEFTOVER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{\{|\}\}|\{%|%\}|\[\^|\]\[|--8<--|\{\s*[#.]\w")
_CSS_URL = re.compile(r"url\(\s*['\"]?(?P<url>[^'\")]+)|@import\s+['\"](?P<imported>[^'\"]+)")
_SCRIPT_IMPORT = re.compile(r"(?:\bfrom\s*|\bimport\s*\(?\s*)[\"'](?P<url>\.[^\"']+)[\"']")
_JOINED = re.compile(r"^/\* (?P<file>\S+\.css) \*/\n", re.MULTILINE)
"""What stands before each style sheet that the build has joined with others."""
_NAMING = {"canonical", "alternate", "prev", "next"}
"""Links in the head that name a page instead of loading it."""


_EXPORTED = " or ".join(
    (
        "self::link[@type='text/markdown']",
        "ancestor::*[contains(@class, 'pb-take')]",
        *(f"contains(@href, '/{folder}/')" for folder in GENERATED),
    )
)
_ADDRESSED = f"//*[{' or '.join(f'@{name}' for name in (*_ADDRESSES, 'srcset'))}]"
"""Elements that lead somewhere or load something; to ask few of them for what they stand in saves seconds."""
_TO_EXPORTS = f"{_ADDRESSED}[{_EXPORTED}]"
_NOT_TO_EXPORTS = f"{_ADDRESSED}[not({_EXPORTED})]"
"""Of those, by whether they lead to what the exports write, which follow the checks."""


class Addresses:
    """Where the addresses of a site lead, which stays as it is meanwhile: each address is looked up once."""

    def __init__(self, pages: Sequence[BuiltPage]) -> None:
        self.site = pages[0].site
        self.pages = {page.path: page for page in pages}
        self.base = markup.address(self.pages[self.site / "index.html"].html) or "http://site.invalid/"
        self._places: dict[Path, str] = {}
        self._found: dict[str, tuple[Path, str] | None] = {}
        self._there: dict[Path, bool] = {}
        self._asked: dict[Path, set[str]] = {}

    def resolve(self, page_path: Path, address: str) -> tuple[Path, str] | None:
        """Find the file and the anchor that an address means; None for another host."""
        if page_path not in self._places:
            self._places[page_path] = urljoin(self.base, page_path.relative_to(self.site).as_posix())
        target = urljoin(self._places[page_path], address)
        if target not in self._found:
            self._found[target] = self._find(target)
        return self._found[target]

    def there(self, path: Path) -> bool:
        """Tell whether a file is there, and within the site."""
        if path not in self._there:
            self._there[path] = path.is_file() and path.is_relative_to(self.site)
        return self._there[path]

    def missed(self, page: BuiltPage, inputs: str) -> tuple[str, str] | None:
        """Tell what is wrong with inputs for the calculator of a page: the problem and the remedy, or None."""
        if page.path not in self._asked:
            forms = page.tree.xpath("//form[@data-units]")
            self._asked[page.path] = set(json.loads(forms[0].get("data-units"))) - {"in"} if forms else set()
        asked, given = self._asked[page.path], {name for name, _ in parse_qsl(inputs, keep_blank_values=True)} - {"in"}
        if asked == given:
            return None
        remedy = f"give its calculator {', '.join(sorted(asked))}" if asked else "it has no calculator"
        return f"'#{inputs}' fills in {', '.join(sorted(given)) or 'nothing'}", remedy

    def _find(self, target: str) -> tuple[Path, str] | None:
        if not target.startswith(self.base):
            return None
        parts = urlsplit(target)
        below = unquote(parts.path.removeprefix(urlsplit(self.base).path))
        path = Path(os.path.normpath(self.site / below))
        return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)


def links(pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Check every address of the built site, in pages, styles and scripts, but those of what is exported later."""
    addresses = Addresses(pages)
    reached: dict[Path, set[Path]] = {}
    for page in pages:
        reached[page.path] = set()
        for problem, target in _page_links(page, addresses, page.tree.xpath(_NOT_TO_EXPORTS)):
            if problem is not None:
                yield problem
            elif target is not None:
                reached[page.path].add(target)
        yield from _leftovers(page)
        yield from _repeated_ids(page)
    yield from _files(addresses, "*.css", _CSS_URL)
    yield from _files(addresses, "*.js", _SCRIPT_IMPORT, below="assets/javascripts")
    yield from _orphans(addresses, reached)


def links_to_exports(pages: Sequence[BuiltPage], exported: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Check what the pages of a built site offer to take along, and the pages that were exported from them."""
    addresses = Addresses([*pages, *exported])
    for page in pages:
        yield from (problem for problem, _ in _page_links(page, addresses, page.tree.xpath(_TO_EXPORTS)) if problem)
    for page in exported:
        yield from (problem for problem, _ in _page_links(page, addresses, page.tree.xpath(_ADDRESSED)) if problem)
        yield from _repeated_ids(page)


def _page_links(
    page: BuiltPage, addresses: Addresses, elements: Iterable[Element]
) -> Iterator[tuple[PlaybookError | None, Path | None]]:
    for element in elements:
        listed = [element.get(name) for name in _ADDRESSES if element.get(name) is not None]
        listed += [candidate.split()[0] for candidate in (element.get("srcset") or "").split(",") if candidate.strip()]
        for address in listed:
            yield _judge(page, addresses, str(element.tag), element.get("rel") or "", str(address))
        if element.tag == "a" and element.get("href") is not None and page.source is not None:
            named = element.text_content().strip() or element.get("aria-label") or element.get("title")
            if not named and not element.xpath(".//img[@alt]"):
                address = str(element.get("href"))
                yield (
                    PlaybookError(place_of(page, address), f"a link to '{address}' has no text", "give it words"),
                    None,
                )


def _judge(
    page: BuiltPage, addresses: Addresses, tag: str, rel: str, address: str
) -> tuple[PlaybookError | None, Path | None]:
    written = address_problem(tag, address)
    if written is not None:
        return PlaybookError(place_of(page, address), *written), None
    if address.startswith(("mailto:", "data:")):
        return None, None
    resolved = addresses.resolve(page.path, address)
    if resolved is None:
        if tag == "a" or (tag == "link" and set(rel.split()) & _NAMING):
            return None, None
        problem = f"<{tag}> loads '{address}' from another host"
        return PlaybookError(place_of(page, address), problem, "serve it from the site"), None
    path, anchor = resolved
    if not addresses.there(path):
        return PlaybookError(place_of(page, address), f"'{address}' leads to nothing", "mend or remove the link"), None
    target = addresses.pages.get(path)
    if "=" in anchor and target is not None:
        missed = addresses.missed(target, anchor)
        return (PlaybookError(place_of(page, address), *missed) if missed else None), path
    if anchor and target is not None and anchor not in target.names:
        problem = f"'{address}': the page has no '#{anchor}'"
        return PlaybookError(place_of(page, address), problem, "name a heading that it has"), None
    return None, path if tag == "a" else None


def place_of(page: BuiltPage, written: str) -> str:
    """Name the file and the line in which an address was written; the file alone where it was written otherwise."""
    lines = page.source.lines if page.source is not None and written else []
    line = next((number for number, text in enumerate(lines, 1) if written in text), None)
    return f"{page.shown}:{line}" if line else page.shown


def _leftovers(page: BuiltPage) -> Iterator[PlaybookError]:
    if page.source is None:
        return
    for text in said(page.article, without=("pre", "code")):  # code may show what pages must not
        for found in _LEFTOVER.finditer(text):
            around = " ".join(text[max(0, found.start() - 20) : found.end() + 30].split())
            yield PlaybookError(
                place_of(page, found.group()), f"'{around}' was left as it stands", "mend the macro call or reference"
            )


def _repeated_ids(page: BuiltPage) -> Iterator[PlaybookError]:
    names: list[str] = page.tree.xpath("//@id")
    for name, count in Counter(names).items():
        if count > 1:
            yield PlaybookError(
                place_of(page, f'"{name}"'), f"the id '{name}' stands {count} times", "give each thing an id of its own"
            )


def _files(addresses: Addresses, kind: str, pattern: re.Pattern[str], below: str = "") -> Iterator[PlaybookError]:
    files = sorted((addresses.site / below).rglob(kind))
    if not files:
        yield PlaybookError(str(addresses.site / below), f"holds no {kind}", "look whether the theme has changed")
    for path in files:
        shown = path.relative_to(addresses.site).as_posix()
        if path.name.endswith(".min.js"):
            continue  # Material's own scripts, bundled
        text = path.read_text(encoding="utf-8")
        for found in pattern.finditer(text):
            address = next(group for group in found.groups() if group)
            if address.startswith(("data:", "#")):
                continue
            resolved = addresses.resolve(path, address)
            place = _place_in(text, found.start(), shown)
            if resolved is None:
                yield PlaybookError(place, f"loads '{address}' from another host", "serve it from the site")
            elif not resolved[0].is_file():
                yield PlaybookError(place, f"'{address}' leads to nothing", "mend or remove it")


def _place_in(text: str, at: int, file: str) -> str:
    """Name the file and the line of a place in a text, which several files may have been joined to."""
    begins = 0
    for part in _JOINED.finditer(text, 0, at):
        begins, file = part.end(), part["file"]
    return f"{file}:{text.count(chr(10), begins, at) + 1}"


def _orphans(addresses: Addresses, reached: dict[Path, set[Path]]) -> Iterator[PlaybookError]:
    home = addresses.site / "index.html"
    seen, waiting = {home}, deque([home])
    while waiting:
        for target in reached.get(waiting.popleft(), set()) - seen:
            seen.add(target)
            waiting.append(target)
    for path, page in addresses.pages.items():
        if page.source is not None and path not in seen:
            yield PlaybookError(page.shown, "no page leads here", "link to it, or put it into the navigation")
