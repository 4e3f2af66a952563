"""What follows MkDocs: check the pages, export them, check what leads there, and make the site light and keepable."""

from __future__ import annotations

from pathlib import Path

from macros.building import theme_styles
from macros.building.progress import Progress
from macros.built.page import GENERATED, BuiltPage, pages
from macros.checks.__main__ import built_findings, exported_findings, told
from macros.errors import PlaybookError
from macros.exports.__main__ import export
from macros.offline import listing as offline


def finish(root: Path, site: Path, stories: Path | None) -> bool:
    """Check a site that MkDocs has written, export it where it is right, and print what was found.

    Args:
        root: the project.
        site: the folder of the site.
        stories: the folder of the reader's own stories, if there is one.

    Returns:
        Whether all is right.
    """
    try:
        built = pages(root, site)
        print(f"checking {len(built)} pages")
        found = list(built_findings(root, built, stories))  # MkDocs ran only because the sources are right
        if not found:
            print("exporting them, Word files first")
            print(export(site, lambda what, total: Progress(what, total).step))
            exported = [
                BuiltPage(path, site, None) for folder in GENERATED for path in sorted((site / folder).rglob("*.html"))
            ]
            found = list(exported_findings(root, built, exported, stories))
        if not found:
            theme_styles.prune(site)
            offline.write(site)
    except PlaybookError as error:
        found = [error]
    return told(found) == 0
