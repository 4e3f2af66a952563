"""Charts: where the marks of a small drawing go, and the same data as a table.

before-after   pairs of bars, each pair on its own scale with the start as the full length
intervals      effects as points with their intervals around a line of no effect
error-budget   the share of the budget that each window used, against the whole budget
growth         one amount over time
reliability    predicted against observed probability, with the line of perfect calibration

Drawings are 400 units wide, so that their words stay legible on a phone.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from macros.errors import PlaybookError, nearest
from macros.figures import Figure, read_text
from macros.formulas import Estimate
from macros.number_words import input_words, number_words, significant
from macros.presentation.render import render
from macros.story import Input, Number, NumberTable
from macros.units import Unit

WIDTH = 400
_LINE = 18
"""Height of a line of words."""
_LETTER = 6.8
"""Width that a letter takes up, with some to spare: words must fit before any browser has measured them."""


@dataclass(frozen=True)
class Rect:
    """A bar."""

    x: float
    y: float
    width: float
    height: float
    style: str
    shape: str = "rect"


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    style: str
    shape: str = "line"


@dataclass(frozen=True)
class Circle:
    """A point."""

    x: float
    y: float
    radius: float
    style: str
    shape: str = "circle"


@dataclass(frozen=True)
class Label:
    """Words."""

    x: float
    y: float
    text: str
    style: str = "pb-label"
    anchor: str = "start"
    shape: str = "label"


Mark = Rect | Line | Circle | Label


@dataclass(frozen=True)
class Drawing:
    """A finished chart, before it becomes SVG."""

    title: str
    description: str
    height: float
    marks: Sequence[Mark]
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    width: int = WIDTH


Entries = Sequence[Input | Figure]


def chart(kind: str, entries: Entries, identifier: str, title: str | None = None) -> Markup:
    """Draw a chart of inputs or figures of a story.

    Args:
        kind: one of the kinds above.
        entries: what it shows, in order.
        identifier: id of the chart, unique on its page.
        title: its caption; one that fits the kind when None.

    Raises:
        PlaybookError: unknown kind, nothing to draw, or an entry of the wrong sort.
    """
    if kind not in KINDS:
        raise PlaybookError(f'chart("{kind}")', "unknown kind", nearest(kind, KINDS))
    if not entries:
        raise PlaybookError(f'chart("{kind}")', "has nothing to draw", "name an input or a figure")
    caption, draw = KINDS[kind]
    return render("chart", kind=kind, id=identifier, drawing=draw(title or caption, entries))


def _wrong(kind: str, entry: Input | Figure, needed: str) -> PlaybookError:
    return PlaybookError(f'chart("{kind}")', f"'{entry.name}' can't be drawn", f"it takes {needed}")


def _number(kind: str, entry: Input | Figure) -> Number | Figure:
    if not isinstance(entry, Number | Figure):
        raise _wrong(kind, entry, "numbers and figures")
    return entry


def _same_unit(kind: str, entries: Sequence[Number | Figure]) -> None:
    for entry in entries:
        if entry.unit != entries[0].unit:
            raise _wrong(kind, entry, f"entries of one unit, here {entries[0].unit.name!r}")


def short_labels(labels: Sequence[str]) -> list[str]:
    """Shorten labels to the words in which they differ, with the last word that they share.

    >>> short_labels(["teams after quarter 1", "teams after quarter 2"])
    ['quarter 1', 'quarter 2']
    """
    split = [label.split() for label in labels]
    shared = 0
    while len(split) > 1 and all(len(words) > shared + 1 and words[shared] == split[0][shared] for words in split):
        shared += 1
    return [" ".join(words[max(0, shared - 1) :]) for words in split]


def _width(words: str) -> float:
    return _LETTER * len(words)


def _fitted(words: str, width: float) -> str:
    """Cut words that are wider than their place; the table below the drawing has them whole."""
    return words if _width(words) <= width else f"{words[: max(0, int(width / _LETTER) - 1)].rstrip()}…"


def _heading(entry: Figure, width: float) -> str:
    """Write the label of a figure, cut where it must be, and its whole number."""
    number = f": {entry.words()}"
    return _fitted(entry.label, width - _width(number)) + number


def _side_by_side(kind: str, numbers: Sequence[str], slot: float) -> None:
    if any(_width(number) > slot for number in numbers):
        raise PlaybookError(f'chart("{kind}")', "its numbers don't fit side by side", "draw fewer, or two charts")


def _before_after(title: str, entries: Entries) -> Drawing:
    marks: list[Mark] = []
    rows = []
    top = 4.0
    for entry in entries:
        if not isinstance(entry, Figure) or entry.formula.name != "relative_change":
            raise _wrong("before-after", entry, "figures of relative_change")
        before, after = (_number("before-after", entry.arguments[name]) for name in ("before", "after"))
        bars = [(item, _beside_bar(item, name), name) for item, name in ((before, "before"), (after, "after"))]
        longest = max(before.value, after.value)
        full = WIDTH - 6 - max(_width(words) for _, words, _ in bars)
        marks.append(Label(0, top + 12, _heading(entry, WIDTH), "pb-label pb-label--strong"))
        for place, (item, words, name) in enumerate(bars):
            y = top + 20 + place * 22
            length = full * max(item.value, 0) / longest
            marks.append(Rect(0, y, length, 16, f"pb-bar pb-bar--{name}"))
            marks.append(Label(length + 6, y + 13, words, "pb-value"))
        rows.append([entry.label, read_text(before), read_text(after), entry.words()])
        top += 78
    said = "; ".join(f"{label} from {before} to {after}, {change}" for label, before, after, change in rows)
    headings = ("What", "Before", "After", "Change")
    return Drawing(title, f"Bars before and after: {said}.", top - 10, marks, headings, rows)


def _beside_bar(item: Number | Figure, name: str) -> str:
    bare = " " in item.unit.suffix
    written = item.words(bare) if isinstance(item, Figure) else number_words(item.value, item.unit, bare=bare)
    return f"{written} {name}"


def _intervals(title: str, entries: Entries) -> Drawing:
    figures: list[tuple[Figure, Estimate]] = []
    for entry in entries:
        if not isinstance(entry, Figure) or not isinstance(entry.result, Estimate):
            raise _wrong("intervals", entry, "figures with an interval")
        figures.append((entry, entry.result))
    _same_unit("intervals", [figure for figure, _ in figures])
    low = min(0.0, *(estimate.low for _, estimate in figures))
    high = max(0.0, *(estimate.high for _, estimate in figures))
    step = _step(high - low)
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    left, right = 14, WIDTH - 14

    def x_of(value: float) -> float:
        return left + (right - left) * (value / step - first) / (last - first)

    bottom = len(figures) * 52
    marks: list[Mark] = []
    rows = []
    for place, (figure, estimate) in enumerate(figures):
        top = place * 52
        marks.append(Label(left, top + 14, _heading(figure, WIDTH - left), "pb-label"))
        for tick in range(first, last + 1):  # a line for each figure, so that none runs through the words above it
            x = x_of(tick * step)
            marks.append(Line(((x, top + 22), (x, top + 46)), "pb-grid" if tick else "pb-reference"))
        marks.append(Line(((x_of(estimate.low), top + 34), (x_of(estimate.high), top + 34)), "pb-interval"))
        marks.append(Circle(x_of(estimate.value), top + 34, 5, "pb-point"))
        rows.append([figure.label, figure.words(), figure.interval() or ""])
    marks.extend(_axis(figures[0][0].unit, step, range(first, last + 1), x_of, bottom + 10))
    said = "; ".join(f"{label} {value}, interval {interval}" for label, value, interval in rows)
    headings = ("Effect", "Estimate", "Interval")
    return Drawing(title, f"Points with intervals around no effect: {said}.", bottom + 18, marks, headings, rows)


def _axis(unit: Unit, step: float, ticks: range, x_of: Callable[[float], float], y: float) -> list[Label]:
    """Write the numbers below the ticks, those at the ends within the drawing, and only as many as have room."""
    digits = max(0, -math.floor(math.log10(step)) - unit.scale)
    words = {tick: number_words(tick * step, unit, (0, digits), bare=" " in unit.suffix) for tick in ticks}
    widest = max(_width(text) for text in words.values())
    every = math.ceil(max(widest + 6, widest * 1.5 - x_of(ticks[0] * step)) / (x_of(step) - x_of(0)))
    return [
        Label(min(max(x_of(tick * step), half), WIDTH - half), y, text, "pb-axis", "middle")
        for tick, text in words.items()
        if tick % every == 0
        for half in [_width(text) / 2]
    ]


def _step(span: float) -> float:
    """Choose a round distance between ticks, so that a span takes three to seven of them."""
    size = 10.0 ** math.floor(math.log10(span / 3)) if span > 0 else 1.0
    return next(size * factor for factor in (1, 2, 5, 10) if span / (size * factor) <= 6)


def _error_budget(title: str, entries: Entries) -> Drawing:
    numbers = [_number("error-budget", entry) for entry in entries]
    for number in numbers:
        if number.unit.kind != "share":
            raise _wrong("error-budget", number, "shares of a budget, in %")
    names = short_labels([number.label for number in numbers])
    base, height = 190.0, 150.0
    most = max(1.0, *(number.value for number in numbers)) * 1.08
    limit_words = "whole budget"
    slot = (WIDTH - _width(limit_words)) / len(numbers)
    _side_by_side("error-budget", [read_text(number) for number in numbers], slot)
    limit = base - height / most
    marks: list[Mark] = []
    labels = [Label(WIDTH, limit - 5, limit_words, "pb-axis", "end")]
    rows = []
    for place, (number, name) in enumerate(zip(numbers, names, strict=True)):
        over = significant(number.value) > 1
        tall = height * max(number.value, 0) / most
        x = slot * place + slot * 0.2
        marks.append(Rect(x, base - tall, slot * 0.6, tall, f"pb-bar {'pb-bar--over' if over else 'pb-bar--after'}"))
        labels.append(Label(x + slot * 0.3, base - tall - 6, read_text(number), "pb-value", "middle"))
        labels.append(Label(x + slot * 0.3, base + _LINE, _fitted(name, slot), "pb-axis", "middle"))
        rows.append([name, read_text(number), "over the budget" if over else "within the budget"])
    marks.append(Line(((0, limit), (WIDTH, limit)), "pb-reference"))
    marks.append(Line(((0, base), (WIDTH, base)), "pb-grid"))
    marks.extend(labels)  # last, so that their rim of paper keeps the lines off them
    said = "; ".join(f"{name} {value}, {state}" for name, value, state in rows)
    headings = ("Window", "Consumed", "State")
    return Drawing(title, f"Bars against the whole budget: {said}.", base + 26, marks, headings, rows)


def _growth(title: str, entries: Entries) -> Drawing:
    numbers = [_number("growth", entry) for entry in entries]
    _same_unit("growth", numbers)
    names = short_labels([number.label for number in numbers])
    base, height = 170.0, 130.0
    most = max(number.value for number in numbers) or 1.0
    slot = WIDTH / len(numbers)
    written = [read_text(number, bare=True) for number in numbers]
    _side_by_side("growth", written, slot)
    points = tuple(
        (slot * (place + 0.5), base - height * max(number.value, 0) / most) for place, number in enumerate(numbers)
    )
    marks: list[Mark] = [Line(((0, base), (WIDTH, base)), "pb-grid"), Line(points, "pb-line")]
    rows = []
    for (x, y), number, words, name in zip(points, numbers, written, names, strict=True):
        marks.append(Circle(x, y, 5, "pb-point"))
        marks.append(Label(x, y - 12, words, "pb-value", "middle"))
        marks.append(Label(x, base + _LINE, _fitted(name, slot), "pb-axis", "middle"))
        rows.append([name, read_text(number)])
    said = "; ".join(f"{name} {value}" for name, value in rows)
    return Drawing(title, f"A line over time: {said}.", base + 26, marks, ("When", "Amount"), rows)


def _reliability(title: str, entries: Entries) -> Drawing:
    (table,) = entries if len(entries) == 1 else (None,)
    if not isinstance(table, NumberTable) or not {"count", "predicted", "observed"} <= {c.name for c in table.columns}:
        raise _wrong("reliability", entries[0], "one table with the columns count, predicted and observed")
    columns = {column.name: column for column in table.columns}
    if not all(row.count > 0 and 0 <= row.predicted <= 1 and 0 <= row.observed <= 1 for row in table.rows):
        raise _wrong("reliability", table, "counts above 0, and shares from 0 to 100\u00a0%")
    left, side, top = 62.0, 280.0, 38.0
    base = top + side
    marks: list[Mark] = [
        Rect(left, top, side, side, "pb-frame"),
        Line(((left, base), (left + side, top)), "pb-reference"),
        Label(left + side / 2, base + 38, "mean predicted probability", "pb-axis", "middle"),
        Label(left + side - 8, base - 10, "perfectly calibrated", "pb-axis", "end"),
        Line(((left + side - 152, base - 14), (left + side - 126, base - 14)), "pb-reference"),
        Label(0, 14, "observed rate", "pb-axis"),
    ]
    for share in (0.0, 0.5, 1.0):
        written = number_words(share, columns["predicted"].unit)
        marks.append(Label(left + side * share, base + _LINE, written, "pb-axis", "middle"))
        marks.append(Label(left - 8, base - side * share + 5, written, "pb-axis", "end"))
    most = max(row.count for row in table.rows)
    ordered = sorted(table.rows, key=lambda row: row.predicted)
    places = tuple((left + side * row.predicted, base - side * row.observed) for row in ordered)
    marks.append(Line(places, "pb-line"))
    rows = []
    for (x, y), row in zip(places, ordered, strict=True):
        marks.append(Circle(x, y, 4 + 5 * math.sqrt(row.count / most), "pb-point"))
        names = ("predicted", "observed", "count")
        rows.append([input_words(getattr(row, name), columns[name].unit) for name in names])
    said = "; ".join(f"predicted {predicted}, observed {observed}" for predicted, observed, _ in rows)
    headings = ("Predicted", "Observed", "Count")
    return Drawing(title, f"Points against the line of perfect calibration: {said}.", base + 46, marks, headings, rows)


KINDS: dict[str, tuple[str, Callable[[str, Entries], Drawing]]] = {
    "before-after": ("Before and after", _before_after),
    "intervals": ("Effects with their intervals", _intervals),
    "error-budget": ("Error budget consumed", _error_budget),
    "growth": ("Growth", _growth),
    "reliability": ("Predicted and observed", _reliability),
}
"""Each kind with its default caption and the function that draws it."""
