"""Hold every file of docs/, snippets/ and overrides/ to what its ending says, and to this site alone."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
import lxml.etree
import tinycss2
import tree_sitter_javascript
from pathspec.gitignore import GitIgnoreSpec
from tree_sitter import Language, Node, Parser

from macros.checks.calls import TEMPLATES
from macros.checks.characters import unseen
from macros.checks.settings import settings
from macros.errors import PlaybookError
from macros.sources import read_text

FOLDERS = ("docs", "snippets", "overrides")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
SIGNATURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".gif": b"GIF8",
    ".webp": b"RIFF",
    ".woff2": b"wOF2",
}
"""How the bytes of a file begin, by its ending."""
NAMESPACES = ("http://www.w3.org/",)
"""Addresses that name a language and load nothing."""
SVG = "http://www.w3.org/2000/svg"
_SHAPES = "svg g defs path rect circle ellipse line polyline polygon marker clipPath mask pattern use symbol"
_DRAWN_TEXTS = "text tspan title desc style linearGradient radialGradient stop"
VENDORED = "docs/assets/javascripts/vendor/SHA256SUMS.txt"
"""The hashes of what `make vendor` fetched."""
DRAWN = frozenset((*_SHAPES.split(), *_DRAWN_TEXTS.split()))
"""The elements that a drawing may hold; nothing among them runs, loads or links."""

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]*:)?(?<!\*)//[^\s'\"`)]*|\b(?:data|javascript|vbscript|file|blob):[^\s'\")]*", re.IGNORECASE
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u\{?([0-9a-f]{4,6})\}?|([0-9a-f]{1,6})[ ]?|([/:]))", re.IGNORECASE)
_STYLE_DATA = re.compile(r"data:(?:image/(?:png|jpeg|gif|webp|svg\+xml)|font/woff2)(?:[;,]|$)")


def files(root: Path) -> Iterator[PlaybookError]:
    """Look through every file that the site is made of."""
    left_out = _left_out(root)
    vendored = _vendored(root)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            shown = path.relative_to(root).as_posix()
            inside = path.relative_to(root / folder).as_posix()
            if path.is_symlink():
                remedy = "put the file itself there: a link can bring any file of this machine into the site"
                yield PlaybookError(shown, "is a symbolic link", remedy)
            elif shown in vendored:
                if hashlib.sha256(path.read_bytes()).hexdigest() != vendored[shown]:
                    yield PlaybookError(shown, "isn't as it was fetched", "run make vendor, and change nothing by hand")
            elif not path.is_dir() and not (folder == "docs" and left_out.match_file(inside)):
                yield from _file(path, shown)


def _vendored(root: Path) -> dict[str, str]:
    """Read which files are libraries that others wrote, with their hashes: they stay as they were fetched."""
    listed = (root / VENDORED).read_text(encoding="utf-8").splitlines() if (root / VENDORED).exists() else []
    return {shown: digest for digest, shown in (line.split(maxsplit=1) for line in listed)}


def _left_out(root: Path) -> GitIgnoreSpec:
    """Read which files of docs/ MkDocs leaves out: those that begin with a dot, and what the settings name."""
    excluded = [setting.value for setting in settings(root) if setting.keys == ("exclude_docs",)]
    return GitIgnoreSpec.from_lines([".*", *(line for text in excluded for line in text.splitlines())])


def _file(path: Path, shown: str) -> Iterator[PlaybookError]:
    if not stat.S_ISREG(path.lstat().st_mode):
        yield PlaybookError(shown, "is no file with content", "remove it")
        return
    if not NAME.fullmatch(path.name):
        yield PlaybookError(shown, "has a name that addresses can't hold as it is", "use letters, digits, - _ and .")
    kind = path.suffix.lower()
    if kind in SIGNATURES:
        if not path.read_bytes().startswith(SIGNATURES[kind]):
            yield PlaybookError(shown, f"doesn't hold what its ending {kind} says", "save it as that, or rename it")
        return
    readers = READERS | (
        {".yml": _plain} if shown.startswith(TEMPLATES) else {}
    )  # the forms, which their own check reads
    if kind not in readers:
        known = ", ".join(sorted({*SIGNATURES, *readers}))
        yield PlaybookError(shown, f"has an ending that the site has no use for: '{kind}'", f"known are {known}")
        return
    try:
        text = read_text(path, shown)
    except PlaybookError as error:
        yield error
        return
    if kind != ".md":  # the check of markup looks at those
        yield from unseen(shown, text)
    yield from readers[kind](text, shown)


def _plain(text: str, shown: str) -> Iterator[PlaybookError]:
    """Find nothing: any text will do."""
    del text, shown
    yield from ()


# Style sheets and scripts


_LAST = "playbook-last"
"""A word that is put behind a style sheet: whatever is open there swallows it."""


def _style_sheet(text: str, shown: str) -> Iterator[PlaybookError]:
    """Find where a style sheet can't be read, and addresses of other hosts, however they are spelt."""
    tokens = tinycss2.parse_component_value_list(f"{text}\n{_LAST}", skip_comments=True)
    if not any(token.type == "ident" and token.value == _LAST for token in tokens):
        opened = max((token.source_line for token in tokens if token.type.endswith("block")), default=1)
        yield PlaybookError(f"{shown}:{opened}", "the style sheet breaks off", "close the brace, string or comment")
        return
    within = list(_within(tokens))
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    errors = [*(token for token in within if token.type == "error"), *_css_errors(rules)]
    for line in dict.fromkeys(error.source_line for error in errors):
        remedy = "mend what stands here: a colon, a brace or a quotation mark may be missing"
        yield PlaybookError(f"{shown}:{line}", "the style sheet can't be read", remedy)
    for token in within:
        for found in _elsewhere(token.value) if token.type in ("string", "url") else ():
            if not _STYLE_DATA.match(found):
                yield _other_host(f"{shown}:{token.source_line}", found)


