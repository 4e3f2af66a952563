"""What a formula is: a plain function whose arguments declare units and bounds, checked whenever it is called."""

from __future__ import annotations

import inspect
import math
import operator
import sys
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
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
        numbers = list(self._numbers(values))
        for name, argument, value in numbers:
            self._check_number(name, argument, value)
        for name, argument, value in numbers:  # a bound may be another argument, which is a number by now
            self._check_bounds(name, argument, value, values)
        try:
            result = self.function(**values)
        except (ArithmeticError, ValueError) as error:
            raise self._no_result() from error
        results = (result.value, result.low, result.high) if isinstance(result, Estimate) else (result,)
        if not all(math.isfinite(number) for number in results):
            raise self._no_result()
        return result

    def _bind(self, args: Sequence[Any], kwargs: Mapping[str, Any]) -> dict[str, Any]:
        if len(args) > len(self.parameters):
            raise PlaybookError(f"{self.name}()", f"{len(args)} arguments given", f"it takes {len(self.parameters)}")
        values = dict(zip(self.parameters, args, strict=False))
        for name in kwargs:
            if name in values:
                raise PlaybookError(f"{self.name}()", f"argument '{name}' is given twice", "give it once")
        values |= kwargs
        for name in values:
            if name not in self.parameters:
                raise PlaybookError(f"{self.name}()", f"unknown argument '{name}'", nearest(name, self.parameters))
        missing = [name for name in self.parameters if name not in values]
        if missing:
            raise PlaybookError(f"{self.name}()", f"argument '{missing[0]}' is missing", "give it a value")
        return values

    def _numbers(self, values: Mapping[str, Any]) -> Iterator[tuple[str, Argument, Any]]:
        """Give every number of a call with its name in messages, those in lists and tables one by one."""
        for name, parameter in self.parameters.items():
            if isinstance(parameter, Argument):
                yield name, parameter, values[name]
                continue
            rows = values[name]
            if isinstance(rows, str | Mapping) or not isinstance(rows, Sequence) or not rows:
                raise PlaybookError(f"{self.name}()", f"{name} has no rows", "give at least one")
            for number, row in enumerate(rows, 1):
                if isinstance(parameter, Column):
                    yield f"{name} {number}", parameter.each, row
                    continue
                for column, argument in parameter.columns.items():
                    if not hasattr(row, column):
                        raise PlaybookError(f"{self.name}()", f"{name} {number} lacks '{column}'", "give it a value")
                    yield f"{column} in {name} {number}", argument, getattr(row, column)

    def _check_number(self, name: str, argument: Argument, value: Any) -> None:
        where = f"{self.name}()"
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not abs(value) <= sys.float_info.max:  # NaN compares as false
            raise PlaybookError(where, f"{name} is {value!r}", "give a finite number")
        if argument.whole and value != int(value):
            raise PlaybookError(where, f"{name} is {value}", "give a whole number")

    def _check_bounds(self, name: str, argument: Argument, value: float, values: Mapping[str, Any]) -> None:
        for word, bound, holds in (
            ("at least", argument.at_least, operator.ge),
            ("at most", argument.at_most, operator.le),
            ("above", argument.above, operator.gt),
            ("below", argument.below, operator.lt),
        ):
            if bound is None:
                continue
            limit = values[bound] if isinstance(bound, str) else bound
            if not holds(value, limit):
                shown = f"{bound} ({limit})" if isinstance(bound, str) else f"{limit}"
                raise PlaybookError(f"{self.name}()", f"{name} is {value}", f"it must be {word} {shown}")

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
