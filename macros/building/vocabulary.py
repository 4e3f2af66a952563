"""Hand the names of the front desk to mkdocs-macros, and tell the desk what MkDocs is writing."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from markupsafe import Markup

from macros.building.set_aside import SetAside
from macros.claims import Answer
from macros.errors import PlaybookError
from macros.front_desk import FrontDesk, vocabulary
from macros.library import STORIES_FOLDER, Library, overlay_folder
from macros.staleness import Staleness

staleness = Staleness()
"""What the pages of this build say that no longer follows."""
aside = SetAside()
"""What macros have written for the page that is being built."""


def give(env: Any) -> None:
    """Open the front desk for the build of `env` and let its pages call every name of it."""
    root = Path(env.conf["config_file_path"]).parent
    overlay = overlay_folder(root)
    library = Library(STORIES_FOLDER, overlay)
    staleness.pages.clear()
    aside.clear()
    desk = FrontDesk(root, library, list(_pages_of(env.conf["nav"])), _Writing(env, overlaid=overlay is not None))
    for name, call in vocabulary(desk).items():
        env.macro(_set_aside(call), name)


def _set_aside(call: Callable[..., Any]) -> Callable[..., Any]:
    """Make a call keep its HTML from Markdown."""

    @functools.wraps(call)
    def called(*arguments: Any, **named: Any) -> Any:
        written = call(*arguments, **named)
        return aside.mark(written) if isinstance(written, Markup) else written

    return called


class _Writing:
    """The page that mkdocs-macros is at."""

    def __init__(self, env: Any, *, overlaid: bool) -> None:
        self.env = env
        self.overlaid = overlaid

    def url(self) -> str:
        """Give its address below the site."""
        return str(self.env.page.url)

    def place(self) -> str:
        """Name the file and the line of the call that is being answered, as Jinja's frames tell them."""
        frame: FrameType | None = sys._getframe()
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                line = template.get_corresponding_lineno(frame.f_lineno)
                if template.filename is None or template.filename == "<template>":
                    return f"{self._shown()}:{line + self._lines_before()}"
                return f"{Path(template.filename).relative_to(Path.cwd()).as_posix()}:{line}"
            frame = frame.f_back
        return self._shown()

    def aside(self, html: Markup) -> Markup:
        """Keep HTML from Markdown; give what stands for it until the page is converted."""
        return aside.mark(html)

    def stale(self, answer: Answer) -> int:
        """Note a claim that doesn't hold with the reader's own inputs; with ours it is a mistake of the page."""
        if not self.overlaid:
            remedy = "mend the sentence, or what it rests on"
            raise PlaybookError(f'claim("{answer.claim}")', f"doesn't hold ({answer.values})", remedy)
        return staleness.note(self.env.page.file.src_uri, self.place(), answer).number

    def _shown(self) -> str:
        return f"docs/{self.env.page.file.src_uri}"

    def _lines_before(self) -> int:
        """Count the lines of the front matter, which Jinja never sees."""
        source, markdown = self.env.page.file.content_string, self.env.page.markdown.strip()
        return int(source.count("\n") - source[source.index(markdown[:80]) :].count("\n"))


def _pages_of(nav: Any) -> Iterator[str]:
    """Give the pages of a navigation in its order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages_of(item)
