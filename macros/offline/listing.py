"""List what reading a built site needs, each file with its hash, and write the worker that keeps no other version."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

from macros.errors import PlaybookError

WORKER = Path(__file__).with_name("worker.js")
WORKER_FILE = "offline.js"
"""The worker, at the root of the site: a browser lets it see only what lies beside it or below."""
LIST_FILE = "offline.json"
VERSION = "VERSION OF THE BUILD"
"""What stands in the worker for the hash of the list."""

KEPT = (
    "*.html",
    "assets/*.css",
    "assets/*.js",
    "assets/fonts/*.woff2",
    "assets/images/*.svg",
    "answers/*.json",
    "schemas/workbook.json",
    "start/plans.json",
    "search/search_index.json",
)
"""What pages and their tools read, by its path below the site; a star takes folders too."""
LEFT_OUT = (
    "404.html",
    "embed/*",
    "print/*",
    "*.copies.json",
    "*.parts.json",
    "assets/javascripts/lunr/*",
    "assets/javascripts/workers/*",
)
"""What of these no page reads: other shapes of it, texts to take along, and the theme's search, which ours replaces."""


def write(site: Path) -> None:
    """Write the list of a finished site, and the worker that belongs to it.

    Args:
        site: its folder, in which nothing changes any more.

    Raises:
        PlaybookError: the site lacks what every site has, so that a pattern no longer fits.
    """
    files = {path: (site / path).read_bytes() for path in _kept(site)}
    for pattern in KEPT:
        if not any(fnmatchcase(path, pattern) for path in files):
            where = "macros/offline/listing.py: KEPT"
            raise PlaybookError(where, f"'{pattern}' names nothing", "say where such files lie now")
    listed = {"bytes": sum(map(len, files.values())), "files": {path: _hash(body) for path, body in files.items()}}
    text = json.dumps(listed, separators=(",", ":"))
    (site / LIST_FILE).write_text(text, encoding="utf-8")
    worker = WORKER.read_text(encoding="utf-8").replace(VERSION, _hash(text.encode()))
    (site / WORKER_FILE).write_text(worker, encoding="utf-8")


def _kept(site: Path) -> Iterator[str]:
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    for path in paths:
        if any(fnmatchcase(path, one) for one in KEPT) and not any(fnmatchcase(path, one) for one in LEFT_OUT):
            yield path


def _hash(body: bytes) -> str:
    """Hash as browsers write it most easily."""
    return base64.b64encode(hashlib.sha256(body).digest()).decode()
