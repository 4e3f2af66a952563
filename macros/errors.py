"""The one kind of error that the playbook raises: where it is, what is wrong, and what would be right."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path


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


def ended(command: Callable[[], object]) -> int:
    """Run a command, print the mistake that ends it, and give what a shell is told: 1 for a mistake, else 0."""
    try:
        command()
    except PlaybookError as error:
        print(f"ERROR   -  {error}")
        return 1
    return 0


def nearest(name: str, known: Iterable[str]) -> str:
    r"""Offer the known name closest to a mistyped one, or list what there is.

    >>> nearest("relative_chnge", ["relative_change", "ratio"])
    "did you mean 'relative_change'?"
    >>> nearest("xyz", ["ratio", "share"])
    'known are: ratio, share'
    >>> nearest("r\u0430tio", ["ratio", "share"])
    "character 2 is U+0430 CYRILLIC SMALL LETTER A; did you mean 'ratio'?"
    """
    names = sorted(known)
    close = difflib.get_close_matches(name, names, n=1)
    strange = strange_character(name)
    told = f"{strange}; " if strange else ""
    if close:
        return f"{told}did you mean '{close[0]}'?"
    return f"{told}known are: {', '.join(names)}" if names else f"{told}none are known here"


def strange_character(name: str) -> str | None:
    r"""Name the first character that no eye can tell from another: a letter of another script, or one without ink.

    >>> strange_character("before")
    >>> strange_character("bef\u200bore")
    'character 4 is U+200B ZERO WIDTH SPACE'
    """
    if name.isascii() and name.isprintable():  # nearly every name, without asking Unicode for each letter
        return None
    for place, character in enumerate(name, 1):
        called = unicodedata.name(character, "")
        without_ink = unicodedata.category(character)[0] in "ZC" and character != " "
        if without_ink or (character.isalpha() and not called.startswith("LATIN")):
            return f"character {place} is U+{ord(character):04X} {called}".rstrip()
    return None


def shown(path: Path) -> str:
    """Name a file as seen from where one stands, which for builds is the root of the project."""
    absolute = path.absolute()
    return absolute.relative_to(Path.cwd()).as_posix() if absolute.is_relative_to(Path.cwd()) else str(path)
