"""The chart intervals: effects as points with their intervals around a line of no effect."""

from __future__ import annotations

from macros.figures import Figure
from macros.formulas import Estimate
from macros.presentation.charts.drawing import Circle, DataTable, Drawing, Label, Line, Mark
from macros.presentation.charts.entries import Entries, same_unit, wrong
from macros.presentation.charts.layout import POINT, WIDTH, PlotArea, Scale, Ticks, axis_labels, heading

KIND = "intervals"
CAPTION = "Effects with their intervals"

_SIDE = 14
"""Left and right of the plot, for the ends of the outermost points and ticks."""
_ROW = 52
"""Height of an effect with its heading."""
_HEADING = 14
"""From the top of a row to the baseline of its heading."""
_GRID_TOP, _GRID_BOTTOM = 22, 46
"""From the top of a row to the ends of its lines of the grid."""
_MIDDLE = (_GRID_TOP + _GRID_BOTTOM) / 2
_AXIS_WORDS, _AXIS = 10, 18
"""From the last row to the baseline of the numbers below it, and to the end of the drawing."""


def draw(title: str, entries: Entries) -> Drawing:
    """Draw effects.

    Raises:
        PlaybookError: an entry is no figure with an interval, or has another unit than the first.
    """
    effects: list[tuple[Figure, Estimate]] = []
    for entry in entries:
        if not isinstance(entry, Figure) or not isinstance(entry.result, Estimate):
            raise wrong(KIND, entry, "figures with an interval")
        effects.append((entry, entry.result))
    same_unit(KIND, [figure for figure, _ in effects])
    area = PlotArea(_SIDE, 0, WIDTH - _SIDE, len(effects) * _ROW)
    ticks = Ticks.over(
        min(0.0, *(effect.low for _, effect in effects)), max(0.0, *(effect.high for _, effect in effects))
    )
    scale = Scale(ticks.first, ticks.last, area.left, area.right)
    marks: list[Mark] = []
    for place, (figure, effect) in enumerate(effects):
        top = area.top + place * _ROW
        marks.append(Label(area.left, top + _HEADING, heading(figure, WIDTH - area.left), "pb-label"))
        for tick in ticks:  # a line for each figure, so that none runs through the words above it
            x = scale(tick)
            marks.append(Line(((x, top + _GRID_TOP), (x, top + _GRID_BOTTOM)), "pb-grid" if tick else "pb-reference"))
        left, point, right = (scale(number / ticks.distance) for number in (effect.low, effect.value, effect.high))
        marks.append(Line(((left, top + _MIDDLE), (right, top + _MIDDLE)), "pb-interval"))
        marks.append(Circle(point, top + _MIDDLE, POINT, "pb-point"))
    marks += axis_labels(ticks.words(effects[0][0].unit), scale, area.bottom + _AXIS_WORDS)
    rows = [[figure.label, figure.words(), figure.interval() or ""] for figure, _ in effects]
    table = DataTable(("Effect", "Estimate", "Interval"), rows)
    description = f"Points with intervals around no effect: {table.told('{} {}, interval {}')}."
    return Drawing(title, description, WIDTH, area.bottom + _AXIS, marks, table)
