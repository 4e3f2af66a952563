"""What a finished chart consists of, before it becomes SVG: its marks and the table of its data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Rect:
    """A bar or a frame, from its corner at the top left."""

    x: float
    y: float
    width: float
    height: float
    style: str
    shape: str = "rect"


@dataclass(frozen=True)
class Line:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    style: str
    shape: str = "line"


@dataclass(frozen=True)
class Circle:
    """A point."""

    x: float
    y: float
    radius: float
    style: str
    shape: str = "circle"


@dataclass(frozen=True)
class Label:
    """Words, whose baseline is at y."""

    x: float
    y: float
    text: str
    style: str = "pb-label"
    anchor: str = "start"
    shape: str = "label"


Mark = Rect | Line | Circle | Label


@dataclass(frozen=True)
class DataTable:
    """The numbers of a chart, a row for each thing that it shows."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]

    def told(self, row: str) -> str:
        """Tell all rows in words.

        Args:
            row: how one is told, with {} for each cell in turn.
        """
        return "; ".join(row.format(*cells) for cells in self.rows)


@dataclass(frozen=True)
class Drawing:
    """A finished chart."""

    title: str
    description: str
    """What it shows, for those who don't see it."""
    width: float
    height: float
    marks: Sequence[Mark]
    """In the order in which they are drawn."""
    table: DataTable
