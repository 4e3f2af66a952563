"""The one kind of error that the playbook raises: where it is, what is wrong, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class PlaybookError(Exception):
    """A mistake in a story, a formula call, a page or the built site, worded for the person who made it."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        """Word one mistake.

        Args:
            where: the file with its line or key, or the call, in which the mistake stands.
            problem: what is wrong there.
            remedy: what would be right.
        """
        super().__init__(f"{where}: {problem}; {remedy}")
        self.where = where
        self.problem = problem
        self.remedy = remedy


class PlaybookErrors(PlaybookError):
    """Several mistakes found in one place, told together so that one reading mends them all."""

    def __init__(self, errors: Iterable[PlaybookError]) -> None:
        """Gather mistakes; there must be at least one."""
        self.errors = list(errors)
        first = self.errors[0]
        super().__init__(first.where, first.problem, first.remedy)

    def __str__(self) -> str:
        """Give every mistake on a line of its own."""
        return "\n".join(str(error) for error in self.errors)


def nearest(name: str, known: Iterable[str]) -> str:
    """Offer the known name closest to a mistyped one, or list what there is.

    >>> nearest("relative_chnge", ["relative_change", "ratio"])
    "did you mean 'relative_change'?"
    >>> nearest("xyz", ["ratio", "share"])
    'known are: ratio, share'
    """
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    if close:
        return f"did you mean '{close[0]}'?"
    return f"known are: {', '.join(names)}" if names else "none are known here"
