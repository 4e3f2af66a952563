"""Data quality: drift of a distribution, freshness, missing values, the flow of labels."""

from typing import Annotated

from macros.formulas.definition import Argument, Row, Source, Table, formula
from macros.formulas.primitives import log, total

YURDAKUL = Source(
    "Yurdakul and Naranjo (2020), Statistical properties of the population stability index",
    "https://doi.org/10.21314/JRMV.2020.227",
)
SRE_DATA = Source(
    "The SRE workbook, chapter 13: Data processing pipelines", "https://sre.google/workbook/data-processing/"
)
LABELBOX = Source(
    "Labelbox documentation, Performance dashboard", "https://docs.labelbox.com/docs/performance-dashboard"
)
ISO_QUALITY = Source("ISO/IEC 25024:2015, Measurement of data quality", "https://www.iso.org/standard/35749.html")

Records = Annotated[float, Argument("count", above=0, whole=True)]
SHARE = Argument("%", above=0, at_most=1)
WHOLE = Argument("%", at_least=0.99, at_most=1.01)
"""What shares of a whole add up to, give or take what was rounded away when they were written down."""


@formula(title="Population stability index", unit="", decimals=3, sources=[YURDAKUL])
def population_stability_index(
    bins: Annotated[
        list[Row],
        Table({"expected": SHARE, "actual": SHARE}, sums={"expected": WHOLE, "actual": WHOLE}),
    ],
) -> float:
    """Distance between the distribution that a model learnt from and the one that it meets.

    Args:
        bins: rows with `expected` (share of the reference in the bin) and `actual` (share now), each above 0; each
            column adds up to 1, give or take 0.01 for shares that were rounded.

    Returns:
        A number from 0, no drift, upwards.

    Raises:
        PlaybookError: there are no bins, a share is 0 or above 1, or a column doesn't add up to 1.

    >>> population_stability_index([Row(expected=0.5, actual=0.5), Row(expected=0.5, actual=0.5)])
    0.0
    """
    return total((bin.actual - bin.expected) * log(bin.actual / bin.expected) for bin in bins)


@formula(title="Freshness share", unit="%", decimals=1, sources=[SRE_DATA])
def freshness_share(
    updates_on_time: Annotated[float, Argument("count", at_least=0, at_most="updates_due", whole=True)],
    updates_due: Records,
) -> float:
    """Share of the updates of a feature that arrived on time.

    Args:
        updates_on_time: updates that arrived within the agreed time, a whole number from 0 to `updates_due`.
        updates_due: updates that were due in the window, a whole number above 0.

    Returns:
        A fraction from 0 to 1.

    Raises:
        PlaybookError: a count isn't whole, nothing was due, or more arrived on time than were due.

    >>> freshness_share(updates_on_time=3, updates_due=4)
    0.75
    """
    return updates_on_time / updates_due


@formula(title="Null rate", unit="%", decimals=2, sources=[ISO_QUALITY])
def null_rate(
    missing: Annotated[float, Argument("count", at_least=0, at_most="records", whole=True)], records: Records
) -> float:
    """Share of the records in which a required value is missing.

    Args:
        missing: records without the value, a whole number from 0 to `records`.
        records: records in the window, a whole number above 0.

    Returns:
        A fraction from 0 to 1.

    Raises:
        PlaybookError: a count isn't whole, there are no records, or more are missing a value than there are.

    >>> null_rate(missing=1, records=4)
    0.25
    """
    return missing / records


@formula(title="Label throughput", unit="labels a day", decimals=0, sources=[LABELBOX])
def label_throughput(
    accepted_labels: Annotated[float, Argument("count", at_least=0, whole=True)],
    period: Annotated[float, Argument("days", above=0)],
) -> float:
    """Labels that pass review in a day.

    Args:
        accepted_labels: labels accepted in the period, a whole number from 0; rejected ones don't count.
        period: length of the period in days, above 0.

    Returns:
        Labels a day, from 0.

    Raises:
        PlaybookError: the count is negative or not whole, or the period is 0.

    >>> label_throughput(accepted_labels=1200, period=10)
    120.0
    """
    return accepted_labels / period
