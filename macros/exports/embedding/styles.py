"""The style sheet of embeds: assets/embed.css with the colours of the palette before it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from macros.errors import PlaybookError, nearest
from macros.palette import palette

FILE = Path(__file__).parent.parent / "assets" / "embed.css"
_USED = re.compile(r"var\(--([\w-]+)\)")


@cache
def sheet() -> str:
    """Write the style sheet.

    Raises:
        PlaybookError: it uses a colour that the palette doesn't have.
    """
    text = FILE.read_text(encoding="utf-8")
    colours = palette()
    used = dict.fromkeys(_USED.findall(text))
    for name in used:
        if name not in colours:
            raise PlaybookError(f"exports/assets/{FILE.name}", f"unknown colour '{name}'", nearest(name, colours))
    declared = "".join(f"  --{name}: light-dark({colours[name].light}, {colours[name].dark});\n" for name in used)
    return f":root {{\n{declared}}}\n\n{text}"
