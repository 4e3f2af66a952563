"""The parts of the usual prompt, each with the answers that serve it, read from the page that maps them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.errors import PlaybookError

PAGE = "start/prompt-map.md"
"""The page below docs/ whose table says it, and which readers see."""

_ROW = re.compile(r"^\| (?P<asked>[^|]+) \| (?P<answers>[^|]+) \| [^|]+ \|$")
_ANSWER = re.compile(r"\]\(\.\./(answers/[^)#\s]+\.md)[^)]*\)")


@dataclass(frozen=True)
class Part:
    """One thing that the prompt asks for."""

    asked: str
    answers: tuple[str, ...]
    """The pages that serve it, named below docs/."""


def prompt_parts(docs: Path) -> list[Part]:
    """Read what the prompt asks for, in its order.

    Args:
        docs: the folder of the pages.

    Raises:
        PlaybookError: the page has no such table, or a row of it leads to no answer.
    """
    parts = []
    for number, line in enumerate((docs / PAGE).read_text(encoding="utf-8").splitlines(), 1):
        row = _ROW.match(line)
        if row is None or row["asked"] == "They ask" or not row["asked"].strip("- "):
            continue
        answers = tuple(_ANSWER.findall(row["answers"]))
        if not answers:
            raise PlaybookError(f"docs/{PAGE}:{number}", "leads to no answer", "link one in the second column")
        parts.append(Part(row["asked"], answers))
    if not parts:
        remedy = "give it a table with what they ask, the answers and the story"
        raise PlaybookError(f"docs/{PAGE}", "has no table of the prompt", remedy)
    return parts
