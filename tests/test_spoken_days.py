"""Days are said as one says them, and whoever hears two events apart can tell which came first."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.calendar import Event
from macros.errors import PlaybookError
from macros.spoken_days import FORMS, apart, duration, late, when, year_words

SATURDAY = date(2027, 3, 6)


def event(day: date, planned: date | None = None) -> Event:
    return Event("launch", "the launch", day, planned)


def test_each_form_says_a_day() -> None:
    said = {form: when(SATURDAY, form) for form in FORMS}
    assert said == {
        "month": "in March",
        "day": "on 6\u00a0March",
        "weekday": "on a Saturday",
        "season": "in spring",
        "quarter": "in the first quarter",
    }
    assert when(SATURDAY, "month", 2) == "in March of year two"
    assert when(SATURDAY, "season", bare=True) == "spring"
    assert [when(date(2027, month, 1), "season", bare=True) for month in (1, 6, 9, 12)] == [
        "winter",
        "summer",
        "autumn",
        "winter",
    ]
    assert [when(date(2027, month, 1), "quarter", bare=True) for month in (6, 7, 12)] == [
        "the second quarter",
        "the third quarter",
        "the fourth quarter",
    ]
    assert year_words(0) == "the year before year one"


def test_an_unknown_form_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(PlaybookError, match="did you mean 'month'"):
        when(SATURDAY, "moth")


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "one\u00a0day"),
        (7, "one\u00a0week"),
        (10, "ten\u00a0days"),
        (19, "19\u00a0days"),
        (21, "three\u00a0weeks"),
        (77, "77\u00a0days"),
    ],
)
def test_a_duration_is_said_in_weeks_where_it_is_whole_ones(days: int, words: str) -> None:
    assert duration(days) == words


def test_an_event_is_late_early_or_on_time() -> None:
    planned = date(2027, 3, 10)
    assert late(event(date(2027, 3, 24), planned)) == "two\u00a0weeks late"
    assert late(event(date(2027, 3, 9), planned)) == "one\u00a0day early"
    assert late(event(planned, planned)) == "on time"
    with pytest.raises(PlaybookError, match="nothing was promised for it"):
        late(event(planned))


@given(st.dates(date(2026, 1, 1), date(2028, 1, 1)), st.dates(date(2026, 1, 1), date(2028, 1, 1)))
def test_the_direction_follows_the_days(one: date, other: date) -> None:
    words = apart(event(one), event(other))
    ending = "on the same day" if one == other else "later" if one > other else "earlier"
    assert words.endswith(ending)
