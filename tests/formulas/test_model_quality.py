"""Calibration error and Brier scores, held against scikit-learn, NumPy and published vectors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import brier_score_loss

from macros.formulas import Formula, Row
from macros.formulas.model_quality import brier_reference, brier_score, expected_calibration_error
from tests.cases import for_every
from tests.formulas.calling import assert_refused, number

probabilities = st.floats(min_value=0, max_value=1)
bins = st.lists(
    st.builds(
        Row,
        count=st.integers(min_value=1, max_value=10**6),
        predicted=probabilities,
        observed=probabilities,
    ),
    min_size=1,
    max_size=20,
)
forecasts = st.lists(st.tuples(probabilities, st.integers(min_value=0, max_value=1)), min_size=1, max_size=40)


def scored(pairs: list[tuple[float, int]]) -> float:
    result = number(brier_score, [Row(predicted=predicted, outcome=outcome) for predicted, outcome in pairs])
    assert isinstance(result, float)
    return result


def calibration_error(rows: list[Row]) -> float:
    result = number(expected_calibration_error, rows)
    assert isinstance(result, float)
    return result


def test_the_published_bins_are_off_by_4_7_percent() -> None:
    rows = [(200, 0.10, 0.08), (300, 0.30, 0.34), (300, 0.60, 0.55), (200, 0.90, 0.82)]
    error = calibration_error([Row(count=count, predicted=conf, observed=acc) for count, conf, acc in rows])
    assert error == pytest.approx(0.047, rel=1e-12)


def test_the_published_forecasts_score_0_2() -> None:
    pairs = list(zip([0.9, 0.7, 0.6, 0.3, 0.2, 0.1], [1, 1, 0, 0, 1, 0], strict=True))
    assert scored(pairs) == pytest.approx(0.2, rel=1e-12)


@given(rows=bins)
def test_the_calibration_error_is_numpys_weighted_average_of_gaps(rows: list[Row]) -> None:
    gaps = [abs(row.observed - row.predicted) for row in rows]
    expected = float(np.average(gaps, weights=[row.count for row in rows]))
    assert calibration_error(rows) == pytest.approx(expected, rel=1e-12, abs=1e-15)


@given(rows=bins)
def test_the_calibration_error_lies_between_nothing_and_the_widest_gap(rows: list[Row]) -> None:
    widest = max(abs(row.observed - row.predicted) for row in rows)
    assert 0 <= calibration_error(rows) <= min(1, widest * (1 + 1e-12))


@given(rows=bins)
def test_perfect_bins_have_no_calibration_error(rows: list[Row]) -> None:
    assert calibration_error([Row(count=row.count, predicted=row.observed, observed=row.observed) for row in rows]) == 0


@given(rows=bins)
def test_splitting_a_bin_in_two_equal_ones_changes_nothing(rows: list[Row]) -> None:
    halves = [Row(count=row.count, predicted=row.predicted, observed=row.observed) for row in rows for _ in range(2)]
    whole = [Row(count=2 * row.count, predicted=row.predicted, observed=row.observed) for row in rows]
    assert calibration_error(halves) == pytest.approx(calibration_error(whole), rel=1e-12, abs=1e-15)


@given(pairs=forecasts)
def test_the_brier_score_is_that_of_scikit_learn(pairs: list[tuple[float, int]]) -> None:
    expected = brier_score_loss([outcome for _, outcome in pairs], [predicted for predicted, _ in pairs], labels=[0, 1])
    assert scored(pairs) == pytest.approx(float(expected), rel=1e-12, abs=1e-15)


@given(pairs=forecasts)
def test_the_brier_score_lies_between_certain_and_right_and_certain_and_wrong(pairs: list[tuple[float, int]]) -> None:
    assert 0 <= scored(pairs) <= 1
    assert scored([(float(outcome), outcome) for _, outcome in pairs]) == 0
    assert scored([(float(1 - outcome), outcome) for _, outcome in pairs]) == 1


@given(positive=st.integers(min_value=0, max_value=30), negative=st.integers(min_value=0, max_value=30))
def test_the_reference_is_the_score_of_always_predicting_the_base_rate(positive: int, negative: int) -> None:
    outcomes = [1] * (positive + 1) + [0] * negative
    base_rate = sum(outcomes) / len(outcomes)
    reference = number(brier_reference, base_rate=base_rate)
    assert reference == pytest.approx(scored([(base_rate, outcome) for outcome in outcomes]), abs=1e-15)


@pytest.mark.parametrize(("base_rate", "expected"), [(0.05, 0.0475), (0, 0), (1, 0), (0.5, 0.25)])
def test_the_reference_of_known_base_rates(base_rate: float, expected: float) -> None:
    assert number(brier_reference, base_rate=base_rate) == pytest.approx(expected, rel=1e-15)


GOOD_BIN = {"count": 1, "predicted": 0.5, "observed": 0.5}
GOOD_FORECAST = {"predicted": 0.5, "outcome": 1}


@for_every(
    "formula, rows, culprit, remedy",
    [
        (expected_calibration_error, [], "bins", "at least one"),
        (expected_calibration_error, [GOOD_BIN, GOOD_BIN | {"count": 0}], "count in bins 2", "above 0"),
        (expected_calibration_error, [GOOD_BIN | {"count": 0.5}], "count in bins 1", "whole number"),
        (expected_calibration_error, [GOOD_BIN | {"predicted": 30}], "predicted in bins 1", "at most 1"),
        (expected_calibration_error, [GOOD_BIN | {"predicted": -0.1}], "predicted in bins 1", "at least 0"),
        (expected_calibration_error, [GOOD_BIN | {"observed": 1.1}], "observed in bins 1", "at most 1"),
        (expected_calibration_error, [GOOD_BIN | {"observed": -0.1}], "observed in bins 1", "at least 0"),
        (brier_score, [], "predictions", "at least one"),
        (brier_score, [GOOD_FORECAST | {"outcome": 0.5}], "outcome in predictions 1", "whole number"),
        (brier_score, [GOOD_FORECAST | {"outcome": 2}], "outcome in predictions 1", "at most 1"),
        (brier_score, [GOOD_FORECAST | {"outcome": -1}], "outcome in predictions 1", "at least 0"),
        (brier_score, [GOOD_FORECAST, GOOD_FORECAST | {"predicted": 1.5}], "predicted in predictions 2", "at most 1"),
        (brier_score, [GOOD_FORECAST | {"predicted": -0.5}], "predicted in predictions 1", "at least 0"),
    ],
)
def test_a_row_out_of_bounds_is_refused_by_column_and_number(
    formula: Formula, rows: list[dict[str, float]], culprit: str, remedy: str
) -> None:
    table = next(iter(formula.parameters))
    assert_refused(formula, {table: [Row(**row) for row in rows]}, culprit, remedy)


@pytest.mark.parametrize("base_rate", [-0.01, 1.01])
def test_a_base_rate_that_is_no_share_is_refused(base_rate: float) -> None:
    assert_refused(brier_reference, {"base_rate": base_rate}, "base_rate")
