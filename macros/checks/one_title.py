"""Find links to answers under names of their own, where pages list answers: one question has one title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.errors import PlaybookError
from macros.plan import SECTIONS_FOLDER

LISTING = ("index.md", "start/*.md", f"{SECTIONS_FOLDER}/index.md", f"{SECTIONS_FOLDER}/*/index.md")
"""The pages below docs/ that lead to answers by listing them; elsewhere a link is part of a sentence."""
_NAMED = re.compile(
    rf"\[(?P<words>[^\]\n]+)\]\((?:[^()\s]*/)?{SECTIONS_FOLDER}/[^()\s/]+/(?!index\.md)[^()\s/]+\.md[^()\s]*\)"
)


def one_title(root: Path) -> Iterator[PlaybookError]:
    """Check the links of the pages that list answers.

    Args:
        root: the folder of the project.
    """
    docs = root / "docs"
    for page in sorted(found for pattern in LISTING for found in docs.glob(pattern)):
        for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
            for link in _NAMED.finditer(line):
                place = f"docs/{page.relative_to(docs).as_posix()}:{number}"
                problem = f"calls an answer '{link['words']}'"
                yield PlaybookError(place, problem, "leave the brackets empty: the link takes the title of its page")
