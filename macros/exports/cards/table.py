"""Write the cards as comma-separated values, which no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from macros.escapes import SPREADSHEET
from macros.exports.cards.card import LICENCE, Card

COLUMNS = ("question", "opening", "rule", "follow-ups", "section", "levels", "tags", "source", "licence")


def table(cards: Sequence[Card]) -> str:
    """Write the table: a head, then a row for each card; follow-ups stand on lines of their own within their cell."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for one in cards:
        follow_ups = "\n".join(f"{follow_up.asked} {follow_up.answered}" for follow_up in one.follow_ups)
        tags = " ".join(one.tags)
        levels = ", ".join(one.levels)
        row = (one.question, one.opening, one.rule, follow_ups, one.section, levels, tags, one.address, LICENCE)
        writer.writerow(map(SPREADSHEET.escaped, row))
    return written.getvalue()
