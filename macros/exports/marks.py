"""Write a form once in each format with marks in its places, so that a browser needs no writers to fill it.

Every place holds a mark, every row stands twice, and what is written is parted at the marks again: the pieces between
them are the format's, and where a row begins and ends shows in what stands twice. So no writer knows of marks. A mark
holds a sign that every format with markup escapes, which tells whether words are escaped there, and a break, which
tells how a line ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.escapes import WORD
from macros.exports.word import tick_box
from macros.exports.writers.hypertext import DONE, TO_DO
from macros.exports.yours import write

Piece = str | dict[str, Any]
"""Text of the format, or what the browser puts there; docs/assets/javascripts/yours/pieces.js reads it."""

_START, _NAMED, _TRIED, _END = "\ue000", "\ue001", "\ue002", "\ue003"
_PLACE, _ROW, _WITHIN = "\ue004", "\ue005", "\ue006"
"""What stands before the numbers of a place and of a row, and before what is in the row; no format escapes them."""
_PROBE = "<|"
_BREAK_IN_WORD = '</w:t><w:br /><w:t xml:space="preserve">'


@dataclass(frozen=True)
class _Shape:
    """What else a format repeats, or shows only where nobody has filled a place."""

    box: tuple[str, str] = (TO_DO, DONE)
    """What it writes for a box that isn't ticked, and for one that is."""
    open: str = r"(?!)"
    """What marks a placeholder."""
    number: str = r"(?!)"
    """A number that counts through the whole document."""
    underline: str = r"(?!)"
    """A line of signs below another, as long as that."""


_SHAPES = {
    ".md": _Shape(("[ ] ", "[x] ")),
    ".obsidian.md": _Shape(("[ ] ", "[x] ")),
    ".confluence.xml": _Shape(
        ("<ac:task-status>incomplete</ac:task-status>", "<ac:task-status>complete</ac:task-status>"),
        number=r"(?<=<ac:task-id>)\d+(?=</ac:task-id>)",
    ),
    ".txt": _Shape(underline=rf"(?<={_END}\n)(?:=+|-+)(?=\n)"),
    "office": _Shape(open=rf'<span style="background-color: \#\w+">(?={_START})|(?<={_END})</span>'),
    "confluence": _Shape(
        ('data-task-state="TODO"', 'data-task-state="DONE"'), number=r'(?<=data-task-local-id=")\d+(?=")'
    ),
    WORD: _Shape((tick_box(done=False), tick_box(done=True)), open=r'<w:rStyle w:val="Placeholder" />'),
}


@dataclass(frozen=True)
class Marks:
    """Fills a form with marks, each row twice."""

    path: str = ""
    """Of a row: the numbers of its place and of itself, after those of the rows around it."""
    breaks: bool = True
    """Whether marks hold a break; in a Word file each would be parted by it."""
    numbers: Iterator[int] = field(default_factory=count)

    def put(self, place: Element, name: str) -> None:
        """Put the mark of a field into its place."""
        end = "\n" * self.breaks
        write(place, f"{_START}{self.path}{name}{_NAMED}{_PROBE}{_TRIED}{end}{_END}")

    def ticks(self, number: int) -> bool:  # noqa: ARG002 - boxes are told apart by their order
        """Leave every box open."""
        return False

    def parts(self, name: str) -> Sequence[Marks]:
        """Give two rows."""
        place = f"{self.path}{name}{_PLACE}{next(self.numbers)}"
        return [Marks(_row_path(place, row), self.breaks) for row in (0, 1)]


def _row_path(place: str, row: int) -> str:
    return f"{place}{_ROW}{row}{_WITHIN}"


@dataclass(frozen=True)
class _Token:
    """A mark, or another thing that a browser puts in."""

    kind: str
    text: str = ""
    path: str = ""
    escaped: bool = True
    line_end: str = ""


_Written = str | _Token
"""A character of the format, or a token."""


def pieces(written: str, kind: str) -> list[Piece]:
    """Part what was written with marks.

    Args:
        written: a form filled by `Marks`, in some format.
        kind: the ending of its files, what the copy menu calls it, or WORD.

    Raises:
        PlaybookError: a row isn't written like the row after it.
    """
    shape = _SHAPES.get(kind, _Shape())
    return _folded(list(_parted(written, shape)), shape, "")