def _css_errors(rules: Iterable[Any]) -> Iterator[Any]:
    for rule in rules:
        if rule.type == "error":
            yield rule
        elif rule.type in ("qualified-rule", "at-rule") and rule.content is not None:
            yield from _css_errors(
                tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            )


def _within(tokens: Iterable[Any]) -> Iterator[Any]:
    """Give each token, and those within it."""
    for token in tokens:
        yield token
        for inside in (getattr(token, "content", None), getattr(token, "arguments", None)):
            if isinstance(inside, list):
                yield from _within(inside)


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))


def _script(text: str, shown: str) -> Iterator[PlaybookError]:
    """Find where a script can't be read, and addresses of other hosts, however they are spelt."""
    tree = _parser().parse(text.encode())
    broken = _broken(tree.root_node)
    if broken is not None:
        near = " ".join((broken.text or b"").decode(errors="replace").split())[:30]
        problem = "the script breaks off" if broken.is_missing else f"the script can't be read at '{near}'"
        remedy = f"'{broken.type}' is missing" if broken.is_missing else "mend what stands here or just before"
        yield PlaybookError(f"{shown}:{broken.start_point.row + 1}", problem, remedy)
        return
    for node in _strings(tree.root_node):
        for found in _elsewhere(_ESCAPE.sub(_letter, (node.text or b"").decode())):
            yield _other_host(f"{shown}:{node.start_point.row + 1}", found)


def _elsewhere(text: str) -> list[str]:
    """Find the addresses in a string that don't belong to the site."""
    return [found for found in _ADDRESS.findall(text) if not found.startswith(NAMESPACES)]


def _other_host(place: str, address: str) -> PlaybookError:
    problem = f"names '{address[:60]}', which is no place of this site"
    return PlaybookError(place, problem, "serve what it needs from the site, and give the way from this file")


def _broken(node: Node) -> Node | None:
    """Find the innermost place that the parser could not follow."""
    if not node.has_error:
        return None
    for child in node.children:
        found = _broken(child)
        if found is not None:
            return found
    return node if node.type == "ERROR" or node.is_missing else None


def _strings(node: Node) -> Iterator[Node]:
    """Give the strings of a script; comments, regular expressions and names hold no address."""
    if node.type in ("string", "template_string"):
        yield node
    else:
        for child in node.children:
            yield from _strings(child)


def _letter(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    return chr(int(code, 16)) if code and int(code, 16) < 0x110000 else found[4] or ""


# Drawings


def _drawing(text: str, shown: str) -> Iterator[PlaybookError]:
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        yield PlaybookError(shown, "declares a document type", "remove it: drawings need none")
        return
    try:
        tree = lxml.etree.fromstring(text.encode(), lxml.etree.XMLParser(resolve_entities=False, no_network=True))
    except lxml.etree.XMLSyntaxError as error:
        yield PlaybookError(
            f"{shown}:{error.lineno or 1}", f"isn't a drawing ({error.msg})", "mend it, or draw it anew"
        )
        return
    for element in tree.iter():
        place = f"{shown}:{element.sourceline}"
        if not isinstance(element.tag, str):
            if not isinstance(element, lxml.etree._Comment):
                yield PlaybookError(place, "holds an instruction", "remove it")
            continue
        name = lxml.etree.QName(element)
        if name.namespace != SVG or name.localname not in DRAWN:
            yield PlaybookError(place, f"drawings have no <{name.localname}>", "draw with shapes and text alone")
            continue
        values = [*((str(key), str(value)) for key, value in element.attrib.items()), ("", element.text or "")]
        for key, value in values:
            local = key.rpartition("}")[2].lower()
            if local.startswith("on"):
                yield PlaybookError(place, f"has the handler '{local}'", "remove it: drawings run nothing")
            elif local in ("href", "src") and not value.startswith("#"):
                yield PlaybookError(place, f"leads to '{value}'", "name a part of the drawing itself")
            elif (name.localname == "style" or key) and _ADDRESS.search(_ESCAPE.sub(_letter, value)):
                yield PlaybookError(place, "names an address", "keep what it needs in the drawing")


# Theme overrides


def _override(text: str, shown: str) -> Iterator[PlaybookError]:
    try:
        jinja2.Environment(autoescape=True, extensions=["jinja2.ext.loopcontrols"]).parse(text)
    except jinja2.TemplateSyntaxError as error:
        yield PlaybookError(f"{shown}:{error.lineno}", f"can't be read: {error.message}", "mend the template")


READERS: dict[str, Callable[[str, str], Iterator[PlaybookError]]] = {
    ".css": _style_sheet,
    ".js": _script,
    ".svg": _drawing,
    ".html": _override,
    ".md": _plain,
    ".txt": _plain,
}
"""How a text is looked at, by its ending."""
