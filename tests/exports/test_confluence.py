"""Confluence's two formats, read back by readers that are not ours: cfxmark for storage, pandoc for wiki markup."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import cfxmark
import lxml.etree
import lxml.html
import pytest
from cfxmark import ast

from macros.exports.pages import exported_pages
from macros.exports.tree import (
    CALLOUTS,
    Block,
    Break,
    Callout,
    Cell,
    Code,
    Document,
    Emphasis,
    Inline,
    Item,
    Items,
    Labelled,
    Link,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Strong,
    Table,
    Text,
    plain,
)
from macros.exports.word import pandoc_path
from macros.exports.writers.confluence_storage import NAMESPACES, PANELS, confluence_storage
from macros.exports.writers.confluence_wiki import confluence_wiki
from tests.cases import for_every
from tests.exports.footnotes import at_the_end
from tests.exports.hostile import MARKUP, hostile
from tests.exports.outline import Entry, Manner, Outline, of_document, of_html, squeezed

pytestmark = pytest.mark.xdist_group("confluence")

STORAGE = Manner(callout=lambda callout: plain(callout.title))
WIKI = replace(STORAGE, counted=lambda items: items.ordered and items.start != 1)
AC = f"{{{NAMESPACES['ac']}}}"


def _word(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _document(*blocks: Block) -> Document:
    return Document("Title", "https://playbook.example/", blocks)


def _storage(*blocks: Block) -> str:
    return confluence_storage(_document(*blocks)).removesuffix("\n")


def _wiki(*blocks: Block) -> str:
    return confluence_wiki(_document(*blocks)).removesuffix("\n")


@pytest.fixture(scope="module")
def everything(site: Path) -> list[Document]:
    """Each block of the hostile document, its footnotes, and each page and fill of the built site."""
    whole = hostile()
    singles = [replace(whole, blocks=(block,), notes=()) for block in whole.blocks]
    documents = [document for page in exported_pages(site) for _, document in page.documents()]
    assert any("/templates/" in document.address for document in documents)
    return [*singles, replace(whole, blocks=()), *documents]


def _blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Give blocks and what they hold."""
    for block in blocks:
        yield block
        if isinstance(block, Items):
            yield from _blocks(one for item in block.items for one in item.blocks)
        elif isinstance(block, Callout | Labelled | Quotation):
            yield from _blocks(block.blocks)


# Storage format: as XML


def _xml(storage: str) -> lxml.etree._Element:
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
    return lxml.etree.fromstring(f"<page {declared}>{storage}</page>")


def test_storage_is_well_formed_and_counts_its_tasks(everything: list[Document]) -> None:
    most = 0
    for document in [hostile(), *everything]:
        page = _xml(confluence_storage(document))
        ids = [str(one.text) for one in page.iter(f"{AC}task-id")]
        assert ids == [str(number) for number in range(1, len(ids) + 1)]
        most = max(most, len(ids))
        assert not page.xpath("//*[@class or @id] | //details | //dl | //input | //caption | //mark | //kbd")
    assert most > 1


def test_the_same_document_gives_the_same_storage() -> None:
    assert confluence_storage(hostile()) == confluence_storage(hostile())


@pytest.mark.parametrize("kind", CALLOUTS)
def test_a_callout_is_a_panel_macro_with_its_title_in_bold(kind: str) -> None:
    storage = _storage(Callout(kind, (Text("A & "), Code("b")), (_word("Words."),)))
    name = {"tip": "tip", "important": "note", "warning": "note", "caution": "warning"}.get(kind, "info")
    assert storage == (
        f'<ac:structured-macro ac:name="{name}"><ac:rich-text-body>'
        "<p><strong>A &amp; <code>b</code></strong></p>\n<p>Words.</p>"
        "</ac:rich-text-body></ac:structured-macro>"
    )


def test_what_folds_and_what_stands_under_a_tab_is_an_expand_macro() -> None:
    expected = (
        '<ac:structured-macro ac:name="expand"><ac:parameter ac:name="title">Why &lt;x&gt;?</ac:parameter>'
        "<ac:rich-text-body><p>So.</p></ac:rich-text-body></ac:structured-macro>"
    )
    title = (Text("Why "), Strong((Text("<x>"),)), Text("?"))
    assert _storage(Labelled(title, (_word("So."),))) == expected
    assert _storage(Callout("tip", title, (_word("So."),), folds=True)) == expected


