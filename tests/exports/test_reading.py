"""Reading built HTML: each thing that Markdown, its extensions and the macros write has its place in the tree."""

from __future__ import annotations

import functools
import re
from html import escape
from itertools import product
from typing import Any

import lxml.html
import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.yaml import yaml_load

from macros.errors import PlaybookError
from macros.exports.reading import read_document
from macros.exports.tree import (
    Block,
    Break,
    Callout,
    Cell,
    Code,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Heading,
    Inline,
    Item,
    Items,
    Labelled,
    Link,
    Listing,
    Lowered,
    Mathematics,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Rule,
    Strong,
    Struck,
    Table,
    Text,
    plain,
)
from tests.builds import ROOT
from tests.cases import for_every

ADDRESS = "https://site.example/book/answers/one/"
QUEUE = "\n\n*[ZQX]: Zeppelin queue: one that floats\n"
"""An abbreviation that the glossary doesn't have."""


@functools.cache
def _extensions() -> dict[str, dict[str, Any]]:
    """The extensions of Markdown that the project's own settings name, each with its settings."""
    with (ROOT / "mkdocs.yml").open(encoding="utf-8") as file:
        listed = yaml_load(file)["markdown_extensions"]
    named = {
        name: settings for one in listed for name, settings in (one if isinstance(one, dict) else {one: {}}).items()
    }
    named["pymdownx.snippets"]["base_path"] = str(ROOT / "snippets")
    return named


def _html(html: str) -> Document:
    article = lxml.html.fromstring(f"<article>{html}</article>")
    return read_document(article, title="One", address=ADDRESS, description="About one.")


def _read(text: str) -> Document:
    return _html(markdown.markdown(text, extensions=list(_extensions()), extension_configs=_extensions()))


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def _said(text: str) -> Paragraph:
    return Paragraph(_words(text))


def _item(text: str, *more: Block, done: bool | None = None) -> Item:
    return Item((_said(text), *more), done)


def _line(html: str) -> tuple[Inline, ...]:
    (paragraph,) = _html(f"<p>{html}</p>").blocks
    assert isinstance(paragraph, Paragraph)
    return paragraph.children


def _text(html: str) -> str:
    return plain(_line(html))


def test_a_document_keeps_what_it_is_told_about_itself() -> None:
    read = _read("Words.")
    assert (read.title, read.address, read.description) == ("One", ADDRESS, "About one.")
    assert read.blocks == (_said("Words."),)


# Blocks


def test_headings_keep_their_levels_and_lose_their_permanent_links() -> None:
    assert _read("# One\n\n## Two *new*\n\n###### Six").blocks == (
        Heading(1, _words("One")),
        Heading(2, (Text("Two "), Emphasis(_words("new")))),
        Heading(6, _words("Six")),
    )


def test_lists_keep_their_depth_and_their_kind() -> None:
    deepest = Items((_item("c"), _item("d")))
    deeper = Items((_item("b", deepest),), ordered=True)
    assert _read("- a\n    1. b\n        - c\n        - d\n- e").blocks == (Items((_item("a", deeper), _item("e"))),)


def test_an_ordered_list_counts_from_where_it_starts() -> None:
    assert _html('<ol start="4"><li>d</li></ol>').blocks == (Items((_item("d"),), ordered=True, start=4),)


def test_an_item_may_hold_several_blocks() -> None:
    assert _read("- a\n\n    b\n\n    > c\n").blocks == (Items((_item("a", _said("b"), Quotation((_said("c"),))),)),)


def test_tasks_are_done_or_open_and_other_items_neither() -> None:
    inner = Items((_item("c", done=True), _item("d")))
    assert _read("- [ ] a\n- [x] b\n    - [X] c\n    - d\n").blocks == (
        Items((_item("a", done=False), _item("b", inner, done=True))),
    )


def test_a_task_in_a_loose_list_keeps_its_box() -> None:
    assert _read("- [x] a\n\n- [ ] b\n").blocks == (Items((_item("a", done=True), _item("b", done=False))),)


