"""Gaps between groups, held against rates counted by scikit-learn and against the published examples."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import precision_score, recall_score

from macros.formulas import Formula
from macros.formulas.fairness import demographic_parity_difference, demographic_parity_ratio, equal_opportunity_gap
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused

outcomes = st.lists(st.booleans(), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("first", "second", "difference", "ratio"), [(0.40, 0.42, 0.02, 0.95), (0.02, 0.04, 0.02, 0.50), (0.3, 0.3, 0, 1)]
)
def test_a_difference_alone_hides_what_its_ratio_shows(
    first: float, second: float, difference: float, ratio: float
) -> None:
    assert demographic_parity_difference(first, second) == pytest.approx(difference)
    assert demographic_parity_ratio(first, second) == pytest.approx(ratio, abs=0.005)


@given(first=outcomes, second=outcomes)
def test_rates_of_two_groups_compare_alike_whichever_is_higher(first: list[bool], second: list[bool]) -> None:
    rates = [precision_score(chosen, [True] * len(chosen), zero_division=0) for chosen in (first, second)]
    assert demographic_parity_difference(*rates) == pytest.approx(float(np.ptp(rates)), abs=1e-12)
    assert demographic_parity_difference(*rates) == demographic_parity_difference(*reversed(rates))
    if any(rates):
        assert demographic_parity_ratio(*rates) == pytest.approx(float(np.min(rates) / np.max(rates)), abs=1e-12)
        assert demographic_parity_ratio(*rates) == demographic_parity_ratio(*reversed(rates))


@given(first=outcomes, second=outcomes)
def test_the_opportunity_gap_is_that_of_the_recalls(first: list[bool], second: list[bool]) -> None:
    gap = equal_opportunity_gap(sum(first), len(first), sum(second), len(second))
    recalls = [recall_score([True] * len(found), found) for found in (first, second)]
    assert gap == pytest.approx(abs(recalls[1] - recalls[0]), abs=1e-12)
    assert gap == equal_opportunity_gap(sum(second), len(second), sum(first), len(first))


GAP: dict[str, Any] = {"first_found": 1, "first_positives": 2, "second_found": 2, "second_positives": 2}


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (demographic_parity_difference, {"first_rate": -0.1, "second_rate": 0.4}, "first_rate", "at least 0"),
        (demographic_parity_difference, {"first_rate": 0.5, "second_rate": 1.4}, "second_rate", "at most 1"),
        (demographic_parity_ratio, {"first_rate": -0.1, "second_rate": 0.4}, "first_rate", "at least 0"),
        (demographic_parity_ratio, {"first_rate": 0.5, "second_rate": 1.4}, "second_rate", "at most 1"),
        (equal_opportunity_gap, GAP | {"first_found": -1}, "first_found", "at least 0"),
        (equal_opportunity_gap, GAP | {"first_found": 0.5}, "first_found", "whole number"),
        (equal_opportunity_gap, GAP | {"first_found": 3}, "first_found", "at most first_positives (2)"),
        (equal_opportunity_gap, GAP | {"first_positives": 0, "first_found": 0}, "first_positives", "above 0"),
        (equal_opportunity_gap, GAP | {"first_positives": 2.5}, "first_positives", "whole number"),
        (equal_opportunity_gap, GAP | {"second_found": -1}, "second_found", "at least 0"),
        (equal_opportunity_gap, GAP | {"second_found": 3}, "second_found", "at most second_positives (2)"),
        (equal_opportunity_gap, GAP | {"second_positives": 0, "second_found": 0}, "second_positives", "above 0"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)


def test_two_groups_of_which_nobody_is_chosen_have_no_ratio() -> None:
    assert_no_result(demographic_parity_ratio, {"first_rate": 0, "second_rate": 0})
