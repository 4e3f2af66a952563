"""Which units the numbers of a formula may have, and which its result has; the formulas know nothing of units.

`formula-units.js` holds the same rule for the units that readers choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.errors import PlaybookError, nearest
from macros.formulas import ANY, FORMULAS, MISTAKES, Argument, Column, Formula
from macros.formulas.expression import place_of
from macros.units import Unit, kinds, units

TIME = "time"
"""The kind whose units have different lengths: a number in one of them is another number in the next."""


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


def fits(unit: Unit, argument: Argument) -> bool:
    """Tell whether a number of a unit may go into an argument: of its own unit or one written alike, or of its kind.

    An argument of ANY unit takes each; that all such arguments of a call share one, only the caller can see.
    """
    if argument.unit == ANY:
        return True
    return argument.unit == unit.kind or (argument.unit in units() and units()[argument.unit].is_written_like(unit))


def result_unit(formula: Formula, shared: str) -> str:
    """Name the unit of a formula's result.

    Args:
        formula: the formula.
        shared: the name of the unit that its arguments of ANY unit share.
    """
    return shared if formula.unit == ANY else formula.unit


def may_replace(unit: Unit, own: Unit) -> bool:
    """Tell if a result may be given in a unit other than its own: $ per accepted run for $ each, but not min for h."""
    return unit.is_written_like(own) if own.kind == TIME else unit.kind == own.kind


def _numbers(formula: Formula) -> Iterator[tuple[str, Argument]]:
    for name, parameter in formula.parameters.items():
        if isinstance(parameter, Argument):
            yield name, parameter
        elif isinstance(parameter, Column):
            yield name, parameter.each
        else:
            for column, argument in (*parameter.columns.items(), *parameter.sums.items()):
                yield f"{name}: {column}", argument
