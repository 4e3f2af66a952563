"""An Otter Wiki shows our GitHub Markdown: every template in both fills, and the hostile document."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest

from macros.exports.tree import Callout, Document, Paragraph, plain
from macros.exports.writers.callouts import titled
from macros.exports.writers.markdown import github
from tests.environments import interpreter
from tests.exports.documents import documents
from tests.exports.hostile import hostile
from tests.exports.outline import Element, Manner, difference, of_document, of_html, of_notes, squeezed
from tests.wikis.servers import OtterWiki, otter_wiki

pytestmark = pytest.mark.xdist_group("otter-wiki")  # one server


def _words_over(callout: Callout) -> str:
    """Give what stands over a box: the wiki writes its kind out."""
    if callout.folds:
        return plain(titled(callout))
    if callout.kind == "question":
        return f"Note{plain(titled(callout))}"
    return f"{callout.kind.capitalize()}{plain(callout.title)}"


MANNER = Manner(callout=_words_over, rows_are_as_the_first=True)


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OtterWiki]:
    with otter_wiki(tmp_path_factory.mktemp("otter"), interpreter("otter-wiki")) as started:
        yield started


def test_every_document_is_shown_whole(wiki: OtterWiki, site: Path) -> None:
    wrong = {}
    for name, document in documents(site).items():
        told = difference(of_document(document, MANNER), of_html(_shown(wiki, name, document), MANNER))
        if told:
            wrong[name] = told
    assert wrong == {}


def test_footnotes_are_shown_whole_and_where_they_are_marked(wiki: OtterWiki) -> None:
    shown = _saved(wiki, "footnotes", hostile())
    for back in shown.xpath(".//section[@class='footnotes']//a[starts-with(@href, '#fnref')]"):
        back.drop_tree()
    notes = [squeezed(note.text_content()).lstrip(",") for note in shown.xpath(".//section[@class='footnotes']//li")]
    assert notes == of_notes(_with_notes_of_lines(hostile()))
    marks = [mark.text_content() for mark in shown.find_class("footnote-ref")]
    assert marks == ["1", "2", "3", "1", "1", "2"]


def _with_notes_of_lines(document: Document) -> Document:
    """Leave out what isn't a paragraph in a footnote: the wiki reads their first line alone, GitHub reads all."""
    notes = (tuple(block for block in note if isinstance(block, Paragraph)) for note in document.notes)
    return replace(document, notes=tuple(notes))


def _saved(wiki: OtterWiki, name: str, document: Document) -> Element:
    wiki.save(name, github(_with_notes_of_lines(document)))
    (content,) = lxml.html.fromstring(wiki.show(name)).xpath("//article[contains(@class, 'page')]")
    assert isinstance(content, lxml.html.HtmlElement)
    return content


def _shown(wiki: OtterWiki, name: str, document: Document) -> Element:
    """Give a page without what the wiki adds: anchors, buttons, the marks and texts of footnotes."""
    content = _saved(wiki, name, document)
    for added in content.xpath(
        ".//a[@class='anchor'] | .//div[@class='copy-to-clipboard-inner'] | .//sup[@class='footnote-ref']"
        " | .//section[@class='footnotes']"
    ):
        added.drop_tree()
    for image in content.iter("img"):
        # The wiki escapes the words for a picture twice.
        image.set("alt", html.unescape(image.get("alt") or ""))
    for code in content.iter("pre"):
        # It writes a language that it doesn't know above the code.
        code.text = (code.text or "").removeprefix("nosuchlanguage\n")
    for link in content.xpath(".//a[starts-with(@href, 'mailto:')]"):
        # It makes a link of every address.
        link.drop_tag()
    return content