def test_the_boxes_that_the_theme_labels_for_screen_readers_are_the_same_tasks() -> None:
    html = '<li><p><label><input type="checkbox" aria-label="Task" disabled checked></label> a</p></li>'
    plainer = '<li><label><input type="checkbox" disabled></label> b</li>'
    (items,) = _html(f"<ul>{html.replace('<label>', '').replace('</label>', '')}{plainer}</ul>").blocks
    assert items == Items((_item("a", done=True), _item("b", done=False)))


def test_a_table_keeps_its_cells_pipes_and_alignment() -> None:
    text = "| Who | What | Left |\n| --- | --: | :-: |\n| a \\| b | **c** | d |\n"
    assert _read(text).blocks == (
        Table(
            (
                tuple(
                    Cell(_words(words), heading=True, align=align)
                    for words, align in (("Who", ""), ("What", "right"), ("Left", "center"))
                ),
                (
                    Cell(_words("a | b")),
                    Cell((Strong(_words("c")),), align="right"),
                    Cell(_words("d"), align="center"),
                ),
            )
        ),
    )


def test_the_rows_of_a_table_are_filled_up_and_its_caption_is_kept() -> None:
    rows = '<tr><th scope="col">a</th><th>b</th></tr><tr><th scope="row">c</th></tr>'
    (table,) = _html(f"<div><table><caption>All <em>of</em> it</caption>{rows}</table></div>").blocks
    assert table == Table(
        ((Cell(_words("a"), True), Cell(_words("b"), True)), (Cell(_words("c"), True), Cell(()))),
        (Text("All "), Emphasis(_words("of")), Text(" it")),
    )


def test_blocks_in_a_cell_become_lines() -> None:
    (table,) = _html("<table><tr><td><p>a</p><ul><li>b</li>\n<li>c</li></ul></td></tr></table>").blocks
    assert table == Table(((Cell((Text("a"), Break(), Text("b"), Break(), Text("c"))),),))


def test_an_admonition_is_a_callout_with_its_kind_and_title() -> None:
    assert _read('!!! warning "Mind *this*"\n    Words.\n\n    - a\n').blocks == (
        Callout("warning", (Text("Mind "), Emphasis(_words("this"))), (_said("Words."), Items((_item("a"),)))),
    )


def test_an_admonition_without_a_title_or_of_another_kind_is_a_note() -> None:
    assert _read('!!! danger ""\n    Words.\n').blocks == (Callout("note", (), (_said("Words."),)),)


@pytest.mark.parametrize("sign", ["???", "???+"])
def test_what_folds_is_a_callout_that_folds(sign: str) -> None:
    assert _read(f'{sign} question "Why?"\n    Because.\n').blocks == (
        Callout("question", _words("Why?"), (_said("Because."),), folds=True),
    )


def test_a_fold_that_has_no_kind_is_a_note() -> None:
    assert _html("<details><summary>More</summary><p>b</p></details>").blocks == (
        Callout("note", _words("More"), (_said("b"),), folds=True),
    )


def test_each_tab_is_a_part_under_its_label() -> None:
    assert _read('=== "Short"\n    a\n\n=== "*Long*"\n    b\n\n    - c\n').blocks == (
        Labelled(_words("Short"), (_said("a"),)),
        Labelled((Emphasis(_words("Long")),), (_said("b"), Items((_item("c"),)))),
    )


def test_code_keeps_its_language_its_title_its_lines_and_its_indents() -> None:
    assert _read('``` python title="a.py"\nif x:\n    y  =  1\n\n# <b>\n```\n').blocks == (
        Listing("if x:\n    y  =  1\n\n# <b>", "python", "a.py"),
    )


@pytest.mark.parametrize("text", ["```\na  b\n```", "``` text\na  b\n```", "    a  b\n"])
def test_code_of_no_language_has_none(text: str) -> None:
    assert _read(text).blocks == (Listing("a  b"),)


def test_text_set_apart_without_the_highlighter_is_a_listing_too() -> None:
    assert _html("<pre>a\n  b\n</pre>").blocks == (Listing("a\n  b"),)


