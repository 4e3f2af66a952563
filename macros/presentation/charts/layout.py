"""Where a drawing has room: its width, the words that fit, the area of a plot, and scales from values to places.

Drawings are 400 units wide, so that their words stay legible on a phone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from macros.errors import PlaybookError
from macros.figures import Figure
from macros.number_words import number_words
from macros.presentation.charts.drawing import Label
from macros.units import Unit

WIDTH = 400
LETTER = 6.8
"""Width that a letter takes up, with some to spare: words must fit before any browser has measured them."""
POINT = 5
"""Radius of a point."""
BELOW_AXIS = 18
"""From an axis down to the baseline of the words below it."""
AXIS_WORDS = 26
"""Height of an axis with its words."""


# Words


def width_of(words: str) -> float:
    """Give the room that words take up at most."""
    return LETTER * len(words)


def fitted(words: str, width: float) -> str:
    """Cut words that are wider than their place; the table below the drawing has them whole."""
    return words if width_of(words) <= width else f"{words[: max(0, int(width / LETTER) - 1)].rstrip()}…"


def heading(entry: Figure, width: float) -> str:
    """Write the label of a figure, cut where it must be, and its whole number."""
    number = f": {entry.words()}"
    return fitted(entry.label, width - width_of(number)) + number


def side_by_side(kind: str, numbers: Sequence[str], slot: float) -> None:
    """Check that each number fits its slot.

    Raises:
        PlaybookError: one doesn't, so that it would run into its neighbour.
    """
    if any(width_of(number) > slot for number in numbers):
        raise PlaybookError(f'chart("{kind}")', "its numbers don't fit side by side", "draw fewer, or two charts")


# Places


@dataclass(frozen=True)
class PlotArea:
    """The part of a drawing that holds data, by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Its height."""
        return self.bottom - self.top

    def slot(self, count: int) -> float:
        """Give the width of each of several slots side by side."""
        return self.width / count


@dataclass(frozen=True)
class Scale:
    """A straight line from values to places."""

    low: float
    high: float
    start: float
    """The place of the low value."""
    end: float
    """The place of the high value."""

    def __call__(self, value: float) -> float:
        """Give the place of a value."""
        return self.start + (self.end - self.start) * (value - self.low) / (self.high - self.low)


# Ticks


@dataclass(frozen=True)
class Ticks:
    """Round values along an axis, as multiples of their distance."""

    distance: float
    first: int
    last: int

    @classmethod
    def over(cls, low: float, high: float) -> Ticks:
        """Cover a span with ticks, at least two of them, at a distance that gives three to seven."""
        span = high - low
        size = 10.0 ** math.floor(math.log10(span / 3)) if span > 0 else 1.0
        distance = next(size * factor for factor in (1, 2, 5, 10) if span / (size * factor) <= 6)
        first = math.floor(low / distance)
        return cls(distance, first, max(math.ceil(high / distance), first + 1))

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def words(self, unit: Unit) -> dict[int, str]:
        """Write the value of each tick, with as many digits as their distance has."""
        digits = max(0, -math.floor(math.log10(self.distance)) - unit.scale)
        bare = " " in unit.suffix
        return {tick: number_words(tick * self.distance, unit, (0, digits), bare=bare) for tick in self}


def axis_labels(words: Mapping[int, str], scale: Scale, y: float) -> list[Label]:
    """Write words below ticks: those at the ends within the drawing, and only as many as have room.

    Args:
        words: the words of each tick, from left to right.
        scale: from ticks to places.
        y: the baseline.
    """
    widest = max(width_of(text) for text in words.values())
    every = math.ceil(max(widest + 6, widest * 1.5 - scale(min(words))) / (scale(1) - scale(0)))
    return [
        Label(min(max(scale(tick), half), WIDTH - half), y, text, "pb-axis", "middle")
        for tick, text in words.items()
        if tick % every == 0
        for half in [width_of(text) / 2]
    ]
