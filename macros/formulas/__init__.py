"""Every formula of the playbook, one module a family; they know nothing of stories, Markdown or MkDocs.

change          relative change, difference in points, ratio, share
reliability     availability, error budget, burn rate, time to exhaustion
latency         quantile
model_quality   expected calibration error, Brier score and its reference
data_quality    drift, freshness, missing values, labels
fairness        selection rates and true positive rates between groups
experiments     lifts and differences with their intervals, sample size
economics       return on investment, avoided cost, cost per thousand
prioritisation  RICE, ICE, weighted score, break-even weight
schedule        forecast, spread, gap, slack
delivery        the five metrics of DORA
people          agreement between raters, milestones, the escalation rule
"""

from macros.formulas import (
    change,
    data_quality,
    delivery,
    economics,
    experiments,
    fairness,
    latency,
    model_quality,
    people,
    prioritisation,
    reliability,
    schedule,
)
from macros.formulas.definition import ANY, FORMULAS, Argument, Column, Estimate, Formula, Result, Row, Table

FAMILIES = {
    "change": change,
    "reliability": reliability,
    "latency": latency,
    "model quality": model_quality,
    "data quality": data_quality,
    "fairness": fairness,
    "experiments": experiments,
    "economics": economics,
    "prioritisation": prioritisation,
    "schedule": schedule,
    "delivery": delivery,
    "people": people,
}
"""The families in the order in which the site shows them."""

__all__ = [
    "ANY",
    "FAMILIES",
    "FORMULAS",
    "Argument",
    "Column",
    "Estimate",
    "Formula",
    "Result",
    "Row",
    "Table",
]
