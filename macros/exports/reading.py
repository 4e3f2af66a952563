"""Read the HTML of a built page into the normalised tree, and refuse what the tree has no place for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from urllib.parse import urljoin

from macros.built import markup
from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.exports.drawings import ENDING, NAME
from macros.exports.tree import (
    CALLOUTS,
    Block,
    Break,
    Callout,
    Cell,
    Code,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Filled,
    Heading,
    Inline,
    Item,
    Items,
    Labelled,
    Link,
    Listing,
    Lowered,
    Mathematics,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Rule,
    Strong,
    Struck,
    Table,
    Text,
)

_SPACE = re.compile(r"[ \t\n\r\f]+")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_GROUPS = frozenset(("div", "section", "article", "main", "header", "footer", "aside", "nav", "figcaption"))
"""Elements that only hold blocks together."""
FILLED, OPEN = "data-filled", "open"
"""The attribute of what a field holds, and its value where that is a placeholder."""
_SPANS = frozenset(("span", "data", "small", "cite", "dfn", "time", "u", "ins", "output"))
"""Elements that only hold inlines together."""
_WRAPPERS: dict[str, Callable[[tuple[Inline, ...]], Inline]] = {
    "strong": Strong,
    "b": Strong,
    "mark": Strong,
    "em": Emphasis,
    "i": Emphasis,
    "var": Emphasis,
    "del": Struck,
    "s": Struck,
    "sup": Raised,
    "sub": Lowered,
}
_MATHEMATICS = "math"
"""The role of a line of mathematics, which is read by its label."""
_CODES = frozenset(("code", "kbd", "samp"))
_DROPPED = frozenset(("script", "style", "template", "button", "svg", "pb-working", "input", "label", "summary"))
"""Elements that only work on the page: controls, and drawings, of which the figure around them gives a file."""
_NOT_READ = frozenset(("headerlink", "footnote-backref", "twemoji", "admonition-title", markup.SITE_ONLY))
"""Classes of what only works or is only true on the page, or is read as the title of what it stands in."""
_STAYS = ("omit", "print")
"""What an element says that stays on its page; one that says the second stands in print views too."""
_BLOCKS = (
    _GROUPS
    | frozenset(_HEADINGS)
    | frozenset(("p", "ul", "ol", "dl", "blockquote", "pre", "table", "details", "figure", "form", "hr"))
)


def read_document(article: Element, *, title: str, address: str, description: str = "") -> Document:
    """Read a page or a part of one.

    Args:
        article: the element that holds it.
        title: its title, in plain text.
        address: the absolute address of the page; links are made absolute from it.
        description: what it is about, in plain text.

    Raises:
        PlaybookError: it has an element that the tree has no place for.
    """
    reader = _Reader(address)
    if any(markup.is_tabs(child) for child in article):  # an answer opens with what is said in half a minute
        reader.opening = markup.opening(article)
    blocks = reader.blocks(article)
    return Document(title, address, blocks, tuple(reader.notes), description)


def omitted(element: Element) -> bool:
    """Tell whether an element stays on its page."""
    return (
        not isinstance(element.tag, str)
        or element.get("data-export") in _STAYS
        or element.tag in _DROPPED
        or not _NOT_READ.isdisjoint(_classes(element))
    )


def _classes(element: Element) -> list[str]:
    return str(element.get("class") or "").split()


class _Reader:
    """Reads one document; it knows which abbreviations have been spelled out, and collects the footnotes."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.spelled: set[str] = set()
        self.spelling = True
        self.opening: Element | None = None
        self.notes: list[tuple[Block, ...]] = []

    # Blocks

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """Read what an element holds; text between blocks becomes paragraphs."""
        read: list[Block] = []
        loose: list[Inline] = []

        def flush() -> None:
            children = _trimmed(loose)
            if children:
                read.append(Paragraph(children))
            loose.clear()

        loose.extend(_text(element.text))
        for child in element:
            if "footnote-backref" in _classes(child) and loose and isinstance(loose[-1], Text):
                loose[-1] = Text(loose[-1].text.rstrip("\xa0"))  # the space that ties it to the note
            if not omitted(child):
                if child.tag in _BLOCKS:
                    flush()
                    read.extend(self.block(child))
                elif child.tag == "img":
                    flush()
                    read.append(self.picture(child))
                else:
                    loose.extend(self.inline(child))
            loose.extend(_text(child.tail))
        flush()
        return tuple(read)

    def block(self, element: Element) -> Iterable[Block]:
        """Read one element that stands for itself."""
        if element.get("role") == _MATHEMATICS:
            return [Paragraph(tuple(self.inline(element)))]
        match element.tag:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                return [Heading(_HEADINGS.index(element.tag) + 1, self.line(element, spell=False))]
            case "ul" | "ol":
                return [self.items(element)]
            case "dl":
                return [self.definitions(element)]
            case "blockquote":
                return [Quotation(self.blocks(element))]
            case "pre":
                return [Listing(element.text_content().rstrip("\n"))]
            case "table":
                return [self.table(element)]
            case "details":
                return [self.callout(element, element.find("summary"), folds=True)]
            case "figure":
                return self.figure(element)
            case "hr":
                return [Rule()]
            case "form":
                return [Paragraph((Link(self.address, (Text("A calculator for your own numbers"),)), Text(".")))]
        return self.group(element)

    def group(self, element: Element) -> Iterable[Block]:
        """Read an element that holds blocks together; its class tells what they are."""
        classes = _classes(element)
        if "footnote" in classes:
            self.footnotes(element)
            return ()
        if "admonition" in classes:
            title = element.find_class("admonition-title")
            return [self.callout(element, title[0] if title else None, folds=False)]
        if "highlight" in classes:
            return [self.listing(element)]
        if markup.is_tabs(element):
            return self.tabs(element)
        if element is self.opening and element.tag == "p":
            return self.spoken(element)
        return self.blocks(element)

    def items(self, element: Element) -> Items:
        """Read a list and, where it is one, its boxes to tick."""
        items = []
        for child in element.iterchildren("li"):
            boxes = child.xpath("./input[@type='checkbox'] | ./p[1]/input[@type='checkbox'] | ./label/input")
            done = (boxes[0].get("checked") is not None) if boxes else None
            items.append(Item(self.blocks(child), done))
        return Items(tuple(items), element.tag == "ol", int(element.get("start") or 1))

    def definitions(self, element: Element) -> Definitions:
        """Read terms and meanings."""
        entries: list[Definition] = []
        terms: list[tuple[Inline, ...]] = []
        meanings: list[tuple[Block, ...]] = []
        for child in element.iterchildren("dt", "dd"):
            if child.tag == "dt":
                if meanings:
                    entries.append(Definition(tuple(terms), tuple(meanings)))
                    terms, meanings = [], []
                terms.append(self.line(child, spell=False))
            else:
                meanings.append(self.blocks(child))
        entries.append(Definition(tuple(terms), tuple(meanings)))
        return Definitions(tuple(entries))

    def listing(self, element: Element) -> Listing:
        """Read code with its language and its title."""
        (code,) = element.xpath(".//pre")
        title = element.find_class("filename")
        languages = [name.removeprefix("language-") for name in _classes(element) if name.startswith("language-")]
        language = languages[0] if languages and languages[0] != "text" else ""
        return Listing(code.text_content().rstrip("\n"), language, title[0].text_content() if title else "")

    def table(self, element: Element) -> Table:
        """Read a table; rows that are shorter than the longest end in empty cells."""
        caption = element.find("caption")
        rows = [[self.cell(cell) for cell in row.iterchildren("th", "td")] for row in element.iter("tr")]
        width = max(len(row) for row in rows)
        filled = tuple(tuple(row + [Cell(())] * (width - len(row))) for row in rows)
        return Table(filled, self.line(caption) if caption is not None else ())

    def cell(self, element: Element) -> Cell:
        """Read a cell; blocks in it become lines."""
        align = element.get("align") or "".join(re.findall(r"text-align:\s*(\w+)", element.get("style") or ""))
        return Cell(self.line(element), element.tag == "th", align)

    def callout(self, element: Element, title: Element | None, *, folds: bool) -> Callout:
        """Read a box; its kind is the first of its classes that is one."""
        kinds = [name for name in _classes(element) if name in CALLOUTS]
        words = self.line(title, spell=False) if title is not None else ()
        return Callout(kinds[0] if kinds else "note", words, self.blocks(element), folds)

    def tabs(self, element: Element) -> Iterator[Block]:
        """Read what stands under tabs, one labelled part after another."""
        for label, part in markup.tabs(element):
            blocks = self.spoken(part)
            if blocks:  # what stands under a label may work on the page alone
                yield Labelled(self.line(label, spell=False), blocks)

    def spoken(self, element: Element) -> tuple[Block, ...]:
        """Read what is meant to be said: nobody says a bracket, so abbreviations are spelled out elsewhere."""
        before, self.spelling = self.spelling, False
        read = self.blocks(element)
        self.spelling = before
        return read

    def figure(self, element: Element) -> list[Block]:
        """Read a chart as its caption, a picture of it and its data; any other figure as what it holds."""
        described = element.xpath("./*[local-name()='svg']/*[local-name()='desc']")
        if not described:
            return list(self.blocks(element))
        (table,) = element.xpath("./details//table")
        caption = self.line(element.xpath("./figcaption")[0])
        address = urljoin(self.address, f"{element.get(NAME)}{ENDING}")
        return [
            Paragraph((Strong(caption),)),
            Picture(address, described[0].text_content().strip()),
            self.table(table),
        ]

    def picture(self, element: Element) -> Picture:
        """Read an image."""
        return Picture(urljoin(self.address, element.get("src")), element.get("alt") or "")

    def footnotes(self, element: Element) -> None:
        """Read the footnotes at the end of a page."""
        self.notes.extend(self.blocks(one) for one in element.xpath("./ol/li"))

    # Inlines

    def line(self, element: Element, *, spell: bool = True) -> tuple[Inline, ...]:
        """Read what stands in one line, such as a cell; blocks in it end in breaks.

        A heading or a label keeps its abbreviations short (`spell`); the text below spells them out.
        """
        before, self.spelling = self.spelling, spell and self.spelling
        read = _trimmed(self.inlines(element))
        self.spelling = before
        return read

    def inlines(self, element: Element) -> list[Inline]:
        """Read the text and the elements in an element."""
        read = list(_text(element.text))
        for child in element:
            if not omitted(child):
                if child.tag in _BLOCKS or child.tag == "li":
                    read.append(Break())
                    read.extend(self.inlines(child))
                    read.append(Break())
                else:
                    read.extend(self.inline(child))
            read.extend(_text(child.tail))
        return read

    def inline(self, element: Element) -> list[Inline]:
        """Read one element within a line.

        Raises:
            PlaybookError: the tree has no place for it.
        """
        tag = str(element.tag)
        if element.get("role") == _MATHEMATICS:
            return [Mathematics(element.attrib["aria-label"])]
        if element.get(FILLED) is not None:
            return [Filled(str(element.text_content()), element.get(FILLED) == OPEN)]
        if tag == "abbr":
            return [Text(self.abbreviation(element))]
        if tag in _CODES:
            return [Code(_SPACE.sub(" ", element.text_content()))]
        if tag == "a":
            return self.link(element)
        if tag == "br":
            return [Break()]
        if tag == "sup" and element.find_class("footnote-ref"):
            return [Note(int(element.text_content()))]
        if tag == "img":
            return [Link(urljoin(self.address, element.get("src")), (Text(element.get("alt") or "image"),))]
        if tag in _WRAPPERS:
            children = tuple(self.inlines(element))
            return [_WRAPPERS[tag](children)] if children else []
        if tag in _SPANS:
            return self.inlines(element)
        raise PlaybookError(
            self.address,
            f"<{tag}> has no place in the exports",
            "write it without, or read it in macros/exports/reading.py",
        )

    def link(self, element: Element) -> list[Inline]:
        """Read a link; one to a working, which stays on its page, gives its words alone."""
        children = self.inlines(element)
        if "pb-figure" in _classes(element) or element.get("href") is None:
            return children
        return [Link(urljoin(self.address, element.get("href")), tuple(children))]

    def abbreviation(self, element: Element) -> str:
        """Read an abbreviation, with what it stands for where the document has it for the first time."""
        short = str(element.text_content())
        meaning = element.get("title", short).partition(":")[0]
        if short in self.spelled or not self.spelling:
            return short
        self.spelled.add(short)
        leads = str(element.xpath("string(preceding-sibling::node()[1])"))
        explained = leads.endswith("(") or (element.tail or "").lstrip().startswith("(")
        return short if explained or meaning.startswith(short) else f"{short} ({meaning})"


