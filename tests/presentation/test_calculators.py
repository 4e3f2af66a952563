"""The form of a formula starts with the story's values as a person would type them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.formulas import FORMULAS, Formula, Table
from macros.library import Library
from macros.presentation.calculators import argument_rows, calculator, inputs, typed
from macros.units import Unit, units
from tests.cases import for_every
from tests.small_story import ledger

PERCENT = units()["%"]
FIGURES = {figure.formula.name: figure for story in Library().ledgers.values() for figure in story.figures.values()}


@for_every(
    "value, unit, expected",
    [
        (0.999, "%", "99.9"),
        (0.0144, "%", "1.44"),
        (-0.8, "%", "-80"),
        (1_000_000.0, "users", "1000000"),
        (1e15, "", "1000000000000000"),
        (0.0, "%", "0"),
        (-0.0, "%", "0"),
        (0.1 + 0.2, "", "0.3"),
        (1e-9, "", "0.000000001"),
        (100.0, "ms", "100"),
    ],
)
def test_a_number_is_typed_without_separators_exponents_or_noise(value: float, unit: str, expected: str) -> None:
    assert typed(value, units()[unit]) == expected


@given(thousandths=st.integers(min_value=-(10**8), max_value=10**8), unit=st.sampled_from(list(units().values())))
def test_a_typed_number_is_stored_as_the_number_that_it_came_from(thousandths: int, unit: Unit) -> None:
    stored = unit.stored(thousandths / 1000)
    assert unit.stored(float(typed(stored, unit))) == stored


@given(value=st.floats(min_value=1e-30, max_value=1e30))
def test_a_typed_number_is_digits_and_a_point_alone(value: float) -> None:
    assert set(typed(value, PERCENT)) <= set("0123456789.")


def parts_of(html: str) -> tuple[Element, Element]:
    """Read a calculator: its form, and what is read in its place."""
    form, instead = lxml.html.fromstring(f"<div>{html}</div>")
    return form, instead


def form_of(html: str) -> Element:
    return parts_of(html)[0]


@for_every("formula", FORMULAS)
def test_a_form_has_a_named_field_for_every_argument(formula: Formula) -> None:
    form = form_of(calculator(formula, FIGURES[formula.name], "calculator-1"))
    assert form.get("data-formula") == formula.name
    fields = form.xpath(".//*[@data-argument]")
    assert [field.get("data-argument") for field in fields] == list(formula.parameters)
    for field in fields:
        if field.tag == "input":
            assert form.xpath(f".//label[@for='{field.get('id')}']")
        else:
            assert field.findtext("legend")


def test_a_form_starts_with_the_values_of_the_figure(tmp_path: Path) -> None:
    figures = ledger(tmp_path).figures
    form = form_of(calculator(FORMULAS["relative_change"], figures["change"], "c"))
    assert [field.get("value") for field in form.xpath(".//input")] == ["500", "110"]
    assert form.findtext(".//output") == "−78\u00a0%"
    assert json.loads(str(form.get("data-units"))) == {"before": "ms", "after": "ms"}


def test_a_list_is_typed_with_commas_and_a_figure_as_its_value(tmp_path: Path) -> None:
    figures = ledger(tmp_path).figures
    form = form_of(calculator(FORMULAS["latency_quantile"], figures["p95"], "c"))
    assert [field.get("value") for field in form.xpath(".//input")] == ["58, 61, 131", "95"]
    form = form_of(calculator(FORMULAS["ratio"], figures["faster"], "c"))
    assert [field.get("value") for field in form.xpath(".//input")] == ["124", "110"]


def test_a_table_has_a_row_of_fields_for_each_of_its_rows(tmp_path: Path) -> None:
    figures = ledger(tmp_path).figures
    form = form_of(calculator(FORMULAS["brier_score"], figures["brier"], "c"))
    rows = [[field.get("value") for field in row.xpath(".//input")] for row in form.xpath(".//tbody/tr")]
    assert rows == [["90", "1"], ["20", "0"]]


def test_the_unit_of_a_result_is_told_where_it_is_another_than_the_formula_gives() -> None:
    figure = Library().figure("operating-year.run_cost_q4")[1]
    form = form_of(calculator(figure.formula, figure, "c"))
    assert json.loads(str(form.get("data-units")))["in"] == "$ per accepted run"
    assert inputs(figure).endswith("+training+runs&in=%24+per+accepted+run")


def test_the_inputs_of_a_figure_are_written_behind_an_address(tmp_path: Path) -> None:
    figures = ledger(tmp_path).figures
    assert inputs(figures["change"]) == "before=500+ms&after=110+ms"
    assert inputs(figures["p95"]) == "latencies=58,61,131+ms&share=95"
    assert inputs(figures["brier"]) == "predictions.predicted=90,20&predictions.outcome=1,0"


def test_what_stands_in_the_place_of_a_calculator_has_the_worked_example(tmp_path: Path) -> None:
    figures = ledger(tmp_path).figures
    _, instead = parts_of(calculator(FORMULAS["relative_change"], figures["change"], "c"))
    assert instead.get("data-export") == "print"
    assert [one.text_content() for one in instead.xpath(".//dd")] == [
        "500\u00a0ms",
        "110\u00a0ms",
        "−78\u00a0%",
        "It fell by 78\u00a0%, from 500 to 110\u00a0milliseconds.",
        "−78\u00a0%, from 500\u00a0ms to 110\u00a0ms",
    ]


def test_a_figure_of_another_formula_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        calculator(FORMULAS["ratio"], ledger(tmp_path).figures["change"], "c")
    assert str(caught.value) == (
        "calculator(\"ratio\"): 'change' is a figure of relative_change; name a figure of this formula"
    )


def told(formula: str) -> list[tuple[str, str, str]]:
    return [(row.name, row.unit, row.bounds) for row in argument_rows(FORMULAS[formula])]


def test_the_bounds_of_arguments_are_told_in_words() -> None:
    assert told("budget_consumed") == [
        ("downtime", "any, the same for all", "≥ 0, ≤ period"),
        ("period", "any, the same for all", "> 0"),
        ("objective", "%", "> 0, < 100"),
    ]
    assert told("relative_change")[1] == ("after", "any, the same for all", "none")
    assert told("availability_by_requests")[0] == ("good requests", "requests", "≥ 0, ≤ valid requests, whole")
    assert told("sample_size_per_arm")[-1] == ("power", "%", "> 50, < 100")


def test_the_columns_of_a_table_and_the_numbers_of_a_list_are_told_one_by_one() -> None:
    assert told("brier_score") == [
        ("predictions: predicted", "%", "≥ 0, ≤ 100"),
        ("predictions: outcome", "a number", "≥ 0, ≤ 1, whole"),
    ]
    assert told("schedule_spread")[0] == ("tasks: best", "days", "≥ 0, ≤ likely")
    assert told("weighted_score")[-1] == ("criteria: sum of weight", "%", "> 0, ≤ 101")
    assert told("latency_quantile")[0] == ("latencies: each", "any, the same for all", "≥ 0")


@for_every("formula", FORMULAS)
def test_every_argument_is_told(formula: Formula) -> None:
    shapes: list[Any] = list(formula.parameters.values())
    columns = sum(len(shape.columns) + len(shape.sums) if isinstance(shape, Table) else 1 for shape in shapes)
    assert len(argument_rows(formula)) == columns
    assert all(row.bounds for row in argument_rows(formula))
