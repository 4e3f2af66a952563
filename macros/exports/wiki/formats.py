"""The kinds of wiki by their names, and how the site is written as one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from macros.errors import PlaybookError, nearest
from macros.exports.wiki.azure import Azure
from macros.exports.wiki.backstage import Backstage
from macros.exports.wiki.book import Book, read_book
from macros.exports.wiki.github import GitHub
from macros.exports.wiki.gitlab import GitLab
from macros.exports.wiki.mediawiki import MediaWiki
from macros.exports.wiki.obsidian import Obsidian
from macros.exports.wiki.target import Target
from macros.upkeep import update

FOLDER = "wiki"
"""Where wikis are written, each in a folder named after its format."""
LIST = ".playbook-wiki"
"""The list of what was written into the folder of a wiki."""


def _undated(kind: Callable[[Book], Target]) -> Callable[[Book, int], Target]:
    return lambda book, _: kind(book)


FORMATS: dict[str, Callable[[Book, int], Target]] = {
    "azure": _undated(Azure),
    "backstage": _undated(Backstage),
    "github": _undated(GitHub),
    "gitlab": _undated(GitLab),
    "mediawiki": MediaWiki,
    "obsidian": _undated(Obsidian),
}
"""Makes each wiki from a book and the second since 1970 that it is said to be made in."""


def format_named(name: str) -> Callable[[Book, int], Target]:
    """Find a format by its name.

    Raises:
        PlaybookError: there is none of that name.
    """
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        problem = "no format is named" if not name else f"there is no format '{name}'"
        raise PlaybookError("make wiki", problem, f"write FORMAT= and one of {known}")
    return FORMATS[name]


def sections_named(docs: Path, given: str) -> tuple[str, ...]:
    """Read which sections of the site stay out of a wiki.

    Args:
        docs: the folder that the site is built from.
        given: their folders, such as "about" or "answers/calibration", with commas or blanks between them.

    Raises:
        PlaybookError: there is no such section.
    """
    known = [path.parent.relative_to(docs).as_posix() for path in sorted(docs.rglob("*/index.md"))]
    named = tuple(name.strip("/") for name in given.replace(",", " ").split())
    for name in named:
        if name not in known:
            raise PlaybookError(f"WITHOUT={given}", f"there is no section '{name}'", nearest(name, known))
    return named


def write_wiki(root: Path, name: str, site: Path, dated: int, without: Collection[str] = ()) -> str:
    """Write a site as a wiki, and say how many files it has.

    Args:
        root: the project; the wiki goes into a folder of it that may hold pages of somebody's own.
        name: the format.
        site: the built site.
        dated: the second since 1970 that the wiki is said to be made in.
        without: the sections that stay out, by their folders.

    Raises:
        PlaybookError: there is no such format, or a page of somebody's own would be overwritten.
    """
    files = format_named(name)(read_book(root, site, without), dated).files()
    update(root / FOLDER / name, LIST, files)
    return f"wiki: {len(files)} {'file' if len(files) == 1 else 'files'} in {root / FOLDER / name}"
