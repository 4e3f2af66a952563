"""What must survive an export: text, headings, lists, tables, code and links, read from a tree or from HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

import lxml.html

from macros.exports.tree import (
    Block,
    Callout,
    Definitions,
    Document,
    Heading,
    Inline,
    Item,
    Items,
    Labelled,
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Table,
    plain,
)
from macros.exports.writers.callouts import titled

Element = lxml.html.HtmlElement
Entry = tuple[int, bool, str]
"""An item of a list: its depth from 1, whether its list is ordered, and its own text."""
CellText = tuple[str, bool, str]
"""A cell: its text, whether it is a heading, and where it is aligned to ("" for the left)."""


@dataclass
class Outline:
    """What one document says and how it is built; texts have no white space, which formats treat differently."""

    text: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    lists: list[list[Entry]] = field(default_factory=list)
    rows: list[list[CellText]] = field(default_factory=list)
    listings: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    broken: int = 0
    """How many lists a format can't write as lists; they are in no other field but the text."""


@dataclass(frozen=True)
class Manner:
    """How a format writes what it has no markup for."""

    callout: Callable[[Callout], str] = lambda callout: plain(titled(callout))
    """The words over a box."""
    counted: Callable[[Items], bool] = lambda _: False
    """Whether the numbers of a list are part of its text."""
    whole: Callable[[Items], bool] = lambda _: True
    """Whether the format can write a list as one list."""
    definitions_are_lists: bool = False
    pictures_are_links: bool = False
    rows_are_as_the_first: bool = False
    """Whether the cells of a column are aligned as its first, and no cell below that is a heading."""
    deepest_heading: int = 6
    fold: Callable[[str], str] = lambda text: text
    """What a format may change in a text."""


PLAIN = Manner()


def squeezed(text: str, manner: Manner = PLAIN) -> str:
    """Take the white space out of a text."""
    return manner.fold("".join(text.split()))


def of_document(document: Document, manner: Manner = PLAIN) -> Outline:
    """Outline a tree, without its footnotes and the marks that lead to them."""
    outline = Outline()
    outline.text = "".join(_block_text(block, outline, manner) for block in document.blocks)
    return outline


def of_notes(document: Document, manner: Manner = PLAIN) -> list[str]:
    """Give the text of each footnote."""
    return ["".join(_block_text(block, Outline(), manner) for block in note) for note in document.notes]


def _line(children: tuple[Inline, ...], outline: Outline, manner: Manner) -> str:
    outline.links += [(unquote(link.address), squeezed(plain(link.children), manner)) for link in _links(children)]
    return squeezed(plain(tuple(_unmarked(children))), manner)


def _unmarked(children: tuple[Inline, ...]) -> Iterator[Inline]:
    return (child for child in children if not isinstance(child, Note))


def _links(children: Iterable[Inline]) -> Iterator[Link]:
    for child in children:
        if isinstance(child, Link):
            yield child
        elif hasattr(child, "children"):
            yield from _links(child.children)


def _block_text(block: Block, outline: Outline, manner: Manner) -> str:
    def line(children: tuple[Inline, ...]) -> str:
        return _line(children, outline, manner)

    def texts(blocks: Iterable[Block]) -> str:
        return "".join(_block_text(one, outline, manner) for one in blocks)

    match block:
        case Heading():
            words = line(block.children)
            outline.headings.append((min(block.level, manner.deepest_heading), words))
            return words
        case Paragraph():
            return line(block.children)
        case Items():
            return _list_text(block, outline, manner)
        case Definitions():
            if manner.definitions_are_lists:
                return _list_text(_as_list(block), outline, manner)
            return "".join(
                "".join(line(term) for term in entry.terms) + "".join(texts(meaning) for meaning in entry.meanings)
                for entry in block.entries
            )
        case Quotation():
            return texts(block.blocks)
        case Listing():
            outline.listings.append(block.text)
            return squeezed(block.title + block.text, manner)
        case Table():
            return line(block.caption) + _rows_text(block, outline, manner)
        case Callout():
            _line(block.title, outline, manner)
            return squeezed(manner.callout(block), manner) + texts(block.blocks)
        case Labelled():
            return line(block.label) + texts(block.blocks)
        case Picture():
            words = squeezed(block.description, manner)
            outline.links += [(unquote(block.address), "picture")] * manner.pictures_are_links
            return words + "(picture)" * manner.pictures_are_links
        case Rule():
            return ""


def _rows_text(table: Table, outline: Outline, manner: Manner) -> str:
    whole = ""
    for at, row in enumerate(table.rows):
        outline.rows.append([])
        for column, cell in enumerate(row):
            text = _line(cell.children, outline, manner)
            first = table.rows[0][column]
            heading = at == 0 if manner.rows_are_as_the_first else cell.heading
            align = first.align if manner.rows_are_as_the_first else cell.align
            outline.rows[-1].append((text, heading, _side(align, text)))
            whole += text
    return whole


