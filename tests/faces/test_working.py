"""A figure written out: its formula, the values of the story put in, and the very words of the figure."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

from macros.faces.elements import Element
from macros.faces.lines import Line
from macros.faces.working import bare_arguments, working
from macros.figures import Figure
from macros.formulas import FORMULAS, Estimate, Formula
from macros.formulas.expression import LOW, RESULT, steps_of
from macros.library import Library
from macros.number_words import input_words
from macros.story import Number, NumberList, NumberTable, TableColumn
from macros.units import units
from tests.cases import for_every
from tests.faces.small import ADDED, DIVIDED, OFFSET

FIGURES = {
    f"{story}.{name}": figure for story, ledger in Library().ledgers.items() for name, figure in ledger.figures.items()
}
every_figure = for_every("figure", FIGURES)


def number(name: str, value: float, unit: str) -> Number:
    return Number(name, name, units()[unit], value)


def figure_of(formula: str, unit: str = "", **arguments: Any) -> Figure:
    declared = FORMULAS[formula]
    made = Figure("name", "label", declared, arguments, 0.0, units()[unit or declared.unit])
    return Figure("name", "label", declared, arguments, declared(**bare_arguments(made)), made.unit)


def test_percentage_points_stand_as_hundredths_in_a_line() -> None:
    figure = figure_of(
        "sample_size_for_drop",
        drop=number("drop", 0.02, "percentage points"),
        changed_share=number("changed_share", 0.05, "%"),
        confidence=number("confidence", 0.95, "%"),
        power=number("power", 0.8, "%"),
    )
    assert alternatives(figure)[1][2].replace("\u00a0", " ").endswith("√(5 % − (2 %)²)")


def table(name: str, columns: dict[str, str], *rows: dict[str, float]) -> NumberTable:
    made = tuple(TableColumn(column, column, units()[unit]) for column, unit in columns.items())
    return NumberTable(name, name, made, tuple(SimpleNamespace(**row) for row in rows))


def alternatives(figure: Figure) -> list[list[str]]:
    """Give the sides of each line in plain characters."""
    return [line.words.split(" = ") for line in working(figure).lines]


def drawn(line: Line) -> Element:
    return ElementTree.fromstring(f"<p>{line.markup}</p>")  # noqa: S314 - our own text


def text(line: Line) -> str:
    return "".join(drawn(line).itertext()).replace(" ", "")


@every_figure
def test_the_last_side_of_the_result_is_the_figure_in_words(figure: Figure) -> None:
    results = [
        line for step, line in zip(steps_of(figure.formula), alternatives(figure), strict=True) if step.name == RESULT
    ]
    assert [line[-1] for line in results] == [figure.words()]


@every_figure
def test_the_ends_of_an_interval_are_those_of_the_figure(figure: Figure) -> None:
    names = [step.name for step in steps_of(figure.formula)]
    if isinstance(figure.result, Estimate):
        low, high = (line[-1] for line in alternatives(figure)[names.index(LOW) :])
        assert f"{low.partition(chr(160))[0]} to {high}" == figure.interval()
    else:
        assert LOW not in names


@every_figure
def test_every_line_has_formula_values_and_result(figure: Figure) -> None:
    assert all(len(line) == 4 for line in alternatives(figure))


@every_figure
def test_the_values_of_the_story_are_put_in(figure: Figure) -> None:
    put_in = " ".join(line[2] for line in alternatives(figure))
    for source in figure.arguments.values():
        if isinstance(source, Number):
            written = input_words(source.value, source.unit, bare=True).rstrip("%\u00a0")
            assert written.removesuffix(".0") in put_in  # points are written as per cent, which keeps no nought
        elif isinstance(source, Figure):
            assert source.words().partition("\u00a0")[0] in put_in


@every_figure
def test_no_name_is_left_where_values_are_put_in(figure: Figure) -> None:
    words = {name.replace("_", " ") for name in figure.formula.parameters}
    for line in alternatives(figure):
        assert not words & set(re.split(r" ?[()+−×÷;|√²] ?", line[2]))


@every_figure
def test_every_line_is_well_formed_and_shows_what_its_alternative_says(figure: Figure) -> None:
    for line in working(figure).lines:
        assert text(line).endswith("=\u00a0" + line.words.split(" = ")[-1].replace(" ", ""))
        assert not re.search(r"data-", line.markup)


def test_a_relative_change_is_written_out() -> None:
    figure = figure_of("relative_change", before=number("before", 500, "ms"), after=number("after", 110, "ms"))
    assert alternatives(figure) == [
        [
            "relative change",
            "(after − before) ÷ before",
            "(110\u00a0ms − 500\u00a0ms) ÷ 500\u00a0ms",
            "−78\u00a0%",
        ]
    ]


def test_units_of_counts_are_left_out_of_the_values() -> None:
    figure = figure_of(
        "ratio", numerator=number("numerator", 24, "incidents"), denominator=number("denominator", 6, "incidents")
    )
    assert alternatives(figure)[0][2:] == ["24 ÷ 6", "4\u00a0×"]


def test_a_figure_that_goes_into_another_is_put_in_as_it_is_written() -> None:
    rate = figure_of(
        "burn_rate", error_rate=number("error_rate", 0.0144, "%"), objective=number("objective", 0.999, "%")
    )
    figure = figure_of("time_to_exhaustion", "days", window=number("window", 30, "days"), burn_rate=rate)
    assert alternatives(figure)[0][2:] == ["30\u00a0days ÷ 14.4", "2.08\u00a0days"]  # not "14.4 ×", which multiplies


def test_a_list_is_told_by_its_length() -> None:
    latencies = NumberList("latencies", "latencies", units()["ms"], (10.0, 20.0, 30.0))
    figure = figure_of("latency_quantile", "ms", latencies=latencies, share=number("share", 0.75, "%"))
    assert alternatives(figure)[0][2:] == ["quantile(3 values; 75\u00a0%)", "25.0\u00a0ms"]


def predictions(count: int) -> NumberTable:
    rows = [{"predicted": 0.5, "outcome": 1.0}] * count
    return table("predictions", {"predicted": "%", "outcome": ""}, *rows)


def test_a_short_table_is_written_out_row_by_row() -> None:
    written = alternatives(figure_of("brier_score", predictions=predictions(2)))[0][2]
    assert written == "((50\u00a0% − 1)² + (50\u00a0% − 1)²) ÷ 2"


def test_a_table_of_one_row_needs_no_brackets() -> None:
    assert alternatives(figure_of("brier_score", predictions=predictions(1)))[0][2] == "(50\u00a0% − 1)² ÷ 1"


def of_rows(formula: Formula, count: int) -> Figure:
    rows = table("rows", {"weight": "", "unit_share": "%"}, *[{"weight": 3, "unit_share": 0.5}] * count)
    return Figure("figure", "label", formula, {"rows": rows}, formula(rows=list(rows.rows)), units()[""])


def test_the_rows_of_a_sum_are_put_into_one_pair_of_brackets_where_it_is_a_factor() -> None:
    assert alternatives(of_rows(ADDED, 1))[0][2] == "2 × (3 + 50\u00a0%)"
    assert alternatives(of_rows(ADDED, 2))[0][2] == "2 × ((3 + 50\u00a0%) + (3 + 50\u00a0%))"


def test_a_product_that_is_the_only_row_of_a_sum_needs_no_brackets_in_another_sum() -> None:
    figure = of_rows(OFFSET, 1)
    assert alternatives(figure)[0][2] == "1 + 3 × 50\u00a0%"
    assert text(working(figure).lines[0]).endswith("=1+3×50\u00a0%=\u00a02.5")


def test_a_product_that_is_the_only_row_of_a_sum_has_brackets_where_it_divides() -> None:
    assert alternatives(of_rows(DIVIDED, 1))[0][2] == "12 ÷ (3 × 50\u00a0%)"
    assert alternatives(of_rows(DIVIDED, 2))[0][2] == "12 ÷ (3 × 50\u00a0% + 3 × 50\u00a0%)"


def test_a_negative_number_is_put_in_in_brackets_on_both_faces() -> None:
    figure = figure_of("relative_change", before=number("before", 5, "days"), after=number("after", -3, "days"))
    assert alternatives(figure)[0][2] == "((−3\u00a0days) − 5\u00a0days) ÷ 5\u00a0days"
    assert "=(−3\u00a0days)−5\u00a0days÷5\u00a0days=" in text(working(figure).lines[0])


def test_a_factor_is_put_in_without_the_sign_of_a_product() -> None:
    figure = figure_of(
        "rice",
        reach=number("reach", 3000, "users"),
        impact=number("impact", 0.5, "×"),
        confidence=number("confidence", 0.8, "%"),
        effort=number("effort", 12, "person-months"),
    )
    assert alternatives(figure)[0][2] == "3,000 × 0.5 × 80\u00a0% ÷ 12\u00a0person-months"


def test_a_long_table_is_cut_after_six_rows_and_says_so() -> None:
    figure = figure_of("brier_score", predictions=predictions(7))
    written = alternatives(figure)[0][2]
    assert written.count("²") == 6
    assert written.endswith(" + …) ÷ 7")
    (line,) = working(figure).lines
    assert len(list(drawn(line).iter("msup"))) == 7  # one in the formula itself, six written out
    assert text(line).endswith("+…÷7=\u00a00.250")


def test_steps_between_have_four_significant_digits() -> None:
    figure = figure_of(
        "relative_lift",
        control_successes=number("a", 50_000, "users"),
        control_size=number("b", 1_000_000, "users"),
        treatment_successes=number("c", 51_400, "users"),
        treatment_size=number("d", 1_000_000, "users"),
        confidence=number("e", 0.95, "%"),
    )
    assert [line[-1] for line in alternatives(figure)] == [
        "1.028",
        "0.00612",
        "0.012",
        "+2.8\u00a0%",
        "1.6\u00a0%",
        "4.0\u00a0%",
    ]


def test_bare_arguments_are_what_the_formula_takes() -> None:
    latencies = NumberList("latencies", "latencies", units()["ms"], (1.0, 2.0))
    figure = figure_of("latency_quantile", "ms", latencies=latencies, share=number("share", 0.5, "%"))
    assert bare_arguments(figure) == {"latencies": [1.0, 2.0], "share": 0.5}


def test_the_working_of_every_figure_fits_the_page_as_one_line_each() -> None:
    assert all("\n" not in line.markup for figure in FIGURES.values() for line in working(figure).lines)
