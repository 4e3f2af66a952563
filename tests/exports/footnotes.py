"""Footnotes as the formats without any write them: raised numbers, and a counted list below a line at the end."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from macros.exports.tree import Document, Item, Items, Note, Raised, Rule, Text


def at_the_end(document: Document) -> Document:
    """Put the footnotes of a document into its blocks."""
    notes = Items(tuple(Item(note) for note in document.notes), ordered=True)
    blocks = (*document.blocks, Rule(), notes) if document.notes else document.blocks
    return replace(document, blocks=_raised(blocks), notes=())


def _raised(value: Any) -> Any:
    if isinstance(value, Note):
        return Raised((Text(str(value.number)),))
    if isinstance(value, tuple):
        return tuple(_raised(one) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _raised(getattr(value, one.name)) for one in fields(value)})
    return value
