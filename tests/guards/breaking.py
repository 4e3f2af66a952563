"""Break a copy of the project in many ways at once, and find what the build says of each."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.builds import build, copy_project, keep_links, only_pages

_MISTAKE = re.compile(r"^(?:WARNING|ERROR) +- +(?:\[macros\] - ERROR )?(.*(?:\n  .*)*)", re.MULTILINE)


@dataclass(frozen=True)
class Break:
    """One mistake in a copy of the project, and what the build must say of it.

    Args:
        what: the mistake in words.
        file: the file that it is made in.
        told: every message that it causes; {line} stands for the line of the file in which the mistake begins,
            {next} for the one after it.
        old: words of the file that are replaced; the end of the file when empty.
        new: what stands there instead.
        further: more such replacements in the same file.
        files: files that are added, by their names.
        links: symbolic links that are added, by their names, with where they lead.
    """

    what: str
    file: str
    told: Sequence[str]
    old: str = ""
    new: str = ""
    further: tuple[tuple[str, str], ...] = ()
    files: dict[str, str | bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def make(self, root: Path) -> list[str]:
        """Make the mistake; give the messages that must follow."""
        for name, added in self.files.items():
            assert not (root / name).exists(), f"{name} is there already"
            (root / name).write_bytes(added.encode() if isinstance(added, str) else added)
        for name, target in self.links.items():
            (root / name).symlink_to(target)
        path = root / self.file
        text = path.read_text(encoding="utf-8")
        line = 1
        for place, (old, new) in enumerate(((self.old, self.new), *self.further)):
            assert not old or text.count(old) == 1, f"{self.file} says {old!r} {text.count(old)} times"
            at = text.index(old) if old else len(text)
            if place == 0:
                line = text[:at].count("\n") + len(new) - len(new.lstrip("\n")) + 1
            text = text[:at] + new + text[at + len(old) :]
        path.write_text(text, encoding="utf-8")
        return [told.replace("{line}", str(line)).replace("{next}", str(line + 1)) for told in self.told]


@dataclass(frozen=True)
class Outcome:
    """How the build of a broken copy ended."""

    code: int
    output: str
    expected: dict[str, list[str]]
    known: frozenset[str] = frozenset()
    """What is told, lines left out, without any mistake being made."""

    @property
    def mistakes(self) -> list[str]:
        """Every message that makes a strict build fail."""
        return _MISTAKE.findall(self.output)

    def among(self, mistakes: Sequence[str]) -> list[str]:
        """Give those of these mistakes that were not told before any was made."""
        return [mistake for mistake in mistakes if _placeless(mistake) not in self.known]


def broken(folder: Path, breaks: Sequence[Break], pages: Mapping[str, str] | None = None) -> Outcome:
    """Build a copy with all these mistakes in it.

    Args:
        folder: where the copy goes.
        breaks: the mistakes.
        pages: the only pages of the copy, by their files below docs/; None where it keeps all of the project's.
    """
    copy_project(folder)
    if pages is not None:
        only_pages(folder, pages)
        for name, text in pages.items():
            (folder / "docs" / name).write_text(text, encoding="utf-8")
    return _built(folder, breaks)


def broken_among(folder: Path, breaks: Sequence[Break], others: Sequence[str], completely: bool = False) -> Outcome:
    """Build a copy of those pages alone that these mistakes are made in, and a few others, with all of them in it.

    Args:
        folder: where the copy goes.
        breaks: the mistakes.
        others: further pages that it keeps, as their files below docs/, for the mistakes to lead to.
        completely: whether it comes to the checks of built pages, which miss the other pages; what they tell of the
            same copy without the mistakes is known then, and no mistake.
    """
    copy_project(folder)
    made_in = [one.file.removeprefix("docs/") for one in breaks if re.fullmatch(r"docs/.*\.md", one.file)]
    only_pages(folder, list(dict.fromkeys(["index.md", *made_in, *others])))
    keep_links(folder)
    known = frozenset(map(_placeless, _built(folder, []).mistakes)) if completely else frozenset()
    return dataclasses.replace(_built(folder, breaks), known=known)


def _built(folder: Path, breaks: Sequence[Break]) -> Outcome:
    expected = {one.what: one.make(folder) for one in breaks}
    assert len(expected) == len(breaks), "two mistakes have the same words"
    result = build(folder, folder / "site")
    return Outcome(result.returncode, result.stdout, expected)


def _placeless(mistake: str) -> str:
    """Tell a mistake without its line, which others move."""
    return re.sub(r":\d+: ", ": ", mistake)
