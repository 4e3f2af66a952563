"""Write the exports of a built site: `python -m macros.exports SITE`."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.errors import ended
from macros.exports.beside_pages import Steps, publish, silently
from macros.exports.cache import Cache, code_version

CACHE_FOLDER = Path(".cache/exports")
DOCS_FOLDER = Path("docs")


def export(site: Path, steps: Steps = silently) -> str:
    """Write the exports of a built site, and say how many there are.

    Args:
        site: the folder of the built site.
        steps: tells how far it is.

    Raises:
        PlaybookError: a page can't be exported.
    """
    cache = Cache(CACHE_FOLDER, code_version())
    pages = publish(site, cache, DOCS_FOLDER, steps)
    return f"exports: {pages} pages, {cache.placed} files, {cache.written} of them new"


def main() -> int:
    """Print what was done, or the one mistake that stopped it; give 1 for a mistake."""
    return ended(lambda: print(export(Path(sys.argv[1]).resolve())))


if __name__ == "__main__":
    sys.exit(main())
