"""Charts: every mark within its drawing, and the same data as a table."""

from __future__ import annotations

import math
from collections.abc import Sequence
from xml.etree import ElementTree

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.presentation.charts import KINDS, chart
from macros.presentation.charts.drawing import Drawing, Label, Line, Mark, Rect
from macros.presentation.charts.entries import short_labels
from macros.presentation.charts.layout import Scale, Ticks
from macros.story import Text
from tests.presentation.charts.drawn import CHARTS, Entry, bins, change, effect, number

amounts = st.floats(min_value=-1e9, max_value=1e9)


def drawing(kind: str, entries: Sequence[Entry]) -> Drawing:
    return KINDS[kind].draw("Title", entries)


def points(mark: Mark) -> list[tuple[float, float]]:
    if isinstance(mark, Rect):
        return [(mark.x, mark.y), (mark.x + mark.width, mark.y + mark.height)]
    if isinstance(mark, Line):
        return list(mark.points)
    reach = 0 if isinstance(mark, Label) else mark.radius
    return [(mark.x - reach, mark.y - reach), (mark.x + reach, mark.y + reach)]


def assert_within(made: Drawing) -> None:
    for mark in made.marks:
        for x, y in points(mark):
            assert math.isfinite(x + y)
            assert -1e-6 <= x <= made.width + 1e-6, (made.description, mark)
            assert -1e-6 <= y <= made.height + 1e-6, (made.description, mark)
        if isinstance(mark, Rect):
            assert mark.width >= 0
            assert mark.height >= 0


def labels(made: Drawing, style: str = "") -> list[str]:
    return [mark.text for mark in made.marks if isinstance(mark, Label) and style in mark.style]


# Layout


@given(low=amounts, high=amounts)
def test_a_scale_ends_where_its_values_do(low: float, high: float) -> None:
    scale = Scale(min(low, high), max(low, high) + 1, 14.0, 386.0)
    assert [scale(scale.low), scale(scale.high)] == pytest.approx([14, 386])


@given(low=amounts, span=st.floats(min_value=0, max_value=1e9))
def test_ticks_cover_their_span_in_few_round_steps(low: float, span: float) -> None:
    ticks = Ticks.over(low, low + span)
    assert ticks.first * ticks.distance <= low + 1e-3
    assert ticks.last * ticks.distance >= low + span - 1e-3
    assert 2 <= len(list(ticks)) <= 8
    assert f"{ticks.distance:e}"[0] in "125"


# Geometry


def test_every_mark_is_within_its_drawing() -> None:
    for kind, entries in CHARTS.values():
        assert_within(drawing(kind, entries))


def test_the_table_has_a_cell_for_every_heading_and_the_description_tells_every_row() -> None:
    for name, (kind, entries) in CHARTS.items():
        made = drawing(kind, entries)
        assert made.table.rows, name
        assert all(len(row) == len(made.table.headings) and all(row) for row in made.table.rows), name
        assert all(row[0] in made.description and row[1] in made.description for row in made.table.rows), name


@given(pairs=st.lists(st.tuples(st.floats(min_value=1e-6, max_value=1e9), amounts), min_size=1, max_size=6))
def test_bars_before_and_after_stay_within_for_any_amounts(pairs: list[tuple[float, float]]) -> None:
    made = drawing("before-after", [change(*pair) for pair in pairs])
    assert_within(made)
    bars = [mark for mark in made.marks if isinstance(mark, Rect)]
    for (before, after), first, second in zip(pairs, bars[::2], bars[1::2], strict=True):
        assert first.width * max(after, 0) == pytest.approx(second.width * before, rel=1e-6, abs=1e-3)


@given(ends=st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=5))
def test_intervals_stay_within_for_any_effects(ends: list[tuple[float, float, float]]) -> None:
    entries = []
    for triple in ends:
        low, value, high = sorted(triple)
        entries.append(effect(value, low, high))
    made = drawing("intervals", entries)
    assert_within(made)
    assert 1 <= len(labels(made, "pb-axis")) <= 9
    assert len(set(labels(made, "pb-axis"))) == len(labels(made, "pb-axis"))


@given(shares=st.lists(st.floats(min_value=-1, max_value=9.99), min_size=1, max_size=5))
def test_budgets_stay_within_for_any_shares(shares: list[float]) -> None:
    made = drawing("error-budget", [number(round(share, 3), "%") for share in shares])
    assert_within(made)


@given(values=st.lists(st.integers(min_value=-999, max_value=999), min_size=1, max_size=8))
def test_growth_stays_within_for_any_amounts(values: list[int]) -> None:
    assert_within(drawing("growth", [number(value, "teams") for value in values]))


