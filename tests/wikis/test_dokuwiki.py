"""DokuWiki shows what we write: every template in both fills, and the hostile document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Page

from macros.exports.pages import exported_pages
from macros.exports.tree import Document, Heading, Item, Items, Link, Listing, Paragraph
from macros.exports.writers.dokuwiki import dokuwiki
from tests.exports.documents import documents
from tests.exports.hostile import hostile
from tests.exports.outline import Element, Manner, Outline, difference, of_document, of_html, of_notes, squeezed
from tests.wikis.servers import DokuWiki
from tests.wikis.servers import dokuwiki as running

pytestmark = pytest.mark.xdist_group("dokuwiki")  # one server
TYPOGRAPHY = {"\u200b": "", "…": "...", "—": "---", "–": "--", "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x"}
"""What the wiki draws in another way whatever its settings say, and the space without width that keeps signs apart."""


def _fold(text: str) -> str:
    return re.sub("|".join(TYPOGRAPHY), lambda found: TYPOGRAPHY[found[0]], text)


def _is_row(item: Item) -> bool:
    """Tell whether an item can be one row of a list, with nothing but such lists below."""
    rows = [block for block in item.blocks if not isinstance(block, Items)]
    lists = [block for block in item.blocks if isinstance(block, Items)]
    return (
        item.blocks == (*rows, *lists)
        and all(isinstance(block, Paragraph | Listing) for block in rows)
        and all(_is_row(one) for items in lists for one in items.items)
    )


def _counted(items: Items) -> bool:
    return items.ordered and (items.start != 1 or not all(_is_row(item) for item in items.items))


MANNER = Manner(
    counted=_counted,
    whole=lambda items: not _counted(items) and all(_is_row(item) for item in items.items),
    definitions_are_lists=True,
    deepest_heading=5,
    fold=_fold,
)


@pytest.fixture(scope="module")
def wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DokuWiki]:
    with running(tmp_path_factory.mktemp("dokuwiki")) as started:
        yield started


def test_every_document_is_shown_whole(wiki: DokuWiki, site: Path) -> None:
    wrong = {}
    for name, document in documents(site).items():
        wiki.save(name, dokuwiki(document))
        told = difference(_expected(document), _with_empty_lines(of_html(_shown(wiki, name), MANNER)))
        if told:
            wrong[name] = told
    assert wrong == {}


def test_a_chart_is_drawn_with_its_words(wiki: DokuWiki, site: Path, base_url: str, page: Page) -> None:
    """The wiki leads to the file on our site, which here stands at the address of the tests."""
    story = next(one for one in exported_pages(site) if one.place == "stories/bake-off")
    home = story.address.removesuffix(f"{story.place}/")
    wiki.save("chart", dokuwiki(story.document).replace(home, base_url))
    page.goto(f"{wiki.address}doku.php?id=chart")
    image = page.locator("#dokuwiki__content img[alt^='Points with intervals']")
    image.scroll_into_view_if_needed()
    page.wait_for_function("one => one.complete", arg=image.element_handle())
    assert image.evaluate("one => one.naturalWidth") == 416
    assert "interval" in str(image.get_attribute("alt"))


def test_footnotes_are_shown_whole_and_where_they_are_marked(wiki: DokuWiki) -> None:
    wiki.save("footnotes", dokuwiki(hostile()))
    page = lxml.html.fromstring(wiki.show("footnotes"))
    notes = [squeezed(note.text_content()) for note in page.xpath("//div[@class='footnotes']//div[@class='content']")]
    assert notes == of_notes(hostile())
    marks = [mark.text_content() for mark in page.xpath("//sup[a[@class='fn_top']]")]
    assert marks == ["1)", "2)", "3)", "4)", "5)", "6)"]
    assert page.xpath("//p[contains(., 'A note')]/sup/preceding-sibling::text()")[0].endswith("A note")


def test_a_broken_list_counts_on(wiki: DokuWiki) -> None:
    wiki.save("lists", dokuwiki(hostile()))
    page = lxml.html.fromstring(wiki.show("lists"))
    rows = [" ".join(row.text_content().split()) for row in page.xpath("//li/div[@class='li']")]
    counted = [row for row in rows if re.match(r"[1-8]\. (with|☑|code)", row)]
    assert counted == [
        "1. with a table",
        "2. with a list and words",
        "3. with a quotation",
        "4. with a box",
        "6. code at once",
        "8. ☑ Strong start",
    ]


def test_code_is_coloured_in_its_language(wiki: DokuWiki) -> None:
    wiki.save("code", dokuwiki(hostile()))
    page = lxml.html.fromstring(wiki.show("code"))
    assert page.xpath("//pre[@class='code python'][contains(., 'def f')]/span[@class='kw1']")


def test_quotations_are_quotations(wiki: DokuWiki) -> None:
    wiki.save("quotations", dokuwiki(hostile()))
    page = lxml.html.fromstring(wiki.show("quotations"))
    assert page.xpath("//blockquote/div[contains(., 'One paragraph.')]")
    assert page.xpath("//blockquote//blockquote/div[contains(., 'A quotation within.')]")


def _expected(document: Document) -> Outline:
    """Outline a document; a heading of the wiki is plain text, so that a link in it keeps its words alone."""
    return of_document(
        replace(
            document,
            blocks=tuple(
                replace(
                    block,
                    children=tuple(
                        inline
                        for child in block.children
                        for inline in (child.children if isinstance(child, Link) else (child,))
                    ),
                )
                if isinstance(block, Heading)
                else block
                for block in document.blocks
            ),
        ),
        MANNER,
    )


def _with_empty_lines(outline: Outline) -> Outline:
    """Empty the lines of code into which the wiki puts a space that stays."""
    return replace(outline, listings=[re.sub("^\xa0$", "", code, flags=re.MULTILINE) for code in outline.listings])


def _shown(wiki: DokuWiki, name: str) -> Element:
    """Give a page without what the wiki adds: contents, buttons, marks and texts of footnotes, links within code."""
    content: Element
    (content,) = lxml.html.fromstring(wiki.show(name)).xpath("//div[contains(concat(' ', @class, ' '), ' page ')]")
    for added in content.xpath(
        ".//*[@id='dw__toc'] | .//div[@class='footnotes'] | .//sup[a[@class='fn_top']]"
        " | .//*[contains(@class, 'secedit')]"
    ):
        added.drop_tree()
    for link in content.xpath(".//pre//a"):
        link.drop_tag()
    return content
