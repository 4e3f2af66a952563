"""Drift against SciPy's entropies, and the shares and rates of data against counting."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy

from macros.formulas import Formula
from macros.formulas.data_quality import freshness_share, label_throughput, null_rate, population_stability_index
from tests.cases import for_every
from tests.formulas.calling import assert_refused

positive = st.floats(min_value=0.01, max_value=1)


def bins(expected: Any, actual: Any) -> list[SimpleNamespace]:
    return [SimpleNamespace(expected=float(was), actual=float(now)) for was, now in zip(expected, actual, strict=True)]


@given(pairs=st.lists(st.tuples(positive, positive), min_size=2, max_size=12))
def test_the_index_is_the_sum_of_both_relative_entropies(pairs: list[tuple[float, float]]) -> None:
    expected, actual = (np.array(side) / sum(side) for side in zip(*pairs, strict=True))
    both_ways = entropy(expected, actual) + entropy(actual, expected)
    assert population_stability_index(bins(expected, actual)) == pytest.approx(both_ways, abs=1e-12)


@given(parts=st.lists(positive, min_size=1, max_size=12))
def test_what_has_not_moved_has_no_drift(parts: list[float]) -> None:
    shares = np.array(parts) / sum(parts)
    assert population_stability_index(bins(shares, shares)) == 0


def test_shares_that_were_rounded_are_taken_for_a_whole() -> None:
    thirds = bins([0.33, 0.33, 0.33], [0.34, 0.34, 0.33])
    assert population_stability_index(thirds) == pytest.approx(2 * 0.01 * np.log(0.34 / 0.33))


@given(whole=st.integers(1, 10**9), data=st.data())
def test_freshness_and_null_rate_are_shares_of_what_was_counted(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    assert freshness_share(updates_on_time=part, updates_due=whole) == part / whole
    assert null_rate(missing=part, records=whole) == part / whole


def test_label_throughput_counts_accepted_labels_by_the_day() -> None:
    assert label_throughput(accepted_labels=9000, period=90) == 100
    assert label_throughput(accepted_labels=45, period=90) == 0.5


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (population_stability_index, {"bins": []}, "bins", "at least one"),
        (population_stability_index, {"bins": bins([0], [1])}, "expected in bins 1", "above 0"),
        (population_stability_index, {"bins": bins([0.5, 0.4], [0.5, 0.5])}, "the sum of expected in bins", "at least"),
        (population_stability_index, {"bins": bins([0.5, 0.5], [0.7, 0.4])}, "the sum of actual in bins", "at most"),
        (freshness_share, {"updates_on_time": 0.5, "updates_due": 1}, "updates_on_time", "whole number"),
        (null_rate, {"missing": 0, "records": 1.5}, "records", "whole number"),
        (label_throughput, {"accepted_labels": 0.5, "period": 1}, "accepted_labels", "whole number"),
        (population_stability_index, {"bins": bins([1], [0])}, "actual in bins 1", "above 0"),
        (population_stability_index, {"bins": bins([1], [1.5])}, "actual in bins 1", "at most 1"),
        (freshness_share, {"updates_on_time": 2, "updates_due": 1}, "updates_on_time", "at most updates_due (1)"),
        (freshness_share, {"updates_on_time": -1, "updates_due": 1}, "updates_on_time", "at least 0"),
        (freshness_share, {"updates_on_time": 0, "updates_due": 0}, "updates_due", "above 0"),
        (null_rate, {"missing": 2, "records": 1}, "missing", "at most records (1)"),
        (null_rate, {"missing": -1, "records": 1}, "missing", "at least 0"),
        (null_rate, {"missing": 0, "records": 0}, "records", "above 0"),
        (label_throughput, {"accepted_labels": -1, "period": 1}, "accepted_labels", "at least 0"),
        (label_throughput, {"accepted_labels": 1, "period": 0}, "period", "above 0"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)
