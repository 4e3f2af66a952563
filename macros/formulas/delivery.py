"""Delivery: the five metrics of DORA, two of them medians of times and three of them rates."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Column, Source, formula
from macros.formulas.primitives import quantile

DORA = Source("DORA's software delivery performance metrics", "https://dora.dev/guides/dora-metrics/")
DORA_HISTORY = Source(
    "A history of DORA's software delivery metrics", "https://dora.dev/insights/dora-metrics-history/"
)

Times = Annotated[list[float], Column(Argument(ANY, at_least=0))]
Deployments = Annotated[float, Argument("deployments", above=0, whole=True)]
SomeDeployments = Annotated[float, Argument("deployments", at_least=0, at_most="deployments", whole=True)]


@formula(title="Change lead time", unit=ANY, decimals=1, sources=[DORA])
def change_lead_time(times: Times) -> float:
    """Median time from a change being committed to its running in production.

    Args:
        times: one number a change, in any unit of time, from 0; at least one.

    Returns:
        Time in that unit.

    Raises:
        PlaybookError: there are no times, or one is negative.

    >>> change_lead_time(times=[2, 4, 30])
    4.0
    """
    return quantile(times, 0.5)


@formula(title="Deployment frequency", unit="deployments a day", decimals=1, sources=[DORA])
def deployment_frequency(
    deployments: Annotated[float, Argument("deployments", at_least=0, whole=True)],
    period: Annotated[float, Argument("days", above=0)],
) -> float:
    """Deployments to production in a day.

    Args:
        deployments: deployments in the period, a whole number from 0.
        period: length of the period in days, above 0.

    Returns:
        Deployments a day, from 0.

    Raises:
        PlaybookError: the count is negative or not whole, or the period is 0.

    >>> deployment_frequency(deployments=45, period=90)
    0.5
    """
    return deployments / period


@formula(title="Change fail rate", unit="%", decimals=0, sources=[DORA])
def change_fail_rate(failed_deployments: SomeDeployments, deployments: Deployments) -> float:
    """Share of deployments that needed an immediate intervention.

    Args:
        failed_deployments: deployments followed by a rollback, a hotfix or the like, a whole number from 0 to
            `deployments`.
        deployments: all deployments in the period, a whole number above 0.

    Returns:
        A fraction from 0 to 1.

    Raises:
        PlaybookError: a count isn't whole, there were no deployments, or more failed than there were.

    >>> change_fail_rate(failed_deployments=1, deployments=4)
    0.25
    """
    return failed_deployments / deployments


@formula(title="Failed deployment recovery time", unit=ANY, decimals=1, sources=[DORA, DORA_HISTORY])
def failed_deployment_recovery_time(times: Times) -> float:
    """Median time to recover from a deployment that failed.

    Args:
        times: one number a failed deployment, in any unit of time, from 0; at least one.

    Returns:
        Time in that unit.

    Raises:
        PlaybookError: there are no times, or one is negative.

    >>> failed_deployment_recovery_time(times=[10, 20, 60])
    20.0
    """
    return quantile(times, 0.5)


@formula(title="Deployment rework rate", unit="%", decimals=0, sources=[DORA, DORA_HISTORY])
def deployment_rework_rate(rework_deployments: SomeDeployments, deployments: Deployments) -> float:
    """Share of deployments that nobody had planned and that an incident in production caused.

    Args:
        rework_deployments: unplanned deployments caused by an incident, a whole number from 0 to
            `deployments`.
        deployments: all deployments in the period, a whole number above 0.

    Returns:
        A fraction from 0 to 1.

    Raises:
        PlaybookError: a count isn't whole, there were no deployments, or more were rework than there were.

    >>> deployment_rework_rate(rework_deployments=1, deployments=4)
    0.25
    """
    return rework_deployments / deployments
