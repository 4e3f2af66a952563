"""How tall an embed will be, worked out from its content before any browser has seen it.

An embed must not be cut off where nothing can measure it, so widths are those of a wide font, and every line that could
break is taken to break. The result is never less than the real height at WIDTH, and at most 1.6 times as much; a test
measures both in a browser for every embed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from macros.exports.tree import (
    Block,
    Break,
    Callout,
    Cell,
    Definitions,
    Heading,
    Inline,
    Items,
    Labelled,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Table,
    plain,
)

WIDTH = 700
"""Width of the frame that a height holds for."""

# What follows are the measures of assets/embed.css, in pixels.
_PADDING = 16
_GAP = 12
_INDENT = 24
_LINE = 24
_NARROW, _OTHER, _WIDE = 0.42, 0.66, 1.0
_NARROW_LETTERS = frozenset(" fijlrtI.,:;'’!|()[]-·\u00a0")
_WIDE_LETTERS = frozenset("mwMW%@−+±×÷=<>≤≥→…—☐☑")
"""Widths of characters, as parts of the size, in a wide font such as DejaVu Sans."""
_BOLD = 1.12
_HEADINGS = {2: (22, 30, 0), 3: (18, 24, 20), 4: (16, 24, 20)}
"""Size, height of a line and space above, by level."""
_TABLE_SIZE, _TABLE_LINE, _CELL_ACROSS, _CELL_ABOVE_AND_BELOW = 14, 20, 12, 13
_SCROLL_BAR = 16
_PICTURE = 400
_DRAWING_WIDTH = 480
_FOOTER_LINE = 20
_BUTTON = 28 + _GAP


def height(blocks: tuple[Block, ...], *, footer: str, button: bool, drawing: tuple[float, float] | None = None) -> int:
    """Estimate the height of an embed in a frame WIDTH wide, with what folds closed.

    Args:
        blocks: what it shows.
        footer: the words of its last line.
        button: whether it has one to copy.
        drawing: width and height of its chart, in the units of the drawing.
    """
    width = WIDTH - 2 * _PADDING
    drawn = drawing[1] / drawing[0] * min(_DRAWING_WIDTH, width) + _GAP if drawing else 0
    last = _lines(footer, width, 14) * _FOOTER_LINE
    return math.ceil(2 * _PADDING + _BUTTON * button + drawn + _blocks(blocks, width) + last)


def _blocks(blocks: Sequence[Block], width: float) -> float:
    return sum(_block(block, width) for block in blocks)


def _block(block: Block, width: float) -> float:
    match block:
        case Heading(level, children):
            size, line, above = _HEADINGS[min(level, 4)]
            return above + 8 + _text(children, width, size * _BOLD) * line
        case Paragraph(children):
            return _text(children, width) * _LINE + _GAP
        case Items(items):
            return sum(_item(item.blocks, width - _INDENT) for item in items) + _GAP
        case Definitions(entries):
            terms = sum(_text(term, width) * _LINE for entry in entries for term in entry.terms)
            return terms + sum(_blocks(one, width - _INDENT) for entry in entries for one in entry.meanings) + _GAP
        case Quotation(blocks):
            return 9 + _blocks(blocks, width - 27) + _GAP
        case Listing(text, _, title):
            return (text.count("\n") + 1 + bool(title)) * _LINE + _GAP * (1 + bool(title)) + _SCROLL_BAR
        case Table():
            return _table(block, width)
        case Callout(_, title, blocks, folds):
            head = _text(title, width - 27) * _LINE
            return head + _GAP if folds else 9 + head + (_GAP if title else 0) + _blocks(blocks, width - 27) + _GAP
        case Labelled(label, blocks):
            return _text(label, width) * _LINE + _GAP + _blocks(blocks, width)
        case Picture():
            return _PICTURE + _GAP
        case Rule():
            return _LINE


def _item(blocks: tuple[Block, ...], width: float) -> float:
    """Estimate an item, whose paragraphs and lists stand without a space below."""
    return sum(_block(block, width) - (_GAP if isinstance(block, Paragraph | Items) else 0) for block in blocks)


def _table(table: Table, width: float) -> float:
    """Estimate a table as browsers lay it out: each column as wide as it wants to be, or fairly less."""
    columns = list(zip(*table.rows, strict=True))
    most = [max(_cell_width(cell) for cell in column) + _CELL_ACROSS for column in columns]
    least = [max(_word_width(cell) for cell in column) + _CELL_ACROSS for column in columns]
    wanted, needed = sum(most), sum(least)
    bar = 0
    if wanted <= width:
        widths = most
    elif needed >= width:
        widths, bar = least, _SCROLL_BAR
    else:
        share = (width - needed) / (wanted - needed)
        widths = [low + (high - low) * share for low, high in zip(least, most, strict=True)]
    rows = sum(
        max(_text(cell.children, across - _CELL_ACROSS, _size(cell)) for cell, across in zip(row, widths, strict=True))
        * _TABLE_LINE
        + _CELL_ABOVE_AND_BELOW
        for row in table.rows
    )
    caption = _text(table.caption, width, _TABLE_SIZE) * _TABLE_LINE if table.caption else 0
    return rows + caption + bar + _GAP


def _cell_width(cell: Cell) -> float:
    return max(_width(line, _size(cell)) for line in _split(cell.children))


def _word_width(cell: Cell) -> float:
    words = plain(cell.children).replace("-", "- ").split(" ")
    return max(_width(word, _size(cell)) for word in words)


def _size(cell: Cell) -> float:
    return _TABLE_SIZE * (_BOLD if cell.heading else 1)


def _text(children: tuple[Inline, ...], width: float, size: float = 16) -> int:
    """Count the lines that inlines take."""
    return sum(_lines(line, width, size) for line in _split(children))


def _split(children: tuple[Inline, ...]) -> list[str]:
    """Give the lines between breaks, at least one."""
    parts = [tuple(part) for is_break, part in groupby(children, lambda one: isinstance(one, Break)) if not is_break]
    return [plain(part) for part in parts] or [""]


def _lines(text: str, width: float, size: float) -> int:
    """Count the lines of a text that breaks between its words."""
    lines, used = 1, 0.0
    for word in text.split(" "):
        needed = _width(word, size)
        if used and used + _width(" ", size) + needed > width:
            lines, used = lines + 1, 0.0
        used += needed + (_width(" ", size) if used else 0)
        if used > width:
            lines, used = lines + int(used // width), used % width
    return lines


def _width(text: str, size: float) -> float:
    """Give the width of a text; characters of scripts such as Chinese are as wide as they are tall."""
    return sum(_letter_width(letter) for letter in text) * size


def _letter_width(letter: str) -> float:
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS or ord(letter) >= 0x2E80:
        return _WIDE
    return _OTHER