def test_a_definition_list_keeps_which_terms_have_which_meanings() -> None:
    assert _read("One\n:   a\n\n:   b\n\nTwo\nThree\n:   c\n\n    - d\n").blocks == (
        Definitions(
            (
                Definition((_words("One"),), ((_said("a"),), (_said("b"),))),
                Definition((_words("Two"), _words("Three")), ((_said("c"), Items((_item("d"),))),)),
            )
        ),
    )


def test_quotations_and_rules_have_their_place() -> None:
    assert _read("> a\n>\n> - b\n\n---\n").blocks == (Quotation((_said("a"), Items((_item("b"),)))), Rule())


def test_an_image_that_stands_alone_is_a_picture_with_an_absolute_address() -> None:
    assert _read("![What it shows](../two/a.png)").blocks == (
        Picture("https://site.example/book/answers/two/a.png", "What it shows"),
    )


def test_an_image_within_a_line_leads_to_itself() -> None:
    link = Link("https://site.example/a.svg", _words("b"))
    bare = Link("https://site.example/c.svg", _words("image"))
    assert _line('<em><img src="/a.svg" alt="b"></em> and <span><img src="/c.svg"></span>') == (
        Emphasis((link,)),
        Text(" and "),
        bare,
    )


def test_a_chart_is_its_caption_a_picture_and_its_data() -> None:
    drawing = '<svg role="img"><title>T</title><desc>\nTwo bars. </desc><text>drawn</text></svg>'
    table = "<div><table><tr><th>a</th></tr><tr><td>5&nbsp;ms</td></tr></table></div>"
    figure = f"<figcaption>Latency</figcaption>{drawing}<details><summary>The data</summary>{table}</details>"
    assert _html(f'<figure class="pb-chart pb-chart--bars" data-drawing="chart-bars">{figure}</figure>').blocks == (
        Paragraph((Strong(_words("Latency")),)),
        Picture(f"{ADDRESS}chart-bars.svg", "Two bars."),
        Table(((Cell(_words("a"), True),), (Cell(_words("5\xa0ms")),))),
    )


def test_any_other_figure_is_what_it_holds() -> None:
    figure = '<figure><img src="a.png" alt="b">\n<figcaption>c <em>d</em></figcaption></figure>'
    assert _html(figure).blocks == (
        Picture(f"{ADDRESS}a.png", "b"),
        Paragraph((Text("c "), Emphasis(_words("d")))),
    )


def test_a_calculator_leads_back_to_its_page() -> None:
    (paragraph,) = _html('<form class="pb-calculator"><label>x <input></label><output>1</output></form>').blocks
    assert isinstance(paragraph, Paragraph)
    (link,) = [child for child in paragraph.children if isinstance(child, Link)]
    assert link.address == ADDRESS
    assert "1" not in plain(paragraph.children)


def test_text_between_blocks_becomes_paragraphs() -> None:
    assert _html("a <b>c</b><p>d</p> e\n<ul><li>f</li></ul> <section>g</section>").blocks == (
        Paragraph((Text("a "), Strong(_words("c")))),
        _said("d"),
        _said("e"),
        Items((_item("f"),)),
        _said("g"),
    )


# Footnotes


def test_footnotes_are_numbered_as_on_the_page_and_read_once() -> None:
    read = _read("One[^b] and two[^a], one again[^b].\n\n[^a]: Of *two*.\n[^b]: Of one.\n")
    (paragraph,) = read.blocks
    assert isinstance(paragraph, Paragraph)
    numbers = [child.number for child in paragraph.children if isinstance(child, Note)]
    notes = ["".join(plain(block.children) for block in note if isinstance(block, Paragraph)) for note in read.notes]
    assert [notes[number - 1] for number in numbers] == ["Of one.", "Of two.", "Of one."]
    assert len(notes) == 2


def test_footnotes_lose_the_way_back_and_the_space_before_it() -> None:
    read = _read("One[^a], two[^b].\n\n[^a]: Of *one*.\n[^b]: Of two:\n\n    - more\n")
    assert read.notes == (
        (Paragraph((Text("Of "), Emphasis(_words("one")), Text("."))),),
        (_said("Of two:"), Items((_item("more"),))),
    )


