"""The calculator of a formula: the form that the browser fills with life, started with the inputs of a figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote_plus

from markupsafe import Markup

from macros.errors import PlaybookError
from macros.faces.blanks import blank_lines
from macros.faces.plain import words
from macros.figures import Figure, read_text
from macros.formula_units import result_unit
from macros.formulas import ANY, Argument, Column, Formula, Table
from macros.formulas.definition import Parameter
from macros.number_words import significant
from macros.presentation.render import render
from macros.sentences import said, written
from macros.story import Input, Number, NumberList, NumberTable
from macros.units import Unit, units


@dataclass(frozen=True)
class Field:
    """One argument of the form: its input, or its table of inputs."""

    name: str
    shape: str
    unit: Unit | None = None
    value: str = ""
    told: str = ""
    """What it holds, in words."""
    columns: tuple[Field, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Shared:
    """The choice of the unit that several arguments share."""

    argument: str
    """The first of them."""
    unit: Unit
    words: str


def typed(value: float, unit: Unit) -> str:
    """Write a stored number the way a person types it: in the unit's scale, without separators.

    >>> typed(0.999, units()["%"])
    '99.9'
    """
    return f"{significant(value).scaleb(unit.scale).normalize():f}" if value else "0"


def calculator(formula: Formula, figure: Figure, identifier: str) -> Markup:
    """Lay out the calculator of a formula.

    Args:
        formula: the formula.
        figure: a figure of that formula, whose arguments the form starts with.
        identifier: id of the form, unique on its page.

    Raises:
        PlaybookError: the figure uses another formula.
    """
    if figure.formula.name != formula.name:
        where = f'calculator("{formula.name}")'
        raise PlaybookError(
            where, f"'{figure.name}' is a figure of {figure.formula.name}", "name a figure of this formula"
        )
    return render(
        "calculator",
        formula=formula,
        figure=figure,
        id=identifier,
        fields=[_field(name, source) for name, source in figure.arguments.items()],
        units={path: unit.name for path, unit, _ in _columns(figure)} | _unusual(figure),
        shared=_shared(figure),
        lines=blank_lines(formula),
        said=said(figure),
        written=written(figure),
    )


def inputs(figure: Figure) -> str:
    """Write the inputs of a figure as the part of an address behind #, by which a calculator is filled in.

    `calculator-link.js` tells how it is made, and writes the same for the numbers of a reader.
    """
    written_out = {path: _linked(unit, numbers, figure, path) for path, unit, numbers in _columns(figure)}
    return "&".join(f"{path}={quote_plus(text, safe=',')}" for path, text in (written_out | _unusual(figure)).items())


def _linked(unit: Unit, numbers: Sequence[float], figure: Figure, path: str) -> str:
    """Write numbers as they are typed, with their unit where the formula leaves it open."""
    listed = ",".join(typed(number, unit) for number in numbers)
    return listed if _declared(figure.formula, path) in units() else f"{listed} {unit.name}".rstrip()


def _declared(formula: Formula, path: str) -> str:
    """Give the unit, the kind of unit or ANY that an argument declares; of a column as table.column."""
    name, _, column = path.partition(".")
    parameter = formula.parameters[name]
    if isinstance(parameter, Table):
        return parameter.columns[column].unit
    return parameter.each.unit if isinstance(parameter, Column) else parameter.unit


def _columns(figure: Figure) -> Iterator[tuple[str, Unit, Sequence[float]]]:
    """Give the numbers of each argument of a figure with their unit; each column of a table as table.column."""
    for name, source in figure.arguments.items():
        if isinstance(source, NumberTable):
            for column in source.columns:
                yield f"{name}.{column.name}", column.unit, [getattr(row, column.name) for row in source.rows]
        elif isinstance(source, NumberList):
            yield name, source.unit, source.values
        else:
            assert isinstance(source, Number | Figure)  # figures.py lets no text into a formula
            yield name, source.unit, [source.value]


def _unusual(figure: Figure) -> dict[str, str]:
    """Name the unit of the result where it isn't the one that follows from the formula; no argument can be named so."""
    shared = _shared(figure)
    own = result_unit(figure.formula, shared.unit.name if shared else "")
    return {} if figure.unit.name == own else {"in": figure.unit.name}


def _shared(figure: Figure) -> Shared | None:
    """Find the arguments that take any unit, which they share."""
    paths = {path: unit for path, unit, _ in _columns(figure) if _declared(figure.formula, path) == ANY}
    if not paths:
        return None
    first, unit = next(iter(paths.items()))
    return Shared(first, unit, f"unit of {' and '.join(words(path) for path in paths)}")


def _field(name: str, source: Input | Figure) -> Field:
    if isinstance(source, NumberTable):
        columns = tuple(Field(column.name, "number", column.unit) for column in source.columns)
        rows = tuple(
            tuple(typed(getattr(row, column.name), column.unit) for column in source.columns) for row in source.rows
        )
        return Field(name, "table", told=f"{len(rows)} rows", columns=columns, rows=rows)
    if isinstance(source, NumberList):
        listed = ", ".join(typed(value, source.unit) for value in source.values)
        return Field(name, "list", source.unit, listed, f"{listed} {source.unit.symbol}")
    assert isinstance(source, Number | Figure)  # figures.py lets no text into a formula
    return Field(name, "number", source.unit, typed(source.value, source.unit), read_text(source))


@dataclass(frozen=True)
class ArgumentRow:
    """An argument as the table of a formula page tells it."""

    name: str
    unit: str
    bounds: str


def argument_rows(formula: Formula) -> list[ArgumentRow]:
    """Tell the unit and the bounds of every argument in words, the columns of a table one by one."""
    rows: list[ArgumentRow] = []
    for name, parameter in formula.parameters.items():
        rows.extend(_told(name.replace("_", " "), parameter))
    return rows


def _told(name: str, parameter: Parameter) -> list[ArgumentRow]:
    if isinstance(parameter, Table):
        columns = [(f"{name}: {column}", argument) for column, argument in parameter.columns.items()]
        columns += [(f"{name}: sum of {column}", argument) for column, argument in parameter.sums.items()]
        return [row for words, argument in columns for row in _told(words, argument)]
    if isinstance(parameter, Column):
        return [ArgumentRow(f"{name}: each", _unit_words(parameter.each), _bound_words(parameter.each))]
    return [ArgumentRow(name, _unit_words(parameter), _bound_words(parameter))]


def _unit_words(argument: Argument) -> str:
    if argument.unit == ANY:
        return "any, the same for all"
    return "a number" if argument.unit == "" else argument.unit


def _bound_words(argument: Argument) -> str:
    scale = units()[argument.unit].scale if argument.unit in units() else 0
    words = [
        f"{sign} {bound.replace('_', ' ') if isinstance(bound, str) else f'{Decimal(repr(bound)).scaleb(scale):f}'}"
        for sign, bound in (
            (">", argument.above),
            ("≥", argument.at_least),
            ("<", argument.below),
            ("≤", argument.at_most),
        )
        if bound is not None
    ]
    return ", ".join([*words, *(["whole"] if argument.whole else [])]) or "none"
