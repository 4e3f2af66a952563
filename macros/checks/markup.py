"""Hold what authors write to the Markdown and HTML that pages know, each mistake with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

from macros.checks.addresses import address_problem
from macros.checks.characters import unseen
from macros.errors import PlaybookError, nearest
from macros.library import STORIES_FOLDER
from macros.sources import FENCE, WRITTEN, Source, read_text, sources

EVERYWHERE = frozenset({"id", "class", "title", "lang"})
_IN_LINES = "abbr b br cite code del em i ins kbd mark q s small strong sub sup u var"
_IN_BLOCKS = "dd dl dt hr li p summary table tbody tfoot thead tr ul"
_MARKDOWN_WITHIN = "blockquote div figcaption figure section span"
ELEMENTS: dict[str, frozenset[str]] = {
    **dict.fromkeys((*_IN_LINES.split(), *_IN_BLOCKS.split()), frozenset()),
    **dict.fromkeys(_MARKDOWN_WITHIN.split(), frozenset({"markdown"})),
    "a": frozenset({"href", "aria-label"}),
    "details": frozenset({"open", "markdown"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}
"""The elements that authors may write, with the attributes of each beside those of EVERYWHERE."""

VOID = frozenset({"br", "hr", "img"})
OURS = ("pb-", "md-")
"""How the classes begin that only macros and the theme may write."""
QUOTES = 6
"""So deep may quotations stand within each other; parsers give up far below."""
INDENT = 40
"""So many blanks may stand before a line."""

_CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_AUTOLINK = re.compile(r"<(?:(?:https?|mailto):[^\s<>]*|[^\s<>@/]+@[^\s<>@]+)>", re.IGNORECASE)
_LINK_ADDRESS = re.compile(r"(?<=\]\()<[^<>\n]*>")
_ATTRIBUTES = re.compile(r"\{:?[ ]*(?P<inner>[#.][^{}\n]*|[^{}\n]*=[^{}\n]*)\}")
_NAMES = re.compile(r"(?:[#.][\w-]+[ ]*)+")
_BOX = re.compile(r"[ \t>]*(?:!!!|\?\?\?\+?)[ \t]+(?P<classes>[\w \t-]*?)[ \t]*(?:\"[^\"]*\")?[ \t]*$")
_LANGUAGE = re.compile(r"[ \t]*[\w+#.-]*[ \t]*$")
_ICON = re.compile(r":(?:material|fontawesome|octicons|simple)-[\w-]+:")
_DELIMITER = re.compile(r"[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_QUOTED = re.compile(rf"[ \t]*(?:>[ \t]?){{{QUOTES + 1},}}")
_UNDERLINE = re.compile(r"=+[ \t]*")
_TOP_HEADING = re.compile(r"#(?!#)[ \t]*\S")
_NAMELESS = re.compile(r"!\[[\s\ufffc]*\][\[(]")
_SNIPPET = re.compile(r"-+8<-+")
_SNIPPET_NAME = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*\.md")
_MARK = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|-+8<-+")
_WHOLE_SNIPPET = re.compile(r"[ \t]*--8<--[ \t]+\"(?P<name>[^\"]+)\"[ \t]*")


def markup(root: Path) -> Iterator[PlaybookError]:
    """Find what pages and snippets hold that they may not, or that isn't whole."""
    for source in sources(root, "docs", "snippets"):
        yield from unseen(source.shown, source.text, entities=True)
        yield from _depth(source)
        yield from _headings(source)
        yield from _attributes(source)
        yield from _pictures(source)
        yield from snippet_marks(source, root / "snippets")
        yield from _html(source)
        yield from _tables(source)


def _depth(source: Source) -> Iterator[PlaybookError]:
    """Find code that doesn't end, and nesting that parsers give up on."""
    if source.open_fence:
        yield _at(source, source.open_fence, "opens a code fence that nothing closes", "close it with the same marks")
    for number, line in enumerate(source.unfenced, 1):
        if _QUOTED.match(line):
            yield _at(source, number, "quotes within quotes within quotes", f"stay within {QUOTES} levels")
        elif len(line) - len(line.lstrip()) > INDENT:
            yield _at(source, number, f"begins after more than {INDENT} blanks", "nest less")


def _headings(source: Source) -> Iterator[PlaybookError]:
    """Find headings of the first level beside the title of the page."""
    top = 0
    lines = source.without_code.split("\n")
    for number, line in enumerate(lines, 1):
        if _TOP_HEADING.match(line) or (_UNDERLINE.fullmatch(line) and lines[number - 2].strip()):
            top += 1
            if source.shown.startswith("snippets/"):
                remedy = "begin with ##: the page has its title"
                yield _at(source, number, "has a heading of the first level", remedy)
            elif top > 1:
                yield _at(source, number, "has a second heading of the first level", "begin it with ##")


