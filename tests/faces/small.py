"""Formulas small enough to see by eye how each face writes them; they aren't entered in the playbook's list."""

from __future__ import annotations

import typing
from collections.abc import Callable
from typing import Annotated, Any

from macros.formulas import ANY, Argument, Column, Estimate, Formula, Row, Table
from macros.formulas.primitives import ceil, exp, log, normal_quantile, quantile, sqrt, square, total

Amount = Annotated[float, Argument(ANY)]
Amounts = Annotated[list[float], Column(Argument(ANY))]
Rows = Annotated[list[Row], Table({"weight": Argument(""), "unit_share": Argument("%")})]


def small(function: Callable[..., Any]) -> Formula:
    """Make a formula of a function without entering it in the list."""
    hints = typing.get_type_hints(function, include_extras=True)
    hints.pop("return")
    return Formula(function, "Small", "", [], parameters={name: hint.__metadata__[0] for name, hint in hints.items()})


def nested(first_part: Amount, other: Amount) -> float:
    """Brackets of every sort."""
    return first_part - (other - first_part) / (other * (first_part + 2)) * -other


def brackets_kept(first: Amount, other: Amount) -> float:
    """Order of calculation that only brackets keep."""
    return (first + other) * (first - (other + 1)) / (first / (other / 2)) - (first - other)


def stepped(amount: Amount) -> Any:
    """Steps, and an interval."""
    half_width = sqrt(amount) / 2
    return Estimate(amount, low=amount - half_width, high=amount + half_width)


def every_primitive(amount: Amount, amounts: Amounts) -> float:
    """Each of the primitives once."""
    root = sqrt(amount) + exp(amount) + log(amount) + ceil(amount) + abs(amount) + square(amount + 1)
    return root + len(amounts) + quantile(amounts, amount) + normal_quantile(amount)


def weighed(rows: Rows) -> float:
    """A sum over rows."""
    return total(row.weight * abs(row.unit_share - 1) for row in rows) / len(rows)


def added(rows: Rows) -> float:
    """A sum of sums over rows."""
    return 2 * total(row.weight + row.unit_share for row in rows)


def offset(rows: Rows) -> float:
    """A sum over rows that is added to something."""
    return 1 + total(row.weight * row.unit_share for row in rows)


def lesser(first: Amount, other: Amount) -> float:
    """The lesser of two as a part of the greater, squared."""
    return square(min(first, other) / max(first, other))


def divided(rows: Rows) -> float:
    """A number divided by a sum of products."""
    return 12 / total(row.weight * row.unit_share for row in rows)


def constants(amount: Amount) -> float:
    """Numbers of every size."""
    return amount * 1000000 + 0.25 - 1.23456789


NESTED, BRACKETS, STEPPED, PRIMITIVES, WEIGHED, ADDED, OFFSET, CONSTANTS = (
    small(function) for function in (nested, brackets_kept, stepped, every_primitive, weighed, added, offset, constants)
)
LESSER, DIVIDED = small(lesser), small(divided)
