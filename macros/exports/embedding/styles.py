"""The style sheet of embeds: assets/embed.css and the marks of charts, with the colours of the palette before them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from macros.errors import PlaybookError, nearest
from macros.exports.drawings import STYLES
from macros.palette import palette

FILE = Path(__file__).parent.parent / "assets" / "embed.css"
_USED = re.compile(r"var\(--([\w-]+)\)")
_SPARED = re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE)
_DECLARED = re.compile(r"^  --([\w-]+): (.+?);", re.MULTILINE)


@cache
def sheet() -> str:
    """Write the style sheet, without what only its authors read, since all that a frame loads at first is counted.

    Raises:
        PlaybookError: it uses a colour that neither it nor the palette has.
    """
    text, colours = "\n".join(path.read_text(encoding="utf-8") for path in (FILE, STYLES)), palette()
    used = [name for name in dict.fromkeys(_USED.findall(text)) if name not in _declared()]
    for name in used:
        if name not in colours:
            raise PlaybookError(
                f"macros/exports/assets/{FILE.name} or {STYLES.name}",
                f"unknown name '--{name}'",
                nearest(name, colours),
            )
    declared = "".join(f"  --{name}: light-dark({colours[name].light}, {colours[name].dark});\n" for name in used)
    return _SPARED.sub("", f":root {{\n{declared}}}\n{text}")


def pixels(name: str) -> int:
    """Give a measure that the style sheet declares, in pixels."""
    return int(_declared()[name].removesuffix("px"))


@cache
def _declared() -> dict[str, str]:
    return dict(_DECLARED.findall(FILE.read_text(encoding="utf-8")))
