"""All stories together: read once, calculated once, and asked by names such as feature-platform.latency_change."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from macros.errors import PlaybookError, PlaybookErrors, nearest, shown
from macros.figures import Figure, Goal, Ledger, calculate
from macros.formula_units import formula_mistakes
from macros.story import Input, read_story

STORIES_FOLDER = Path(__file__).with_name("stories")
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
"""What the name of a story may be: pages write it before a dot."""


class Library:
    """The stories of one build."""

    def __init__(self, folder: Path = STORIES_FOLDER, overlay: Path | None = None) -> None:
        """Name the folders; nothing is read before the first question.

        Args:
            folder: where the stories stand, one YAML file each.
            overlay: the reader's own folder. A file named like a story lays over it, another is a story of its own.
        """
        self.folder = folder
        self.overlay = overlay

    def find(self) -> None:
        """Make sure that the folders hold stories, before anything takes its time.

        Raises:
            PlaybookErrors: one holds none, or something that would not be read.
        """
        _ = self._files

    @cached_property
    def ledgers(self) -> dict[str, Ledger]:
        """Every story, calculated, by its name.

        Raises:
            PlaybookErrors: all that is wrong with the formulas, or else in all the stories.
        """
        mistakes = formula_mistakes()
        if mistakes:
            raise PlaybookErrors(mistakes)  # without its formulas, every story would be called wrong as well
        errors: list[PlaybookError] = []
        ledgers = {}
        for name, (path, over) in self._files.items():
            try:
                story = read_story(path, shown(path), over, shown(over) if over else "")
                ledgers[name] = calculate(story)
            except PlaybookError as error:
                if name in self.own:
                    remedy = nearest(name, set(self._files) - self.own)
                    errors.append(PlaybookError(shown(path), "is read as a story of its own", remedy))
                errors.extend(error.errors if isinstance(error, PlaybookErrors) else [error])
        if errors:
            raise PlaybookErrors(errors)
        return ledgers

    @property
    def own(self) -> frozenset[str]:
        """The stories that only the reader's folder has; they need no page, and nothing has to show what they hold."""
        return frozenset(set(self._files) - set(_stories(self.folder)))

    @cached_property
    def _files(self) -> dict[str, tuple[Path, Path | None]]:
        """The file of every story, and the one that lies over it."""
        files: dict[str, tuple[Path, Path | None]] = {
            name: (path, None) for name, path in _stories(self.folder).items()
        }
        for name, path in _stories(self.overlay, set(files)).items() if self.overlay else ():
            files[name] = (files[name][0], path) if name in files else (path, None)
        return files

    def ledger(self, story: str) -> Ledger:
        """Find a story by its name.

        Raises:
            PlaybookError: there is no such story.
        """
        if story not in self.ledgers:
            raise PlaybookError(f'"{story}"', "no story has this name", nearest(story, self.ledgers))
        return self.ledgers[story]

    def entry(self, name: str) -> tuple[Ledger, Input | Figure]:
        """Find an input or a figure by its full name, `story.key`.

        Raises:
            PlaybookError: no such story, or no such input or figure in it.
        """
        ledger, key = self._split(name)
        entries = ledger.entries
        if key not in entries:
            remedy = f"it is a goal: use verdict or target for it, or {nearest(key, entries)}"
            raise PlaybookError(
                f'"{name}"',
                f"{ledger.story.name} has no input or figure '{key}'",
                remedy if key in ledger.goals else nearest(key, entries),
            )
        return ledger, entries[key]

    def figure(self, name: str) -> tuple[Ledger, Figure]:
        """Find a figure by its full name.

        Raises:
            PlaybookError: the name is unknown or belongs to an input, which has no working.
        """
        ledger, entry = self.entry(name)
        if not isinstance(entry, Figure):
            raise PlaybookError(f'"{name}"', "is an input, not a figure", f'write input("{name}")')
        return ledger, entry

    def input(self, name: str) -> tuple[Ledger, Input]:
        """Find an input by its full name.

        Raises:
            PlaybookError: the name is unknown or belongs to a figure, whose working would be lost.
        """
        ledger, entry = self.entry(name)
        if isinstance(entry, Figure):
            raise PlaybookError(f'"{name}"', "is a figure, not an input", f'write figure("{name}")')
        return ledger, entry

    def goal(self, name: str) -> tuple[Ledger, Goal]:
        """Find a goal by its full name.

        Raises:
            PlaybookError: no such story, or no such goal in it.
        """
        ledger, key = self._split(name)
        if key not in ledger.goals:
            problem = f"{ledger.story.name} has no goal '{key}'"
            raise PlaybookError(f'"{name}"', problem, nearest(key, ledger.goals))
        return ledger, ledger.goals[key]

    def _split(self, name: str) -> tuple[Ledger, str]:
        story, dot, key = name.partition(".") if isinstance(name, str) else ("", "", "")
        if not dot:
            remedy = 'write "story.key", for instance "feature-platform.slo"'
            raise PlaybookError(f"{name!r}", "isn't a full name", remedy)
        return self.ledger(story), key


def overlay_folder(root: Path) -> Path | None:
    """Give the reader's own folder of stories, as STORIES= names it, or None where there is none.

    The name is taken as it stands. The settings of MkDocs would read no, 0 or 2026 as something else than a name.
    """
    named = os.environ.get("STORIES", "")
    return root / named if named else None


def _stories(folder: Path, known: Collection[str] = ()) -> dict[str, Path]:
    """Find the files of a folder by the names of their stories.

    Args:
        folder: where they stand.
        known: names of stories that somebody may have meant.

    Raises:
        PlaybookErrors: there are none, or something stands there that was perhaps meant for one and would not be read.
    """
    if not folder.is_dir():
        problem = "isn't a folder" if folder.exists() else "isn't there"
        raise PlaybookError(shown(folder), problem, "name the folder that holds the story files")
    try:
        found = sorted(path for path in folder.iterdir() if _is_meant(path, known))
    except OSError as error:
        raise PlaybookError(shown(folder), f"can't be read ({error.strerror})", "give a folder of files") from error
    errors = [PlaybookError(shown(path), *wrong) for path in found if (wrong := _mistaken(path))]
    if errors:
        raise PlaybookErrors(errors)
    if not found:
        raise PlaybookError(shown(folder), "holds no story", "put files such as feature-platform.yml there")
    return {path.stem: path for path in found}


def _is_meant(path: Path, known: Collection[str]) -> bool:
    """Tell whether an entry of a folder looks as if it were meant to be read: by its ending, its name or its content.

    Notes, hidden files and what an editor leaves behind don't.
    """
    if path.name.endswith("~") or (path.name.startswith(".") and not _is_yaml(path.suffix)):
        return False
    if any(map(_is_yaml, path.suffixes)):
        return True
    if path.is_dir():
        return any(_is_yaml(inner.suffix) for pattern in ("*", "*/*") for inner in path.glob(pattern))
    return path.suffix.lower() != ".md" and path.name.partition(".")[0].lower() in known


def _is_yaml(ending: str) -> bool:
    return ending.lower() in (".yml", ".yaml")


def _mistaken(path: Path) -> tuple[str, str] | None:
    """Say what is wrong with an entry of a folder of stories, and what would be right."""
    if path.is_dir():
        return "is a folder, in which no story is looked for", "move its files one up, or remove it"
    if path.suffix != ".yml":
        return "isn't read", "let the name of a story end in .yml"
    if not path.is_file():
        return "isn't a file that could be read", "put a text file there"
    if not _NAME.fullmatch(path.stem):
        return "has a name that no page could use", "use lower-case letters, digits and hyphens"
    return None
