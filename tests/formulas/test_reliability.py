"""Availability, error budgets and burn rates, held against the SRE workbook's numbers and exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.formulas import Formula
from macros.formulas.reliability import (
    allowed_downtime,
    availability_by_requests,
    availability_by_time,
    budget_consumed,
    burn_rate,
    error_budget,
    time_to_exhaustion,
)
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused, number

DAY = 1440
"""Minutes of a day."""

objectives = st.integers(min_value=1, max_value=99_999).map(lambda number: number / 100_000)
periods = st.integers(min_value=1, max_value=10**7)
shares = st.floats(min_value=0, max_value=1)


@pytest.mark.parametrize(("days", "minutes"), [(28, 40.32), (30, 43.2), (90, 129.6)])
def test_three_nines_allow_the_published_downtime(days: int, minutes: float) -> None:
    assert number(allowed_downtime, objective=0.999, period=days * DAY) == pytest.approx(minutes, rel=1e-12)


def test_three_and_a_half_nines_allow_65_minutes_in_90_days() -> None:
    assert number(allowed_downtime, objective=0.9995, period=90 * DAY) == pytest.approx(64.8, rel=1e-12)


def test_achieving_99_95_percent_against_99_9_percent_consumes_half_the_budget() -> None:
    assert number(budget_consumed, downtime=64.8, period=90 * DAY, objective=0.999) == pytest.approx(0.5, rel=1e-12)


def test_a_fifth_of_the_budget_is_gone_at_99_98_percent() -> None:
    downtime = number(allowed_downtime, objective=0.9998, period=90 * DAY)
    assert downtime == pytest.approx(25.92, rel=1e-12)
    assert number(budget_consumed, downtime=downtime, period=90 * DAY, objective=0.999) == pytest.approx(0.2, rel=1e-12)


@pytest.mark.parametrize(("rate", "hours", "consumed"), [(14.4, 1, 0.02), (6, 6, 0.05), (1, 72, 0.1)])
def test_the_alerts_of_the_workbook_fire_at_the_published_share_of_the_budget(
    rate: float, hours: float, consumed: float
) -> None:
    error_rate = rate * 0.001
    assert number(burn_rate, error_rate=error_rate, objective=0.999) == pytest.approx(rate, rel=1e-12)
    # Errors at that rate for some hours of a 30-day window are downtime of that share of those hours.
    spent = number(budget_consumed, downtime=error_rate * hours, period=30 * 24, objective=0.999)
    assert spent == pytest.approx(consumed, rel=1e-12)


def test_a_burn_rate_of_14_4_exhausts_30_days_in_two_days_and_not_in_two_hours() -> None:
    assert number(time_to_exhaustion, window=30, burn_rate=14.4) == pytest.approx(2.08333333333, rel=1e-11)


@given(period=periods, part=shares)
def test_availability_by_time_and_the_share_of_downtime_make_a_whole(period: int, part: float) -> None:
    downtime = period * part
    available = number(availability_by_time, downtime=downtime, period=period)
    assert 0 <= available <= 1
    assert available == pytest.approx(float(1 - Fraction(downtime) / period), abs=1e-15)


@given(valid=periods, part=shares)
def test_availability_by_requests_is_the_exact_share_of_good_requests(valid: int, part: float) -> None:
    good = int(valid * part)
    assert number(availability_by_requests, good_requests=good, valid_requests=valid) == good / valid


def test_availability_includes_both_ends() -> None:
    assert number(availability_by_time, downtime=0, period=5) == 1
    assert number(availability_by_time, downtime=5, period=5) == 0
    assert number(availability_by_requests, good_requests=0, valid_requests=5) == 0
    assert number(availability_by_requests, good_requests=5, valid_requests=5) == 1


@given(objective=objectives, period=periods, downtime=st.integers(min_value=0, max_value=10**7))
def test_more_than_the_budget_is_consumed_exactly_when_the_objective_is_missed(
    objective: float, period: int, downtime: int
) -> None:
    assume(downtime <= period)
    exact = Fraction(downtime, period) / (1 - Fraction(str(objective)))
    assume(abs(exact - 1) > Fraction(1, 10**9))  # nearer than that, rounding decides
    consumed = number(budget_consumed, downtime=downtime, period=period, objective=objective)
    available = number(availability_by_time, downtime=downtime, period=period)
    assert (consumed > 1) == (available < objective) == (exact > 1)


@given(objective=objectives, period=periods)
def test_the_allowed_downtime_consumes_the_whole_budget(objective: float, period: int) -> None:
    downtime = number(allowed_downtime, objective=objective, period=period)
    consumed = number(budget_consumed, downtime=downtime, period=period, objective=objective)
    assert consumed == pytest.approx(1, rel=1e-9)
    assert downtime == pytest.approx(period * number(error_budget, objective=objective), rel=1e-12)


@given(objective=objectives)
def test_error_budget_and_objective_make_a_whole(objective: float) -> None:
    assert number(error_budget, objective=objective) == pytest.approx(float(1 - Fraction(str(objective))), abs=1e-15)


@given(objective=objectives)
def test_failing_at_the_speed_of_the_budget_is_a_burn_rate_of_one(objective: float) -> None:
    assert number(burn_rate, error_rate=1 - objective, objective=objective) == 1


@given(rate=st.floats(min_value=0.01, max_value=1000), window=periods)
def test_a_window_lasts_as_many_times_longer_as_it_burns_slower(rate: float, window: int) -> None:
    assert number(time_to_exhaustion, window=window, burn_rate=rate) * rate == pytest.approx(window)


def test_nothing_down_and_nothing_failing_consume_nothing() -> None:
    assert number(budget_consumed, downtime=0, period=1, objective=0.999) == 0
    assert number(burn_rate, error_rate=0, objective=0.999) == 0


def test_everything_down_and_everything_failing_are_counted() -> None:
    assert number(budget_consumed, downtime=1, period=1, objective=0.75) == 4
    assert number(burn_rate, error_rate=1, objective=0.75) == 4


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (availability_by_time, {"downtime": -0.5, "period": 1}, "downtime", "at least 0"),
        (availability_by_time, {"downtime": 2, "period": 1}, "downtime", "at most period (1)"),
        (availability_by_time, {"downtime": 0, "period": 0}, "period", "above 0"),
        (availability_by_requests, {"good_requests": -1, "valid_requests": 1}, "good_requests", "at least 0"),
        (
            availability_by_requests,
            {"good_requests": 2, "valid_requests": 1},
            "good_requests",
            "at most valid_requests (1)",
        ),
        (availability_by_requests, {"good_requests": 0, "valid_requests": 0}, "valid_requests", "above 0"),
        (error_budget, {"objective": 0}, "objective", "above 0"),
        (error_budget, {"objective": 1}, "objective", "below 1"),
        (error_budget, {"objective": 99.9}, "objective", "below 1"),
        (allowed_downtime, {"objective": 1, "period": 1}, "objective", "below 1"),
        (allowed_downtime, {"objective": 0, "period": 1}, "objective", "above 0"),
        (allowed_downtime, {"objective": 0.5, "period": 0}, "period", "above 0"),
        (budget_consumed, {"downtime": -1, "period": 1, "objective": 0.5}, "downtime", "at least 0"),
        (budget_consumed, {"downtime": 2, "period": 1, "objective": 0.5}, "downtime", "at most period (1)"),
        (budget_consumed, {"downtime": 0, "period": 0, "objective": 0.5}, "period", "above 0"),
        (budget_consumed, {"downtime": 0, "period": 1, "objective": 1}, "objective", "below 1"),
        (burn_rate, {"error_rate": -0.01, "objective": 0.5}, "error_rate", "at least 0"),
        (burn_rate, {"error_rate": 1.44, "objective": 0.5}, "error_rate", "at most 1"),
        (burn_rate, {"error_rate": 0.5, "objective": 0}, "objective", "above 0"),
        (burn_rate, {"error_rate": 0.5, "objective": 1}, "objective", "below 1"),
        (time_to_exhaustion, {"window": 0, "burn_rate": 1}, "window", "above 0"),
        (time_to_exhaustion, {"window": 30, "burn_rate": 0}, "burn_rate", "above 0"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)


def test_a_time_beyond_all_numbers_is_refused() -> None:
    assert_no_result(time_to_exhaustion, {"window": 1e300, "burn_rate": 1e-300})


def test_small_positive_windows_and_speeds_are_taken() -> None:
    assert number(time_to_exhaustion, window=0.5, burn_rate=0.25) == 2
    assert number(availability_by_time, downtime=0.25, period=0.5) == 0.5
    assert number(availability_by_requests, good_requests=1, valid_requests=2) == 0.5
    assert number(allowed_downtime, objective=0.5, period=0.5) == 0.25
