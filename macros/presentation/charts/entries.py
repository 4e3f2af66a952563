"""What a chart can draw: refuse entries of another sort, and tell entries apart in few words."""

from __future__ import annotations

from collections.abc import Sequence

from macros.errors import PlaybookError
from macros.figures import Figure
from macros.story import Input, Number

Entries = Sequence[Input | Figure]


def wrong(kind: str, entry: Input | Figure, needed: str) -> PlaybookError:
    """Say that a chart can't draw an entry.

    Args:
        kind: the kind of the chart.
        entry: what it was given.
        needed: what it takes instead.
    """
    return PlaybookError(f'chart("{kind}")', f"'{entry.name}' can't be drawn", f"it takes {needed}")


def number(kind: str, entry: Input | Figure) -> Number | Figure:
    """Give an entry that is one number.

    Raises:
        PlaybookError: it is a text or a table.
    """
    if not isinstance(entry, Number | Figure):
        raise wrong(kind, entry, "numbers and figures")
    return entry


def same_unit(kind: str, entries: Sequence[Number | Figure]) -> None:
    """Check that entries can share a scale.

    Raises:
        PlaybookError: one has another unit than the first.
    """
    for entry in entries:
        if entry.unit != entries[0].unit:
            raise wrong(kind, entry, f"entries of one unit, here {entries[0].unit.name!r}")


def short_labels(labels: Sequence[str]) -> list[str]:
    """Shorten labels to the words in which they differ, with the last word that they share.

    >>> short_labels(["teams after quarter 1", "teams after quarter 2"])
    ['quarter 1', 'quarter 2']
    """
    split = [label.split() for label in labels]
    shared = 0
    while len(split) > 1 and all(len(words) > shared + 1 and words[shared] == split[0][shared] for words in split):
        shared += 1
    return [" ".join(words[max(0, shared - 1) :]) for words in split]
