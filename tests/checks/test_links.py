"""Finding addresses that lead nowhere, and what was left of the template syntax."""

from __future__ import annotations

import pytest

from macros.checks.links import links
from tests.cases import for_every
from tests.small_site import SmallSite, told


@pytest.fixture
def linked(small: SmallSite) -> SmallSite:
    """A home page that leads to another one."""
    small.page("index", '<p><a href="ratio/">Ratio</a></p>')
    small.page("ratio", '<h2 id="formula">Formula</h2>')
    return small


def _home(site: SmallSite, html: str) -> list[str]:
    site.page("index", f'<p><a href="ratio/">Ratio</a></p>{html}')
    return told(list(links(site.pages())))


def test_a_site_whose_addresses_all_lead_somewhere_passes(linked: SmallSite) -> None:
    assert told(list(links(linked.pages()))) == []


@for_every(
    "html",
    [
        '<a href="ratio/#formula">x</a>',
        '<a href="./ratio/index.html">x</a>',
        '<a href="http://site.invalid/ratio/">x</a>',
        '<a href="https://example.org/">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<a href="#top" id="top">x</a>',
        '<a href="ratio/" aria-label="Ratio"></a>',
        '<a href="ratio/"><img src="one.css" alt="Ratio"></a>',
        '<img src="data:image/png;base64,AA" alt="">',
        '<a id="anchor"></a>',
        '<a href="./print/">Exported later</a>',
        "<code>{{ call() }}</code><pre>[^note] and [a][b]</pre>",
        "<p data-search-exclude>{{ call() }}</p>",
    ],
)
def test_what_is_right_is_let_pass(html: str, linked: SmallSite) -> None:
    assert _home(linked, html) == []


@for_every(
    "html, problem",
    [
        ('<a href="rato/">x</a>', "'rato/' leads to nothing"),
        ('<a href="ratio/#formla">x</a>', "'ratio/#formla': the page has no '#formla'"),
        ('<a href="#nowhere">x</a>', "'#nowhere': the page has no '#nowhere'"),
        ('<a href="http://site.invalid/rato/">x</a>', "'http://site.invalid/rato/' leads to nothing"),
        ('<a href=" ">x</a>', "<a> has an empty address"),
        ('<a href="ratio/"> </a>', "a link to 'ratio/' has no text"),
        ('<a href="//example.org/x">x</a>', "'//example.org/x' leaves out https:"),
        ('<a href="javascript:go()">x</a>', "'javascript:go()' runs a script"),
        ('<img src="none.png" alt="">', "'none.png' leads to nothing"),
        ('<img src="one.css" srcset="one.css 1x, none.png 2x" alt="">', "'none.png' leads to nothing"),
        ('<video poster="none.png"></video>', "'none.png' leads to nothing"),
        ('<form action="none/"></form>', "'none/' leads to nothing"),
        ('<button formaction="none/">x</button>', "'none/' leads to nothing"),
        ('<object data="none.svg"></object>', "'none.svg' leads to nothing"),
        ('<script src="https://example.org/a.js"></script>', "<script> loads 'https://example.org/a.js' from another"),
        ('<img src="https://example.org/a.png" alt="">', "<img> loads 'https://example.org/a.png' from another host"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "<link> loads 'https://example.org/a.css' from"),
        ('<iframe src="https://example.org/"></iframe>', "<iframe> loads 'https://example.org/' from another host"),
        ("<p>Left: {{ call() }}</p>", "'Left: {{ call() }}' was left as it stands"),
        ("<p>Left: {% if x %}</p>", "'Left: {% if x %}' was left as it stands"),
        ("<p>Left.[^note]</p>", "'Left.[^note]' was left as it stands"),
        ("<p>[Left][there]</p>", "'[Left][there]' was left as it stands"),
        ("<p>--8&lt;-- left</p>", "'--8<-- left' was left as it stands"),
        ("<p>Left { #id }</p>", "'Left { #id }' was left as it stands"),
        ('<p id="twice"></p><p id="twice"></p>', "the id 'twice' stands 2 times"),
    ],
)
def test_what_is_wrong_is_told_once(html: str, problem: str, linked: SmallSite) -> None:
    (found,) = _home(linked, html)
    assert found.startswith(f"docs/index.md: {problem}")


def test_a_page_that_no_other_page_leads_to_is_told(linked: SmallSite) -> None:
    linked.page("lost", '<a href="../">Home</a>')
    assert told(list(links(linked.pages()))) == [
        "docs/lost.md: no page leads here; link to it, or put it into the navigation"
    ]


def test_pages_that_only_lead_to_each_other_are_told(linked: SmallSite) -> None:
    linked.page("one", '<a href="../two/">Two</a>')
    linked.page("two", '<a href="../one/">One</a>')
    assert [one.partition(":")[0] for one in told(list(links(linked.pages())))] == ["docs/one.md", "docs/two.md"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("one.css", "a { background: url(none.png) }", "one.css:1: 'none.png' leads to nothing"),
        (
            "one.css",
            "@import 'https://example.org/a.css';",
            "one.css:1: loads 'https://example.org/a.css' from another host",
        ),
        (
            "one.css",
            "/* a.css */\na {}\n/* b.css */\n\nb { background: url(none.png) }",
            "b.css:2: 'none.png' leads to nothing",
        ),
        (
            "assets/javascripts/one.js",
            'import { a } from "./none.js";',
            "assets/javascripts/one.js:1: './none.js' leads",
        ),
        ("assets/javascripts/one.js", 'await import("./none.js");', "assets/javascripts/one.js:1: './none.js' leads"),
    ],
)
def test_styles_and_scripts_are_read_too(name: str, text: str, problem: str, linked: SmallSite) -> None:
    (linked.site / name).write_text(text, encoding="utf-8")
    (found,) = told(list(links(linked.pages())))
    assert found.startswith(problem)


@pytest.mark.parametrize(("name", "kind"), [("one.css", "*.css"), ("assets/javascripts/one.js", "*.js")])
def test_a_site_without_styles_or_scripts_is_a_mistake(name: str, kind: str, linked: SmallSite) -> None:
    (linked.site / name).unlink()
    (found,) = told(list(links(linked.pages())))
    assert found.endswith(f"holds no {kind}; look whether the theme has changed")
