"""Reliability: availability by time and by requests, the error budget and the speed at which it is spent."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Source, formula

SRE_AVAILABILITY = Source(
    "Site Reliability Engineering, chapter 3: Embracing risk", "https://sre.google/sre-book/embracing-risk/"
)
SRE_AVAILABILITY_TABLE = Source(
    "Site Reliability Engineering, appendix A: Availability table", "https://sre.google/sre-book/availability-table/"
)
SRE_OBJECTIVES = Source(
    "The Site Reliability Workbook, chapter 2: Implementing SLOs", "https://sre.google/workbook/implementing-slos/"
)
SRE_POLICY = Source(
    "The Site Reliability Workbook, appendix B: Example error budget policy",
    "https://sre.google/workbook/error-budget-policy/",
)
SRE_ALERTING = Source(
    "The Site Reliability Workbook, chapter 5: Alerting on SLOs", "https://sre.google/workbook/alerting-on-slos/"
)

Downtime = Annotated[float, Argument(ANY, at_least=0, at_most="period")]
Period = Annotated[float, Argument(ANY, above=0)]
Objective = Annotated[float, Argument("%", above=0, below=1)]


@formula(title="Availability by time", unit="%", decimals=2, sources=[SRE_AVAILABILITY])
def availability_by_time(downtime: Downtime, period: Period) -> float:
    """Share of a period in which the service was up.

    Args:
        downtime: time in which it was down, in any unit of time, from 0 to `period`.
        period: the window that is judged, in the same unit, above 0.

    Returns:
        A fraction from 0 to 1.

    Raises:
        PlaybookError: the period is 0, or the downtime is negative or longer than the period.

    >>> availability_by_time(downtime=0, period=129_600)
    1.0
    """
    return 1 - downtime / period


@formula(title="Availability by requests", unit="%", decimals=(2, 3), sources=[SRE_AVAILABILITY, SRE_OBJECTIVES])
def availability_by_requests(
    good_requests: Annotated[float, Argument("requests", at_least=0, at_most="valid_requests", whole=True)],
    valid_requests: Annotated[float, Argument("requests", above=0, whole=True)],
) -> float:
    """Share of valid requests that were answered well.

    Args:
        good_requests: requests answered without error, a whole number from 0 to `valid_requests`.
        valid_requests: requests that count, a whole number above 0.

    Returns:
        A fraction from 0 to 1.

    Raises:
        PlaybookError: a count isn't whole, there were no valid requests, or more good than valid ones.

    >>> availability_by_requests(good_requests=999, valid_requests=1000)
    0.999
    """
    return good_requests / valid_requests


@formula(title="Error budget", unit="%", decimals=(1, 3), sources=[SRE_POLICY, SRE_OBJECTIVES])
def error_budget(objective: Objective) -> float:
    """Share of a window that may fail before the objective is missed.

    Args:
        objective: the service level objective (SLO), a fraction above 0 and below 1.

    Returns:
        A fraction above 0 and below 1.

    Raises:
        PlaybookError: the objective is outside its range; an objective of 100 % leaves no budget.

    >>> error_budget(objective=0.75)
    0.25
    """
    return 1 - objective


@formula(title="Allowed downtime", unit=ANY, decimals=1, sources=[SRE_AVAILABILITY_TABLE])
def allowed_downtime(objective: Objective, period: Period) -> float:
    """Downtime that an objective allows in a period.

    Args:
        objective: the service level objective (SLO), a fraction above 0 and below 1.
        period: the window, in any unit of time, above 0.

    Returns:
        Time in the unit of `period`.

    Raises:
        PlaybookError: the objective or the period is out of range.

    >>> allowed_downtime(objective=0.75, period=90)
    22.5
    """
    return (1 - objective) * period


@formula(title="Error budget consumed", unit="%", decimals=0, sources=[SRE_OBJECTIVES, SRE_POLICY])
def budget_consumed(downtime: Downtime, period: Period, objective: Objective) -> float:
    """Share of a window's error budget that its downtime used up.

    Args:
        downtime: time in which the service was down, in any unit of time, from 0 to `period`.
        period: the window, in the same unit, above 0.
        objective: the service level objective (SLO), a fraction above 0 and below 1.

    Returns:
        A fraction from 0 upwards; above 1 the objective was missed.

    Raises:
        PlaybookError: an argument is out of range.

    >>> budget_consumed(downtime=25, period=100, objective=0.75)
    1.0
    """
    return (downtime / period) / (1 - objective)


@formula(title="Burn rate", unit="×", decimals=1, sources=[SRE_ALERTING])
def burn_rate(error_rate: Annotated[float, Argument("%", at_least=0, at_most=1)], objective: Objective) -> float:
    """Speed at which the error budget is spent, as a multiple of the speed that just lasts the window.

    Args:
        error_rate: share of failing requests (or of downtime) now, a fraction from 0 to 1.
        objective: the service level objective (SLO), a fraction above 0 and below 1.

    Returns:
        A pure number from 0 upwards; 1 spends the budget exactly by the end of the window.

    Raises:
        PlaybookError: an argument is out of range.

    >>> burn_rate(error_rate=0.5, objective=0.75)
    2.0
    """
    return error_rate / (1 - objective)


@formula(title="Time to exhaustion", unit=ANY, decimals=2, sources=[SRE_ALERTING])
def time_to_exhaustion(window: Period, burn_rate: Annotated[float, Argument("×", above=0)]) -> float:
    """Time in which a steady burn rate spends a full error budget.

    Args:
        window: the window of the objective, in any unit of time, above 0.
        burn_rate: speed of spending, a pure number above 0.

    Returns:
        Time in the unit of `window`.

    Raises:
        PlaybookError: the window or the burn rate is 0 or negative; a burn rate of 0 never exhausts the budget.

    >>> time_to_exhaustion(window=30, burn_rate=2)
    15.0
    """
    return window / burn_rate
