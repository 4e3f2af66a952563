"""What an argument of a formula declares: its unit, its bounds, and whether it is a number, a list or a table."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace

from macros.formulas.expression import NUMBER, NUMBERS, Shape

ANY = "any"
"""The unit of an argument that takes any unit, as long as all such arguments of one call share it."""

Row = SimpleNamespace
"""One row of a table argument; its columns are attributes."""


@dataclass(frozen=True)
class Argument:
    """The unit and the bounds of one number.

    A bound is a number or the name of another argument of the same formula; in a table, that of another column of the
    same row comes first. `unit` is a unit of `units.yml`, a kind of unit, or ANY. Shares are fractions of 1, whatever
    unit words them.
    """

    unit: str
    at_least: float | str | None = None
    at_most: float | str | None = None
    above: float | str | None = None
    below: float | str | None = None
    whole: bool = False

    @property
    def shape(self) -> Shape:
        """What an expression may do with it."""
        return NUMBER

    @property
    def bounds(self) -> Mapping[str, float | str]:
        """The bounds that there are, by their names."""
        named = {name: getattr(self, name) for name in BOUNDS}
        return {name: bound for name, bound in named.items() if bound is not None}


@dataclass(frozen=True)
class Column:
    """An argument that is a list of numbers."""

    each: Argument

    @property
    def shape(self) -> Shape:
        """What an expression may do with it."""
        return NUMBERS


@dataclass(frozen=True)
class Table:
    """An argument that is a list of rows with named columns; `sums` bounds what a column adds up to."""

    columns: Mapping[str, Argument]
    sums: Mapping[str, Argument] = field(default_factory=dict)

    @property
    def shape(self) -> Shape:
        """What an expression may do with it."""
        return frozenset(self.columns)


Parameter = Argument | Column | Table

BOUNDS: Mapping[str, tuple[str, Callable[[float, float], bool]]] = {
    "at_least": ("at least", operator.ge),
    "at_most": ("at most", operator.le),
    "above": ("above", operator.gt),
    "below": ("below", operator.lt),
}
"""The bounds of an argument: each in words, and the comparison that holds between a number and its bound."""