def test_code_is_verbatim_even_where_it_ends_cdata() -> None:
    text = "a ]]> b ]]]]> <![CDATA[ & <b>\n\n  c"
    storage = _storage(Listing(text, "python", "a & b.py"))
    (body,) = _xml(storage).iter(f"{AC}plain-text-body")
    assert body.text == text
    assert [one.text for one in _xml(storage).iter(f"{AC}parameter")] == ["python"]
    assert storage.startswith("<p><strong>a &amp; b.py</strong></p>\n")
    assert "language" not in _storage(Listing("x", "nosuchlanguage"))


def test_tasks_are_native_and_hold_the_tasks_below_them() -> None:
    below = Items((Item((_word("below"),), True),))
    page = _xml(_storage(Items((Item((_word("open"), below), False), Item((_word("point"),))))))
    assert page.xpath("ac:task-list/ac:task/ac:task-body/span/text()", namespaces=NAMESPACES) == ["open"]
    assert page.xpath(
        "ac:task-list/ac:task/ac:task-body/ac:task-list/ac:task/ac:task-status/text()", namespaces=NAMESPACES
    ) == ["complete"]
    assert page.xpath("ul/li/text()") == ["point"]


def test_a_counted_list_keeps_its_numbers_and_has_its_boxes_as_characters() -> None:
    items = Items((Item((_word("a"),), True), Item((_word("b"),), False)), ordered=True, start=3)
    assert _storage(items) == '<ol start="3"><li>☑ a</li><li>☐ b</li></ol>'


def test_a_picture_is_an_image_at_its_address() -> None:
    assert _storage(Picture("https://a.example/?a&b", 'A "b"')) == (
        '<p><ac:image ac:alt="A &#34;b&#34;"><ri:url ri:value="https://a.example/?a&amp;b"></ri:url></ac:image></p>'
    )


# Storage format: as cfxmark reads it


@dataclass
class Read(Outline):
    """What another reader finds in storage."""

    macros: list[str] = field(default_factory=list)


def _read(storage: str) -> Read:
    outline = Read()
    outline.text = squeezed(_node(cfxmark.to_md(storage).document, outline, 0))
    return outline


def _node(node: Any, outline: Read, depth: int) -> str:
    """Read a node of cfxmark and what it holds as text; what it cannot tell fails the test."""

    def texts(children: Iterable[Any]) -> str:
        return "".join(_node(child, outline, depth) for child in children)

    match node:
        case ast.Text() | ast.InlineCode():
            return str(node.content)
        case ast.CodeBlock():
            outline.listings.append(node.content)
            return str(node.content)
        case ast.Image():
            return str(node.alt)
        case ast.HardBreak() | ast.SoftBreak() | ast.HorizontalRule():
            return "\n"
        case ast.Heading():
            text = texts(node.children)
            outline.headings.append((node.level, squeezed(text)))
            return text
        case ast.Link():
            text = texts(node.children)
            outline.links.append((unquote(node.url), squeezed(text)))
            return text
        case ast.Table():
            rows = [row for row in (node.header, *node.body) if row]
            read = [[(texts(cell.children), cell.kind is ast.CellType.HEADER) for cell in row.cells] for row in rows]
            outline.rows += [[(squeezed(text), heading, "") for text, heading in row] for row in read]
            return "".join(text for row in read for text, _ in row)
        case ast.DirectiveMacro():
            outline.macros.append(node.name)
            return dict(node.parameters).get("title", "") + texts(node.body or ())
        case ast.List():
            return _list(node, outline, depth + 1)
        case ast.OpaqueBlock():
            return _tasks(node.raw_xml)
        case _:
            return texts(node.children)


def _list(node: ast.List, outline: Read, depth: int) -> str:
    entries: list[Entry]
    if depth == 1:
        entries = []
        outline.lists.append(entries)
    entries = outline.lists[-1]
    whole = ""
    for item in node.items:
        place = len(entries)
        ordered = node.list_type is ast.ListType.ORDERED
        entries.append((depth, ordered, ""))
        own = ""
        for child in item.children:
            text = _node(child, outline, depth)
            whole += text
            own += "" if isinstance(child, ast.List) else squeezed(text)
        entries[place] = (depth, ordered, own)
    return whole


def _tasks(raw: str) -> str:
    """Read a list of tasks, which cfxmark hands on as it is."""
    (top,) = _xml(raw)
    assert top.tag == f"{AC}task-list", "cfxmark does not know something that was written"
    for task in top.iter(f"{AC}task"):
        for one in task.iterchildren(f"{AC}task-id"):
            one.text = ""
        for one in task.iterchildren(f"{AC}task-status"):
            one.text = "☑" if one.text == "complete" else "☐"
    return "".join(top.itertext())


