"""Economics: return on investment, cost avoided, cost per thousand."""

from typing import Annotated

from macros.formulas.definition import Argument, Source, formula

Money = Annotated[float, Argument("$", at_least=0)]
PositiveMoney = Annotated[float, Argument("$", above=0)]

RETURN = Source(
    "HBR guide to building your business case, chapter 10: Calculate ROI",
    "https://www.oreilly.com/library/view/harvard-business-review/9781633697829/15038/OEBPS/xhtml/"
    "20_10__Calculate_ROI.xhtml",
)
MARGIN = Source(
    "OpenStax, Principles of accounting, volume 2: Managerial accounting, section 3.1: Contribution margin",
    "https://openstax.org/books/principles-managerial-accounting/pages/"
    "3-1-explain-contribution-margin-and-calculate-contribution-margin-per-unit-contribution-margin-ratio-"
    "and-total-contribution-margin",
)
SAVINGS = Source(
    "Office of Management and Budget, Circular A-131 as of 1993, section 6: cost savings and cost avoidance",
    "https://clintonwhitehouse3.archives.gov/omb/circulars/a131/a131.html",
)
UNIT_COST = Source(
    "FinOps Foundation, FinOps framework: Unit economics",
    "https://www.finops.org/framework/capabilities/unit-economics/",
)


@formula(title="Return on investment", unit="%", decimals=0, signed=True, sources=[RETURN, MARGIN])
def return_on_investment(
    incremental_revenue: Money,
    contribution_margin: Annotated[float, Argument("%", at_least=0, at_most=1)],
    avoided_cost: Money,
    incremental_cost: PositiveMoney,
) -> float:
    """Gain on the money spent, with value counted as contribution margin and not as revenue.

    Args:
        incremental_revenue: revenue that would not have come without the work, in $, from 0.
        contribution_margin: share of that revenue left after its variable cost, a fraction from 0 to 1.
        avoided_cost: cost that the work saved, in $, from 0.
        incremental_cost: cost that would not have arisen without the work, in $, above 0.

    Returns:
        A fraction of the cost, from −1 when nothing came back upwards.

    Raises:
        PlaybookError: an amount is negative, the margin is outside 0 to 1 or the cost is 0.

    >>> return_on_investment(2_000_000, 0.5, 0, 500_000)
    1.0
    """
    incremental_value = incremental_revenue * contribution_margin + avoided_cost
    return (incremental_value - incremental_cost) / incremental_cost


@formula(title="Avoided cost", unit="$", sources=[SAVINGS])
def avoided_cost(
    cost_before: Money, cost_after: Money, periods: Annotated[float, Argument("count", at_least=0, whole=True)]
) -> float:
    """Cost of an old way of working less that of a new one, over a number of periods.

    Args:
        cost_before: cost of one period before, in $, from 0.
        cost_after: cost of one period after at the same volume, in $, from 0.
        periods: number of periods counted, a whole number from 0.

    Returns:
        Money in $; negative when the new way costs more.

    Raises:
        PlaybookError: an argument is negative, or the number of periods isn't whole.

    >>> avoided_cost(cost_before=425_000, cost_after=270_000, periods=12)
    1860000
    """
    return (cost_before - cost_after) * periods


@formula(title="Cost per unit", unit="$ each", sources=[UNIT_COST])
def cost_per_unit(cost: Money, units: Annotated[float, Argument("count", above=0, whole=True)]) -> float:
    """Cost of one unit of work.

    Args:
        cost: cost of a period, in $, from 0.
        units: units of work in the same period, for instance training runs that passed the gate, a
            whole number above 0.

    Returns:
        Money in $ for each unit.

    Raises:
        PlaybookError: the cost is negative, there were no units or their number isn't whole.

    >>> cost_per_unit(cost=300, units=4)
    75.0
    """
    return cost / units


@formula(title="Cost per thousand", unit="$ per 1,000", decimals=2, sources=[UNIT_COST])
def cost_per_thousand(cost: Money, units: Annotated[float, Argument("count", above=0, whole=True)]) -> float:
    """Cost of a thousand units of work.

    Args:
        cost: cost of a period, in $, from 0.
        units: units of work in the same period, for instance inferences, a whole number above 0.

    Returns:
        Money in $ per 1,000 units.

    Raises:
        PlaybookError: the cost is negative, there were no units or their number isn't whole.

    >>> cost_per_thousand(cost=425_000, units=500_000_000)
    0.85
    """
    return cost / units * 1000
