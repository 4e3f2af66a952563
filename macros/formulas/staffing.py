"""Staffing: how long hiring takes and how many pass, how many leave, how many people a manager has."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Column, Estimate, Result, Row, Source, Table, formula
from macros.formulas.primitives import exp, log, normal_quantile, quantile, sqrt, square, total

GITLAB_HIRING = Source(
    "GitLab handbook, Interviewing: time to hire, from the start of the process to an accepted offer",
    "https://about.gitlab.com/handbook/hiring/interviewing/",
)
ICIMS_CLOCKS = Source(
    "iCIMS, Time to fill vs time to hire: the two clocks that end with an accepted offer",
    "https://www.icims.com/en-gb/blog/time-to-fill-vs-time-to-hire-key-metrics-explained",
)
SHRM_FUNNEL = Source(
    "SHRM, Assessing recruitment conversion rates can lead to better hires: the stages of the funnel and their rates",
    "https://www.shrm.org/topics-tools/news/talent-acquisition/"
    "assessing-recruitment-conversion-rates-can-lead-to-better-hires",
)
SHRM_SPAN = Source(
    "SHRM, What factors should determine how many direct reports a manager has?",
    "https://www.shrm.org/topics-tools/tools/hr-answers/factors-determine-how-many-direct-reports-manager",
)
NHS_TURNOVER = Source(
    "NHS Data Dictionary, Headcount turnover rate: leavers divided by the average of the headcounts at start and end",
    "https://archive.datadictionary.nhs.uk/DD%20Release%20March%202012/data_dictionary/data_field_notes/h/"
    "headcount_turnover_rate_(organisation_in_reporting_period)_de.asp@shownav=0.html",
)
BARKER = Source(
    "Barker (2002), A comparison of nine confidence intervals for a Poisson parameter when the expected number of "
    "events is ≤ 5",
    "https://doi.org/10.1198/000313002317572736",
)

People = Annotated[float, Argument("people", at_least=0, whole=True)]
SomePeople = Annotated[float, Argument("people", above=0, whole=True)]


@formula(title="Time to hire", unit=ANY, decimals=1, sources=[GITLAB_HIRING, ICIMS_CLOCKS])
def time_to_hire(times: Annotated[list[float], Column(Argument(ANY, at_least=0))]) -> float:
    """Median time to an accepted offer, from one start that is the same for all.

    Args:
        times: one number a person hired, in any unit of time, from 0; at least one. They begin on the day of the
            application, or all on the day on which the seat was opened, which many call time to fill.

    Returns:
        Time in that unit.

    Raises:
        PlaybookError: there are no times, or one is negative.

    >>> time_to_hire(times=[30, 41, 95])
    41.0
    """
    return quantile(times, 0.5)


@formula(title="Funnel conversion", unit="%", decimals=1, sources=[SHRM_FUNNEL])
def funnel_conversion(
    stages: Annotated[
        list[Row],
        Table(
            {
                "entered": Argument("count", above=0, whole=True),
                "passed": Argument("count", above=0, at_most="entered", whole=True),
            }
        ),
    ],
) -> float:
    """Share of those who enter a funnel that come out at its end, as the product of what its stages let through.

    Args:
        stages: rows with `entered` (those decided in the stage, a whole number above 0) and `passed` (those of them who
            went on, a whole number from 1 to `entered`); at least one. Those still waiting count in neither.

    Returns:
        A fraction above 0 to 1.

    Raises:
        PlaybookError: there are no stages, a count isn't whole, or a stage let nobody pass, or more than entered.

    >>> round(funnel_conversion([Row(entered=200, passed=50), Row(entered=40, passed=10)]), 12)
    0.0625
    """
    return exp(total(log(stage.passed / stage.entered) for stage in stages))


@formula(title="Attrition rate with its interval", unit="%", decimals=1, sources=[NHS_TURNOVER, BARKER])
def attrition_rate(
    leavers: People,
    starting_headcount: SomePeople,
    final_headcount: People,
    months: Annotated[float, Argument("months", above=0, whole=True)],
    confidence: Annotated[float, Argument("%", above=0, below=1)],
) -> Result:
    """Leavers in a year as a share of the average headcount, with the score interval of a Poisson rate.

    Args:
        leavers: people who left in the period, a whole number from 0.
        starting_headcount: people at its start, a whole number above 0.
        final_headcount: people at its end, a whole number from 0.
        months: length of the period in months, a whole number above 0.
        confidence: confidence level, a fraction above 0 and below 1.

    Returns:
        The rate and its interval as fractions of the average headcount in a year, from 0 upwards.

    Raises:
        PlaybookError: a count is negative or not whole, nobody was there at the start or the period is 0.

    >>> attrition_rate(leavers=6, starting_headcount=42, final_headcount=38, months=12, confidence=0.95).value
    0.15
    """
    headcount = (starting_headcount + final_headcount) / 2
    person_years = headcount * months / 12
    score = normal_quantile((1 + confidence) / 2)
    middle = leavers + square(score) / 2
    margin = score * sqrt(leavers + square(score) / 4)
    return Estimate(
        leavers / person_years,
        low=square(leavers) / ((middle + margin) * person_years),
        high=(middle + margin) / person_years,
    )


@formula(title="Span of control", unit="people per manager", decimals=1, sources=[SHRM_SPAN])
def span_of_control(reports: People, managers: SomePeople) -> float:
    """People who report to a manager directly, on average.

    Args:
        reports: people with one of these managers as their manager, a whole number from 0.
        managers: managers who have or could have reports, a whole number above 0.

    Returns:
        People per manager, from 0.

    Raises:
        PlaybookError: a count is negative or not whole, or there are no managers.

    >>> span_of_control(reports=27, managers=4)
    6.75
    """
    return reports / managers
