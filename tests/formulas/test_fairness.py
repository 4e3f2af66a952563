"""Gaps between groups, held against rates counted by scikit-learn and against the published examples."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import recall_score

from macros.formulas import Formula
from macros.formulas.fairness import demographic_parity_difference, demographic_parity_ratio, equal_opportunity_gap
from tests.cases import for_every
from tests.formulas.calling import assert_refused

outcomes = st.lists(st.booleans(), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("lower", "higher", "difference", "ratio"), [(0.40, 0.42, 0.02, 0.95), (0.02, 0.04, 0.02, 0.50), (0.3, 0.3, 0, 1)]
)
def test_a_difference_alone_hides_what_its_ratio_shows(
    lower: float, higher: float, difference: float, ratio: float
) -> None:
    assert demographic_parity_difference(lower, higher) == pytest.approx(difference)
    assert demographic_parity_ratio(lower, higher) == pytest.approx(ratio, abs=0.005)


@given(first=outcomes, second=outcomes)
def test_the_opportunity_gap_is_that_of_the_recalls(first: list[bool], second: list[bool]) -> None:
    gap = equal_opportunity_gap(sum(first), len(first), sum(second), len(second))
    recalls = [recall_score([True] * len(found), found) for found in (first, second)]
    assert gap == pytest.approx(recalls[1] - recalls[0], abs=1e-12)


GAP: dict[str, Any] = {"lower_found": 1, "lower_positives": 2, "higher_found": 2, "higher_positives": 2}


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (demographic_parity_difference, {"lower_rate": 0.5, "higher_rate": 0.4}, "lower_rate", "at most higher_rate"),
        (demographic_parity_difference, {"lower_rate": -0.1, "higher_rate": 0.4}, "lower_rate", "at least 0"),
        (demographic_parity_difference, {"lower_rate": 0.5, "higher_rate": 1.4}, "higher_rate", "at most 1"),
        (demographic_parity_ratio, {"lower_rate": 0, "higher_rate": 0}, "higher_rate", "above 0"),
        (demographic_parity_ratio, {"lower_rate": 0.5, "higher_rate": 0.4}, "lower_rate", "at most higher_rate"),
        (demographic_parity_ratio, {"lower_rate": 0.5, "higher_rate": 1.4}, "higher_rate", "at most 1"),
        (equal_opportunity_gap, GAP | {"lower_found": -1}, "lower_found", "at least 0"),
        (equal_opportunity_gap, GAP | {"lower_found": 3}, "lower_found", "at most lower_positives (2)"),
        (equal_opportunity_gap, GAP | {"lower_positives": 0, "lower_found": 0}, "lower_positives", "above 0"),
        (equal_opportunity_gap, GAP | {"higher_found": -1}, "higher_found", "at least 0"),
        (equal_opportunity_gap, GAP | {"higher_found": 3}, "higher_found", "at most higher_positives (2)"),
        (equal_opportunity_gap, GAP | {"higher_positives": 0, "higher_found": 0}, "higher_positives", "above 0"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)
