"""What no longer follows when a reader's own inputs are laid over the stories: the claims that don't hold, by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from macros.claims import Answer


@dataclass(frozen=True)
class Stale:
    """One sentence that rests on a claim which doesn't hold."""

    number: int
    """Its number on the page, from 1."""
    place: str
    """File and line."""
    answer: Answer

    def __str__(self) -> str:
        return f"{self.place}: no longer follows: {self.answer.claim} ({self.answer.values})"


@dataclass
class Staleness:
    """All that was found while the pages of one build were written."""

    pages: defaultdict[str, list[Stale]] = field(default_factory=lambda: defaultdict(list))

    def note(self, page: str, place: str, answer: Answer) -> Stale:
        """Keep a claim that doesn't hold, by the source of the page that it stands on."""
        found = Stale(len(self.pages[page]) + 1, place, answer)
        self.pages[page].append(found)
        return found

    def of(self, page: str) -> Sequence[Stale]:
        """Give what a page has; an empty list for most."""
        return self.pages.get(page, ())

    def __iter__(self) -> Iterator[Stale]:
        for page in sorted(self.pages):
            yield from self.pages[page]
