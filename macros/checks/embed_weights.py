"""Find embeds that weigh more than a page which shows them should have to load."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.built.page import BuiltPage
from macros.errors import PlaybookError

MOST_BYTES = 15_000
"""What the first view of an embed may weigh: its page with the styles and scripts that it names, uncompressed."""

_FOLDER = "embed"
_LOADED = re.compile(r'<(?:script src|link rel="stylesheet" href)="\.\./([^"]+)"')


def embed_weights(exported: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Check every embed among the exported pages of a site."""
    for page in exported:
        folder = page.site / _FOLDER
        if folder in page.path.parents:
            weight = first_view(page.html, folder)
            if weight > MOST_BYTES:
                problem = f"weighs {weight} bytes with its styles and scripts, more than {MOST_BYTES}"
                source = page.tree.xpath("string(//link[@rel='canonical']/@href)")
                yield PlaybookError(page.shown, problem, f"shorten what it shows of {source}")


def loaded(html: str) -> list[str]:
    """Give the styles and scripts that a page of an embed names, by their places below embed/."""
    return [str(name) for name in _LOADED.findall(html)]


def first_view(html: str, folder: Path) -> int:
    """Count the bytes that a frame loads before anybody has touched it.

    Args:
        html: the page of the embed.
        folder: where the files are that all embeds share.
    """
    return len(html.encode()) + sum((folder / name).stat().st_size for name in loaded(html))
