"""Whatever a formula is called with, it gives a finite number or refuses by name; what is none is not entered."""

from __future__ import annotations

import dataclasses
import math
import re
import subprocess
import sys
from types import SimpleNamespace
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.formulas import ANY, FORMULAS, Argument, Column, Estimate, Formula, Row, Table
from macros.formulas.arguments import parameters_of
from macros.formulas.definition import Source, formula
from tests.builds import ROOT
from tests.cases import for_every

SOURCE = Source("a book", "https://example.org/book")


@pytest.fixture(autouse=True)
def own_formulas() -> Any:
    """Take the formulas that a test declares out of the playbook's list again."""
    known = dict(FORMULAS)
    yield
    FORMULAS.clear()
    FORMULAS.update(known)


def scaled(
    amount: Annotated[float, Argument(ANY, at_least=0, at_most="most")],
    most: Annotated[float, Argument(ANY, above=0, below=100)],
) -> float:
    """An amount as a share of the most.

    With a second paragraph.
    """
    return amount / most


def entered(function: Any = scaled, **changes: Any) -> Formula:
    made = formula(**{"title": "Scaled", "unit": "%", "sources": [SOURCE]} | changes)(function)
    assert isinstance(made, Formula)
    return made


def declared(function: Any = scaled) -> Formula:
    """Make a formula without entering it in the list, so that its body may be whatever a test needs."""
    return Formula(function, "Scaled", "%", [SOURCE], parameters=parameters_of(function, "here"))


def message(call: Any, *args: Any, **kwargs: Any) -> str:
    with pytest.raises(PlaybookError) as caught:
        call(*args, **kwargs)
    return str(caught.value)


# What a declaration keeps


def test_a_formula_is_entered_under_the_name_of_its_function() -> None:
    made = entered()
    assert made.name == "scaled"
    assert FORMULAS["scaled"] is made


def test_a_formula_keeps_what_it_was_declared_with() -> None:
    made = entered(decimals=2, signed=True)
    assert (made.title, made.unit, made.decimals, made.signed, made.sources) == ("Scaled", "%", (2, 2), True, [SOURCE])


def test_a_formula_is_unsigned_and_takes_the_decimals_of_its_unit_unless_told() -> None:
    made = entered()
    assert (made.decimals, made.signed) == (None, False)


def test_decimals_may_be_the_fewest_and_the_most() -> None:
    assert entered(decimals=(1, 3)).decimals == (1, 3)


def test_the_parameters_are_the_annotations_in_their_order() -> None:
    assert list(entered().parameters.items()) == [
        ("amount", Argument(ANY, at_least=0, at_most="most")),
        ("most", Argument(ANY, above=0, below=100)),
    ]


def test_the_docstring_is_that_of_the_function_without_its_indentation() -> None:
    assert entered().__doc__ == "An amount as a share of the most.\n\nWith a second paragraph."


@pytest.mark.parametrize(
    "made", [Argument(ANY), Column(Argument(ANY)), Table({}), SOURCE, Estimate(1, 0, 2), Formula(scaled, "S", "%", [])]
)
def test_a_declaration_and_an_estimate_cannot_be_changed(made: Any) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, next(iter(vars(made))), None)


# How arguments are bound


def test_arguments_may_be_given_by_place_by_name_or_mixed() -> None:
    made = declared()
    assert made(1, 4) == made(amount=1, most=4) == made(1, most=4) == 0.25


def test_a_missing_argument_is_named() -> None:
    assert message(declared(), 1) == "scaled(): argument 'most' is missing; give it a value"


def test_the_first_of_several_missing_arguments_is_named() -> None:
    assert "argument 'amount' is missing" in message(declared())


def test_an_unknown_argument_is_named_with_the_nearest_known_one() -> None:
    assert message(declared(), amuont=1, most=2) == "scaled(): unknown argument 'amuont'; did you mean 'amount'?"


def test_too_many_arguments_are_counted() -> None:
    assert message(declared(), 1, 2, 3) == "scaled(): 3 arguments given; it takes 2"


def test_an_argument_given_by_place_and_by_name_is_refused() -> None:
    assert message(declared(), 1, 2, amount=3) == "scaled(): argument 'amount' is given twice; give it once"


