"""Find where a pattern can begin at all, so that a slow one isn't tried at every letter of every text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[^\w\s]")


def beginnings(text: str, can_begin: Callable[[str], bool]) -> Iterator[int]:
    """Give the place of each word, run of digits or sign with which a pattern can begin.

    Args:
        text: the text that is looked through.
        can_begin: tells it of a word, digits or a sign; better one that remembers what it has told.

    >>> list(beginnings("Two of 12, not 9", str.isdigit))
    [7, 15]
    """
    for token in _TOKEN.finditer(text):
        if can_begin(token[0]):
            yield token.start()
