"""The units of `units.yml`: what each measures and how its numbers are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

import yaml

from macros.errors import PlaybookError, nearest

UNITS_FILE = Path(__file__).with_name("units.yml")

TEXT = "text"
"""The unit of an input that is words instead of a number."""


@dataclass(frozen=True)
class Unit:
    """One unit, as `units.yml` describes it."""

    name: str
    kind: str
    decimals: tuple[int, int]
    scale: int = 0
    prefix: str = ""
    suffix: str = ""
    one: str = ""
    words: tuple[str, ...] = ()
    said: tuple[str, ...] = ()

    def noun(self, one: bool) -> str:
        """Give the words of the unit as one says them, for one of it or for several."""
        if self.said:
            return self.said[0] if one else self.said[1]
        return self.one if one and self.one else self.suffix

    def stored(self, written: int | float) -> float:
        """Turn the number that people write in this unit into the one that formulas use.

        The decimal point is moved in decimal arithmetic, so that 99.9 % is stored as 0.999 exactly.
        """
        return float(Decimal(repr(written)).scaleb(-self.scale))


@cache
def units() -> Mapping[str, Unit]:
    """Read all units, by name."""
    table = yaml.safe_load(UNITS_FILE.read_text(encoding="utf-8"))
    lists = ("decimals", "words", "said")
    return {
        name: Unit(name, **entry | {key: tuple(entry[key]) for key in lists if key in entry})
        for name, entry in table.items()
    }


def unit_named(name: object, where: str) -> Unit:
    """Find a unit by its name.

    Args:
        name: a unit of `units.yml`.
        where: where the name stands, for the error.

    Raises:
        PlaybookError: there is no such unit.
    """
    if name == TEXT:
        raise PlaybookError(where, f"'{TEXT}' is no unit of a number", "give the unit of the number")
    if not isinstance(name, str) or name not in units():
        raise PlaybookError(where, f"unknown unit {name!r}", nearest(str(name), [*units(), TEXT]))
    return units()[name]