def test_storage_is_read_back_with_nothing_lost_and_all_in_place(everything: list[Document]) -> None:
    macros: Counter[str] = Counter()
    for document in everything:
        shown = at_the_end(document)
        read, expected = _read(confluence_storage(document)), of_document(shown, STORAGE)
        assert read.text == expected.text, document.address
        assert read.headings == expected.headings
        assert read.listings == expected.listings
        assert read.rows == [[(text, heading, "") for text, heading, _ in row] for row in expected.rows]
        assert read.links == expected.links
        blocks = list(_blocks(shown.blocks))
        tasks = [one for one in blocks if isinstance(one, Items) and any(item.done is not None for item in one.items)]
        if not tasks:
            assert read.lists == expected.lists
        boxes = [one for one in blocks if isinstance(one, Callout | Labelled)]
        assert read.macros == [
            "expand" if isinstance(one, Labelled) or one.folds else PANELS[one.kind] for one in boxes
        ]
        macros.update(read.macros)
    assert set(macros) == {*PANELS.values(), "expand"}


# Wiki markup


@for_every("character", "{}[]|*_-+^~#@\\")
def test_a_character_of_markup_is_an_entity(character: str) -> None:
    assert _wiki(_word(f"{character} a {character}b{character} c")) == "&#{0}; a &#{0};b&#{0}; c".format(ord(character))


@for_every(
    "text, written",
    [
        ("snake_case and well-known", "snake_case and well-known"),
        ("What? Yes! (See: it)", "What? Yes! (See: it)"),
        ("!a.png!", "&#33;a.png&#33;"),
        ("??cited??", "&#63;&#63;cited&#63;&#63;"),
        ("h1. no heading", "&#104;1. no heading"),
        ("bq. no quotation", "&#98;q. no quotation"),
        ("AT&T &amp; &#42;", "AT&#38;T &#38;amp; &#38;&#35;42;"),
        ("https://a.example/", "https&#58;//a.example/"),
        ("mailto:a", "mailto&#58;a"),
        (":-) (x) (on) ;)", "&#58;&#45;) &#40;x) &#40;on) &#59;)"),
        (r"a\\b", "a&#92;&#92;b"),
        ("a -- b --- c", "a &#45;&#45; b &#45;&#45;&#45; c"),
        ("{code}", "&#123;code&#125;"),
    ],
)
def test_text_that_looks_like_markup_is_text(text: str, written: str) -> None:
    assert _wiki(_word(text)) == written


def test_marks_of_stress_have_braces_where_they_touch_something() -> None:
    inlines: tuple[Inline, ...] = (Strong((Text("a"),)), Text(" b"), Raised((Text("2"),)), Text(" "), Code("x|y "))
    assert _wiki(Paragraph(inlines)) == "*a* b{^}2{^} {{x&#124;y&#32;}}"
    assert _wiki(Paragraph((Code("x"), Text("y")))) == "{{{}x{}}}y"
    assert _wiki(Paragraph((Strong((Emphasis((Text("a"),)), Text(" b"), Strong((Text("c"),)))),))) == "*_a_ bc*"


def test_lines_links_and_pictures() -> None:
    assert _wiki(Paragraph((Text("a"), Break(), Text("b")))) == r"a\\ b"
    assert _wiki(Paragraph((Link("https://a.example/?a|b]", (Text("[x]"),)),))) == (
        "[&#91;x&#93;|https://a.example/?a%7Cb%5D]"
    )
    assert _wiki(Picture("https://a.example/a b!.png", "a, b|c")) == (
        r"!https://a.example/a%20b%21.png!\\ _a, b&#124;c_"
    )


def test_tables_mark_their_headings() -> None:
    head = tuple(Cell((Text(text),), heading=True) for text in ("A", ""))
    row = (Cell((Text("r"),), heading=True), Cell((Text("a|b"), Break(), Text("-5"))))
    assert _wiki(Table((head, row, (Cell(()), Cell((Text("x"),)))))) == (
        "|| A || ||\n|| r | a&#124;b\\\\ &#45;5 |\n| | x |"
    )


@pytest.mark.parametrize("kind", CALLOUTS)
def test_a_callout_is_a_macro_and_its_title_a_paragraph(kind: str) -> None:
    name = PANELS[kind]
    assert _wiki(Callout(kind, (Text("A}"),), (_word("b"),))) == f"{{{name}}}\n*A&#125;*\n\nb\n{{{name}}}"


def test_a_title_that_a_parameter_cannot_hold_stands_inside() -> None:
    assert _wiki(Labelled((Text("A, *b*"),), (_word("c"),))) == "{expand:title=A, *b*}\nc\n{expand}"
    assert _wiki(Labelled((Text("A|b"),), (_word("c"),))) == "{expand}\n*A&#124;b*\n\nc\n{expand}"


