"""Prioritisation: RICE, ICE, weighted scores and the weight at which a choice flips."""

from typing import Annotated

from macros.formulas.definition import Argument, Row, Source, Table, formula
from macros.formulas.primitives import total

INTERCOM = Source(
    "Sean McBride, RICE: Simple prioritization for product managers (Intercom)",
    "https://www.intercom.com/blog/rice-simple-prioritization-for-product-managers/",
)
ELLIS = Source(
    "Sean Ellis and Morgan Brown, Hacking growth (2017), chapter 4: the three criteria from 1 to 10, averaged",
    "https://www.worldcat.org/isbn/9780451497215",
)
VOTITO = Source(
    "Votito, ICE score: averaged by Ellis and Brown, multiplied by Gilad in Evidence guided",
    "https://votito.com/methods/ice-score",
)
SAW = Source(
    "Triantaphyllou (2000), Multi-criteria decision making methods: the weighted sum model and its sensitivity",
    "https://doi.org/10.1007/978-1-4757-3157-6",
)

Score = Annotated[float, Argument("points", at_least=0, at_most=10)]


@formula(title="RICE score", unit="", decimals=0, sources=[INTERCOM])
def rice(
    reach: Annotated[float, Argument("count", at_least=0, whole=True)],
    impact: Annotated[float, Argument("×", above=0, at_most=3)],
    confidence: Annotated[float, Argument("%", at_least=0, at_most=1)],
    effort: Annotated[float, Argument("person-months", at_least=0.5)],
) -> float:
    """Expected effect for each month of one person's work.

    Args:
        reach: people or events in a stated period, a whole number from 0.
        impact: effect on each, on the scale 3, 2, 1, 0.5, 0.25; above 0 and at most 3.
        confidence: how sure the estimates are, a fraction from 0 to 1.
        effort: work in person-months, at least 0.5.

    Returns:
        A score from 0 upwards, comparable only between initiatives with the same unit of reach and period.

    Raises:
        PlaybookError: an argument is out of range.

    >>> rice(reach=5000, impact=1, confidence=0.5, effort=2)
    1250.0
    """
    return reach * impact * confidence / effort


@formula(title="ICE score", unit="", decimals=0, sources=[ELLIS, VOTITO])
def ice(
    impact: Annotated[float, Argument("points", at_least=1, at_most=10)],
    confidence: Annotated[float, Argument("points", at_least=1, at_most=10)],
    ease: Annotated[float, Argument("points", at_least=1, at_most=10)],
) -> float:
    """Product of impact, confidence and ease.

    Args:
        impact: effect if it works, from 1 to 10.
        confidence: how sure that is, from 1 to 10.
        ease: how easy it is, from 1, hardest, to 10, easiest; the E is ease, never effort.

    Returns:
        A score from 1 to 1,000.

    Raises:
        PlaybookError: an argument is outside 1 to 10.

    >>> ice(impact=8, confidence=5, ease=2)
    80
    """
    return impact * confidence * ease


@formula(title="Weighted score", unit="points", decimals=2, sources=[SAW])
def weighted_score(
    criteria: Annotated[
        list[Row],
        Table(
            {"weight": Argument("%", at_least=0, at_most=1), "score": Argument("points", at_least=0, at_most=10)},
            sums={"weight": Argument("%", above=0, at_most=1.01)},
        ),
    ],
) -> float:
    """Average of the scores of an option, each criterion counting by its weight.

    Args:
        criteria: rows with `weight` (a fraction from 0 to 1) and `score` (0 to 10); the weights add up
            to 1, give or take 0.01 for rounding, or to less where another criterion is set apart.

    Returns:
        A score from 0 to 10.

    Raises:
        PlaybookError: there are no criteria, a number is out of range, all weights are 0 or they add up to more
            than 1.

    >>> weighted_score([Row(weight=0.75, score=8), Row(weight=0.25, score=4)])
    7.0
    """
    return total(criterion.weight * criterion.score for criterion in criteria) / total(
        criterion.weight for criterion in criteria
    )


@formula(title="Blended score", unit="points", decimals=2, sources=[SAW])
def blended_score(weight: Annotated[float, Argument("%", at_least=0, at_most=1)], score: Score, rest: Score) -> float:
    """Weighted score of an option with one criterion set apart, so that its weight can be varied.

    Args:
        weight: weight of the criterion, a fraction of all weight from 0 to 1.
        score: score of the option on the criterion, from 0 to 10.
        rest: weighted score of the option on all other criteria, from 0 to 10.

    Returns:
        A score from 0 to 10.

    Raises:
        PlaybookError: an argument is out of range.

    >>> blended_score(weight=0.25, score=8, rest=4)
    5.0
    """
    return weight * score + (1 - weight) * rest


@formula(title="Break-even weight", unit="%", decimals=0, sources=[SAW])
def break_even_weight(score_here: Score, score_there: Score, rest_here: Score, rest_there: Score) -> float:
    """Weight of one criterion at which two options score the same, the others keeping their proportions.

    Args:
        score_here: score of the first option on the criterion, from 0 to 10.
        score_there: score of the second option on the criterion, from 0 to 10.
        rest_here: weighted score of the first option on all other criteria, from 0 to 10.
        rest_there: weighted score of the second option on all other criteria, from 0 to 10.

    Returns:
        A fraction of all weight; outside 0 to 1 no weight of this criterion flips the choice.

    Raises:
        PlaybookError: a score is out of range, or the options differ by as much on the criterion as on the rest.

    >>> break_even_weight(score_here=8, score_there=4, rest_here=5, rest_there=6)
    0.2
    """
    return (rest_there - rest_here) / (score_here - score_there + rest_there - rest_here)
