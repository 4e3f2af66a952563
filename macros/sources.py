"""The Markdown sources as the checks see them: front matter, lines of prose, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError
from macros.front_matter import front_matter

_FENCE = re.compile(r"\s*(```|~~~)")
_NOT_PROSE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|`[^`]*`|<[^>]+>|\]\([^)]*\)|https?://\S+")


@dataclass(frozen=True)
class Source:
    """One Markdown file."""

    path: Path
    root: Path

    @property
    def shown(self) -> str:
        """Its name in messages."""
        return self.path.relative_to(self.root).as_posix()

    @cached_property
    def text(self) -> str:
        """The whole file."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The front matter."""
        return front_matter(self.path, self.shown)

    def prose(self) -> Iterator[tuple[int, str]]:
        """Give each line that readers see, with its number, without code, macro calls and addresses."""
        fenced = False
        for number, line in enumerate(self.text.splitlines(), 1):
            if _FENCE.match(line):
                fenced = not fenced
            elif not fenced and line.strip():
                yield number, _NOT_PROSE.sub(" ", line)


def sources(root: Path, *folders: str) -> list[Source]:
    """Find the Markdown files of some folders.

    Raises:
        PlaybookError: there are none, so that a check would pass for having seen nothing.
    """
    found = [Source(path, root) for folder in folders for path in sorted((root / folder).rglob("*.md"))]
    found = [source for source in found if "assets" not in source.path.parts]
    if not found:
        raise PlaybookError(" ".join(folders), "hold no Markdown", "run this from the root of the project")
    return found
