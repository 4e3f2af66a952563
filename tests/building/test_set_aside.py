"""The HTML of macros goes past Markdown, and stands in the page where the call stood."""

from __future__ import annotations

import pytest
from markdown import markdown
from markupsafe import Markup

from macros.building.set_aside import SetAside

FIGURE = Markup('<a href="#working-1">24 *times* <abbr>p95</abbr></a>')
HEADED = '<a href="#working-1">24 <em>times</em> <abbr>p95</abbr></a>'
BOX = Markup('<div id="box-1"><p>a_b_c</p></div>')


def _converted(text: str, *written: Markup) -> tuple[SetAside, str]:
    """Convert a text with marks for what is written, as a build does; [] stands for the next mark."""
    aside = SetAside()
    for html in written:
        text = text.replace("[]", aside.mark(html), 1)
    return aside, markdown(aside.in_headings(text), extensions=["tables", "toc", "codehilite", "fenced_code"])


def _page(text: str, *written: Markup) -> str:
    aside, html = _converted(text, *written)
    assert list(aside.misplaced(html, "page")) == []
    return aside.in_page(html)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("It is **[]**.", f"<p>It is <strong>{FIGURE}</strong>.</p>"),
        ("[]", f"<p>{FIGURE}</p>"),
        ("- one\n- []", f"<ul>\n<li>one</li>\n<li>{FIGURE}</li>\n</ul>"),
        ("Read `[]`", f"<p>Read <code>{FIGURE}</code></p>"),
        ("## We won []", f'<h2 id="we-won-24-times-p95">We won {HEADED}</h2>'),
    ],
)
def test_what_stands_in_a_line_stands_where_the_call_stood(text: str, page: str) -> None:
    assert _page(text, FIGURE) == page


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Before.\n\n[]\n\nAfter.", f"<p>Before.</p>\n{BOX}\n<p>After.</p>"),
        ("- one\n\n    []", f"<ul>\n<li>\n<p>one</p>\n{BOX}\n</li>\n</ul>"),
        ("a | b\n--- | ---\n[] | c", BOX),
    ],
)
def test_a_block_stands_in_no_paragraph(text: str, page: str) -> None:
    assert page in _page(text, BOX)


def test_each_call_gets_what_it_wrote() -> None:
    assert _page("[] [] []", Markup("<b>1</b>"), FIGURE, Markup("<b>2</b>")) == f"<p><b>1</b> {FIGURE} <b>2</b></p>"


def test_words_are_left_to_markdown() -> None:
    assert SetAside().mark(Markup("**24** &amp; more")) == "**24** &amp; more"


@pytest.mark.parametrize("text", ['[a](b.md "took []")', "![[]](b.svg)", "```python\nprint([])\n```"])
def test_html_where_only_letters_can_stand_is_told(text: str) -> None:
    aside, html = _converted(text, FIGURE)
    (told,) = map(str, aside.misplaced(html, "page"))
    assert told.startswith("page: '24 *times* p95' stands where only letters can, and what belongs to the number can't")


def test_a_page_forgets_what_the_one_before_it_kept() -> None:
    aside = SetAside()
    aside.mark(BOX)
    assert aside.ids() == {"box-1"}
    aside.clear()
    assert aside.ids() == set()
    assert aside.in_page(aside.mark(FIGURE)) == FIGURE
