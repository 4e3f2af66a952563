"""MediaWiki shows what we write: every template in both fills, and the hostile document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest

from macros.exports.writers.mediawiki import mediawiki
from tests.exports.documents import documents
from tests.exports.hostile import hostile
from tests.exports.outline import Element, Manner, difference, of_document, of_html, of_notes, squeezed
from tests.wikis.servers import MediaWiki
from tests.wikis.servers import mediawiki as running

pytestmark = pytest.mark.xdist_group("mediawiki")  # one server
MANNER = Manner(pictures_are_links=True)


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    with running(tmp_path_factory.mktemp("mediawiki")) as started:
        yield started


def test_every_document_is_shown_whole(wiki: MediaWiki, site: Path) -> None:
    wrong = {}
    for name, document in documents(site).items():
        wiki.save(name, mediawiki(document))
        told = difference(of_document(document, MANNER), of_html(_shown(wiki, name), MANNER))
        if told:
            wrong[name] = told
    assert wrong == {}


def test_footnotes_are_shown_whole_and_where_they_are_marked(wiki: MediaWiki) -> None:
    wiki.save("footnotes", mediawiki(hostile()))
    page = lxml.html.fromstring(wiki.show("footnotes"))
    notes = [squeezed(note.text_content()) for note in page.find_class("reference-text")]
    assert notes == of_notes(hostile())
    marks = [mark.text_content() for mark in page.xpath("//sup[contains(@class, 'reference')]")]
    assert marks == ["[1]", "[2]", "[3]", "[1]", "[1]", "[2]"]
    assert page.xpath("//p[contains(., 'A note')]/sup/preceding-sibling::text()")[0].endswith("A note")


def test_boxes_that_fold_are_folded(wiki: MediaWiki) -> None:
    wiki.save("boxes", mediawiki(hostile()))
    page = lxml.html.fromstring(wiki.show("boxes"))
    folded = page.xpath("//div[contains(@class, 'mw-collapsed')]/*[1]")
    assert [title.text_content().strip() for title in folded] == ["Question: Why <x>?", "Tip: Inner"]


def test_code_is_coloured_in_its_language(wiki: MediaWiki) -> None:
    wiki.save("code", mediawiki(hostile()))
    page = lxml.html.fromstring(wiki.show("code"))
    assert page.xpath(
        "//div[contains(@class, 'mw-highlight-lang-python')]//pre[contains(., 'def f')]//span[@class='k']"
    )


def _shown(wiki: MediaWiki, name: str) -> Element:
    """Give a page without what the wiki adds: the contents, its links to edit, and the marks and texts of footnotes."""
    (content,) = lxml.html.fromstring(wiki.show(name)).find_class("mw-parser-output")
    for added in content.xpath(
        ".//*[@id='toc'] | .//*[contains(@class, 'mw-editsection')] | .//sup[contains(@class, 'reference')]"
        " | .//*[contains(@class, 'mw-references-wrap')]"
    ):
        added.drop_tree()
    return content