def _text(text: str | None) -> list[Inline]:
    return [Text(_SPACE.sub(" ", text))] if text else []


def _trimmed(children: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts, and drop white space and breaks at both ends and white space beside breaks."""
    joined: list[Inline] = []
    for child in _flat(children):
        last = joined[-1] if joined else None
        if isinstance(child, Break):
            _end(joined)
            if joined and not isinstance(joined[-1], Break):
                joined.append(child)
        elif isinstance(child, Text) and isinstance(last, Text):
            joined[-1] = Text(_SPACE.sub(" ", last.text + child.text))
        elif isinstance(child, Text):
            text = child.text.lstrip(" ") if last is None or isinstance(last, Break) else child.text
            if text:
                joined.append(Text(text))
        else:
            joined.append(child)
    _end(joined)
    while joined and isinstance(joined[-1], Break):
        joined.pop()
    return tuple(joined)


def _end(joined: list[Inline]) -> None:
    if joined and isinstance(joined[-1], Text):
        text = joined[-1].text.rstrip(" ")
        joined[-1:] = [Text(text)] if text else []


def _flat(children: Iterable[Inline]) -> Iterator[Inline]:
    """Move white space and breaks at the edges of wrappers out of them, since some formats don't allow them there."""
    for child in children:
        if isinstance(child, Strong | Emphasis | Struck | Link):
            flat = list(_flat(child.children))
            inner = _trimmed(flat)
            yield from _edge(flat, str.startswith)
            if inner:
                yield replace(child, children=inner)
                yield from reversed(list(_edge(reversed(flat), str.endswith)))
        else:
            yield child


def _edge(children: Iterable[Inline], has: Callable[[str, str], bool]) -> Iterator[Inline]:
    """Give the white space and the breaks that inlines begin with, or end with when they come in reverse."""
    for child in children:
        if isinstance(child, Text) and has(child.text, " "):
            yield Text(" ")
        if isinstance(child, Break):
            yield child
        elif not isinstance(child, Text) or child.text.strip(" "):
            return
