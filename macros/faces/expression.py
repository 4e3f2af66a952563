"""Read the definition of a formula out of its function: a list of named steps, each a small expression.

A formula may assign names, and return one expression or an Estimate. Expressions are made of arguments, earlier names,
numbers, + − × ÷, columns of a row, the primitives, total(… for row in table), and one value if a comparison holds
else another. All else has no face and is refused.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from macros.errors import PlaybookError
from macros.formulas import Formula, primitives
from macros.formulas.definition import Estimate

FUNCTIONS = frozenset({"sqrt", "exp", "log", "ceil", "abs", "len", "square", "quantile", "normal_quantile"})
"""What an expression may call beside total(); all are in `primitives` but abs and len, which Python has."""

COMPARISONS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥"}
"""The comparisons that may decide between two values, with their signs."""

RESULT, LOW, HIGH = "result", "low end", "high end"
"""The names of the steps that a formula returns."""


@dataclass(frozen=True)
class Step:
    """One line of a definition."""

    name: str
    expression: ast.expr

    @property
    def is_result(self) -> bool:
        """Whether the step is part of what the formula returns."""
        return self.name in (RESULT, LOW, HIGH)


@cache
def _steps(name: str, source: str) -> tuple[Step, ...]:
    (function,) = ast.parse(textwrap.dedent(source)).body
    if not isinstance(function, ast.FunctionDef):
        raise PlaybookError(name, "isn't defined by a function", "write def")
    steps: list[Step] = []
    for statement in function.body[1:]:  # the first is the docstring
        steps.extend(_statement(name, statement))
    if not steps or not steps[-1].is_result:
        raise PlaybookError(f"{name}()", "doesn't end in a return", "return one expression or an Estimate")
    for step in steps:
        _check(name, step.expression)
    return tuple(steps)


def steps_of(formula: Formula) -> tuple[Step, ...]:
    """Give the steps of a formula; the last one, or the last three of an estimate, are its result.

    Raises:
        PlaybookError: the definition uses something that not every face can show.
    """
    return _steps(formula.name, inspect.getsource(formula.function))


def values_of(formula: Formula, arguments: dict[str, object]) -> dict[str, float]:
    """Calculate each step of a formula, by its name."""
    known = dict(formula.function.__globals__) | arguments
    values: dict[str, float] = {}
    for step in steps_of(formula):
        code = compile(ast.Expression(step.expression), formula.name, "eval")
        values[step.name] = known[step.name] = eval(code, known)  # noqa: S307 - the project's own definition
    return values


def _statement(name: str, statement: ast.stmt) -> Iterator[Step]:
    match statement:
        case ast.Assign(targets=[ast.Name(id=target)], value=value):
            yield Step(target, value)
        case ast.Return(value=ast.Call(func=ast.Name(id=Estimate.__name__), args=[value], keywords=[low, high])):
            yield Step(RESULT, value)
            yield Step(LOW, low.value)
            yield Step(HIGH, high.value)
        case ast.Return(value=ast.expr() as value):
            yield Step(RESULT, value)
        case _:
            raise PlaybookError(f"{name}()", f"has no face for: {ast.unparse(statement)}", "assign a name or return")


def _check(name: str, expression: ast.expr) -> None:
    match expression:
        case ast.Constant(value=int() | float()) | ast.Name() | ast.Attribute(value=ast.Name()):
            return
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(name, operand)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check(name, left)
            _check(name, right)
        case ast.IfExp(test=ast.Compare(left=left, ops=[op], comparators=[right]), body=body, orelse=other) if (
            type(op) in COMPARISONS
        ):
            for part in (left, right, body, other):
                _check(name, part)
        case ast.Call(func=ast.Name(id=primitives.total.__name__), args=[ast.GeneratorExp() as rows]):
            _check_rows(name, rows)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in FUNCTIONS:
            for argument in arguments:
                _check(name, argument)
        case _:
            raise PlaybookError(
                f"{name}()", f"has no face for: {ast.unparse(expression)}", "use what expression.py allows"
            )


def _check_rows(name: str, rows: ast.GeneratorExp) -> None:
    match rows.generators:
        case [ast.comprehension(target=ast.Name(), iter=ast.Name(), ifs=[], is_async=0)]:
            _check(name, rows.elt)
        case _:
            raise PlaybookError(f"{name}()", f"has no face for: {ast.unparse(rows)}", "write total(… for row in table)")
