"""The one module that knows MkDocs: it reloads the macros, words errors, adds generated scripts and the page policy."""

from __future__ import annotations

import importlib
import logging
import re
import sys
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_macros.errors import format_error

_WRAPPED = re.compile(r"<p>(?P<block><(?P<name>div|figure|form|section|ul)\b.*</(?P=name)>)</p>")
"""A paragraph that holds one block and nothing else; render.py writes each block in one line."""

_SNIPPET = re.compile(r"^[ \t]*-+8<-+[ \t]+([\"'])(?P<name>.+?)(:[\w:,-]*)?\1[ \t]*$", re.MULTILINE)

_TEXT = "__text"
_SKIP = re.compile(r'<a href="[^"]*" class="md-skip">')
_ARTICLE = re.compile(r'<article class="md-content__inner md-typeset"')

_log = logging.getLogger("mkdocs.playbook")
serving = False
preview: Any = None
"""What a preview remembers from build to build; None while the site is built for readers."""
built: dict[str, str] = {}
"""The source of each page by its address below the site."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether a reader builds the site or an author previews it."""
    global serving
    serving = command == "serve"
    # It warns that other pages may be out of date; the preview sees to it that they are not.
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in str(record.msg))


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Let the preview build the page that somebody looks at before all others."""
    from macros.building.preview import follow

    follow(server, preview, lambda: built, _export)
    return server


def _export(site: Path, place: str) -> None:
    """Write the texts of one page of a preview, which the copy menus ask for."""
    from macros.exports.beside_pages import page_texts
    from macros.exports.documents import read_page
    from macros.exports.embedding import read_settings

    page = read_page((site / place / "index.html").read_text(encoding="utf-8"), place)
    for name, text in page_texts(page, read_settings(site)).items():
        (site / name).write_text(text, encoding="utf-8")


@event_priority(100)  # before mkdocs-macros imports the package
def on_config(config: Any) -> Any:
    """Forget the macros of the last build, so that `serve` sees edits in them; then check the stories."""
    for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    root = str(Path(config["config_file_path"]).parent)
    if root not in sys.path:
        sys.path.insert(0, root)
    _word_errors(config)
    if not config["repo_url"]:
        config["edit_uri"] = None  # it leads nowhere alone, and MkDocs would warn
    if not serving:  # a preview shows the error on the pages instead, and lives on
        _check_stories(Path(root), config["extra"].get("stories") or None)
    return config


def on_files(files: Files, config: Any) -> Files:
    """Add the scripts that come from Python definitions."""
    from macros.presentation.generated import generated

    for path, text in generated().items():
        files.append(File.generated(config, path, content=text))
    if serving:
        _choose_pages(files, config)
    return files


def on_nav(nav: Any, config: Any, files: Files) -> Any:
    """Give the pages that a preview doesn't read this time their titles, which the navigation shows."""
    from macros.front_matter import front_matter

    for page in nav.pages if serving else ():
        if not page.file.is_modified():
            page.meta = front_matter(Path(page.file.abs_src_path), f"docs/{page.file.src_uri}")
            page.title = page.meta.get("title")
    return nav


def on_page_markdown(markdown: str, page: Page, config: Any, files: Files) -> str:
    """Name the snippets that are not there, each with its line; the extension would end in a traceback."""
    folder = Path(config["config_file_path"]).parent / config["mdx_configs"]["pymdownx.snippets"]["base_path"]

    def checked(found: re.Match[str]) -> str:
        from macros.errors import nearest

        if (folder / found["name"]).is_file():
            return found[0]
        lines = page.file.content_string.splitlines()
        line = next((f":{number}" for number, text in enumerate(lines, 1) if found[0].strip() in text), "")
        told = f"there is no snippet '{found['name']}'; {nearest(found['name'], _names(folder))}"
        _log.warning(f"docs/{page.file.src_uri}{line}: {told}")
        return told

    return _SNIPPET.sub(checked, markdown)