# Abbreviations


def test_an_abbreviation_is_spelled_out_where_it_comes_first_and_nowhere_else() -> None:
    first, second = _read(f"A ZQX, a ZQX.\n\n- ZQX{QUEUE}").blocks
    assert first == _said("A ZQX (Zeppelin queue), a ZQX.")
    assert second == Items((_item("ZQX"),))


@pytest.mark.parametrize(
    "text",
    ["# ZQX", '!!! note "ZQX"\n    a', '=== "ZQX"\n    a', "ZQX\n:   a", '??? note "ZQX"\n    a'],
    ids=["a heading", "the title of a box", "the label of a tab", "a term", "the title of a fold"],
)
def test_an_abbreviation_stays_short_in_what_names_a_part_and_is_spelled_out_below(text: str) -> None:
    read = _read(f"{text}\n\nThe ZQX.{QUEUE}")
    assert "The ZQX (Zeppelin queue)." in [
        plain(block.children) for block in read.blocks if isinstance(block, Paragraph)
    ]
    assert repr(read).count("Zeppelin queue") == 1


def test_an_abbreviation_stays_short_in_what_is_meant_to_be_said() -> None:
    read = _read(f'A ZQX opens.\n\n=== "2 minutes"\n\n    A ZQX is told.\n\nA ZQX, a ZQX.{QUEUE}')
    assert read.blocks[0] == _said("A ZQX opens.")
    assert read.blocks[-1] == _said("A ZQX (Zeppelin queue), a ZQX.")
    assert repr(read).count("Zeppelin queue") == 1


@pytest.mark.parametrize("text", ["The zeppelin queue (ZQX), a ZQX.", "ZQX (a queue), ZQX.", "ZQX\n(a queue), ZQX."])
def test_an_abbreviation_that_the_text_explains_itself_is_not_explained_again(text: str) -> None:
    assert _read(text + QUEUE).blocks == (_said(text.replace("\n", " ")),)


def test_an_abbreviation_whose_meaning_begins_with_it_stays_as_it_is() -> None:
    assert _text('<abbr title="kit: a set of tools">kit</abbr>, <abbr>XY</abbr>') == "kit, XY"


# Inlines


def test_every_known_inline_has_its_place() -> None:
    assert _line(
        "<strong>a</strong><mark>b</mark><em>c</em><var>d</var><del>e</del><sup>f</sup><sub>g</sub>"
        "<code>h</code><kbd>i</kbd><samp>j</samp><small>k</small>"
    ) == (
        *(Strong(_words("a")), Strong(_words("b")), Emphasis(_words("c")), Emphasis(_words("d"))),
        *(Struck(_words("e")), Raised(_words("f")), Lowered(_words("g")), Code("h"), Code("i"), Code("j"), Text("k")),
    )


def test_a_formula_is_read_in_words() -> None:
    line = 'role="math" aria-label="a ÷ b = 2">a <math><mo>÷</mo><mi>b</mi></math> = 2'
    assert _line(f"x <span {line}</span>") == (Text("x "), Mathematics("a ÷ b = 2"))
    lines = _html(f"<div><div {line}</div><div {line}</div></div>").blocks
    assert lines == (Paragraph((Mathematics("a ÷ b = 2"),)),) * 2


