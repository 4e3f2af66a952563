"""A real MediaWiki imports the whole site, and its pages show everything and lead to each other."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from macros.exports.wiki.book import Book, Leaf, read_book
from macros.exports.wiki.formats import LIST
from macros.exports.wiki.mediawiki import CONTENTS, FILE, ROOT, MediaWiki
from macros.upkeep import update
from tests.builds import ROOT as PROJECT
from tests.exports.outline import Element, Manner, difference, of_document, of_html
from tests.wikis.servers import MEDIAWIKI
from tests.wikis.servers import MediaWiki as Server
from tests.wikis.servers import mediawiki as running

DATED = 1790000000
MANNER = Manner(pictures_are_links=True)
SHOWN = ("", "templates/rfc", "templates/rfc/blank", "answers/calibration/rating-fairly", "stories/feature-platform")
"""One page of each kind, the home page first; what every template looks like is the duty of test_mediawiki.py."""


@pytest.fixture(scope="module")
def book(site: Path) -> Book:
    return read_book(PROJECT, site)


@pytest.fixture(scope="module")
def wiki(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A wiki that has imported the site."""
    folder = tmp_path_factory.mktemp("import")
    update(folder / "out", LIST, MediaWiki(book, DATED).files())
    (folder / "wiki").mkdir()
    with running(folder / "wiki") as started:
        _maintain(folder / "wiki", "importDump", folder / "out" / FILE)
        _maintain(folder / "wiki", "runJobs")  # pages that were imported before others learn of them
        yield started


def _maintain(folder: Path, script: str, *arguments: Path) -> None:
    """Run one of the wiki's own scripts."""
    runner, settings = MEDIAWIKI / "maintenance" / "run.php", folder / "LocalSettings.php"
    command: list[str | Path] = ["php", runner, script, "--conf", settings, *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    assert done.returncode == 0, done.stdout


def _shown(wiki: Server, title: str) -> Element:
    (content,) = lxml.html.fromstring(wiki.show(title)).find_class("mw-parser-output")
    for added in content.xpath(
        ".//*[@id='toc'] | .//*[contains(@class, 'mw-editsection')] | .//sup[contains(@class, 'reference')]"
        " | .//*[contains(@class, 'mw-references-wrap')]"
    ):
        added.drop_tree()
    return content


def _leaf(book: Book, place: str) -> Leaf:
    (leaf,) = (leaf for leaf in book.leaves if leaf.place == place)
    return leaf


@pytest.mark.parametrize("place", SHOWN[1:])
def test_an_imported_page_is_shown_whole(place: str, book: Book, wiki: Server) -> None:
    leaf, target = _leaf(book, place), MediaWiki(book, DATED)
    ours, shown = of_document(target.signed(leaf, leaf.body), MANNER), of_html(_shown(wiki, target.path(leaf)), MANNER)
    ours.links = shown.links = []  # most lead elsewhere now: to the wiki's own pages
    assert difference(ours, shown) == ""


@pytest.mark.parametrize("place", SHOWN)
def test_no_link_leads_to_a_page_that_is_missing(place: str, book: Book, wiki: Server) -> None:
    content = _shown(wiki, MediaWiki(book, DATED).path(_leaf(book, place)))
    assert content.xpath(".//a[contains(@class, 'new')]/@href") == []


def test_the_contents_lead_to_every_page(book: Book, wiki: Server) -> None:
    links = _shown(wiki, CONTENTS).xpath(".//a[starts-with(@title, 'Playbook')]")
    target = MediaWiki(book, DATED)
    assert [link.get("title") for link in links] == [target.path(leaf) for leaf in book.leaves]
    assert not [link.get("href") for link in links if "new" in (link.get("class") or "").split()]


def test_the_home_page_leads_to_the_contents_and_says_where_it_comes_from(wiki: Server) -> None:
    content = _shown(wiki, ROOT)
    assert content.xpath(".//a[@title=$title]", title=CONTENTS)
    assert content.text_content().rstrip().endswith("The text is under the licence CC BY 4.0.")
