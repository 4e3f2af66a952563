"""The face that shows a figure written out: each step of its formula, the inputs put in, and what it comes to."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.faces.mathematics import Element, Mathematics, element, equation, operator, row
from macros.faces.notation import PRODUCT, SUM
from macros.faces.plain import Plain
from macros.figures import Figure
from macros.formulas import Estimate, Formula
from macros.formulas.expression import RESULT, Step, steps_of, values_of
from macros.number_words import MINUS, input_words, number_words, rounded_words
from macros.story import Number, NumberList, NumberTable
from macros.units import units

ROWS_WRITTEN_OUT = 6
"""The rows of a sum that a working shows; more are left to three dots."""


@dataclass(frozen=True)
class Working:
    """A figure written out."""

    figure: Figure
    lines: tuple[str, ...]
    """MathML, one line a step."""


def working(figure: Figure) -> Working:
    """Write a figure out: formula, inputs put in, result, line by line."""
    values = values_of(figure.formula, bare_arguments(figure))
    return Working(figure, tuple(_line(figure, step, values) for step in steps_of(figure.formula)))


def bare_arguments(figure: Figure) -> dict[str, Any]:
    """Give the arguments of a figure as its formula takes them: numbers, lists of numbers, rows."""
    bare: dict[str, Any] = {}
    for name, source in figure.arguments.items():
        if isinstance(source, NumberList):
            bare[name] = list(source.values)
        elif isinstance(source, NumberTable):
            bare[name] = list(source.rows)
        else:
            bare[name] = source.value
    return bare


def _line(figure: Figure, step: Step, values: dict[str, float]) -> str:
    names = {name: _argument_words(source) for name, source in figure.arguments.items()}
    names |= {name: rounded_words(value) for name, value in values.items()}
    tables = {name: source for name, source in figure.arguments.items() if isinstance(source, NumberTable)}
    put_in = _PutIn(names, tables), _PlainPutIn(names, tables)
    result = _result_words(figure, step, values)
    return equation(
        left_side(figure.formula, step),
        (Mathematics().write(step.expression), Plain().write(step.expression)),
        (put_in[0].write(step.expression), put_in[1].write(step.expression)),
        (element("mtext", result), result),
    )


def left_side(formula: Formula, step: Step) -> str:
    """Name what a line of a working is about: a step, or the formula itself."""
    return formula.name if step.name == RESULT else step.name


def _argument_words(source: Any) -> str:
    if isinstance(source, NumberList):
        return f"{len(source.values)} values"
    if isinstance(source, NumberTable):
        return f"{len(source.rows)} rows"
    unit = units()[source.unit.in_mathematics]
    if isinstance(source, Number):
        return input_words(source.value, unit, bare=unit.is_wordy)
    return number_words(source.value, unit, source.decimals, bare=unit.is_wordy)


def _result_words(figure: Figure, step: Step, values: dict[str, float]) -> str:
    if step.name == RESULT:
        return figure.words()
    if step.is_result and isinstance(figure.result, Estimate):
        return number_words(values[step.name], figure.unit, figure.decimals)
    return rounded_words(values[step.name])


class _PutIn(Mathematics):
    """Mathematics with values in the place of names, and short sums written out row by row."""

    def __init__(self, values: dict[str, str], tables: dict[str, NumberTable]) -> None:
        super().__init__(_numbers(values))
        self.values = values
        self.tables = tables

    def call(self, function: str, arguments: Sequence[ast.expr]) -> Element:
        if function == "len":
            return element("mn", _count(arguments[0], self.tables))
        return super().call(function, arguments)

    def total(self, each: ast.expr, row_name: str, table: str) -> tuple[Element, int]:
        source = self.tables[table]
        parts: list[Element] = []
        for cells in _rows_shown(source, row_name):
            written, level = Mathematics(_numbers(self.values | cells)).bound(each, PRODUCT)
            parts.extend((written, operator("+")))
        if len(source.rows) > ROWS_WRITTEN_OUT:
            parts.extend((operator("…"), operator("+")))
        return row(*parts[:-1]), SUM if len(source.rows) > 1 else level


class _PlainPutIn(Plain):
    """Plain characters with values in the place of names, and short sums written out row by row."""

    def __init__(self, values: dict[str, str], tables: dict[str, NumberTable]) -> None:
        super().__init__(_plain_numbers(values))
        self.values = values
        self.tables = tables

    def call(self, function: str, arguments: Sequence[ast.expr]) -> str:
        if function == "len":
            return _count(arguments[0], self.tables)
        return super().call(function, arguments)

    def total(self, each: ast.expr, row_name: str, table: str) -> tuple[str, int]:
        source = self.tables[table]
        parts: list[str] = []
        for cells in _rows_shown(source, row_name):
            written, level = Plain(_plain_numbers(self.values | cells)).bound(each, PRODUCT)
            parts.append(written)
        if len(source.rows) > ROWS_WRITTEN_OUT:
            parts.append("…")
        return " + ".join(parts), SUM if len(source.rows) > 1 else level


def _numbers(values: Mapping[str, str]) -> Callable[[str], Element]:
    """Write a name as the number that stands for it, a negative one in brackets."""

    def number(name: str) -> Element:
        value = values[name]
        if not _is_negative(value):
            return element("mn", value)
        return row(operator("("), element("mn", value), operator(")"))

    return number


def _plain_numbers(values: Mapping[str, str]) -> Callable[[str], str]:
    """Write a name as the number that stands for it, a negative one in brackets."""
    return lambda name: f"({values[name]})" if _is_negative(values[name]) else values[name]


def _is_negative(value: str) -> bool:
    return value.startswith(MINUS)


def _count(table: ast.expr, tables: dict[str, NumberTable]) -> str:
    return str(len(tables[ast.unparse(table)].rows))


def _rows_shown(table: NumberTable, row_name: str) -> list[dict[str, str]]:
    """Give the values of the first rows in words, by the names under which an expression asks for them."""
    return [
        {
            f"{row_name}.{column.name}": input_words(
                getattr(values, column.name), column.unit, bare=column.unit.is_wordy
            )
            for column in table.columns
        }
        for values in table.rows[:ROWS_WRITTEN_OUT]
    ]
