"""What must hold between the inputs of the stories, and between them and the calendar: the claims of both, judged."""

from __future__ import annotations

from collections.abc import Iterator

from macros.calendar import Calendar
from macros.claims import judge
from macros.errors import PlaybookError
from macros.library import Library
from macros.names import ClaimNames
from macros.story import StoredClaim


def contradictions(library: Library, calendar: Calendar) -> Iterator[PlaybookError]:
    """Find the claims that don't hold, each with its file, its line and the values of both sides.

    Args:
        library: the stories, whose `asserts` are judged.
        calendar: the days, whose `claims` are judged.
    """
    names = ClaimNames(library, calendar)
    for ledger in library.ledgers.values():
        for stored in ledger.story.asserts:
            yield from _judged(stored, names)
    for stored in calendar.claims:
        yield from _judged(stored, names)


def _judged(stored: StoredClaim, names: ClaimNames) -> Iterator[PlaybookError]:
    try:
        answer = judge(stored.words, names)
    except PlaybookError as error:
        yield PlaybookError(f"{stored.where}: {error.where}", error.problem, error.remedy)
        return
    if not answer.holds:
        problem = f"doesn't hold: {answer.claim} ({answer.values})"
        yield PlaybookError(stored.where, problem, "change the one that is wrong")
