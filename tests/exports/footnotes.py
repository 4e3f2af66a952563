"""Footnotes as the formats without any write them: raised numbers, and a counted list below a line at the end."""

from __future__ import annotations

import operator
from dataclasses import is_dataclass, replace
from typing import Any

from macros.exports.tree import Document, Item, Items, Note, Raised, Rule, Text


def at_the_end(document: Document) -> Document:
    """Put the footnotes of a document into its blocks."""
    notes = Items(tuple(Item(note) for note in document.notes), ordered=True)
    blocks = (*document.blocks, Rule(), notes) if document.notes else document.blocks
    return replace(document, blocks=_raised(blocks), notes=())


def _raised(value: Any) -> Any:
    """Give the same where it holds no note: most do, and to make all of them anew takes long."""
    if isinstance(value, Note):
        return Raised((Text(str(value.number)),))
    if isinstance(value, tuple):
        parts = tuple(map(_raised, value))
        return value if all(map(operator.is_, parts, value)) else parts
    if is_dataclass(value) and not isinstance(value, type):
        held = vars(value)
        changed = {name: made for name, one in held.items() if (made := _raised(one)) is not one}
        return replace(value, **changed) if changed else value
    return value