def _attributes(source: Source) -> Iterator[PlaybookError]:
    """Find what gives an element more than a name of its own."""
    for number, line in enumerate(source.lines, 1):
        fence = FENCE.match(line)
        if fence and fence["rest"].strip() and not _LANGUAGE.fullmatch(fence["rest"]):
            problem = f"gives code more than a language: '{fence['rest'].strip()}'"
            yield _at(source, number, problem, "name the language alone")
    for number, line in enumerate(source.without_code.split("\n"), 1):
        for found in _ATTRIBUTES.finditer(_CALL.sub(WRITTEN, line)):
            if not _NAMES.fullmatch(found["inner"].strip()) or _is_ours(found["inner"].replace(".", " ")):
                remedy = "write {#name} or {.class} of your own, or set braces as code"
                yield _at(source, number, f"'{found.group()}' gives an element more than a name", remedy)
        box = _BOX.match(line)
        if box and _is_ours(box["classes"]):
            remedy = "name its kind, for instance question or warning"
            yield _at(source, number, f"a box may not be '{box['classes']}'", remedy)


def _pictures(source: Source) -> Iterator[PlaybookError]:
    """Find pictures without words, and words for pictures."""
    for number, line in enumerate(source.without_code.split("\n"), 1):
        if _NAMELESS.search(line):
            yield _at(source, number, "an image has no text", "say in its brackets what it shows")
        for found in _ICON.finditer(line):
            yield _at(source, number, f"texts have no icons such as '{found.group()}'", "say it in words")


def _at(source: Source, number: int, problem: str, remedy: str) -> PlaybookError:
    return PlaybookError(f"{source.shown}:{number}", problem, remedy)


def _is_ours(classes: str) -> bool:
    return any(name.startswith(OURS) for name in classes.split())


# Texts of stories


def story_texts(folders: Iterable[Path]) -> Iterator[PlaybookError]:
    """Find marks of templates in the texts of stories, which pages would show as they stand, and unseen letters.

    Args:
        folders: where the stories stand.
    """
    for folder in folders:
        for path in sorted(folder.glob("*.yml")):
            shown = f"macros/stories/{path.name}" if folder == STORIES_FOLDER else str(path)
            try:
                text = read_text(path, shown) if path.is_file() else ""
            except PlaybookError:
                continue  # told by whoever reads it as a story
            yield from unseen(shown, text)
            for number, line in enumerate(text.split("\n"), 1):
                mark = _MARK.search(line)
                if mark:
                    problem = f"holds '{mark[0]}', which stories don't read"
                    yield PlaybookError(f"{shown}:{number}", problem, "write the words themselves")


# Snippets


def snippet_marks(source: Source, folder: Path) -> Iterator[PlaybookError]:
    """Find marks that take in a snippet in another way than a page may, or one that isn't there."""
    for number, line in enumerate(source.text.split("\n"), 1):
        problem = snippet_problem(line, folder)
        if problem is not None:
            yield PlaybookError(f"{source.shown}:{number}", *problem)


def snippet_problem(line: str, folder: Path) -> tuple[str, str] | None:
    """Find what is wrong with the mark of a snippet; None where a line has none, or a right one.

    Args:
        line: a line of Markdown.
        folder: the folder that snippets are named below.

    Returns:
        The problem and its remedy.
    """
    if not _SNIPPET.search(line):
        return None
    remedy = 'write --8<-- "partials/file.md" on a line of its own'
    whole = _WHOLE_SNIPPET.fullmatch(line)
    if whole is None:
        return f"'{line.strip()}' doesn't take in one snippet", remedy
    if not _SNIPPET_NAME.fullmatch(whole["name"]):
        return (
            f"'{whole['name']}' isn't the name of a file below snippets/",
            f"{remedy}, without section, address or ..",
        )
    if not (folder / whole["name"]).is_file():
        there = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]
        return f"there is no snippet '{whole['name']}'", nearest(whole["name"], there)
    return None


# HTML


