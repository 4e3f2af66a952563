"""Read the further ways in which people ask for pages, which the search knows and pages don't show.

A file of `asked/` holds those of a section: below the name of each page, as `# dismissed`, a way on each line. Some
were written for an answer, by somebody who saw its question and its levels, and neither the page nor any question of
the tests. The others were typed by somebody who had seen nothing at all; to which pages they lead, somebody else said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.plan import SECTIONS_FOLDER

FOLDER = "macros/search/asked"
_NAME = "# "


def read_asked(root: Path) -> Mapping[str, tuple[str, ...]]:
    """Give the ways in which people ask, by the page below docs/.

    Args:
        root: the folder of the project.

    Raises:
        PlaybookErrors: all that is wrong in the files, each with its line.
    """
    found: dict[str, list[str]] = {}
    errors: list[PlaybookError] = []
    for path in sorted((root / FOLDER).glob("*.txt")):
        folder = f"{SECTIONS_FOLDER}/{path.stem}"
        if not (root / "docs" / folder).is_dir():
            folder = path.stem  # templates, formulas and the like
        pages = [page.stem for page in sorted((root / "docs" / folder).glob("*.md")) if page.name != "index.md"]
        ways: list[str] | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{FOLDER}/{path.name}:{number}"
            if line.startswith(_NAME):
                name = line.removeprefix(_NAME)
                ways = found.setdefault(f"{folder}/{name}.md", [])
                if name not in pages:
                    errors.append(PlaybookError(where, f"names no page '{name}'", nearest(name, pages)))
            elif line:
                errors.extend(_misplaced(where, line, ways))
                if ways is not None:
                    ways.append(line)
    if errors:
        raise PlaybookErrors(errors)
    return {page: tuple(ways) for page, ways in found.items()}


def _misplaced(where: str, line: str, ways: list[str] | None) -> Iterator[PlaybookError]:
    if ways is None:
        yield PlaybookError(where, "belongs to no page", f"write '{_NAME}' and the name of a page above it")
    elif line in ways:
        yield PlaybookError(where, f"says '{line}' once more", "remove it: what counts is another way to ask")
