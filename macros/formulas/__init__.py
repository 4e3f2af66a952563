"""Every formula of the playbook, one module a family; they know nothing of stories, Markdown or MkDocs.

change          relative change, difference in points, ratio, share
reliability     availability, error budget, burn rate, time to exhaustion
latency         quantile
model_quality   expected calibration error, Brier score and its reference
experiments     lifts and differences with their intervals, sample size
economics       return on investment, avoided cost, cost per thousand
"""

from macros.formulas import change, economics, experiments, latency, model_quality, reliability
from macros.formulas.definition import ANY, FORMULAS, Argument, Column, Estimate, Formula, Result, Row, Table

FAMILIES = {
    "change": change,
    "reliability": reliability,
    "latency": latency,
    "model quality": model_quality,
    "experiments": experiments,
    "economics": economics,
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
