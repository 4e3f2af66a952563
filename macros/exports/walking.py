"""Walk a tree and put something else in the place of its blocks or inlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from macros.exports.tree import (
    Block,
    Break,
    Callout,
    Cell,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Filled,
    Heading,
    Inline,
    Items,
    Labelled,
    Link,
    Lowered,
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Strong,
    Struck,
    Table,
    Text,
)

Blocks = tuple[Block, ...]
Inlines = tuple[Inline, ...]
_DEEPEST = 6
"""The lowest level of a heading that formats have."""


def map_document(document: Document, block: Callable[[Block], Block], inline: Callable[[Inline], Inline]) -> Document:
    """Change the blocks and inlines of a document and of its notes."""

    def changed(blocks: Blocks) -> Blocks:
        return map_inlines(map_blocks(blocks, block), inline)

    return replace(document, blocks=changed(document.blocks), notes=tuple(changed(note) for note in document.notes))


def map_blocks(blocks: Blocks, change: Callable[[Block], Block]) -> Blocks:
    """Change each block, those within others first."""
    return tuple(change(_within(block, lambda inner: map_blocks(inner, change), _same)) for block in blocks)


def map_inlines(blocks: Blocks, change: Callable[[Inline], Inline]) -> Blocks:
    """Change each inline of blocks, those within others first."""

    def line(children: Inlines) -> Inlines:
        return tuple(change(_line_within(child, line)) for child in children)

    return tuple(_within(block, lambda inner: map_inlines(inner, change), line) for block in blocks)


def without_breaks(children: Inlines) -> Inlines:
    """Put a space in the place of each break, for where a line can't end."""
    return tuple(_on_one_line(child) for child in children)


def _on_one_line(child: Inline) -> Inline:
    match child:
        case Break():
            return Text(" ")
        case Filled():
            return replace(child, text=child.text.replace("\n", " "))
    return child


def every_block(blocks: Blocks) -> Iterator[Block]:
    """Give each block, and after it those within."""
    for block in blocks:
        yield block
        match block:
            case Items():
                within = [item.blocks for item in block.items]
            case Definitions():
                within = [meaning for entry in block.entries for meaning in entry.meanings]
            case Quotation() | Callout() | Labelled():
                within = [block.blocks]
            case _:
                within = []
        for inner in within:
            yield from every_block(inner)


def levels(blocks: Blocks) -> list[int]:
    """Give the levels of all headings in blocks."""
    return [block.level for block in every_block(blocks) if isinstance(block, Heading)]


def picture_addresses(document: Document) -> list[str]:
    """Give the addresses of all pictures in a document and its notes."""
    parts = (document.blocks, *document.notes)
    return [block.address for blocks in parts for block in every_block(blocks) if isinstance(block, Picture)]


def levelled(blocks: Blocks, highest: int) -> Blocks:
    """Move headings up or down together, so that the highest ones have this level."""
    shift = highest - min(levels(blocks), default=highest)

    def moved(block: Block) -> Block:
        return replace(block, level=min(block.level + shift, _DEEPEST)) if isinstance(block, Heading) else block

    return map_blocks(blocks, moved)


def _same(children: Inlines) -> Inlines:
    return children


def _line_within(inline: Inline, line: Callable[[Inlines], Inlines]) -> Inline:
    match inline:
        case Strong() | Emphasis() | Struck() | Raised() | Lowered() | Link():
            return replace(inline, children=line(inline.children))
    return inline


def _within(block: Block, inner: Callable[[Blocks], Blocks], line: Callable[[Inlines], Inlines]) -> Block:
    """Change what a block holds."""
    match block:
        case Heading() | Paragraph():
            return replace(block, children=line(block.children))
        case Items():
            return replace(block, items=tuple(replace(item, blocks=inner(item.blocks)) for item in block.items))
        case Definitions():
            return replace(block, entries=tuple(_entry_within(entry, inner, line) for entry in block.entries))
        case Quotation():
            return replace(block, blocks=inner(block.blocks))
        case Table():
            rows = tuple(tuple(_cell_within(cell, line) for cell in row) for row in block.rows)
            return replace(block, rows=rows, caption=line(block.caption))
        case Callout():
            return replace(block, title=line(block.title), blocks=inner(block.blocks))
        case Labelled():
            return replace(block, label=line(block.label), blocks=inner(block.blocks))
    return block


def _cell_within(cell: Cell, line: Callable[[Inlines], Inlines]) -> Cell:
    return replace(cell, children=line(cell.children))


def _entry_within(
    entry: Definition, inner: Callable[[Blocks], Blocks], line: Callable[[Inlines], Inlines]
) -> Definition:
    return replace(
        entry,
        terms=tuple(line(term) for term in entry.terms),
        meanings=tuple(inner(meaning) for meaning in entry.meanings),
    )
