"""The events of a build, as MkDocs calls them: each is handed on to the module that knows what to do."""

from __future__ import annotations

import gc
import importlib
import json
import logging
import sys
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_timestamp

_log = logging.getLogger("mkdocs.playbook")
SEARCH_INDEX = "search/search_index.json"
FEW_SEARCHES = (100_000, 50, 1_000)
"""After how many new objects Python looks for circles of them in a build, and how seldom among older ones."""
COMPILED = ".cache/templates"
"""Where the theme's templates are kept as Python."""
LEARNED = ".cache/learned.json"
"""Where it is kept what the search has learned."""
serving = False
commits: dict[str, int] = {}
"""When the files that hold what pages say were last committed."""
preview: Any = None
"""What a preview remembers from build to build; None while the site is built for readers."""
disagreeing: list[Any] = []
"""What a reader's own inputs say that can't hold together, or not with the calendar."""
sought: dict[str, Any] = {}
"""What the search should know of each page, by its address below the site."""
asked: dict[str, tuple[str, ...]] = {}
"""Further ways in which people ask, by the source of the page."""
built: dict[str, str] = {}
"""The source of each page by its address below the site."""


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether a reader builds the site or an author previews it."""
    global serving
    serving = command == "serve"
    if not serving:  # a build makes many objects and few circles, and ends; looking for circles takes a twentieth of it
        gc.freeze()
        gc.set_threshold(*FEW_SEARCHES)
    # It warns that other pages may be out of date; the preview sees to it that they are not.
    logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in str(record.msg))
    # It tells what it has found and loaded, which helps nobody who writes pages.
    logging.getLogger("mkdocs.plugins.mkdocs_macros").setLevel(logging.WARNING)


def on_serve(server: Any, config: Any, builder: Any) -> Any:
    """Let the preview build the page that somebody looks at before all others."""
    from macros.building.preview import follow

    follow(server, preview, lambda: built, _export, _gather)
    return server


def _export(site: Path, place: str) -> None:
    """Write the texts of one page of a preview, which the copy menus ask for."""
    from macros.exports.beside_pages import form_texts, page_texts
    from macros.exports.embedding.settings import read_settings
    from macros.exports.pages import read_page

    page = read_page((site / place / "index.html").read_text(encoding="utf-8"), place)
    for name, text in (page_texts(page, read_settings(site)) | form_texts(page)).items():
        (site / name).write_text(text, encoding="utf-8")


def _gather(site: Path) -> None:
    """Write what a preview gathers from many pages, for whoever practises in it."""
    from macros.building.finishing import gather
    from macros.built.page import pages

    root = Path(__file__).parents[2]
    gather(root, site, pages(root, site))


@event_priority(100)  # before mkdocs-macros imports the package
def on_config(config: Any) -> Any:
    """Make the project's own modules importable, and check the sources before anything is built."""
    root = Path(config["config_file_path"]).parent
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    if serving:
        _forget_macros()
    from macros.building.changes import last_commits
    from macros.building.mistakes import word_mistakes
    from macros.errors import PlaybookError
    from macros.search.asked import read_asked

    word_mistakes(config)
    commits.clear()
    commits.update(last_commits(root))
    if not config["repo_url"]:
        config["edit_uri"] = None  # it leads nowhere alone, and MkDocs would warn
    if not serving:  # a preview shows the error on the pages instead, and lives on
        _check_sources(root, config["site_url"])
    asked.clear()
    try:
        asked.update(read_asked(root))
    except PlaybookError as error:
        raise Abort(str(error)) from None
    return config


def _forget_macros() -> None:
    """Forget the macros of the last build, so that a preview sees edits in them."""
    for name in [name for name in sys.modules if name == "macros" or name.startswith("macros.")]:
        del sys.modules[name]
    importlib.invalidate_caches()


def on_files(files: Files, config: Any) -> Files:
    """Add the scripts and the style sheet that come from definitions of ours, and join the styles of every page."""
    from macros.building.joined_styles import join_styles
    from macros.errors import PlaybookError
    from macros.presentation.generated import generated

    try:
        texts = generated()
    except PlaybookError as error:
        raise Abort(str(error)) from None
    for path, text in texts.items():
        files.append(File.generated(config, path, content=text))
    join_styles(files, config)
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
    """Name the snippets that are not there, each with its line; the extension would end in a traceback.

    Then give links without words the titles of their pages.
    """
    from macros.building.link_titles import titled
    from macros.building.mistakes import snippets_checked, word_rendering
    from macros.building.vocabulary import aside

    word_rendering(page)
    folder = Path(config["config_file_path"]).parent / config["mdx_configs"]["pymdownx.snippets"]["base_path"]
    for line, told in snippets_checked(markdown, page, folder):
        _log.warning(told)
        markdown = markdown.replace(line, told.replace("-8<-", "- 8< -"))
    return titled(aside.in_headings(markdown), page.file.src_uri, Path(config["docs_dir"]))


