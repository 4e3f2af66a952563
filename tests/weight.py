"""What a browser loads to show a page first: its files, and the bytes that they weigh compressed."""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, ViewportSize

from tests.windows import PHONE

MOST = 130_000
"""Bytes that the first view of the longest answer may weigh."""


def packed(body: bytes) -> int:
    """Weigh what a server sends: compressed as most do it, or as it is where that gains nothing."""
    return min(len(gzip.compress(body, 6)), len(body))


@dataclass(frozen=True)
class FirstView:
    """What was loaded before a reader did anything."""

    files: Mapping[str, int]
    """The bytes of each file by its path below the site."""

    @property
    def total(self) -> int:
        """All of it, in bytes."""
        return sum(self.files.values())

    def by_kind(self) -> str:
        """Tell the kilobytes of each kind of file."""
        sizes: defaultdict[str, int] = defaultdict(int)
        for file, size in self.files.items():
            sizes[Path(file).suffix[1:]] += size
        return ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(sizes.items()))

    def fonts(self) -> int:
        """Count the files of fonts."""
        return sum(file.endswith(".woff2") for file in self.files)


def first_view(
    browser: Browser,
    site: Path,
    home: str,
    address: str,
    screen: ViewportSize = PHONE,
    weigh: Callable[[bytes], int] = packed,
) -> FirstView:
    """Open a page with nothing kept, and weigh every file that it asks the site for; its worker is another matter.

    Args:
        browser: a Chromium.
        site: the folder of the built site.
        home: the address that it is served at, with a slash at its end.
        address: that of the page, below the site.
        screen: the size of the window.
        weigh: how many bytes a file is sent in.
    """
    asked: dict[str, None] = {}
    context = browser.new_context(viewport=screen)
    page = context.new_page()
    page.on("request", lambda request: asked.setdefault(request.url))
    page.goto(home + address, wait_until="networkidle")
    page.evaluate("document.fonts.ready.then(() => null)")
    context.close()
    paths = sorted({_file(site, url.removeprefix(home)) for url in asked if url.startswith(home)})
    return FirstView({path.relative_to(site).as_posix(): weigh(path.read_bytes()) for path in paths})


def longest_answer(site: Path) -> str:
    """Find the answer whose page weighs most; give its address."""
    heaviest = max((site / "answers").glob("*/*/index.html"), key=lambda path: packed(path.read_bytes()))
    return f"{heaviest.parent.relative_to(site).as_posix()}/"


def _file(site: Path, url: str) -> Path:
    path = site / unquote(urlsplit(url).path)
    return path / "index.html" if path.is_dir() else path
