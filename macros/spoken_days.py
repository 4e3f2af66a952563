"""Days of the calendar as somebody says them: in March, on a Saturday; three weeks later, ten days late.

Nobody says the year of the world; where a year is asked for, it is "year two".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from macros.calendar import Event
from macros.errors import PlaybookError, nearest
from macros.number_words import NO_BREAK_SPACE
from macros.spoken import counted

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SEASONS = ("winter", "spring", "summer", "autumn")
_QUARTERS = ("first", "second", "third", "fourth")
_WEEK = 7
_LARGEST_WEEKS = 10
"""Up to so many whole weeks are said as weeks, and beyond as days."""


@dataclass(frozen=True)
class Form:
    """One way to say a day."""

    preposition: str
    words: Callable[[date], str]


def _day(day: date) -> str:
    return f"{day.day}{NO_BREAK_SPACE}{MONTHS[day.month - 1]}"


FORMS = {
    "month": Form("in", lambda day: MONTHS[day.month - 1]),
    "day": Form("on", _day),
    "weekday": Form("on", lambda day: f"a {_WEEKDAYS[day.weekday()]}"),
    "season": Form("in", lambda day: _SEASONS[day.month % 12 // 3]),
    "quarter": Form("in", lambda day: f"the {_QUARTERS[(day.month - 1) // 3]} quarter"),
}
"""The ways to say a day, by the word that a page asks for."""


def when(day: date, form: str, year: int | None = None, *, bare: bool = False) -> str:
    """Say when something happened.

    Args:
        day: the day.
        form: how closely, one of FORMS.
        year: the year of the company, where it is said as well.
        bare: leave "in" and "on" out.

    Raises:
        PlaybookError: there is no such form.
    """
    if form not in FORMS:
        raise PlaybookError(f'when(form="{form}")', "unknown form", nearest(form, FORMS))
    chosen = FORMS[form]
    words = chosen.words(day) if bare else f"{chosen.preposition} {chosen.words(day)}"
    return words if year is None else f"{words} of {year_words(year)}"


def year_words(year: int) -> str:
    """Say a year of the company: year two, the year before year one."""
    return f"year {counted(year)}" if year > 0 else "the year before year one"


def duration(days: int) -> str:
    """Say a number of days, from 0: three weeks, ten days, one day."""
    weeks, rest = divmod(days, _WEEK)
    if rest == 0 and 0 < weeks <= _LARGEST_WEEKS:
        return f"{counted(weeks)}{NO_BREAK_SPACE}{'week' if weeks == 1 else 'weeks'}"
    return f"{counted(days)}{NO_BREAK_SPACE}{'day' if days == 1 else 'days'}"


def apart(event: Event, other: Event) -> str:
    """Say how long after another event one came: three weeks later, a day earlier, on the same day."""
    days = (event.day - other.day).days
    if days == 0:
        return "on the same day"
    return f"{duration(abs(days))} {'later' if days > 0 else 'earlier'}"


def late(event: Event) -> str:
    """Say how an event came against the day that had been promised: two weeks late, a day early, on time.

    Raises:
        PlaybookError: nothing had been promised for it.
    """
    if event.late is None:
        raise PlaybookError(f'apart("{event.name}")', "nothing was promised for it", "name another event beside it")
    if event.late == 0:
        return "on time"
    return f"{duration(abs(event.late))} {'late' if event.late > 0 else 'early'}"
