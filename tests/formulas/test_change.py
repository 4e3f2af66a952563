"""Relative change, points, ratio and share, held against hand calculation and exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.formulas import Formula
from macros.formulas.change import point_difference, ratio, relative_change, share
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused, number

amounts = st.floats(min_value=-1e9, max_value=1e9, allow_subnormal=False)
positive = st.floats(min_value=1e-6, max_value=1e9)
shares = st.floats(min_value=0, max_value=1)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [(500, 110, -0.78), (8, 5.2, -0.35), (24, 6, -0.75), (425_000, 510_000, 0.2), (3, 3, 0), (2, 0, -1), (2, -2, -2)],
)
def test_relative_change_is_the_change_over_where_it_started(before: float, after: float, expected: float) -> None:
    assert number(relative_change, before=before, after=after) == pytest.approx(expected, rel=1e-15)


@given(before=positive, after=amounts)
def test_relative_change_brings_back_the_end_from_the_start(before: float, after: float) -> None:
    change = number(relative_change, before=before, after=after)
    assert isinstance(change, float)
    assert before * (1 + change) == pytest.approx(after, rel=1e-9, abs=1e-9 * before)


@given(before=positive, after=positive, factor=st.floats(min_value=1e-3, max_value=1e3))
def test_relative_change_is_the_same_in_any_unit(before: float, after: float, factor: float) -> None:
    scaled = number(relative_change, before=before * factor, after=after * factor)
    assert scaled == pytest.approx(number(relative_change, before=before, after=after), rel=1e-9, abs=1e-9)


@given(numerator=amounts, denominator=positive)
def test_ratio_is_the_quotient_of_exact_arithmetic(numerator: float, denominator: float) -> None:
    assert number(ratio, numerator=numerator, denominator=denominator) == float(
        Fraction(numerator) / Fraction(denominator)
    )


def test_ratio_may_be_negative_or_nothing() -> None:
    assert number(ratio, numerator=-6, denominator=3) == -2
    assert number(ratio, numerator=0, denominator=3) == 0


@given(before=positive, after=amounts)
def test_ratio_is_one_more_than_relative_change(before: float, after: float) -> None:
    change = number(relative_change, before=before, after=after)
    assert number(ratio, numerator=after, denominator=before) == pytest.approx(1 + change, rel=1e-9, abs=1e-9)


@given(before=shares, after=shares)
def test_point_difference_is_the_difference_and_turns_with_its_direction(before: float, after: float) -> None:
    there = number(point_difference, before=before, after=after)
    assert there == after - before
    assert there == -number(point_difference, before=after, after=before)
    assert -1 <= there <= 1


def test_point_difference_of_the_two_percent_trap_hides_the_base() -> None:
    assert number(point_difference, before=0.40, after=0.42) == pytest.approx(0.02)
    assert number(point_difference, before=0.02, after=0.04) == pytest.approx(0.02)


@given(whole=positive, fraction=shares)
def test_share_lies_between_nothing_and_everything(whole: float, fraction: float) -> None:
    part = whole * fraction
    result = number(share, part=part, whole=whole)
    assert 0 <= result <= 1
    assert result == float(Fraction(part) / Fraction(whole))


def test_share_includes_both_ends() -> None:
    assert number(share, part=0, whole=27) == 0
    assert number(share, part=27, whole=27) == 1


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (relative_change, {"before": 0, "after": 1}, "before", "above 0"),
        (relative_change, {"before": -1, "after": 1}, "before", "above 0"),
        (relative_change, {"before": 1, "after": float("nan")}, "after", "finite"),
        (point_difference, {"before": -1e-9, "after": 0}, "before", "at least 0"),
        (point_difference, {"before": 1.0000001, "after": 0}, "before", "at most 1"),
        (point_difference, {"before": 0, "after": -1e-9}, "after", "at least 0"),
        (point_difference, {"before": 0, "after": 1.0000001}, "after", "at most 1"),
        (ratio, {"numerator": 1, "denominator": 0}, "denominator", "above 0"),
        (ratio, {"numerator": 1, "denominator": -2}, "denominator", "above 0"),
        (share, {"part": -1e-9, "whole": 2}, "part", "at least 0"),
        (share, {"part": 3, "whole": 2}, "part", "at most whole (2)"),
        (share, {"part": 0, "whole": 0}, "whole", "above 0"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)


@pytest.mark.parametrize(
    ("formula", "arguments"),
    [
        (relative_change, {"before": 1e-300, "after": 1e300}),
        (ratio, {"numerator": 1e300, "denominator": 1e-300}),
    ],
)
def test_a_result_beyond_all_numbers_is_refused(formula: Formula, arguments: dict[str, Any]) -> None:
    assert_no_result(formula, arguments)


def test_a_small_positive_start_is_enough() -> None:
    assert number(relative_change, before=0.5, after=1) == 1
    assert number(ratio, numerator=1, denominator=0.5) == 2
    assert number(share, part=0.25, whole=0.5) == 0.5
