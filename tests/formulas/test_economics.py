"""Return, avoided cost and unit cost, held against hand calculation and exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.formulas import Formula
from macros.formulas.economics import avoided_cost, cost_per_thousand, cost_per_unit, return_on_investment
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused, number

money = st.floats(min_value=0, max_value=1e10)
spent = st.integers(min_value=1, max_value=10**10)
shares = st.floats(min_value=0, max_value=1)


@pytest.mark.parametrize(
    ("revenue", "margin", "avoided", "cost", "expected"),
    [
        (2_000_000, 1, 0, 500_000, 3.0),  # on revenue, as it shouldn't be counted
        (2_000_000, 0.6, 0, 500_000, 1.4),
        (0, 0, 0, 500_000, -1),
        (0, 0.3, 1_860_000, 1_900_000, -40_000 / 1_900_000),
        (1_000_000, 0.5, 250_000, 250_000, 2),
    ],
)
def test_return_counts_margin_and_avoided_cost(
    revenue: float, margin: float, avoided: float, cost: float, expected: float
) -> None:
    result = return_on_investment(
        incremental_revenue=revenue, contribution_margin=margin, avoided_cost=avoided, incremental_cost=cost
    )
    assert result == pytest.approx(expected, rel=1e-12)


@given(revenue=money, margin=shares, avoided=money, cost=spent)
def test_return_is_that_of_exact_arithmetic_and_never_below_a_total_loss(
    revenue: float, margin: float, avoided: float, cost: float
) -> None:
    exact = (Fraction(revenue) * Fraction(margin) + Fraction(avoided)) / Fraction(cost) - 1
    result = number(return_on_investment, revenue, margin, avoided, cost)
    assert result == pytest.approx(float(exact), rel=1e-9, abs=1e-12)
    assert result >= -1


@given(before=money, after=money, periods=st.integers(min_value=0, max_value=120))
def test_avoided_cost_is_the_saving_of_a_period_times_the_periods(before: float, after: float, periods: int) -> None:
    exact = (Fraction(before) - Fraction(after)) * periods
    result = number(avoided_cost, cost_before=before, cost_after=after, periods=periods)
    assert result == pytest.approx(float(exact), rel=1e-9, abs=1e-3)


def test_avoided_cost_is_negative_when_the_new_way_costs_more() -> None:
    assert number(avoided_cost, cost_before=1, cost_after=3, periods=2) == -4


def test_avoided_cost_of_nothing_and_of_no_period_is_nothing() -> None:
    assert number(avoided_cost, cost_before=0, cost_after=0, periods=5) == 0
    assert number(avoided_cost, cost_before=9, cost_after=2, periods=0) == 0


@pytest.mark.parametrize(
    ("cost", "count", "expected"),
    [
        (425_000, 500_000_000, 0.85),
        (510_000, 500_000_000, 1.02),
        (270_000, 500_000_000, 0.54),
        (0, 3, 0),
        (1, 2, 500),
    ],
)
def test_cost_per_thousand_of_known_bills(cost: float, count: float, expected: float) -> None:
    assert number(cost_per_thousand, cost=cost, units=count) == pytest.approx(expected, rel=1e-12)


@given(cost=money, count=spent)
def test_a_thousand_times_the_cost_of_one_is_the_cost_of_a_thousand(cost: float, count: float) -> None:
    assert cost_per_unit(cost, count) * 1000 == pytest.approx(cost_per_thousand(cost, count))  # type: ignore[operator]


@given(cost=money, count=spent)
def test_a_thousand_times_the_unit_cost_pays_the_bill(cost: float, count: float) -> None:
    assert number(cost_per_thousand, cost=cost, units=count) * count / 1000 == pytest.approx(cost)


RETURN = {"incremental_revenue": 1, "contribution_margin": 0.5, "avoided_cost": 1, "incremental_cost": 1}
AVOIDED = {"cost_before": 2, "cost_after": 1, "periods": 1}


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (return_on_investment, RETURN | {"incremental_revenue": -0.01}, "incremental_revenue", "at least 0"),
        (return_on_investment, RETURN | {"contribution_margin": -0.01}, "contribution_margin", "at least 0"),
        (return_on_investment, RETURN | {"contribution_margin": 30}, "contribution_margin", "at most 1"),
        (return_on_investment, RETURN | {"avoided_cost": -0.01}, "avoided_cost", "at least 0"),
        (return_on_investment, RETURN | {"incremental_cost": 0}, "incremental_cost", "above 0"),
        (avoided_cost, AVOIDED | {"cost_before": -1}, "cost_before", "at least 0"),
        (avoided_cost, AVOIDED | {"cost_after": -1}, "cost_after", "at least 0"),
        (avoided_cost, AVOIDED | {"periods": -1}, "periods", "at least 0"),
        (cost_per_thousand, {"cost": -1, "units": 1}, "cost", "at least 0"),
        (cost_per_unit, {"cost": -1, "units": 1}, "cost", "at least 0"),
        (cost_per_thousand, {"cost": 1, "units": 0}, "units", "above 0"),
        (cost_per_unit, {"cost": 1, "units": 0}, "units", "above 0"),
        (cost_per_unit, {"cost": 1, "units": 0.5}, "units", "whole number"),
        (avoided_cost, AVOIDED | {"periods": 1.5}, "periods", "whole number"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)


def test_a_cost_beyond_all_numbers_is_refused() -> None:
    assert_no_result(cost_per_thousand, {"cost": 1e308, "units": 1})
    assert_no_result(return_on_investment, RETURN | {"avoided_cost": 1e300, "incremental_cost": 1e-300})


def test_a_small_positive_cost_is_taken() -> None:
    assert number(return_on_investment, 0, 0, 1, 0.5) == 1
