"""How tall an embed will be, estimated from its content before any browser has seen it.

An embed must not be cut off where nothing can measure it. embed.css therefore asks for Arial or a font of the same
widths, which most machines have, and the widths below are Arial's. With such a font the result is never less than the
real height in a frame WIDTH wide, and at most a tenth more; a test measures both in a browser for every embed. On a
machine that has only wider fonts a frame may scroll, unless the loader sets its height.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from macros.exports.embedding.styles import pixels
from macros.exports.tree import Block, Callout, Cell, Heading, Items, Paragraph, Table, plain
from macros.exports.writers.lines import lines

WIDTH = 700
"""Width of the frame that a height holds for."""

_WIDTHS = {
    "'": 191,
    "ijl‘’": 222,
    " \u00a0!,./:;I[]ft|": 278,
    '()-`r·“”{}"': 334,
    "Jcksvxyz*": 500,
    "+<=>~×−÷±≤≥": 584,
    "FTZ": 611,
    "&ABEKPSVXY": 667,
    "CDHNRUw": 722,
    "GOQ": 778,
    "Mm": 833,
    "%W": 944,
    "@…—→☐☑": 1015,
}
_WIDTH_OF = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_OTHER = 556
"""Widths of characters, in thousandths of the size of the font."""
_BOLD = 1.08
"""How much wider bold text is."""
_PARTLY_BOLD = 1.02
"""How much wider text is at most in which some words are bold."""
_PIECE = re.compile(r"[^ –-]*[–-]? ?")
"""What stays on one row: a word with the space behind it, or as far as a hyphen or dash in it."""
_LESS = 0.99
"""What browsers may give a column less than its fair share, where not all have what they want."""
_SURELY = 0.996
"""Up to this share of the room all columns have what they want; above it, rounding may take a row of words apart."""
_SCROLL_BAR = 16


def height(
    blocks: Sequence[Block],
    *,
    footer: str,
    button: bool,
    drawing: tuple[float, float] | None = None,
    calculating: float = 0,
) -> int:
    """Estimate the height of an embed in a frame WIDTH wide, with what folds closed.

    Args:
        blocks: what it shows.
        footer: the words of its last line.
        button: whether it has one to copy.
        drawing: width and height of its chart, in the units of the drawing.
        calculating: the height of its mathematics and its calculator.
    """
    total: float = 2 * pixels("padding") + _blocks(blocks, _width_within()) + calculating
    total += _rows(footer, _width_within(), pixels("small-size")) * pixels("small-line")
    if button:
        total += pixels("near") + pixels("small-line") + pixels("gap")
    if drawing:
        total += drawing[1] / drawing[0] * pixels("drawing") + pixels("gap")
    return math.ceil(total)


def table_height(table: Table) -> float:
    """Estimate a table as wide as an embed."""
    return _table(table, _width_within())


def text_rows(text: str) -> int:
    """Count the rows of a text across an embed."""
    return _rows(text, _width_within(), pixels("size") * _PARTLY_BOLD)


def _width_within() -> int:
    return WIDTH - 2 * pixels("padding")


def _blocks(blocks: Sequence[Block], width: float) -> int:
    return sum(_block(block, width) for block in blocks)


def _block(block: Block, width: float) -> int:
    """Estimate a block with the space below it; of kinds that no embed holds today, more generously line by line."""
    gap, near, size, line = (pixels(name) for name in ("gap", "near", "size", "line"))
    match block:
        case Heading(2, children):
            return _rows(plain(children), width, pixels("title-size") * _BOLD) * pixels("title-line") + near
        case Heading(_, children):
            return near + _rows(plain(children), width, pixels("heading-size") * _BOLD) * line + near
        case Table():
            return _table(block, width) + gap
        case Callout(_, title, _, True):
            return _rows(plain(title), width, size) * line + gap
        case Callout(_, title, blocks):
            within = width - 2 * gap - pixels("edge")
            head = _rows(plain(title), within, size * _BOLD) * line + gap if title else 0
            return near + head + _blocks(blocks, within) + gap
        case Paragraph() | Items():
            within = width - pixels("indent") * isinstance(block, Items)
            return sum(_rows(plain(one), within, size * _PARTLY_BOLD) for one in lines(block)) * line + gap
    within = width - pixels("indent") - gap
    return line + sum(_rows(plain(one), within, size * _PARTLY_BOLD) * line + gap for one in lines(block))


def _table(table: Table, width: float) -> int:
    """Estimate a table as browsers lay it out: each column as wide as it wants to be, or fairly less."""
    columns = list(zip(*table.rows, strict=True))
    least = [max(_width(word, _size(cell)) for cell in column for word in _words(cell)) for column in columns]
    most = [max(_width(plain(cell.children), _size(cell)) for cell in column) for column in columns]
    room = width - len(columns) * pixels("gap")
    share = min(max((room - math.fsum(least)) / (math.fsum(most) - math.fsum(least) or 1), 0), 1)
    share *= _LESS if math.fsum(most) > room * _SURELY else 1
    widths = [low + (high - low) * share for low, high in zip(least, most, strict=True)]
    rows = sum(
        max(_rows(plain(cell.children), across, _size(cell)) for cell, across in zip(row, widths, strict=True))
        for row in table.rows
    )
    rows += _rows(plain(table.caption), width, pixels("small-size")) if table.caption else 0
    spaces = len(table.rows) * (2 * pixels("cell") + pixels("rule"))
    return rows * pixels("small-line") + spaces + (_SCROLL_BAR if math.fsum(least) > room else 0)


def _size(cell: Cell) -> float:
    return pixels("small-size") * (_BOLD if cell.heading else 1)


def _rows(text: str, width: float, size: float) -> int:
    """Count the rows of a text that breaks between its words, and within one that is wider than its place."""
    rows, used = int(bool(text)), 0.0
    for piece in _PIECE.findall(text):
        if used and used + _width(piece.rstrip(" "), size) > width + 0.01:
            rows, used = rows + 1, 0.0
        used += _width(piece, size)
    return rows


def _words(cell: Cell) -> list[str]:
    return [piece.rstrip(" ") for piece in _PIECE.findall(plain(cell.children))]


def _width(text: str, size: float) -> float:
    """Give the width of a text at a size of the font, both in pixels."""
    return sum(_WIDTH_OF.get(letter, _OTHER) for letter in text) * size / 1000
