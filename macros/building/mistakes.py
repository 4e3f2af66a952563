"""Word a mistake on a page in one line, with its file and line, where mkdocs-macros would show a traceback."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn

import jinja2
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.structure.pages import Page
from mkdocs_macros.errors import format_error

from macros.checks.markup import snippet_problem
from macros.errors import PlaybookError, nearest


def word_mistakes(config: Any) -> None:
    """Make mkdocs-macros tell each mistake of the pages of a build in our words."""

    def worded(error: Exception, markdown: str, page: Page) -> str:
        return f"{_place(error, markdown, page)}: {_problem(error, config)}"

    for kind in (Exception, jinja2.TemplateSyntaxError):
        format_error.register(kind)(worded)


def snippets_checked(markdown: str, page: Page, folder: Path) -> Iterator[tuple[str, str]]:
    """Give each line of a page that takes in a snippet wrongly, with what is wrong and where; what is right, not.

    Args:
        markdown: the text of the page, its calls made.
        page: the page.
        folder: the folder that snippets are named below.
    """
    lines = page.file.content_string.splitlines()
    for line in markdown.split("\n"):
        problem = snippet_problem(line, folder)
        if problem is not None:
            number = next((f":{number}" for number, text in enumerate(lines, 1) if line.strip() in text), "")
            yield line, f"docs/{page.file.src_uri}{number}: {'; '.join(problem)}"


def word_theme(env: jinja2.Environment) -> None:
    """Make the theme tell a mistake in one of its templates in one line, with file and line."""
    rewrite = env.handle_exception

    def worded(source: str | None = None) -> NoReturn:
        try:
            rewrite(source)
        except jinja2.TemplateSyntaxError as error:
            raise Abort(f"{_shown(error.filename or '')}:{error.lineno}: {error.message}") from None
        except MkDocsException:
            raise
        except Exception as error:
            raise Abort(f"{_theme_place(error)}: {error} ({type(error).__name__})") from None

    vars(env)["handle_exception"] = worded


def _theme_place(error: Exception) -> str:
    """Name the innermost line of a template that led to a mistake."""
    place = "overrides"
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            place = f"{_shown(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def word_rendering(page: Page) -> None:
    """Make a page that Markdown gives up on tell so in one line."""
    render = page.render

    def worded(config: Any, files: Any) -> None:
        try:
            render(config, files)
        except MkDocsException:
            raise
        except Exception as error:
            told = f"docs/{page.file.src_uri}: Markdown gives up on it ({type(error).__name__}: {error})"
            raise Abort(f"{told}; nest less, and look at what was last edited") from None

    vars(page)["render"] = worded


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
