"""Find the prompts that `make new` leaves where words are needed: a page is finished when none is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.errors import PlaybookError

_PROMPT = re.compile(r"\[\[write: (?P<words>.+?)\]\]")
_PLACES = (
    "docs/**/*.md",
    "snippets/**/*.md",
    "snippets/templates/*.yml",
    "macros/stories/*.yml",
    "macros/formulas/*.py",
    "macros/sentences.yml",
)
"""What a recipe writes words into, as far as a build reads it."""


def prompt(words: str) -> str:
    """Mark a place in which somebody has to write.

    >>> prompt("the 30-second answer")
    '[[write: the 30-second answer]]'
    """
    return f"[[write: {words}]]"


def prompts(root: Path) -> Iterator[PlaybookError]:
    """Find every prompt that is still there, with file and line.

    Args:
        root: the folder of the project.
    """
    for place in _PLACES:
        for path in sorted(root.glob(place)):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                for found in _PROMPT.finditer(line):
                    yield PlaybookError(
                        f"{path.relative_to(root).as_posix()}:{number}",
                        f"still has the prompt '{found['words']}'",
                        "write that in its place, brackets included",
                    )
