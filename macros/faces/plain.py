"""The face for text alternatives: a formula in plain characters, its names as words or as the values put in."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from macros.faces.notation import ATOM, PRODUCT, Comparison, Notation
from macros.formulas.expression import COMPARISONS
from macros.number_words import MINUS

SIGNS = {
    "sqrt": "√",
    "exp": "exp",
    "log": "ln",
    "ceil": "round up",
    "min": "min",
    "max": "max",
    "quantile": "quantile",
    "normal_quantile": "z",
}
"""How the primitives are written before their brackets; abs, len and square have a notation of their own."""


def words(name: str) -> str:
    """Turn a name of the code into the words that people read."""
    return name.replace("_", " ")


class Plain(Notation[str]):
    """Writes an expression in plain characters; `names` tells how a name is written."""

    def __init__(self, names: Callable[[str], str] = words) -> None:
        self.names = names

    def number(self, value: float) -> str:
        return f"{value:,}"

    def name(self, name: str) -> str:
        return self.names(name)

    def column(self, row: str, column: str) -> str:
        return self.names(f"{row}.{column}") if self.names is not words else f"{words(column)} of {words(row)}"

    def group(self, inner: str) -> str:
        return f"({inner})"

    def negative(self, inner: str) -> str:
        return f"{MINUS}{inner}"

    def sum(self, left: str, right: str) -> str:
        return f"{left} + {right}"

    def difference(self, left: str, right: str) -> str:
        return f"{left} {MINUS} {right}"

    def product(self, left: str, right: str) -> str:
        return f"{left} × {right}"

    def quotient(self, left: ast.expr, right: ast.expr) -> tuple[str, int]:
        return f"{self.write(left, PRODUCT)} ÷ {self.write(right, ATOM)}", PRODUCT

    def total(self, each: ast.expr, row: str, table: str) -> tuple[str, int]:
        return f"Σ {self.write(each, PRODUCT)}", PRODUCT

    def choice(self, cases: Sequence[tuple[ast.expr, Comparison]], otherwise: ast.expr) -> str:
        written = "".join(
            f"{self.write(value)} if {self.write(left)} {COMPARISONS[kind]} {self.write(right)}, "
            for value, (left, kind, right) in cases
        )
        return f"{written}else {self.write(otherwise)}"

    def call(self, function: str, arguments: Sequence[ast.expr]) -> str:
        if function == "square":
            base = self.write(arguments[0], ATOM)
            return f"({base})²" if base.endswith("%") else f"{base}²"
        if function == "len":
            return f"number of {self.write(arguments[0])}"
        written = "; ".join(self.write(argument) for argument in arguments)
        return f"|{written}|" if function == "abs" else f"{SIGNS[function]}({written})"
