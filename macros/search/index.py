"""The index of the search: which words stand where, counted while the site is built, and texts that results show.

The browser need not read the pages again: `docs/assets/javascripts/search/engine.js` puts what is counted here into the
library that looks it up. The theme's plugin has parted the pages into their sections by then.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.search.learned import learn
from macros.search.words import search_words, words_in

FIELDS = ("title", "wordings", "headings", "text")
"""Where a word may stand: the title, the ways in which people ask for the page, its headings, and the rest."""

_BLOCK = re.compile(r"</?(?:p|li|ul|ol|table|tr|td|th|pre|h\d|div|blockquote|dl|dt|dd|br|summary|details)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_SPACES = re.compile(r"[ \t\r\f\v]+")
_LINES = re.compile(r"\s*\n\s*")
MOST = 8
"""So many times and more a word counts for one time less: what is said often needn't be counted on."""
_SHOWN = 900
"""So many characters of a part are kept to be shown; words that follow are found all the same."""
_COMMON = 1 / 3
"""A word in the text of more than this share of the pages doesn't tell them apart."""


@dataclass(frozen=True)
class Sought:
    """What the search should know of a page beside its text."""

    label: str
    """Where it stands, as in "Answers · People"."""
    kind: str
    """The kind of page that its front matter names."""
    wordings: Sequence[str] = ()
    """Ways in which people ask for it, and what they type."""


Ways = tuple[tuple[int, str], ...]
"""Ways in which people ask, each with the number of the page that they ask for."""


def index(
    entries: Iterable[Mapping[str, Any]],
    sought: Mapping[str, Sought],
    learning: Callable[[Ways], Mapping[str, Sequence[tuple[int, int]]]] = learn,
) -> dict[str, Any]:
    """Write the index.

    Args:
        entries: what the theme's plugin found: a page with its text up to the first heading, or a heading with the text
            below it, each with its location, title and text as HTML.
        sought: what is known of each page beside that, by its location; a page that isn't named is left out.
        learning: `learn`, or what remembers its outcome.

    Returns:
        What the browser loads, ready for JSON: `pages`, each with its parts, and for each field of `FIELDS` the pages
        that hold a word and how many words each page has there; `learned` has what a word or a pair of them speaks for,
        in the same form.
    """
    pages: dict[str, dict[str, Any]] = {}
    for entry in entries:
        location, _, anchor = entry["location"].partition("#")
        if location in sought:
            parts = pages.setdefault(location, {"location": location, "title": _plain(entry["title"]), "parts": []})
            parts["parts"].append([anchor, _plain(entry["title"]) if anchor else "", _plain(entry["text"])])
    counted = {field: [_in_field(field, page, sought[page["location"]]) for page in pages.values()] for field in FIELDS}
    for location, page in pages.items():
        page["label"], page["kind"] = sought[location].label, sought[location].kind
        page["parts"] = [[anchor, heading, text[:_SHOWN]] for anchor, heading, text in page["parts"]]
    return {
        "most": MOST,
        "pages": list(pages.values()),
        **{field: _counted(found, _COMMON if field == "text" else 1) for field, found in counted.items()},
        "learned": {
            feature: list(_steps(spoken_for))
            for feature, spoken_for in learning(tuple(_ways(pages.values(), sought))).items()
        },
    }


def _ways(pages: Iterable[Mapping[str, Any]], sought: Mapping[str, Sought]) -> Iterator[tuple[int, str]]:
    """Give the ways in which people ask; a page that has none but its title isn't learned."""
    for number, page in enumerate(pages):
        known = sought[page["location"]]
        if known.wordings:
            for way in (page["title"], *known.wordings):
                yield number, way


def _in_field(field: str, page: Mapping[str, Any], sought: Sought) -> list[str]:
    """Give the texts of a page that belong into a field."""
    fields = {
        "title": [page["title"]],
        "wordings": sought.wordings,
        "headings": [heading for _, heading, _ in page["parts"]],
        "text": [text for _, _, text in page["parts"]],
    }
    return list(fields[field])


def _counted(texts: Sequence[Sequence[str]], common: float) -> dict[str, Any]:
    """Count words: for each the pages that hold it, each page as the step from the one before, and how often."""
    passed_over = search_words().passed_over
    found: dict[str, list[tuple[int, int]]] = {}
    lengths = []
    for number, one in enumerate(texts):
        words = Counter(word for text in one for word in words_in(text) if word not in passed_over)
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


def _plain(marked: str) -> str:
    """Make plain text of HTML; each block begins a line."""
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n", marked)))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()
