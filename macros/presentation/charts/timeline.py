"""The chart timeline: events of the calendar from top to bottom, and beside them bars for what went on in between.

Each event has a row, so that its words stay whole on a phone; distances in time are told by the days, not by the rows.
"""

from __future__ import annotations

from textwrap import wrap

from markupsafe import Markup

from macros.calendar import Event, Timeline
from macros.errors import PlaybookError
from macros.presentation.charts.drawing import Circle, DataTable, Drawing, Label, Line, Mark, Rect
from macros.presentation.charts.layout import LETTER, WIDTH
from macros.presentation.render import render
from macros.spoken_days import late, when

KIND = "timeline"
_LINE = 18.0
_GAP = 8.0
"""Between two rows."""
_AXIS = 84.0
"""The line that the events stand on; their days stand to its left."""
_BAR = 9.0
_BARS = 14.0
"""From the left edge of one bar to that of the next."""
_STYLES = ("pb-bar pb-bar--after", "pb-bar pb-bar--over", "pb-bar pb-bar--before")
"""One for each bar, from the left."""


def timeline(chosen: Timeline, identifier: str) -> Markup:
    """Draw a timeline of the calendar, with its data as a table.

    Args:
        chosen: its events and spans.
        identifier: id of the chart, unique on its page.
    """
    return render("chart", kind=KIND, id=identifier, drawing=draw(chosen))


def draw(chosen: Timeline) -> Drawing:
    """Lay the marks of a timeline out.

    Raises:
        PlaybookError: it has more spans than there are colours.
    """
    spans = chosen.spans
    if len(spans) > len(_STYLES):
        where = f'timeline("{chosen.name}")'
        raise PlaybookError(where, f"has {len(spans)} spans", f"draw {len(_STYLES)} at most, or two timelines")
    left = _AXIS + _GAP + _BARS * len(spans) + _GAP / 2
    marks: list[Mark] = []
    top = 0.0
    for span, style in zip(spans, _STYLES, strict=False):  # the key of the bars
        marks.append(Rect(_AXIS + _GAP, top + 4, _BAR, 12, style))
        marks.append(Label(_AXIS + _GAP + _BARS, top + 14, span.label))
        top += _LINE
    top += _GAP
    middles: dict[str, float] = {}
    words: list[Mark] = []
    for event in chosen.events:
        lines = wrap(_told(event), int((WIDTH - left) / LETTER))
        middles[event.name] = top + _LINE / 2
        words.append(Label(0, top + 14, _short(event), "pb-axis"))
        words.extend(Label(left, top + 14 + _LINE * number, line) for number, line in enumerate(lines))
        top += _LINE * len(lines) + _GAP
    ends = tuple((_AXIS, middles[chosen.events[place].name]) for place in (0, -1))
    marks.append(Line(ends, "pb-grid"))
    for place, (span, style) in enumerate(zip(spans, _STYLES, strict=False)):
        start, end = middles[span.begins.name], middles[span.ends.name]
        marks.append(Rect(_AXIS + _GAP + _BARS * place, start - 5, _BAR, end - start + 10, style))
    marks.extend(Circle(_AXIS, middle, 4, "pb-point") for middle in middles.values())
    rows = [[_whole(event), event.label, _promised(event)] for event in chosen.events]
    table = DataTable(("Day", "Event", "Promised for"), rows)
    return Drawing(chosen.title, _description(chosen), WIDTH, top, [*marks, *words], table)


def _description(chosen: Timeline) -> str:
    """Say what the drawing shows; the table beside it lists the events."""
    first, last = (chosen.events[place] for place in (0, -1))
    spans = "; ".join(f"{span.label} from {_day(span.begins)} to {_day(span.ends)}" for span in chosen.spans)
    return (
        f"{len(chosen.events)} events from {_whole(first)} to {_whole(last)}, listed in the data below. Bars: {spans}."
    )


def _told(event: Event) -> str:
    return event.label if event.planned is None else f"{event.label}, {late(event)}"


def _promised(event: Event) -> str:
    return "–" if event.planned is None else when(event.planned, "day", bare=True)


def _day(event: Event) -> str:
    return when(event.day, "day", bare=True)


def _whole(event: Event) -> str:
    return f"{event.day:%A} {_day(event)}"


def _short(event: Event) -> str:
    """Write a day in the ten letters that have room: Mon 4 Jan."""
    return f"{event.day:%a} {event.day.day} {event.day:%b}"
