"""What the theme marks in a built page is found, and a theme that marks it otherwise is noticed."""

from __future__ import annotations

import lxml.html
import pytest

from macros.built import markup
from macros.errors import PlaybookError

PAGE = (
    '<html lang="en"><head><link rel="canonical" href="https://site.example/a&amp;b/">'
    '<link rel="next" href="../c/"><link rel="stylesheet" href="a.css"><meta property="og:title" content="A &amp; B">'
    '</head><body><article class="md-content__inner md-typeset"><p>Words.</p></article></body></html>'
)
TABS = (
    '<div class="tabbed-set"><input><div class="tabbed-labels"><label>One</label><label>Two</label></div>'
    '<div class="tabbed-content"><div class="tabbed-block">1</div><div class="tabbed-block">2</div></div></div>'
)


def test_what_a_page_tells_of_itself_is_found() -> None:
    assert markup.address(PAGE) == "https://site.example/a&b/"
    assert (markup.following(PAGE), markup.language(PAGE), markup.told(PAGE, "title")) == ("../c/", "en", "A & B")
    assert markup.style_sheets(PAGE) == ["a.css"]
    assert markup.article_html(PAGE) == '<article class="md-content__inner md-typeset"><p>Words.</p></article>'
    found = markup.article(lxml.html.fromstring(PAGE))
    assert found is not None
    assert found.text_content() == "Words."


def test_what_a_page_does_not_tell_is_none() -> None:
    bare = "<html><p>Words.</p></html>"
    assert [ask(bare) for ask in (markup.address, markup.following, markup.language, markup.article_html)] == [None] * 4
    assert markup.told(bare, "title") is None
    assert markup.article(lxml.html.fromstring(bare)) is None


def test_each_tab_comes_with_its_label() -> None:
    holder = lxml.html.fromstring(TABS)
    assert markup.is_tabs(holder)
    assert [(label.text, block.text) for label, block in markup.tabs(holder)] == [("One", "1"), ("Two", "2")]


@pytest.mark.parametrize("changed", [("tabbed-labels", "labels"), ("<label>Two</label>", "")])
def test_tabs_of_another_form_are_refused(changed: tuple[str, str]) -> None:
    with pytest.raises(PlaybookError, match="look whether the theme has changed"):
        markup.tabs(lxml.html.fromstring(TABS.replace(*changed)))