@pytest.mark.parametrize(
    ("written", "absolute"),
    [
        ("../two/", "https://site.example/book/answers/two/"),
        ("#part", f"{ADDRESS}#part"),
        ("/top", "https://site.example/top"),
        ("https://a.example/?b=c&amp;d#e", "https://a.example/?b=c&d#e"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_are_made_absolute(written: str, absolute: str) -> None:
    assert _line(f'<a href="{written}">a <b>c</b></a>') == (Link(absolute, (Text("a "), Strong(_words("c")))),)


def test_an_anchor_without_an_address_is_its_words() -> None:
    assert _line('<a id="here">a</a> b') == _words("a b")


def test_a_link_to_a_working_gives_its_figure_alone() -> None:
    figure = '<a class="pb-figure" href="#working-1"><data value="-0.78">−78&nbsp;%</data></a>'
    working = '<pb-working id="working-1" data-export="omit"><span>secret</span><a href="/">secret</a></pb-working>'
    assert _line(f"fell by {figure}{working} in all") == _words("fell by −78\xa0% in all")


@for_every(
    "left_out",
    [
        '<div data-export="omit"><p>secret</p></div>',
        "<pb-working>secret</pb-working>",
        "<button>secret</button>",
        "<script>secret</script>",
        "<style>secret</style>",
        "<template>secret</template>",
        "<svg><text>secret</text></svg>",
        '<span class="twemoji">secret</span>',
        "<!-- secret -->",
        "<label>secret</label>",
    ],
)
def test_what_only_works_on_the_page_is_left_out_and_the_text_after_it_stays(left_out: str) -> None:
    assert _html(f"<div>a {left_out}b</div>").blocks == (_said("a b"),)
    assert _text(f"a <b>c{left_out}d</b>") == "a cd"


# White space


@for_every(
    "html, line",
    [
        ("\n a\n\t b \r\n", _words("a b")),
        ("5&nbsp;ms", _words("5\xa0ms")),
        ("a<b> c </b>d", (Text("a "), Strong(_words("c")), Text(" d"))),
        ("a <b> c</b>", (Text("a "), Strong(_words("c")))),
        ("a<b> </b>c", _words("a c")),
        ("a<b><i> c </i></b>d", (Text("a "), Strong((Emphasis(_words("c")),)), Text(" d"))),
        ("a <br> c", (Text("a"), Break(), Text("c"))),
        ("<br>a<br><br>c<br>", (Text("a"), Break(), Text("c"))),
        ("a<b><br>c</b>", (Text("a"), Break(), Strong(_words("c")))),
        ("<a href='/'> c </a>", (Link("https://site.example/", _words("c")),)),
        ("a<b></b><i></i>c", _words("ac")),
        ("<code>a\n  b</code>", (Code("a b"),)),
    ],
)
def test_white_space_is_collapsed_and_stands_outside_of_wrappers(html: str, line: tuple[Inline, ...]) -> None:
    assert _line(html) == line


# What has no place


@for_every(
    "name, around",
    product(
        ["video", "iframe", "blink"],
        ["{}", "<p>a {}</p>", "<ul><li><b>{}</b></li></ul>", "<table><tr><td>{}</td></tr></table>"],
    ),
)
def test_an_element_that_has_no_place_is_one_clear_error(name: str, around: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        _html(around.format(f"<{name}>x</{name}>"))
    assert caught.value.where == ADDRESS
    assert caught.value.problem == f"<{name}> has no place in the exports"
    assert "macros/exports/reading.py" in caught.value.remedy


# Nothing is lost

_INLINES = ("strong", "b", "mark", "em", "i", "var", "del", "s", "sup", "sub")
_CODES = ("code", "kbd", "samp")
_SPANS = ("span", "data", "small", "cite", "dfn", "time", "u", "ins", "output", 'a href="../x/"', "a")
_CHARACTERS = st.text(st.sampled_from("ab é日\u200d☐<&*_|`\xa0 \n\t"), max_size=5)


def _element(name: str, children: list[str]) -> str:
    return f"<{name}>{''.join(children)}</{name.split(maxsplit=1)[0]}>"


_TREES = st.recursive(
    _CHARACTERS.map(escape)
    | st.just("<br>")
    | st.builds(_element, st.sampled_from(_CODES), st.lists(_CHARACTERS.map(escape), max_size=2)),
    lambda inner: st.builds(_element, st.sampled_from(_INLINES + _SPANS), st.lists(inner, max_size=4)),
    max_leaves=12,
)


def _collapsed(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ")


@given(st.lists(_TREES, max_size=4))
def test_no_character_of_nested_inlines_is_ever_lost(trees: list[str]) -> None:
    html = "".join(trees)
    shown = lxml.html.fromstring(f"<p>x{html.replace('<br>', ' ')}x</p>").text_content()
    assert _collapsed(_text(f"x{html}x")) == _collapsed(shown)
