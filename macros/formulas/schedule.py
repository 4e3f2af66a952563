"""Schedule: the forecast of a launch, the gap to its target, and the slack of a path."""

from typing import Annotated

from macros.formulas.definition import ANY, Argument, Row, Source, Table, formula
from macros.formulas.primitives import sqrt, square, total

PERT = Source(
    "Malcolm, Roseboom, Clark and Fazar (1959), Application of a technique for research and development program "
    "evaluation",
    "https://doi.org/10.1287/opre.7.5.646",
)
KELLEY = Source(
    "Kelley and Walker (1959), Critical-path planning and scheduling", "https://doi.org/10.1145/1460299.1460318"
)

Time = Annotated[float, Argument(ANY, at_least=0)]
Tasks = Annotated[
    list[Row],
    Table(
        {
            "best": Argument("days", at_least=0, at_most="likely"),
            "likely": Argument("days", at_least=0, at_most="worst"),
            "worst": Argument("days", at_least=0),
        }
    ),
]


@formula(title="Schedule forecast", unit="days", decimals=1, sources=[PERT])
def schedule_forecast(tasks: Tasks) -> float:
    """Expected length of a chain of tasks from three estimates of each.

    Args:
        tasks: rows with `best`, `likely` and `worst`, each in days from 0 and none below the one before it; the
            tasks of one path, one after the other.

    Returns:
        Days: the sum of (best + 4 × likely + worst) ÷ 6.

    Raises:
        PlaybookError: there are no tasks, an estimate is negative or those of a task are out of order.

    >>> schedule_forecast([Row(best=2, likely=4, worst=12)])
    5.0
    """
    return total(task.best + 4 * task.likely + task.worst for task in tasks) / 6


@formula(title="Schedule spread", unit="days", decimals=1, sources=[PERT])
def schedule_spread(tasks: Tasks) -> float:
    """Standard deviation of the length of a chain of tasks, if they vary independently.

    Args:
        tasks: rows with `best`, `likely` and `worst`, each in days from 0 and none below the one before it.

    Returns:
        Days: the root of the sum of ((worst − best) ÷ 6)².

    Raises:
        PlaybookError: there are no tasks, an estimate is negative or those of a task are out of order.

    >>> schedule_spread([Row(best=2, likely=4, worst=14)])
    2.0
    """
    return sqrt(total(square((task.worst - task.best) / 6) for task in tasks))


@formula(title="Schedule gap", unit=ANY, decimals=1, signed=True, sources=[KELLEY])
def schedule_gap(forecast: Time, available: Time) -> float:
    """Time by which a forecast overruns what is left until the target.

    Args:
        forecast: time that the work is expected to take from now, in any unit, from 0.
        available: time left until the target date, in the same unit, from 0.

    Returns:
        Time in that unit; positive when the target will be missed, negative when there is room.

    Raises:
        PlaybookError: a time is negative.

    >>> schedule_gap(forecast=34, available=20)
    14
    """
    return forecast - available


@formula(title="Slack of a path", unit=ANY, decimals=1, sources=[KELLEY])
def path_slack(longest_other: Time, path: Time) -> float:
    """Time by which a path can slip before it becomes the critical one.

    Args:
        longest_other: length of the longest of the other paths, in any unit of time, from 0.
        path: length of the path that is judged, in the same unit, from 0.

    Returns:
        Time in that unit; 0 for a path that is the critical one itself.

    Raises:
        PlaybookError: a length is negative.

    >>> path_slack(longest_other=34, path=21)
    13
    """
    return max(longest_other, path) - path
