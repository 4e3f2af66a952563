"""Forecast, spread, gap and slack, held against the Beta distribution that they approximate and against arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta

from macros.formulas import Formula
from macros.formulas.schedule import path_slack, schedule_forecast, schedule_gap, schedule_spread
from tests.cases import for_every
from tests.formulas.calling import assert_refused

times = st.floats(min_value=0, max_value=1000)


def tasks(*rows: tuple[float, float, float]) -> list[SimpleNamespace]:
    return [SimpleNamespace(best=best, likely=likely, worst=worst) for best, likely, worst in rows]


def test_forecast_is_the_mean_of_the_beta_distribution_with_that_mode() -> None:
    best, likely, worst = 2.0, 5.0, 14.0
    alpha = 1 + 4 * (likely - best) / (worst - best)
    other = 1 + 4 * (worst - likely) / (worst - best)
    assert schedule_forecast(tasks((best, likely, worst))) == pytest.approx(
        beta(alpha, other, loc=best, scale=worst - best).mean()
    )


@given(rows=st.lists(st.tuples(times, times, times).map(sorted), min_size=1, max_size=8))
def test_forecast_lies_between_the_best_and_the_worst(rows: list[list[float]]) -> None:
    chain = tasks(*(tuple(row) for row in rows))  # type: ignore[arg-type]
    forecast = schedule_forecast(chain)
    assert sum(row[0] for row in rows) - 1e-6 <= forecast <= sum(row[2] for row in rows) + 1e-6  # type: ignore[operator]


@given(rows=st.lists(st.tuples(times, times), min_size=1, max_size=8))
def test_spread_of_a_chain_is_the_root_of_the_squares_of_its_tasks(rows: list[tuple[float, float]]) -> None:
    chain = tasks(*((min(pair), min(pair), max(pair)) for pair in rows))
    alone = [schedule_spread([task]) for task in chain]
    assert schedule_spread(chain) == pytest.approx(math.hypot(*alone))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [([(2, 4, 14)], 2), ([(4, 5, 16), (1, 3, 10)], 2.5), ([(5, 5, 5)], 0)],  # by hand: √(Σ((worst − best) ÷ 6)²)
)
def test_spread_of_known_chains(rows: list[tuple[float, float, float]], expected: float) -> None:
    assert schedule_spread(tasks(*rows)) == pytest.approx(expected, rel=1e-12)


@given(forecast=times, available=times)
def test_a_gap_is_the_exact_difference_and_carries_its_sign(forecast: float, available: float) -> None:
    exact = Fraction(forecast) - Fraction(available)
    assert schedule_gap(forecast, available) == float(exact)


@given(forecast=times, available=times)
def test_a_gap_is_positive_exactly_when_the_target_will_be_missed(forecast: float, available: float) -> None:
    assert (schedule_gap(forecast, available) > 0) is (forecast > available)  # type: ignore[operator]


@given(lengths=st.lists(times, min_size=2, max_size=8))
def test_the_slack_of_a_path_fills_it_up_to_the_critical_one(lengths: list[float]) -> None:
    path, *others = lengths
    assert path + path_slack(max(others), path) == pytest.approx(max(lengths))  # type: ignore[operator]


def test_a_path_that_became_the_longest_has_no_slack() -> None:
    assert path_slack(longest_other=21, path=34) == 0


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (schedule_forecast, {"tasks": []}, "tasks", "at least one"),
        (schedule_forecast, {"tasks": tasks((-1, 2, 3))}, "best in tasks 1", "at least 0"),
        (schedule_forecast, {"tasks": tasks((0, 1, 2), (2, 1, 3))}, "best in tasks 2", "at most likely (1)"),
        (schedule_forecast, {"tasks": tasks((1, 4, 3))}, "likely in tasks 1", "at most worst (3)"),
        (schedule_spread, {"tasks": tasks((3, 3, 2))}, "likely in tasks 1", "at most worst (2)"),
        (schedule_spread, {"tasks": tasks((-1, 3, 3))}, "best in tasks 1", "at least 0"),
        (schedule_spread, {"tasks": []}, "tasks", "at least one"),
        (schedule_gap, {"forecast": -1, "available": 1}, "forecast", "at least 0"),
        (schedule_gap, {"forecast": 1, "available": -1}, "available", "at least 0"),
        (path_slack, {"longest_other": 1, "path": -1}, "path", "at least 0"),
        (path_slack, {"longest_other": -1, "path": 2}, "longest_other", "at least 0"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)
