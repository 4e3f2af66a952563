"""The HTML of every page parses without an error, the theme's own included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest

from macros.built.markup import article_html
from macros.built.page import GENERATED
from tests.site.places import IN_EACH_PART, PAGES

pytestmark = pytest.mark.xdist_group("html")

PRINTED = "print/answers/retrospective/index.html"

EXCEPTIONS: dict[tuple[str, str], str] = {}
"""Errors of the theme that may stay: code and source of the error, each with its reason."""


def _errors(text: str) -> Iterator[tuple[str, str]]:
    parser = html5lib.HTMLParser()
    parser.parse(text)
    lines = text.splitlines()
    for (line, column), code, _ in parser.errors:
        yield code, lines[line - 1][max(0, column - 120) : column + 40].strip()


def _own(text: str) -> str:
    """Give a page with its head and its article alone."""
    article = article_html(text)
    assert article
    return f"{text[: text.index('<body')]}<body>{article}</body></html>"


@pytest.fixture(scope="module")
def errors(site: Path) -> dict[str, list[tuple[str, str]]]:
    """What the parser says of each page; of most, of their head and their article, as the rest is the theme's."""
    paths = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*.html"))}
    # The print views hold the articles of the pages again, 5 MB of them: one stands for all.
    chosen = {name: path for name, path in paths.items() if not name.startswith("print/") or name == PRINTED}
    alike = {f"{address}index.html" for address in PAGES} - {f"{address}index.html" for address in IN_EACH_PART}
    texts = {name: path.read_text(encoding="utf-8") for name, path in chosen.items()}
    return {name: list(_errors(_own(text) if name in alike else text)) for name, text in texts.items()}


def test_every_page_is_parsed(errors: dict[str, list[tuple[str, str]]]) -> None:
    made_after = {page for page in errors if page.startswith(GENERATED)}
    assert set(errors) - made_after == {f"{address}index.html" for address in PAGES} | {"404.html"}
    assert all(any(page.startswith(folder) for page in made_after) for folder in GENERATED)


def test_no_page_has_a_parse_error(errors: dict[str, list[tuple[str, str]]]) -> None:
    unexpected = {
        page: [error for error in found if not any(error[0] == code and text in error[1] for code, text in EXCEPTIONS)]
        for page, found in errors.items()
    }
    assert {page: found for page, found in unexpected.items() if found} == {}


def test_every_exception_is_needed(errors: dict[str, list[tuple[str, str]]]) -> None:
    met = [error for found in errors.values() for error in found]
    unused = [(code, text) for code, text in EXCEPTIONS if not any(code == one and text in two for one, two in met)]
    assert unused == []


def test_the_parser_does_find_an_error() -> None:
    broken = "<!doctype html><title>x</title><p><div></div></p>"
    assert [code for code, _ in _errors(broken)] == ["unexpected-end-tag"]
