"""Lifts, differences and sample sizes, held against statsmodels, SciPy and closed forms written apart from ours."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import integrate, stats
from statsmodels.stats.power import NormalIndPower, normal_sample_size_one_tail
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    samplesize_proportions_2indep_onetail,
)

from macros.formulas import Formula
from macros.formulas.experiments import (
    always_valid_difference,
    proportion_difference,
    ratio_of_means,
    relative_lift,
    sample_size_for_drop,
    sample_size_per_arm,
    wilson_interval,
)
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused, estimate, number

confidences = st.floats(min_value=0.5, max_value=0.999)
sizes = st.integers(min_value=2, max_value=2_000_000)
means = st.floats(min_value=0.01, max_value=1000)


@st.composite
def arms(draw: st.DrawFn, spare: int = 0) -> tuple[int, int, int, int]:
    """Successes and size of the control arm, then of the treatment arm; so many units at least do and don't succeed."""
    control_size, treatment_size = draw(sizes), draw(sizes)
    control = draw(st.integers(min_value=spare, max_value=control_size - spare))
    treatment = draw(st.integers(min_value=spare, max_value=treatment_size - spare))
    return control, control_size, treatment, treatment_size


# Rate


@for_every(
    "events, trials, low, high",
    [  # the examples of Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_newcombes_examples_of_one_rate_come_out(events: int, trials: int, low: float, high: float) -> None:
    result = estimate(wilson_interval, events, trials, 0.95)
    assert (round(result.low, 4), round(result.high, 4)) == (low, high)


@given(trials=sizes, confidence=confidences, data=st.data())
def test_the_interval_of_a_rate_is_the_wilson_method_of_statsmodels(
    trials: int, confidence: float, data: st.DataObject
) -> None:
    events = data.draw(st.integers(0, trials) | st.sampled_from([0, 1, trials - 1, trials]))
    result = estimate(wilson_interval, events, trials, confidence)
    low, high = proportion_confint(events, trials, alpha=1 - confidence, method="wilson")
    assert result.value == events / trials
    assert [result.low, result.high] == pytest.approx([low, high], rel=1e-8, abs=1e-12)
    assert result.low <= result.value <= result.high
    assert (result.low == 0, result.high == 1) == (events == 0, events == trials)


# Relative lift


def test_the_published_lift_is_2_8_percent_with_its_log_ratio_interval() -> None:
    result = estimate(relative_lift, 50_000, 1_000_000, 51_400, 1_000_000, 0.95)
    assert result.value == pytest.approx(0.028, rel=1e-12)
    assert (round(result.low, 4), round(result.high, 4)) == (0.0157, 0.0404)


@given(counts=arms(spare=1), confidence=confidences)
def test_the_lift_interval_is_the_log_method_of_statsmodels(
    counts: tuple[int, int, int, int], confidence: float
) -> None:
    control, control_size, treatment, treatment_size = counts
    result = estimate(relative_lift, *counts, confidence)
    low, high = confint_proportions_2indep(
        treatment, treatment_size, control, control_size, method="log", compare="ratio", alpha=1 - confidence
    )
    assert result.low == pytest.approx(low - 1, rel=1e-8, abs=1e-9)
    assert result.high == pytest.approx(high - 1, rel=1e-8, abs=1e-9)


@given(counts=arms(spare=1), confidence=confidences)
def test_the_lift_lies_in_its_interval_and_its_ratio_in_the_geometric_middle(
    counts: tuple[int, int, int, int], confidence: float
) -> None:
    result = estimate(relative_lift, *counts, confidence)
    assert -1 <= result.low <= result.value <= result.high
    assert (1 + result.low) * (1 + result.high) == pytest.approx((1 + result.value) ** 2, rel=1e-6)


@given(counts=arms(spare=1), confidence=confidences)
def test_exchanging_the_arms_turns_the_lift_over(counts: tuple[int, int, int, int], confidence: float) -> None:
    control, control_size, treatment, treatment_size = counts
    there = estimate(relative_lift, *counts, confidence)
    back = estimate(relative_lift, treatment, treatment_size, control, control_size, confidence)
    assert (1 + there.value) * (1 + back.value) == pytest.approx(1, rel=1e-9)
    assert (1 + there.low) * (1 + back.high) == pytest.approx(1, rel=1e-6)


@given(counts=arms(spare=1), confidence=confidences)
def test_no_lift_is_certain(counts: tuple[int, int, int, int], confidence: float) -> None:
    result = estimate(relative_lift, *counts, confidence)
    assert result.low < result.value < result.high


# Difference of proportions


def test_the_published_difference_is_half_a_point_with_newcombes_interval() -> None:
    result = estimate(proportion_difference, 480, 10_000, 530, 10_000, 0.95)
    assert result.value == pytest.approx(0.005, rel=1e-12)
    assert (round(result.low, 5), round(result.high, 5)) == (-0.00107, 0.01108)


def test_the_published_large_difference_is_0_14_points() -> None:
    result = estimate(proportion_difference, 50_000, 1_000_000, 51_400, 1_000_000, 0.95)
    assert [round(number, 5) for number in (result.value, result.low, result.high)] == [0.0014, 0.00079, 0.00201]


@for_every(
    "treatment, treatment_size, control, control_size, low, high",
    [  # the examples of Newcombe (1998), table II, method 10
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombes_own_examples_come_out(
    treatment: int, treatment_size: int, control: int, control_size: int, low: float, high: float
) -> None:
    result = estimate(proportion_difference, control, control_size, treatment, treatment_size, 0.95)
    assert (round(result.low, 4), round(result.high, 4)) == (low, high)


@given(counts=arms(), confidence=confidences)
def test_the_difference_interval_is_the_newcomb_method_of_statsmodels(
    counts: tuple[int, int, int, int], confidence: float
) -> None:
    control, control_size, treatment, treatment_size = counts
    result = estimate(proportion_difference, *counts, confidence)
    low, high = confint_proportions_2indep(
        treatment, treatment_size, control, control_size, method="newcomb", compare="diff", alpha=1 - confidence
    )
    # Near 0 % and 100 % the Wilson interval is a difference of nearly equal numbers: 1e-7 of a point is rounding.
    assert result.low == pytest.approx(low, rel=1e-8, abs=1e-9)
    assert result.high == pytest.approx(high, rel=1e-8, abs=1e-9)


@given(counts=arms(), confidence=confidences)
def test_the_difference_lies_in_its_interval_within_the_possible(
    counts: tuple[int, int, int, int], confidence: float
) -> None:
    result = estimate(proportion_difference, *counts, confidence)
    assert result.low <= result.value <= result.high
    assert result.low >= -1 - 1e-12
    assert result.high <= 1 + 1e-12


@given(counts=arms(), confidence=confidences)
def test_exchanging_the_arms_turns_the_difference_round(counts: tuple[int, int, int, int], confidence: float) -> None:
    control, control_size, treatment, treatment_size = counts
    there = estimate(proportion_difference, *counts, confidence)
    back = estimate(proportion_difference, treatment, treatment_size, control, control_size, confidence)
    assert [there.value, there.low, there.high] == pytest.approx([-back.value, -back.high, -back.low], abs=1e-12)


# Ratio of means


@given(
    control_mean=means,
    control_spread=st.floats(min_value=0.001, max_value=1000),
    control_size=st.integers(min_value=1000, max_value=10**6),
    treatment_mean=means,
    treatment_spread=st.floats(min_value=0.001, max_value=1000),
    treatment_size=st.integers(min_value=1000, max_value=10**6),
    confidence=confidences,
)
def test_the_ratio_of_means_is_the_delta_method_written_with_matrices(
    control_mean: float,
    control_spread: float,
    control_size: int,
    treatment_mean: float,
    treatment_spread: float,
    treatment_size: int,
    confidence: float,
) -> None:
    covariance = np.diag([control_spread**2 / control_size, treatment_spread**2 / treatment_size])
    gradient = np.array([-1 / control_mean, 1 / treatment_mean])  # of log(treatment) − log(control)
    error = math.sqrt(gradient @ covariance @ gradient)
    assume(error < 100)
    low, high = np.exp(stats.norm.interval(confidence, loc=math.log(treatment_mean / control_mean), scale=error))
    result = estimate(
        ratio_of_means,
        control_mean,
        control_spread,
        control_size,
        treatment_mean,
        treatment_spread,
        treatment_size,
        confidence,
    )
    assert result.value == pytest.approx(treatment_mean / control_mean - 1, rel=1e-12, abs=1e-12)
    assert result.low == pytest.approx(low - 1, rel=1e-8, abs=1e-9)
    assert result.high == pytest.approx(high - 1, rel=1e-8, abs=1e-9)
    assert result.low <= result.value <= result.high


def test_the_ratio_of_means_of_shares_is_the_relative_lift() -> None:
    control, treatment, size = 50_000, 51_400, 1_000_000

    def spread(successes: int) -> float:
        return math.sqrt(successes / size * (1 - successes / size))

    by_means = estimate(
        ratio_of_means, control / size, spread(control), size, treatment / size, spread(treatment), size, 0.95
    )
    by_counts = estimate(relative_lift, control, size, treatment, size, 0.95)
    assert [by_means.value, by_means.low, by_means.high] == pytest.approx(
        [by_counts.value, by_counts.low, by_counts.high], rel=1e-9
    )


# Confidence


@given(counts=arms(spare=1), one=confidences, other=confidences)
def test_more_confidence_never_narrows_an_interval(counts: tuple[int, int, int, int], one: float, other: float) -> None:
    less, more = sorted((one, other))
    control, control_size, treatment, treatment_size = counts
    means_given = (control, 3.0, control_size, treatment, 5.0, treatment_size)
    for formula, arguments in (
        (relative_lift, counts),
        (proportion_difference, counts),
        (ratio_of_means, means_given),
    ):
        narrow = estimate(formula, *arguments, less)
        wide = estimate(formula, *arguments, more)
        assert wide.low <= narrow.low + 1e-12
        assert narrow.high <= wide.high + 1e-12 * (1 + abs(wide.high))


# Sample size


@pytest.mark.parametrize(("base_rate", "published"), [(0.02, 867_000), (0.05, 336_000), (0.10, 159_000)])
def test_the_published_sample_sizes_to_find_three_percent(base_rate: float, published: int) -> None:
    size = number(sample_size_per_arm, base_rate=base_rate, relative_lift=0.03, confidence=0.95, power=0.8)
    assert size == pytest.approx(published, rel=2e-3)


@given(
    base_rate=st.floats(min_value=0.001, max_value=0.6),
    relative_lift=st.floats(min_value=0.005, max_value=3),
    confidence=st.floats(min_value=0.8, max_value=0.999),
    power=st.floats(min_value=0.6, max_value=0.99),
)
def test_the_sample_size_is_the_one_of_statsmodels_rounded_up(
    base_rate: float, relative_lift: float, confidence: float, power: float
) -> None:
    assume(base_rate * (1 + relative_lift) < 0.99)
    expected = samplesize_proportions_2indep_onetail(
        base_rate * relative_lift, base_rate, power, ratio=1, alpha=(1 - confidence) / 2, value=0, alternative="larger"
    )
    size = number(sample_size_per_arm, base_rate, relative_lift, confidence, power)
    assert size == int(size)
    assert -1e-6 * expected <= size - expected <= 1 + 1e-6 * expected


@given(
    base_rate=st.floats(min_value=0.01, max_value=0.9),
    fall=st.floats(min_value=0.02, max_value=1),
    confidence=st.floats(min_value=0.8, max_value=0.999),
    power=st.floats(min_value=0.6, max_value=0.99),
)
def test_the_sample_size_of_a_fall_is_the_one_of_statsmodels_for_the_other_tail(
    base_rate: float, fall: float, confidence: float, power: float
) -> None:
    expected = samplesize_proportions_2indep_onetail(
        -base_rate * fall, base_rate, power, ratio=1, alpha=(1 - confidence) / 2, value=0, alternative="smaller"
    )
    size = number(sample_size_per_arm, base_rate, -fall, confidence, power)
    assert -1e-6 * expected <= size - expected <= 1 + 1e-6 * expected


@given(base_rate=st.floats(min_value=0.01, max_value=0.6), rise=st.floats(min_value=0.05, max_value=0.6))
def test_a_fall_needs_as_many_users_as_the_rise_that_undoes_it(base_rate: float, rise: float) -> None:
    raised = base_rate * (1 + rise)
    upwards = number(sample_size_per_arm, base_rate, rise, 0.95, 0.8)
    downwards = number(sample_size_per_arm, raised, base_rate / raised - 1, 0.95, 0.8)
    assert abs(upwards - downwards) <= 1 + 1e-6 * upwards


def test_the_sample_size_reaches_its_power_and_one_user_less_does_not() -> None:
    base_rate, lift = 0.05, 0.03
    size = number(sample_size_per_arm, base_rate=base_rate, relative_lift=lift, confidence=0.95, power=0.8)
    assert isinstance(size, int)

    def power(users: int) -> float:
        treated = base_rate * (1 + lift)
        middle = (base_rate + treated) / 2
        error = math.sqrt((base_rate * (1 - base_rate) + treated * (1 - treated)) / users)
        critical = stats.norm.ppf(0.975) * math.sqrt(2 * middle * (1 - middle) / users)
        return float(stats.norm.sf((critical - (treated - base_rate)) / error))

    assert power(size - 1) < 0.8 <= power(size)


def test_the_sample_size_is_near_the_one_by_cohens_effect_size() -> None:
    effect = 2 * (math.asin(math.sqrt(0.0515)) - math.asin(math.sqrt(0.05)))
    by_effect = NormalIndPower().solve_power(effect_size=effect, alpha=0.05, power=0.8, alternative="two-sided")
    assert number(sample_size_per_arm, 0.05, 0.03, 0.95, 0.8) == pytest.approx(by_effect, rel=0.01)


def test_a_smaller_lift_and_more_power_and_more_confidence_all_need_more_users() -> None:
    usual = number(sample_size_per_arm, 0.05, 0.03, 0.95, 0.8)
    assert number(sample_size_per_arm, 0.05, 0.02, 0.95, 0.8) > usual
    assert number(sample_size_per_arm, 0.05, 0.03, 0.95, 0.9) > usual
    assert number(sample_size_per_arm, 0.05, 0.03, 0.99, 0.8) > usual


# Sample size for a drop


@given(
    drop=st.floats(min_value=0.005, max_value=0.5),
    more=st.floats(min_value=0, max_value=0.5),
    confidence=st.floats(min_value=0.6, max_value=0.999),
    power=st.floats(min_value=0.6, max_value=0.99),
)
def test_the_sample_size_for_a_drop_is_the_one_tailed_one_of_statsmodels(
    drop: float, more: float, confidence: float, power: float
) -> None:
    changed = drop + more
    expected = normal_sample_size_one_tail(
        drop, power, 1 - confidence, std_null=math.sqrt(changed), std_alternative=math.sqrt(changed - drop * drop)
    )
    cases = number(sample_size_for_drop, drop, changed, confidence, power)
    assert -1e-6 * expected <= cases - expected <= 1 + 1e-6 * expected


def test_the_published_sample_size_of_a_paired_comparison() -> None:
    # powerandsamplesize.com after Connor (1987): p01 = 0.45, p10 = 0.05, one-sided 5 %, power 90 %: 23 pairs
    assert number(sample_size_for_drop, drop=0.40, changed_share=0.50, confidence=0.95, power=0.9) == 23


# Always-valid interval


@given(counts=arms(spare=1), effect=st.floats(min_value=0.001, max_value=0.5), confidence=confidences)
def test_the_always_valid_interval_is_wider_than_one_for_a_single_look(
    counts: tuple[int, int, int, int], effect: float, confidence: float
) -> None:
    control, control_size, treatment, treatment_size = counts
    result = estimate(always_valid_difference, *counts, effect, confidence)
    low, high = confint_proportions_2indep(
        treatment, treatment_size, control, control_size, method="wald", compare="diff", alpha=1 - confidence
    )
    assert result.low < low < result.value < high < result.high


@pytest.mark.parametrize("effect", [0.002, 0.05])
def test_at_its_ends_the_mixture_of_likelihood_ratios_reaches_its_limit(effect: float) -> None:
    result = estimate(always_valid_difference, 480, 10_000, 530, 9_000, effect, 0.95)
    variance = sum(rate * (1 - rate) / size for rate, size in ((480 / 10_000, 10_000), (530 / 9_000, 9_000)))
    for end in (result.low, result.high):
        apart = result.value - end

        def weighed(shift: float, apart: float = apart) -> float:
            """Likelihood of a difference this far from the end against that of the end, by how likely it was before."""
            ratio = math.exp((2 * apart * shift - shift**2) / (2 * variance))
            return ratio * math.exp(-((shift / effect) ** 2) / 2) / (effect * math.sqrt(2 * math.pi))

        reach = 8 * effect + abs(apart)
        mixture, _ = integrate.quad(weighed, -reach, reach, points=[0, apart], limit=200)
        assert mixture == pytest.approx(1 / 0.05, rel=1e-6)


def test_of_thirty_looks_at_no_difference_only_the_other_interval_is_fooled() -> None:
    looks, users, experiments = 30, 400, 400
    draws = np.random.default_rng(11).binomial(users, 0.2, size=(2, experiments, looks)).cumsum(axis=2).tolist()
    fooled = {proportion_difference.name: 0, always_valid_difference.name: 0}
    for experiment in zip(*draws, strict=True):
        seen = [(a, users * look, b, users * look) for look, (a, b) in enumerate(zip(*experiment, strict=True), 1)]
        for formula, chosen in ((proportion_difference, ()), (always_valid_difference, (0.02,))):
            results = [estimate(formula, *counts, *chosen, 0.95) for counts in seen]
            fooled[formula.name] += any(not result.low <= 0 <= result.high for result in results)
    assert fooled[always_valid_difference.name] / experiments <= 0.05
    assert fooled[proportion_difference.name] / experiments > 0.15


# Bounds

COUNTS = {
    "control_successes": 1,
    "control_size": 2,
    "treatment_successes": 1,
    "treatment_size": 2,
    "confidence": 0.95,
}
MEANS = {
    "control_mean": 1,
    "control_spread": 1,
    "control_size": 100,
    "treatment_mean": 1,
    "treatment_spread": 1,
    "treatment_size": 100,
    "confidence": 0.95,
}
RATE = {"events": 1, "trials": 2, "confidence": 0.95}
DROP = {"drop": 0.03, "changed_share": 0.12, "confidence": 0.95, "power": 0.8}
PLAN = {"base_rate": 0.05, "relative_lift": 0.03, "confidence": 0.95, "power": 0.8}


@for_every(
    "formula, change, remedy",
    [
        (relative_lift, {"control_successes": 0}, "above 0"),
        (relative_lift, {"control_successes": 2}, "below control_size (2)"),
        (relative_lift, {"control_successes": 1.5}, "whole number"),
        (relative_lift, {"control_size": 0}, ""),
        (relative_lift, {"treatment_successes": 0}, "above 0"),
        (relative_lift, {"treatment_successes": 2}, "below treatment_size (2)"),
        (relative_lift, {"treatment_size": 0}, ""),
        (relative_lift, {"confidence": 0}, "above 0"),
        (relative_lift, {"confidence": 1}, "below 1"),
        (relative_lift, {"confidence": 95}, "below 1"),
        (proportion_difference, {"control_successes": -1}, "at least 0"),
        (proportion_difference, {"control_successes": 3}, "at most control_size (2)"),
        (proportion_difference, {"control_size": 0}, ""),
        (proportion_difference, {"treatment_successes": -1}, "at least 0"),
        (proportion_difference, {"treatment_successes": 3}, "at most treatment_size (2)"),
        (proportion_difference, {"treatment_size": 0}, ""),
        (proportion_difference, {"confidence": 1}, "below 1"),
        (ratio_of_means, {"control_mean": 0}, "above 0"),
        (ratio_of_means, {"control_spread": 0}, "above 0"),
        (ratio_of_means, {"control_size": 1}, "at least 2"),
        (ratio_of_means, {"control_size": 2.5}, "whole number"),
        (ratio_of_means, {"treatment_mean": 0}, "above 0"),
        (ratio_of_means, {"treatment_spread": 0}, "above 0"),
        (ratio_of_means, {"treatment_size": 1}, "at least 2"),
        (ratio_of_means, {"confidence": 0}, "above 0"),
        (sample_size_per_arm, {"base_rate": 0}, "above 0"),
        (sample_size_per_arm, {"base_rate": 1}, "below 1"),
        (sample_size_per_arm, {"relative_lift": -1.03}, "at least -1"),
        (sample_size_per_arm, {"confidence": 1}, "below 1"),
        (sample_size_per_arm, {"power": 0.5}, "above 0.5"),
        (sample_size_per_arm, {"power": 1}, "below 1"),
        (wilson_interval, {"events": -1}, "at least 0"),
        (wilson_interval, {"events": 3}, "at most trials (2)"),
        (wilson_interval, {"events": 0.5}, "whole number"),
        (wilson_interval, {"confidence": 1}, "below 1"),
        (sample_size_for_drop, {"drop": 0}, "above 0"),
        (sample_size_for_drop, {"changed_share": 0.02}, "at least drop (0.03)"),
        (sample_size_for_drop, {"changed_share": 1.2}, "at most 1"),
        (sample_size_for_drop, {"confidence": 0.5}, "above 0.5"),
        (sample_size_for_drop, {"power": 1}, "below 1"),
        (always_valid_difference, {"control_successes": 0}, "above 0"),
        (always_valid_difference, {"treatment_successes": 2}, "below treatment_size (2)"),
        (always_valid_difference, {"typical_effect": 0}, "above 0"),
        (always_valid_difference, {"typical_effect": 2}, "at most 1"),
        (always_valid_difference, {"confidence": 1}, "below 1"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(formula: Formula, change: dict[str, float], remedy: str) -> None:
    usual: dict[str, Any] = {
        ratio_of_means.name: MEANS,
        sample_size_per_arm.name: PLAN,
        sample_size_for_drop.name: DROP,
        wilson_interval.name: RATE,
        always_valid_difference.name: COUNTS | {"typical_effect": 0.01},
    }.get(formula.name, COUNTS)
    (culprit,) = change
    # An arm of nobody shows first in its successes, which must not exceed it.
    shown = culprit.replace("size", "successes") if formula in (relative_lift, proportion_difference) else culprit
    assert_refused(formula, usual | change, shown, remedy)


def test_an_empty_arm_without_events_is_refused_by_its_size() -> None:
    nobody = COUNTS | {"control_size": 0, "control_successes": 0}
    assert_refused(proportion_difference, nobody, "control_size", "above 0")
    nobody = COUNTS | {"treatment_size": 0, "treatment_successes": 0}
    assert_refused(proportion_difference, nobody, "treatment_size", "above 0")


def test_a_lift_that_leads_beyond_100_percent_has_no_sample_size() -> None:
    assert_no_result(sample_size_per_arm, PLAN | {"base_rate": 0.5, "relative_lift": 1.5})


def test_a_lift_too_small_to_tell_from_nothing_has_no_sample_size() -> None:
    assert_no_result(sample_size_per_arm, PLAN | {"relative_lift": 1e-20})
    assert_no_result(sample_size_per_arm, PLAN | {"relative_lift": 0})


def test_a_ratio_whose_interval_has_no_upper_end_is_refused() -> None:
    assert_no_result(ratio_of_means, MEANS | {"control_spread": 1e6, "control_size": 2})


def test_a_confidence_that_rounds_to_certainty_is_refused() -> None:
    assert_no_result(relative_lift, COUNTS | {"confidence": math.nextafter(1, 0)})


def test_means_and_rates_below_one_are_taken() -> None:
    assert estimate(ratio_of_means, 0.5, 0.5, 2, 0.75, 0.5, 2, 0.95).value == 0.5
    assert isinstance(number(sample_size_per_arm, 0.5, 0.5, 0.25, 0.6), int)
