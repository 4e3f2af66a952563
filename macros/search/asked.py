"""Read the further ways in which people ask for answers, which the search knows and pages don't show.

A file of `asked/` holds those of a section: below the name of each answer, as `# dismissed`, a way on each line. They
come from people who saw the question and its levels, and neither the page nor any question of the tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.plan import SECTIONS_FOLDER

FOLDER = "macros/search/asked"
_NAME = "# "


def read_asked(root: Path) -> Mapping[str, tuple[str, ...]]:
    """Give the ways in which people ask, by the page of the answer below docs/.

    Args:
        root: the folder of the project.

    Raises:
        PlaybookErrors: all that is wrong in the files, each with its line.
    """
    found: dict[str, list[str]] = {}
    errors: list[PlaybookError] = []
    for path in sorted((root / FOLDER).glob("*.txt")):
        section = root / "docs" / SECTIONS_FOLDER / path.stem
        answers = [page.stem for page in sorted(section.glob("*.md")) if page.name != "index.md"]
        ways: list[str] | None = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            where = f"{FOLDER}/{path.name}:{number}"
            if line.startswith(_NAME):
                name = line.removeprefix(_NAME)
                ways = found.setdefault(f"{SECTIONS_FOLDER}/{path.stem}/{name}.md", [])
                if name not in answers:
                    errors.append(PlaybookError(where, f"names no answer '{name}'", nearest(name, answers)))
            elif line:
                errors.extend(_misplaced(where, line, ways))
                if ways is not None:
                    ways.append(line)
    if errors:
        raise PlaybookErrors(errors)
    return {page: tuple(ways) for page, ways in found.items()}


def _misplaced(where: str, line: str, ways: list[str] | None) -> Iterator[PlaybookError]:
    if ways is None:
        yield PlaybookError(where, "belongs to no answer", f"write '{_NAME}' and the name of an answer above it")
    elif line in ways:
        yield PlaybookError(where, f"says '{line}' once more", "remove it: what counts is another way to ask")
