"""How an expression is written in any notation: a walk that knows precedence, with the signs left to each notation."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

Written = TypeVar("Written")

CHOICE, SUM, PRODUCT, ATOM = 0, 1, 2, 3
"""How tightly the outermost operation of an expression binds."""


Comparison = tuple[ast.expr, type[ast.cmpop], ast.expr]
"""Left side, kind and right side of a comparison."""


class Notation(ABC, Generic[Written]):
    """Writes expressions that `expression.py` has accepted; `Written` is what one notation writes into.

    Brackets keep the order of calculation of the definition, so that every face rounds alike.
    """

    def write(self, expression: ast.expr, level: int = CHOICE) -> Written:
        """Write an expression, in brackets if it binds less tightly than `level`."""
        return self.bound(expression, level)[0]

    def bound(self, expression: ast.expr, level: int) -> tuple[Written, int]:
        """Write an expression as `write` does, and say how tightly binds what was written."""
        written, own = self._walk(expression)
        return (self.group(written), ATOM) if own < level else (written, own)

    def _walk(self, expression: ast.expr) -> tuple[Written, int]:
        match expression:
            case ast.Constant(value=int() | float() as value):
                return self.number(value), ATOM
            case ast.Name(id=name):
                return self.name(name), ATOM
            case ast.Attribute(value=ast.Name(id=row), attr=column):
                return self.column(row, column), ATOM
            case ast.UnaryOp(operand=operand):
                return self.negative(self.write(operand, PRODUCT)), SUM
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return self.quotient(left, right)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return self.product(self.write(left, PRODUCT), self.write(right, ATOM)), PRODUCT
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.sum(self.write(left, SUM), self.write(right, PRODUCT)), SUM
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return self.difference(self.write(left, SUM), self.write(right, PRODUCT)), SUM
            case ast.IfExp():
                return self.choice(*_cases(expression)), CHOICE
            case ast.Call(args=[ast.GeneratorExp(elt=each, generators=[rows])]):
                assert isinstance(rows.target, ast.Name) and isinstance(rows.iter, ast.Name)
                return self.total(each, rows.target.id, rows.iter.id)
            case ast.Call(func=ast.Name(id=function), args=arguments):
                return self.call(function, arguments), ATOM
        raise AssertionError(f"expression.py let through {ast.unparse(expression)}")

    @abstractmethod
    def number(self, value: float) -> Written:
        """Write a constant."""

    @abstractmethod
    def name(self, name: str) -> Written:
        """Write an argument or the name of a step."""

    @abstractmethod
    def column(self, row: str, column: str) -> Written:
        """Write a column of a row."""

    @abstractmethod
    def group(self, inner: Written) -> Written:
        """Write brackets around something."""

    @abstractmethod
    def negative(self, inner: Written) -> Written:
        """Write a minus sign before something."""

    @abstractmethod
    def sum(self, left: Written, right: Written) -> Written:
        """Write a + b."""

    @abstractmethod
    def difference(self, left: Written, right: Written) -> Written:
        """Write a − b."""

    @abstractmethod
    def product(self, left: Written, right: Written) -> Written:
        """Write a × b."""

    @abstractmethod
    def quotient(self, left: ast.expr, right: ast.expr) -> tuple[Written, int]:
        """Write a ÷ b, and say how tightly it binds."""

    @abstractmethod
    def total(self, each: ast.expr, row: str, table: str) -> tuple[Written, int]:
        """Write the sum over rows, and say how tightly it binds."""

    @abstractmethod
    def choice(self, cases: Sequence[tuple[ast.expr, Comparison]], otherwise: ast.expr) -> Written:
        """Write the value of the first comparison that holds, or the last value."""

    @abstractmethod
    def call(self, function: str, arguments: Sequence[ast.expr]) -> Written:
        """Write the call of a primitive."""


def _cases(expression: ast.expr) -> tuple[list[tuple[ast.expr, Comparison]], ast.expr]:
    """Lay a chain of choices out flat: each value with its comparison, and the value that is left."""
    cases = []
    while isinstance(expression, ast.IfExp):
        assert isinstance(expression.test, ast.Compare)  # expression.py lets nothing else through
        comparison = (expression.test.left, type(expression.test.ops[0]), expression.test.comparators[0])
        cases.append((expression.body, comparison))
        expression = expression.orelse
    return cases, expression
