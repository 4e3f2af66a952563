"""What the names of a claim stand for: entries and goals of the stories, and the days and teams of the calendar."""

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
        key, _, column = key.partition(".")
        ledger = self._library.ledger(story)
        known = {**ledger.entries, **ledger.goals}
        if key not in known:
            problem = f"{story} has no input, figure or goal '{key}'"
            raise PlaybookError(f'"{name}"', problem, nearest(key, known))
        entry = known[key]
        if isinstance(entry, NumberTable):
            return _column(name, entry, column)
        if column:
            raise PlaybookError(f'"{name}"', f"'{key}' is no table", f'write "{story}.{key}"')
        return entry

    def people(self, team: str, day: date) -> int:
        """Give the size of a team on a day.

        Raises:
            PlaybookError: there is no such team, or not yet.
        """
        return self._calendar.size(team, day)

    def written(self, day: date) -> str:
        """Write a day in the years of the company."""
        return self._calendar.written(day)


def _column(name: str, table: NumberTable, column: str) -> NumberList:
    known = {one.name: one for one in table.columns}
    if not column:
        remedy = f"name a column of it, {', '.join(known)}, or a figure that is calculated from it"
        raise PlaybookError(f'"{name}"', "is a table", remedy)
    if column not in known:
        raise PlaybookError(f'"{name}"', f"the table has no column '{column}'", nearest(column, known))
    values = tuple(getattr(row, column) for row in table.rows)
    return NumberList(f"{table.name}.{column}", known[column].label, known[column].unit, values)
