"""One document that uses every feature of the tree, with the markup characters of every format as plain text."""

from __future__ import annotations

from macros.exports.tree import (
    CALLOUTS,
    Block,
    Break,
    Callout,
    Cell,
    Code,
    Definition,
    Definitions,
    Document,
    Emphasis,
    Filled,
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
)

ADDRESS = "https://playbook.example/templates/hostile/"

MARKUP = (
    # Lists, headings, quotations and lines
    *("* star", "** two stars", "# number", "## two numbers", "C #", "#REDIRECT [[Elsewhere]]", "- dash", "+ plus"),
    *(": colon", ":: two colons", "; term : meaning", "1. one", "1) one", "12. twelve", "= one =", "== two =="),
    *("====== six ======", "==", "> quotation", ">> twice", ">", ">tight", "----", "---", "- - -", "***", "___", "==="),
    # Tables
    *("| cell | cell |", "a|b", "a||b", "^ head ^ head ^", "^", "{| class=x", "|}", "|-", "! head", "a!!b", ":::"),
    # Stress
    *("*stress*", "**strong**", "***both***", "_stress_", "__strong__", "snake_case_name", "''italic''", "'''bold'''"),
    *("'", "it's 'so'", "//italic//", "a // b", "__under__", "~~struck~~", "~struck~", "~", "==marked==", "^raised^"),
    *("-struck-", "+inserted+", "??cited??", "{*}bold{*}", "2 * 3 * 4", "4/5//6", "a^b^c", "H~2~O", "<sub>low</sub>"),
    # Links, pictures and addresses
    *(
        "[[Page]]",
        "[[Page|words]]",
        "[words](address)",
        "[words][1]",
        "[1]: https://a.example",
        "[https://a.example b]",
    ),
    *("[x|https://a.example]", "[~someone]", "![alt](a.png)", "!a.png!", "{{picture.png}}", "<https://a.example>"),
    *("https://a.example/a_b__c?d=e&f=g#h", "https://a.example/x//y", "www.a.example", "a@b.example", "<a@b.example>"),
    *(r"\\server\share", "[", "]", "[]", "[[", "]]", "[your name]", "[^1]", "[^unknown]", "((note))", "((", "))"),
    # Tasks and callouts
    *("[ ] open", "[x] done", "[!NOTE]", "[!note]- Folded", "!!! note", "??? note", ":::note"),
    # Calls, words with a meaning and typography
    *("{{template}}", "{{{1}}}", "{{", "}}", "{macro}", "{code}", "{% tag %}", "{{ value }}", "{#id}", "{: .class }"),
    *("__TOC__", "__NOTOC__", "~~~", "~~~~", "~~~~~", "~~NOTOC~~", "-{zh}-", "ISBN 0123456789", "RFC 2119", "FIXME"),
    *("DELETEME", ":-)", "8-)", "(/)", "(x)", ":smile:", "@someone", "#1", "#word", "%% words %%", "%%", "100%", "%"),
    *("$a$", "$$a$$", r"\(a\)", "...", "--", "a -- b", "->", "<=>", "(c)", "640x480", '"quoted"', "h1. heading"),
    *(
        "bq. words",
        "|| head || head ||",
        "*[HTML]: words",
        "~~~ python",
        "=== tab",
        "--8<-- file",
        "[TOC]",
        "[[_TOC_]]",
    ),
    # Code, HTML and escapes
    *(
        "`code`",
        "``",
        "```",
        "``` python",
        "<b>bold</b>",
        "<nowiki>",
        "</nowiki>",
        "<nowiki/>",
        "%%<nowiki>%%</nowiki>",
    ),
    *("<code>x</code>", "</code>", "</file>", "</pre>", "</syntaxhighlight>", "<ref>x</ref>", "</ref>", "<script>x"),
    *("<!-- words -->", "<!--", "<br>", "<", "a < b > c", "<3", "&", "&amp;", "&nbsp;", "&#42;", "AT&T", "&lt;b&gt;"),
    *("]]>", "<![CDATA[x]]>", "<?php x ?>", "\\", r"\\", r"\\ words", r"\*", r"a\b", r"ends\\", "|", r"\|", "a\\|b"),
    # Other scripts, and spaces that stay
    *("日本語の文書", "עברית מימין לשמאל", "العربية", "Ελληνικά", "हिन्दी", "é é ﬁ", "👩🏽‍💻 ☐ ☑", "5\xa0ms", "− × ÷ ≤"),
)
"""What stands for itself, although a format takes it for markup: alone, within a line, in a cell, in an item."""


