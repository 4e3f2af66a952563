"""The words over a box, for formats in which its kind would otherwise be a mere colour or nothing, and its colours."""

from __future__ import annotations

from macros.exports.tree import Callout, Inline, Text, plain
from macros.palette import palette

_EDGE_AND_SHADE = {
    "note": ("accent", "accent-tint"),
    "tip": ("met", "met-tint"),
    "important": ("accent", "accent-tint"),
    "warning": ("partly", "partly-tint"),
    "caution": ("missed", "missed-tint"),
    "question": ("accent", "sheet"),
}


def colours(kind: str) -> tuple[str, str]:
    """Give the colours on paper of the edge and the shade of a box."""
    edge, shade = _EDGE_AND_SHADE[kind]
    return palette()[edge].light, palette()[shade].light


def titled(callout: Callout) -> tuple[Inline, ...]:
    """Put the kind of a box before its title, unless the title is the kind.

    >>> plain(titled(Callout("tip", (Text("Ask first"),), ())))
    'Tip: Ask first'
    >>> plain(titled(Callout("note", (Text("Note"),), ())))
    'Note'
    """
    kind = callout.kind.capitalize()
    title = plain(callout.title)
    if title.casefold() == callout.kind:
        return callout.title
    return (Text(f"{kind}: "), *callout.title) if title else (Text(kind),)
