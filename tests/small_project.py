"""A small project of sources alone, for tests of the checks that run before a build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.errors import PlaybookError

FILES = {
    "mkdocs.yml": "site_name: A playbook\nnav:\n  - Home: index.md\n",
    "docs/index.md": "---\ntitle: Home\ndescription: What it says.\nkind: page\n---\n\nWelcome.\n",
    "snippets/glossary.md": "*[SLO]: service level objective\n",
    "snippets/partials/fiction.md": "All of it is invented.\n",
    "snippets/templates/card.md": "## Card\n",
    "overrides/home.html": '{% extends "main.html" %}\n',
    "macros/checks/exceptions.yml": "{}\n",
}


class SmallProject:
    """A project in a folder, without a mistake."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file; give its path."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def page(self, text: str, name: str = "docs/page.md") -> None:
        """Write a page whose own text begins in line 7."""
        self.write(name, f"---\ntitle: A page\ndescription: What it says.\nkind: page\n---\n\n{text}")


def words(found: Iterable[PlaybookError]) -> list[str]:
    """Give the words of findings."""
    return [str(one) for one in found]


def culprits(cases: Iterable[tuple[str, list[str], str]]) -> list[str]:
    """Compare what was told with the beginning of what should be, for each case; give those that differ.

    Args:
        cases: the case in words, what was told, and how the one message must begin; nothing may be told where empty.
    """
    return [
        f"{case!r}: told {told}, not {expected!r}"
        for case, told, expected in cases
        if (len(told) != 1 or not told[0].startswith(expected) if expected else told)
    ]
