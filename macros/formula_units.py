"""Hold the formulas, which know nothing of units, to the units and kinds that there are, before anybody calculates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.errors import PlaybookError, nearest
from macros.formulas import ANY, FORMULAS, MISTAKES, Argument, Column, Formula
from macros.formulas.expression import place_of
from macros.units import kinds, units


def formula_mistakes() -> Sequence[PlaybookError]:
    """Give all that is wrong with the formulas: what loading them told, or else the units that aren't there."""
    return MISTAKES or [mistake for formula in FORMULAS.values() for mistake in unknown_units(formula)]


def unknown_units(formula: Formula) -> Iterator[PlaybookError]:
    """Find the units of a formula's result and arguments that `units.yml` doesn't have."""
    where = f"{place_of(formula.function)}: {formula.name}()"
    if formula.unit not in (*units(), ANY):
        problem = f"the result has the unknown unit {formula.unit!r}"
        yield PlaybookError(where, problem, nearest(str(formula.unit), [*units(), ANY]))
    known = (*units(), *kinds(), ANY)
    for name, argument in _numbers(formula):
        if argument.unit not in known:
            problem = f"'{name}' has the unknown unit {argument.unit!r}"
            yield PlaybookError(where, problem, nearest(str(argument.unit), known))


def _numbers(formula: Formula) -> Iterator[tuple[str, Argument]]:
    for name, parameter in formula.parameters.items():
        if isinstance(parameter, Argument):
            yield name, parameter
        elif isinstance(parameter, Column):
            yield name, parameter.each
        else:
            for column, argument in (*parameter.columns.items(), *parameter.sums.items()):
                yield f"{name}: {column}", argument
