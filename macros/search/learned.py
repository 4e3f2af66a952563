"""Learn from the ways in which people ask how much each word, and each pair of neighbours, speaks for each page.

Counting words alone takes every word of a wording for equally telling, whichever other pages are asked for with it.
Here a ridge regression learns what tells the pages apart: it leads from the words of each way to ask, weighed by how
rare they are, to the page that is asked for. A few steps of conjugate gradients are enough; that they stop early keeps
the weights small as well. All sums run along arrays in a fixed order, so that every machine learns the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from macros.search.words import search_words, stem, words_in

MOST = 7
"""The largest weight that is kept; the smallest is 1, and what rounds to nothing is left out."""
PAGES = 8
"""So many pages a word may speak for, those that it speaks for most."""

_LEAST_WORD = 2
_LEAST_PAIR = 4
"""A word, or a pair of them, that so many ways don't share is chance."""
_RIDGE = 3.0
"""How much large weights cost."""
_STEPS = 6
_TELLING = 0.95
"""This share of the words keep their largest weight below that which counts as `MOST`; the others are cut to it."""
_AT_ONCE = 8
"""So many pages are learned at a time: what is in between for them stays near the processor, which halves the time."""

Numbers = NDArray[np.float64]


def features(text: str) -> list[str]:
    """Give the stems of the words of a text that tell something, and the pairs of those that follow each other.

    >>> features("How do you let a manager go?")
    ['let', 'manag', 'go', 'let manag', 'manag go']
    """
    words = words_in(text)
    passed_over = search_words().passed_over
    stems = [stem(word) for word in [word for word in words if word not in passed_over] or words]
    return [*stems, *(f"{one} {other}" for one, other in pairwise(stems))]


def learn(ways: Iterable[tuple[int, str]]) -> dict[str, list[tuple[int, int]]]:
    """Learn from ways to ask.

    Args:
        ways: the number of the page that is asked for, and the words; in any number for each page.

    Returns:
        By a word's stem or a pair of them, the pages that it speaks for, the lowest number first, each with its weight
        from 1 to `MOST`. Both sides are sorted.
    """
    told = [(page, Counter(features(text))) for page, text in ways]
    shared = Counter(feature for _, counts in told for feature in counts)
    names = sorted(name for name, count in shared.items() if count >= (_LEAST_PAIR if " " in name else _LEAST_WORD))
    if not names:
        return {}
    rarity = np.array([np.log((1 + len(told)) / (1 + shared[name])) + 1 for name in names])
    texts = _Texts([counts for _, counts in told], names, rarity)
    owners = np.array([page for page, _ in told])
    pages = np.unique(owners)
    weights = np.concatenate(
        [
            texts.regression((owners[:, None] == pages[None, at : at + _AT_ONCE]).astype(np.float64))
            for at in range(0, len(pages), _AT_ONCE)
        ],
        axis=1,
    )
    return _rounded(weights * rarity[:, None], names, pages)


class _Texts:
    """The features of all texts as a sparse matrix: a row a text, each of length 1."""

    def __init__(self, counted: Sequence[Mapping[str, int]], names: Sequence[str], rarity: Numbers) -> None:
        places = {name: number for number, name in enumerate(names)}
        entries = [
            (row, places[feature], count)
            for row, counts in enumerate(counted)
            for feature, count in sorted(counts.items())
            if feature in places
        ]
        self.texts, self.features = len(counted), len(names)
        self.rows = np.array([row for row, _, _ in entries])
        self.columns = np.array([column for _, column, _ in entries])
        values = (1 + np.log(np.array([count for _, _, count in entries]))) * rarity[self.columns]
        lengths = np.sqrt(np.bincount(self.rows, values**2, self.texts))
        self.values = values / lengths[self.rows]
        self.by_column = np.argsort(self.columns, kind="stable")

    def times(self, right: Numbers) -> Numbers:
        """Multiply the matrix by another."""
        return _summed(right[self.columns] * self.values[:, None], self.rows, self.texts)

    def turned_times(self, right: Numbers) -> Numbers:
        """Multiply the transposed matrix by another."""
        order = self.by_column
        return _summed(right[self.rows[order]] * self.values[order, None], self.columns[order], self.features)

    def regression(self, wanted: Numbers) -> Numbers:
        """Find weights that lead from the texts to what is wanted, a column each, by conjugate gradients."""
        rest = self.turned_times(wanted)
        weights, direction = np.zeros_like(rest), rest.copy()
        left = (rest**2).sum(axis=0)
        for _ in range(_STEPS):
            ahead = self.turned_times(self.times(direction)) + _RIDGE * direction
            step = left / (direction * ahead).sum(axis=0)
            weights += step * direction
            rest -= step * ahead
            before, left = left, (rest**2).sum(axis=0)
            direction = rest + left / before * direction
        return weights


def _summed(parts: Numbers, places: NDArray[np.int64], count: int) -> Numbers:
    """Add the rows that belong to the same place; places are sorted, and some may have none."""
    sums = np.zeros((count, parts.shape[1]))
    starts = np.flatnonzero(np.r_[True, places[1:] != places[:-1]])
    sums[places[starts]] = np.add.reduceat(parts, starts, axis=0)
    return sums


def _rounded(weights: Numbers, names: Sequence[str], pages: NDArray[np.int64]) -> dict[str, list[tuple[int, int]]]:
    """Keep of each word the pages that it speaks for most, with whole weights."""
    largest = np.quantile(weights.max(axis=1), _TELLING)
    whole = np.clip(np.rint(weights / largest * MOST), 0, MOST).astype(int)
    kept = np.argsort(-weights, axis=1, kind="stable")[:, :PAGES]
    found = {
        name: sorted((int(pages[place]), int(whole[row, place])) for place in kept[row] if whole[row, place] > 0)
        for row, name in enumerate(names)
    }
    return {name: told for name, told in found.items() if told}
