"""The words over a box, for formats in which its kind would otherwise be a mere colour, or nothing."""

from __future__ import annotations

from macros.exports.tree import Callout, Inline, Text, plain


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
