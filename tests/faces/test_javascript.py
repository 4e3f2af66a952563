"""The JavaScript of a formula: brackets kept, primitives by name, and what a calculator must know."""

from __future__ import annotations

import json

from macros.faces.javascript import description, function_source
from macros.formulas import FORMULAS, Formula
from tests.cases import for_every
from tests.faces.small import ADDED, BRACKETS, CONSTANTS, LESSER, NESTED, PRIMITIVES, STEPPED, WEIGHED


def body(formula: Formula) -> list[str]:
    return [line.strip() for line in function_source(formula).splitlines()[1:-1]]


def test_a_formula_is_a_function_of_one_object() -> None:
    assert function_source(STEPPED) == (
        "({ amount }) => {\n"
        "    const half_width = sqrt(amount) / 2;\n"
        "    return { value: amount, low: amount - half_width, high: amount + half_width, "
        "steps: { half_width } };\n"
        "  }"
    )


def test_brackets_stand_where_the_order_of_calculation_needs_them_and_nowhere_else() -> None:
    assert body(NESTED) == [
        "return { value: first_part - (other - first_part) / (other * (first_part + 2)) * (-other) };"
    ]
    assert body(BRACKETS) == [
        "return { value: (first + other) * (first - (other + 1)) / (first / (other / 2)) - (first - other) };"
    ]


def test_primitives_are_called_by_their_python_names() -> None:
    assert body(PRIMITIVES) == [
        "const root = sqrt(amount) + exp(amount) + log(amount) + ceil(amount) + abs(amount) + square(amount + 1);",
        "return { value: root + len(amounts) + quantile(amounts, amount) + normal_quantile(amount), steps: { root } };",
    ]


def test_the_lesser_and_the_greater_are_primitives_too() -> None:
    assert body(LESSER) == ["return { value: square(min(first, other) / max(first, other)) };"]


def test_a_sum_over_rows_maps_and_totals() -> None:
    assert body(WEIGHED) == [
        "return { value: total(rows.map((row) => row.weight * abs(row.unit_share - 1))) / len(rows) };"
    ]
    assert body(ADDED) == ["return { value: 2 * total(rows.map((row) => row.weight + row.unit_share)) };"]


def test_constants_keep_every_digit() -> None:
    assert body(CONSTANTS) == ["return { value: amount * 1000000 + 0.25 - 1.23456789 };"]


def test_the_description_tells_shapes_units_and_bounds() -> None:
    told = description(FORMULAS["budget_consumed"])
    assert told["parameters"] == {
        "downtime": {"shape": "number", "unit": "any", "at_least": 0, "at_most": "period"},
        "period": {"shape": "number", "unit": "any", "above": 0},
        "objective": {"shape": "number", "unit": "%", "above": 0, "below": 1},
    }
    assert (told["title"], told["unit"], told["decimals"], told["signed"]) == (
        "Error budget consumed",
        "%",
        (0, 0),
        False,
    )


def test_the_description_of_a_list_and_of_a_table_tells_their_columns() -> None:
    latencies = description(FORMULAS["latency_quantile"])["parameters"]["latencies"]
    assert latencies == {"shape": "list", "unit": "any", "at_least": 0}
    predictions = description(FORMULAS["brier_score"])["parameters"]["predictions"]
    assert predictions == {
        "shape": "table",
        "columns": {
            "predicted": {"unit": "%", "at_least": 0, "at_most": 1},
            "outcome": {"unit": "", "at_least": 0, "at_most": 1, "whole": True},
        },
    }
    tasks = description(FORMULAS["schedule_spread"])["parameters"]["tasks"]["columns"]
    assert tasks["best"] == {"unit": "days", "at_least": 0, "at_most": "likely"}
    criteria = description(FORMULAS["weighted_score"])["parameters"]["criteria"]
    assert criteria["sums"] == {"weight": {"unit": "%", "above": 0, "at_most": 1.01}}


@for_every("formula", FORMULAS)
def test_every_description_is_plain_json(formula: Formula) -> None:
    assert list(json.loads(json.dumps(description(formula), allow_nan=False))["parameters"]) == list(formula.parameters)
