"""RICE, ICE, weighted scores and the weight at which a choice flips, held against NumPy and their own meaning."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from macros.formulas import Formula
from macros.formulas.prioritisation import blended_score, break_even_weight, ice, rice, weighted_score
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused

scores = st.floats(min_value=0, max_value=10)
points = st.integers(min_value=1, max_value=10)
weights = st.floats(min_value=0.01, max_value=1)


def test_rice_of_the_published_vector() -> None:
    assert rice(reach=5000, impact=1, confidence=0.8, effort=2) == 2000


@given(
    reach=st.integers(0, 10**7),
    impact=st.sampled_from([0.25, 0.5, 1, 2, 3]),  # the scale of McBride's article
    confidence=st.floats(min_value=0, max_value=1),
    effort=st.floats(min_value=0.5, max_value=100),
)
def test_rice_is_that_of_exact_arithmetic(reach: int, impact: float, confidence: float, effort: float) -> None:
    exact = Fraction(reach) * Fraction(impact) * Fraction(confidence) / Fraction(effort)
    assert rice(reach, impact, confidence, effort) == pytest.approx(float(exact), rel=1e-12)


@given(reach=st.integers(0, 10**7), effort=st.floats(min_value=0.5, max_value=100))
def test_rice_rewards_less_effort(reach: int, effort: float) -> None:
    assert rice(reach, 2, 0.5, effort * 2) == pytest.approx(rice(reach, 2, 0.5, effort) / 2)  # type: ignore[operator]


@given(impact=points, confidence=points, ease=st.integers(min_value=1, max_value=9))
def test_ice_rewards_ease(impact: int, confidence: int, ease: int) -> None:
    assert ice(impact, confidence, ease + 1) > ice(impact, confidence, ease)  # type: ignore[operator]
    assert ice(impact, confidence, ease) == impact * confidence * ease


@given(rows=st.lists(st.tuples(weights, scores), min_size=1, max_size=8))
def test_weighted_score_is_numpys_weighted_average(rows: list[tuple[float, float]]) -> None:
    whole = sum(weight for weight, _ in rows)
    result = weighted_score([SimpleNamespace(weight=weight / whole, score=score) for weight, score in rows])
    expected = np.average([score for _, score in rows], weights=[weight for weight, _ in rows])
    assert result == pytest.approx(expected)


@given(weight=st.floats(min_value=0, max_value=1), score=scores, rest=scores)
def test_blended_score_is_a_weighted_score_of_two(weight: float, score: float, rest: float) -> None:
    assume(0 < weight < 1)
    rows = [SimpleNamespace(weight=weight, score=score), SimpleNamespace(weight=1 - weight, score=rest)]
    assert blended_score(weight, score, rest) == pytest.approx(weighted_score(rows))


@given(here=scores, there=scores, rest_here=scores, rest_there=scores)
def test_at_the_break_even_weight_both_options_score_the_same(
    here: float, there: float, rest_here: float, rest_there: float
) -> None:
    assume(abs(here - there + rest_there - rest_here) > 1e-3)
    weight = break_even_weight(here, there, rest_here, rest_there)
    assert isinstance(weight, float)
    first = weight * here + (1 - weight) * rest_here
    second = weight * there + (1 - weight) * rest_there
    assert first == pytest.approx(second, abs=1e-6)


RICE: dict[str, Any] = {"reach": 1, "impact": 1, "confidence": 0.5, "effort": 1}
ICE: dict[str, Any] = {"impact": 5, "confidence": 5, "ease": 5}
BREAK_EVEN: dict[str, Any] = {"score_here": 1, "score_there": 2, "rest_here": 3, "rest_there": 1}


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (rice, RICE | {"reach": -1}, "reach", "at least 0"),
        (rice, RICE | {"impact": 0}, "impact", "above 0"),
        (rice, RICE | {"impact": 3.1}, "impact", "at most 3"),
        (rice, RICE | {"confidence": -0.1}, "confidence", "at least 0"),
        (rice, RICE | {"confidence": 80}, "confidence", "at most 1"),
        (rice, RICE | {"effort": 0.4}, "effort", "at least 0.5"),
        (ice, ICE | {"impact": 0}, "impact", "at least 1"),
        (ice, ICE | {"impact": 11}, "impact", "at most 10"),
        (ice, ICE | {"confidence": 0}, "confidence", "at least 1"),
        (ice, ICE | {"confidence": 11}, "confidence", "at most 10"),
        (ice, ICE | {"ease": 0}, "ease", "at least 1"),
        (ice, ICE | {"ease": 11}, "ease", "at most 10"),
        (blended_score, {"weight": -0.1, "score": 1, "rest": 1}, "weight", "at least 0"),
        (blended_score, {"weight": 1.1, "score": 1, "rest": 1}, "weight", "at most 1"),
        (blended_score, {"weight": 0.1, "score": 11, "rest": 1}, "score", "at most 10"),
        (break_even_weight, BREAK_EVEN | {"rest_there": -1}, "rest_there", "at least 0"),
        (weighted_score, {"criteria": []}, "criteria", "at least one"),
        (weighted_score, {"criteria": [SimpleNamespace(weight=-0.1, score=1)]}, "weight in criteria 1", "at least 0"),
        (weighted_score, {"criteria": [SimpleNamespace(weight=2, score=1)]}, "weight in criteria 1", "at most 1"),
        (
            weighted_score,
            {"criteria": [SimpleNamespace(weight=0.6, score=1)] * 2},
            "the sum of weight in criteria",
            "at most",
        ),
        (
            weighted_score,
            {"criteria": [SimpleNamespace(weight=0, score=1)]},
            "the sum of weight in criteria",
            "above 0",
        ),
        (rice, RICE | {"reach": 0.5}, "reach", "whole number"),
        (weighted_score, {"criteria": [SimpleNamespace(weight=1, score=-1)]}, "score in criteria 1", "at least 0"),
        (weighted_score, {"criteria": [SimpleNamespace(weight=1, score=11)]}, "score in criteria 1", "at most 10"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)


def test_weights_may_leave_room_for_a_criterion_that_is_set_apart() -> None:
    rows = [SimpleNamespace(weight=0.5, score=8), SimpleNamespace(weight=0.25, score=2)]
    assert weighted_score(rows) == pytest.approx(np.average([8, 2], weights=[2, 1]))


def test_options_that_differ_alike_have_no_break_even() -> None:
    assert_no_result(break_even_weight, {"score_here": 1, "score_there": 2, "rest_here": 3, "rest_there": 4})