# What a number is


@for_every("value", [None, "1", True, False, [1], 1j, math.nan, math.inf, -math.inf, 10**400, -(10**400)])
def test_what_is_no_finite_number_is_refused_by_name(value: Any) -> None:
    assert message(declared(), value, 2).startswith(f"scaled(): amount is {value!r}; give a finite number")
    assert message(declared(), 1, value).startswith(f"scaled(): most is {value!r}; give a finite number")


def test_the_largest_float_is_a_finite_number() -> None:
    assert "must be at most most (50)" in message(declared(), 1.7976931348623157e308, 50)


def test_the_number_that_is_none_is_blamed_and_not_the_one_bounded_by_it() -> None:
    assert message(declared(), 1, math.nan).startswith("scaled(): most is nan")


# Bounds


@pytest.mark.parametrize(
    ("amount", "most", "expected"),
    [
        (-0.001, 1, "scaled(): amount is -0.001; it must be at least 0"),
        (2, 1, "scaled(): amount is 2; it must be at most most (1)"),
        (0, 0, "scaled(): most is 0; it must be above 0"),
        (0, 100, "scaled(): most is 100; it must be below 100"),
    ],
)
def test_a_number_out_of_bounds_is_told_with_its_bound(amount: float, most: float, expected: str) -> None:
    assert message(declared(), amount, most) == expected


def test_inclusive_bounds_include_and_exclusive_ones_do_not() -> None:
    made = declared()
    assert made(0, 1) == 0
    assert made(1, 1) == 1
    assert made(0, math.nextafter(0, 1)) == 0
    assert made(0, math.nextafter(100, 0)) == 0


@given(amount=st.floats(allow_nan=True, allow_infinity=True), most=st.floats(allow_nan=True, allow_infinity=True))
def test_any_two_floats_give_a_finite_result_within_bounds_or_an_error_of_ours(amount: float, most: float) -> None:
    made = declared()
    try:
        result = made(amount, most)
    except PlaybookError:
        assert not (0 < most < 100 and 0 <= amount <= most)
    else:
        assert 0 <= result <= 1  # type: ignore[operator]


def whole_only(count: Annotated[float, Argument("", whole=True)]) -> float:
    """Count."""
    return count


def test_a_whole_number_may_be_a_float_without_a_fraction() -> None:
    assert declared(whole_only)(3.0) == 3


def test_a_fraction_of_a_whole_number_is_refused() -> None:
    assert message(declared(whole_only), 2.5) == "whole_only(): count is 2.5; give a whole number"


# Lists and tables


def summed(
    numbers: Annotated[list[float], Column(Argument(ANY, at_least=0, at_most="limit"))],
    limit: Annotated[float, Argument(ANY)],
) -> float:
    """Sum."""
    return math.fsum(numbers) + 0 * limit


def weighed(rows: Annotated[list[Row], Table({"weight": Argument("", above=0), "share": Argument("%")})]) -> float:
    """Weigh."""
    return math.fsum(row.weight * row.share for row in rows)


@pytest.mark.parametrize("rows", [[], (), "12", {"a": 1}, 5, None, {1, 2}], ids=repr)
def test_a_list_needs_at_least_one_row(rows: Any) -> None:
    assert message(declared(summed), rows, 1) == "summed(): numbers has no rows; give at least one"
    assert message(declared(weighed), rows) == "weighed(): rows has no rows; give at least one"


def test_a_list_may_be_a_tuple() -> None:
    assert declared(summed)((1, 2), 2) == 3


def test_a_number_of_a_list_is_named_by_its_place() -> None:
    assert message(declared(summed), [1, -1], 2) == "summed(): numbers 2 is -1; it must be at least 0"
    assert message(declared(summed), [1, 2, 3], 2) == "summed(): numbers 3 is 3; it must be at most limit (2)"
    assert message(declared(summed), [None], 2) == "summed(): numbers 1 is None; give a finite number"


def test_a_number_of_a_table_is_named_by_its_column_and_row() -> None:
    rows = [Row(weight=1, share=1), Row(weight=0, share=1)]
    assert message(declared(weighed), rows) == "weighed(): weight in rows 2 is 0; it must be above 0"