def hostile() -> Document:
    """Build the document; what it holds is as tidy as what is read from a page."""
    blocks: tuple[Block, ...] = (
        Heading(1, _words("Hostile = document")),
        *_plain_markup(),
        Heading(2, _words("Inlines")),
        *_inlines(),
        Heading(2, _words("Lists")),
        *_lists(),
        Heading(2, _words("Tables")),
        *_tables(),
        Heading(2, _words("Boxes and parts")),
        *_boxes(),
        Heading(2, _words("Code")),
        *_listings(),
        Heading(2, _words("A reader's own words")),
        *_fields(),
    )
    notes: tuple[tuple[Block, ...], ...] = (
        (_paragraph("A short note | with ((brackets)) and [[links]]."),),
        (
            Paragraph((Text("Two paragraphs, "), Strong(_words("strong")), Text(" and "), Code("code|%%"))),
            _paragraph("* the second of them"),
        ),
        (_paragraph("With a list:"), Items((_item("first of the note"), _item("second of the note")))),
    )
    return Document("Hostile = document", ADDRESS, blocks, notes, 'Markup & "characters" <everywhere>')


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _item(text: str, *more: Block, done: bool | None = None) -> Item:
    return Item((_paragraph(text), *more), done)


def _plain_markup() -> list[Block]:
    """Place all markup at the start, in the middle and at the end of lines, and beside inlines."""
    blocks: list[Block] = [Heading(2, _words("Plain text"))]
    for text in MARKUP:
        blocks.append(_paragraph(text))
        blocks.append(Paragraph((Text(f"before {text} after"),)))
        blocks.append(Paragraph((Text(text), Break(), Text(f"{text} line"))))
        blocks.append(
            Paragraph(
                (
                    Text(text),
                    Strong(_words(text)),
                    Text(text),
                    Emphasis(_words(text)),
                    Text(text),
                    Code(text),
                    Text(text),
                    Link("https://a.example/", _words(text)),
                    Text(f"{text} end"),
                )
            )
        )
        blocks.append(Heading(3, _words(text)))
        blocks.append(Heading(3, _words(f"About {text.strip(' ')}")))
    return blocks


def _inlines() -> list[Block]:
    strong, stressed = Strong(_words("strong")), Emphasis(_words("stressed"))
    return [
        Paragraph((strong, stressed, strong, Text(" and "), stressed, strong)),
        Paragraph((Strong(_words("first")), Strong(_words("second")), Emphasis(_words("a")), Emphasis(_words("b")))),
        Paragraph(
            (Text("un"), Strong(_words("believ")), Text("able "), Text("un"), Emphasis(_words("(or)")), Text("so"))
        ),
        Paragraph((Text("a"), Strong(_words("(b)")), Text("c "), Strong(_words("“d”:")), Text("e"))),
        Paragraph((Strong((Text("strong "), Emphasis(_words("and stressed")), Text(" again"))),)),
        Paragraph((Emphasis((Strong(_words("both")), Text(" and stressed"))), Text(" "), Strong((stressed,)))),
        Paragraph((Strong((Text("Deadline:"),)), Text(" "), Emphasis(_words("Friday:")), Text(" at noon"))),
        Paragraph(
            (Struck(_words("no longer")), Text(" x"), Raised(_words("2*")), Text(" and H"), Lowered(_words("2")))
        ),
        Paragraph((Text("Rate "), Mathematics("(after − before) ÷ before × 100 | a_1^2 < b*c*"), Text(" in %"))),
        Paragraph(
            (Code("a"), Code("`b`"), Text(" "), Code("c''%%d"), Text(" "), Code("</nowiki>%%"), Code("{{x}}|[[y]]"))
        ),
        Paragraph(
            (Text("A note"), Note(1), Text(", a long one"), Note(2), Text(" and one with a list"), Note(3), Text("."))
        ),
        Paragraph(
            (Text("The first note again"), Note(1), Text(")"), Break(), Text("and a line ("), Note(1), Text(")"))
        ),
        Paragraph(
            (
                Link("https://a.example/x_(y)?a=b|c&d='e''f'#[g]", _words("brackets")),
                Text(", "),
                Link("https://a.example/~z/%20/{{q}}/*/__/`", (Strong(_words("strong words")),)),
                Text(", "),
                Link("https://a.example/", (Code("code|x"),)),
                Text(", "),
                Link("https://a.example/", (Text("mixed "), Emphasis(_words("words")), Text(" [x]"))),
                Text(" ["),
                Link("https://a.example/", _words("in brackets")),
                Text("] "),
                Strong((Link("https://a.example/", _words("strong link")),)),
                Link("https://a.example/", _words("https://a.example/")),
            )
        ),
        Paragraph((Text("first line"), Break(), Strong(_words("second line")), Break(), Text("* third line"))),
        Picture("https://a.example/a picture (1).svg", 'A drawing: | "pipes" [x] }} and * stars'),
        Quotation((_paragraph("One paragraph."),)),
        Rule(),
        Quotation(
            (
                _paragraph("Somebody said: 'so | it is'."),
                _paragraph("> and * more"),
                Quotation((_paragraph("A quotation within."),)),
                Items((_item("quoted item", Items((_item("deeper quoted item"),))),)),
                Listing("quoted = code", "python"),
                _paragraph("The end of it."),
            )
        ),
    ]


