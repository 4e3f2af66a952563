"""Latency: the quantile of a sample."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Column, Source, formula
from macros.formulas.primitives import quantile

HYNDMAN_FAN = Source(
    "Hyndman and Fan (1996), Sample quantiles in statistical packages, definition 7",
    "https://doi.org/10.1080/00031305.1996.10473566",
)


@formula(title="Latency quantile", unit=ANY, decimals=1, sources=[HYNDMAN_FAN])
def latency_quantile(
    latencies: Annotated[list[float], Column(Argument(ANY, at_least=0))],
    share: Annotated[float, Argument("%", at_least=0, at_most=1)],
) -> float:
    """Latency below which a share of the measured requests stays.

    Args:
        latencies: one number a request, in any unit of time, from 0; at least one.
        share: the share of requests, a fraction from 0 to 1; 0.95 gives the p95.

    Returns:
        Time in the unit of the latencies, interpolated linearly between neighbours.

    Raises:
        PlaybookError: there are no latencies, or one is negative, or the share is outside 0 to 1.

    >>> latency_quantile(latencies=[10, 20, 30], share=0.75)
    25.0
    """
    return quantile(latencies, share)
