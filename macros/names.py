"""What the names of a claim stand for: entries and goals of the stories, and dates of the calendar."""

from __future__ import annotations

from datetime import date

from macros.calendar import CALENDAR, Calendar
from macros.errors import PlaybookError, nearest
from macros.figures import Figure, Goal
from macros.library import Library
from macros.story import Number, NumberList, NumberTable, Text


class ClaimNames:
    """All names that claims may use."""

    def __init__(self, library: Library, calendar: Calendar | None = None) -> None:
        """Look names up in a library and a calendar, the project's own when None."""
        self._library = library
        self._calendar = calendar or Calendar()

    def value(self, name: str) -> Number | Figure | Goal | NumberList | Text | date:
        """Give what has a full name.

        Raises:
            PlaybookError: nothing has it, or it is a table.
        """
        story, _, key = name.partition(".")
        if story == CALENDAR:
            return self._calendar.day(key)
        ledger = self._library.ledger(story)
        known = {**ledger.entries, **ledger.goals}
        if key not in known:
            problem = f"{story} has no input, figure or goal '{key}'"
            raise PlaybookError(f'"{name}"', problem, nearest(key, known))
        entry = known[key]
        if isinstance(entry, NumberTable):
            raise PlaybookError(f'"{name}"', "is a table", "name a figure that is calculated from it")
        return entry
