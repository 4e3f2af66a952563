"""The bundle for Backstage is built by TechDocs' own MkDocs, strictly, and shows everything."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest

from macros.exports.tree import Callout, plain
from macros.exports.wiki.backstage import Backstage
from macros.exports.wiki.book import Book, read_book
from macros.exports.wiki.formats import LIST
from macros.exports.writers.techdocs import techdocs
from macros.upkeep import update
from tests.builds import ROOT
from tests.environments import interpreter
from tests.exports.hostile import hostile
from tests.exports.outline import Element, Manner, difference, of_document, of_html, of_notes, squeezed


def _words_over(callout: Callout) -> str:
    return plain(callout.title)


MANNER = Manner(callout=_words_over, rows_are_as_the_first=True)


@pytest.fixture(scope="module")
def book(site: Path) -> Book:
    return read_book(ROOT, site)


@pytest.fixture(scope="module")
def built(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built bundle, the hostile document among its pages."""
    folder = tmp_path_factory.mktemp("techdocs")
    update(folder / "bundle", LIST, Backstage(book).files())
    (folder / "bundle" / "docs" / "hostile.md").write_text(techdocs(hostile()), encoding="utf-8")
    with (folder / "bundle" / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("- Hostile: hostile.md\n")
    result = subprocess.run(
        [interpreter("techdocs"), "-m", "mkdocs", "build", "--strict", "--site-dir", folder / "site"],
        cwd=folder / "bundle",
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return folder / "site"


def _shown(path: Path) -> Element:
    """Give the article of a page without what the theme adds to it, and without its footnotes."""
    article: Element
    (article,) = lxml.html.fromstring(path.read_bytes()).xpath("//article")
    for added in article.xpath(
        ".//a[@class='headerlink'] | .//a[contains(@class, 'md-content__button')] | .//td[@class='linenos']"
        " | .//sup[starts-with(@id, 'fnref')] | .//div[@class='footnote'] | .//nav | .//script | .//style"
    ):
        added.drop_tree()
    for lines in article.xpath(".//table[contains(@class, 'highlighttable')]"):
        (code,) = lines.xpath(".//pre")
        code.tail = None
        lines.getparent().replace(lines, code)
    return article


def test_every_page_is_shown_whole(book: Book, built: Path) -> None:
    wrong, target = {}, Backstage(book)
    for leaf in book.leaves:
        shown = of_html(_shown(built / leaf.place / "index.html"), MANNER)
        told = difference(of_document(target.signed(leaf, target.whole(leaf)), MANNER), shown)
        told = "\n".join(line for line in told.splitlines() if not line.startswith("links: "))
        if told:
            wrong[leaf.place] = told
    assert wrong == {}


def test_the_hostile_document_is_shown_whole(built: Path) -> None:
    shown = of_html(_shown(built / "hostile" / "index.html"), MANNER)
    assert difference(of_document(hostile(), MANNER), shown) == ""


def test_footnotes_are_shown_whole(built: Path) -> None:
    page = lxml.html.fromstring((built / "hostile" / "index.html").read_bytes())
    for back in page.find_class("footnote-backref"):
        back.drop_tree()
    notes = [squeezed(note.text_content()) for note in page.xpath("//div[@class='footnote']/ol/li")]
    assert notes == of_notes(hostile())


def test_boxes_are_boxes_and_fold(built: Path) -> None:
    page = _shown(built / "answers" / "calibration" / "rating-fairly" / "index.html")
    assert page.xpath(".//div[@class='admonition warning']/p[@class='admonition-title']")[0].text == "Not legal advice"
    assert page.xpath(".//details[@class='question']/summary")


def test_every_link_within_leads_to_a_page(built: Path) -> None:
    broken, followed = [], 0
    for path in built.rglob("index.html"):
        for link in _shown(path).xpath(".//a/@href | .//img/@src"):
            if urlsplit(link).scheme or link.startswith("#"):
                continue
            followed += 1
            target = path.parent / unquote(urlsplit(link).path)
            if not (target / "index.html").is_file() and not target.is_file():
                broken.append((path.relative_to(built).as_posix(), link))
    assert broken == []
    assert followed > 1000
