"""Let MkDocs write the pages into a folder: a process of its own, `python -m macros.building.rendering SITE`.

The hooks forget and load the macros anew, so nothing that has macros loaded can call MkDocs itself.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin

from macros.building.mistakes import worded
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


def main() -> int:
    """Build strictly into the folder that the command line names; print each mistake, and give 1 where there is one."""
    log = logging.getLogger("mkdocs")
    shown = logging.StreamHandler(sys.stdout)
    shown.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    log.addHandler(shown)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        config = load_config(site_dir=sys.argv[1], strict=True)
        config.plugins["playbook/counting"] = Counting()
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    except MkDocsException as error:
        print(error)
        return 1
    except Exception as error:  # whatever it is, it is told in a line
        print(f"ERROR   -  {worded(error, Path.cwd())}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
