"""The wikitext of single nodes, without a wiki."""

from __future__ import annotations

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
    Link,
    Listing,
    Note,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
)
from macros.exports.writers.mediawiki import mediawiki
from tests.cases import for_every


def written(*blocks: Block, notes: tuple[tuple[Block, ...], ...] = ()) -> str:
    return mediawiki(Document("Title", "https://a.example/", blocks, notes))


def line(*inlines: Inline) -> str:
    return written(Paragraph(inlines)).removesuffix("\n")


def item(text: str, *more: Block, done: bool | None = None) -> Item:
    return Item((Paragraph((Text(text),)), *more), done)


@for_every(
    "text, expected",
    [
        ("* star", "&#42; star"),
        ("a * star", "a * star"),
        ("----", "&#45;---"),
        ("[your name]", "[your name]"),
        ("[[Page]]", "&#91;&#91;Page&#93;&#93;"),
        ("[https://a.example b]", "&#91;https&#58;//a.example b]"),
        ("{{call}} {one}", "&#123;&#123;call&#125;&#125; {one}"),
        ("__TOC__ a_b", "&#95;&#95;TOC&#95;&#95; a_b"),
        ("~~~~ ~5", "&#126;&#126;&#126;&#126; ~5"),
        ("it's ''so''", "it's &#39;&#39;so&#39;&#39;"),
        ("<b> &amp; AT&T", "&lt;b> &amp;amp; AT&T"),
        ("a|b", "a&#124;b"),
    ],
)
def test_markup_in_text_is_escaped(text: str, expected: str) -> None:
    assert line(Text(text)) == expected


def test_quotes_that_touch_are_kept_apart() -> None:
    strong, stressed = Strong((Text("a"),)), Emphasis((Text("b"),))
    assert line(strong, stressed) == "'''a'''<nowiki/>''b''"
    assert line(Text("it'"), strong) == "it&#39;'''a'''"
    assert line(Strong((Text("a "), Strong((Text("b"),))))) == "'''a b'''"


def test_headings_have_their_level() -> None:
    assert [written(Heading(level, (Text("= x"),))) for level in (1, 6)] == ["= &#61; x =\n", "====== &#61; x ======\n"]


def test_lists_of_lines_have_signs() -> None:
    below = Items((item("b", done=True),), ordered=True)
    assert written(Items((item("a", below, done=False), item("c")))) == "* ☐ a\n*# ☑ b\n* c\n"


def test_lists_with_more_in_them_are_html() -> None:
    assert written(Items((item("a"), Item(())), ordered=True, start=3)) == (
        '<ol start="3">\n<li>a</li>\n<li></li>\n</ol>\n'
    )
    assert written(Items((item("a", Listing("x")),))) == "<ul>\n<li>a\n\n<pre>\nx</pre>\n</li>\n</ul>\n"


def test_definitions() -> None:
    entry = Definition(((Text("a: b"),),), ((Paragraph((Text("c: d"),)),),))
    assert written(Definitions((entry,))) == "; a&#58; b\n: c: d\n"


def test_code_keeps_its_characters() -> None:
    assert written(Listing("a < b", "python")) == '<syntaxhighlight lang="python">\na < b\n</syntaxhighlight>\n'
    assert written(Listing("a ? b", "python")) == "<pre>\na &#63; b</pre>\n"
    assert written(Listing("</syntaxhighlight>", "html")) == "<pre>\n&lt;/syntaxhighlight></pre>\n"
    assert line(Code("''{{x}} ?")) == "<code>&#39;&#39;&#123;&#123;x&#125;&#125; &#63;</code>"


def test_tables_tell_heading_and_side() -> None:
    rows = ((Cell((Text("H"),), True, "right"),), (Cell((Text("-1"), Break(), Text("a|b"))),), (Cell(()),))
    assert written(Table(rows, (Text("About"),))) == (
        '{| class="wikitable"\n|+ About\n|-\n! scope="col" style="text-align: right" | H\n'
        "|-\n| -1<br>a&#124;b\n|-\n|\n|}\n"
    )


def test_boxes_tell_their_kind() -> None:
    body = (Paragraph((Text("b"),)),)
    assert "'''Tip: Ask'''\n\nb\n" in written(Callout("tip", (Text("Ask"),), body))
    assert "'''Note'''\n\nb\n" in written(Callout("note", (Text("Note"),), body))
    assert "mw-collapsed" in written(Callout("tip", (Text("Ask"),), body, folds=True))


def test_links_and_pictures() -> None:
    assert line(Link("https://a.example/x y|z", (Text("[a]"),))) == "[https://a.example/x%20y%7Cz &#91;a&#93;]"
    assert written(Picture("https://a.example/a.png", "What")) == "What ([https://a.example/a.png picture])\n"


def test_a_footnote_is_written_once() -> None:
    text = written(
        Paragraph((Text("a"), Note(1), Text("b"), Note(1))),
        notes=((Paragraph((Text("c"),)), Paragraph((Text("d"),))),),
    )
    assert text == 'a<ref name="note-1">c<br>d</ref>b<ref name="note-1" />\n\n<references />\n'
