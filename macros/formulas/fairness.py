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
LowerRate = Annotated[float, Argument("%", at_least=0, at_most="higher_rate")]


@formula(title="Demographic parity difference", unit="percentage points", decimals=1, sources=[FAIRLEARN])
def demographic_parity_difference(lower_rate: LowerRate, higher_rate: Rate) -> float:
    """Gap between the highest and the lowest selection rate of the groups.

    Args:
        lower_rate: lowest share of a group that the model selects, a fraction from 0 to `higher_rate`.
        higher_rate: highest share of a group that the model selects, a fraction from 0 to 1.

    Returns:
        A fraction from 0, parity, to 1; 0.01 is one percentage point.

    Raises:
        PlaybookError: a rate is outside 0 to 1, or they are the wrong way round.

    >>> demographic_parity_difference(lower_rate=0.25, higher_rate=0.5)
    0.25
    """
    return higher_rate - lower_rate


@formula(title="Demographic parity ratio", unit="", decimals=2, sources=[FAIRLEARN])
def demographic_parity_ratio(
    lower_rate: LowerRate, higher_rate: Annotated[float, Argument("%", above=0, at_most=1)]
) -> float:
    """Lowest selection rate of the groups as a part of the highest.

    Args:
        lower_rate: lowest share of a group that the model selects, a fraction from 0 to `higher_rate`.
        higher_rate: highest share of a group that the model selects, a fraction above 0 and at most 1.

    Returns:
        A number from 0 to 1, where 1 is parity.

    Raises:
        PlaybookError: a rate is outside its range, or they are the wrong way round.

    >>> demographic_parity_ratio(lower_rate=0.25, higher_rate=0.5)
    0.5
    """
    return lower_rate / higher_rate


@formula(title="Equal opportunity gap", unit="percentage points", decimals=1, sources=[HARDT])
def equal_opportunity_gap(
    lower_found: Annotated[float, Argument("count", at_least=0, at_most="lower_positives")],
    lower_positives: Annotated[float, Argument("count", above=0)],
    higher_found: Annotated[float, Argument("count", at_least=0, at_most="higher_positives")],
    higher_positives: Annotated[float, Argument("count", above=0)],
) -> float:
    """Gap between the true positive rates of two groups.

    Args:
        lower_found: positives that the model found in the group that fares worse, from 0 to `lower_positives`.
        lower_positives: positives in that group, above 0.
        higher_found: positives that the model found in the group that fares better, from 0 to `higher_positives`.
        higher_positives: positives in that group, above 0.

    Returns:
        A fraction; 0 is equal opportunity, negative means that the groups are the other way round.

    Raises:
        PlaybookError: a group has no positives, or more were found than there are.

    >>> equal_opportunity_gap(lower_found=25, lower_positives=100, higher_found=50, higher_positives=100)
    0.25
    """
    return higher_found / higher_positives - lower_found / lower_positives
