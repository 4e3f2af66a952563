"""A definition is read as steps; what has no face is refused, with the culprit."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.errors import PlaybookError
from macros.formulas import FORMULAS, Argument, Estimate, Formula, primitives
from macros.formulas.expression import FUNCTIONS, HIGH, LOW, RESULT, steps_of, values_of
from macros.formulas.primitives import quantile, sqrt, total
from tests.cases import for_every
from tests.faces.small import BRACKETS, PRIMITIVES, STEPPED, WEIGHED, Amount, Amounts, Rows, small

THOUSAND = 1000


def refusal(function: Callable[..., Any]) -> str:
    with pytest.raises(PlaybookError) as caught:
        steps_of(small(function))
    return str(caught.value)


@for_every("formula", FORMULAS)
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
    assert {*FUNCTIONS} - {"abs", "len", "min", "max"} <= set(vars(primitives))


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

    assert refusal(power).endswith("power(): has no face for: amount ** 2; write square(…) or a product")


@pytest.mark.parametrize("sign", ["//", "%", "@", "&", "<<"])
def test_an_operator_that_readers_do_not_know_has_no_face(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.py"
    text = f'def odd(amount):\n    """Odd."""\n    return amount {sign} 2\n'
    path.write_text(text, encoding="utf-8")
    names: dict[str, Any] = {}
    exec(compile(text, path, "exec"), names)  # noqa: S102 - an operator can't be a parameter of a function
    linecache.checkcache(str(path))
    with pytest.raises(PlaybookError, match=r"odd.py:3: odd\(\): has no face for"):
        steps_of(Formula(names["odd"], "Odd", "", [], parameters={"amount": Argument("")}))


def test_a_function_outside_the_primitives_has_no_face() -> None:
    def rounded(amount: Amount) -> float:
        """Rounded."""
        return round(amount, 1)

    assert "has no face for: round(amount, 1)" in refusal(rounded)


def test_a_primitive_with_too_many_arguments_has_no_face() -> None:
    def largest(amount: Amount) -> float:
        """Largest."""
        return max(amount, 1, 2)

    assert "has no face for: max(amount, 1, 2)" in refusal(largest)


def test_a_table_or_a_list_is_no_number_and_a_number_has_no_rows() -> None:
    def doubled(rows: Rows) -> float:
        """Doubled."""
        return 2 * rows  # type: ignore[return-value]

    def counted(amount: Amount) -> float:
        """Counted."""
        return len(amount)  # type: ignore[arg-type]

    def ranked(rows: Rows) -> float:
        """Ranked."""
        return quantile(rows, 0.5)  # type: ignore[arg-type]

    assert "doubled(): takes 'rows' for a number; use total, quantile or len" in refusal(doubled)
    assert "counted(): len() is given amount; give it an argument with rows" in refusal(counted)
    assert "ranked(): quantile() is given rows; give it an argument with rows" in refusal(ranked)


def test_a_column_that_the_table_lacks_is_named_with_the_nearest() -> None:
    def slipped(rows: Rows) -> float:
        """Slip."""
        return total(row.wieght for row in rows)

    assert "slipped(): 'row' has no column 'wieght'; did you mean 'weight'?" in refusal(slipped)


def test_a_step_with_a_name_that_the_browser_keeps_is_refused() -> None:
    def kept(amount: Amount) -> float:
        """Kept."""
        new = amount + 1
        return new * 2

    assert "kept(): 'new' is a name of JavaScript or of a primitive; take another name" in refusal(kept)


def test_what_is_refused_is_placed_on_its_own_line() -> None:
    def late(amount: Amount) -> float:
        """Late."""
        half = amount / 2
        return half**2

    line = late.__code__.co_firstlineno + 3
    assert refusal(late).startswith(f"tests/formulas/test_expression.py:{line}: late()")


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
        return amount * "words"  # type: ignore[operator]

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

    assert refusal(again).endswith("again(): gives 'amount' a second value; use a name of its own")


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
