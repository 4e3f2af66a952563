"""Charts: the one way in, which draws inputs or figures of a story as a small drawing with the same data as a table.

One module a chart; entries.py tells what can be drawn, drawing.py what a drawing consists of, layout.py where it has
room.
"""

from __future__ import annotations

from typing import Protocol

from markupsafe import Markup

from macros.errors import PlaybookError, nearest
from macros.presentation.charts import before_after, error_budget, growth, intervals, reliability
from macros.presentation.charts.drawing import Drawing
from macros.presentation.charts.entries import Entries
from macros.presentation.render import render


class Kind(Protocol):
    """What the module of a chart declares."""

    KIND: str
    """What pages call it."""
    CAPTION: str
    """Its caption where a page gives none."""

    def draw(self, title: str, entries: Entries) -> Drawing:
        """Draw entries, of which there is one at least."""


_MODULES: tuple[Kind, ...] = (before_after, intervals, error_budget, growth, reliability)
KINDS = {module.KIND: module for module in _MODULES}


def chart(kind: str, entries: Entries, identifier: str, title: str | None = None) -> Markup:
    """Draw a chart of inputs or figures of a story.

    Args:
        kind: one of KINDS.
        entries: what it shows, in order.
        identifier: id of the chart, unique on its page.
        title: its caption; one that fits the kind when None.

    Raises:
        PlaybookError: unknown kind, nothing to draw, or an entry of the wrong sort.
    """
    if kind not in KINDS:
        raise PlaybookError(f'chart("{kind}")', "unknown kind", nearest(kind, KINDS))
    if not entries:
        raise PlaybookError(f'chart("{kind}")', "has nothing to draw", "name an input or a figure")
    drawing = KINDS[kind].draw(title or KINDS[kind].CAPTION, entries)
    return render("chart", kind=kind, id=identifier, drawing=drawing)
