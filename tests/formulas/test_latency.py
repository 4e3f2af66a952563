"""The quantile of latencies, held against NumPy and the statistics module."""

from __future__ import annotations

import statistics
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.formulas.latency import latency_quantile
from tests.formulas.calling import assert_refused, number

samples = st.lists(st.floats(min_value=0, max_value=1e6), min_size=1, max_size=50)
shares = st.floats(min_value=0, max_value=1)


@given(latencies=samples, share=shares)
def test_the_quantile_is_that_of_numpy(latencies: list[float], share: float) -> None:
    expected = float(np.quantile(latencies, share))
    assert number(latency_quantile, latencies=latencies, share=share) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(latencies=st.lists(st.floats(min_value=0, max_value=1e6), min_size=2, max_size=50))
def test_the_p95_is_that_of_the_standard_library(latencies: list[float]) -> None:
    expected = statistics.quantiles(latencies, n=20, method="inclusive")[18]
    assert number(latency_quantile, latencies=latencies, share=0.95) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(latencies=samples)
def test_the_ends_are_the_fastest_and_the_slowest_request(latencies: list[float]) -> None:
    assert number(latency_quantile, latencies=latencies, share=0) == min(latencies)
    assert number(latency_quantile, latencies=latencies, share=1) == max(latencies)


@given(latencies=samples, one=shares, other=shares)
def test_a_larger_share_is_never_faster(latencies: list[float], one: float, other: float) -> None:
    low, high = sorted((one, other))
    faster, slower = (number(latency_quantile, latencies=latencies, share=share) for share in (low, high))
    assert faster <= slower + 1e-9


@given(latencies=samples, share=shares, random=st.randoms(use_true_random=False))
def test_the_order_of_the_requests_does_not_matter(latencies: list[float], share: float, random: Any) -> None:
    shuffled = list(latencies)
    random.shuffle(shuffled)
    assert number(latency_quantile, latencies=shuffled, share=share) == number(
        latency_quantile, latencies=latencies, share=share
    )


def test_a_quantile_between_two_requests_is_interpolated() -> None:
    assert number(latency_quantile, latencies=[30, 10], share=0.25) == 15


def test_the_sample_of_the_caller_stays_as_it_was() -> None:
    latencies = [3.0, 1.0, 2.0]
    number(latency_quantile, latencies=latencies, share=0.5)
    assert latencies == [3.0, 1.0, 2.0]


@pytest.mark.parametrize(
    ("latencies", "share", "culprit", "remedy"),
    [
        ([], 0.5, "latencies", "at least one"),
        ("123", 0.5, "latencies", "at least one"),
        ([1, -1], 0.5, "latencies 2", "at least 0"),
        ([1, float("inf")], 0.5, "latencies 2", "finite"),
        ([1], -0.01, "share", "at least 0"),
        ([1], 95, "share", "at most 1"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(latencies: Any, share: float, culprit: str, remedy: str) -> None:
    assert_refused(latency_quantile, {"latencies": latencies, "share": share}, culprit, remedy)


def test_a_latency_of_nothing_is_taken() -> None:
    assert number(latency_quantile, latencies=[0], share=0.5) == 0