def on_page_content(html: str, page: Page, config: Any, files: Files) -> str:
    """Free the blocks that macros wrote from the paragraphs that Markdown puts around them in tabs and boxes.

    The search also gets the other wordings of the page's question and the terms that people type for it. They go where
    it looks first, its field for tags; the title goes with them, so that a page without wordings isn't passed over, and
    twice, so that it counts for more than a word that stands in many wordings. Pages don't show them: there is no
    plugin for tags. Where a claim comes from is no answer to anything: the search leaves the sources out.
    """
    page.meta["tags"] = [
        str(page.title),
        str(page.title),
        *(page.meta.get("wordings") or ()),
        *(page.meta.get("terms") or ()),
    ]
    html = html.replace('<h2 id="sources">', '<h2 id="sources" data-search-exclude>')
    return _WRAPPED.sub(r"\g<block>", html)


def on_env(env: Any, config: Any, files: Files) -> Any:
    """Tell the theme which answers are related to the one on a page, and in which formats every page is offered."""
    from macros.errors import PlaybookError
    from macros.exports.formats import FORMATS
    from macros.plan import related, sections

    try:
        answers = [answer for section in sections(Path(config["docs_dir"])) for answer in section.answers]
    except PlaybookError as error:
        _log.error(str(error))  # the strict build fails for it, a preview goes on without related answers
        answers = []
    env.globals["related_answers"] = {answer.page: related(answer, answers) for answer in answers}
    env.globals["export_formats"] = FORMATS
    return env


def on_post_page(output: str, page: Page, config: Any) -> str:
    """Lead whoever skips the header to the text, and give each page its security policy.

    Material leads past the opening, to the first heading below the title. A preview goes without the policy, because
    it adds a script of its own.
    """
    if _SKIP.search(output):
        output = _once(_SKIP, f'<a href="#{_TEXT}" class="md-skip">', output)
        output = _once(_ARTICLE, rf'\g<0> id="{_TEXT}"', output)
    return _with_policy(output)


def _once(pattern: re.Pattern[str], replacement: str, html: str) -> str:
    """Replace what stands once; a theme that no longer has it so must not go unnoticed."""
    replaced, count = pattern.subn(replacement, html)
    if count != 1:
        told = f"'{pattern.pattern}' stands {count} times in a page; look whether the theme has changed"
        raise Abort(f"macros/building/hooks.py: {told}")
    return replaced


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """Give the pages that come from the theme alone, such as the 404 page, their policy as well."""
    return _with_policy(output_content) if template_name.endswith(".html") else output_content


def _choose_pages(files: Files, config: Any) -> None:
    """Tell MkDocs which pages a preview has to build anew."""
    from macros.building.preview import Preview

    global preview
    overlay = config["extra"].get("stories") or None
    root = Path(config["config_file_path"]).parent
    preview = preview or Preview(root, root / overlay if overlay else None)
    pages = {file.src_uri: file for file in files.documentation_pages()}
    built.clear()
    built.update({file.url.removeprefix("./"): source for source, file in pages.items()})
    chosen = preview.choose(pages)
    for source, file in pages.items():
        vars(file)["is_modified"] = lambda now=source in chosen: now


def _with_policy(html: str) -> str:
    from macros.built.security_policy import with_policy

    return html if serving else with_policy(html)


def _check_stories(root: Path, overlay: str | None) -> None:
    from macros.errors import PlaybookError
    from macros.library import STORIES_FOLDER, Library

    try:
        _ = Library(STORIES_FOLDER, root / overlay if overlay else None).ledgers
    except PlaybookError as error:
        raise Abort(str(error)) from None


def _word_errors(config: Any) -> None:
    """Make mkdocs-macros tell a mistake in one line, with file and line, instead of a traceback."""

    def worded(error: Exception, markdown: str, page: Page) -> str:
        return f"{_place(error, markdown, page)}: {_problem(error, config)}"

    for kind in (Exception, jinja2.TemplateSyntaxError):
        format_error.register(kind)(worded)


def _problem(error: Exception, config: Any) -> str:
    from macros.errors import PlaybookError, nearest

    if isinstance(error, jinja2.UndefinedError):
        name = re.match(r"'(\w+)' is undefined", str(error))
        if name:
            return f"unknown name '{name[1]}'; {nearest(name[1], config.plugins['macros'].macros)}"
    if isinstance(error, jinja2.TemplateNotFound):
        folder = Path(config.plugins["macros"].config["include_dir"])
        return f"there is no file '{error.name}' in {folder}; {nearest(str(error.name), _names(folder))}"
    if isinstance(error, PlaybookError):
        return str(error)
    message = " ".join(str(error).split()).replace("define_env.<locals>.", "")
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
