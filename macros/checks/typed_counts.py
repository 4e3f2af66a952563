"""Find numbers typed in words that a story of the page holds: counts of its nouns, "k of our n", fractions, ratings.

"Two weeks" is loose talk on most pages and a metric on a page whose story has an input of two weeks. So a number in
words counts only where a story that the page names has the same number, of the same noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from macros.figures import Figure, Ledger
from macros.sources import Source, sources
from macros.spoken import FRACTIONS, near_fraction
from macros.story import Number

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    *(f"{word}teen" for word in ("thir", "four", "fif", "six", "seven", "eigh", "nine")),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate((*_ONES, *_TEENS), 1)}
_WORDS |= {word: 10 * number for number, word in enumerate(_TENS, 2)}
_WORDS |= {f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in _TENS for one in _ONES}
_SAID = {words: share for share, words in FRACTIONS if words != "half"}  # "half" is said of anything

_LOOSE = frozenset(("", "of", "times", "points"))
"""Words of units that are no noun of a story."""
_NAMED = re.compile(r"""["']([a-z0-9_-]+)\.[a-z0-9_]+["']""")
_NOUN = re.compile(r"[a-z][a-z-]{3,}s\b")
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_WHOSE = r"(?:(?:the|our|those|these|my|their|all)\s+)?"
_COUNT = re.compile(rf"(?<![\w-])({_WORD})\s+(?:of\s+)?{_WHOSE}(?=([a-z-]+)(?:\s+([a-z-]+))?)", re.IGNORECASE)
_SHARE = re.compile(rf"(?<![\w-])({_WORD}|\d+)\s+(?:out\s+)?of\s+{_WHOSE}({_WORD}|\d+)(?![\w-])", re.IGNORECASE)
_FRACTION = re.compile(rf"(?<![\w-])({'|'.join(_SAID)})\s+of\b", re.IGNORECASE)
_RATING = re.compile(
    rf"\brat(?:ed|ing|ings)\s+(?:(?:of|at|as|was|is)\s+)?(?:an?\s+)?({_WORD}|[1-9])(?![\w-])(?!\s+[a-z-]+s\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TypedCount:
    """A number that somebody typed, and what holds it."""

    file: str
    line: int
    phrase: str
    held: str
    """The input or figure, as pages name it."""


@dataclass(frozen=True)
class _Known:
    """What a story knows that a page could type."""

    ledger: Ledger

    @property
    def _numbers(self) -> Iterator[tuple[str, Number | Figure]]:
        yield from ((key, entry) for key, entry in self.ledger.entries.items() if isinstance(entry, Number | Figure))

    @cached_property
    def counts(self) -> Mapping[tuple[str, int], str]:
        """The key of a whole number, by a noun that it counts."""
        return {
            (noun, int(entry.value)): key
            for key, entry in self._numbers
            if isinstance(entry, Number) and entry.unit.scale == 0 and entry.value == int(entry.value) > 1
            for noun in {entry.unit.noun(one=False), *_NOUN.findall(entry.label.lower())} - _LOOSE
        }

    @cached_property
    def sizes(self) -> Mapping[int, str]:
        """The key of a whole number, by the number."""
        return {number: key for (_, number), key in self.counts.items()}

    @cached_property
    def fractions(self) -> Mapping[str, str]:
        """The key of a share, by the fraction that would be said for it."""
        said: dict[str, str] = {}
        for key, entry in self._numbers:
            if entry.unit.scale == 2:
                near = near_fraction(abs(Decimal(entry.value)))
                said |= {words: key for share, words in FRACTIONS if near == share}
        return said

    @cached_property
    def ratings(self) -> str:
        """The key of what is rated in points; empty where nothing is."""
        rated = (key for key, entry in self.ledger.entries.items() if "rating" in entry.label.lower())
        return next(rated, "")


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
            yield TypedCount(source.shown, line, " ".join(source.words[start:end].split()), held)


def _typed(source: Source, stories: list[_Known]) -> Iterator[tuple[int, int, str]]:
    """Give where a typed number begins and ends in the words of a source, and what holds it."""
    for one in stories:
        name = one.ledger.story.name
        for found in _COUNT.finditer(source.words):
            for noun in (2, 3):  # right behind the number, or behind an adjective
                key = one.counts.get(((found[noun] or "").lower(), _WORDS[found[1].lower()]))
                if key:
                    yield found.start(), found.end(noun), f"{name}.{key}"
                    break
        for found in _SHARE.finditer(source.words):
            part, whole = (_number(text) for text in found.groups())
            if part in one.sizes and whole in one.sizes and part < whole:
                yield *found.span(), f"{name}.{one.sizes[part]}"
        for found in _FRACTION.finditer(source.words):
            if found[1].lower() in one.fractions:
                yield *found.span(), f"{name}.{one.fractions[found[1].lower()]}"
        if one.ratings:
            yield from ((*found.span(), f"{name}.{one.ratings}") for found in _RATING.finditer(source.words))


def _number(text: str) -> int:
    return _WORDS.get(text.lower()) or int(text)
