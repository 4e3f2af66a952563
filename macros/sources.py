"""The Markdown sources as the checks see them: front matter, lines, and the words that readers see, line by line."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError
from macros.front_matter import front_matter, split

FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})(?P<rest>.*)")
WRITTEN = "\ufffc"
"""What stands in the words of a page for something that isn't prose: a macro call, the mark of a list item."""

_CODE = re.compile(r"(?<!`)(?P<mark>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=mark)(?!`)", re.DOTALL)
_STEPS = (
    (_CODE, WRITTEN),
    (re.compile(r"\{\{.*?\}\}", re.DOTALL), WRITTEN),
    (re.compile(r"\{%.*?%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^[ \t]*\[[^\]\n]+\]:[ \t]*\S*", re.MULTILINE), ""),
    (re.compile(r"<https?://[^>\s]*>|https?://[^\s)>]+"), WRITTEN),
    (re.compile(r"\]\((?:[^()\n]|\([^()\n]*\))*\)"), ""),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"^(?:[ \t>]*(?:\d+[.)]|[-*+]|#+)[ \t]+)", re.MULTILINE), WRITTEN),
    (re.compile(r"^[ \t>]+", re.MULTILINE), ""),
    (re.compile(r"\\(?=[^\w\s])|\*+|~~|==|\^\^|[\[\]]|(?<!\w)_+|_+(?!\w)"), ""),
)
"""What is taken out of a page, in this order, until the words are left that readers see."""


def folded(text: str) -> str:
    """Give text with entities read, look-alike letters and signs made one, and what is invisible taken out.

    >>> folded("35&nbsp;% of ½")
    '35 % of 1⁄2'
    """
    plain = text if text.isascii() and "&" not in text else unicodedata.normalize("NFKC", html.unescape(text))
    if plain.isprintable():
        return plain
    return "".join(letter for letter in plain if unicodedata.category(letter) != "Cf")


def _kept(pattern: re.Pattern[str], instead: str, text: str) -> str:
    """Replace what a pattern finds, and keep every line where it is."""
    return pattern.sub(lambda found: instead + "\n" * found[0].count("\n"), text)


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
        """The whole file.

        Raises:
            PlaybookError: it isn't UTF-8.
        """
        return read_text(self.path, self.shown)

    @cached_property
    def meta(self) -> dict[str, Any]:
        """The front matter."""
        return front_matter(self.path, self.shown)

    @cached_property
    def lines(self) -> list[str]:
        """Its lines, those of the front matter empty."""
        own = split(self.text)[1]
        return [""] * self.text[: len(self.text) - len(own)].count("\n") + own.splitlines()

    @cached_property
    def _parted(self) -> tuple[list[str], int | None]:
        """Its lines, those of fenced code empty too, and the line of a fence that nothing closes."""
        lines, mark, opened = [], "", None
        for number, line in enumerate(self.lines, 1):
            fence = FENCE.match(line)
            if mark:
                lines.append("")
                if fence and fence["mark"].startswith(mark) and not fence["rest"].strip():
                    mark, opened = "", None
            elif fence and not (fence["mark"][0] == "`" and "`" in fence["rest"]):
                mark, opened = fence["mark"], number
                lines.append("")
            else:
                lines.append(line)
        return lines, opened

    @property
    def unfenced(self) -> list[str]:
        """Its lines, those of the front matter and of fenced code empty."""
        return self._parted[0]

    @property
    def open_fence(self) -> int | None:
        """The line of a code fence that nothing closes."""
        return self._parted[1]

    @cached_property
    def without_code(self) -> str:
        """Its text without front matter and code, line by line where it was."""
        return _kept(_CODE, WRITTEN, "\n".join(self.unfenced))

    @cached_property
    def words(self) -> str:
        """The words that readers see, each on its line, without markup, code, calls and addresses."""
        return _words("\n".join(self.unfenced))

    def line_of(self, phrase: str) -> int | None:
        """Find the line in which some words begin, wherever the lines break; None where they don't stand."""
        pattern = r"\s+".join(re.escape(word) for word in folded(phrase).split())
        found = re.search(pattern, self.words) if pattern else None
        return None if found is None else self.words.count("\n", 0, found.start()) + 1


@lru_cache(maxsize=1024)  # several checks ask for the words of the same page
def _words(text: str) -> str:
    for pattern, instead in _STEPS:
        text = _kept(pattern, instead, text)
    return "\n".join(folded(line).replace("\n", " ") for line in text.split("\n"))


def read_text(path: Path, shown: str) -> str:
    """Read a text file.

    Raises:
        PlaybookError: it isn't UTF-8; the line of the first wrong byte is told.
    """
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        problem = f"has the byte {raw[error.start]:02x}, which UTF-8 has not"
        raise PlaybookError(f"{shown}:{line}", problem, "save the file as UTF-8") from error


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
