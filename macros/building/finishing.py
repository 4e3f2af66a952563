"""What follows MkDocs: check the pages, export them, and check what leads to the exports."""

from __future__ import annotations

import sys
from pathlib import Path

from macros.built.page import GENERATED, BuiltPage, pages
from macros.checks.__main__ import exported_findings, findings, told
from macros.errors import PlaybookError
from macros.exports.__main__ import export
from macros.library import overlay_folder


def main() -> int:
    """Print each mistake on a line, and what was exported; give 1 when there was a mistake."""
    site = Path(sys.argv[1]).resolve()
    stories = overlay_folder(Path.cwd())
    try:
        built = pages(Path.cwd(), site)
        found = list(findings(Path.cwd(), built, stories))
        if not found:
            print(export(site))
            exported = [
                BuiltPage(path, site, None) for folder in GENERATED for path in sorted((site / folder).rglob("*.html"))
            ]
            found = list(exported_findings(Path.cwd(), built, exported))
    except PlaybookError as error:
        found = [error]
    return told(found)


if __name__ == "__main__":
    sys.exit(main())
