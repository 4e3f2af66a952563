"""What a formula is: a plain function whose arguments declare units and bounds, checked whenever it is called."""

from __future__ import annotations

import inspect
import math
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from macros.errors import PlaybookError, nearest

ANY = "any"
"""The unit of an argument that takes any unit, as long as all such arguments of one call share it."""

Row = SimpleNamespace
"""One row of a table argument; its columns are attributes."""


@dataclass(frozen=True)
class Estimate:
    """A result with the interval that belongs to it."""

    value: float
    low: float
    high: float


Result = float | Estimate


@dataclass(frozen=True)
class Argument:
    """The unit and the bounds of one number.

    A bound is a number or the name of another argument of the same formula. `unit` is a unit of `units.yml`,
    a kind of unit, or ANY. Shares are fractions of 1, whatever unit words them.
    """

    unit: str
    at_least: float | str | None = None
    at_most: float | str | None = None
    above: float | str | None = None
    below: float | str | None = None
    whole: bool = False


@dataclass(frozen=True)
class Column:
    """An argument that is a list of numbers."""

    each: Argument


@dataclass(frozen=True)
class Table:
    """An argument that is a list of rows with named columns."""

    columns: Mapping[str, Argument]


Parameter = Argument | Column | Table


@dataclass(frozen=True)
class Source:
    """Where a formula was published."""

    title: str
    url: str


@dataclass(frozen=True)
class Formula:
    """A calculation, defined once: its function, its parameters, and how its result is worded."""

    function: Callable[..., Result]
    title: str
    unit: str
    sources: Sequence[Source]
    decimals: tuple[int, int] | None = None
    signed: bool = False
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name by which stories and pages call the formula."""
        return self.function.__name__

    @property
    def __doc__(self) -> str:  # type: ignore[override]
        """The function's own docstring, so that `help` and doctest see it."""
        return inspect.cleandoc(self.function.__doc__ or "")

    def __call__(self, *args: Any, **kwargs: Any) -> Result:
        """Check the arguments against their bounds, then calculate.

        Raises:
            PlaybookError: an argument is missing, unknown, not a number or out of its bounds, or the arguments
                together give no finite result. The error names the argument.
        """
        values = self._bind(args, kwargs)
        for name, parameter in self.parameters.items():
            self._check(name, parameter, values)
        try:
            result = self.function(**values)
        except (ArithmeticError, ValueError) as error:
            raise self._no_result() from error
        numbers = (result.value, result.low, result.high) if isinstance(result, Estimate) else (result,)
        if not all(math.isfinite(number) for number in numbers):
            raise self._no_result()
        return result

    def _bind(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        values = dict(zip(self.parameters, args, strict=False)) | dict(kwargs)
        if len(args) > len(self.parameters):
            raise PlaybookError(f"{self.name}()", f"{len(args)} arguments given", f"takes {len(self.parameters)}")
        for name in values:
            if name not in self.parameters:
                raise PlaybookError(f"{self.name}()", f"unknown argument '{name}'", nearest(name, self.parameters))
        missing = [name for name in self.parameters if name not in values]
        if missing:
            raise PlaybookError(f"{self.name}()", f"argument '{missing[0]}' is missing", "give it a value")
        return values

    def _check(self, name: str, parameter: Parameter, values: Mapping[str, Any]) -> None:
        if isinstance(parameter, Argument):
            self._check_number(name, parameter, values[name], values)
            return
        rows = values[name]
        if isinstance(rows, str | Mapping) or not isinstance(rows, Sequence) or not rows:
            raise PlaybookError(f"{self.name}()", f"{name} has no rows", "give at least one")
        for number, row in enumerate(rows, 1):
            if isinstance(parameter, Column):
                self._check_number(f"{name} {number}", parameter.each, row, values)
                continue
            for column, argument in parameter.columns.items():
                if not hasattr(row, column):
                    raise PlaybookError(f"{self.name}()", f"{name} {number} lacks '{column}'", "give it a value")
                self._check_number(f"{column} in {name} {number}", argument, getattr(row, column), values)

    def _check_number(self, name: str, argument: Argument, value: Any, values: Mapping[str, Any]) -> None:
        where = f"{self.name}()"
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise PlaybookError(where, f"{name} is {value!r}", "give a finite number")
        if argument.whole and value != int(value):
            raise PlaybookError(where, f"{name} is {value}", "give a whole number")
        for word, bound, holds in (
            ("at least", argument.at_least, lambda limit: value >= limit),
            ("at most", argument.at_most, lambda limit: value <= limit),
            ("above", argument.above, lambda limit: value > limit),
            ("below", argument.below, lambda limit: value < limit),
        ):
            if bound is None:
                continue
            limit = values[bound] if isinstance(bound, str) else bound
            if not holds(limit):
                shown = f"{bound} ({limit})" if isinstance(bound, str) else f"{limit}"
                raise PlaybookError(where, f"{name} is {value}", f"it must be {word} {shown}")

    def _no_result(self) -> PlaybookError:
        return PlaybookError(
            f"{self.name}()", "these arguments together give no finite result", "see the formula's page for its limits"
        )


FORMULAS: dict[str, Formula] = {}
"""Every formula by its name, in the order of definition."""


def formula(
    *,
    title: str,
    unit: str,
    sources: Sequence[Source],
    decimals: int | tuple[int, int] | None = None,
    signed: bool = False,
) -> Callable[[Callable[..., Result]], Formula]:
    """Declare the decorated function to be a formula.

    Args:
        title: its name in the field, in sentence case.
        unit: unit of the result, from `units.yml`, or ANY for the unit that the arguments share.
        sources: where it was published; at least one.
        decimals: digits after the point in which the result is written, or the fewest and the most of them; the
            unit's own when None.
        signed: whether a positive result carries a plus sign.

    Returns:
        A decorator that turns the function into a `Formula` and enters it in `FORMULAS`.
    """

    def declare(function: Callable[..., Result]) -> Formula:
        hints = typing.get_type_hints(function, include_extras=True)
        hints.pop("return")
        digits = (decimals, decimals) if isinstance(decimals, int) else decimals
        parameters = {name: hint.__metadata__[0] for name, hint in hints.items()}
        declared = Formula(function, title, unit, sources, digits, signed, parameters)
        FORMULAS[declared.name] = declared
        return declared

    return declare