def test_a_macro_does_not_stand_in_another_of_its_name() -> None:
    inner = Labelled((Text("In"),), (_word("b"),))
    assert _wiki(Labelled((Text("Out"),), (inner,))) == "{expand:title=Out}\n*In*\n\nb\n{expand}"
    assert _wiki(Quotation((Quotation((_word("a"),)), _word("b")))) == "{quote}\na\n\nb\n{quote}"
    listed = Items((Item((_word("i"), Callout("note", (Text("In"),), (_word("b"),)))),))
    assert _wiki(Callout("question", (Text("Out"),), (listed,))) == "{info}\n*Out*\n\n* i\\\\ *In*\\\\ b\n{info}"


def test_code_takes_the_macro_whose_end_it_does_not_hold() -> None:
    assert _wiki(Listing("{x}", "python")) == "{code:language=python}\n{x}\n{code}"
    assert _wiki(Listing("{code}")) == "{noformat}\n{code}\n{noformat}"
    assert _wiki(Listing("{code}\n\n{noformat} x")) == (r"{{&#123;code&#125;}}\\ \\ {{&#123;noformat&#125; x}}")


def test_lists_keep_their_depth_their_boxes_and_what_stands_in_them() -> None:
    deep = Items((Item((_word("c"),)),))
    middle = Items((Item((_word("b"), deep)), Item((Listing("x"),))), ordered=True)
    items = Items((Item((_word("a"), _word("more"), middle), False), Item((_word("h2. d"),), True)))
    assert _wiki(items) == "* ☐ a\\\\ more\n*# b\n*#* c\n*# {code}\nx\n{code}\n* ☑ &#104;2. d"
    assert _wiki(Items((Item((_word("a"),)), Item((_word("b"),))), ordered=True, start=7)) == "* 7. a\n* 8. b"


_OURS = re.compile(r"^\{(?:info|tip|note|warning|expand)(?::title=([^}\n]*))?\}$", re.MULTILINE)
_APART = "document"


def _for_pandoc(markup: str) -> str:
    """Say in Jira's dialect, which pandoc reads, what that lacks: one panel for all, and code that touches a word."""

    def panel(found: re.Match[str]) -> str:
        title = "".join(f"&#{ord(character)};" for character in found[1] or "")
        return "{panel}" + (f"\n{title}\n" if title else "")

    return _OURS.sub(panel, markup).replace("{{{}", " {{").replace("{}}}", "}} ")


def _pandoc(markups: list[str]) -> list[lxml.html.HtmlElement]:
    """Read many texts in one go."""
    joined = "\n\n".join(f"{_APART}{at}\n\n{_for_pandoc(markup)}" for at, markup in enumerate(markups))
    result = subprocess.run(
        [pandoc_path(), "--from", "jira", "--to", "html", "--wrap=none"],
        input=joined,
        text=True,
        capture_output=True,
        check=True,
    )
    read: list[lxml.html.HtmlElement] = []
    for element in lxml.html.fromstring(f"<main>{result.stdout}</main>"):
        if element.tag == "p" and element.text_content() == f"{_APART}{len(read)}":
            read.append(lxml.html.fromstring("<main></main>"))
        else:
            read[-1].append(element)
    assert len(read) == len(markups)
    return read


def test_wiki_markup_is_read_back_with_nothing_lost_and_all_in_place(everything: list[Document]) -> None:
    read_back = _pandoc([confluence_wiki(document) for document in everything])
    for document, html in zip(everything, read_back, strict=True):
        shown = at_the_end(document)
        read, expected = of_html(html), of_document(shown, WIKI)
        lists = [block for block in _blocks(shown.blocks) if isinstance(block, Items)]
        if any(isinstance(block, Table) for one in lists for item in one.items for block in item.blocks):
            # Such a table has become lines, with bars between its cells.
            assert read.text.replace("|", "") == expected.text.replace("|", "")
            continue
        assert read.text == expected.text, confluence_wiki(document)
        assert read.headings == expected.headings
        # Pandoc knows no headings of rows, so the cells are compared by their texts.
        assert [[cell[0] for cell in row] for row in read.rows] == [[cell[0] for cell in row] for row in expected.rows]
        assert read.links == expected.links
        if not any(WIKI.counted(one) for one in lists):
            assert read.lists == expected.lists


def test_every_piece_of_markup_is_text_wherever_it_stands() -> None:
    inlines = [(Text(f"a {text} b"),) for text in MARKUP] + [(Text("a"), Strong((Text(text),))) for text in MARKUP]
    read = _pandoc([_wiki(Paragraph(line)) for line in inlines])
    assert [squeezed(str(one.text_content())) for one in read] == [squeezed(plain(line)) for line in inlines]
