"""What the embed of a formula has beside text: its mathematics and its calculator, and how tall both will be."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import lxml.etree
import lxml.html
from lxml.html import builder

from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.exports.embedding.height import table_height, text_rows
from macros.exports.embedding.styles import pixels
from macros.exports.pages import ExportedPage
from macros.exports.tree import Cell, Table, Text

_LETTER = (0.72, 0.23)
"""How far letters reach above and below their line, as parts of their size; so are the measures below."""
_LINE = (1.02, 0.4)
"""What a line takes up at least."""
_AXIS = 0.24
"""How far the bar of a fraction stands above the line."""
_GAP = 0.42
"""Between the bar and what stands above or below it."""
_ROOF = 0.2
"""Between the roof of a root and what stands under it."""
_SMALL = 0.72
"""The size of what is raised or lowered."""
_RAISED, _LOWERED = 0.4, 0.25
_FENCES = frozenset("()[]|⌈⌉⌊⌋")


@dataclass(frozen=True)
class Calculating:
    """The mathematics and the calculator of a formula."""

    lines: tuple[Element, ...]
    """A `math` element each."""
    form: Element

    @cached_property
    def mathematics(self) -> str:
        """The mathematics as HTML; what is wider than a frame scrolls."""
        lines = builder.DIV(*(builder.P(line) for line in copy.deepcopy(self.lines)))
        lines.attrib.update({"class": "scroll", "tabindex": "0", "role": "group", "aria-label": "Mathematics"})
        return _html(lines)

    @cached_property
    def shown(self) -> Element:
        """The form without what hands its result over, for which an embed has no room."""
        form = copy.deepcopy(self.form)
        for part in form.xpath("./template | ./*[contains(@class, 'pb-calculator__handover')]"):
            form.remove(part)
        return form

    @cached_property
    def calculator(self) -> str:
        """The calculator as HTML; it is hidden until a script can make it work."""
        form = copy.deepcopy(self.shown)
        form.attrib.pop("data-search-exclude", None)
        form.set("autocomplete", "off")  # once for all its fields, since an embed has no bytes to spare
        for field in form.iter("input"):
            for name, usual in (("type", "text"), ("autocomplete", "off")):
                if field.get(name) == usual:
                    del field.attrib[name]
        form.tail = None
        return _html(form)

    @property
    def height(self) -> float:
        """The room that both need, in pixels, with what stands around them."""
        gap, size = pixels("gap"), pixels("math-size")
        lines = (sum(map(max, _reach(line), _LINE)) * size + gap for line in self.lines)
        return math.ceil(sum(lines)) + gap + _form_height(self.shown)


def calculating(page: ExportedPage) -> Calculating:
    """Read the mathematics and the calculator of the page of a formula.

    Raises:
        PlaybookError: it lacks one of them.
    """
    lines = page.article.xpath(".//*[contains(@class, 'pb-mathematics')]/*[@role='math']")
    forms = page.article.xpath(".//form[@data-formula]")
    if not lines or len(forms) != 1:
        problem = f"has {len(lines)} lines of mathematics and {len(forms)} calculators"
        raise PlaybookError(f"{page.place}/index.html", problem, "a formula's page needs both, and one calculator")
    return Calculating(tuple(map(_whole, lines)), forms[0])


def _html(element: Element) -> str:
    return lxml.html.tostring(element, encoding="unicode")


def _whole(line: Element) -> Element:
    """Put the pieces of a line together again as one `math` element, since what is wide scrolls in an embed.

    It has no rows that hold nothing up, for an embed has no bytes to spare.
    """
    whole = _element("math", _element("mi"), *_put_together(line))
    whole[0].text = str(line.text).strip()
    for sign in whole.iter("mo"):
        if sign.get("form") == "infix":
            del sign.attrib["form"], sign.attrib["lspace"]
    for row in whole.xpath(".//*[self::math or self::mrow or self::msqrt]/mrow"):
        inner = {str(one.text) for one in row.iterchildren("mo")}
        if not inner & _FENCES and not row.xpath("./mo[@form='prefix' or @form='postfix']"):
            row.drop_tag()
    return whole


def _put_together(element: Element) -> list[Element]:
    """Make mathematics of the pieces and boxes in an element."""
    made: list[Element] = []
    for child in element:
        inner = _put_together(child) if child.tag == "span" else copy.deepcopy(list(child))
        match child.get("class"):
            case "pb-sign":
                continue
            case "pb-over" | "pb-over pb-over--rows":
                above, below = (_element("mrow", *_put_together(part)) for part in (child[0], child[-1]))
                made.append(_element("mfrac", above, below))
            case "pb-root":
                made.append(_element("msqrt", *inner))
            case "pb-brackets" | "pb-bars":
                brackets = _element("mo"), _element("mo")
                brackets[0].text, brackets[1].text = child[0].text, child[-1].text
                made.append(_element("mrow", brackets[0], *inner, brackets[1]))
            case "pb-raised":
                made.append(_element("msup", made.pop(), *inner))
            case "pb-cases":
                cases = (_element("mtr", _element("mtd", *_put_together(case))) for case in child)
                brace = _element("mo")
                brace.text = "{"
                made.extend((brace, _element("mtable", *cases)))
            case _:
                made.extend(inner)
    return made


def _element(tag: str, *children: Element) -> Element:
    made = lxml.html.Element(tag)
    made.extend(children)
    return made


# Heights


def _reach(node: Element) -> tuple[float, float]:
    """Tell how far a piece of mathematics reaches above and below its line, in the size of its letters."""
    inner = [_reach(child) for child in node.iterchildren()]
    match node.tag:
        case "mfrac":
            return _AXIS + _GAP + sum(inner[0]), _GAP + sum(inner[1]) - _AXIS
        case "msqrt":
            above, below = _row(inner)
            return above + _ROOF, below
        case "msup":
            return max(inner[0][0], _RAISED + _SMALL * inner[1][0]), inner[0][1]
        case "msub":
            return inner[0][0], max(inner[0][1], _LOWERED + _SMALL * sum(inner[1]))
        case "munder":
            return inner[0][0] * 1.3, inner[0][1] * 1.3 + _GAP + _SMALL * sum(inner[1])
        case "mtable":
            whole = sum(sum(row) + _GAP for row in inner)
            return whole / 2 + _AXIS, whole / 2 - _AXIS
    return _row(inner) if inner else _LETTER


def _row(inner: Iterable[tuple[float, float]]) -> tuple[float, float]:
    above, below = zip(*inner, _LETTER, strict=True)
    return max(above), max(below)


def _form_height(form: Element) -> float:
    """Estimate a form: what it asks for, a line each; its tables; below them what it says, and its buttons."""
    gap, near, field, line = (pixels(name) for name in ("gap", "near", "field", "line"))
    total: float = pixels("edge") + gap
    for label in form.iter("label"):
        if label.xpath("not(ancestor::table)"):
            total += field + near
    for table in form.iter("fieldset"):
        total += line + _rows_height(table) + 2 * gap + pixels("small-line") + near
    for words in form.iterchildren("p"):
        rows = text_rows(str(words.text_content()))
        total += rows * line + gap if rows else 0
    for _ in form.iterchildren("button"):
        total += pixels("small-line") + near + gap
    return total


def _rows_height(table: Element) -> float:
    """Estimate the rows of a table that are filled in."""
    headings = tuple(Cell((Text(str(cell.text_content())),), heading=True) for cell in table.iter("th"))
    row = pixels("field") + 2 * pixels("cell") + pixels("rule")
    return table_height(Table((headings,))) + row * len(table.xpath(".//tbody/tr"))
