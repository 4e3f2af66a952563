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

RESULT, LOW, HIGH = "the result", "low end", "high end"
"""The names of the steps that a formula returns; no line of a formula can have such a name."""


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
    if ast.get_docstring(function) is None:
        raise PlaybookError(f"{name}()", "has no docstring", "tell what it gives, its arguments and what it refuses")
    *_, last = statements = function.body[1:] or [ast.Pass()]
    if [statement for statement in statements if isinstance(statement, ast.Return)] != [last]:
        raise PlaybookError(f"{name}()", "doesn't end in its one return", "return one expression or an Estimate")
    known = {argument.arg for argument in function.args.args}
    steps = [step for statement in statements for step in _statement(name, statement)]
    for step in steps:
        _check(name, step.expression, frozenset(known))
        if step.name in known:
            raise PlaybookError(f"{name}()", f"gives '{step.name}' a second value", "use a name of its own")
        known.add(step.name)
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
        case ast.Return(
            value=ast.Call(
                func=ast.Name(id=Estimate.__name__),
                args=[value],
                keywords=[ast.keyword(arg="low", value=low), ast.keyword(arg="high", value=high)],
            )
        ):
            yield Step(RESULT, value)
            yield Step(LOW, low)
            yield Step(HIGH, high)
        case ast.Return(value=ast.expr() as value):
            yield Step(RESULT, value)
        case _:
            raise PlaybookError(f"{name}()", f"has no face for: {ast.unparse(statement)}", "assign a name or return")


def _check(name: str, expression: ast.expr, known: frozenset[str]) -> None:
    match expression:
        case ast.Constant(value=bool()):
            raise _no_face(name, expression)
        case ast.Constant(value=int() | float()):
            return
        case ast.Name(id=used) | ast.Attribute(value=ast.Name(id=used)) if used in known:
            return
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(name, operand, known)
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check(name, left, known)
            _check(name, right, known)
        case ast.IfExp(test=ast.Compare(left=left, ops=[op], comparators=[right]), body=body, orelse=other) if (
            type(op) in COMPARISONS
        ):
            for part in (left, right, body, other):
                _check(name, part, known)
        case ast.Call(func=ast.Name(id=primitives.total.__name__), args=[ast.GeneratorExp() as rows], keywords=[]):
            _check_rows(name, rows, known)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]) if function in FUNCTIONS:
            for argument in arguments:
                _check(name, argument, known)
        case _:
            raise _no_face(name, expression)


def _check_rows(name: str, rows: ast.GeneratorExp, known: frozenset[str]) -> None:
    match rows.generators:
        case [ast.comprehension(target=ast.Name(id=row), iter=ast.Name(id=table), ifs=[], is_async=0)] if (
            table in known
        ):
            _check(name, rows.elt, known | {row})
        case _:
            raise _no_face(name, rows)


def _no_face(name: str, part: ast.AST) -> PlaybookError:
    return PlaybookError(f"{name}()", f"has no face for: {ast.unparse(part)}", "use what expression.py allows")
