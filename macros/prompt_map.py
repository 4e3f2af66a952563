"""The parts of the usual prompt, each with the answers that serve it, read from the page that maps them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.errors import PlaybookError

PAGE = "start/prompt-map.md"
"""The page below docs/ whose first table says it, and which readers see."""

_HEAD = ("They ask", "Answers", "Story")
_ANSWER = re.compile(r"\]\(\.\./(answers/[^)#\s]+\.md)[^)]*\)")


@dataclass(frozen=True)
class Part:
    """One thing that the prompt asks for."""

    asked: str
    answers: tuple[str, ...]
    """The pages that serve it, named below docs/."""


def prompt_parts(docs: Path) -> list[Part]:
    """Read what the prompt asks for, in its order: the first table of the page. What it asks beside that follows below.

    Args:
        docs: the folder of the pages.

    Raises:
        PlaybookError: the page has no such table, or a row of it leads to no answer.
    """
    parts: list[Part] = []
    lines = (docs / PAGE).read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        if parts and not line.startswith("|"):
            break
        cells = tuple(cell.strip() for cell in line.strip("| ").split("|"))
        if not line.startswith("|") or cells == _HEAD or not line.strip("|- "):
            continue
        answers = tuple(_ANSWER.findall(cells[1])) if len(cells) == len(_HEAD) else ()
        if not answers:
            raise PlaybookError(f"docs/{PAGE}:{number}", "leads to no answer", "link one in the second column of three")
        parts.append(Part(cells[0], answers))
    if not parts:
        remedy = "give it a table with what they ask, the answers and the story"
        raise PlaybookError(f"docs/{PAGE}", "has no table of the prompt", remedy)
    return parts
