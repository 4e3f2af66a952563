"""A formula as MathML: well formed, complete, and with the same in plain characters beside it."""

from __future__ import annotations

from xml.etree import ElementTree

from macros.faces.lines import Line
from macros.faces.mathematics import Mathematics, equations
from macros.faces.plain import Plain, words
from macros.formulas import FORMULAS, Formula
from macros.formulas.expression import RESULT, steps_of
from tests.cases import for_every
from tests.faces.small import ADDED, BRACKETS, CONSTANTS, LESSER, PRIMITIVES, STEPPED, WEIGHED

Element = ElementTree.Element
ALLOWED = {
    "math",
    "mrow",
    "mi",
    "mn",
    "mo",
    "mtext",
    "mfrac",
    "msqrt",
    "msup",
    "msub",
    "munder",
    "mtable",
    "mtr",
    "mtd",
}
CHILDREN = {"mfrac": 2, "msup": 2, "msub": 2, "munder": 2, "msqrt": 1}
LEAVES = {"mi", "mn", "mo", "mtext"}
every_formula = for_every("formula", FORMULAS)


def parsed(line: Line) -> Element:
    return ElementTree.fromstring(f"<p>{line.markup}</p>")  # noqa: S314 - our own text


def text(element: Element) -> str:
    return "".join(element.itertext())


def drawn(formula: Formula) -> list[Element]:
    return [Mathematics().write(step.expression) for step in steps_of(formula)]


@every_formula
def test_every_equation_is_well_formed_mathml(formula: Formula) -> None:
    for line in equations(formula):
        pieces = list(parsed(line).iter("math"))
        assert pieces
        for element in (element for piece in pieces for element in piece.iter()):
            assert element.tag in ALLOWED
            assert len(element) == CHILDREN.get(element.tag, len(element))
            assert (element.tag in LEAVES) == (len(element) == 0)
            assert not element.text or element.tag in LEAVES
            assert element.tag == "math" or not element.tail


@every_formula
def test_every_leaf_says_something(formula: Formula) -> None:
    for line in equations(formula):
        assert all(text(element).strip() for element in parsed(line).iter() if element.tag in LEAVES)


@every_formula
def test_the_alternative_of_every_equation_is_the_same_in_plain_characters(formula: Formula) -> None:
    for step, line in zip(steps_of(formula), equations(formula), strict=True):
        left = words(formula.name if step.name == RESULT else step.name)
        assert line.words == f"{left} = {Plain().write(step.expression)}"


@every_formula
def test_every_argument_is_named_somewhere(formula: Formula) -> None:
    shown = " ".join(element.text or "" for line in equations(formula) for element in parsed(line).iter("mi"))
    for name in formula.parameters:
        row = {"criteria": "criterion"}.get(name, words(name).rstrip("s"))
        assert words(name) in shown or row in shown  # a table shows as its row


def test_a_quotient_is_a_fraction_without_brackets() -> None:
    (fraction,) = drawn(WEIGHED)
    assert fraction.tag == "mfrac"
    assert text(fraction[0]) == "∑rowweightrow×|unit sharerow−1|"
    assert text(fraction[1]) == "number of\u00a0rows"


def test_brackets_stand_where_a_fraction_does_not_group_already() -> None:
    (difference,) = drawn(BRACKETS)
    assert text(difference) == "(first+other)×(first−(other+1))firstother2−(first−other)"


def test_primitives_are_drawn_as_people_write_them() -> None:
    root, result = drawn(PRIMITIVES)
    assert text(root) == "amount+eamount+ln(amount)+round up(amount)+|amount|+(amount+1)2"
    assert [element.tag for element in root.iter() if element.tag in {"msqrt", "msup"}] == ["msqrt", "msup", "msup"]
    assert text(result) == "root+number of\u00a0amounts+quantile(amounts;amount)+zamount"


def test_a_fraction_that_is_squared_has_brackets() -> None:
    (power,) = drawn(LESSER)
    assert text(power) == "(min(first;other)max(first;other))2"


def test_a_sum_over_rows_has_its_row_below_the_sign() -> None:
    (product,) = drawn(ADDED)
    below = product.find(".//munder")
    assert below is not None
    assert [text(part) for part in below] == ["∑", "row"]
    assert text(product) == "2×(∑row(weightrow+unit sharerow))"


def test_a_column_is_an_index_of_its_row() -> None:
    (product,) = drawn(ADDED)
    assert [[text(part) for part in column] for column in product.iter("msub")] == [
        ["weight", "row"],
        ["unit share", "row"],
    ]


def test_an_estimate_has_a_line_for_each_end() -> None:
    assert [line.words for line in equations(STEPPED)] == [
        "half width = √(amount) ÷ 2",
        "stepped = amount",
        "low end = amount − half width",
        "high end = amount + half width",
    ]


def test_constants_keep_every_digit() -> None:
    (sum_,) = drawn(CONSTANTS)
    assert [element.text for element in sum_.iter("mn")] == ["1,000,000", "0.25", "1.23456789"]
