"""Hand the names of the front desk to mkdocs-macros."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.front_desk import FrontDesk, vocabulary
from macros.library import STORIES_FOLDER, Library, overlay_folder


def give(env: Any) -> None:
    """Open the front desk for the build of `env` and let its pages call every name of it."""
    root = Path(env.conf["config_file_path"]).parent
    library = Library(STORIES_FOLDER, overlay_folder(root))
    desk = FrontDesk(root, library, list(_pages_of(env.conf["nav"])), lambda: str(env.page.url))
    for name, call in vocabulary(desk).items():
        env.macro(call, name)


def _pages_of(nav: Any) -> Iterator[str]:
    """Give the pages of a navigation in its order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages_of(item)
