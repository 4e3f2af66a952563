"""Word a mistake on a page in one line, with its file and line, where mkdocs-macros would show a traceback."""

from __future__ import annotations

import re
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from mkdocs.structure.pages import Page
from mkdocs_macros.errors import format_error

from macros.errors import PlaybookError, nearest

SNIPPET = re.compile(r"^[ \t]*-+8<-+[ \t]+([\"'])(?P<name>.+?)(:[\w:,-]*)?\1[ \t]*$", re.MULTILINE)


def word_mistakes(config: Any) -> None:
    """Make mkdocs-macros tell each mistake of the pages of a build in our words."""

    def worded(error: Exception, markdown: str, page: Page) -> str:
        return f"{_place(error, markdown, page)}: {_problem(error, config)}"

    for kind in (Exception, jinja2.TemplateSyntaxError):
        format_error.register(kind)(worded)


def missing_snippet(found: re.Match[str], page: Page, folder: Path) -> tuple[str, str] | None:
    """Tell where a page names a snippet that is not there, and what would be right; None where it is there.

    Args:
        found: the place in the page, as `SNIPPET` finds it.
        page: the page.
        folder: the folder that snippets are named below.
    """
    if (folder / found["name"]).is_file():
        return None
    lines = page.file.content_string.splitlines()
    line = next((f":{number}" for number, text in enumerate(lines, 1) if found[0].strip() in text), "")
    problem = f"there is no snippet '{found['name']}'; {nearest(found['name'], _names(folder))}"
    return f"docs/{page.file.src_uri}{line}", problem


def _problem(error: Exception, config: Any) -> str:
    if isinstance(error, jinja2.UndefinedError):
        name = re.match(r"'(\w+)' is undefined", str(error))
        if name:
            return f"unknown name '{name[1]}'; {nearest(name[1], config.plugins['macros'].macros)}"
    if isinstance(error, jinja2.TemplateNotFound):
        folder = Path(config.plugins["macros"].config["include_dir"])
        return f"there is no file '{error.name}' in {folder}; {nearest(str(error.name), _names(folder))}"
    if isinstance(error, PlaybookError):
        return str(error)
    message = " ".join(str(error).split()).replace("FrontDesk.", "")
    return f"{message} ({type(error).__name__})"


def _names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md"))]


def _place(error: Exception, markdown: str, page: Page) -> str:
    """Name the file and line of a mistake; the lines of the front matter, which Jinja never sees, are added."""
    shown = f"docs/{page.file.src_uri}"
    source = page.file.content_string
    before = source.count("\n") - source[source.index(markdown.strip()[:80]) :].count("\n") if markdown.strip() else 0
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{_shown(error.filename)}:{error.lineno}" if error.filename else f"{shown}:{error.lineno + before}"
    line = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name == "<template>":
            line = trace.tb_lineno + before
        elif name.endswith(".md"):
            return f"{_shown(name)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{shown}:{line}" if line else shown


def _shown(name: str) -> str:
    """Name a file as seen from the root of the project, which is where builds are started."""
    path = Path(name)
    return path.relative_to(Path.cwd()).as_posix() if path.is_relative_to(Path.cwd()) else name