def test_a_row_that_lacks_a_column_is_named() -> None:
    rows = [Row(weight=1, share=1), SimpleNamespace(weight=1)]
    assert message(declared(weighed), rows) == "weighed(): rows 2 lacks 'share'; give it a value"


def ordered(
    rows: Annotated[
        list[Row],
        Table(
            {"low": Argument("", at_most="high"), "high": Argument("", at_most="most")}, {"low": Argument("", below=9)}
        ),
    ],
    most: Annotated[float, Argument("")],
) -> float:
    """Add the low ends."""
    return math.fsum(row.low for row in rows) + 0 * most


def test_a_column_may_be_bounded_by_another_of_its_row_or_by_an_argument() -> None:
    made = declared(ordered)
    assert made([Row(low=1, high=2), Row(low=3, high=3)], 3) == 4
    assert message(made, [Row(low=1, high=2), Row(low=3, high=2)], 3) == (
        "ordered(): low in rows 2 is 3; it must be at most high (2)"
    )
    assert message(made, [Row(low=1, high=4)], 3) == "ordered(): high in rows 1 is 4; it must be at most most (3)"


def test_a_column_may_have_to_add_up() -> None:
    rows = [Row(low=4, high=5), Row(low=5, high=5)]
    assert message(declared(ordered), rows, 9) == "ordered(): the sum of low in rows is 9.0; it must be below 9"


# What is refused when it is declared


Amount = Annotated[float, Argument(ANY)]


def without_words(amount: Amount) -> float:
    return amount


def unannotated(amount, other: Amount) -> float:  # type: ignore[no-untyped-def]
    """Not annotated."""
    return amount + other  # type: ignore[no-any-return]


def plainly_annotated(amount: float) -> float:
    """Annotated with a type only."""
    return amount


def without_result(amount: Amount):  # type: ignore[no-untyped-def]
    """Without a result."""
    return amount


def starred(*amounts: Amount) -> float:
    """Starred."""
    return len(amounts)


def defaulted(amount: Amount = 3) -> float:
    """With a default."""
    return amount


def twice(amount: Annotated[Amount, Argument("%", above=0)]) -> float:
    """Annotated twice."""
    return amount


def bounded_by_nothing(amount: Annotated[float, Argument("%", at_most="hole")], whole: Amount) -> float:
    """Bounded by a name that there isn't."""
    return amount / whole


def bounded_by_itself(amount: Annotated[float, Argument("%", at_most="amount")]) -> float:
    """Bounded by itself."""
    return amount


def bounded_by_text(amount: Annotated[float, Argument("%", at_least="0.5")]) -> float:
    """Bounded by text."""
    return amount


def bounded_by_truth(amount: Annotated[float, Argument("%", below=True)]) -> float:
    """Bounded by truth."""
    return amount


def without_room(amount: Annotated[float, Argument("%", at_least=2, at_most=1)]) -> float:
    """Between two bounds that leave nothing."""
    return amount


def bounded_doubly(amount: Annotated[float, Argument("%", at_least=0, above=0)]) -> float:
    """Bounded doubly."""
    return amount


def with_a_wrong_column(rows: Annotated[list[Row], Table({"a": Argument("", at_most="b")})]) -> float:
    """Bounded by a column that there isn't."""
    return len(rows)


def of_javascript(new: Amount) -> float:
    """An argument with a name of JavaScript."""
    return new


def of_a_primitive(total: Amount) -> float:
    """An argument with the name of a primitive."""
    return total


def looped(amount: Amount) -> float:
    """Loop."""
    for _ in (1, 2):
        amount = amount + 1
    return amount


def powered(amount: Amount) -> float:
    """Power."""
    return amount**2


