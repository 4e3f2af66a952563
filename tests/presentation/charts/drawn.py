"""Entries of charts, ordinary and awkward."""

from __future__ import annotations

from types import SimpleNamespace

from macros.figures import Figure
from macros.formulas import FORMULAS, Estimate
from macros.story import Input, Number, NumberTable, TableColumn
from macros.units import units

Entry = Input | Figure
LONG = "a label that goes on and on, far beyond what a drawing of this width can hold on one line"


def number(value: float, unit: str = "", label: str = "amount") -> Number:
    """Make an input."""
    return Number("number", label, units()[unit], value)


def change(before: float, after: float, unit: str = "ms", label: str = "change of latency") -> Figure:
    """Make a relative change."""
    arguments = {"before": number(before, unit), "after": number(after, unit)}
    formula = FORMULAS["relative_change"]
    return Figure("change", label, formula, arguments, formula(before=before, after=after), units()["%"])


def effect(value: float, low: float, high: float, unit: str = "%", label: str = "lift of clicks") -> Figure:
    """Make a figure with an interval."""
    return Figure("effect", label, FORMULAS["relative_lift"], {}, Estimate(value, low=low, high=high), units()[unit])


def bins(*rows: tuple[float, float, float]) -> NumberTable:
    """Make a reliability table of count, predicted and observed."""
    names = {"count": "predictions", "predicted": "%", "observed": "%"}
    columns = tuple(TableColumn(name, name, units()[unit]) for name, unit in names.items())
    made = tuple(SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows)
    return NumberTable("bins", "bins", columns, made)


CHARTS: dict[str, tuple[str, list[Entry]]] = {
    "usual changes": ("before-after", [change(500, 110), change(8, 5.2, "h"), change(24, 6, "incidents")]),
    "long labels": ("before-after", [change(500, 110, label=LONG), change(0.85, 0.54, "$ per 1,000 inferences", LONG)]),
    "wide numbers": (
        "before-after",
        [change(1_234_567_890, 987_654_321, "requests"), change(1, 1_000_000, "inferences")],
    ),
    "nothing left": ("before-after", [change(3, 0), change(3, -3)]),
    "usual effects": ("intervals", [effect(0.028, 0.0157, 0.0404), effect(0.007, -0.005, 0.019)]),
    "effects above zero": ("intervals", [effect(0.5, 0.4, 0.6, label=LONG)]),
    "effects below zero": ("intervals", [effect(-0.5, -0.9, -0.4)]),
    "no effect at all": ("intervals", [effect(0, 0, 0)]),
    "tiny effects": ("intervals", [effect(0.00003, 0.00001, 0.00006, "percentage points")]),
    "huge effects": ("intervals", [effect(123, -1, 4567, "×", LONG), effect(5, 4, 6, "×")]),
    "effects in money": ("intervals", [effect(1_234_567, -1_000_000, 3_999_999, "$")]),
    "usual budgets": (
        "error-budget",
        [number(value, "%", f"budget of quarter {value}") for value in (1.3, 0.7, 0.5, 0.185)],
    ),
    "budgets at their limit": ("error-budget", [number(value, "%") for value in (1, 0.99999, 0.92, 0.95)]),
    "one budget": ("error-budget", [number(0.95, "%", LONG)]),
    "budget far exceeded": ("error-budget", [number(57.6, "%", "january"), number(-0.2, "%", "february")]),
    "usual growth": ("growth", [number(value, "teams", f"teams after quarter {value}") for value in (2, 6, 14, 23)]),
    "no growth": ("growth", [number(0, "teams", LONG), number(0, "teams", f"another {LONG}")]),
    "negative growth": ("growth", [number(-5, "$", "one"), number(-9, "$", "two")]),
    "wide growth": ("growth", [number(value * 1e6, "$", f"in {LONG} {value}") for value in (1.0, 2.0, 3.0)]),
    "usual reliability": (
        "reliability",
        [bins((200, 0.1, 0.08), (300, 0.3, 0.34), (300, 0.6, 0.55), (200, 0.9, 0.82))],
    ),
    "reliability at the corners": ("reliability", [bins((1, 0, 0), (10**9, 1, 1), (1, 0, 1), (1, 1, 0))]),
    "one bin": ("reliability", [bins((5, 0.5, 0.5))]),
}
"""Charts by what is special about them: their kind and their entries."""
