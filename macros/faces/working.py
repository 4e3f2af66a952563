"""The face that shows a figure written out: each step of its formula, the inputs put in, and what it comes to."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.faces.blanks import COUNT, IS, MOST, RAISED, ROW, ROWS_WRITTEN_OUT, SEVERAL, TABLE, blank_line
from macros.faces.elements import Element, element, operator, span
from macros.faces.lines import FIRST, LAST, NEXT, PLACE, PUT, Line, markup
from macros.faces.mathematics import left_side
from macros.faces.notation import PRODUCT, SUM
from macros.faces.plain import Plain
from macros.faces.plain import words as plain_words
from macros.figures import Figure
from macros.formulas import Estimate
from macros.formulas.expression import RESULT, Step, steps_of, values_of
from macros.number_words import MINUS, input_words, number_words, rounded_words
from macros.story import Number, NumberList, NumberTable
from macros.units import units


@dataclass(frozen=True)
class Working:
    """A figure written out."""

    figure: Figure
    lines: tuple[Line, ...]
    """One line a step."""


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


def _line(figure: Figure, step: Step, values: dict[str, float]) -> Line:
    names = {name: _argument_words(source) for name, source in figure.arguments.items()}
    names |= {name: rounded_words(value) for name, value in values.items()}
    tables = {name: source for name, source in figure.arguments.items() if isinstance(source, NumberTable)}
    counts = {name: len(table.rows) for name, table in tables.items()}
    counts |= {name: len(source.values) for name, source in figure.arguments.items() if isinstance(source, NumberList)}
    result = _result_words(figure, step, values)
    line = blank_line(figure.formula, step)
    _fill(line, names | {step.name: result}, tables, counts)
    sides = Plain().write(step.expression), _PlainPutIn(names, tables).write(step.expression), result
    return Line(markup(line), " = ".join((plain_words(left_side(figure.formula, step)), *sides)))


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


# Filling blanks, as worked.js does


def _fill(
    line: Element, words: Mapping[str, str], tables: Mapping[str, NumberTable], counts: Mapping[str, int]
) -> None:
    """Fill the blanks of a line, which is changed."""
    _settle(line, SEVERAL, lambda table: counts[table] > 1)
    for part in list(line.iter("span")):
        if part.get(TABLE):
            _write_rows(part, words, tables[part.attrib.pop(TABLE)])
    _put_all(line, words)
    for part in line.iter():
        if part.get(IS):
            part.text = words[part.attrib.pop(IS)]
        if part.get(COUNT):
            part.text = str(counts[part.attrib.pop(COUNT)])


def _settle(line: Element, attribute: str, stays: Callable[[str], bool]) -> None:
    """Take out the signs whose attribute says so, and the attribute from the others."""
    for parent in list(line.iter()):
        for sign in list(parent):
            if sign.get(attribute) and not stays(sign.attrib.pop(attribute)):
                parent.remove(sign)


def _put_all(line: Element, words: Mapping[str, str]) -> None:
    for blank in list(line.iter("mn")):
        if blank.get(PUT):
            written = words[blank.attrib.pop(PUT)]
            raised = blank.attrib.pop(RAISED, None) is not None
            if _is_negative(written) or (raised and "%" in written):  # or the exponent would seem to belong to the sign
                blank.tag = "mrow"
                blank.extend((operator("("), element("mn", written), operator(")")))
            else:
                blank.text = written


def _write_rows(part: Element, words: Mapping[str, str], table: NumberTable) -> None:
    """Repeat the pattern of a row for the first rows of its table."""
    row_name = part.attrib.pop(ROW)
    most = int(part.attrib.pop(MOST))
    pattern = span("", *part)
    shown = _rows_shown(table, row_name)[:most]
    is_cut = len(table.rows) > most
    written: list[Element] = []
    for number, cells in enumerate(shown, 1):
        one = copy.deepcopy(pattern)
        places = {FIRST if number == 1 else NEXT} | ({LAST} if number == len(shown) and not is_cut else set())
        _settle(one, PLACE, places.__contains__)
        _put_all(one, {**words, **cells})
        written.extend(one)
    if is_cut:
        closing = [copy.deepcopy(sign) for sign in pattern.iter() if sign.get(PLACE) == LAST]
        for sign in closing:
            del sign.attrib[PLACE]
        written.append(element("math", operator("+", form="infix", lspace="0"), operator("…"), *closing))
    part[:] = written
    for one in written:
        one.tail = " " if one is not written[-1] else None


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
