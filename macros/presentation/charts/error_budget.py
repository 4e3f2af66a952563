"""The chart error-budget: the share of the budget that each window used, against the whole budget."""

from __future__ import annotations

from macros.figures import read_text
from macros.number_words import significant
from macros.presentation.charts.drawing import DataTable, Drawing, Label, Line, Mark, Rect
from macros.presentation.charts.entries import Entries, number, short_labels, wrong
from macros.presentation.charts.layout import (
    AXIS_WORDS,
    BELOW_AXIS,
    WIDTH,
    PlotArea,
    Scale,
    fitted,
    side_by_side,
    width_of,
)

KIND = "error-budget"
CAPTION = "Error budget consumed"

_TOP, _BASE = 40.0, 190.0
"""Where the highest bar could end, and where all bars begin."""
_HEADROOM = 1.08
"""How much higher than the highest bar the plot reaches."""
_BAR = 0.6
"""The width of a bar, as a part of its slot."""
_ABOVE_BAR, _ABOVE_LIMIT = 6, 5
"""From a bar or the line of the whole budget up to the baseline of its words."""
_LIMIT = "whole budget"


def draw(title: str, entries: Entries) -> Drawing:
    """Draw shares of a budget.

    Raises:
        PlaybookError: an entry is no share, or there are too many.
    """
    numbers = [number(KIND, entry) for entry in entries]
    for one in numbers:
        if one.unit.kind != "share":
            raise wrong(KIND, one, "shares of a budget, in %")
    names = short_labels([one.label for one in numbers])
    values = [read_text(one) for one in numbers]
    area = PlotArea(0, _TOP, WIDTH - width_of(_LIMIT), _BASE)
    slot = area.slot(len(numbers))
    side_by_side(KIND, values, slot)
    scale = Scale(0, max(1.0, *(one.value for one in numbers)) * _HEADROOM, area.bottom, area.top)
    limit = scale(1)
    marks: list[Mark] = []
    labels = [Label(WIDTH, limit - _ABOVE_LIMIT, _LIMIT, "pb-axis", "end")]
    rows = []
    for place, (one, name, value) in enumerate(zip(numbers, names, values, strict=True)):
        over = significant(one.value) > 1
        top = scale(max(one.value, 0))
        left, middle = slot * (place + (1 - _BAR) / 2), slot * (place + 0.5)
        style = f"pb-bar {'pb-bar--over' if over else 'pb-bar--after'}"
        marks.append(Rect(left, top, slot * _BAR, area.bottom - top, style))
        labels.append(Label(middle, top - _ABOVE_BAR, value, "pb-value", "middle"))
        labels.append(Label(middle, area.bottom + BELOW_AXIS, fitted(name, slot), "pb-axis", "middle"))
        rows.append([name, value, "over the budget" if over else "within the budget"])
    marks.append(Line(((0, limit), (WIDTH, limit)), "pb-reference"))
    marks.append(Line(((0, area.bottom), (WIDTH, area.bottom)), "pb-grid"))
    marks += labels  # last, so that their rim of paper keeps the lines off them
    table = DataTable(("Window", "Consumed", "State"), rows)
    description = f"Bars against the whole budget: {table.told('{} {}, {}')}."
    return Drawing(title, description, WIDTH, area.bottom + AXIS_WORDS, marks, table)
