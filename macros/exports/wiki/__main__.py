"""Write the site as a wiki: `python -m macros.exports.wiki FORMAT SITE OUT`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from macros.errors import PlaybookError
from macros.exports.wiki.azure import Azure
from macros.exports.wiki.backstage import Backstage
from macros.exports.wiki.book import Book, read_book
from macros.exports.wiki.github import GitHub
from macros.exports.wiki.gitlab import GitLab
from macros.exports.wiki.mediawiki import MediaWiki
from macros.exports.wiki.obsidian import Obsidian
from macros.exports.wiki.target import Target, write

FORMATS: dict[str, Callable[[Book], Target]] = {
    "azure": Azure,
    "backstage": Backstage,
    "github": GitHub,
    "gitlab": GitLab,
    "mediawiki": lambda book: MediaWiki(book, int(os.environ["SOURCE_DATE_EPOCH"])),
    "obsidian": Obsidian,
}


def format_named(name: str) -> Callable[[Book], Target]:
    """Find a format by its name.

    Raises:
        PlaybookError: there is none of that name.
    """
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        problem = "no format is named" if not name else f"there is no format '{name}'"
        raise PlaybookError("make wiki", problem, f"write FORMAT= and one of {known}")
    return FORMATS[name]


def main() -> int:
    """Write the wiki; give 1 when there was a mistake."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("format", help=", ".join(FORMATS))
    parser.add_argument("site", type=Path, help="the built site")
    parser.add_argument("out", type=Path, help="the folder to write, empty or not there")
    given = parser.parse_args()
    try:
        make = format_named(given.format)
        count = write(make(read_book(Path.cwd(), given.site)), given.out)
    except PlaybookError as error:
        print(f"ERROR   -  {error}")
        return 1
    print(f"{given.out}: {count} {'file' if count == 1 else 'files'} for {given.format}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
