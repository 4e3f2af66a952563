"""What the Markdown and HTML of a page may hold; each mistake is told once, with its line."""

from __future__ import annotations

from pathlib import Path

from macros.checks.markup import markup, story_texts
from tests.small_project import SmallProject, culprits, words

DEEP = "> " * 400

WRONG = {
    # HTML
    "<script>alert(1)</script>": "7: pages have no <script>",
    '<script src="https://example.org/a.js"></script>': "7: pages have no <script>",
    "<style>p { color: red }</style>": "7: pages have no <style>",
    '<iframe src="https://example.org/"></iframe>': "7: pages have no <iframe>",
    '<object data="a.svg"></object>': "7: pages have no <object>",
    '<embed src="a.svg">': "7: pages have no <embed>",
    '<form action="/a"></form>': "7: pages have no <form>",
    '<meta http-equiv="refresh" content="0">': "7: pages have no <meta>",
    '<base href="https://example.org/">': "7: pages have no <base>",
    '<link rel="stylesheet" href="a.css">': "7: pages have no <link>",
    '<data class="x" value="35">35 of them</data>': "7: pages have no <data>",
    '<p onclick="go()">Text</p>': "7: <p> may not have 'onclick'",
    '<b ONMOUSEOVER="go()">Text</b>': "7: <b> may not have 'onmouseover'",
    '<span data-key="slo">Text</span>': "7: <span> may not have 'data-key'",
    '<p style="background: url(https://example.org/a)">Text</p>': "7: <p> may not have 'style'",
    '<a href="index.md" ping="https://example.org/">Go</a>': "7: <a> may not have 'ping'",
    '<a xlink:href="https://example.org/">Go</a>': "7: <a> may not have 'xlink:href'",
    '<img src="a.svg" alt="A" srcset="https://example.org/a 2x">': "7: <img> may not have 'srcset'",
    '<span class="pb-input">Text</span>': "7: the class 'pb-input' is for macros and the theme alone",
    '<a href="javascript:go()">Go</a>': "7: 'javascript:go()' runs a script",
    '<a href="java&#10;script:go()">Go</a>': "7: 'java\nscript:go()' holds a blank or a backslash",
    '<a href="JavaScript&colon;go()">Go</a>': "7: 'JavaScript:go()' runs a script",
    '<a href="data:text/html,x">Go</a>': "7: 'data:text/html,x' is of the kind 'data:'",
    '<a href="file:///etc/passwd">Go</a>': "7: 'file:///etc/passwd' is of the kind 'file:'",
    '<a href="%2e%2e/index.html">Go</a>': "7: '%2e%2e/index.html' hides dots or slashes",
    '<a href="//example.org/">Go</a>': "7: '//example.org/' leaves out https:",
    '<a href="">Go</a>': "7: <a> has an empty address",
    '<img src="a.svg">': "7: an image has no text",
    '<img src="a.svg" alt=" ">': "7: an image has no text",
    "One\n\n<div>\n\nTwo": "9: nothing closes <div>",
    "<details><summary>One</summary>Two": "7: nothing closes <details>",
    "One <b>two": "7: nothing closes <b>",
    "<div><b>one</div>": "7: nothing closes <b>",
    "One </div> two": "7: </div> closes nothing",
    "One </article> two": "7: </article> closes nothing",
    "One <br></br> two": "7: </br> closes nothing",
    "<javascript:go()>": "7: pages have no <javascript:go()>",
    "<p/>": "7: <p/> doesn't close itself",
    "One\n\n<!-- two": "9: opens a comment that nothing closes",
    "<!DOCTYPE html>": "7: pages have no <!DOCTYPE html>",
    "<?php x ?>": "7: pages have no <?php x ?>",
    "One <b two": "7: '<b two' begins a tag that doesn't end",
    # Attributes of Markdown
    "A [link](index.md){ onclick=go() }": "7: '{ onclick=go() }' gives an element more than a name",
    "A *word*{: .pb-input }": "7: '{: .pb-input }' gives an element more than a name",
    "## Heading {data-key=x}": "7: '{data-key=x}' gives an element more than a name",
    '!!! pb-take "x"\n\n    Text.': "7: a box may not be 'pb-take'",
    '``` { .python onclick="go()" }\nx\n```': "7: gives code more than a language",
    # What isn't whole
    "One\n\n```\ncode": "9: opens a code fence that nothing closes",
    "~~~\ncode\n```": "7: opens a code fence that nothing closes",
    "| a | b |\n| - | - |\n| 1 |": "9: the row has 1 cells, the table 2 columns",
    "| a | b |\n| - | - |\n| 1 | 2 | 3 |": "9: the row has 3 cells, the table 2 columns",
    "| a | b | c |\n| - | - |\n| 1 | 2 |": "7: the row has 3 cells, the table 2 columns",
    # What nobody sees
    "One\x00two": "7: holds U+0000",
    "One\x07two": "7: holds U+0007",
    "One \u202etwo": "7: holds U+202E (RIGHT-TO-LEFT OVERRIDE)",
    "One &#x202e;two": "7: holds U+202E (RIGHT-TO-LEFT OVERRIDE)",
    "One &rlm;two": "7: holds U+200F (RIGHT-TO-LEFT MARK)",
    "One\u200btwo": "7: holds U+200B (ZERO WIDTH SPACE)",
    # Snippets
    '--8<-- "../mkdocs.yml"': "7: '../mkdocs.yml' isn't the name of a file below snippets/",
    '--8<-- "/etc/passwd"': "7: '/etc/passwd' isn't the name of a file below snippets/",
    '--8<-- "partials/fiction.md:part"': "7: 'partials/fiction.md:part' isn't the name of a file",
    '--8<-- "https://example.org/a.md"': "7: 'https://example.org/a.md' isn't the name of a file",
    '--8<-- "partials/ficton.md"': "7: there is no snippet 'partials/ficton.md'; did you mean 'partials/fiction.md'?",
    'Words --8<-- "partials/fiction.md"': "7: 'Words --8<-- \"partials/fiction.md\"' doesn't take in one snippet",
    "-8<- partials/fiction.md": "7: '-8<- partials/fiction.md' doesn't take in one snippet",
    # Nesting, headings, pictures
    f"{DEEP}Text": "7: quotes within quotes within quotes; stay within 6 levels",
    f"One\n\n{' ' * 41}two": "9: begins after more than 40 blanks",
    "# One\n\n# Two": "9: has a second heading of the first level",
    "# One\n\nTwo\n===": "10: has a second heading of the first level",
    "![](a.svg)": "7: an image has no text",
    "A :material-account: icon": "7: texts have no icons such as ':material-account:'",
}

