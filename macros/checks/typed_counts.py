"""Find numbers typed in words that a story of the page holds: counts of its nouns, "k of our n", fractions, ratings.

"Two weeks" is loose talk on most pages and a metric on a page whose story has an input of two weeks. So a number in
words counts only where a story that the page names has the same number, of the same noun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from macros.checks.beginnings import beginnings
from macros.figures import Figure, Ledger
from macros.sources import Source, sources
from macros.spoken import FRACTIONS, near_fraction
from macros.story import Number

ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    "ten",
    "eleven",
    "twelve",
    *(f"{word}teen" for word in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate((*ONES, *TEENS), 1)}
_WORDS |= {word: 10 * number for number, word in enumerate(TENS, 2)}
_WORDS |= {f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in TENS for one in ONES}
_SAID = {words: share for share, words in FRACTIONS if words != "half"}  # "half" is said of anything

_LOOSE = frozenset(("", "of", "times", "points"))
"""Words of units that are no noun of a story."""
_NAMED = re.compile(r"""["']([a-z0-9_-]+)\.[a-z0-9_]+["']""")
_CLAIM = re.compile(r'claim\("([^"]*)"\)')
_NOUN = re.compile(r"[a-z][a-z-]{3,}s\b")
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_WHOSE = r"(?:(?:the|our|those|these|my|their|all)\s+)?"
_COUNT = re.compile(rf"(?<![\w-])({_WORD})\s+(?:of\s+)?{_WHOSE}(?=([a-z-]+)(?:\s+([a-z-]+))?)", re.IGNORECASE)
_SHARE = re.compile(rf"(?<![\w-])({_WORD}|\d+)\s+(?:out\s+)?of\s+{_WHOSE}({_WORD}|\d+)(?![\w-])", re.IGNORECASE)
_FRACTION = re.compile(rf"(?<![\w-])({'|'.join(_SAID)})\s+of\b", re.IGNORECASE)
_RATING = re.compile(
    rf"\brat(?:ed|ing|ings)\s+(?:(?:of|at|as|was|is)\s+)?(?:an?\s+({_WORD})\b|({_WORD}|[1-9])(?=\s*[.,;:!?)]))",
    re.IGNORECASE,
)
_FIRST = {words.split("-")[0].split()[0] for words in (*_WORDS, *_SAID)} | {"rated", "rating", "ratings"}
"""The words with which what is looked for begins."""

_Keys = tuple[str, ...]
_Said = TypeVar("_Said")


@dataclass(frozen=True)
class TypedCount:
    """A number that somebody typed, and what holds it."""

    file: str
    line: int
    phrase: str
    held: tuple[str, ...]
    """The inputs or figures, as pages name them."""


@dataclass(frozen=True)
class _Known:
    """What a story knows that a page could type."""

    ledger: Ledger

    @property
    def _numbers(self) -> Iterator[tuple[str, Number | Figure]]:
        yield from ((key, entry) for key, entry in self.ledger.entries.items() if isinstance(entry, Number | Figure))

    @cached_property
    def counts(self) -> Mapping[tuple[str, int], _Keys]:
        """The keys of a whole number, by a noun that it counts."""
        return _gathered(
            ((noun, int(entry.value)), key)
            for key, entry in self._numbers
            if isinstance(entry, Number) and entry.unit.scale == 0 and entry.value == int(entry.value) > 1
            for noun in _nouns(entry)
        )

    @cached_property
    def sizes(self) -> Mapping[int, _Keys]:
        """The keys of a whole number, by the number."""
        return _gathered((number, key) for (_, number), keys in self.counts.items() for key in keys)

    @cached_property
    def fractions(self) -> Mapping[str, _Keys]:
        """The keys of a share, by the fraction that would be said for it."""
        near = (
            (near_fraction(abs(Decimal(entry.value))), key) for key, entry in self._numbers if entry.unit.scale == 2
        )
        words = dict(FRACTIONS)
        return _gathered((words[share], key) for share, key in near if share is not None)

    @cached_property
    def ratings(self) -> _Keys:
        """The keys of what is rated."""
        return tuple(key for key, entry in self.ledger.entries.items() if "rating" in entry.label.lower())


def _gathered(pairs: Iterable[tuple[_Said, str]]) -> dict[_Said, _Keys]:
    gathered: dict[_Said, _Keys] = {}
    for said, key in pairs:
        gathered[said] = (*gathered.get(said, ()), key)
    return gathered


def _nouns(entry: Number) -> set[str]:
    """Name what a number counts: its unit says so, or, where that is only a number, its label."""
    unit = entry.unit.noun(one=False)
    return {unit, *(() if unit else _NOUN.findall(entry.label.lower()))} - _LOOSE


def typed_counts(root: Path, ledgers: Mapping[str, Ledger]) -> Iterator[TypedCount]:
    """Find what pages and snippets type although a story that they name holds it.

    Args:
        root: the project.
        ledgers: the stories, calculated with the playbook's own numbers.
    """
    known = {name: _Known(ledger) for name, ledger in ledgers.items()}
    for source in sources(root, "docs", "snippets"):
        stories = [known[name] for name in sorted(set(_NAMED.findall(source.text)) & set(known))]
        for start, end, held in _typed(source, stories):
            line = source.words.count("\n", 0, start) + 1
            claims = _CLAIM.findall(source.lines[line - 1])
            if any(key in claim for claim in claims for key in held):
                continue  # a claim of the paragraph rests on it
            yield TypedCount(source.shown, line, " ".join(source.words[start:end].split()), held)


_Held = Callable[[re.Match[str], _Known], tuple[int, _Keys]]
"""Asks a story whether it holds a typed number: where the words end that say it, and by which keys."""


def _typed(source: Source, stories: list[_Known]) -> Iterator[tuple[int, int, _Keys]]:
    """Give where a typed number begins and ends in the words of a source, and what of a story holds it."""
    for start in beginnings(source.words, _can_begin) if stories else ():
        for pattern, held in _LOOKED_UP:
            found = pattern.match(source.words, start)
            if found:
                yield from _held(found, held, stories)


def _held(found: re.Match[str], held: _Held, stories: list[_Known]) -> Iterator[tuple[int, int, _Keys]]:
    for one in stories:
        end, keys = held(found, one)
        if keys:
            yield found.start(), end, tuple(f"{one.ledger.story.name}.{key}" for key in keys)


@cache
def _can_begin(token: str) -> bool:
    """Tell whether a typed number can begin with a word or digits."""
    return token.isdigit() or token.lower() in _FIRST


def _counted(found: re.Match[str], known: _Known) -> tuple[int, _Keys]:
    for noun in (2, 3):  # right behind the number, or behind an adjective
        keys = known.counts.get(((found[noun] or "").lower(), _WORDS[found[1].lower()]), ())
        if keys:
            return found.end(noun), keys
    return found.end(), ()


def _shared(found: re.Match[str], known: _Known) -> tuple[int, _Keys]:
    part, whole = (_number(text) for text in found.groups())
    return found.end(), known.sizes.get(part, ()) if part < whole and whole in known.sizes else ()


def _parted(found: re.Match[str], known: _Known) -> tuple[int, _Keys]:
    return found.end(), known.fractions.get(found[1].lower(), ())


def _rated(found: re.Match[str], known: _Known) -> tuple[int, _Keys]:
    return found.end(), known.ratings


_LOOKED_UP = ((_COUNT, _counted), (_SHARE, _shared), (_FRACTION, _parted), (_RATING, _rated))
"""What is looked for, and how a story is asked whether it holds it."""


def _number(text: str) -> int:
    return _WORDS.get(text.lower()) or int(text)
