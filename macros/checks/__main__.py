"""Run the checks: `python -m macros.checks` over the sources, `python -m macros.checks SITE` over a built site too."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.built.page import BuiltPage, pages
from macros.checks.anatomy import anatomy
from macros.checks.documentation import undocumented
from macros.checks.links import links
from macros.checks.metrics import hand_typed
from macros.checks.usage import usage
from macros.errors import PlaybookError
from macros.formula_units import formula_mistakes
from macros.formulas import FORMULAS
from macros.library import overlay_folder


def findings(root: Path, built: Sequence[BuiltPage], stories: Path | None) -> Iterator[PlaybookError]:
    """Give everything that the checks find in the sources and, where the site is built, in its pages."""
    yield from formula_mistakes()
    yield from undocumented(FORMULAS.values())
    yield from hand_typed(root)
    if built:
        yield from anatomy(root, built)
        yield from usage(root, built, stories)
        yield from links(built)


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
