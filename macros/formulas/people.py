"""People: agreement between raters, rating shares, and the milestones, decision and length of a coaching plan."""

from typing import Annotated

from macros.formulas.definition import Argument, Row, Source, Table, formula
from macros.formulas.primitives import square, total

COHEN = Source(
    "Cohen (1968), Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit",
    "https://doi.org/10.1037/h0026256",
)
UNIFORM_GUIDELINES = Source(
    "US Uniform Guidelines on Employee Selection Procedures, 29 CFR 1607.4(D), a rule of thumb for selection rates",
    "https://www.law.cornell.edu/cfr/text/29/1607.4",
)
IMPROVEMENT_PLAN = Source(
    "SHRM, How to establish a performance improvement plan: measurable objectives with dates",
    "https://www.shrm.org/in/topics-tools/tools/how-to-guides/how-to-establish-performance-improvement-plan",
)
UNDERPERFORMANCE = Source(
    "Sourcegraph handbook, Addressing underperformance: stages in order and their lengths; the rule here is our own",
    "https://github.com/sourcegraph/handbook/blob/ed357980d85a57007975677065af8471dcc081ff/content/"
    "company-info-and-process/working-at-sourcegraph/teammate-development/addressing-underperformance.md",
)
PLAN_LENGTH = Source(
    "Epstein Becker Green, Rigby quoted by SHRM: a specific and appropriate duration, such as 30 to 90 days",
    "https://www.ebglaw.com/insights/kate-rigby-quoted-in-pips-write-implement-and-time-them-precisely/?print=true",
)

Days = Annotated[float, Argument("days", at_least=0)]
Rate = Annotated[float, Argument("%", at_least=0, at_most=1)]
DueMilestones = Annotated[float, Argument("milestones", above=0, whole=True)]
MetMilestones = Annotated[float, Argument("count", at_least=0, at_most="milestones_due", whole=True)]
RATING = Argument("points", at_least=0, at_most=10, whole=True)


@formula(title="Quadratic weighted kappa", unit="", decimals=2, sources=[COHEN])
def quadratic_weighted_kappa(packets: Annotated[list[Row], Table({"first": RATING, "second": RATING})]) -> float:
    """Agreement of two raters on an ordered scale beyond chance, large differences counting by their square.

    Args:
        packets: rows with the ratings `first` and `second` of the same packet, each a whole number from 0 to 10.

    Returns:
        1 for full agreement, 0 for what chance would give, negative for less than chance.

    Raises:
        PlaybookError: there are no packets, a rating is out of range or not whole, or both raters gave all packets one
            rating.

    >>> quadratic_weighted_kappa([Row(first=1, second=1), Row(first=3, second=3)])
    1.0
    """
    first_mean = total(packet.first for packet in packets) / len(packets)
    second_mean = total(packet.second for packet in packets) / len(packets)
    observed = total(square(packet.first - packet.second) for packet in packets) / len(packets)
    first_spread = total(square(packet.first - first_mean) for packet in packets) / len(packets)
    second_spread = total(square(packet.second - second_mean) for packet in packets) / len(packets)
    expected = first_spread + second_spread + square(first_mean - second_mean)
    return 1 - observed / expected


@formula(title="Adverse impact ratio", unit="×", decimals=2, sources=[UNIFORM_GUIDELINES])
def adverse_impact_ratio(first_rate: Rate, second_rate: Rate) -> float:
    """Lower rate of a favourable outcome in two groups as a multiple of the higher one.

    Args:
        first_rate: share of one group with the outcome, a fraction from 0 to 1.
        second_rate: share of the other group with the outcome, a fraction from 0 to 1.

    Returns:
        A number from 0 to 1, where 1 is parity.

    Raises:
        PlaybookError: a rate is out of range, or both are 0.

    >>> adverse_impact_ratio(first_rate=0.5, second_rate=0.25)
    0.5
    """
    return min(first_rate, second_rate) / max(first_rate, second_rate)


@formula(title="Milestone attainment", unit="%", decimals=0, sources=[IMPROVEMENT_PLAN])
def milestone_attainment(milestones_met: MetMilestones, milestones_due: DueMilestones) -> float:
    """Share of the milestones due by a day that were met by then.

    Args:
        milestones_met: milestones met, a whole number from 0 to `milestones_due`.
        milestones_due: milestones due by that day, a whole number above 0; later ones don't count.

    Returns:
        A fraction from 0 to 1.

    Raises:
        PlaybookError: a count isn't whole, nothing was due yet, or more were met than due.

    >>> milestone_attainment(milestones_met=3, milestones_due=4)
    0.75
    """
    return milestones_met / milestones_due


@formula(title="Escalation rule", unit="decision", sources=[UNDERPERFORMANCE])
def escalation_rule(
    milestones_met: MetMilestones,
    milestones_due: DueMilestones,
    earlier_met: Annotated[float, Argument("count", at_least=0, at_most="earlier_due", whole=True)],
    earlier_due: DueMilestones,
) -> float:
    """What follows at the checkpoint of a coaching plan from the milestones due by then, and from their trend.

    Half or more met: coaching goes on. Fewer, but a higher share than at the checkpoint before: the plan is extended
    with reduced scope. Fewer and no upward trend: a formal improvement plan follows, with HR.

    Args:
        milestones_met: milestones met by the checkpoint, a whole number from 0 to `milestones_due`.
        milestones_due: milestones due by the checkpoint, a whole number above 0.
        earlier_met: milestones met by the checkpoint before, a whole number from 0 to `earlier_due`.
        earlier_due: milestones due by the checkpoint before, a whole number above 0.

    Returns:
        0 for coaching goes on, 1 for extend with reduced scope, 2 for a formal improvement plan.

    Raises:
        PlaybookError: a count isn't whole, nothing was due yet, or more were met than due.

    >>> escalation_rule(milestones_met=1, milestones_due=4, earlier_met=1, earlier_due=2)
    2
    """
    attainment = milestones_met / milestones_due
    earlier_attainment = earlier_met / earlier_due
    return 0 if attainment >= 0.5 else 1 if attainment > earlier_attainment else 2


@formula(title="Total plan exposure", unit="days", decimals=0, sources=[UNDERPERFORMANCE, PLAN_LENGTH])
def plan_exposure(coaching: Days, extension: Days, formal_plan: Days, notice: Days) -> float:
    """Longest time that a person may spend from the start of coaching to a final decision.

    Args:
        coaching: length of the coaching plan in days, from 0.
        extension: length of an extension in days, from 0.
        formal_plan: length of the formal improvement plan in days, from 0.
        notice: days for the decision and for what local law asks before it takes effect, from 0.

    Returns:
        Days, from 0.

    Raises:
        PlaybookError: a length is negative.

    >>> plan_exposure(coaching=90, extension=30, formal_plan=60, notice=14)
    194
    """
    return coaching + extension + formal_plan + notice
