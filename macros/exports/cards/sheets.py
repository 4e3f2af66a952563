"""Lay the cards out for paper: eight on a sheet, and the backs in the order in which they meet their fronts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from macros.built.security_policy import with_policy
from macros.exports.cards.card import LICENCE, Card
from macros.exports.filling import filled
from macros.exports.print_view import Head
from macros.formats import CARDS_FOLDER

ROWS, COLUMNS = 4, 2
FOLLOW_UPS = 3
"""How many a back has room for."""


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper with cards on both sides; a place without a card holds None."""

    section: str
    fronts: tuple[Card | None, ...]
    """In the order in which one reads them."""

    @property
    def backs(self) -> tuple[Card | None, ...]:
        """The same cards as the other side has them, once the sheet is turned over its long edge: left is right."""
        rows = [self.fronts[start : start + COLUMNS] for start in range(0, ROWS * COLUMNS, COLUMNS)]
        return tuple(card for row in rows for card in reversed(row))


def sheets(cards: Sequence[Card]) -> list[Sheet]:
    """Put cards on sheets; each section begins a new one, so that it can be printed alone."""
    size = ROWS * COLUMNS
    laid: list[Sheet] = []
    for section, together in groupby(cards, key=lambda card: card.section):
        held: list[Card | None] = list(together)
        held += [None] * (-len(held) % size)
        laid += [Sheet(section, tuple(held[start : start + size])) for start in range(0, len(held), size)]
    return laid


def write(cards: Sequence[Card], home: str, head: Head) -> str:
    """Write the page that prints them.

    Args:
        cards: in the order of their sections.
        home: the absolute address of the site.
        head: the name and the styles of the site.
    """
    laid = sheets(cards)
    first_pages: dict[str, int] = {}
    for number, sheet in enumerate(laid):
        first_pages.setdefault(sheet.section, 2 * number + 1)
    ends = [*list(first_pages.values())[1:], 2 * len(laid) + 1]
    written = filled(
        "cards",
        sheets=laid,
        contents=[(section, first, end - 1) for (section, first), end in zip(first_pages.items(), ends, strict=True)],
        follow_ups=FOLLOW_UPS,
        licence=LICENCE,
        site_name=head.site_name,
        home=home,
        root="../" * (CARDS_FOLDER.count("/") + 1),
        styles=head.styles,
    )
    return with_policy(written)