def _fields() -> list[Block]:
    """Put what a reader may write where forms have places: at the start of a line, behind a label, in cells."""
    blocks: list[Block] = []
    for text in MARKUP:
        words = Filled(text)
        blocks.append(Paragraph((words,)))
        blocks.append(
            Paragraph((Strong(_words("Label:")), Text(" "), words, Text(", "), words, Text(" (with "), words))
        )
        blocks.append(Paragraph((Text("Lines: "), Filled(f"{text}\n{text}\nthe last"), Text("."))))
        blocks.append(Heading(3, (Text("About: "), words)))
    items = [Item((Paragraph((Strong(_words("Place:")), Text(" "), Filled(text))),)) for text in MARKUP]
    tasks = [Item((Paragraph((Filled(text),)),), done=False) for text in MARKUP]
    rows = [(Cell((Filled(text),)), Cell((Filled(f"{text}\n{text}"),))) for text in MARKUP]
    head = (Cell(_words("Alone"), True), Cell(_words("Lines"), True))
    return [*blocks, Items(tuple(items)), _paragraph("Tasks:"), Items(tuple(tasks)), Table((head, *rows))]


def _lists() -> list[Block]:
    deep = Items((_item("third level"), _item("* third | level", Items((_item("fourth level"),), ordered=True))))
    return [
        Items(
            (_item("one"), _item("two", Items((_item("two a", deep), _item("two b")), ordered=True)), _item("three"))
        ),
        _paragraph("Between two lists."),
        Items((_item("counted"), _item("# twice", Items((_item("not counted"),))), _item("thrice")), ordered=True),
        _paragraph("A list that counts from seven:"),
        Items((_item("seven"), _item("eight")), ordered=True, start=7),
        _paragraph("Tasks:"),
        Items(
            (
                _item("open", Items((_item("open below", done=False), _item("[x] done below", done=True))), done=False),
                _item("done | really", done=True),
                _item("no task"),
            )
        ),
        _paragraph("Counted tasks:"),
        Items((_item("first", done=True), _item("second", done=False)), ordered=True),
        _paragraph("Items with more in them:"),
        Items(
            (
                _item("first paragraph", _paragraph("second paragraph"), _paragraph("> third paragraph")),
                _item("with code", Listing("if x:\n\n    y = '|'", "python"), _paragraph("after the code")),
                _item("lines"),
            )
        ),
        _paragraph("Counted items with more in them:"),
        Items(
            (
                _item("with a table", _table(("A", "B"), ("1", "2 | 3"))),
                _item("with a list and words", Items((_item("below"),)), _paragraph("words after the list")),
                _item("with a quotation", Quotation((_paragraph("quoted in an item"),))),
                _item("with a box", Callout("tip", _words("Boxed"), (_paragraph("box in an item"),))),
                Item((Items((_item("a list at once"),)),)),
                Item((Listing("code at once"),)),
                Item((Paragraph((Text("line"), Break(), Text("* line below"))),)),
                Item((Paragraph((Strong(_words("Strong")), Text(" start"))),), done=True),
            ),
            ordered=True,
        ),
        *(Items((_item(text), _item(f"{text} item"))) for text in MARKUP),
        Definitions(
            (
                Definition((_words("Term : colon"),), ((_paragraph("Its meaning"),),)),
                Definition(
                    (_words("Two"), (Text("terms "), Code("x:y"))),
                    ((_paragraph("One meaning"),), (_paragraph(": another"), _paragraph("in two paragraphs"))),
                ),
                Definition((_words("Listed"),), ((_paragraph("Either:"), Items((_item("this"), _item("that")))),)),
            )
        ),
        Definitions((Definition(((Strong(_words("Simple")),),), ((_paragraph("; as can be"),),)),)),
    ]


