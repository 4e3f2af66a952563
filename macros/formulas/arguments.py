"""What an argument of a formula declares, read off its function: its unit, its bounds, and its shape."""

from __future__ import annotations

import inspect
import math
import operator
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.formulas.expression import NUMBER, NUMBERS, RESERVED, Shape

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

_ANNOTATE = 'write Annotated[float, Argument("unit", at_least=0)], or a Column or a Table in it'


def parameters_of(function: Callable[..., Any], where: str) -> dict[str, Parameter]:
    """Give the parameters of a function by their names, in their order.

    Args:
        function: a function whose every argument is annotated with one Argument, Column or Table.
        where: its place in messages.

    Raises:
        PlaybookErrors: an argument has no annotation, two of them or a default, or one of its
            bounds is no number, names no argument or contradicts another; the result isn't annotated.
    """
    try:
        hints = typing.get_type_hints(function, include_extras=True)
    except Exception as error:  # whatever an annotation may raise when it is looked up
        problem = f"has an annotation that can't be read ({type(error).__name__}: {error})"
        raise PlaybookErrors([PlaybookError(where, problem, "import what it names")]) from error
    errors: list[PlaybookError] = []
    parameters: dict[str, Parameter] = {}
    for name, declared in inspect.signature(function).parameters.items():
        told = [item for item in getattr(hints.get(name), "__metadata__", ()) if isinstance(item, Parameter)]
        if name in RESERVED:
            errors.append(
                PlaybookError(where, f"'{name}' is a name of JavaScript or of a primitive", "take another name")
            )
        if declared.kind is not inspect.Parameter.POSITIONAL_OR_KEYWORD or declared.default is not declared.empty:
            errors.append(PlaybookError(where, f"'{name}' has a star or a default", "take each argument by its name"))
        elif len(told) == 1:
            parameters[name] = told[0]
        elif told:
            problem = f"'{name}' is annotated {len(told)} times, so that bounds would be lost"
            errors.append(PlaybookError(where, problem, "put all its bounds into one annotation"))
        else:
            errors.append(PlaybookError(where, f"'{name}' isn't annotated", _ANNOTATE))
    if "return" not in hints:
        errors.append(
            PlaybookError(where, "the result isn't annotated", "write -> float, or -> Result for an interval")
        )
    if not hints.keys() - {"return"} and not errors:
        errors.append(PlaybookError(where, "has no arguments", "take what it calculates with"))
    mistaken = set(inspect.signature(function).parameters) - set(parameters)
    for name, argument, known in _arguments(parameters, mistaken):
        errors.extend(PlaybookError(where, *told) for told in _mistakes(name, argument, known))
    if errors:
        raise PlaybookErrors(errors)
    return parameters


def _arguments(parameters: Mapping[str, Parameter], mistaken: set[str]) -> Iterator[tuple[str, Argument, set[str]]]:
    """Give each declared number with its name in messages and the names that its bounds may use."""
    numbers = {name for name, parameter in parameters.items() if isinstance(parameter, Argument)} | mistaken
    for name, parameter in parameters.items():
        if isinstance(parameter, Argument):
            yield name, parameter, numbers - {name}
        elif isinstance(parameter, Column):
            yield name, parameter.each, numbers
        else:
            for column, argument in parameter.columns.items():
                yield f"{name}: {column}", argument, (numbers | set(parameter.columns)) - {column}
            for column, argument in parameter.sums.items():
                yield f"{name}: sum of {column}", argument, numbers


def _mistakes(name: str, argument: Argument, known: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give problem and remedy of all that is wrong with a declared number."""
    numbers = {}
    for bound, limit in argument.bounds.items():
        if isinstance(limit, str):
            if limit not in known:
                yield f"{bound} of '{name}' names no other argument: '{limit}'", nearest(limit, known)
        elif isinstance(limit, bool) or not isinstance(limit, int | float) or not math.isfinite(limit):
            yield f"{bound} of '{name}' is {limit!r}", "give a finite number, or the name of another argument"
        else:
            numbers[bound] = limit
    for pair in (("at_least", "above"), ("at_most", "below")):
        if all(bound in argument.bounds for bound in pair):
            yield f"'{name}' has {pair[0]} and {pair[1]}", "keep one of them"
    low = numbers.get("at_least", numbers.get("above", -math.inf))
    high = numbers.get("at_most", numbers.get("below", math.inf))
    if low > high:
        yield f"no number is between the bounds of '{name}', {low} and {high}", "turn them round"
