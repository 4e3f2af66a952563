"""The working of a formula with blanks in the place of its numbers.

`working.py` fills in the numbers of a story, and `worked.js` in the same way what a reader types. A blank says by its
attributes what belongs there:

data-put     an argument, a step, or a column of a row: a number of the calculation, in brackets when it is negative
data-raised  on such a blank: it is raised to a power, so a percentage has brackets too
data-is      a step or the result: what the line comes to
data-count   a table or a list: how many rows it has
data-rows    a table: its content is repeated for each row, named by data-row, up to data-most of them
data-in      a sign that belongs to the first, to each next or to the last of the rows
data-several a table: a bracket that goes when it has one row
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from macros.faces.elements import Element, element
from macros.faces.lines import PUT, ROWS, laid_out, markup
from macros.faces.mathematics import Mathematics, left_side
from macros.faces.notation import ATOM, PRODUCT, SUM
from macros.formulas import Formula
from macros.formulas.expression import Step, steps_of

ROWS_WRITTEN_OUT = 6
"""The rows of a sum that a working shows; more are left to three dots."""

RAISED, IS, COUNT, SEVERAL = "data-raised", "data-is", "data-count", "data-several"
TABLE, ROW, MOST = "data-rows", "data-row", "data-most"


def blank_lines(formula: Formula) -> list[str]:
    """Write the lines of a working with blanks, a line for each step of the formula."""
    return [markup(blank_line(formula, step)) for step in steps_of(formula)]


def blank_line(formula: Formula, step: Step) -> Element:
    """Lay out one line of a working with blanks."""
    sides = Mathematics().write(step.expression), _Blanks().write(step.expression)
    return laid_out(left_side(formula, step), *sides, result=element("span", **{IS: step.name}))


class _Blanks(Mathematics):
    """Mathematics with blanks in the place of names."""

    def __init__(self) -> None:
        super().__init__(lambda name: element("mn", **{PUT: name}))

    def bound(self, expression: ast.expr, level: int) -> tuple[Element, int]:
        written, own = super().bound(expression, level)
        if written.tag == ROWS and level > SUM:  # several rows are a sum, which binds less than what it stands in
            group = self.group(written)
            for bracket in group.iterfind("mo"):
                bracket.set(SEVERAL, str(written.get(TABLE)))
            return group, ATOM
        return written, own

    def call(self, function: str, arguments: Sequence[ast.expr]) -> Element:
        if function == "len":
            return element("mn", **{COUNT: ast.unparse(arguments[0])})
        written = super().call(function, arguments)
        if function == "square" and written[0].get(PUT):
            written[0].set(RAISED, "")
        return written

    def total(self, each: ast.expr, row_name: str, table: str) -> tuple[Element, int]:
        written, level = super().bound(each, PRODUCT)
        places = {TABLE: table, ROW: row_name, MOST: str(ROWS_WRITTEN_OUT)}
        return element(ROWS, written, **places), level
