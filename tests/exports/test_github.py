"""GitHub's own parser reads from our Markdown what the tree says."""

from __future__ import annotations

from pathlib import Path

import cmarkgfm
import lxml.html
from cmarkgfm.cmark import Options

from macros.exports.tree import Callout, Document, plain
from macros.exports.writers.callouts import titled
from macros.exports.writers.markdown import github
from tests.exports.documents import documents
from tests.exports.hostile import hostile
from tests.exports.outline import Element, Manner, difference, of_document, of_html, of_notes, squeezed

ALERTS = ("note", "tip", "important", "warning", "caution")


def _words_over(callout: Callout) -> str:
    """Give what stands over a box: GitHub's site makes its first line an alert, its parser does not."""
    if callout.folds:
        return plain(titled(callout))
    if callout.kind in ALERTS:
        return f"[!{callout.kind.upper()}]{plain(callout.title)}"
    return f"[!NOTE]{plain(titled(callout))}"


MANNER = Manner(callout=_words_over, rows_are_as_the_first=True)


def _parsed(document: Document) -> Element:
    html = cmarkgfm.github_flavored_markdown_to_html(
        github(document), Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE
    )
    return lxml.html.fragment_fromstring(html, create_parent="div")


def test_every_document_is_read_whole(site: Path) -> None:
    wrong = {}
    for name, document in documents(site).items():
        read = _parsed(document)
        for added in read.xpath(".//section[@class='footnotes'] | .//sup[@class='footnote-ref']"):
            added.drop_tree()
        # Addresses of mail are links on GitHub, whatever is written.
        for link in read.xpath(".//a[starts-with(@href, 'mailto:')]"):
            link.drop_tag()
        told = difference(of_document(document, MANNER), of_html(read, MANNER))
        if told:
            wrong[name] = told
    assert wrong == {}


def test_footnotes_are_read_whole_and_where_they_are_marked() -> None:
    read = _parsed(hostile())
    for back in read.find_class("footnote-backref"):
        back.drop_tree()
    notes = [squeezed(note.text_content()) for note in read.xpath(".//section[@class='footnotes']/ol/li")]
    assert notes == of_notes(hostile())
    marks = [mark.text_content() for mark in read.find_class("footnote-ref")]
    assert marks == ["1", "2", "3", "1", "1", "2"]
