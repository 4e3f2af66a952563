"""The face that people read: a formula as MathML, which browsers draw without any script."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from xml.etree import ElementTree

from macros.faces.notation import ATOM, PRODUCT, Comparison, Notation
from macros.faces.plain import SIGNS, Plain, words
from macros.formulas import Formula
from macros.formulas.expression import COMPARISONS, RESULT, steps_of
from macros.number_words import MINUS

Element = ElementTree.Element

_WIDTHS = ((220, "pb-widest"), (100, "pb-wide"))
"""Classes of formulas by the characters that they have more than; print.css makes them fit."""


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    """Make one MathML element out of its text or its children."""
    made = Element(tag, attributes)
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def operator(sign: str, **attributes: str) -> Element:
    """Make an operator or a bracket."""
    return element("mo", sign, **attributes)


def identifier(name: str) -> Element:
    """Write a name of the code as words."""
    return element("mi", words(name))


def row(*parts: Element) -> Element:
    """Put parts in a row."""
    return element("mrow", *parts)


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
            if base.tag == "mfrac" or "%" in (base.text or ""):  # or the exponent would seem to belong to a part of it
                base = self.group(base)
            return element("msup", base, element("mn", "2"))
        if function == "exp":
            return element("msup", element("mi", "e"), self.write(arguments[0]))
        if function == "abs":
            return row(operator("|", form="prefix"), self.write(arguments[0]), operator("|", form="postfix"))
        if function == "len":
            return row(element("mtext", "number of\u00a0"), self.write(arguments[0]))
        if function == "normal_quantile":
            return element("msub", element("mi", SIGNS[function]), self.write(arguments[0]))
        parts = [operator("(")]
        for argument in arguments:
            parts.extend((self.write(argument), operator(";", separator="true")))
        parts[-1] = operator(")")
        return row(element("mi", SIGNS[function]), *parts)


def _case(value: Element, *condition: Element) -> Element:
    return element("mtr", element("mtd", value), element("mtd", row(*condition)))


def math(content: Element, alternative: str) -> str:
    """Wrap MathML for a page; `alternative` is the same in plain characters, for exports and old browsers.

    A formula that is too long for a sheet of paper says so, since MathML doesn't break its lines.
    """
    width = next((name for least, name in _WIDTHS if len(alternative) > least), None)
    attributes = {"alttext": alternative} | ({"class": width} if width else {})
    return ElementTree.tostring(element("math", content, **attributes), encoding="unicode")


def equation(left: str, *sides: tuple[Element, str]) -> str:
    """Write `left = side = side …`; each side is given as MathML and in plain characters."""
    return math(equated(left, *(side for side, _ in sides)), " = ".join((words(left), *(plain for _, plain in sides))))


def equated(left: str, *sides: Element) -> Element:
    """Put an equals sign before each side, in one row with it, so that a narrow screen breaks before the sign."""
    return row(identifier(left), *(row(operator("=", form="infix"), side) for side in sides))


def equations(formula: Formula) -> list[str]:
    """Write the definition of a formula, a line for each of its steps."""
    mathematics, plain = Mathematics(), Plain()
    return [
        equation(
            formula.name if step.name == RESULT else step.name,
            (mathematics.write(step.expression), plain.write(step.expression)),
        )
        for step in steps_of(formula)
    ]
