"""Experiments: a rate and the difference between two arms with their intervals, and the size that a test needs."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Estimate, Result, Source, formula
from macros.formulas.primitives import ceil, exp, log, normal_quantile, sqrt, square

WILSON = Source(
    "Wilson (1927), Probable inference, the law of succession, and statistical inference",
    "https://doi.org/10.1080/01621459.1927.10502953",
)
BROWN_CAI_DASGUPTA = Source(
    "Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion",
    "https://doi.org/10.1214/ss/1009213286",
)
KATZ = Source(
    "Katz, Baptista, Azen and Pike (1978), Obtaining confidence intervals for the risk ratio in cohort studies",
    "https://doi.org/10.2307/2530610",
)
NEWCOMBE = Source(
    "Newcombe (1998), Interval estimation for the difference between independent proportions, method 10",
    "https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8%3C873::AID-SIM779%3E3.0.CO;2-I",
)
FLEISS = Source(
    "Fleiss, Levin and Paik (2003), Statistical methods for rates and proportions, chapter 4",
    "https://doi.org/10.1002/0471445428.ch4",
)
HEDGES = Source(
    "Hedges, Gurevitch and Curtis (1999), The meta-analysis of response ratios in experimental ecology",
    "https://doi.org/10.1890/0012-9658(1999)080%5B1150:TMAORR%5D2.0.CO;2",
)
DENG = Source(
    "Deng, Knoblich and Lu (2018), Applying the delta method in metric analytics",
    "https://doi.org/10.1145/3219819.3219919",
)
CONNOR = Source(
    "Connor (1987), Sample size for testing differences in proportions for the paired-sample design",
    "https://doi.org/10.2307/2531961",
)
JOHARI = Source(
    "Johari, Koomen, Pekelis and Walsh (2022), Always valid inference: continuous monitoring of A/B tests",
    "https://doi.org/10.1287/opre.2021.2135",
)

Size = Annotated[float, Argument("count", above=0, whole=True)]
Sample = Annotated[float, Argument("count", at_least=2, whole=True)]
Confidence = Annotated[float, Argument("%", above=0, below=1)]
Mean = Annotated[float, Argument(ANY, above=0)]
Spread = Annotated[float, Argument(ANY, above=0)]


@formula(title="Rate with its Wilson interval", unit="%", decimals=1, sources=[WILSON, BROWN_CAI_DASGUPTA])
def wilson_interval(
    events: Annotated[float, Argument("count", at_least=0, at_most="trials", whole=True)],
    trials: Size,
    confidence: Confidence,
) -> Result:
    """Share of trials in which something happened, with Wilson's score interval.

    Args:
        events: trials in which it happened, a whole number from 0 to `trials`.
        trials: all trials, a whole number above 0.
        confidence: confidence level, a fraction above 0 and below 1.

    Returns:
        The rate and its interval as fractions from 0 to 1; without any event the interval begins at 0 and ends above.

    Raises:
        PlaybookError: a count isn't whole, there were no trials, or more events than trials.

    >>> round(wilson_interval(events=0, trials=20, confidence=0.95).high, 4)
    0.1611
    """
    rate = events / trials
    score = normal_quantile((1 + confidence) / 2)
    half = square(score) / (2 * trials)
    reach = score * sqrt(rate * (1 - rate) / trials + square(score) / (4 * square(trials)))
    return Estimate(
        rate,
        low=square(rate) / (rate + half + reach),
        high=1 - square(1 - rate) / (1 - rate + half + reach),
    )


@formula(title="Relative lift with its interval", unit="%", decimals=1, signed=True, sources=[KATZ])
def relative_lift(
    control_successes: Annotated[float, Argument("count", above=0, below="control_size", whole=True)],
    control_size: Size,
    treatment_successes: Annotated[float, Argument("count", above=0, below="treatment_size", whole=True)],
    treatment_size: Size,
    confidence: Confidence,
) -> Result:
    """Lift of a rate relative to control, with the interval of the log ratio.

    Args:
        control_successes: events in the control arm, a whole number above 0 and below `control_size`.
        control_size: units in the control arm, a whole number above 0.
        treatment_successes: events in the treatment arm, a whole number above 0 and below `treatment_size`.
        treatment_size: units in the treatment arm, a whole number above 0.
        confidence: confidence level, a fraction above 0 and below 1.

    Returns:
        The lift and its interval as fractions of the control rate, from −1 upwards.

    Raises:
        PlaybookError: a count isn't whole, or an arm is empty, without events (the log ratio does not exist) or without
            a unit that had none (its share of the error would be 0, and the interval too narrow).

    >>> round(relative_lift(50_000, 1_000_000, 51_400, 1_000_000, 0.95).value, 12)
    0.028
    """
    ratio = (treatment_successes / treatment_size) / (control_successes / control_size)
    standard_error = sqrt(1 / treatment_successes - 1 / treatment_size + 1 / control_successes - 1 / control_size)
    margin = normal_quantile((1 + confidence) / 2) * standard_error
    return Estimate(ratio - 1, low=ratio * exp(-margin) - 1, high=ratio * exp(margin) - 1)


@formula(
    title="Difference of two rates with its interval",
    unit="percentage points",
    decimals=2,
    signed=True,
    sources=[NEWCOMBE],
)
def proportion_difference(
    control_successes: Annotated[float, Argument("count", at_least=0, at_most="control_size", whole=True)],
    control_size: Size,
    treatment_successes: Annotated[float, Argument("count", at_least=0, at_most="treatment_size", whole=True)],
    treatment_size: Size,
    confidence: Confidence,
) -> Result:
    """Difference of two rates in percentage points, with Newcombe's hybrid score interval.

    Args:
        control_successes: events in the control arm, a whole number from 0 to `control_size`.
        control_size: units in the control arm, a whole number above 0.
        treatment_successes: events in the treatment arm, a whole number from 0 to `treatment_size`.
        treatment_size: units in the treatment arm, a whole number above 0.
        confidence: confidence level, a fraction above 0 and below 1.

    Returns:
        The difference and its interval as fractions, from −1 to 1; 0.01 is one percentage point.

    Raises:
        PlaybookError: a count isn't whole, or an arm is empty or has more events than units.

    >>> round(proportion_difference(480, 10_000, 530, 10_000, 0.95).low, 5)
    -0.00107
    """
    score = normal_quantile((1 + confidence) / 2)
    control = control_successes / control_size
    treatment = treatment_successes / treatment_size
    control_middle = (control + square(score) / (2 * control_size)) / (1 + square(score) / control_size)
    control_margin = (
        score
        * sqrt(control * (1 - control) / control_size + square(score) / (4 * square(control_size)))
        / (1 + square(score) / control_size)
    )
    treatment_middle = (treatment + square(score) / (2 * treatment_size)) / (1 + square(score) / treatment_size)
    treatment_margin = (
        score
        * sqrt(treatment * (1 - treatment) / treatment_size + square(score) / (4 * square(treatment_size)))
        / (1 + square(score) / treatment_size)
    )
    below = sqrt(
        square(treatment - (treatment_middle - treatment_margin)) + square(control_middle + control_margin - control)
    )
    above = sqrt(
        square(treatment_middle + treatment_margin - treatment) + square(control - (control_middle - control_margin))
    )
    return Estimate(treatment - control, low=treatment - control - below, high=treatment - control + above)


@formula(title="Ratio of two means with its interval", unit="%", decimals=1, signed=True, sources=[HEDGES, DENG])
def ratio_of_means(
    control_mean: Mean,
    control_spread: Spread,
    control_size: Sample,
    treatment_mean: Mean,
    treatment_spread: Spread,
    treatment_size: Sample,
    confidence: Confidence,
) -> Result:
    """Lift of a mean relative to control, with the interval of the log ratio (delta method).

    Args:
        control_mean: mean of the control arm, in any unit, above 0.
        control_spread: standard deviation of the control arm, in the same unit, above 0.
        control_size: units in the control arm, a whole number from 2: one has no spread.
        treatment_mean: mean of the treatment arm, in the same unit, above 0.
        treatment_spread: standard deviation of the treatment arm, in the same unit, above 0.
        treatment_size: units in the treatment arm, a whole number from 2.
        confidence: confidence level, a fraction above 0 and below 1.

    Returns:
        The lift and its interval as fractions of the control mean, from −1 upwards.

    Raises:
        PlaybookError: a mean or a spread is 0 or negative, or an arm has fewer than two units.

    >>> round(ratio_of_means(2.40, 9.60, 1_000_000, 2.4312, 9.70, 1_000_000, 0.95).value, 12)
    0.013
    """
    ratio = treatment_mean / control_mean
    standard_error = sqrt(
        square(treatment_spread / treatment_mean) / treatment_size
        + square(control_spread / control_mean) / control_size
    )
    margin = normal_quantile((1 + confidence) / 2) * standard_error
    return Estimate(ratio - 1, low=ratio * exp(-margin) - 1, high=ratio * exp(margin) - 1)


@formula(title="Sample size of an arm", unit="users", sources=[FLEISS])
def sample_size_per_arm(
    base_rate: Annotated[float, Argument("%", above=0, below=1)],
    relative_lift: Annotated[float, Argument("%", at_least=-1)],
    confidence: Confidence,
    power: Annotated[float, Argument("%", above=0.5, below=1)],
) -> float:
    """Units that each of two equal arms needs to find a relative change of a rate, two-sided.

    Args:
        base_rate: rate expected in the control arm, a fraction above 0 and below 1.
        relative_lift: smallest change worth finding, a fraction of the base rate from −1; a fall is negative, and 0 is
            refused.
        confidence: confidence level, a fraction above 0 and below 1.
        power: chance of finding a change of that size, a fraction above 0.5 and below 1.

    Returns:
        A whole number of units, rounded up.

    Raises:
        PlaybookError: an argument is out of range, the lift is 0, or it would raise the rate above 1.

    >>> sample_size_per_arm(base_rate=0.05, relative_lift=0.03, confidence=0.95, power=0.8)
    336102
    """
    treatment_rate = base_rate * (1 + relative_lift)
    middle = (base_rate + treatment_rate) / 2
    margin = normal_quantile((1 + confidence) / 2) * sqrt(2 * middle * (1 - middle))
    reach = normal_quantile(power) * sqrt(base_rate * (1 - base_rate) + treatment_rate * (1 - treatment_rate))
    return ceil(square((margin + reach) / (treatment_rate - base_rate)))


@formula(title="Sample size for a drop", unit="cases", sources=[CONNOR])
def sample_size_for_drop(
    drop: Annotated[float, Argument("percentage points", above=0, at_most=1)],
    changed_share: Annotated[float, Argument("%", at_least="drop", at_most=1)],
    confidence: Annotated[float, Argument("%", above=0.5, below=1)],
    power: Annotated[float, Argument("%", above=0.5, below=1)],
) -> float:
    """Cases that two versions must both answer so that a drop of the pass rate is probably found, one-sided.

    Args:
        drop: smallest fall of the pass rate worth finding, a fraction above 0 to 1; 0.01 is one percentage point.
        changed_share: share of cases whose verdict differs between the versions, either way, a fraction from `drop`
            to 1.
        confidence: confidence that a drop is none when the rate didn't fall, a fraction above 0.5 and below 1.
        power: chance of finding a drop of that size, a fraction above 0.5 and below 1.

    Returns:
        A whole number of cases, rounded up.

    Raises:
        PlaybookError: an argument is out of range; a drop can't be larger than the share of cases that changed.

    >>> sample_size_for_drop(drop=0.03, changed_share=0.12, confidence=0.95, power=0.8)
    823
    """
    margin = normal_quantile(confidence) * sqrt(changed_share)
    reach = normal_quantile(power) * sqrt(changed_share - square(drop))
    return ceil(square((margin + reach) / drop))


@formula(
    title="Always-valid interval of a difference",
    unit="percentage points",
    decimals=2,
    signed=True,
    sources=[JOHARI],
)
def always_valid_difference(
    control_successes: Annotated[float, Argument("count", above=0, below="control_size", whole=True)],
    control_size: Size,
    treatment_successes: Annotated[float, Argument("count", above=0, below="treatment_size", whole=True)],
    treatment_size: Size,
    typical_effect: Annotated[float, Argument("percentage points", above=0, at_most=1)],
    confidence: Confidence,
) -> Result:
    """Difference of two rates with an interval that holds however often one looks, from a mixture of likelihood ratios.

    Args:
        control_successes: events in the control arm so far, a whole number above 0 and below `control_size`.
        control_size: units in the control arm so far, a whole number above 0.
        treatment_successes: events in the treatment arm so far, a whole number above 0 and below `treatment_size`.
        treatment_size: units in the treatment arm so far, a whole number above 0.
        typical_effect: size of the differences that one reckons with, fixed before the first look, a fraction above 0
            to 1; the interval holds with any value and is narrow with a fitting one.
        confidence: chance that the interval holds at all looks together, a fraction above 0 and below 1.

    Returns:
        The difference and its interval as fractions; 0.01 is one percentage point.

    Raises:
        PlaybookError: a count isn't whole, or an arm is empty, without events or without a unit that had none.

    >>> round(always_valid_difference(480, 10_000, 530, 10_000, 0.01, 0.95).high, 5)
    0.01441
    """
    control = control_successes / control_size
    treatment = treatment_successes / treatment_size
    variance = control * (1 - control) / control_size + treatment * (1 - treatment) / treatment_size
    growth = (variance + square(typical_effect)) / variance
    margin = sqrt(variance * growth / (growth - 1) * log(growth / square(1 - confidence)))
    return Estimate(treatment - control, low=treatment - control - margin, high=treatment - control + margin)
