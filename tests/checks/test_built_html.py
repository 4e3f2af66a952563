"""What built pages may hold: one title, scripts that are known, and what Markdown makes of an author's words."""

from __future__ import annotations

from macros.checks.built_html import built_html, running
from tests.small_project import culprits, words
from tests.small_site import SmallSite

WRONG = {
    "<p onclick='go()'>x</p>": "docs/index.md:6: has <p onclick>, which the page's policy refuses",
    "<p style='color: red'>x</p>": "docs/index.md: has <p style>, which the page's policy refuses",
    "<script>go()</script>": "docs/index.md:6: has an inline script that nobody knows: 'go()'; load it",
    "<iframe></iframe>": "docs/index.md: has <iframe>, which no page may",
    "<base href='/'>": "docs/index.md: has <base>, which no page may",
    "<video></video>": "docs/index.md: has <video>, which no author may write",
    "<a ping='/x' href='#'>x</a>": "docs/index.md: has <a> with 'ping', which no author may write",
    "<div data-key='slo'>x</div>": "docs/index.md: has <div> with 'data-key', which no author may write",
    "<h1>Another</h1>": "docs/index.md: 'Another' is a second title",
}
RIGHT = (
    "<p class='mine' id='a'>x <code>y</code> <abbr title='z'>w</abbr></p>",
    "<div class='tabbed-set' data-tabs='1:2'><input type='radio' checked name='a'><label for='b'>x</label></div>",
    "<div class='pb-scroll' tabindex='0' role='group'><table class='pb-plan'></table></div>",
    "<script type='application/json'>{}</script>",
    "<script src='a.js'></script>",
)


def _told(small: SmallSite, body: str) -> list[str]:
    small.page("index", body, source="<p onclick='go()'>\n")
    return words(built_html(small.root, small.pages()))


def test_each_mistake_is_told_once(small: SmallSite) -> None:
    told = {body: _told(small, body) for body in WRONG}
    assert culprits((body, found, WRONG[body]) for body, found in told.items()) == []


def test_a_page_that_leads_on_by_itself_is_told(small: SmallSite) -> None:
    small.page("index", "<meta http-equiv='Refresh' content='0'>")
    assert words(running(small.root, small.pages())) == ["docs/index.md: has <meta>, which no page may; take it out"]


def test_what_is_right_is_let_pass(small: SmallSite) -> None:
    articles = [body for body in RIGHT if not body.startswith("<script")]
    assert culprits((body, _told(small, body), "") for body in articles) == []
    scripts = [body for body in RIGHT if body.startswith("<script")]
    for body in scripts:
        small.page("index", body)
    assert words(running(small.root, small.pages())) == []


def test_a_second_title_is_told_where_it_was_written(small: SmallSite) -> None:
    (small.root / "snippets" / "templates" / "story-card.md").write_text("# Story\ncard\n", encoding="utf-8")
    small.page("index", "<h1>Story card</h1><h1>Story card</h1>")
    (found,) = words(built_html(small.root, small.pages()))
    assert found.startswith("snippets/templates/story-card.md:1: 'Story card' is a second title; begin it with ##")


def test_a_page_without_a_title_or_with_another_is_told(small: SmallSite) -> None:
    small.page("index")
    path = small.site / "index.html"
    html = path.read_text(encoding="utf-8")
    path.write_text(html.replace("<h1>A page</h1>", ""), encoding="utf-8")
    assert words(built_html(small.root, small.pages())) == [
        "docs/index.md: has no heading of the first level; look whether the theme has changed"
    ]
    path.write_text(html.replace("<h1>A page</h1>", "<h1>Other</h1>"), encoding="utf-8")
    (found,) = words(built_html(small.root, small.pages()))
    assert found.startswith("docs/index.md: 'Other' is a second title")


def test_a_script_of_many_pages_is_told_once_with_the_override_that_has_it(small: SmallSite) -> None:
    (small.root / "overrides").mkdir()
    (small.root / "overrides" / "main.html").write_text("{% block x %}\n<script>go()</script>\n", encoding="utf-8")
    small.page("index", "<script>go()</script>")
    small.page("ratio", "<script>go()</script>")
    (found,) = words(running(small.root, small.pages()))
    assert found.startswith("overrides/main.html:2: has an inline script that nobody knows: 'go()'")
