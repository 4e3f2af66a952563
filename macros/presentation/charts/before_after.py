"""The chart before-after: pairs of bars, each pair on its own scale with the larger amount as the full length."""

from __future__ import annotations

from macros.figures import Figure, read_text
from macros.number_words import number_words
from macros.presentation.charts.drawing import DataTable, Drawing, Label, Mark, Rect
from macros.presentation.charts.entries import Entries, number, wrong
from macros.presentation.charts.layout import WIDTH, heading, width_of
from macros.story import Number

KIND = "before-after"
CAPTION = "Before and after"

_TOP = 4.0
"""Above the first pair."""
_PAIR, _PAIR_GAP = 68, 10
"""Height of a heading with its two bars, and the space between two pairs."""
_HEADING = 12
"""From the top of a pair to the baseline of its heading."""
_BARS = 20
"""From the top of a pair to its first bar."""
_BAR, _BAR_GAP = 16, 6
_BAR_WORDS = 13
"""From the top of a bar to the baseline of the words beside it."""
_BESIDE = 6
"""Between a bar and the words beside it."""


def draw(title: str, entries: Entries) -> Drawing:
    """Draw changes.

    Raises:
        PlaybookError: an entry is no figure of relative_change.
    """
    marks: list[Mark] = []
    rows = []
    for place, entry in enumerate(entries):
        if not isinstance(entry, Figure) or entry.formula.name != "relative_change":
            raise wrong(KIND, entry, "figures of relative_change")
        top = _TOP + place * (_PAIR + _PAIR_GAP)
        before, after = (number(KIND, entry.arguments[name]) for name in ("before", "after"))
        marks.append(Label(0, top + _HEADING, heading(entry, WIDTH), "pb-label pb-label--strong"))
        marks += _bars(top + _BARS, before, after)
        rows.append([entry.label, read_text(before), read_text(after), entry.words()])
    table = DataTable(("What", "Before", "After", "Change"), rows)
    description = f"Bars before and after: {table.told('{} from {} to {}, {}')}."
    height = _TOP + len(rows) * (_PAIR + _PAIR_GAP) - _PAIR_GAP
    return Drawing(title, description, WIDTH, height, marks, table)


def _bars(top: float, before: Number | Figure, after: Number | Figure) -> list[Mark]:
    named = {"before": before, "after": after}
    words = {name: f"{_amount(item)} {name}" for name, item in named.items()}
    room = WIDTH - _BESIDE - max(width_of(text) for text in words.values())
    longest = max(before.value, after.value)
    marks: list[Mark] = []
    for place, (name, item) in enumerate(named.items()):
        y = top + place * (_BAR + _BAR_GAP)
        length = room * max(item.value, 0) / longest
        marks.append(Rect(0, y, length, _BAR, f"pb-bar pb-bar--{name}"))
        marks.append(Label(length + _BESIDE, y + _BAR_WORDS, words[name], "pb-value"))
    return marks


def _amount(item: Number | Figure) -> str:
    """Write an amount; a unit in words stands in the heading's story already."""
    bare = " " in item.unit.suffix
    return item.words(bare) if isinstance(item, Figure) else number_words(item.value, item.unit, bare=bare)
