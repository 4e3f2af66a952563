"""The index of the search: which words stand where, counted while the site is built, and texts that results show.

The browser need not read the pages again: `docs/assets/javascripts/search/engine.js` puts what is counted here into the
library that looks it up.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.search.learned import learn
from macros.search.parts import Part
from macros.search.words import search_words, words_in

FIELDS = ("title", "wordings", "headings", "text")
"""Where a word may stand: the title, the ways in which people ask for the page, its headings, and the rest."""

MOST = 8
"""So many times and more a word counts for one time less: what is said often needn't be counted on."""
_SHOWN = 750
"""So many characters of a part are kept to be shown; words that follow are found all the same."""
_COMMON = 1 / 3
"""A word in the text of more than this share of the pages doesn't tell them apart."""


@dataclass(frozen=True)
class Sought:
    """What the search should know of a page."""

    title: str
    parts: Sequence[Part]
    """The first has no heading but the title."""
    label: str
    """Where it stands, as in "Answers · People"."""
    kind: str
    """The kind of page that its front matter names."""
    wordings: Sequence[str] = ()
    """Ways in which people ask for it, and what they type."""


Ways = tuple[tuple[int, str], ...]
"""Ways in which people ask, each with the number of the page that they ask for."""
Learned = Mapping[str, Sequence[tuple[int, int]]]
"""What a word, or a pair of them, speaks for: numbers of pages, each with a weight."""


def index(
    sought: Mapping[str, Sought],
    learning: Callable[[Ways], Learned] = learn,
) -> dict[str, Any]:
    """Write the index.

    Args:
        sought: each page that is to be found, by its location.
        learning: `learn`, or what remembers its outcome.

    Returns:
        What the browser loads, ready for JSON: `pages`, each with its parts, and for each field of `FIELDS` the pages
        that hold a word and how many words each page has there; `learned` has what a word or a pair of them speaks for,
        in the same form.
    """
    counted = {field: [_in_field(field, page) for page in sought.values()] for field in FIELDS}
    return {
        "most": MOST,
        "pages": [_shown(location, page) for location, page in sought.items()],
        **{field: _counted(found, _COMMON if field == "text" else 1) for field, found in counted.items()},
        "learned": {
            feature: list(_steps(spoken_for)) for feature, spoken_for in learning(tuple(_ways(sought.values()))).items()
        },
    }


def _shown(location: str, page: Sought) -> dict[str, Any]:
    """Give what results show of a page."""
    return {
        "location": location,
        "title": page.title,
        "parts": [[part.anchor, part.heading if part.anchor else "", part.text[:_SHOWN]] for part in page.parts],
        "label": page.label,
        "kind": page.kind,
    }


def _ways(pages: Iterable[Sought]) -> Iterator[tuple[int, str]]:
    """Give the ways in which people ask; a page that has none but its title isn't learned."""
    for number, page in enumerate(pages):
        if page.wordings:
            for way in (page.title, *page.wordings):
                yield number, way


def _in_field(field: str, page: Sought) -> list[str]:
    """Give the texts of a page that belong into a field."""
    fields = {
        "title": [page.title],
        "wordings": page.wordings,
        "headings": [part.heading for part in page.parts if part.anchor],
        "text": [part.text for part in page.parts],
    }
    return list(fields[field])


def _counted(texts: Sequence[Sequence[str]], common: float) -> dict[str, Any]:
    """Count words: for each the pages that hold it, each page as the step from the one before, and how often."""
    passed_over = search_words().passed_over
    found: dict[str, list[tuple[int, int]]] = {}
    lengths = []
    for number, one in enumerate(texts):
        words = Counter(itertools.chain.from_iterable(map(words_in, one)))
        for word in passed_over:
            del words[word]
        lengths.append(words.total())
        for word, count in words.items():
            found.setdefault(word, []).append((number, count))
    kept = {word: pages for word, pages in sorted(found.items()) if len(pages) <= max(common * len(texts), 1)}
    return {"words": {word: list(_steps(pages)) for word, pages in kept.items()}, "lengths": lengths}


def _steps(pages: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Write each page in one number: the step from the page before, times `MOST`, and how often it holds the word.

    >>> list(_steps([(3, 1), (10, 2)]))
    [25, 58]
    """
    before = 0
    for number, count in pages:
        yield (number - before) * MOST + min(count, MOST - 1)
        before = number
