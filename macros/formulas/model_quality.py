"""Model quality: how far predicted probabilities can be believed."""

from typing import Annotated

from macros.formulas.definition import Argument, Row, Source, Table, formula
from macros.formulas.primitives import square, total

PROBABILITY = Argument("%", at_least=0, at_most=1)

NAEINI = Source(
    "Naeini, Cooper and Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian binning",
    "https://doi.org/10.1609/aaai.v29i1.9602",
)
BRIER = Source(
    "Brier (1950), Verification of forecasts expressed in terms of probability",
    "https://doi.org/10.1175/1520-0493(1950)078%3C0001:VOFEIT%3E2.0.CO;2",
)
SANDERS = Source(
    "Sanders (1963), On subjective probability forecasting: the score of a control forecast of the base rate",
    "https://journals.ametsoc.org/view/journals/apme/2/2/1520-0450_1963_002_0191_ospf_2_0_co_2.xml",
)


@formula(title="Expected calibration error", unit="%", decimals=1, sources=[NAEINI])
def expected_calibration_error(
    bins: Annotated[
        list[Row],
        Table({"count": Argument("count", above=0, whole=True), "predicted": PROBABILITY, "observed": PROBABILITY}),
    ],
) -> float:
    """Average gap between the predicted probability of one outcome and its share, over bins of predictions.

    Args:
        bins: rows with `count` (predictions in the bin, a whole number above 0), `predicted` (their mean
            probability, 0 to 1) and `observed` (the share that came true, 0 to 1); at least one.

    Returns:
        A fraction from 0, perfectly calibrated, to 1.

    Raises:
        PlaybookError: there are no bins, a bin is empty, a count isn't whole or a probability is outside 0 to 1.

    >>> expected_calibration_error([Row(count=10, predicted=0.5, observed=0.25)])
    0.25
    """
    return total(bin.count * abs(bin.observed - bin.predicted) for bin in bins) / total(bin.count for bin in bins)


@formula(title="Brier score", unit="", decimals=3, sources=[BRIER])
def brier_score(
    predictions: Annotated[
        list[Row], Table({"predicted": PROBABILITY, "outcome": Argument("", at_least=0, at_most=1, whole=True)})
    ],
) -> float:
    """Mean squared distance between predicted probability and outcome.

    Args:
        predictions: rows with `predicted` (probability, 0 to 1) and `outcome` (0 or 1); at least one.

    Returns:
        A number from 0, always certain and right, to 1, always certain and wrong.

    Raises:
        PlaybookError: there are no predictions, a probability is outside 0 to 1 or an outcome is neither 0 nor 1.

    >>> brier_score([Row(predicted=0.5, outcome=1), Row(predicted=0.5, outcome=0)])
    0.25
    """
    return total(square(row.predicted - row.outcome) for row in predictions) / len(predictions)


@formula(title="Brier score of the base rate", unit="", decimals=3, sources=[SANDERS])
def brier_reference(base_rate: Annotated[float, PROBABILITY]) -> float:
    """Brier score of always predicting the base rate: what a model must beat.

    Args:
        base_rate: share of positive outcomes, a fraction from 0 to 1.

    Returns:
        A number from 0 to 0.25.

    Raises:
        PlaybookError: the base rate is outside 0 to 1.

    >>> brier_reference(base_rate=0.5)
    0.25
    """
    return base_rate * (1 - base_rate)
