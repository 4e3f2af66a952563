"""Let MkDocs write the pages of a site, and tell in a line whatever it meets."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin

from macros.building.failures import worded
from macros.building.logs import logged
from macros.building.progress import Progress


class Counting(BasePlugin):  # type: ignore[no-untyped-call, type-arg] # MkDocs types it only in part
    """Tells how many pages are read and written."""

    def on_nav(self, nav: Any, files: Any, **_: Any) -> Any:
        """Begin to count the pages that are read."""
        self.total = len(files.documentation_pages())
        self.read = Progress("pages read", self.total)
        return nav

    def on_env(self, env: Any, **_: Any) -> Any:
        """Begin to count the pages that are written."""
        self.written = Progress("pages written", self.total)
        return env

    def on_page_content(self, html: str, **_: Any) -> str:
        """Count a page that was read."""
        self.read.step()
        return html

    def on_post_page(self, output: str, **_: Any) -> str:
        """Count a page that was written."""
        self.written.step()
        return output


def render(root: Path, site: Path) -> bool:
    """Build strictly, and print each mistake.

    Args:
        root: the project.
        site: the folder to write to.

    Returns:
        Whether all is right.
    """
    try:
        with logged(logging.WARNING):
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(site), strict=True)
            config.plugins["playbook/counting"] = Counting()
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
    except MkDocsException as error:
        print(error)
        return False
    except Exception as error:  # whatever it is, it is told in a line
        print(f"ERROR   -  {worded(error, root)}")
        return False
    return True
