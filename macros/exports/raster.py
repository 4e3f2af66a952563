"""Draw an SVG as dots, for what can't show lines: the same file gives the same bytes on every machine.

The letters come from fonts/ and from nowhere else, whatever the drawing asks for and the machine has.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import resvg_py

from macros.errors import PlaybookError

FONTS = Path(__file__).with_name("fonts")
_FAMILY = "Playbook Sans"
DOTS = 3
"""Dots for each unit of a drawing: some 290 an inch, which paper shows sharply."""
_PNG = b"\x89PNG\r\n\x1a\n"
_WIDTH_AT = 16
"""Where a PNG tells its width, in four bytes."""


@dataclass(frozen=True)
class Raster:
    """A picture of dots."""

    png: bytes
    width: int
    """How wide it is shown, in pixels of a screen, 96 an inch."""


def renderer_version() -> str:
    """Tell the version of what draws."""
    return str(resvg_py.__version__)


@cache
def drawn(svg: str, shown: str) -> Raster:
    """Draw an SVG.

    Args:
        svg: its text.
        shown: its name, for messages.

    Raises:
        PlaybookError: it can't be drawn.
    """
    try:
        png = resvg_py.svg_to_bytes(
            svg_string=svg,
            zoom=DOTS,
            skip_system_fonts=True,
            font_files=[str(path) for path in sorted(FONTS.glob("*.ttf"))],
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    except ValueError as error:
        raise PlaybookError(
            shown, f"can't be drawn: {error}", "write an SVG that a browser shows as an image"
        ) from error
    return Raster(bytes(png), round(png_width(png) / DOTS))


def photographed(png: bytes, shown: str) -> Raster:
    """Take a picture that consists of dots already, each as large as on a screen.

    Raises:
        PlaybookError: it is no PNG.
    """
    if not png.startswith(_PNG):
        raise PlaybookError(shown, "is a picture that Word files can't hold", "save it as SVG or as PNG")
    return Raster(png, png_width(png))


def png_width(png: bytes) -> int:
    """Read how many dots a PNG is wide."""
    return int(struct.unpack_from(">I", png, _WIDTH_AT)[0])
