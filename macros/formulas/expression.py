"""Read the definition of a formula out of its function: a list of named steps, each a small expression.

A formula may assign names, and return one expression or an Estimate. Expressions are made of arguments, earlier names,
numbers, + − × ÷, columns of a row, the primitives, total(… for row in table), and one value if a comparison holds
else another. All else has no face and is refused, with the line on which it stands.
"""

from __future__ import annotations

import ast
import inspect
import linecache
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from macros.errors import PlaybookError, nearest, shown
from macros.formulas import primitives

if TYPE_CHECKING:
    from macros.formulas.definition import Formula

FUNCTIONS: Mapping[str, int] = {
    "sqrt": 1,
    "exp": 1,
    "log": 1,
    "ceil": 1,
    "abs": 1,
    "square": 1,
    "min": 2,
    "max": 2,
    "len": 1,
    "quantile": 2,
    "normal_quantile": 1,
}
"""What an expression may call beside total(), with the arguments that each takes.

All are in `primitives` but abs, len, min and max, which Python has.
"""

COMPARISONS: dict[type[ast.cmpop], str] = {ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥"}
"""The comparisons that may decide between two values, with their signs."""

_JAVASCRIPT = """
    arguments await break case catch class const continue debugger default delete do else enum eval export extends
    false finally for function if implements import in instanceof interface let new null package private protected
    public return static super switch this throw true try typeof undefined var void while with yield
"""
RESERVED = frozenset(_JAVASCRIPT.split()) | {*FUNCTIONS, primitives.total.__name__}
"""Names that no argument or step can have, because JavaScript or a primitive has them."""

RESULT, LOW, HIGH = "the result", "low end", "high end"
"""The names of the steps that a formula returns; no line of a formula can have such a name."""

NUMBER, NUMBERS = "a number", "a list of numbers"
Shape = str | frozenset[str]
"""What a name stands for: a number, a list of numbers, or a table by the names of its columns."""


@dataclass(frozen=True)
class Estimate:
    """A result with the interval that belongs to it."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Step:
    """One line of a definition."""

    name: str
    expression: ast.expr

    @property
    def is_result(self) -> bool:
        """Whether the step is part of what the formula returns."""
        return self.name in (RESULT, LOW, HIGH)


def place_of(function: Callable[..., Any]) -> str:
    """Name the file and the line in which a function begins."""
    code = inspect.unwrap(function).__code__
    return f"{shown(Path(code.co_filename))}:{code.co_firstlineno}"


def steps_of(formula: Formula) -> tuple[Step, ...]:
    """Give the steps of a formula; the last one, or the last three of an estimate, are its result.

    Raises:
        PlaybookError: the definition uses something that not every face can show.
    """
    function = formula.function
    if not inspect.isfunction(function):
        raise PlaybookError(f"{formula.name}()", "isn't defined by a function", "write def")
    code = function.__code__
    linecache.checkcache(code.co_filename)
    source = "".join(linecache.getlines(code.co_filename))
    if code.co_firstlineno not in _functions(source):
        raise PlaybookError(f"{place_of(function)}: {formula.name}()", "isn't defined by a def in a file", "write def")
    shapes = tuple((name, parameter.shape) for name, parameter in formula.parameters.items())
    return _steps(formula.name, source, shown(Path(code.co_filename)), code.co_firstlineno, shapes)


def values_of(formula: Formula, arguments: dict[str, object]) -> dict[str, float]:
    """Calculate each step of a formula, by its name."""
    known = dict(formula.function.__globals__) | arguments
    values: dict[str, float] = {}
    for step in steps_of(formula):
        code = compile(ast.Expression(step.expression), formula.name, "eval")
        values[step.name] = known[step.name] = eval(code, known)  # noqa: S307 - the project's own definition
    return values


@cache
def _functions(source: str) -> dict[int, ast.FunctionDef]:
    """Find the functions of a file by the lines in which they begin, their decorators included."""
    found = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef)]
    return {min([node.lineno, *(mark.lineno for mark in node.decorator_list)]): node for node in found}


@cache
def _steps(name: str, source: str, file: str, first: int, shapes: tuple[tuple[str, Shape], ...]) -> tuple[Step, ...]:
    return tuple(_Reader(name, file).steps(_functions(source)[first], dict(shapes)))


class _Reader:
    """Reads one definition; what it refuses is placed in the file."""

    def __init__(self, name: str, file: str) -> None:
        self.name = name
        self.file = file

    def refuse(self, part: ast.stmt | ast.expr, problem: str, remedy: str) -> PlaybookError:
        return PlaybookError(f"{self.file}:{part.lineno}: {self.name}()", problem, remedy)

    def no_face(self, part: ast.stmt | ast.expr) -> PlaybookError:
        remedy = "use what macros/formulas/expression.py allows"
        match part:
            case ast.BinOp(op=ast.Pow()):
                remedy = "write square(…) or a product"
            case ast.For() | ast.While():
                remedy = "write total(… for row in table)"
            case ast.If():
                remedy = "write one value if a comparison holds else another"
        return self.refuse(part, f"has no face for: {ast.unparse(part).splitlines()[0]}", remedy)

    def steps(self, function: ast.FunctionDef, shapes: dict[str, Shape]) -> Iterator[Step]:
        if ast.get_docstring(function) is None:
            remedy = "tell what it gives, its arguments and what it refuses"
            raise self.refuse(function, "has no docstring", remedy)
        *_, last = statements = function.body[1:] or function.body
        if [statement for statement in statements if isinstance(statement, ast.Return)] != [last]:
            raise self.refuse(function, "doesn't end in its one return", "return one expression or an Estimate")
        steps = [step for statement in statements for step in self.statement(statement)]
        known = dict(shapes)
        for step in steps:
            self.number(step.expression, known)
            if step.name in RESERVED:
                problem = f"'{step.name}' is a name of JavaScript or of a primitive"
                raise self.refuse(step.expression, problem, "take another name")
            if step.name in known:
                raise self.refuse(step.expression, f"gives '{step.name}' a second value", "use a name of its own")
            known[step.name] = NUMBER
        return iter(steps)

    def statement(self, statement: ast.stmt) -> Iterator[Step]:
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
                raise self.no_face(statement)

    def number(self, expression: ast.expr, known: Mapping[str, Shape]) -> None:
        """See that an expression is one that comes to a number, in every face."""
        match expression:
            case ast.Constant(value=bool()):
                raise self.no_face(expression)
            case ast.Constant(value=int() | float()):
                return
            case ast.Name(id=used) if used in known:
                if known[used] != NUMBER:
                    raise self.refuse(expression, f"takes '{used}' for a number", "use total, quantile or len")
            case ast.Attribute(value=ast.Name(id=row), attr=column) if not isinstance(known.get(row, NUMBER), str):
                if column not in known[row]:
                    raise self.refuse(expression, f"'{row}' has no column '{column}'", nearest(column, known[row]))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                self.number(operand, known)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
                self.number(left, known)
                self.number(right, known)
            case ast.IfExp(test=ast.Compare(left=left, ops=[op], comparators=[right]), body=body, orelse=other) if (
                type(op) in COMPARISONS
            ):
                for part in (left, right, body, other):
                    self.number(part, known)
            case ast.Call(keywords=[]):
                self.call(expression, known)
            case _:
                raise self.no_face(expression)

    def call(self, call: ast.Call, known: Mapping[str, Shape]) -> None:
        """See that a primitive gets numbers; quantile and len take a whole list or table first, total the rows."""
        match call:
            case ast.Call(func=ast.Name(id=primitives.total.__name__), args=[ast.GeneratorExp() as rows]):
                self.rows(rows, known)
                return
            case ast.Call(func=ast.Name(id=function), args=arguments) if FUNCTIONS.get(function) == len(arguments):
                pass
            case _:
                raise self.no_face(call)
        if function in ("quantile", "len"):
            first, *arguments = arguments
            shape = known.get(first.id, NUMBER) if isinstance(first, ast.Name) else NUMBER
            if shape == NUMBER or (function == "quantile" and shape != NUMBERS):
                raise self.refuse(first, f"{function}() is given {ast.unparse(first)}", "give it an argument with rows")
        for argument in arguments:
            self.number(argument, known)

    def rows(self, rows: ast.GeneratorExp, known: Mapping[str, Shape]) -> None:
        match rows.generators:
            case [ast.comprehension(target=ast.Name(id=row), iter=ast.Name(id=table), ifs=[], is_async=0)] if (
                known.get(table, NUMBER) != NUMBER
            ):
                each = NUMBER if known[table] == NUMBERS else known[table]
                self.number(rows.elt, {**known, row: each})
            case _:
                raise self.no_face(rows)
