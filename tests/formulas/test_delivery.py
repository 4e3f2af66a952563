"""The five metrics of DORA, held against NumPy and the standard library."""

from __future__ import annotations

import statistics
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.formulas import Formula
from macros.formulas.delivery import (
    change_fail_rate,
    change_lead_time,
    deployment_frequency,
    deployment_rework_rate,
    failed_deployment_recovery_time,
)
from tests.cases import for_every
from tests.formulas.calling import assert_refused

times = st.lists(st.floats(min_value=0, max_value=1e6), min_size=1, max_size=30)


@given(times=times)
def test_lead_and_recovery_time_are_medians(times: list[float]) -> None:
    assert change_lead_time(times) == pytest.approx(statistics.median(times))
    assert failed_deployment_recovery_time(times) == pytest.approx(float(np.median(times)))


@given(deployments=st.integers(1, 10**6), data=st.data())
def test_fail_and_rework_rates_are_shares_of_all_deployments(deployments: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, deployments))
    assert change_fail_rate(part, deployments) == part / deployments
    assert deployment_rework_rate(part, deployments) == part / deployments


def test_frequency_counts_deployments_by_the_day() -> None:
    assert deployment_frequency(deployments=180, period=90) == 2
    assert deployment_frequency(deployments=45, period=90) == 0.5
    assert deployment_frequency(deployments=0, period=90) == 0


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (change_lead_time, {"times": []}, "times", "at least one"),
        (change_lead_time, {"times": [1, -1]}, "times 2", "at least 0"),
        (failed_deployment_recovery_time, {"times": []}, "times", "at least one"),
        (failed_deployment_recovery_time, {"times": [-1]}, "times 1", "at least 0"),
        (deployment_frequency, {"deployments": -1, "period": 1}, "deployments", "at least 0"),
        (deployment_frequency, {"deployments": 1.5, "period": 1}, "deployments", "whole number"),
        (change_fail_rate, {"failed_deployments": 0.5, "deployments": 1}, "failed_deployments", "whole number"),
        (deployment_frequency, {"deployments": 1, "period": 0}, "period", "above 0"),
        (change_fail_rate, {"failed_deployments": 2, "deployments": 1}, "failed_deployments", "at most deployments"),
        (change_fail_rate, {"failed_deployments": 0, "deployments": 0}, "deployments", "above 0"),
        (deployment_rework_rate, {"rework_deployments": -1, "deployments": 1}, "rework_deployments", "at least 0"),
        (deployment_rework_rate, {"rework_deployments": 2, "deployments": 1}, "rework_deployments", "at most"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)
