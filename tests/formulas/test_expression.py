"""A definition is read as steps; what has no face is refused, with the culprit."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

import pytest

from macros.errors import PlaybookError
from macros.formulas.expression import FUNCTIONS, HIGH, LOW, RESULT, steps_of, values_of
from macros.formulas import FORMULAS, Estimate, Formula, primitives
from macros.formulas.primitives import sqrt, total
from tests.faces.small import BRACKETS, PRIMITIVES, STEPPED, WEIGHED, Amount, Amounts, Rows, small

THOUSAND = 1000


def refusal(function: Callable[..., Any]) -> str:
    with pytest.raises(PlaybookError) as caught:
        steps_of(small(function))
    return str(caught.value)


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=list(FORMULAS))
def test_every_formula_of_the_playbook_can_be_read(formula: Formula) -> None:
    assert steps_of(formula)[-1].is_result


def test_a_line_is_a_step_and_the_return_the_last() -> None:
    assert [step.name for step in steps_of(WEIGHED)] == [RESULT]
    assert [step.name for step in steps_of(PRIMITIVES)] == ["root", RESULT]


def test_an_estimate_returns_three_steps() -> None:
    assert [step.name for step in steps_of(STEPPED)] == ["half_width", RESULT, LOW, HIGH]
    assert [step.is_result for step in steps_of(STEPPED)] == [False, True, True, True]


def test_the_ends_of_an_estimate_are_told_apart_by_their_names_and_not_by_their_order() -> None:
    def turned(amount: Amount) -> Any:
        """Ends in the wrong order."""
        return Estimate(amount, high=amount + 1, low=amount - 1)

    assert "has no face for: Estimate(amount, high=amount + 1, low=amount - 1)" in refusal(turned)


def test_a_step_keeps_its_expression() -> None:
    assert ast.unparse(steps_of(STEPPED)[0].expression) == "sqrt(amount) / 2"


def test_the_values_of_the_steps_are_those_of_the_function() -> None:
    assert values_of(STEPPED, {"amount": 16}) == {"half_width": 2, RESULT: 16, LOW: 14, HIGH: 18}
    assert values_of(BRACKETS, {"first": 3, "other": 4})[RESULT] == BRACKETS(3, 4)


def test_the_functions_that_an_expression_may_call_exist() -> None:
    assert {*FUNCTIONS} - {"abs", "len"} <= set(vars(primitives))


def test_a_condition_has_no_face() -> None:
    def conditional(amount: Amount) -> float:
        """Condition."""
        if amount > 0:
            return amount
        return 0.0

    assert "has no face for: if amount > 0:" in refusal(conditional)


def test_a_choice_by_an_equality_has_no_face() -> None:
    def conditional(amount: Amount) -> float:
        """Condition."""
        return 2 * amount if amount == 0 else 0

    assert "has no face for: 2 * amount if amount == 0 else 0" in refusal(conditional)


def test_a_choice_by_one_comparison_has_a_face() -> None:
    assert [step.name for step in steps_of(FORMULAS["escalation_rule"])][-1] == RESULT


def test_a_power_has_no_face_because_it_rounds_differently_in_the_browser() -> None:
    def power(amount: Amount) -> float:
        """Power."""
        return amount**2

    assert refusal(power) == "power(): has no face for: amount ** 2; use what expression.py allows"


@pytest.mark.parametrize("sign", ["//", "%", "@", "&", "<<"])
def test_an_operator_that_readers_do_not_know_has_no_face(sign: str) -> None:
    tree = ast.parse(f"amount {sign} 2", mode="eval")
    from macros.formulas.expression import _check  # noqa: PLC0415 - the one place that can be fed with text

    with pytest.raises(PlaybookError, match="has no face for"):
        _check("odd", tree.body, frozenset({"amount"}))


def test_a_function_outside_the_primitives_has_no_face() -> None:
    def largest(amount: Amount) -> float:
        """Largest."""
        return max(amount, 1)

    assert "has no face for: max(amount, 1)" in refusal(largest)


def test_a_primitive_called_by_name_of_its_argument_has_no_face() -> None:
    def named(amount: Amount) -> float:
        """Named."""
        return primitives.square(number=amount)

    assert "has no face for: primitives.square(number=amount)" in refusal(named)


def test_a_constant_of_the_module_has_no_face() -> None:
    def per_thousand(amount: Amount) -> float:
        """Constant."""
        return amount * THOUSAND

    assert "has no face for: THOUSAND" in refusal(per_thousand)


def test_text_and_truth_have_no_face() -> None:
    def text(amount: Amount) -> Any:
        """Text."""
        return amount * len("words")

    def truth(amount: Amount) -> float:
        """Truth."""
        return amount * True

    assert "has no face for: 'words'" in refusal(text)
    assert "has no face for: True" in refusal(truth)


def test_a_sum_over_chosen_rows_has_no_face() -> None:
    def chosen(rows: Rows) -> float:
        """Chosen."""
        return total(row.weight for row in rows if row.weight)

    assert "has no face for: (row.weight for row in rows if row.weight)" in refusal(chosen)


def test_a_sum_over_two_tables_has_no_face() -> None:
    def crossed(rows: Rows, others: Rows) -> float:
        """Crossed."""
        return total(row.weight * other.weight for row in rows for other in others)

    assert "has no face for" in refusal(crossed)


def test_a_sum_over_a_name_that_is_no_argument_has_no_face() -> None:
    def elsewhere(rows: Rows) -> float:
        """Elsewhere."""
        return total(len(name) for name in FUNCTIONS) / len(rows)

    assert "has no face for: (len(name) for name in FUNCTIONS)" in refusal(elsewhere)


def test_a_sum_of_a_list_itself_has_no_face() -> None:
    def plain(amounts: Amounts) -> float:
        """Plain."""
        return total(amounts)

    assert "has no face for: total(amounts)" in refusal(plain)


def test_a_row_is_known_only_within_its_sum() -> None:
    def leaked(rows: Rows) -> float:
        """Leaked."""
        return total(row.weight for row in rows) * row.weight  # type: ignore[name-defined, no-any-return] # noqa: F821

    assert "has no face for: row.weight" in refusal(leaked)


def test_a_step_that_takes_several_names_has_no_face() -> None:
    def unpacked(amount: Amount) -> float:
        """Unpacked."""
        one, two = amount, amount
        return one + two

    assert "has no face for: one, two = (amount, amount)" in refusal(unpacked)


def test_a_step_that_adds_to_itself_has_no_face() -> None:
    def growing(amount: Amount) -> float:
        """Growing."""
        amount += 1
        return amount

    assert "has no face for: amount += 1" in refusal(growing)


def test_a_name_gets_its_value_once() -> None:
    def again(amount: Amount) -> float:
        """Again."""
        amount = amount + 1
        return amount * 2

    assert refusal(again) == "again(): gives 'amount' a second value; use a name of its own"


def test_a_step_may_be_named_result() -> None:
    def ending(amount: Amount) -> float:
        """Ending."""
        result = amount + 1
        return result  # noqa: RET504 - the name is what is tested

    assert [step.name for step in steps_of(small(ending))] == ["result", RESULT]


def test_a_formula_ends_in_its_return() -> None:
    def endless(amount: Amount) -> None:
        """Endless."""
        raise ValueError(amount)

    def early(amount: Amount) -> float:  # noqa: RET503 - what follows the return is what is tested
        """Early."""
        return amount
        sqrt(amount)

    def empty(amount: Amount) -> None:
        """Empty."""

    for function in (endless, early, empty):
        assert "doesn't end in its one return" in refusal(function)


def test_a_bare_return_has_no_face() -> None:
    def silent(amount: Amount) -> None:  # noqa: ARG001 - it gives nothing
        """Silent."""
        return

    assert "has no face for: return" in refusal(silent)


def test_a_formula_without_a_docstring_is_refused_instead_of_losing_its_first_line() -> None:
    def bare(amount: Amount) -> float:
        half = amount / 2
        return half + 1

    assert "bare(): has no docstring" in refusal(bare)


def test_a_formula_is_a_function() -> None:
    with pytest.raises(PlaybookError, match="isn't defined by a function"):
        steps_of(Formula(Estimate, "Small", "", []))
