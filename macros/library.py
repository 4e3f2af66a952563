"""All stories together: read once, calculated once, and asked by names such as feature-platform.latency_change."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.figures import Figure, Goal, Ledger, calculate
from macros.story import Input, read_story

STORIES_FOLDER = Path(__file__).with_name("stories")


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

    @cached_property
    def ledgers(self) -> dict[str, Ledger]:
        """Every story, calculated, by its name.

        Raises:
            PlaybookErrors: all that is wrong in all the stories.
        """
        errors: list[PlaybookError] = []
        ledgers = {}
        for name, (path, over) in self._files().items():
            try:
                story = read_story(path, _shown(path), over, _shown(over) if over else "")
                ledgers[name] = calculate(story)
            except PlaybookErrors as error:
                errors.extend(error.errors)
            except PlaybookError as error:
                errors.append(error)
        if errors:
            raise PlaybookErrors(errors)
        return ledgers

    def _files(self) -> dict[str, tuple[Path, Path | None]]:
        files: dict[str, tuple[Path, Path | None]] = {path.stem: (path, None) for path in _stories(self.folder)}
        if self.overlay is not None:
            for path in _stories(self.overlay):
                files[path.stem] = (files[path.stem][0], path) if path.stem in files else (path, None)
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


def _stories(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise PlaybookError(str(folder), "isn't a folder", "name the folder that holds the story files")
    for path in sorted(folder.glob("*.yaml")):
        raise PlaybookError(_shown(path), "isn't read", "let the name of a story end in .yml")
    paths = sorted(folder.glob("*.yml"))
    if not paths:
        raise PlaybookError(str(folder), "holds no story", "put files such as feature-platform.yml there")
    return paths


def _shown(path: Path) -> str:
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