class _Reader(HTMLParser):
    """Reads the HTML that an author wrote, and finds what may not stand there or isn't whole."""

    def __init__(self, shown: str) -> None:
        super().__init__(convert_charrefs=False)
        self.shown = shown
        self.open: list[tuple[str, int]] = []
        self.refused: list[str] = []
        self.found: list[PlaybookError] = []

    def tell(self, problem: str, remedy: str, line: int | None = None) -> None:
        self.found.append(PlaybookError(f"{self.shown}:{line or self.getpos()[0]}", problem, remedy))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.refused.append(tag)
            self.tell(f"pages have no <{tag}>", "use Markdown, or what ELEMENTS of macros/checks/markup.py lists")
            return
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))
        given = dict(attrs)
        for name, value in given.items():
            if name not in EVERYWHERE | ELEMENTS[tag]:
                known = ", ".join(sorted(EVERYWHERE | ELEMENTS[tag]))
                self.tell(f"<{tag}> may not have '{name}'", f"it may have {known}")
            elif name == "class" and _is_ours(value or ""):
                self.tell(f"the class '{value}' is for macros and the theme alone", "call the macro instead")
            elif name in ("href", "src"):
                problem = address_problem(tag, value or "")
                if problem is not None:
                    self.tell(*problem)
        if tag == "img" and not (given.get("alt") or "").strip():
            self.tell("an image has no text", 'say in alt="…" what it shows')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in ELEMENTS and tag not in VOID:
            self.open.pop()
            self.tell(f"<{tag}/> doesn't close itself", f"write <{tag}></{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.refused:  # told where it was opened
            self.refused.remove(tag)
            return
        if tag not in (name for name, _ in self.open):
            self.tell(f"</{tag}> closes nothing", "remove it, or open it before")
            return
        while self.open[-1][0] != tag:
            self.unclosed(*self.open.pop())
        self.open.pop()

    def unclosed(self, tag: str, line: int) -> None:
        self.tell(f"nothing closes <{tag}>", f"write </{tag}>", line)

    def handle_decl(self, decl: str) -> None:
        self.tell(f"pages have no <!{decl[:20]}>", "remove it")

    def unknown_decl(self, data: str) -> None:
        self.tell(f"pages have no <![{data[:20]}", "remove it")

    def handle_pi(self, data: str) -> None:
        self.tell(f"pages have no <?{data[:20]}>", "remove it")


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])


def _html(source: Source) -> Iterator[PlaybookError]:
    text = source.without_code
    for pattern in (_CALL, _LINK_ADDRESS, _AUTOLINK):
        text = pattern.sub(_blank, text)
    text, comment = _without_comments(text)
    if comment is not None:
        yield PlaybookError(f"{source.shown}:{comment}", "opens a comment that nothing closes", "write -->")
    reader = _Reader(source.shown)
    reader.feed(text)
    rest = reader.rawdata
    if "<" in rest:
        line = text[: len(text) - len(rest)].count("\n") + 1
        reader.found.append(
            PlaybookError(f"{source.shown}:{line}", f"'{rest.strip()[:20]}' begins a tag that doesn't end", "write >")
        )
    else:
        reader.close()
    for tag, line in reader.open:
        reader.unclosed(tag, line)
    yield from reader.found


def _without_comments(text: str) -> tuple[str, int | None]:
    """Take the comments out; give the line of one that nothing closes, with the text before it."""
    while (start := text.find("<!--")) >= 0:
        end = text.find("-->", start)
        if end < 0:
            return text[:start], text.count("\n", 0, start) + 1
        text = text[:start] + re.sub(r"[^\n]", " ", text[start : end + 3]) + text[end + 3 :]
    return text, None


# Tables


def _tables(source: Source) -> Iterator[PlaybookError]:
    lines = _CALL.sub(_blank_call, source.without_code).split("\n")
    loops = {number for number, line in enumerate(source.lines, 1) if line.startswith("{%")}  # they leave no row
    for number, line in enumerate(lines[1:], 2):
        head = lines[number - 2]
        if "|" not in line or not _DELIMITER.match(line) or "|" not in head:
            continue
        expected = _cells(line)
        rows = [(number - 1, head)]
        for following in range(number + 1, len(lines) + 1):
            if not lines[following - 1].strip(" \t>"):
                break
            rows.append((following, lines[following - 1]))
        for place, row in rows:
            if place not in loops and _cells(row) != expected:
                problem = f"the row has {_cells(row)} cells, the table {expected} columns"
                yield PlaybookError(f"{source.shown}:{place}", problem, r"give it as many; write \| for a stroke")


def _blank_call(found: re.Match[str]) -> str:
    return WRITTEN + "\n" * found[0].count("\n")


def _cells(row: str) -> int:
    bare = row.replace("\\|", " ").strip(" \t>")
    return bare.removeprefix("|").removesuffix("|").count("|") + 1
