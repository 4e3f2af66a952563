"""The face that people read: a formula as MathML, which browsers draw without any script."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from macros.faces.elements import Element, element, operator, row
from macros.faces.lines import Line, laid_out, markup
from macros.faces.notation import ATOM, PRODUCT, Comparison, Notation
from macros.faces.plain import SIGNS, Plain, words
from macros.formulas import Formula
from macros.formulas.expression import COMPARISONS, RESULT, Step, steps_of
from macros.number_words import MINUS


def identifier(name: str) -> Element:
    """Write a name of the code as words."""
    return element("mi", words(name))


class Mathematics(Notation[Element]):
    """Writes an expression as MathML; `names` tells how a name is written."""

    def __init__(self, names: Callable[[str], Element] = identifier) -> None:
        self.names = names

    def number(self, value: float) -> Element:
        return element("mn", f"{value:,}")

    def name(self, name: str) -> Element:
        return self.names(name)

    def column(self, row: str, column: str) -> Element:
        if self.names is not identifier:
            return self.names(f"{row}.{column}")
        return element("msub", identifier(column), identifier(row))

    def group(self, inner: Element) -> Element:
        return row(operator("("), inner, operator(")"))

    def negative(self, inner: Element) -> Element:
        return row(operator(MINUS, form="prefix"), inner)

    def sum(self, left: Element, right: Element) -> Element:
        return row(left, operator("+"), right)

    def difference(self, left: Element, right: Element) -> Element:
        return row(left, operator(MINUS), right)

    def product(self, left: Element, right: Element) -> Element:
        return row(left, operator("×"), right)

    def quotient(self, left: ast.expr, right: ast.expr) -> tuple[Element, int]:
        return element("mfrac", self.write(left), self.write(right)), ATOM

    def total(self, each: ast.expr, row_name: str, table: str) -> tuple[Element, int]:
        sign = element("munder", operator("∑"), identifier(row_name))
        return row(sign, self.write(each, PRODUCT)), PRODUCT

    def choice(self, cases: Sequence[tuple[ast.expr, Comparison]], otherwise: ast.expr) -> Element:
        lines: list[tuple[Element, ...]] = [
            (
                self.write(value),
                element("mtext", "if\u00a0"),
                self.write(left),
                operator(COMPARISONS[kind]),
                self.write(right),
            )
            for value, (left, kind, right) in cases
        ]
        lines.append((self.write(otherwise), element("mtext", "otherwise")))
        table = element("mtable", *(_case(first, *rest) for first, *rest in lines))
        return row(operator("{", form="prefix"), table)

    def call(self, function: str, arguments: Sequence[ast.expr]) -> Element:
        if function == "sqrt":
            return element("msqrt", self.write(arguments[0]))
        if function == "square":
            base = self.write(arguments[0], ATOM)
            if base.tag == "mfrac":  # or the exponent would seem to belong to a part of it
                base = self.group(base)
            return element("msup", base, element("mn", "2"))
        if function == "exp" and isinstance(arguments[0], ast.Name | ast.UnaryOp):  # more would be too small to read
            return element("msup", element("mi", "e"), self.write(arguments[0]))
        if function == "abs":
            return row(operator("|", form="prefix"), self.write(arguments[0]), operator("|", form="postfix"))
        if function == "len":
            return row(element("mtext", "number of\u00a0"), self.write(arguments[0]))
        if function == "normal_quantile":
            return element("msub", element("mi", SIGNS[function]), _Small(self.names).write(arguments[0]))
        parts = [operator("(")]
        for argument in arguments:
            parts.extend((self.write(argument), operator(";", separator="true")))
        parts[-1] = operator(")")
        return row(element("mi", SIGNS[function]), *parts)


class _Small(Mathematics):
    """Mathematics in small letters, where stacked fractions can't be read."""

    def quotient(self, left: ast.expr, right: ast.expr) -> tuple[Element, int]:
        return row(self.write(left, PRODUCT), operator("/"), self.write(right, ATOM)), PRODUCT


def _case(value: Element, *condition: Element) -> Element:
    return element("mtr", element("mtd", value), element("mtd", row(*condition)))


def equations(formula: Formula) -> list[Line]:
    """Write the definition of a formula, a line for each of its steps."""
    mathematics, plain = Mathematics(), Plain()
    lines = []
    for step in steps_of(formula):
        name = left_side(formula, step)
        drawn = laid_out(name, mathematics.write(step.expression))
        lines.append(Line(markup(drawn), f"{words(name)} = {plain.write(step.expression)}"))
    return lines


def left_side(formula: Formula, step: Step) -> str:
    """Name what a line is about: a step, or the formula itself."""
    return formula.name if step.name == RESULT else step.name
