"""The timeline: every word within the drawing and clear of the next, each bar beside its events, the same in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from macros.calendar import Calendar, Event, Span, Timeline
from macros.errors import PlaybookError
from macros.presentation.charts.drawing import Circle, Label, Rect
from macros.presentation.charts.layout import WIDTH
from macros.presentation.charts.timeline import draw, timeline
from tests.presentation.charts.test_charts import assert_within

OURS = list(Calendar().timelines.values())
FREEZE = Event("freeze", "The freeze begins", date(2027, 3, 8))
LIFTED = Event("lifted", "Releases are allowed again, after a review that took rather longer", date(2027, 3, 27))
LAUNCH = Event("launch", "The launch", date(2027, 4, 8), planned=date(2027, 3, 25))
SMALL = Timeline("small", "A spring", (FREEZE, LIFTED, LAUNCH), (Span("frozen", FREEZE, LIFTED),))


@pytest.mark.parametrize("chosen", [SMALL, *OURS], ids=lambda chosen: chosen.name)
def test_every_mark_lies_within_the_drawing(chosen: Timeline) -> None:
    made = draw(chosen)
    assert_within(made)
    baselines = sorted((mark.x, mark.y) for mark in made.marks if isinstance(mark, Label))
    assert len(set(baselines)) == len(baselines)
    assert made.width == WIDTH


def test_all_words_of_an_event_are_drawn_in_lines() -> None:
    words = " ".join(mark.text for mark in draw(SMALL).marks if isinstance(mark, Label) and mark.x > 100)
    assert LIFTED.label in words
    assert "The launch, two\u00a0weeks late" in words


def test_a_bar_reaches_from_the_point_of_its_first_event_to_that_of_its_last() -> None:
    made = draw(SMALL)
    first, last, _ = [mark.y for mark in made.marks if isinstance(mark, Circle)]
    _, bar = [mark for mark in made.marks if isinstance(mark, Rect)]
    assert bar.y < first < last < bar.y + bar.height


def test_the_text_alternative_tells_from_when_to_when_and_every_bar() -> None:
    assert draw(SMALL).description == (
        "3 events from Monday 8\u00a0March to Thursday 8\u00a0April, listed in the data below. "
        "Bars: frozen from 8\u00a0March to 27\u00a0March."
    )


def test_the_table_has_a_row_for_each_event_with_the_day_that_was_promised() -> None:
    html = timeline(SMALL, "chart-1")
    assert html.count("<tr>") == 4
    assert "<td>25\u00a0March</td>" in html


def test_more_bars_than_colours_are_refused() -> None:
    with pytest.raises(PlaybookError, match="has 4 spans; draw 3 at most"):
        draw(replace(SMALL, spans=SMALL.spans * 4))
