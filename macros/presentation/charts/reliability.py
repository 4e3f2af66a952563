"""The chart reliability: predicted against observed probability, with the line of perfect calibration."""

from __future__ import annotations

import math

from macros.number_words import input_words, number_words
from macros.presentation.charts.drawing import Circle, DataTable, Drawing, Label, Line, Mark, Rect
from macros.presentation.charts.entries import Entries, wrong
from macros.presentation.charts.layout import BELOW_AXIS, WIDTH, PlotArea, Scale
from macros.story import NumberTable
from macros.units import Unit

KIND = "reliability"
CAPTION = "Predicted and observed"

_SIDE = 280
_AREA = PlotArea(62.0, 38.0, 62.0 + _SIDE, 38.0 + _SIDE)
"""A square, with room for the words of both axes."""
_TITLE_ABOVE, _TITLE_BELOW = 14, 38
"""The baselines of the axes' titles: the upright one from the top of the drawing, the other from the plot down."""
_BELOW = 46
"""Height of all that stands below the plot."""
_BESIDE_AXIS = 8
"""Between the upright axis and its numbers."""
_HALF_LETTER = 5
"""From the middle of a number down to its baseline."""
_KEY_INSET, _KEY_BASELINE = 8, 10
"""From the lower right corner of the plot to the end of the key's words."""
_KEY_LINE, _KEY_WORDS = 26, 152
"""Length of the key's piece of line, and from its start to the edge of the plot."""
_KEY_MIDDLE = 14
"""From the bottom of the plot up to the key's piece of line."""
_LEAST_POINT, _MORE_POINT = 4, 5
"""Radius of the point of nothing, and what the fullest bin's has more."""
_CELLS = ("predicted", "observed", "count")


def draw(title: str, entries: Entries) -> Drawing:
    """Draw bins of predictions.

    Raises:
        PlaybookError: it is not one table with these columns, or a count or share is out of bounds.
    """
    (table,) = entries if len(entries) == 1 else (None,)
    if not isinstance(table, NumberTable) or not set(_CELLS) <= {column.name for column in table.columns}:
        raise wrong(KIND, entries[0], "one table with the columns count, predicted and observed")
    units = {column.name: column.unit for column in table.columns}
    if not all(row.count > 0 and 0 <= row.predicted <= 1 and 0 <= row.observed <= 1 for row in table.rows):
        raise wrong(KIND, table, "counts above 0, and shares from 0 to 100\u00a0%")
    across, up = Scale(0, 1, _AREA.left, _AREA.right), Scale(0, 1, _AREA.bottom, _AREA.top)
    most = max(row.count for row in table.rows)
    bins = sorted(table.rows, key=lambda row: row.predicted)
    points = tuple((across(row.predicted), up(row.observed)) for row in bins)
    circles = [
        Circle(x, y, _LEAST_POINT + _MORE_POINT * math.sqrt(row.count / most), "pb-point")
        for (x, y), row in zip(points, bins, strict=True)
    ]
    marks = [*_frame(across, up, units["predicted"]), Line(points, "pb-line"), *circles]
    rows = [[input_words(getattr(row, name), units[name]) for name in _CELLS] for row in bins]
    data = DataTable(("Predicted", "Observed", "Count"), rows)
    description = f"Points against the line of perfect calibration: {data.told('predicted {}, observed {}')}."
    return Drawing(title, description, WIDTH, _AREA.bottom + _BELOW, marks, data)


def _frame(across: Scale, up: Scale, unit: Unit) -> list[Mark]:
    """Draw the square with its axes, the line of perfect calibration and its key."""
    key = _AREA.right - _KEY_WORDS
    key_y = _AREA.bottom - _KEY_MIDDLE
    marks: list[Mark] = [
        Rect(_AREA.left, _AREA.top, _AREA.width, _AREA.height, "pb-frame"),
        Line(((_AREA.left, _AREA.bottom), (_AREA.right, _AREA.top)), "pb-reference"),
        Label(across(0.5), _AREA.bottom + _TITLE_BELOW, "mean predicted probability", "pb-axis", "middle"),
        Label(_AREA.right - _KEY_INSET, _AREA.bottom - _KEY_BASELINE, "perfectly calibrated", "pb-axis", "end"),
        Line(((key, key_y), (key + _KEY_LINE, key_y)), "pb-reference"),
        Label(0, _TITLE_ABOVE, "observed rate", "pb-axis"),
    ]
    for share in (0.0, 0.5, 1.0):
        words = number_words(share, unit)
        marks.append(Label(across(share), _AREA.bottom + BELOW_AXIS, words, "pb-axis", "middle"))
        marks.append(Label(_AREA.left - _BESIDE_AXIS, up(share) + _HALF_LETTER, words, "pb-axis", "end"))
    return marks