RIGHT = (
    'A <a href="../index.md" aria-label="Home">link</a>, <br> <kbd>Esc</kbd> and <abbr title="x">y</abbr>.',
    "<details markdown>\n<summary>One</summary>\n\nTwo\n\n</details>",
    "<!-- a note -->\n\nText.",
    "See <https://example.org/> or <a@example.org>, [x](<https://example.org/a(b)>); 5 < 6 > 4.",
    "`<script>` and `{ onclick=x }` as code.",
    "```html\n<script>\n| a |\n# Not a heading\n```",
    "````\n```\n````",
    "## Heading {#name}",
    "A *word*{.mine}.",
    "| a | b |\n| - | - |\n| `x | y` | \\| |\n| {{ input('a|b') }} | 2 |",
    '--8<-- "partials/fiction.md"',
    '??? question "Why?"\n\n    So.',
    "> > A quotation in a quotation",
    "One\ttab and a non-breaking\u00a0space.",
    "# One heading",
    "A {word} in braces",
)


def _told(project: SmallProject, text: str) -> list[str]:
    project.page(f"{text}\n")
    return words(markup(project.root))


def test_each_mistake_is_told_once_with_its_line(project: SmallProject) -> None:
    told = {text: _told(project, text) for text in WRONG}
    assert culprits((text, found, f"docs/page.md:{WRONG[text]}") for text, found in told.items()) == []


def test_what_is_right_is_let_pass(project: SmallProject) -> None:
    assert culprits((text, _told(project, text), "") for text in RIGHT) == []


def test_several_mistakes_of_a_page_are_all_told(project: SmallProject) -> None:
    told = _told(project, "<svg><use></use></svg>\n\n<script>1</script>")
    assert [one.partition(";")[0] for one in told] == [
        "docs/page.md:7: pages have no <svg>",
        "docs/page.md:7: pages have no <use>",
        "docs/page.md:9: pages have no <script>",
    ]


def test_a_heading_of_the_first_level_in_a_template_is_told(project: SmallProject) -> None:
    project.write("snippets/templates/card.md", "## Card\n\n# Title\n")
    assert words(markup(project.root)) == [
        "snippets/templates/card.md:3: has a heading of the first level; begin with ##: the page has its title"
    ]


def test_marks_of_templates_in_the_texts_of_a_story_are_told(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_text("title: One\nsummary: See {{ this }}\n", encoding="utf-8")
    assert words(story_texts([tmp_path])) == [
        f"{tmp_path / 'mine.yml'}:2: holds '{{{{', which stories don't read; write the words themselves"
    ]
