"""Lines of mathematics: parted where they are too wide, with nothing lost, and signs that stay where they belong."""

from __future__ import annotations

import ast

from macros.faces.elements import Element
from macros.faces.lines import laid_out, markup
from macros.faces.mathematics import Mathematics
from macros.faces.plain import words
from macros.formulas import FORMULAS
from macros.formulas.expression import Step, steps_of
from tests.cases import for_every
from tests.faces.small import BRACKETS, LESSER, NESTED, PRIMITIVES

STEPS = {
    f"{formula.name}, {step.name}": step
    for formula in (*FORMULAS.values(), BRACKETS, LESSER, NESTED, PRIMITIVES)
    for step in steps_of(formula)
}
LONG = "a_name_that_fills_half_a_line", "another_that_fills_as_much"


def drawn(expression: str) -> Element:
    return laid_out("left", Mathematics().write(ast.parse(expression, mode="eval").body))


def text(element: Element) -> str:
    return "".join(element.itertext()).replace(" ", "")


def pieces(line: Element) -> list[str]:
    """Give the text of each piece of mathematics."""
    return [text(piece) for piece in line.iter("math")]


@for_every("step", STEPS)
def test_parting_a_line_loses_and_moves_nothing(step: Step) -> None:
    whole = text(Mathematics().write(step.expression))
    line = laid_out("left", Mathematics().write(step.expression))
    for sign in line.iterfind(".//span[@class='pb-sign']"):
        if sign.text in ("÷", "√"):  # mathematics in one piece draws them
            sign.text = ""
    assert text(line).removeprefix("left=") == whole.replace("{", "")


def test_what_is_short_stays_in_one_piece() -> None:
    assert pieces(drawn("(after - before) / before")) == ["=after−beforebefore"]


def test_a_sum_breaks_before_its_signs_and_a_product_within_its_brackets() -> None:
    first, other = map(words, LONG)
    assert pieces(drawn(f"{LONG[0]} + {LONG[1]} * (1 - {LONG[0]})")) == [
        f"={first}".replace(" ", ""),
        f"+{other}".replace(" ", ""),
        "×(1",
        f"−{first})".replace(" ", ""),
    ]


def test_signs_stay_with_the_box_of_a_wide_fraction() -> None:
    line = drawn(f"1 - {LONG[0]} / ({LONG[0]} + {LONG[1]})")
    (tied,) = line.iterfind("span[@class='pb-tied']")
    before, box = tied
    assert text(before) == "−"
    assert [part.get("class") for part in box] == [None, "pb-sign", None]
    assert markup(box).count("<math>") == 3  # one above the bar, two below it


def test_brackets_around_what_is_tall_grow_with_it_and_an_exponent_stands_behind_them() -> None:
    line = drawn(f"square({LONG[0]} / {LONG[1]} + 1)")
    (tied,) = line.iterfind("span[@class='pb-tied']")
    assert [part.get("class") for part in tied] == [None, "pb-brackets", "pb-raised"]


def test_fractions_of_fractions_are_never_drawn_small() -> None:
    assert not list(drawn("a / (b / c)").iterfind(".//mfrac//mfrac"))
    assert not list(drawn("normal_quantile((1 + a) / 2)").iter("mfrac"))
    assert not list(drawn("exp(a / b)").iter("msup"))
