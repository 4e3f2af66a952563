"""The sentence around a claim that no longer holds is marked, wherever in it the claim stands, and nothing else is."""

from __future__ import annotations

import re

import lxml.html

from macros.building.stale_sentences import WHY, marked
from macros.claims import Answer
from macros.staleness import Stale, Staleness
from tests.cases import for_every

MARK = '<pb-stale data-number="1"></pb-stale>'


def stale(number: int = 1) -> Stale:
    return Stale(number, "docs/a.md:3", Answer("a.b < 0", holds=False, values="b = 3"))


def of(html: str, *found: Stale) -> str:
    """Mark a page; give the marked words between brackets."""
    tree = lxml.html.fromstring(f"<div>{marked(f'<h1>Title</h1>{html}', found or (stale(),))}</div>")
    assert tree.xpath("string(./h1)") == "Title"
    (note,) = tree.find_class("pb-stale-note")
    assert "written for other numbers" in note.text_content()
    note.drop_tree()
    for mark in list(tree.iter("mark")):
        mark.text = f"⟦{mark.text}⟧"
        assert mark.get("title") == f"{WHY}: a.b < 0 (b = 3)"
        mark.drop_tag()
    assert not list(tree.iter("pb-stale"))
    return re.sub(r"\s+", " ", tree.text_content().strip().removeprefix("Title")).strip()


@for_every(
    "html, text",
    [
        (f"<p>One. Two is so.{MARK} Three.</p>", f"One. ⟦Two is so.⟧ [{WHY}] Three."),
        (f"<p>One. Two{MARK} is so. Three.</p>", f"One. ⟦Two⟧⟦ is so.⟧ [{WHY}] Three."),
        (f"<p>Two is so{MARK}</p>", f"⟦Two is so⟧ [{WHY}]"),
        (f"<p>It said “no.”{MARK} Three.</p>", f"⟦It said “no.”⟧ [{WHY}] Three."),
        (f"<p>It fell by 2.5 % then.{MARK}</p>", f"⟦It fell by 2.5 % then.⟧ [{WHY}]"),
        (f"<p>A <b>bold</b> word. It <em>is</em> so.{MARK}</p>", f"A bold word. ⟦It ⟧⟦is⟧⟦ so.⟧ [{WHY}]"),
        (f"<ul><li>One.</li><li>Two{MARK}</li></ul>", f"One.⟦Two⟧ [{WHY}]"),
        (f"<table><tr><td>One</td><td>Two{MARK}</td></tr></table>", f"One⟦Two⟧ [{WHY}]"),
        (f"<details><summary>So few?{MARK}</summary><p>No.</p></details>", f"⟦So few?⟧ [{WHY}]No."),
        (f'<h2 id="a">Two{MARK}<a class="headerlink" href="#a">¶</a></h2>', f"⟦Two⟧ [{WHY}]¶"),
    ],
)
def test_the_sentence_is_marked(html: str, text: str) -> None:
    assert of(html) == text


def test_two_sentences_of_a_paragraph_are_marked_each() -> None:
    html = f'<p>One.{MARK} Two. Three.<pb-stale data-number="2"></pb-stale></p>'
    assert of(html, stale(), stale(2)) == f"⟦One.⟧ [{WHY}] Two. ⟦Three.⟧ [{WHY}]"
    assert "2 sentences on this page were" in marked(html, (stale(), stale(2)))


def test_sentences_side_by_side_are_marked_each() -> None:
    html = f'<p>One.{MARK} Two.<pb-stale data-number="2"></pb-stale> Three.</p>'
    assert of(html, stale(), stale(2)) == f"⟦One.⟧ [{WHY}] ⟦Two.⟧ [{WHY}] Three."


def test_a_working_in_the_sentence_is_left_alone() -> None:
    html = f"<p>It fell by <a>78 %</a><pb-working>110 − 500. So.</pb-working> there.{MARK}</p>"
    assert of(html) == f"⟦It fell by ⟧⟦78 %⟧110 − 500. So.⟦ there.⟧ [{WHY}]"


def test_what_is_stale_is_kept_by_page_and_told_in_a_line() -> None:
    kept = Staleness()
    kept.note("b.md", "docs/b.md:7", stale().answer)
    kept.note("a.md", "docs/a.md:3", stale().answer)
    kept.note("a.md", "docs/a.md:9", stale().answer)
    assert [one.number for one in kept.of("a.md")] == [1, 2]
    assert kept.of("c.md") == ()
    assert [str(one) for one in kept] == [
        f"docs/{place}: no longer follows: a.b < 0 (b = 3)" for place in ("a.md:3", "a.md:9", "b.md:7")
    ]
