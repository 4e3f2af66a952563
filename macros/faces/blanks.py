"""The working of a formula with blanks in the place of its numbers: `worked.js` fills in what a reader types.

A blank says by its attributes what belongs there:

data-put     an argument, a step, or a column of a row: a number of the calculation, in brackets when it is negative
data-is      a step or the result: what the line comes to
data-count   a table or a list: how many rows it has
data-rows    a table: its content is repeated for each row, named by data-row, up to data-most of them, a + between them
data-several a table: brackets that go when it has one row
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from xml.etree import ElementTree

from macros.faces.mathematics import Element, Mathematics, element, equated, row
from macros.faces.notation import ATOM, PRODUCT, SUM
from macros.faces.working import ROWS_WRITTEN_OUT, left_side
from macros.formulas import Formula
from macros.formulas.expression import steps_of


def blank_lines(formula: Formula) -> list[str]:
    """Write the lines of a working as MathML with blanks, a line for each step of the formula."""
    lines = []
    for step in steps_of(formula):
        sides = Mathematics().write(step.expression), _Blanks().write(step.expression)
        come_to = element("mtext", **{"data-is": step.name})
        line = element("math", equated(left_side(formula, step), *sides, come_to))
        lines.append(ElementTree.tostring(line, encoding="unicode", short_empty_elements=False))
    return lines


class _Blanks(Mathematics):
    """Mathematics with blanks in the place of names."""

    def __init__(self) -> None:
        super().__init__(lambda name: element("mn", **{"data-put": name}))

    def bound(self, expression: ast.expr, level: int) -> tuple[Element, int]:
        written, own = super().bound(expression, level)
        if written.get("data-rows") and level > SUM:  # several rows are a sum, which binds less than what it stands in
            group = self.group(written)
            group.set("data-several", str(written.get("data-rows")))
            return group, ATOM
        return written, own

    def call(self, function: str, arguments: Sequence[ast.expr]) -> Element:
        if function == "len":
            return element("mn", **{"data-count": ast.unparse(arguments[0])})
        return super().call(function, arguments)

    def total(self, each: ast.expr, row_name: str, table: str) -> tuple[Element, int]:
        written, level = super().bound(each, PRODUCT)
        rows = row(written)
        for name, value in (("rows", table), ("row", row_name), ("most", ROWS_WRITTEN_OUT)):
            rows.set(f"data-{name}", str(value))
        return rows, level
