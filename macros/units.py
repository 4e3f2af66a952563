"""The units of `units.yml`: what each measures, which numbers it can have, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest, shown
from macros.yaml_source import Located, read_yaml

UNITS_FILE = Path(__file__).with_name("units.yml")

TEXT = "text"
"""The unit of an input that is words instead of a number."""

LARGEST = 1e15
"""Beyond it a number can't be shown with all its digits, and nobody means it."""
SMALLEST = 1e-12
"""Nearer to 0 than this, a number that isn't 0 would be written as a row of noughts."""


@dataclass(frozen=True)
class Kind:
    """What units measure, and which numbers people can type for it, in the unit in which they type them."""

    name: str
    whole: bool = False
    at_least: float | None = None
    at_most: float | None = None


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
    like: str = ""

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

    @property
    def symbol(self) -> str:
        """What stands for the unit beside a field that somebody fills in."""
        return " ".join(affix for affix in (self.prefix, self.suffix) if affix) or self.name

    @property
    def is_wordy(self) -> bool:
        """Whether it would only lengthen a line of mathematics (counts, units of several words) or be taken for a sign.

        A factor carries the sign of a product: 0.5 × beside another number would read as two of them.
        """
        return self.kind in ("count", "factor") or " " in self.suffix

    @property
    def in_mathematics(self) -> str:
        """The unit that numbers have in a line of mathematics: there a point is a hundredth, as the sign says."""
        return "%" if self.kind == "difference of shares" else self.name

    def is_written_like(self, other: Unit) -> bool:
        """Tell whether numbers of two units look alike, so that a formula may take either."""
        return (self.like or self.name) == (other.like or other.name)

    def word(self, value: float) -> str:
        """Give the word that stands for a number, in a unit that has words.

        Raises:
            PlaybookError: there is none for it; a negative one would count from the end.
        """
        if value not in range(len(self.words)):
            remedy = f"it must be a whole number from 0 to {len(self.words) - 1}"
            raise PlaybookError(f"unit '{self.name}'", f"has no word for {value:g}", remedy)
        return self.words[int(value)]

    def impossible(self, written: int | float) -> str | None:
        """Say what a number that somebody typed in this unit has to be, when it can't be what it is.

        Args:
            written: a finite number, in the scale of the unit: 99.9 for 99.9 %.

        Returns:
            What would be right, or None where nothing is wrong.
        """
        kind = kinds()[self.kind]
        most = len(self.words) - 1 if self.words else kind.at_most
        why = f"(its kind is {self.kind})"
        if kind.whole and written != int(written):
            return f"it must be a whole number {why}"
        if kind.at_least is not None and written < kind.at_least:
            return f"it must be at least {kind.at_least:g} {why}"
        if most is not None and written > most:
            return f"it must be at most {most:g} {why}"
        return None


def too_long(written: int | float) -> str | None:
    """Say what a typed number has to be, when it is so large or so small that nobody could read it; else give None."""
    if abs(written) > LARGEST or 0 < abs(written) < SMALLEST:
        return f"it must be 0, or between {SMALLEST:g} and {LARGEST:g} in size"
    return None


MOST_DECIMALS = 6
SCALES = (0, 2)
UNIT_FIELDS = frozenset(field.name for field in fields(Unit)) - {"name"}
KIND_FIELDS = frozenset(field.name for field in fields(Kind)) - {"name"}


def units() -> Mapping[str, Unit]:
    """Give all units, by name.

    Raises:
        PlaybookErrors: all that is wrong with `units.yml`.
    """
    return _ours()[1]


def kinds() -> Mapping[str, Kind]:
    """Give all kinds of units, by name.

    Raises:
        PlaybookErrors: all that is wrong with `units.yml`.
    """
    return _ours()[0]


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


@cache
def _ours() -> tuple[Mapping[str, Kind], Mapping[str, Unit]]:
    return read_units(UNITS_FILE)


def read_units(path: Path) -> tuple[Mapping[str, Kind], Mapping[str, Unit]]:
    """Read the kinds and the units of a file, by name.

    Raises:
        PlaybookErrors: it can't be read, or its entries lack something, hold what they can't, or contradict each other.
    """
    return _Reader(read_yaml(path, shown(path))).read()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_pair(value: object) -> bool:
    return (
        isinstance(value, list)
        and [type(item) for item in value] == [int, int]
        and 0 <= value[0] <= value[1] <= MOST_DECIMALS
    )


