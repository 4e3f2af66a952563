"""The calculator of a formula: the form that the browser fills with life, started with the inputs of a figure."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from markupsafe import Markup

from macros.errors import PlaybookError
from macros.figures import Figure
from macros.formulas import ANY, Argument, Column, Formula, Table
from macros.formulas.definition import Parameter
from macros.number_words import significant
from macros.presentation.render import render
from macros.story import Input, Number, NumberList, NumberTable
from macros.units import Unit, units


@dataclass(frozen=True)
class Field:
    """One argument of the form: its input, or its table of inputs."""

    name: str
    shape: str
    unit: str = ""
    scale: int = 0
    value: str = ""
    columns: tuple[Field, ...] = ()
    rows: tuple[tuple[str, ...], ...] = field(default=())


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
    fields = [_field(name, source) for name, source in figure.arguments.items()]
    return render("calculator", formula=formula, figure=figure, id=identifier, fields=fields)


def _field(name: str, source: Input | Figure) -> Field:
    if isinstance(source, NumberTable):
        columns = tuple(
            Field(column.name, "number", column.unit.symbol, column.unit.scale) for column in source.columns
        )
        rows = tuple(
            tuple(typed(getattr(row, column.name), column.unit) for column in source.columns) for row in source.rows
        )
        return Field(name, "table", columns=columns, rows=rows)
    if isinstance(source, NumberList):
        listed = ", ".join(typed(value, source.unit) for value in source.values)
        return Field(name, "list", source.unit.symbol, source.unit.scale, listed)
    assert isinstance(source, Number | Figure)  # figures.py lets no text into a formula
    return Field(name, "number", source.unit.symbol, source.unit.scale, typed(source.value, source.unit))


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
