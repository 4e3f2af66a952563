"""Run the checks: `python -m macros.checks` over the sources, `python -m macros.checks SITE` over a built site too."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.built.page import BuiltPage, pages
from macros.checks.anatomy import anatomy
from macros.checks.calls import only_calls
from macros.checks.documentation import undocumented
from macros.checks.front_matter import front_matters
from macros.checks.links import links
from macros.checks.metrics import hand_typed, hand_typed_in_pages
from macros.checks.prompts import prompts
from macros.checks.settings import settings_mistakes
from macros.checks.usage import usage
from macros.errors import PlaybookError, PlaybookErrors
from macros.formulas import FORMULAS, MISTAKES
from macros.library import STORIES_FOLDER, Library, overlay_folder


def source_findings(root: Path, stories: Path | None, site_url: str | None = None) -> Iterator[PlaybookError]:
    """Give everything that is wrong in the sources, before anything is built.

    Args:
        root: the folder of the project.
        stories: the folder of the reader's own stories, if there is one.
        site_url: where the site will stand, where that is known.
    """
    yield from MISTAKES
    yield from undocumented(FORMULAS.values())
    try:
        ledgers = Library(STORIES_FOLDER, stories).ledgers
        yield from front_matters(root, ledgers)
        yield from settings_mistakes(root, site_url)
        yield from only_calls(root)
        yield from hand_typed(root)
        yield from prompts(root)
    except PlaybookErrors as error:
        yield from error.errors
    except PlaybookError as error:
        yield error


def built_findings(root: Path, built: Sequence[BuiltPage], stories: Path | None) -> Iterator[PlaybookError]:
    """Give everything that is wrong in the pages of a built site whose sources are right."""
    yield from anatomy(built)
    yield from usage(root, built, stories)
    yield from links(built)
    yield from hand_typed_in_pages(root, built)


def findings(root: Path, built: Sequence[BuiltPage], stories: Path | None) -> Iterator[PlaybookError]:
    """Give everything that the checks find in the sources; where those are right, in the pages of a built site too."""
    found = list(source_findings(root, stories))
    yield from found or built_findings(root, built, stories)


def told(found: Sequence[PlaybookError]) -> int:
    """Print each finding on a line; give 1 when there was one."""
    for finding in found:
        print(f"ERROR   -  {finding}")
    print(f"checks: {len(found) or 'no'} {'mistake' if len(found) == 1 else 'mistakes'} found")
    return 1 if found else 0


def main() -> int:
    """Check what the command line names."""
    site = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    stories = overlay_folder(Path.cwd())
    try:
        found = list(findings(Path.cwd(), pages(Path.cwd(), site) if site else [], stories))
    except PlaybookError as error:
        found = [error]
    return told(found)


if __name__ == "__main__":
    sys.exit(main())
