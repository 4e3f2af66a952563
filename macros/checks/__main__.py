"""Run the checks: `python -m macros.checks` over the sources, `python -m macros.checks SITE` over a built site too."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.checks.anatomy import anatomy
from macros.checks.links import links
from macros.checks.metrics import hand_typed
from macros.checks.site import pages
from macros.checks.usage import usage
from macros.errors import PlaybookError


def findings(root: Path, site: Path | None, stories: Path | None) -> Iterator[PlaybookError]:
    """Give everything that the checks find."""
    yield from hand_typed(root)
    if site is not None:
        built = pages(root, site)
        yield from anatomy(root, built)
        yield from usage(root, built, stories)
        yield from links(built)


def main() -> int:
    """Print each finding on a line; give 1 when there was one."""
    site = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    stories = Path(os.environ["STORIES"]).resolve() if os.environ.get("STORIES") else None
    try:
        found = list(findings(Path.cwd(), site, stories))
    except PlaybookError as error:
        found = [error]
    for finding in found:
        print(f"ERROR   -  {finding}")
    print(f"checks: {len(found) or 'no'} {'mistake' if len(found) == 1 else 'mistakes'} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
