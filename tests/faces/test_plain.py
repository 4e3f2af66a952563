"""A formula in plain characters, as a text alternative reads it."""

from __future__ import annotations

from macros.faces.plain import Plain, words
from macros.formulas import Formula
from macros.formulas.expression import steps_of
from tests.faces.small import ADDED, BRACKETS, CONSTANTS, LESSER, NESTED, PRIMITIVES, STEPPED, WEIGHED


def written(formula: Formula) -> list[str]:
    return [Plain().write(step.expression) for step in steps_of(formula)]


def test_a_name_of_the_code_is_read_as_words() -> None:
    assert words("burn_rate") == "burn rate"


def test_the_signs_are_those_of_print() -> None:
    assert written(NESTED) == ["first part − (other − first part) ÷ (other × (first part + 2)) × (−other)"]


def test_brackets_keep_the_order_of_calculation() -> None:
    assert written(BRACKETS) == ["(first + other) × (first − (other + 1)) ÷ (first ÷ (other ÷ 2)) − (first − other)"]


def test_primitives_have_signs_or_names() -> None:
    assert written(PRIMITIVES) == [
        "√(amount) + exp(amount) + ln(amount) + round up(amount) + |amount| + (amount + 1)²",
        "root + number of amounts + quantile(amounts; amount) + z(amount)",
    ]


def test_the_lesser_and_the_greater_are_called_by_their_names() -> None:
    assert written(LESSER) == ["(min(first; other) ÷ max(first; other))²"]


def test_a_column_is_read_with_its_row() -> None:
    assert written(WEIGHED) == ["Σ weight of row × |unit share of row − 1| ÷ number of rows"]


def test_a_sum_of_sums_has_brackets() -> None:
    assert written(ADDED) == ["2 × (Σ (weight of row + unit share of row))"]


def test_steps_are_written_one_by_one() -> None:
    assert written(STEPPED) == ["√(amount) ÷ 2", "amount", "amount − half width", "amount + half width"]


def test_constants_keep_every_digit() -> None:
    assert written(CONSTANTS) == ["amount × 1,000,000 + 0.25 − 1.23456789"]


def test_values_may_stand_in_the_place_of_names() -> None:
    values = {"first_part": "7", "other": "5"}
    (step,) = steps_of(NESTED)
    assert Plain(values.__getitem__).write(step.expression) == "7 − (5 − 7) ÷ (5 × (7 + 2)) × (−5)"
