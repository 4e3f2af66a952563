"""Fairness of a model: selection rates and true positive rates compared between groups."""

from typing import Annotated

from macros.formulas.definition import Argument, Source, formula

FAIRLEARN = Source(
    "Fairlearn, Common fairness metrics",
    "https://fairlearn.org/main/user_guide/assessment/common_fairness_metrics.html",
)
HARDT = Source(
    "Hardt, Price and Srebro (2016), Equality of opportunity in supervised learning", "https://arxiv.org/abs/1610.02413"
)

Rate = Annotated[float, Argument("%", at_least=0, at_most=1)]
Positives = Annotated[float, Argument("count", above=0, whole=True)]


@formula(title="Demographic parity difference", unit="percentage points", decimals=1, sources=[FAIRLEARN])
def demographic_parity_difference(first_rate: Rate, second_rate: Rate) -> float:
    """Gap between the selection rates of two groups, whichever is higher.

    Args:
        first_rate: share of one group that the model selects, a fraction from 0 to 1.
        second_rate: share of the other group that the model selects, a fraction from 0 to 1.

    Returns:
        A fraction from 0, parity, to 1; 0.01 is one percentage point.

    Raises:
        PlaybookError: a rate is outside 0 to 1.

    >>> demographic_parity_difference(first_rate=0.5, second_rate=0.25)
    0.25
    """
    return abs(second_rate - first_rate)


@formula(title="Demographic parity ratio", unit="", decimals=2, sources=[FAIRLEARN])
def demographic_parity_ratio(first_rate: Rate, second_rate: Rate) -> float:
    """Lower selection rate of two groups as a part of the higher one.

    Args:
        first_rate: share of one group that the model selects, a fraction from 0 to 1.
        second_rate: share of the other group that the model selects, a fraction from 0 to 1.

    Returns:
        A number from 0 to 1, where 1 is parity.

    Raises:
        PlaybookError: a rate is outside its range, or both are 0.

    >>> demographic_parity_ratio(first_rate=0.5, second_rate=0.25)
    0.5
    """
    return min(first_rate, second_rate) / max(first_rate, second_rate)


@formula(title="Equal opportunity gap", unit="percentage points", decimals=1, sources=[HARDT])
def equal_opportunity_gap(
    first_found: Annotated[float, Argument("count", at_least=0, at_most="first_positives", whole=True)],
    first_positives: Positives,
    second_found: Annotated[float, Argument("count", at_least=0, at_most="second_positives", whole=True)],
    second_positives: Positives,
) -> float:
    """Gap between the true positive rates of two groups, whichever fares better.

    Args:
        first_found: positives that the model found in one group, a whole number from 0 to `first_positives`.
        first_positives: positives in that group, a whole number above 0.
        second_found: positives that the model found in the other group, a whole number from 0 to `second_positives`.
        second_positives: positives in that group, a whole number above 0.

    Returns:
        A fraction from 0, equal opportunity, to 1; 0.01 is one percentage point.

    Raises:
        PlaybookError: a count isn't whole, a group has no positives, or more were found than there are.

    >>> equal_opportunity_gap(first_found=50, first_positives=100, second_found=25, second_positives=100)
    0.25
    """
    return abs(second_found / second_positives - first_found / first_positives)