def _parted(written: str, shape: _Shape) -> Iterator[_Written]:
    pattern = re.compile(
        rf"{_START}(?P<path>[^{_NAMED}]*){_NAMED}(?P<probe>[^{_TRIED}]*){_TRIED}(?P<end>[^{_END}]*){_END}"
        rf"|(?P<box>{re.escape(shape.box[0])})|(?P<open>{shape.open})|(?P<number>{shape.number})"
        rf"|(?P<underline>{shape.underline})"
    )
    at = 0
    for found in pattern.finditer(written):
        yield from written[at : found.start()]
        yield _token(found)
        at = found.end()
    yield from written[at:]


def _token(found: re.Match[str]) -> _Token:
    if found["path"] is not None:
        return _Token("field", path=found["path"], escaped=found["probe"] != _PROBE, line_end=found["end"])
    kind = next(name for name in ("box", "open", "number", "underline") if found[name] is not None)
    # The number and the length that stand there are those of the marks.
    text = {"number": "", "underline": found[0][0]}.get(kind, found[0])
    return _Token(kind, text)


def _folded(parts: Sequence[_Written], shape: _Shape, path: str) -> list[Piece]:
    """Put what stands twice into one piece, and join text."""
    folded: list[Piece] = []
    at = 0
    while at < len(parts):
        start, length, place = _next_rows(parts, at, path)
        for index in range(at, start):
            _add(folded, _piece(parts, index, shape, path))
        if length:
            inner = _folded(parts[start : start + length], shape, _row_path(place, 0))
            folded.append({"rows": _name_of(place, path), "pieces": inner})
        at = start + 2 * length
    return folded


def _next_rows(parts: Sequence[_Written], at: int, path: str) -> tuple[int, int, str]:
    """Find where the next rows begin, how long one is, and the path of their place; nothing is as long as 0.

    The first mark of a row and that of the next are as far apart as a row is long, and what is alike before both
    belongs to them.
    """
    first = next((index for index in range(at, len(parts)) if _is_in_row(parts[index], path)), None)
    if first is None:
        return len(parts), 0, ""
    place = _path(parts[first])[: _path(parts[first]).index(_ROW, len(path))]
    second = next(index for index in range(first, len(parts)) if _path(parts[index]).startswith(_row_path(place, 1)))
    length, start = second - first, first
    while (
        start > at
        and parts[start - 1] == _as_first(parts[start - 1 + length], place)
        and not _ends_place(parts, start - 1)
    ):
        start -= 1
    again = [_as_first(part, place) for part in parts[start + length : start + 2 * length]]
    if list(parts[start : start + length]) != again:
        problem = "are written in a way that depends on their number"
        raise PlaybookError(f"the rows '{_name_of(place, path)}'", problem, "let them be no numbered list")
    return start, length, place


def _ends_place(parts: Sequence[_Written], at: int) -> bool:
    """Tell whether this ends what marks a placeholder, so that a row can't begin with it."""
    part = parts[at]
    return isinstance(part, _Token) and part.kind == "open" and bool(at) and bool(_path(parts[at - 1]))


def _path(part: _Written) -> str:
    return part.path if isinstance(part, _Token) else ""


def _is_in_row(part: _Written, path: str) -> bool:
    return _path(part).startswith(path) and _WITHIN in _path(part)[len(path) :]


def _name_of(place: str, path: str) -> str:
    return place.removeprefix(path).partition(_PLACE)[0]


def _as_first(part: _Written, place: str) -> _Written:
    """Give what stands in the second row of a place as it stands in the first."""
    second = _row_path(place, 1)
    if isinstance(part, str) or not part.path.startswith(second):
        return part
    return replace(part, path=_row_path(place, 0) + part.path.removeprefix(second))


def _piece(parts: Sequence[_Written], at: int, shape: _Shape, path: str) -> Piece:
    part = parts[at]
    if isinstance(part, str):
        return part
    match part.kind:
        case "field":
            plain = {} if part.escaped else {"plain": True}
            return {"field": part.path.removeprefix(path), "break": part.line_end or _BREAK_IN_WORD, **plain}
        case "box":
            return {"box": list(shape.box)}
        case "open":
            return {"open": _nearest_field(parts, at).removeprefix(path), "text": part.text}
        case "number":
            return {"number": True}
        case _:
            return {"underline": part.text}


def _nearest_field(parts: Sequence[_Written], at: int) -> str:
    """Name the field that a placeholder's mark belongs to: the one just before its end, or else the next."""
    return _path(parts[at - 1]) or next(_path(part) for part in parts[at:] if _path(part))


def _add(folded: list[Piece], piece: Piece) -> None:
    if isinstance(piece, str) and folded and isinstance(folded[-1], str):
        folded[-1] += piece
    else:
        folded.append(piece)
