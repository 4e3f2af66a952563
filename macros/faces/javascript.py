"""The face that calculates in the browser: a formula as JavaScript, and what a calculator must know of it."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import Any

from macros.faces.notation import ATOM, PRODUCT, SUM, Comparison, Notation
from macros.formulas import Argument, Column, Formula
from macros.formulas.definition import Parameter
from macros.formulas.expression import HIGH, LOW, RESULT, steps_of

_OPERATORS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_KEYS = {RESULT: "value", LOW: "low", HIGH: "high"}


class JavaScript(Notation[str]):
    """Writes an expression as JavaScript."""

    def number(self, value: float) -> str:
        return repr(value)

    def name(self, name: str) -> str:
        return name

    def column(self, row: str, column: str) -> str:
        return f"{row}.{column}"

    def group(self, inner: str) -> str:
        return f"({inner})"

    def negative(self, inner: str) -> str:
        return f"-{inner}"

    def sum(self, left: str, right: str) -> str:
        return f"{left} + {right}"

    def difference(self, left: str, right: str) -> str:
        return f"{left} - {right}"

    def product(self, left: str, right: str) -> str:
        return f"{left} * {right}"

    def quotient(self, left: ast.expr, right: ast.expr) -> tuple[str, int]:
        return f"{self.write(left, PRODUCT)} / {self.write(right, ATOM)}", PRODUCT

    def total(self, each: ast.expr, row: str, table: str) -> tuple[str, int]:
        return f"total({table}.map(({row}) => {self.write(each)}))", ATOM

    def choice(self, cases: Sequence[tuple[ast.expr, Comparison]], otherwise: ast.expr) -> str:
        written = "".join(
            f"{self.write(left, SUM)} {_OPERATORS[kind]} {self.write(right, SUM)} ? {self.write(value, SUM)} : "
            for value, (left, kind, right) in cases
        )
        return f"{written}{self.write(otherwise, SUM)}"

    def call(self, function: str, arguments: Sequence[ast.expr]) -> str:
        return f"{function}({', '.join(self.write(argument) for argument in arguments)})"


def function_source(formula: Formula) -> str:
    """Write a formula as a JavaScript function of one object that holds its arguments.

    Returns:
        The source of an arrow function; it calls primitives by their Python names and returns {value} or
        {value, low, high}, with {steps} where the formula names what it comes to on the way.
    """
    notation = JavaScript()
    lines = []
    returned = []
    for step in steps_of(formula):
        written = notation.write(step.expression)
        if step.is_result:
            returned.append(f"{_KEYS[step.name]}: {written}")
        else:
            lines.append(f"    const {step.name} = {written};\n")
    names = ", ".join(formula.parameters)
    if lines:
        steps = ", ".join(step.name for step in steps_of(formula) if not step.is_result)
        returned.append(f"steps: {{ {steps} }}")
    return f"({{ {names} }}) => {{\n{''.join(lines)}    return {{ {', '.join(returned)} }};\n  }}"


def description(formula: Formula) -> dict[str, Any]:
    """Tell what the browser must know of a formula beside its function, ready for JSON."""
    return {
        "title": formula.title,
        "unit": formula.unit,
        "decimals": formula.decimals,
        "signed": formula.signed,
        "parameters": {name: _parameter(parameter) for name, parameter in formula.parameters.items()},
    }


def _parameter(parameter: Parameter) -> dict[str, Any]:
    if isinstance(parameter, Argument):
        return {"shape": "number", **_bounds(parameter)}
    if isinstance(parameter, Column):
        return {"shape": "list", **_bounds(parameter.each)}
    return {
        "shape": "table",
        "columns": {name: _bounds(column) for name, column in parameter.columns.items()},
        **({"sums": {name: _bounds(added) for name, added in parameter.sums.items()}} if parameter.sums else {}),
    }


def _bounds(argument: Argument) -> dict[str, Any]:
    return {"unit": argument.unit, **argument.bounds, **({"whole": True} if argument.whole else {})}