def _list_text(items: Items, outline: Outline, manner: Manner) -> str:
    entries: list[Entry] = []
    if manner.whole(items):
        outline.lists.append(entries)
    else:
        outline.broken += 1
    return _items_text(items, entries, 1, outline, manner)


def _as_list(definitions: Definitions) -> Items:
    """Make terms the items of a list, and their meanings items below them."""
    return Items(
        tuple(
            Item(
                (
                    Paragraph(tuple(inline for term in entry.terms for inline in term)),
                    Items(tuple(Item(meaning) for meaning in entry.meanings)),
                )
            )
            for entry in definitions.entries
        )
    )


def _items_text(items: Items, entries: list[Entry], depth: int, outline: Outline, manner: Manner) -> str:
    whole = ""
    for number, item in enumerate(items.items, items.start):
        place = len(entries)
        entries.append((depth, items.ordered, ""))
        own = f"{number}." * manner.counted(items) + ("" if item.done is None else "☑" if item.done else "☐")
        whole += own
        for block in item.blocks:
            if isinstance(block, Items):
                whole += _items_text(block, entries, depth + 1, outline, manner)
            else:
                text = _block_text(block, outline, manner)
                whole += text
                own += text
        entries[place] = (depth, items.ordered, own)
    return whole


def difference(ours: Outline, shown: Outline) -> str:
    """Tell the first difference of each kind between a tree and what a wiki shows of it; "" where there is none."""
    told = []
    if ours.text != shown.text:
        at = next(
            (place for place, (one, other) in enumerate(zip(ours.text, shown.text, strict=False)) if one != other),
            min(len(ours.text), len(shown.text)),
        )
        part = slice(max(0, at - 40), at + 40)
        told.append(f"text: {ours.text[part]!r} is shown as {shown.text[part]!r}")
    for name in ("headings", "rows", "listings", "links"):
        told += _first(name, getattr(ours, name), getattr(shown, name))
    # A list that a format breaks leaves pieces behind among the whole ones.
    rest = iter(shown.lists)
    if ours.broken:
        told += [f"lists: {one} is missing or misplaced" for one in ours.lists if one not in rest][:1]
    else:
        told += _first("lists", ours.lists, shown.lists)
    return "\n".join(told)


def _first(name: str, ours: list[Any], shown: list[Any]) -> list[str]:
    pairs = zip_longest(ours, shown, fillvalue="nothing")
    return [f"{name}: {one!r} is shown as {other!r}" for one, other in pairs if one != other][:1]


def of_html(element: Element, manner: Manner = PLAIN) -> Outline:
    """Outline what a wiki shows; what it adds around our text must have been taken away."""
    for image in element.xpath(".//img"):
        _say(image, image.get("alt") or "")
    for box in element.xpath(".//input[@type='checkbox']"):
        _say(box, "☐" if box.get("checked") is None else "☑")
    return Outline(
        text=_text(element, manner),
        headings=[
            (int(heading.tag[1]), _text(heading, manner))
            for heading in element.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]")
        ],
        lists=[
            [_entry(item, one, manner) for item in one.iter("li")]
            for one in element.xpath(".//*[self::ul or self::ol][not(ancestor::li)]")
        ],
        rows=[[_cell(cell, manner) for cell in row.iterchildren("th", "td")] for row in element.iter("tr")],
        listings=[str(code.text_content()).removesuffix("\n") for code in element.iter("pre")],
        links=[
            (unquote(address), _text(link, manner))
            for link in element.iter("a")
            if re.match(r"https?:|mailto:", address := link.get("href") or "")
        ],
    )


def _say(element: Element, words: str) -> None:
    """Put words in place of an element."""
    element.tail = words + (element.tail or "")
    element.drop_tree()


def _text(element: Element, manner: Manner) -> str:
    return squeezed(str(element.text_content()), manner)


def _entry(item: Element, top: Element, manner: Manner) -> Entry:
    lists = [parent for parent in item.iterancestors("ul", "ol") if parent is top or top in parent.iterancestors()]
    depth = len(list(item.iterancestors("li"))) + 1
    own = item.xpath(".//text()[count(ancestor::li) = $depth]", depth=depth)
    return len(lists), lists[0].tag == "ol", squeezed("".join(own), manner)


def _cell(cell: Element, manner: Manner) -> CellText:
    style = re.search(r"text-align:\s*(\w+)|(\w+)align", f"{cell.get('style') or ''} {cell.get('class') or ''}")
    align = (style[1] or style[2]) if style else cell.get("align") or ""
    text = _text(cell, manner)
    return text, cell.tag == "th", _side(align, text)


def _side(align: str, text: str) -> str:
    """Say where a cell is aligned to; an empty one is aligned to nowhere."""
    return align if text and align != "left" else ""
