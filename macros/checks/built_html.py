"""Look at the HTML of built pages: one title, nothing that runs but what is known, nothing that authors may not write.

What authors write is refused in its source, with its line; here stands the second fence, for what a theme, a plugin or
an extension of Markdown makes of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.built.markup import Element
from macros.built.page import GENERATED, BuiltPage
from macros.built.security_policy import inline_scripts, known_scripts, print_of
from macros.checks.markup import ELEMENTS, EVERYWHERE
from macros.checks.texts import placed, written_by_macro
from macros.errors import PlaybookError
from macros.sources import Source, sources

_NAMED = frozenset({"id", "data-search-exclude"})
MADE = ELEMENTS | {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _NAMED),
    "div": frozenset({"data-tabs", "data-template", "data-fill", "data-copy", "data-search-exclude"}),
    "input": frozenset({"checked", "disabled", "name", "type", "aria-label"}),
    "label": frozenset({"for"}),
    "pre": frozenset(),
}
"""The elements that Markdown and its extensions make of a source, each with its attributes beside EVERYWHERE."""

NEVER = frozenset(["applet", "base", "embed", "frame", "frameset", "iframe", "object", "portal"])
"""Elements that no page of the site has, not from the theme either; an embed says by its base where links open."""


RUN = NEVER | {"script"}
"""Elements that `running` looks at on every page."""


def built_html(root: Path, pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Look through built pages.

    Args:
        root: the folder of the project.
        pages: the pages that MkDocs built.
    """
    snippets = sources(root, "snippets")
    yield from running(root, pages)
    for page in pages:
        if page.source is not None:
            yield from _title(page, page.source, snippets)
            yield from _written(page, page.article)


def running(root: Path, pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Find what would run on pages of any kind without being known; a script of many pages is told once."""
    told: set[str] = set()
    for page in pages:
        for code in inline_scripts(page.html):
            digest = print_of(code)
            if digest not in known_scripts() | told:
                told.add(digest)
                problem = f"has an inline script that nobody knows: '{' '.join(code.split())[:50]}'"
                remedy = f"load it from a file, or put its print {digest} into macros/built/known_scripts.yml"
                yield PlaybookError(_origin(root, page, code), problem, remedy)
        for element in page.tree.iter():
            if not isinstance(element.tag, str):
                continue
            for name in element.attrib:
                shown = f"<{element.tag} {name}>"
                if _is_handler(str(name)) and shown not in told:
                    told.add(shown)
                    problem = f"has {shown}, which the page's policy refuses"
                    yield PlaybookError(_origin(root, page, str(element.get(name))), problem, "take it out")
            refreshes = element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh"
            framed = element.tag == "base" and page.path.relative_to(page.site).parts[0] in GENERATED
            if refreshes or (element.tag in NEVER and not framed):
                yield PlaybookError(page.shown, f"has <{element.tag}>, which no page may", "take it out")


def _is_handler(name: str) -> bool:
    """Tell whether an attribute runs something or styles by itself, which no page of the site may."""
    return name.startswith("on") or name == "style"


def _origin(root: Path, page: BuiltPage, code: str) -> str:
    """Find who wrote a script: an override of the theme, or the page."""
    begins = next((line.strip() for line in code.splitlines() if line.strip()), "")[:40]
    written = [*sorted((root / "overrides").rglob("*.html")), *([page.source.path] if page.source else [])]
    for path in written:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if begins and begins in line:
                return f"{path.relative_to(root).as_posix()}:{number}"
    return page.shown


def _title(page: BuiltPage, source: Source, snippets: Sequence[Source]) -> Iterator[PlaybookError]:
    headings = page.article.xpath(".//h1")
    titles = [" ".join("".join(heading.itertext()).replace("¶", "").split()) for heading in headings]
    if not titles:
        yield PlaybookError(page.shown, "has no heading of the first level", "look whether the theme has changed")
    for title in dict.fromkeys(titles[1:] or [title for title in titles if title != str(source.meta.get("title"))]):
        place = placed(title, source, snippets).where(0)
        yield PlaybookError(place, f"'{title}' is a second title", "begin it with ##: the front matter has the title")


def _written(page: BuiltPage, parent: Element) -> Iterator[PlaybookError]:
    for element in parent:
        if not isinstance(element.tag, str) or written_by_macro(element) or element.tag in RUN:
            continue
        if element.tag not in MADE:
            yield PlaybookError(page.shown, f"has <{element.tag}>, which no author may write", "use Markdown")
            continue
        for name in element.attrib:
            if name not in EVERYWHERE | MADE[element.tag] and not _is_handler(str(name)):
                problem = f"has <{element.tag}> with '{name}', which no author may write"
                yield PlaybookError(page.shown, problem, "take it out")
        yield from _written(page, element)
