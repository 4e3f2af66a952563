"""A page is taken apart at its headings, as the theme's own search does it, and what is left out stays out."""

from __future__ import annotations

from importlib import import_module

import pytest

from macros.search.parts import Part, parts

THEIRS = import_module("material.plugins.search.plugin").Parser  # it has no types

PAGE = """
<p>First <em>of</em> all.</p>
<h2 id="how">How <code>it</code> is done<a class="headerlink" href="#how">¶</a></h2>
<ul><li>one</li><li>two<sub>3</sub></li></ul>
<details><summary>Why?</summary><h3 id="inner">Within</h3><p>folded away</p></details>
<p>Behind the fold.</p>
<table><tr><td>40</td> <td>9</td></tr></table>
<script>let x = "never read";</script>
<h2 id="end">The end</h2> bare &amp; last
"""


def test_text_belongs_to_the_heading_above_it_and_a_heading_in_a_fold_ends_with_it() -> None:
    assert parts(PAGE) == [
        Part("", "", "First of all."),
        Part("how", "How it is done", "one\ntwo3\nWhy?\nBehind the fold.\n40\n9"),
        Part("inner", "Within", "folded away"),
        Part("end", "The end", "bare & last"),
    ]


def test_the_parts_are_those_of_the_themes_own_parser() -> None:
    parser = THEIRS()
    parser.feed(PAGE.replace("<td>", " <td>"))
    parser.close()
    theirs = [(section.id or "", _letters(section.title), _letters(section.text)) for section in parser.data]
    assert theirs == [(part.anchor, _letters(part.heading), _letters(part.text)) for part in parts(PAGE)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ('<div data-search-exclude>a<h2 id="b">b</h2></div> c', [Part("", "", "c")]),
        ('a<h2 id="b" data-search-exclude>b</h2><p>c</p><h2 id="d">d</h2>e', [Part("", "", "a"), Part("d", "d", "e")]),
        ("<h1>The title</h1>text", [Part("", "The title", "text")]),
        ("<h2>Without an anchor</h2><p>text</p>", [Part("", "", "Without an anchor\ntext")]),
        ("", [Part("", "", "")]),
    ],
)
def test_what_is_left_out_and_what_leads_nowhere(html: str, found: list[Part]) -> None:
    assert parts(html) == found


def _letters(text: str | list[str]) -> str:
    """Leave out what the theme keeps for its own results: tags and blanks."""
    plain = "".join(text)
    for tag in THEIRS().keep:
        plain = plain.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return "".join(plain.replace("&amp;", "&").split())
