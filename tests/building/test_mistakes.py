"""A mistake of the theme or of Markdown ends in one line that names its file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2
import pytest
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.building.mistakes import snippets_checked, word_rendering, word_theme


def _page(folder: Path, text: str) -> Page:
    (folder / "page.md").write_text(text, encoding="utf-8")
    file = File("page.md", str(folder), str(folder / "site"), use_directory_urls=True)
    config = MkDocsConfig()
    config.load_dict({"site_name": "A", "docs_dir": str(folder)})
    page = Page(None, file, config)
    page.markdown = text
    return page


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("one\n{{ lost.more }}\n", r"main\.html:2: 'lost' is undefined"),
        ("one\n\n{% if %}\n", r"main\.html:3: Expected an expression"),
        ("{% include 'none.html' %}\n", r"main\.html:1: .*none\.html.*TemplateNotFound"),
    ],
)
def test_a_mistake_in_a_template_of_the_theme_is_told_with_its_line(template: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text(template, encoding="utf-8")
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
    word_theme(env)
    with pytest.raises(Abort, match=told):
        env.get_template("main.html").render()


def test_a_template_without_a_mistake_is_filled_as_before(tmp_path: Path) -> None:
    (tmp_path / "main.html").write_text("one {{ two }}", encoding="utf-8")
    env = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
    word_theme(env)
    assert env.get_template("main.html").render(two=2) == "one 2"


class GivesUp(Preprocessor):
    """A part of Markdown that is asked too much."""

    def run(self, lines: list[str]) -> list[str]:
        """Give up."""
        raise RecursionError(f"{len(lines)} lines")


class Overstrained(Extension):
    """An extension that gives up on every page."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Register it."""
        md.preprocessors.register(GivesUp(md), "gives-up", 1)


def test_a_page_that_markdown_gives_up_on_is_named(tmp_path: Path) -> None:
    page = _page(tmp_path, "One\ntwo\n")
    word_rendering(page)
    config: Any = {"markdown_extensions": [Overstrained()], "mdx_configs": {}}
    with pytest.raises(Abort, match=r"docs/page\.md: Markdown gives up on it \(RecursionError: \d+ lines\); nest less"):
        page.render(config, Files([page.file]))


def test_a_snippet_that_is_not_there_is_told_with_its_line(tmp_path: Path) -> None:
    page = _page(tmp_path, 'One\n\n--8<-- "none.md"\n')
    (tmp_path / "some.md").touch()
    assert list(snippets_checked(page.markdown or "", page, tmp_path)) == [
        ('--8<-- "none.md"', "docs/page.md:3: there is no snippet 'none.md'; did you mean 'some.md'?")
    ]
