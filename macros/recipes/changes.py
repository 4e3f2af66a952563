"""Files that are written together: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from macros.errors import PlaybookError


class Changes:
    """New and changed files of a project, gathered before the first of them is written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, str] = {}

    def text(self, name: str) -> str:
        """Give a file as it will be.

        Raises:
            PlaybookError: there is no such file.
        """
        if name in self.texts:
            return self.texts[name]
        path = self.root / name
        if not path.is_file():
            raise PlaybookError(name, "isn't there", "run this from the root of the project")
        return path.read_text(encoding="utf-8")

    def add(self, name: str, text: str) -> None:
        """Add a file.

        Raises:
            PlaybookError: it is there already.
        """
        if (self.root / name).exists():
            raise PlaybookError(name, "is there already", "take another name, or edit that file")
        self.texts[name] = text

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        """Change a file.

        Raises:
            PlaybookError: there is no such file, or nothing in it that could be changed so.
        """
        self.texts[name] = change(self.text(name))

    def write(self) -> None:
        """Write them all.

        Raises:
            PlaybookError: one can't be written; then every other is as it was before.
        """
        before: dict[Path, str | None] = {}
        name = ""
        try:
            for name, text in self.texts.items():
                path = self.root / name
                before[path] = path.read_text(encoding="utf-8") if path.exists() else None
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
        except OSError as error:
            for path, text_before in before.items():
                if text_before is not None:
                    path.write_text(text_before, encoding="utf-8")
                elif path.is_file():
                    path.unlink()
            raise PlaybookError(name, f"can't be written ({error.strerror})", "nothing was changed") from error
