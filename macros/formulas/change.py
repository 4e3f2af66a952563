"""Change between two numbers: relative, in percentage points, as a multiple, as a share."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Source, formula

Amount = Annotated[float, Argument(ANY)]
PositiveAmount = Annotated[float, Argument(ANY, above=0)]
Share = Annotated[float, Argument("%", at_least=0, at_most=1)]

BLS_PERCENT_CHANGE = Source(
    "U.S. Bureau of Labor Statistics: Calculating percent changes",
    "https://www.bls.gov/cpi/factsheets/calculating-percent-changes.htm",
)
ONS_PERCENTAGE_POINTS = Source(
    "Office for National Statistics, service manual: Percentages and percentage points",
    "https://service-manual.ons.gov.uk/content/numbers/percentages",
)
CDC_FREQUENCY_MEASURES = Source(
    "CDC, Principles of Epidemiology, lesson 3, section 1: Frequency measures (ratio and proportion)",
    "https://archive.cdc.gov/www_cdc_gov/csels/dsepd/ss1978/lesson3/section1.html",
)
NIST_PERCENT = Source(
    "NIST Guide to the SI, section 7.10.2: %, percentage by, fraction",
    "https://www.nist.gov/pml/special-publication-811/nist-guide-si-chapter-7-rules-and-style-conventions-expressing-values",
)


@formula(title="Relative change", unit="%", decimals=0, signed=True, sources=[BLS_PERCENT_CHANGE])
def relative_change(before: PositiveAmount, after: Amount) -> float:
    """Change as a share of where it started.

    Args:
        before: value at the start, in any unit, above 0.
        after: value at the end, in the same unit.

    Returns:
        The change as a fraction of `before`, from −1 when nothing is left upwards.

    Raises:
        PlaybookError: `before` is 0 or negative.

    >>> relative_change(before=500, after=110)
    -0.78
    """
    return (after - before) / before


@formula(
    title="Difference in percentage points",
    unit="percentage points",
    decimals=(0, 1),
    signed=True,
    sources=[ONS_PERCENTAGE_POINTS],
)
def point_difference(before: Share, after: Share) -> float:
    """Difference between two shares, in percentage points.

    Args:
        before: share at the start, a fraction from 0 to 1.
        after: share at the end, a fraction from 0 to 1.

    Returns:
        The difference as a fraction, from −1 to 1; 0.01 is one percentage point.

    Raises:
        PlaybookError: a share is outside 0 to 1.

    >>> point_difference(before=0.25, after=0.5)
    0.25
    """
    return after - before


@formula(title="Ratio", unit="×", decimals=(0, 1), sources=[CDC_FREQUENCY_MEASURES])
def ratio(numerator: Amount, denominator: PositiveAmount) -> float:
    """One amount as a multiple of another.

    Args:
        numerator: the amount that is compared, in any unit.
        denominator: the amount that it is compared with, in the same unit, above 0.

    Returns:
        How many times the denominator the numerator is; no unit.

    Raises:
        PlaybookError: the denominator is 0 or negative.

    >>> ratio(numerator=72, denominator=3)
    24.0
    """
    return numerator / denominator


@formula(title="Share", unit="%", decimals=0, sources=[CDC_FREQUENCY_MEASURES, NIST_PERCENT])
def share(
    part: Annotated[float, Argument(ANY, at_least=0, at_most="whole")],
    whole: PositiveAmount,
) -> float:
    """The part of a whole.

    Args:
        part: the amount that counts, in any unit, from 0 to `whole`.
        whole: the amount that it is part of, in the same unit, above 0.

    Returns:
        The part as a fraction from 0 to 1.

    Raises:
        PlaybookError: the part is negative or exceeds the whole, or the whole is 0.

    >>> share(part=1, whole=4)
    0.25
    """
    return part / whole