def _table(*rows: tuple[str, ...]) -> Table:
    return Table(tuple(tuple(Cell(_words(text), heading=at == 0) for text in row) for at, row in enumerate(rows)))


def _tables() -> list[Block]:
    markup = tuple(text for text in MARKUP)
    rows = [("Alone", "Within"), *((text, f"a {text} b") for text in markup)]
    return [
        _table(*rows),
        Table(
            (
                (Cell(_words("Left"), True, "left"), Cell(_words("Middle"), True, "center"), Cell((), True, "right")),
                (
                    Cell(_words("Row | heading"), True, "left"),
                    Cell((Text("two"), Break(), Text("| lines"), Break(), Strong(_words("three"))), False, "center"),
                    Cell(_words("-5"), False, "right"),
                ),
                (Cell((), True), Cell((Code("a|b"), Text(" and "), Code(r"c\|d")), False, "center"), Cell(())),
                (
                    Cell((Text("☐ note"), Note(2)), True, "left"),
                    Cell((Link("https://a.example/?a|b", _words("x|y")),), False, "center"),
                    Cell((Text("+1"), Mathematics("|x|")), False, "right"),
                ),
                (Cell(_words("last"), True, "left"), Cell((Emphasis(_words("*")), Text("!!"))), Cell(_words("}"))),
            ),
            caption=(Text("Table 1 | "), Emphasis(_words("the caption"))),
        ),
        Table(((Cell(_words("Only"), True),), (Cell(_words("one column")),))),
        Table(((Cell(_words("No heading")), Cell(_words("at all"))), (Cell(_words("x")), Cell(_words("y"))))),
    ]


def _boxes() -> list[Block]:
    body = (_paragraph("* body of the box"), Items((_item("boxed item", Items((_item("boxed below"),))),)))
    return [
        *(Callout(kind, _words(f"A {kind}: [x] | **y**"), body) for kind in CALLOUTS),
        Callout("note", _words("Note"), (_paragraph("titled as its kind"),)),
        Callout("warning", (), (_paragraph("without a title"),)),
        Callout("important", _words("Without a body"), ()),
        Callout("question", (Text("Why "), Code("<x>"), Text("?")), (*body, _table(("A",), ("in a box",))), folds=True),
        Callout(
            "caution",
            _words("Outer"),
            (Listing("code in a box\n\nin two parts"), Callout("tip", _words("Inner"), body, folds=True)),
        ),
        Labelled(_words("One: tab | label"), (_paragraph("under the first"), _table(("T",), ("in a part",)))),
        Labelled((Code("two"), Text(" tab")), (Listing("x = 1", "python", "two.py"), Items((_item("in a part"),)))),
        *(Heading(level, _words(f"Heading * of [[level]] {level} =")) for level in range(1, 7)),
        Heading(3, (Text("Heading with "), Code("code|x"), Text(" and "), Strong(_words("strong")), Text(" words"))),
        Heading(4, (Link("https://a.example/", _words("Linked")), Text(" heading"))),
    ]


def _listings() -> list[Block]:
    return [
        Listing("def f(a: int | None) -> str:\n    return f'{a}' # ''x''\n\n\nprint(f(1))", "python", "f_[1].py"),
        Listing("  led by spaces\n\tand a tab  \n* star\n[[x]] {{y}} __TOC__ ~~~~ &amp; &lt; %% ((n))"),
        Listing("x = a % b if c else ' ! ? : ; »'  # « word", "python"),
        Listing("a % b ? c : d ; e ! « f »"),
        Listing("```\nfenced\n````\n~~~", "markdown"),
        Listing("<b>bold</b> &amp; </pre> <nowiki> </nowiki>", "html"),
        Listing("</code> in it", "html"),
        Listing("</file> in it"),
        Listing("</code> and </file> in it\n\n  indented", "html"),
        Listing("</syntaxhighlight> in it", "python"),
        Listing("]]> and {code} and {noformat} in it", "java"),
        Listing("unknown = language", "nosuchlanguage"),
        Listing("$ make build", "console", "Terminal"),
        Listing("日本語 = 'ελληνικά'", "python"),
        Listing(""),
    ]
