"""The build command: `python -m macros.building OUT` writes the site, checks it, and only then puts it in its place.

With `--hosting WIKI` it also writes what servers need to `hosting/`; with `--wiki FORMAT` it writes a wiki to
`wiki/FORMAT` instead of a site. Whatever would stop it is told before anything is built.
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from pathlib import Path

from macros.building.environment import prepare
from macros.building.output import checked, swap_in, unfinished
from macros.errors import PlaybookError
from macros.exports.__main__ import DOCS_FOLDER
from macros.exports.wiki.formats import format_named, sections_named, write_wiki
from macros.hosting.__main__ import write as write_hosting
from macros.hosting.site import Site, check_wiki

HOSTING = "hosting"
WIKI_SITE = Path(".cache/wiki-site")
"""Beside this a site is built for a wiki, which nobody keeps."""


def main() -> int:
    """Build what the command line asks for; print each mistake on a line, and give 1 when there was one."""
    parser = argparse.ArgumentParser(prog="python -m macros.building")
    parser.add_argument("out", nargs="?", help="the folder of the site: empty, made by a build, or not there")
    parser.add_argument("--hosting", metavar="WIKI", help="write hosting/ for servers; only WIKI may frame and fetch")
    parser.add_argument("--wiki", metavar="FORMAT", help="write wiki/FORMAT, and no site")
    parser.add_argument("--without", metavar="SECTIONS", default="", help="leave these sections out of the wiki")
    given = parser.parse_args()
    if (given.out is None) is (given.wiki is None):
        parser.error("name the folder of the site, or a format with --wiki")
    if given.without and given.wiki is None:
        parser.error("only a wiki is written without some sections: name its format with --wiki")
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr] # so that what MkDocs says comes in between
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # so that it clears up as at Ctrl-C
    try:
        return _build(Path.cwd(), given.out, given.hosting, given.wiki, given.without)
    except PlaybookError as error:
        print(f"ERROR   -  {error}")
        return 1
    except KeyboardInterrupt:
        print("\nbroken off; the folder that was to be written is as it was")
        return 128 + signal.SIGINT


def _build(root: Path, out: str | None, hosting: str | None, wiki: str | None, without: str) -> int:
    begun = time.monotonic()
    dated = prepare(root)
    # Imported only now, since they import the formulas, which not every environment lets load.
    from macros.building.finishing import finish  # noqa: PLC0415
    from macros.building.rendering import render  # noqa: PLC0415
    from macros.library import STORIES_FOLDER, Library, overlay_folder  # noqa: PLC0415

    stories = overlay_folder(root)
    Library(STORIES_FOLDER, stories).find()
    target = checked(out, root, stories) if out is not None else root / WIKI_SITE
    if wiki is not None:
        format_named(wiki)
    left_out = sections_named(root / DOCS_FOLDER, without)
    if hosting is not None:
        check_wiki(hosting)
    with unfinished(target) as site:
        if not (render(root, site) and finish(root, site, stories)):
            return 1
        if wiki is not None:
            print(write_wiki(root, wiki, site, dated, left_out))
            return 0
        if hosting is not None:
            write_hosting(Site(site, hosting), root / HOSTING)
            print(f"hosting: written to {HOSTING}/")
        files = swap_in(site, target)
    print(f"site: {files} files in {target}, built in {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
