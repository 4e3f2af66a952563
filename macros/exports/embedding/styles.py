"""The style sheets of embeds: each with the colours of the palette before it, and without what takes mere room."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from macros.errors import PlaybookError, nearest
from macros.palette import palette

ASSETS = Path(__file__).parent.parent / "assets"
SHEETS = ("embed.css", "drawing.css", "formula.css")
"""What every embed needs, what those with a chart need, and what those with a calculator need."""
_USED = re.compile(r"var\(--([\w-]+)\)")
_COMMENTS = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)
_MERE_ROOM = re.compile(r"\n|(?<=[:,>]) | (?=[{>])")
_DECLARED = re.compile(r"^  --([\w-]+): (.+?);", re.MULTILINE)


@cache
def sheets() -> dict[str, str]:
    """Write the style sheets, by their names; all that a frame loads at first is counted.

    Raises:
        PlaybookError: one uses a colour that neither it nor the palette has.
    """
    return {name: _sheet(name) for name in SHEETS}


def without_comments(text: str) -> str:
    """Leave out of a script or a style sheet what only its authors read: long comments, and space before lines."""
    return _COMMENTS.sub("", text)


def pixels(name: str) -> int:
    """Give a measure that a style sheet declares, in pixels."""
    return int(_declared()[name].removesuffix("px"))


def _sheet(name: str) -> str:
    text, colours = _read(name), palette()
    used = [one for one in dict.fromkeys(_USED.findall(text)) if one not in _declared()]
    for one in used:
        if one not in colours:
            raise PlaybookError(f"macros/exports/assets/{name}", f"unknown name '--{one}'", nearest(one, colours))
    declared = "".join(f"--{one}: light-dark({colours[one].light}, {colours[one].dark});\n" for one in used)
    return _MERE_ROOM.sub("", without_comments(f":root {{\n{declared}}}\n{text}"))


@cache
def _declared() -> dict[str, str]:
    return dict(_DECLARED.findall("".join(map(_read, SHEETS))))


def _read(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
