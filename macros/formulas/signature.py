"""Read the arguments of a formula off its function, and refuse what no call could keep."""

from __future__ import annotations

import inspect
import math
import typing
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.formulas.arguments import ANY, Argument, Column, Parameter
from macros.formulas.expression import RESERVED
from macros.units import kinds, units

_ANNOTATE = 'write Annotated[float, Argument("unit", at_least=0)], or a Column or a Table in it'


def parameters_of(function: Callable[..., Any], where: str) -> dict[str, Parameter]:
    """Give the parameters of a function by their names, in their order.

    Args:
        function: a function whose every argument is annotated with one Argument, Column or Table.
        where: its place in messages.

    Raises:
        PlaybookErrors: an argument has no annotation, two of them or a default, its unit isn't known, or one of its
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
    if argument.unit not in (*units(), *kinds(), ANY):
        yield f"'{name}' has the unknown unit {argument.unit!r}", nearest(str(argument.unit), [*units(), *kinds(), ANY])
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
