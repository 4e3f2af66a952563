"""Reading the built site: its pages, what a reader sees of them, and how long that takes to say."""

from __future__ import annotations

import lxml.html
import pytest

from macros.built.page import count_words, said
from macros.errors import PlaybookError
from tests.cases import for_every
from tests.small_site import SmallSite


@for_every(
    "html, count",
    [
        ("<p>One two three.</p>", 3),
        ("<p>A goal, <em>missed</em> – by 25\u00a0%.</p>", 6),
        ("<p>p95 latency fell to <data>110\u00a0ms</data></p>", 6),
        ("<p>… — · !</p>", 0),
        ("<p>well-known words</p>", 2),
        ("<p></p>", 0),
        ("<p>One<br>two</p>", 1),
        ("<div><p>One</p>\n<p>two</p></div>", 2),
        ("<p>One <span data-search-exclude>of <b>many</b> words</span> two</p>", 2),
        ("<p>One <!-- hidden words --> two</p>", 2),
    ],
)
def test_words_are_counted_as_somebody_says_them(html: str, count: int) -> None:
    assert count_words(lxml.html.fromstring(html)) == count


def test_the_words_of_several_elements_are_counted_together() -> None:
    elements = lxml.html.fromstring("<div><p>One two</p><p>three</p></div>").xpath("./p")
    assert count_words(*elements) == 3
    assert count_words() == 0


def test_what_is_folded_away_is_not_said() -> None:
    html = "<p>It fell by <a>78 %</a><span data-search-exclude>110 − 500</span>, and stayed.</p>"
    assert "".join(said(lxml.html.fromstring(html))) == "It fell by 78 %, and stayed."


def test_a_page_is_shown_by_its_source_and_another_by_its_path(small: SmallSite) -> None:
    small.page("index")
    small.page("formulas/ratio")
    (small.site / "404.html").write_text("<p>Not here</p>", encoding="utf-8")
    assert [page.shown for page in small.pages()] == ["404.html", "docs/formulas/ratio.md", "docs/index.md"]


def test_a_site_without_a_page_of_the_project_is_a_mistake(small: SmallSite) -> None:
    small.page("index")
    (small.site / "index.html").unlink()
    (small.site / "404.html").write_text("<p>Not here</p>", encoding="utf-8")
    with pytest.raises(PlaybookError, match="holds no page of this project; build the site first"):
        small.pages()


def test_a_page_without_an_article_is_a_mistake(small: SmallSite) -> None:
    small.page("index")
    (small.site / "index.html").write_text("<main>The theme has changed</main>", encoding="utf-8")
    (page,) = small.pages()
    with pytest.raises(PlaybookError, match=r"docs/index\.md: has no article; look whether the theme has changed"):
        _ = page.article