@given(
    rows=st.lists(
        st.tuples(
            st.integers(min_value=1, max_value=10**9),
            st.floats(min_value=0, max_value=1),
            st.floats(min_value=0, max_value=1),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_reliability_stays_within_for_any_bins(rows: list[tuple[float, float, float]]) -> None:
    assert_within(drawing("reliability", [bins(*rows)]))


# What the charts say


def test_the_longer_bar_is_the_larger_amount_and_ends_before_its_words() -> None:
    made = drawing("before-after", [change(500, 110)])
    before, after = (mark for mark in made.marks if isinstance(mark, Rect))
    assert after.width / before.width == pytest.approx(110 / 500)
    assert labels(made, "pb-value") == ["500\u00a0ms before", "110\u00a0ms after"]


def test_a_rise_has_the_amount_after_as_its_full_length() -> None:
    before, after = (mark for mark in drawing("before-after", [change(2, 8)]).marks if isinstance(mark, Rect))
    assert before.width / after.width == pytest.approx(0.25)


def test_words_that_have_no_room_are_cut_and_their_number_is_kept() -> None:
    for name in ("long labels", "huge effects"):
        heading = labels(drawing(*CHARTS[name]))[0]
        assert "…: " in heading


def test_the_ticks_of_tiny_effects_are_told_apart() -> None:
    made = drawing(*CHARTS["tiny effects"])
    assert labels(made, "pb-axis") == ["0", "0.001", "0.002", "0.003", "0.004", "0.005", "0.006"]


def test_the_line_of_no_effect_stands_at_zero() -> None:
    made = drawing("intervals", [effect(0.02, -0.01, 0.05)])
    (zero,) = {mark.points[0][0] for mark in made.marks if isinstance(mark, Line) and mark.style == "pb-reference"}
    interval = next(mark for mark in made.marks if isinstance(mark, Line) and mark.style == "pb-interval")
    (low, _), (high, _) = interval.points
    assert (zero - low) / (high - zero) == pytest.approx(0.01 / 0.05)


def test_a_budget_is_over_only_when_it_is_shown_as_more_than_100_percent() -> None:
    noise = drawing("error-budget", [number(1 + 1e-15, "%"), number(1.001, "%")])
    assert [row[-1] for row in noise.table.rows] == ["within the budget", "over the budget"]
    styles = [mark.style for mark in noise.marks if isinstance(mark, Rect)]
    assert styles == ["pb-bar pb-bar--after", "pb-bar pb-bar--over"]


def test_the_bins_of_a_reliability_chart_are_drawn_from_left_to_right() -> None:
    made = drawing("reliability", [bins((1, 0.9, 0.8), (1, 0.1, 0.2))])
    line = next(mark for mark in made.marks if isinstance(mark, Line) and mark.style == "pb-line")
    assert line.points[0][0] < line.points[1][0]
    assert [row[0] for row in made.table.rows] == ["10\u00a0%", "90\u00a0%"]


def test_labels_are_shortened_to_where_they_differ() -> None:
    shortened = {
        ("teams after quarter 1", "teams after quarter 2"): ["quarter 1", "quarter 2"],
        ("teams after quarter 1",): ["teams after quarter 1"],
        ("one", "two"): ["one", "two"],
        ("same", "same"): ["same", "same"],
        ("a b", "a b c"): ["a b", "a b c"],
    }
    assert {given: short_labels(given) for given in shortened} == shortened


# What can't be drawn


REFUSED: list[tuple[str, list[Entry], str]] = [
    ("bars", [number(1)], 'chart("bars"): unknown kind; known are:'),
    ("grwth", [number(1)], "did you mean 'growth'?"),
    ("growth", [], 'chart("growth"): has nothing to draw; name an input or a figure'),
    ("growth", [Text("role", "role", "manager")], "'role' can't be drawn; it takes numbers and figures"),
    (
        "growth",
        [number(1, "ms"), number(1, "s")],
        "'number' can't be drawn; it takes entries of one unit, here 'ms'",
    ),
    ("growth", [number(1e9, "$")] * 12, "its numbers don't fit side by side; draw fewer, or two charts"),
    ("error-budget", [number(0.5, "%")] * 30, "its numbers don't fit side by side"),
    ("error-budget", [number(1, "ms")], "it takes shares of a budget, in %"),
    ("before-after", [number(1)], "it takes figures of relative_change"),
    ("before-after", [effect(1, 0, 2)], "it takes figures of relative_change"),
    ("intervals", [change(1, 2)], "it takes figures with an interval"),
    ("intervals", [number(1)], "it takes figures with an interval"),
    ("intervals", [effect(1, 0, 2), effect(1, 0, 2, "×")], "it takes entries of one unit, here '%'"),
    ("reliability", [number(1)], "it takes one table with the columns count, predicted and observed"),
    ("reliability", [bins((1, 0.5, 0.5))] * 2, "it takes one table"),
    ("reliability", [bins((0, 0.5, 0.5))], "it takes counts above 0, and shares from 0 to 100"),
    ("reliability", [bins((1, 1.5, 0.5))], "it takes counts above 0, and shares"),
    ("reliability", [bins((1, 0.5, -0.1))], "it takes counts above 0, and shares"),
]
"""Kind, entries, and what is said of them."""


def test_what_cannot_be_drawn_is_refused() -> None:
    for kind, entries, expected in REFUSED:
        with pytest.raises(PlaybookError) as caught:
            chart(kind, entries, "chart-1")
        assert expected in str(caught.value)


# As HTML


def test_a_chart_is_one_line_with_a_well_formed_drawing_and_a_table() -> None:
    for name, (kind, entries) in CHARTS.items():
        html = chart(kind, entries, "chart-7")
        assert "\n" not in html, name
        made = drawing(kind, entries)
        tree = lxml.html.fromstring(html)
        (svg,) = tree.iter("svg")
        assert ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + 6]).tag == "svg"  # noqa: S314 - ours
        assert svg.get("aria-labelledby") == "chart-7-title chart-7-description"
        assert svg.xpath("./desc")[0].text == made.description
        assert len(svg.xpath("./rect|./polyline|./circle|./text")) == len(made.marks), name
        cells = [[cell.text for cell in row] for row in tree.xpath("//tbody/tr")]
        assert cells == [list(row) for row in made.table.rows], name


def test_a_chart_has_the_caption_of_its_kind_or_its_own() -> None:
    entries = [number(1), number(2)]
    assert "<figcaption>Growth</figcaption>" in chart("growth", entries, "chart-1")
    assert "<figcaption>Teams &lt;all&gt;</figcaption>" in chart("growth", entries, "chart-1", "Teams <all>")
