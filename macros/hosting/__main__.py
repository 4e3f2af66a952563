"""Write what a server needs to send a built site well: `python -m macros.hosting SITE OUT`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.errors import PlaybookError
from macros.hosting.nginx import nginx_maps, nginx_server
from macros.hosting.site import ANYONE, Site
from macros.hosting.static_hosts import headers_file
from macros.upkeep import update

LIST = ".playbook-hosting"
"""The list of what was written, in the folder that it was written to."""


def write(site: Site, out: Path) -> None:
    """Write all of it below a folder that is not the site's, since readers have no use for it.

    Raises:
        PlaybookError: the folder lies in the site, or a file in it is somebody's own.
    """
    if out.resolve().is_relative_to(site.folder.resolve()):
        raise PlaybookError(str(out), "lies in the site, which would offer it to readers", "name a folder beside it")
    texts = {
        "_headers": headers_file(site),
        "nginx/maps.conf": nginx_maps(site),
        "nginx/server.conf": nginx_server(site),
    }
    update(out, LIST, texts)


def main() -> int:
    """Run `python -m macros.hosting SITE OUT`."""
    parser = argparse.ArgumentParser(prog="python -m macros.hosting")
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("out", type=Path, help="the folder to write to")
    parser.add_argument("--wiki", default=ANYONE, help="the one site that may frame embed/ and fetch the texts")
    given = parser.parse_args()
    try:
        write(Site(given.site, given.wiki), given.out)
    except PlaybookError as error:
        print(f"ERROR   -  {error}", file=sys.stderr)
        return 1
    print(f"hosting: written to {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
