"""DokuWiki's syntax of single nodes, without a wiki."""

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
    Quotation,
    Strong,
    Table,
    Text,
)
from macros.exports.writers.dokuwiki import dokuwiki
from tests.cases import for_every


def written(*blocks: Block, notes: tuple[tuple[Block, ...], ...] = ()) -> str:
    return dokuwiki(Document("Title", "https://a.example/", blocks, notes))


def line(*inlines: Inline) -> str:
    return written(Paragraph(inlines)).removesuffix("\n")


def item(text: str, *more: Block, done: bool | None = None) -> Item:
    return Item((Paragraph((Text(text),)), *more), done)


@for_every(
    "text, expected",
    [
        ("> quotation", "%%>%% quotation"),
        (">> twice", "%%>>%% twice"),
        ("a > b", "a > b"),
        ("* star", "* star"),
        ("[your name]", "[your name]"),
        ("see [[Page]] and ((note))", "see %%[[Page]] and ((note))%%"),
        ("100%", "100%"),
        ("%%", "<nowiki>%%</nowiki>"),
        ("** 5%", "%%**%% 5%"),
        ("**5%%", "<nowiki>**5%%</nowiki>"),
        ("%%</nowiki>%%", "<nowiki>%%</nowiki>%%</nowiki>%%<nowiki>%%</nowiki>"),
        ("a|b^c", "a%%|b^%%c"),
        ("https://a.example/x", "%%https://a.example/x%%"),
        ("~~NOTOC~~", "%%~~NOTOC~~%%"),
        ("so :-)", "so %%:-)%%"),
        ("(c)", "%%(c)%%"),
        ("a == b ==", "a %%== b ==%%"),
        (":::", "%%:::%%"),  # a cell that holds nothing else would be joined with the one above it
        ("----", "%%----%%"),
        (r"a\b", r"a\b"),
    ],
)
def test_markup_in_text_is_escaped(text: str, expected: str) -> None:
    assert line(Text(text)) == expected


def test_signs_that_touch_are_kept_apart() -> None:
    strong = Strong((Text("*a"),))
    assert line(Text("*"), strong) == "%%*%%**%%*%%a**"
    assert line(Text("http:"), Emphasis((Text("a"),))) == "http%%:%%//a//"
    assert line(Strong((Text("a "), Strong((Text("b"),))))) == "**a b**"


def test_headings_have_their_level_and_the_sixth_is_a_fifth() -> None:
    assert [written(Heading(level, (Text("x"),))) for level in (1, 2, 5, 6)] == [
        "====== x ======\n",
        "===== x =====\n",
        "== x ==\n",
        "== x ==\n",
    ]
    assert written(Heading(2, (Text("**x** ="),))) == "===== **x** =\u200b =====\n"


def test_lists_are_indented() -> None:
    below = Items((item("b", done=True),), ordered=True)
    assert written(Items((item("a", below, done=False), item("c"), Item(())))) == "  * ☐ a\n    - ☑ b\n  * c\n  *\n"


def test_lists_that_the_wiki_cannot_count_have_numbers_as_text() -> None:
    assert written(Items((item("a"), item("b")), ordered=True, start=7)) == "  * 7. a\n  * 8. b\n"
    table = Table(((Cell((Text("T"),), True),),))
    assert written(Items((item("a", table), item("b")), ordered=True)) == "  * 1. a\n\n^ T ^\n\n  * 2. b\n"


def test_an_item_holds_paragraphs_and_code_in_one_row() -> None:
    one = item("a", Paragraph((Text("b"),)), Listing("c", "python"), Paragraph((Text("d"),)))
    assert written(Items((one,))) == "  * a\\\\ b <code python>\nc\n</code> d\n"


def test_definitions_are_lists() -> None:
    entry = Definition(((Text("a"),), (Text("b"),)), ((Paragraph((Text("c"),)),),))
    assert written(Definitions((entry,))) == "  * **a**\\\\ **b**\n    * c\n"


def test_quotations() -> None:
    inner = Quotation((Paragraph((Text("c"),)),))
    quotation = Quotation((Paragraph((Text("a"),)), Paragraph((Text("> b"),)), inner))
    assert written(quotation) == "> a\n>\n> %%>%% b\n>> c\n"


def test_code_finds_an_element_that_it_does_not_end() -> None:
    assert written(Listing("a", "python")) == "<code python>\na\n</code>\n"
    assert written(Listing("</code>")) == "<file>\n</code>\n</file>\n"
    assert written(Listing("</code>\n</file>")) == "  </code>\n  </file>\n"
    assert line(Code("a''b")) == "''%%a''b%%''"


def test_tables_tell_heading_and_side() -> None:
    rows = (
        (Cell((Text("H"),), True, "right"), Cell((Text("M"),), True, "center")),
        (Cell((Text("a|b"), Break(), Text("c"))), Cell(())),
    )
    assert written(Table(rows, (Text("About"),))) == "**About**\n\n^  H ^  M  ^\n| a%%|%%b\\\\ c |  |\n"


def test_boxes_tell_their_kind() -> None:
    box = Callout("tip", (Text("Ask"),), (Paragraph((Text("b"),)),), folds=True)
    assert written(box) == "----\n\n**Tip: Ask**\n\nb\n\n----\n"


def test_links_and_pictures() -> None:
    assert line(Link("https://a.example/x|y", (Strong((Text("a"),)),))) == "**[[https://a.example/x%7Cy|a]]**"
    assert line(Link("mailto:a@b.example", (Text("[x]"),))) == "[[a@b.example|[x]\u200b]]"
    assert written(Picture("https://a.example/a.png", "What")) == "{{https://a.example/a.png|What}}\n"


def test_a_footnote_stands_where_it_is_marked() -> None:
    notes: tuple[tuple[Block, ...], ...] = ((Paragraph((Text("c (d)"),)), Paragraph((Text("e"),))),)
    assert written(Paragraph((Text("a"), Note(1), Text("."))), notes=notes) == "a((c (d)\\\\ e)).\n"
    assert written(Heading(2, (Text("a"), Note(1))), notes=notes) == "===== a =====\n\n((c (d)\\\\ e))\n"
