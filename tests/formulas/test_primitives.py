"""The functions that formulas call, held against SciPy, NumPy and exact arithmetic."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from macros.formulas.primitives import ceil, exp, log, normal_quantile, quantile, sqrt, square, total


@given(share=st.floats(min_value=1e-300, max_value=1, exclude_max=True))
def test_the_normal_quantile_is_that_of_scipy(share: float) -> None:
    assert normal_quantile(share) == pytest.approx(float(stats.norm.ppf(share)), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize(("share", "published"), [(0.5, 0), (0.8, 0.841621233573), (0.975, 1.95996398454)])
def test_the_normal_quantiles_of_every_table(share: float, published: float) -> None:
    assert normal_quantile(share) == pytest.approx(published, rel=1e-11)


@given(number=st.floats(min_value=-1e150, max_value=1e150))
def test_the_square_is_the_rounded_exact_square(number: float) -> None:
    assert square(number) == float(Fraction(number) ** 2)


@given(numbers=st.lists(st.floats(min_value=-1e9, max_value=1e9), max_size=30))
def test_the_total_adds_from_left_to_right(numbers: list[float]) -> None:
    expected = float(np.add.accumulate([0.0, *numbers])[-1])  # NumPy's sum adds in pairs, its running sum doesn't
    assert total(number for number in numbers) == expected


def test_the_total_of_nothing_is_zero() -> None:
    assert total([]) == 0


def test_the_total_does_not_compensate_rounding_which_the_browser_does_not_either() -> None:
    assert total([0.1] * 10) == 0.9999999999999999


@given(
    numbers=st.lists(st.floats(min_value=-1e6, max_value=1e6), min_size=1, max_size=30),
    share=st.floats(min_value=0, max_value=1),
)
def test_the_quantile_is_that_of_numpy_for_negative_numbers_too(numbers: list[float], share: float) -> None:
    assert quantile(numbers, share) == pytest.approx(float(np.quantile(numbers, share)), rel=1e-9, abs=1e-9)


def test_roots_powers_logarithms_and_rounding_up_are_the_usual_ones() -> None:
    assert sqrt(2) == math.sqrt(2)
    assert exp(1) == math.e
    assert log(math.e) == 1
    assert ceil(1.000001) == 2
    assert ceil(-1.5) == -1


@pytest.mark.parametrize(
    ("number", "whole"), [(2.1 / 0.3, 7), (0.49 / 0.07, 7), (-0.49 / 0.07, -7), (7.000001, 8), (0, 0)]
)
def test_rounding_noise_is_not_rounded_up(number: float, whole: int) -> None:
    assert ceil(number) == whole
