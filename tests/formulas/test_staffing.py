"""Hiring, leaving and spans, held against NumPy, statsmodels and exact fractions."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import prod
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.rates import confint_poisson

from macros.formulas import Formula
from macros.formulas.staffing import attrition_rate, funnel_conversion, span_of_control, time_to_hire
from tests.cases import for_every
from tests.formulas.calling import assert_refused, estimate, number

confidences = st.floats(min_value=0.5, max_value=0.999)
people = st.integers(min_value=0, max_value=2000)


@st.composite
def stages(draw: st.DrawFn) -> list[SimpleNamespace]:
    entered = draw(st.lists(st.integers(1, 5000), min_size=1, max_size=8))
    return [SimpleNamespace(entered=size, passed=draw(st.integers(1, size))) for size in entered]


@given(times=st.lists(st.floats(min_value=0, max_value=1000), min_size=1, max_size=40))
def test_the_time_to_hire_is_the_median_of_numpy(times: list[float]) -> None:
    assert number(time_to_hire, times) == pytest.approx(float(np.median(times)))


@given(funnel=stages())
def test_the_conversion_is_the_exact_product_of_the_stages(funnel: list[SimpleNamespace]) -> None:
    exact = prod(Fraction(stage.passed, stage.entered) for stage in funnel)
    assert number(funnel_conversion, funnel) == pytest.approx(float(exact), rel=1e-12)


@given(sizes=st.lists(st.integers(1, 5000), min_size=2, max_size=8))
def test_where_everybody_is_decided_the_conversion_is_hires_by_applicants(sizes: list[int]) -> None:
    sizes.sort(reverse=True)
    funnel = [SimpleNamespace(entered=a, passed=b) for a, b in pairwise(sizes)]
    assert number(funnel_conversion, funnel) == pytest.approx(sizes[-1] / sizes[0])


@given(leavers=people, start=st.integers(1, 2000), end=people, months=st.integers(1, 36), confidence=confidences)
def test_attrition_has_the_score_interval_of_statsmodels(
    leavers: int, start: int, end: int, months: int, confidence: float
) -> None:
    result = estimate(attrition_rate, leavers, start, end, months, confidence)
    person_years = float(Fraction(start + end, 2) * months / 12)
    low, high = confint_poisson(leavers, person_years, method="score", alpha=1 - confidence)
    assert result.value == pytest.approx(leavers / person_years)
    assert result.low == pytest.approx(low, rel=1e-7, abs=1e-9)
    assert result.high == pytest.approx(high, rel=1e-9)
    assert result.low <= result.value < result.high


def test_without_leavers_the_interval_begins_at_nothing_and_ends_above() -> None:
    result = estimate(attrition_rate, 0, 10, 10, 12, 0.95)
    assert (result.value, result.low) == (0, 0)
    assert result.high == pytest.approx(0.3841, abs=1e-4)  # 3.84 events, the square of 1.96


def test_half_a_year_counts_double_and_the_headcount_is_the_average() -> None:
    assert number_of(attrition_rate, 3, 40, 20, 6, 0.95) == pytest.approx(0.2)
    assert number_of(attrition_rate, 15, 150, 120, 12, 0.95) == pytest.approx(15 / 135)  # the NHS's own headcounts


def number_of(formula: Formula, *arguments: Any) -> float:
    return estimate(formula, *arguments).value


@given(reports=people, managers=st.integers(1, 200))
def test_the_span_is_the_mean(reports: int, managers: int) -> None:
    assert number(span_of_control, reports, managers) == reports / managers


LEAVING: dict[str, Any] = {
    "leavers": 6,
    "starting_headcount": 42,
    "final_headcount": 38,
    "months": 12,
    "confidence": 0.95,
}


def stage(entered: float, passed: float) -> dict[str, Any]:
    return {"stages": [SimpleNamespace(entered=entered, passed=passed)]}


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (time_to_hire, {"times": []}, "times", "at least one"),
        (time_to_hire, {"times": [30, -1]}, "times 2", "at least 0"),
        (funnel_conversion, {"stages": []}, "stages", "at least one"),
        (funnel_conversion, stage(0, 0), "entered in stages 1", "above 0"),
        (funnel_conversion, stage(10, 0), "passed in stages 1", "above 0"),
        (funnel_conversion, stage(10, 11), "passed in stages 1", "at most entered (10)"),
        (funnel_conversion, stage(10, 1.5), "passed in stages 1", "whole number"),
        (attrition_rate, LEAVING | {"leavers": -1}, "leavers", "at least 0"),
        (attrition_rate, LEAVING | {"leavers": 0.5}, "leavers", "whole number"),
        (attrition_rate, LEAVING | {"starting_headcount": 0}, "starting_headcount", "above 0"),
        (attrition_rate, LEAVING | {"final_headcount": -1}, "final_headcount", "at least 0"),
        (attrition_rate, LEAVING | {"months": 0}, "months", "above 0"),
        (attrition_rate, LEAVING | {"confidence": 1}, "confidence", "below 1"),
        (span_of_control, {"reports": -1, "managers": 1}, "reports", "at least 0"),
        (span_of_control, {"reports": 1, "managers": 0}, "managers", "above 0"),
        (span_of_control, {"reports": 1.5, "managers": 1}, "reports", "whole number"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)