REFUSED = [
    (without_words, "without_words(): has no docstring; tell what it gives, its arguments and what it refuses"),
    (unannotated, "unannotated(): 'amount' isn't annotated; write Annotated[float, Argument("),
    (plainly_annotated, "plainly_annotated(): 'amount' isn't annotated; write Annotated[float, Argument("),
    (without_result, "without_result(): the result isn't annotated; write -> float"),
    (starred, "starred(): 'amounts' has a star or a default; take each argument by its name"),
    (defaulted, "defaulted(): 'amount' has a star or a default"),
    (twice, "twice(): 'amount' is annotated 2 times, so that bounds would be lost; put all its bounds into one"),
    (
        bounded_by_nothing,
        "bounded_by_nothing(): at_most of 'amount' names no other argument: 'hole'; did you mean 'whole'?",
    ),
    (bounded_by_itself, "bounded_by_itself(): at_most of 'amount' names no other argument: 'amount'"),
    (bounded_by_text, "bounded_by_text(): at_least of 'amount' names no other argument: '0.5'"),
    (bounded_by_truth, "bounded_by_truth(): below of 'amount' is True; give a finite number, or the name"),
    (without_room, "without_room(): no number is between the bounds of 'amount', 2 and 1; turn them round"),
    (bounded_doubly, "bounded_doubly(): 'amount' has at_least and above; keep one of them"),
    (with_a_wrong_column, "with_a_wrong_column(): at_most of 'rows: a' names no other argument: 'b'"),
    (of_javascript, "of_javascript(): 'new' is a name of JavaScript or of a primitive; take another name"),
    (of_a_primitive, "of_a_primitive(): 'total' is a name of JavaScript or of a primitive"),
    (looped, "looped(): has no face for: for _ in (1, 2):; write total(… for row in table)"),
    (powered, "powered(): has no face for: amount ** 2; write square(…) or a product"),
]


def test_what_is_no_formula_is_refused_with_file_line_and_remedy_and_not_entered() -> None:
    for function, expected in REFUSED:
        told = message(entered, function)
        line = function.__code__.co_firstlineno
        where = re.fullmatch(r"tests/formulas/test_definition\.py:(\d+): (.*)", told.splitlines()[0])
        assert where, told
        assert line <= int(where[1]) <= line + 3, told
        assert where[2].startswith(expected), told
        assert function.__name__ not in FORMULAS


def test_a_second_formula_of_one_name_is_refused_and_the_first_one_stays() -> None:
    first = entered()
    line = scaled.__code__.co_firstlineno
    told = message(entered)
    assert (
        f"scaled(): has the name of a formula that stands already at tests/formulas/test_definition.py:{line}" in told
    )
    assert FORMULAS["scaled"] is first


def test_python_without_docstrings_is_told_once_instead_of_blaming_every_formula() -> None:
    code = "from macros.formulas import MISTAKES; print(*MISTAKES, sep='\\n')"
    result = subprocess.run([sys.executable, "-OO", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert result.stdout.splitlines() == [
        "PYTHONOPTIMIZE: takes the docstrings away, which the pages of formulas show; "
        "unset PYTHONOPTIMIZE, and start Python without -OO"
    ]


# Results


@for_every(
    "give",
    [
        lambda amount: 1 / amount,
        lambda amount: math.sqrt(amount - 1),
        lambda amount: math.inf + amount,
        lambda amount: math.nan + amount,
        lambda amount: math.exp(amount + 1000),
        lambda amount: math.ceil(amount + math.inf),
        lambda amount: Estimate(amount, low=-math.inf, high=1),
        lambda amount: Estimate(amount, low=0, high=math.inf),
        lambda amount: Estimate(amount + math.nan, low=0, high=1),
    ],
)
def test_what_comes_to_no_finite_number_is_refused(give: Any) -> None:
    def odd(amount: Annotated[float, Argument(ANY)]) -> float:
        """Odd."""
        return give(amount)  # type: ignore[no-any-return]

    expected = "odd(): these arguments together give no finite result; see the formula's page for its limits"
    assert message(declared(odd), 0) == expected


def test_an_estimate_is_given_whole() -> None:
    def sure(amount: Annotated[float, Argument(ANY)]) -> Any:
        """Sure."""
        return Estimate(amount, low=amount - 1, high=amount + 1)

    assert declared(sure)(1) == Estimate(1, low=0, high=2)


def test_a_fault_of_the_formula_itself_is_not_hidden() -> None:
    def broken(amount: Annotated[float, Argument(ANY)]) -> float:
        """Broken."""
        return amount.nothing  # type: ignore[attr-defined, no-any-return]

    with pytest.raises(AttributeError):
        declared(broken)(1)
