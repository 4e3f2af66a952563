"""The colours of `palette.yml`, each for the light and the dark scheme, legible on what they stand on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from macros.errors import PlaybookError, nearest
from macros.yaml_source import Located, read_yaml

PALETTE_FILE = Path(__file__).with_name("palette.yml")
SCHEMES = ("light", "dark")
LEAST_CONTRAST = {"reads_on": 4.5, "shows_on": 3.0}
"""What WCAG 2.2 asks for at level AA, of text (1.4.3) and of edges and marks (1.4.11)."""

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})")


@dataclass(frozen=True)
class Colour:
    """One colour, in hexadecimal with a leading number sign."""

    light: str
    dark: str


@cache
def palette() -> Mapping[str, Colour]:
    """Read the colours, by name."""
    return read_palette(read_yaml(PALETTE_FILE, "macros/palette.yml"))


def read_palette(source: Located) -> Mapping[str, Colour]:
    """Read colours and check that they are legible.

    Args:
        source: a mapping from names to a colour for each scheme, and lists of what it reads_on and shows_on.

    Raises:
        PlaybookError: an unknown key, a value that is no colour, or too little contrast.
    """
    colours = {name: _colour(name, source) for name in source.data}
    for name, entry in source.data.items():
        for use, least in LEAST_CONTRAST.items():
            for ground in entry.get(use, ()):
                if ground not in colours:
                    raise PlaybookError(source.where(name, use), f"unknown colour '{ground}'", nearest(ground, colours))
                for scheme in SCHEMES:
                    reached = contrast(getattr(colours[name], scheme), getattr(colours[ground], scheme))
                    if reached < least:
                        problem = f"has a contrast of {reached:.2f} with '{ground}' in the {scheme} scheme"
                        raise PlaybookError(source.where(name, use), problem, f"{least} is the least; move them apart")
    return colours


def _colour(name: str, source: Located) -> Colour:
    entry = source.data[name]
    known = (*SCHEMES, *LEAST_CONTRAST)
    for key in entry:
        if key not in known:
            raise PlaybookError(source.where(name, key), f"unknown key '{key}'", nearest(key, known))
    for scheme in SCHEMES:
        if not _HEX.fullmatch(str(entry.get(scheme))):
            problem = f"'{entry.get(scheme)}' is no colour for the {scheme} scheme"
            raise PlaybookError(source.where(name, scheme), problem, "write # and three or six hexadecimal digits")
    return Colour(entry["light"], entry["dark"])


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two opaque colours as WCAG 2.2 defines it, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    """Give the relative luminance, from 0 for black to 1 for white."""
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
