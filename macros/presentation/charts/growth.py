"""The chart growth: one amount over time."""

from __future__ import annotations

from macros.figures import read_text
from macros.presentation.charts.drawing import Circle, DataTable, Drawing, Label, Line, Mark
from macros.presentation.charts.entries import Entries, number, same_unit, short_labels
from macros.presentation.charts.layout import (
    AXIS_WORDS,
    BELOW_AXIS,
    POINT,
    WIDTH,
    PlotArea,
    Scale,
    fitted,
    side_by_side,
)

KIND = "growth"
CAPTION = "Growth"

_AREA = PlotArea(0.0, 40.0, WIDTH, 170.0)
_ABOVE_POINT = 12
"""From a point up to the baseline of its words."""


def draw(title: str, entries: Entries) -> Drawing:
    """Draw amounts from left to right.

    Raises:
        PlaybookError: an entry is no number, has another unit than the first, or there are too many.
    """
    numbers = [number(KIND, entry) for entry in entries]
    same_unit(KIND, numbers)
    names = short_labels([one.label for one in numbers])
    values = [read_text(one, bare=True) for one in numbers]
    slot = _AREA.slot(len(numbers))
    side_by_side(KIND, values, slot)
    # Amounts below nothing stand on the axis; where there is none above it, any scale will do.
    scale = Scale(0, max(one.value for one in numbers) or 1.0, _AREA.bottom, _AREA.top)
    points = tuple((slot * (place + 0.5), scale(max(one.value, 0))) for place, one in enumerate(numbers))
    marks: list[Mark] = [Line(((0, _AREA.bottom), (WIDTH, _AREA.bottom)), "pb-grid"), Line(points, "pb-line")]
    for (x, y), value, name in zip(points, values, names, strict=True):
        marks.append(Circle(x, y, POINT, "pb-point"))
        marks.append(Label(x, y - _ABOVE_POINT, value, "pb-value", "middle"))
        marks.append(Label(x, _AREA.bottom + BELOW_AXIS, fitted(name, slot), "pb-axis", "middle"))
    rows = [[name, read_text(one)] for name, one in zip(names, numbers, strict=True)]
    table = DataTable(("When", "Amount"), rows)
    description = f"A line over time: {table.told('{} {}')}."
    return Drawing(title, description, WIDTH, _AREA.bottom + AXIS_WORDS, marks, table)