def _is_list_of_words(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(map(_is_text, value)) and len({*value}) == len(value)


def _is_one_and_several(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and _is_list_of_words(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


_RULES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "kind": (_is_text, "name one of the kinds"),
    "like": (_is_text, "name the unit that it is written like"),
    "prefix": (_is_text, "give it words, or leave it out"),
    "suffix": (_is_text, "give it words, or leave it out"),
    "one": (_is_text, "give it words, or leave it out"),
    "words": (_is_list_of_words, "give a list of at least two words, none of them twice"),
    "said": (_is_one_and_several, "give two words, for one of it and for several"),
    "scale": (lambda value: type(value) is int and value in SCALES, "write 0, or 2 for hundredths"),
    "decimals": (_is_pair, f"give the fewest and the most digits, two whole numbers from 0 to {MOST_DECIMALS}"),
    "whole": (lambda value: isinstance(value, bool), "write true or false"),
    "at_least": (_is_number, "give a number"),
    "at_most": (_is_number, "give a number"),
}
"""What each field of `units.yml` may hold."""


class _Reader:
    """Checks `units.yml` and gathers what is wrong with it."""

    def __init__(self, source: Located) -> None:
        self.source = source
        self.errors: list[PlaybookError] = []

    def read(self) -> tuple[Mapping[str, Kind], Mapping[str, Unit]]:
        data = self.source.data
        if not isinstance(data, dict):
            raise PlaybookErrors([PlaybookError(self.source.file, "has no keys", "give kinds and units")])
        for key in data:
            if key not in ("kinds", "units"):
                self._tell((key,), "unknown section", nearest(key, ("kinds", "units")))
        described = {name: dict(entry) for name, entry in self._entries("kinds", KIND_FIELDS)}
        known = {name: Kind(name, **entry) for name, entry in described.items()} if not self.errors else {}
        entries = {name: dict(entry) for name, entry in self._entries("units", UNIT_FIELDS)}
        for kind in known.values():
            if kind.at_least is not None and kind.at_most is not None and kind.at_least > kind.at_most:
                self._tell(("kinds", kind.name), "at_least is above at_most", "turn them round")
            if kind.name not in [entry.get("kind") for entry in entries.values()]:
                self._tell(("kinds", kind.name), "no unit is of this kind", "give one it, or remove it")
            if kind.name in entries and entries[kind.name].get("kind") != kind.name:
                self._tell(("kinds", kind.name), "is the name of a unit of another kind", "rename the kind")
        listed = {} if self.errors else {name: self._unit(name, entry, entries) for name, entry in entries.items()}
        for name, unit in listed.items():
            if unit is not None and unit.kind not in known:
                self._tell(("units", name, "kind"), f"unknown kind '{unit.kind}'", nearest(unit.kind, known))
        if self.errors:
            raise PlaybookErrors(self.errors)
        return known, {name: unit for name, unit in listed.items() if unit is not None}

    def _tell(self, key: tuple[str, ...], problem: str, remedy: str) -> None:
        self.errors.append(PlaybookError(self.source.where(*key), problem, remedy))

    def _entries(self, section: str, known: frozenset[str]) -> Iterator[tuple[str, dict[str, Any]]]:
        """Give the entries of a section whose fields hold what they may."""
        listed = self.source.data.get(section)
        if not isinstance(listed, dict) or not listed:
            self._tell((section,), "must be a mapping with at least one entry", f"give '{section}:' its entries")
            return
        for name, entry in listed.items():
            if not isinstance(entry, dict):
                self._tell((section, name), f"is {entry!r}", "give it fields in braces")
                continue
            for field_name, value in entry.items():
                if field_name not in known:
                    self._tell((section, name, field_name), "unknown field", nearest(field_name, known))
                elif not _RULES[field_name][0](value):
                    self._tell((section, name, field_name), f"is {value!r}", _RULES[field_name][1])
            yield name, entry

    def _unit(self, name: str, entry: dict[str, Any], entries: Mapping[str, dict[str, Any]]) -> Unit | None:
        """Make a unit of fields that are well formed by themselves, if they fit together."""
        before = len(self.errors)
        key = ("units", name)
        like = entry.get("like")
        if "kind" not in entry:
            self._tell((*key, "kind"), "is missing", "name one of the kinds")
        if like is not None:
            others = {other: fields_ for other, fields_ in entries.items() if "like" not in fields_}
            if like not in others:
                self._tell((*key, "like"), f"unknown unit '{like}'", nearest(like, others))
            elif set(entry) - {"kind", "like"}:
                self._tell(key, f"has further fields, though it is written like '{like}'", "keep kind and like alone")
            else:
                entry = others[like] | entry
        elif "decimals" not in entry:
            self._tell((*key, "decimals"), "is missing", _RULES["decimals"][1])
        self._affixes(name, entry, like)
        if len(self.errors) > before or "decimals" not in entry:  # the unit that it is like lacks them, and is told
            return None
        lists = ("decimals", "words", "said")
        made: dict[str, Any] = {key: tuple(value) if key in lists else value for key, value in entry.items()}
        return Unit(name, **made)

    def _affixes(self, name: str, entry: Mapping[str, Any], like: str | None) -> None:
        """See that a unit is written as it is called, so that no two units look alike and none contradicts its name."""
        key = ("units", name)
        written = " ".join(entry[affix] for affix in ("prefix", "suffix") if affix in entry)
        for affix in ("suffix", "one"):
            if re.match(r"[\d.,+\u2212-]", entry.get(affix, "")):
                self._tell((*key, affix), f"'{entry[affix]}' begins like a number", "give the words after the number")
        if written and like is None and written != name:
            self._tell(key, f"is written '{written}', which isn't its name", f"write it '{name}', or name it so")
        if "one" in entry and entry["one"] == entry.get("suffix"):
            self._tell((*key, "one"), "is the suffix", "give the word for a single one, or leave it out")
        if "one" in entry and "suffix" not in entry:
            self._tell((*key, "one"), "has no suffix that it could replace", "give the word for several as the suffix")
        if "words" in entry and (written or entry.get("decimals") != [0, 0] or entry.get("scale")):
            self._tell(
                (*key, "words"), "stand instead of digits", "leave out prefix, suffix and scale; decimals [0, 0]"
            )