def on_page_content(html: str, page: Page, config: Any, files: Files) -> str:
    """Put the blocks of a page right, tell the theme when it was changed, and the search what it should know of it.

    Pages don't show in which ways people ask for them, so the search gets that from the front matter.
    """
    from macros.building.changes import changed
    from macros.building.page_html import tables_boxed, unsought, workings_gathered
    from macros.building.stale_sentences import marked
    from macros.building.vocabulary import aside, staleness
    from macros.search.index import Sought
    from macros.search.parts import parts

    label = " · ".join(str(part.title) for part in [*page.ancestors][::-1]) or str(page.title)
    told = (*(page.meta.get("wordings") or ()), *(page.meta.get("terms") or ()), *asked.get(page.file.src_uri, ()))
    page.update_date = changed(page.file.src_uri, page.meta, commits, get_build_timestamp())
    stale = staleness.of(page.file.src_uri)
    if page.present_anchor_ids is not None:
        page.present_anchor_ids |= aside.ids()
    for mistake in aside.misplaced(html, f"docs/{page.file.src_uri}"):
        _log.warning(str(mistake))
    html = unsought(tables_boxed(aside.in_page(html)))
    aside.clear()
    html = workings_gathered(marked(html, stale) if stale else html)
    if not (page.meta.get("search") or {}).get("exclude"):
        found = parts(html)
        title = found[0].heading or str(page.title)
        sought[page.url] = Sought(title, found, label, str(page.meta.get("kind") or ""), told)
        # The theme's plugin would take the page apart too, by a parser in Python, for seconds.
        page.meta["search"] = {"exclude": True}
    return html


def on_env(env: Any, config: Any, files: Files) -> Any:
    """Tell the theme of answers, formats and colours, and whether browsers may keep pages."""
    from macros.building.mistakes import word_theme
    from macros.errors import PlaybookError
    from macros.formats import FORMATS, PAGE_COPY_CHOICES
    from macros.palette import palette
    from macros.plan import related, sections

    try:
        answers = [answer for section in sections(Path(config["docs_dir"])) for answer in section.answers]
    except PlaybookError as error:
        _log.error(str(error))  # the strict build fails for it, a preview goes on without related answers
        answers = []
    word_theme(env)
    for gone in set(sought) - {file.page.url for file in files.documentation_pages() if file.page}:
        del sought[gone]  # a preview goes on after a page was deleted
    env.auto_reload = False  # each build has an environment of its own; else every include would look at its file
    compiled = Path(config["config_file_path"]).parent / COMPILED
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(compiled))  # a preview would compile the whole theme at each edit
    env.globals["answers"] = {answer.page: answer for answer in answers}
    env.globals["related_answers"] = {answer.page: related(answer, answers) for answer in answers}
    env.globals["export_formats"] = FORMATS
    env.globals["page_copy_choices"] = PAGE_COPY_CHOICES
    env.globals["palette"] = palette()
    env.globals["keeps_offline"] = not serving  # an author wants the page as it is now
    return env


def on_post_page(output: str, page: Page, config: Any) -> str:
    """Lead whoever skips the header to the text, and give each page its security policy."""
    from macros.building.page_html import skipping_to_text

    return _with_policy(skipping_to_text(output))


def on_post_build(config: Any) -> None:
    """Put our index in the place of the one that the theme's plugin has written.

    Then list the inputs of a reader that disagree, and the sentences that they have made untrue; the build succeeds all
    the same.
    """
    from macros.building.vocabulary import staleness
    from macros.errors import PlaybookError
    from macros.search.index import index
    from macros.search.remembered import remembered

    root = Path(config["config_file_path"]).parent
    found = Path(config["site_dir"]) / SEARCH_INDEX
    theirs = json.loads(found.read_text(encoding="utf-8"))
    try:
        ours = {"config": theirs["config"], "docs": index(sought, remembered(root / LEARNED))}
    except PlaybookError as error:
        raise Abort(str(error)) from None
    found.write_text(json.dumps(ours, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    for one in disagreeing:
        print(f"NOTE    -  inputs disagree: {one}")
    for stale in staleness:
        print(f"NOTE    -  {stale}")


def on_post_template(output_content: str, template_name: str, config: Any) -> str:
    """Give the pages that come from the theme alone, such as the 404 page, their policy as well."""
    return _with_policy(output_content) if template_name.endswith(".html") else output_content


def _with_policy(html: str) -> str:
    """Put the policy in; a preview goes without, because it adds a script of its own."""
    from macros.built.security_policy import with_policy

    return html if serving else with_policy(html)


def _choose_pages(files: Files, config: Any) -> None:
    """Tell MkDocs which pages a preview has to build anew."""
    from macros.building.preview import Preview
    from macros.library import overlay_folder

    global preview
    root = Path(config["config_file_path"]).parent
    preview = preview or Preview(root, overlay_folder(root))
    pages = {file.src_uri: file for file in files.documentation_pages()}
    built.clear()
    built.update({file.url.removeprefix("./"): source for source, file in pages.items()})
    chosen = preview.choose(pages)
    for source, file in pages.items():
        vars(file)["is_modified"] = lambda now=source in chosen: now


def _check_sources(root: Path, site_url: str) -> None:
    from macros.calendar import Calendar
    from macros.checks.__main__ import source_findings
    from macros.consistency import contradictions
    from macros.errors import PlaybookError
    from macros.library import STORIES_FOLDER, Library, overlay_folder

    overlay = overlay_folder(root)
    try:
        found = list(source_findings(root, overlay, site_url))
        contradicting = [] if found else list(contradictions(Library(STORIES_FOLDER, overlay), Calendar()))
    except PlaybookError as error:
        found, contradicting = [error], []
    if overlay is None:
        found += contradicting
    if found:
        raise Abort("\n".join(str(finding) for finding in found))
    disagreeing[:] = contradicting
