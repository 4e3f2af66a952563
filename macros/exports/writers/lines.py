"""Blocks as lines of inlines, for where a format lets nothing but text stand."""

from __future__ import annotations

from collections.abc import Iterator

from macros.exports.tree import (
    Block,
    Callout,
    Code,
    Definitions,
    Heading,
    Inline,
    Item,
    Items,
    Labelled,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Table,
    Text,
)
from macros.exports.writers.hypertext import DONE, TO_DO


def lines(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Read a block as lines, for where nothing but text may stand."""
    match block:
        case Paragraph(children) | Heading(_, children):
            yield children
        case Listing():
            yield from ((Code(line),) for line in [*([block.title] if block.title else []), *block.text.split("\n")])
        case Picture():
            yield (Text(block.description),)
        case Rule():
            return
        case Items():
            for number, item in enumerate(block.items, block.start):
                yield from _item_lines(item, f"{number}. " if block.ordered else "• ")
        case Table():
            yield from rows(block)
        case _:
            for titles, blocks in _parts(block):
                yield from titles
                yield from (line for one in blocks for line in lines(one))


def _item_lines(item: Item, marker: str) -> Iterator[tuple[Inline, ...]]:
    """Read an item as lines; its marker and its box stand before the first."""
    box = "" if item.done is None else f"{DONE if item.done else TO_DO} "
    first, *rest = [line for block in item.blocks for line in lines(block)] or [()]
    yield (Text(marker + box), *first)
    yield from rest


def rows(table: Table) -> Iterator[tuple[Inline, ...]]:
    """Read the rows of a table as lines, bars between its cells."""
    if table.caption:
        yield table.caption
    for row in table.rows:
        line: list[Inline] = []
        for cell in row:
            line += [*([Text(" | ")] if line else []), *cell.children]
        yield tuple(line)


def _parts(
    block: Definitions | Callout | Labelled | Quotation,
) -> Iterator[tuple[tuple[tuple[Inline, ...], ...], tuple[Block, ...]]]:
    """Read what holds blocks as its titles and what stands under them."""
    match block:
        case Definitions():
            for entry in block.entries:
                yield entry.terms, tuple(one for meaning in entry.meanings for one in meaning)
        case Callout(title=title) | Labelled(label=title):
            yield (title,) if title else (), block.blocks
        case Quotation():
            yield (), block.blocks
