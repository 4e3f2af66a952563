"""What a formula is: a plain function whose arguments declare units and bounds, checked whenever it is called."""

from __future__ import annotations

import inspect
import math
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.formulas.arguments import ANY, BOUNDS, Argument, Column, Parameter, Row, Table, parameters_of
from macros.formulas.expression import Estimate, place_of, steps_of
from macros.formulas.primitives import total

__all__ = [
    "ANY",
    "FORMULAS",
    "Argument",
    "ArgumentError",
    "Column",
    "Estimate",
    "Formula",
    "Parameter",
    "Result",
    "Row",
    "Source",
    "Table",
    "formula",
]

Result = float | Estimate


@dataclass(frozen=True)
class Breach:
    """A number that breaks one of its bounds, so that a caller can word it in units."""

    number: Number
    word: str
    bound: float | str
    limit: float


class ArgumentError(PlaybookError):
    """A call whose arguments a formula refuses: which one is to blame, and the bound that it breaks, if it does."""

    def __init__(self, formula: str, argument: str, problem: str, remedy: str, breach: Breach | None = None) -> None:
        """Word one refusal.

        Args:
            formula: the name of the formula.
            argument: the name of the argument; empty where all of them together are to blame.
            problem: what is wrong with it.
            remedy: what would be right.
            breach: the number and its bound.
        """
        super().__init__(f"{formula}()", problem, remedy)
        self.argument = argument
        self.breach = breach


@dataclass(frozen=True)
class Number:
    """One number of a call: its argument, its column in a table, its name in messages, and what it has to keep."""

    argument: str
    column: str
    name: str
    declared: Argument
    value: Any
    row: Any = None

    def limit(self, bound: float | str, values: Mapping[str, Any]) -> float:
        """Give the number that a bound stands for, in the call whose arguments these are."""
        if not isinstance(bound, str):
            return bound
        named: float = getattr(self.row, bound) if hasattr(self.row, bound) else values[bound]
        return named


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
        for number in numbers:
            self._check_number(number)
        for number in (*numbers, *self._sums(values)):  # a bound may be another argument, which is a number by now
            self._check_bounds(number, values)
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

    def _refuse(self, argument: str, problem: str, remedy: str, breach: Breach | None = None) -> ArgumentError:
        return ArgumentError(self.name, argument, problem, remedy, breach)

    def _numbers(self, values: Mapping[str, Any]) -> Iterator[Number]:
        """Give every number of a call, those in lists and tables one by one."""
        for name, parameter in self.parameters.items():
            if isinstance(parameter, Argument):
                yield Number(name, "", name, parameter, values[name])
                continue
            rows = values[name]
            if isinstance(rows, str | Mapping) or not isinstance(rows, Sequence) or not rows:
                raise self._refuse(name, f"{name} has no rows", "give at least one")
            for place, row in enumerate(rows, 1):
                if isinstance(parameter, Column):
                    yield Number(name, "", f"{name} {place}", parameter.each, row)
                    continue
                for column, argument in parameter.columns.items():
                    if not hasattr(row, column):
                        raise self._refuse(name, f"{name} {place} lacks '{column}'", "give it a value")
                    yield Number(name, column, f"{column} in {name} {place}", argument, getattr(row, column), row)

    def _sums(self, values: Mapping[str, Any]) -> Iterator[Number]:
        """Give what the columns add up to whose sum is bounded."""
        for name, parameter in self.parameters.items():
            for column, argument in parameter.sums.items() if isinstance(parameter, Table) else ():
                added = total(getattr(row, column) for row in values[name])
                yield Number(name, column, f"the sum of {column} in {name}", argument, added)

    def _check_number(self, number: Number) -> None:
        value = number.value
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not abs(value) <= sys.float_info.max:  # NaN compares as false
            raise self._refuse(number.argument, f"{number.name} is {value!r}", "give a finite number")
        if number.declared.whole and value != int(value):
            raise self._refuse(number.argument, f"{number.name} is {value}", "give a whole number")

    def _check_bounds(self, number: Number, values: Mapping[str, Any]) -> None:
        for name, bound in number.declared.bounds.items():
            word, holds = BOUNDS[name]
            limit = number.limit(bound, values)
            if not holds(number.value, limit):
                shown = f"{bound} ({limit})" if isinstance(bound, str) else f"{limit}"
                raise self._refuse(
                    number.argument,
                    f"{number.name} is {number.value}",
                    f"it must be {word} {shown}",
                    Breach(number, word, bound, limit),
                )

    def _no_result(self) -> PlaybookError:
        return self._refuse(
            "", "these arguments together give no finite result", "see the formula's page for its limits"
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
        signed: whether a positive result carries a plus sign, as that of a change or a difference does.

    Returns:
        A decorator that turns the function into a `Formula` and enters it in `FORMULAS`. It raises PlaybookErrors,
        with file and line, for a name that another formula has, a function without a docstring, arguments or a result
        that aren't annotated as they should be, bounds that name nothing, and a body that has no face.
    """

    def declare(function: Callable[..., Result]) -> Formula:
        where = f"{place_of(function)}: {function.__name__}()"
        _refuse_missing_docstring(function, where)
        other = FORMULAS.get(function.__name__)
        if other is not None:
            problem = f"has the name of a formula that stands already at {place_of(other.function)}"
            raise PlaybookErrors([PlaybookError(where, problem, "give one of them another name")])
        digits = (decimals, decimals) if isinstance(decimals, int) else decimals
        declared = Formula(function, title, unit, sources, digits, signed, parameters_of(function, where))
        steps_of(declared)
        FORMULAS[declared.name] = declared
        return declared

    return declare


def _refuse_missing_docstring(function: Callable[..., Result], where: str) -> None:
    """See that readers can be told what a formula does, and notice where Python itself took the docstrings away."""
    if function.__doc__:
        return
    if sys.flags.optimize > 1:
        remedy = "unset PYTHONOPTIMIZE, and start Python without -OO"
        raise PlaybookError("PYTHONOPTIMIZE", "takes the docstrings away, which the pages of formulas show", remedy)
    raise PlaybookError(where, "has no docstring", "tell what it gives, its arguments and what it refuses")
