"""Every formula of the playbook, one module a family; they know nothing of stories, Markdown or MkDocs.

change          relative change, difference in points, ratio, share
reliability     availability, error budget, burn rate, time to exhaustion
latency         quantile
model_quality   expected calibration error, Brier score and its reference
data_quality    drift, freshness, missing values, labels
fairness        selection rates and true positive rates between groups
experiments     rates, lifts and differences with their intervals, sample sizes
language_models agreement of judges, win rate, cost of tokens, caching, accelerators
economics       return on investment, avoided cost, cost per thousand
prioritisation  RICE, ICE, weighted score, break-even weight
schedule        forecast, spread, gap, slack
delivery        the five metrics of DORA
people          agreement between raters, milestones, the escalation rule
staffing        time to hire, funnel, attrition, span of control
"""

from macros.formulas.arguments import ANY, Argument, Column, Row, Table
from macros.formulas.definition import FORMULAS, ArgumentError, Formula, Result
from macros.formulas.expression import Estimate
from macros.formulas.loading import MISTAKES, load_families

FAMILIES = load_families(
    __name__,
    (
        "change",
        "reliability",
        "latency",
        "model quality",
        "data quality",
        "fairness",
        "experiments",
        "language models",
        "economics",
        "prioritisation",
        "schedule",
        "delivery",
        "people",
        "staffing",
    ),
)
"""The families in the order in which the site shows them."""

__all__ = [
    "ANY",
    "FAMILIES",
    "FORMULAS",
    "MISTAKES",
    "Argument",
    "ArgumentError",
    "Column",
    "Estimate",
    "Formula",
    "Result",
    "Row",
    "Table",
]
