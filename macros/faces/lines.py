"""Lines of mathematics that fit: pieces of MathML, short enough for a phone, which every browser wraps like words.

No browser breaks a formula as people do, and some never break one. So what is too wide for one piece is opened: sums
and products part before their signs, and fractions, roots and tall brackets become boxes that hold pieces again. A box
holds its sign as text, which the style sheet draws: it can be read aloud and copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree import ElementTree

from macros.faces.elements import Element, element, operator, span
from macros.faces.plain import words

ROOM = 28
"""The characters that a piece may have, by a window of 320 pixels."""
NUMBER = 13
"""The characters for which a blank has room."""
ROWS = "rows"
"""The element that holds the pattern of a row where rows are put in."""
PUT, PLACE, FIRST, NEXT, LAST = "data-put", "data-in", "first", "next", "last"
"""What names a blank for a number, and what tells to which of the rows a sign belongs."""

_OPENED = frozenset(("mrow", "mfrac", "msqrt", "msup", ROWS))
_SIGNS = frozenset(("mo", "munder", "mtext"))
_CLOSING = frozenset((")", ";"))
_BRACKETS = {"(": "pb-brackets", "|": "pb-bars"}
_TALL = frozenset(("mfrac", "msqrt", "munder"))
_NARROW = {"(": 1.0, ")": 1.0, "|": 1.0, ";": 1.5}


@dataclass(frozen=True)
class Line:
    """A line of mathematics."""

    markup: str
    """Words and pieces."""
    words: str
    """The same in plain characters, for whoever hears it, and for texts."""


def laid_out(left: str, *sides: Element, result: Element | None = None) -> Element:
    """Lay a line out: `left = side = … = result`.

    Args:
        left: a name of the code.
        sides: what stands behind it, as MathML.
        result: what it comes to, as an element of the page.

    Returns:
        An element that holds the line.
    """
    pieces: list[_Part] = []
    for side in sides:
        pieces.extend(_begun([operator("=")], side))
    line = _spaced("", pieces)
    line.text = f"{words(left)} "
    if result is not None:
        line[-1].tail = " =\u00a0"
        line.append(result)
    return line


def markup(line: Element) -> str:
    """Write what an element holds that a line was laid out in."""
    written = ElementTree.tostring(line, encoding="unicode", short_empty_elements=False)
    return written.removeprefix("<span>").removesuffix("</span>")


class _Part(Protocol):
    """What stays together when a line breaks, or what is repeated for each row."""

    def begin_with(self, sign: Element) -> None:
        """Put a sign before it."""

    def end_with(self, sign: Element) -> None:
        """Put a sign behind it."""

    def raise_to(self, exponent: Element) -> None:
        """Put an exponent at its end."""

    def drawn(self) -> Element:
        """Make the element of it."""


@dataclass
class _Piece:
    """Mathematics or a box, with the signs that stay with it."""

    core: Element
    before: list[Element] = field(default_factory=list)
    behind: list[Element] = field(default_factory=list)
    exponent: Element | None = None

    def begin_with(self, sign: Element) -> None:
        if sign.tag == "mo" and sign.text not in _BRACKETS and sign.get("form") is None:
            sign.attrib.update(form="infix", lspace="0")  # the space between pieces stands before it
        self.before.insert(0, sign)

    def end_with(self, sign: Element) -> None:
        self.behind.append(sign)

    def raise_to(self, exponent: Element) -> None:
        if self.core.tag == "span":
            self.exponent = exponent
        elif self.behind:
            bracket = self.behind.pop()
            place = {PLACE: bracket.attrib.pop(PLACE)} if PLACE in bracket.attrib else {}
            self.behind.append(element("msup", bracket, exponent, **place))
        else:
            self.core = element("msup", self.core, exponent)

    def drawn(self) -> Element:
        if self.core.tag != "span":
            return element("math", *self.before, self.core, *self.behind)
        before, behind = ([span("", element("math", *signs))] if signs else [] for signs in (self.before, self.behind))
        raised = [span("pb-raised", element("math", self.exponent))] if self.exponent is not None else []
        parts = [*before, self.core, *raised, *behind]
        return span("pb-tied", *parts) if len(parts) > 1 else self.core


@dataclass
class _Rows:
    """The pattern of a row."""

    pattern: list[_Part]
    attributes: dict[str, str]

    def begin_with(self, sign: Element) -> None:
        sign.set(PLACE, FIRST)
        self.pattern[0].begin_with(sign)

    def end_with(self, sign: Element) -> None:
        sign.set(PLACE, LAST)
        self.pattern[-1].end_with(sign)

    def raise_to(self, exponent: Element) -> None:
        self.pattern[-1].raise_to(exponent)

    def drawn(self) -> Element:
        drawn = _spaced("", self.pattern)
        drawn.attrib.update(self.attributes)
        return drawn


def _spaced(kind: str, pieces: Sequence[_Part]) -> Element:
    """Put pieces into an element, with the spaces between them at which it breaks."""
    drawn = [piece.drawn() for piece in pieces]
    for one in drawn[:-1]:
        one.tail = " "
    return span(kind, *drawn)


def _pieces(node: Element, room: float = ROOM, used: float = 0) -> list[_Part]:
    """Part mathematics where it may break.

    Args:
        node: the mathematics.
        room: the characters that a piece may have there.
        used: what the signs take of that which the first piece will begin with.
    """
    if node.tag not in _OPENED or _fits(node, room - used):
        return [_Piece(node)]
    match node.tag:
        case "mfrac":
            above, below = (_spaced("", _pieces(part, room - used - 1)) for part in node)
            kind = "pb-over" if node.find(f".//{ROWS}") is None else "pb-over pb-over--rows"
            return [_Piece(span(kind, above, _sign("÷"), below))]
        case "msqrt":
            return [_Piece(span("pb-root", _sign("√"), _spaced("", _pieces(node[0], room - used - 2))))]
        case "msup":
            pieces = _pieces(node[0], room - _width(node[1]), used)
            pieces[-1].raise_to(node[1])
            return pieces
        case "rows":
            plus = operator("+", **{PLACE: NEXT})
            return [_Rows(_begun([plus], node[0], room, used), dict(node.attrib))]
    return _row(list(node), room, used)


def _begun(signs: Sequence[Element], node: Element, room: float = ROOM, used: float = 0) -> list[_Part]:
    """Part mathematics behind signs that stay with its first piece."""
    return _signed(signs, _pieces(node, room, used + sum(map(_width, signs))))


def _signed(signs: Sequence[Element], pieces: list[_Part]) -> list[_Part]:
    for sign in reversed(signs):
        pieces[0].begin_with(sign)
    return pieces


def _row(parts: list[Element], room: float, used: float) -> list[_Part]:
    """Part a row before its signs; a sign stays with what follows it, a closing one with what it closes."""
    bracket = next((index for index, part in enumerate(parts) if part.text in _BRACKETS), None)
    if bracket is not None:
        return _bracketed(parts, bracket, room, used)
    if parts[0].text == "{":
        cases = [_spaced("", _row([*case[0], *case[1][0]], room - used - 1, 0)) for case in parts[1]]
        return [_Piece(span("pb-cases", *cases))]
    found: list[_Part] = []
    waiting: list[Element] = []
    for part in parts:
        if part.text in _CLOSING:
            found[-1].end_with(part)
        elif part.tag in _SIGNS and part is not parts[-1]:
            waiting.append(part)
        else:
            found.extend(_begun(waiting, part, room, 0 if found else used))
            waiting = []
    return found


def _bracketed(parts: list[Element], start: int, room: float, used: float) -> list[_Part]:
    """Open brackets, with the name of a function before them; around what is tall they become a box."""
    name, opening, content, closing = parts[:start], parts[start], parts[start + 1 : -1], parts[-1]
    is_tall = any(part.tag in _TALL for one in content for part in one.iter())
    taken = used + sum(map(_width, (*name, opening)))
    left = (room - taken - 1, 0) if is_tall else (room, taken)
    inner = _row(content, *left) if len(content) > 1 else _pieces(content[0], *left)
    if is_tall:
        signs = _sign(str(opening.text)), _sign(str(closing.text))
        box = span(_BRACKETS[str(opening.text)], signs[0], _spaced("", inner), signs[1])
        return _signed(name, [_Piece(box)])
    for bracket in (opening, closing):
        bracket.set("stretchy", "false")  # they stand in pieces of different heights
    inner[-1].end_with(closing)
    return _signed([*name, opening], inner)


def _sign(sign: str) -> Element:
    return span("pb-sign", sign)


# Measures


def _fits(node: Element, room: float) -> bool:
    """Tell whether mathematics may stay in one piece: it is short, and holds no rows and no fraction of fractions."""
    if any(part.tag == ROWS or (part.tag == "mfrac" and part.find(".//mfrac") is not None) for part in node.iter()):
        return False
    return _width(node) <= room


def _width(node: Element) -> float:
    """Estimate how wide mathematics is, in characters."""
    if node.get(PUT):
        return NUMBER
    inner = [_width(child) for child in node]
    match node.tag:
        case "mo":
            return _NARROW.get(str(node.text), 3)
        case "mfrac" | "munder" | "mtable":
            return max(inner)
        case "msup" | "msub":
            return inner[0] + 0.7 * inner[1]
        case "msqrt":
            return inner[0] + 2
    return sum(inner) + len(node.text or "")
