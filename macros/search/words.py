"""The words of the search, from `words.yml`: which it passes over, and which it takes for each other.

`docs/assets/javascripts/search/words.js` does the same in the browser, where words are also brought to their stems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from Stemmer import Stemmer

from macros.errors import PlaybookError, PlaybookErrors
from macros.yaml_source import Located, read_yaml

WORDS_FILE = Path(__file__).with_name("words.yml")
PATTERN = r"\p{L}{3,}(?=\p{N})|[\p{L}\p{N}]+(?:[.,'][\p{L}\p{N}]+)*"
"""A word as JavaScript reads it: letters and digits, with a point, a comma or an apostrophe only between them.

Digits behind three letters or more are a word of their own, since a unit and the number of the next line touch in
mathematics; p95 stays whole.
"""
_WORD = re.compile(r"[^\W\d_]{3,}(?=\d)|[^\W_]+(?:[.,'][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s\b|’s\b")
_LEAST_ALIKE = 2
_LEAST_STEMMED = 4
"""Shorter words are terms such as SLO, and stay whole; so does what has a digit."""
_porter = Stemmer("porter")
_LATER_RULES = re.compile(r"(?<=log)i$|(?<=bl)i$")
"""What Porter's own program takes off beyond the paper, and the browser's library too: "technologi", "possibli"."""


@dataclass(frozen=True)
class SearchWords:
    """What is done with words before they are looked for."""

    passed_over: frozenset[str]
    alike: tuple[tuple[str, ...], ...]

    def for_browser(self) -> Mapping[str, Any]:
        """Give what the browser needs, ready for JSON."""
        return {"pattern": PATTERN, "passedOver": sorted(self.passed_over), "alike": self.alike}


def words_in(text: str) -> list[str]:
    """Give the words of a text as they are looked for, small and without what shows an owner.

    >>> words_in("The team’s p95 was 99.9 %, wasn't it?")
    ['the', 'team', 'p95', 'was', '99.9', "wasn't", 'it']
    """
    return _WORD.findall(_POSSESSIVE.sub("", text).replace("’", "'").lower())


def stem(word: str) -> str:
    """Bring a small word to its stem, as the browser does.

    >>> [stem(word) for word in ("struggling", "technology", "slo", "p95")]
    ['struggl', 'technolog', 'slo', 'p95']
    """
    if len(word) < _LEAST_STEMMED or any(letter.isdigit() for letter in word):
        return word
    return _LATER_RULES.sub("", _porter.stemWord(word))


@cache
def search_words() -> SearchWords:
    """Give the words of the playbook's search.

    Raises:
        PlaybookErrors: all that is wrong with `words.yml`.
    """
    return read_words(read_yaml(WORDS_FILE, f"macros/search/{WORDS_FILE.name}"))


def read_words(source: Located) -> SearchWords:
    """Read what is done with words.

    Args:
        source: the content of a file such as `words.yml`.

    Raises:
        PlaybookErrors: everything that is wrong, each with file, line, key, problem and remedy.
    """
    errors = list(_mistakes(source))
    if errors:
        raise PlaybookErrors(errors)
    return SearchWords(frozenset(source.data["passed_over"].split()), tuple(map(tuple, source.data["alike"])))


def _mistakes(source: Located) -> Iterator[PlaybookError]:
    data = source.data
    if not isinstance(data, dict) or set(data) != {"passed_over", "alike"}:
        yield PlaybookError(
            source.file, "isn't what the search reads", "give it 'passed_over' and 'alike', and no more"
        )
        return
    if not isinstance(data["passed_over"], str):
        yield PlaybookError(source.where("passed_over"), "isn't text", "write the words with spaces between them")
    if not isinstance(data["alike"], list):
        yield PlaybookError(source.where("alike"), "isn't a list", "write a list of words on each line")
        return
    passed = str(data["passed_over"]).split()
    for number, group in enumerate(data["alike"], 1):
        where = source.where("alike", str(number))
        if not isinstance(group, list) or len(group) < _LEAST_ALIKE:
            yield PlaybookError(where, "names no two words that are alike", "give a list of two words or more")
            continue
        for word in group:
            if [word] != words_in(str(word)):
                yield PlaybookError(where, f"has {word!r}, which is no single word", "write one word, in small letters")
            elif word in passed:
                yield PlaybookError(where, f"has '{word}', which is passed over", "remove it in one of the places")
