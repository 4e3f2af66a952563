"""Fill a format whose pieces `marks.py` has parted, as docs/assets/javascripts/yours/pieces.js does in the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count

from macros.escapes import escapes, tidied
from macros.exports.marks import Piece
from macros.exports.yours import FieldName, Filling


def put_in(
    parts: Sequence[Piece], filling: Filling, kind: str, placeholders: Mapping[FieldName, str], within: str = ""
) -> str:
    """Put the words of a reader between pieces.

    Args:
        parts: what the format holds, numbers that count through the whole document left out: no Word file has them.
        filling: what the reader wrote.
        kind: the ending of the format's files, what the copy menu calls it, or WORD.
        placeholders: what stands in a place that nobody has filled.
        within: the rows that this is one of.
    """
    whole = ""
    boxes = count()
    for piece in parts:
        if isinstance(piece, str):
            whole += piece
        elif "field" in piece:
            words = tidied(filling.words.get(piece["field"], "")) or placeholders[within, piece["field"]]
            escaped = escapes()[kind].escaped
            whole += piece["break"].join(line if "plain" in piece else escaped(line) for line in words.split("\n"))
        elif "rows" in piece:
            rows = filling.parts(piece["rows"])
            whole += "".join(put_in(piece["pieces"], row, kind, placeholders, piece["rows"]) for row in rows)
        elif "box" in piece:
            whole += piece["box"][next(boxes) in filling.ticked]
        elif "open" in piece:
            whole += "" if tidied(filling.words.get(piece["open"], "")) else piece["text"]
    return whole
