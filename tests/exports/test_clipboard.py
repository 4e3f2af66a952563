"""What is put on the clipboard: nothing lost, inline styles only, native nodes by the schema of Confluence's editor."""

from __future__ import annotations

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from macros.exports.pages import exported_pages
from macros.exports.tree import (
    CALLOUTS,
    Block,
    Callout,
    Cell,
    Definition,
    Definitions,
    Document,
    Heading,
    Item,
    Items,
    Labelled,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Rule,
    Strong,
    Table,
    Text,
    plain,
)
from macros.exports.writers import clipboard
from macros.exports.writers.callouts import titled
from tests.builds import ROOT
from tests.exports.footnotes import at_the_end
from tests.exports.hostile import hostile
from tests.exports.outline import Manner, Outline, of_document, of_html, squeezed

pytestmark = pytest.mark.xdist_group("clipboard")

CONFLUENCE = Manner(callout=lambda callout: plain(callout.title))
WORDS = Manner(callout=lambda callout: plain(callout.title if callout.folds else titled(callout)))
STYLES = {
    *("background-color", "border", "border-collapse", "color", "font-family", "font-weight", "list-style-type"),
    *("margin-left", "padding", "text-align", "vertical-align", "white-space"),
}


@dataclass
class Pasted(Outline):
    """What the editor has made of a paste."""

    nodes: Counter[str] = field(default_factory=Counter)
    panels: list[tuple[str, str]] = field(default_factory=list)
    expands: list[str] = field(default_factory=list)
    tasks: list[tuple[str, str]] = field(default_factory=list)
    code: list[tuple[str | None, str]] = field(default_factory=list)
    cells: list[tuple[str, bool]] = field(default_factory=list)


@cache
def _editor() -> subprocess.Popen[str]:
    """The editor; it takes longer to start than to read all that it is given here."""
    return subprocess.Popen(
        ["node", "tests/schema/parse.mjs"], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


@pytest.fixture(scope="module", autouse=True)
def _closing() -> Iterator[None]:
    yield
    if _editor.cache_info().currsize:
        _editor().communicate()
        _editor.cache_clear()


def _pasted(htmls: list[str]) -> list[dict[str, Any]]:
    """Read texts as the editor does, each a document that its schema allows."""
    editor = _editor()
    assert editor.stdin is not None and editor.stdout is not None
    print(json.dumps(htmls), file=editor.stdin, flush=True)
    answer = editor.stdout.readline()
    assert answer, "the editor gave up; what it said stands above"
    documents: list[dict[str, Any]] = json.loads(answer)
    return documents


def _outline(document: dict[str, Any]) -> Pasted:
    outline = Pasted()
    outline.text = _words(document, outline)
    return outline


def _words(node: dict[str, Any], outline: Pasted) -> str:
    attributes = node.get("attrs", {})
    outline.nodes[node["type"]] += 1
    place = {name: len(getattr(outline, name)) for name in ("panels", "tasks", "cells")}
    for name in place:
        if node["type"] in {"panels": ("panel",), "tasks": ("taskItem",), "cells": ("tableCell", "tableHeader")}[name]:
            getattr(outline, name).append(None)
    raw = "".join(_words(child, outline) for child in node.get("content", ()))
    text = squeezed(raw)
    match node["type"]:
        case "text":
            return str(node["text"])
        case "codeBlock":
            outline.code.append((attributes["language"], raw))
        case "heading":
            outline.headings.append((attributes["level"], text))
        case "panel":
            outline.panels[place["panels"]] = (attributes["panelType"], text)
        case "expand" | "nestedExpand":
            outline.expands.append(squeezed(attributes["title"]))
            return squeezed(attributes["title"]) + text
        case "taskItem":
            outline.tasks[place["tasks"]] = (attributes["state"], text)
            return ("☑" if attributes["state"] == "DONE" else "☐") + text
        case "tableCell" | "tableHeader":
            outline.cells[place["cells"]] = (text, node["type"] == "tableHeader")
        case "media":
            return squeezed(attributes["alt"])
    return text


def _all(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Give blocks and what they hold, in the order in which they are read."""
    for block in blocks:
        yield block
        match block:
            case Items():
                for item in block.items:
                    yield from _all(item.blocks)
            case Callout() | Labelled() | Quotation():
                yield from _all(block.blocks)
            case Definitions():
                for entry in block.entries:
                    for meaning in entry.meanings:
                        yield from _all(meaning)


def _word(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _cell(text: str) -> Cell:
    return Cell((Text(text),))


def _document(*blocks: Block) -> Document:
    return Document("Title", "https://playbook.example/", blocks)


def _paste(*blocks: Block) -> Pasted:
    return _outline(_pasted([clipboard.confluence(_document(*blocks))])[0])


@pytest.fixture(scope="module")
def documents(site: Path) -> list[Document]:
    """Every page and every fill of a template, as they are exported."""
    return [document for page in exported_pages(site) for _, document in page.documents()]


# Confluence Cloud


def test_the_editor_keeps_every_character_of_a_hostile_document() -> None:
    document = at_the_end(hostile())
    singles = [replace(document, blocks=(block,)) for block in document.blocks]
    whole = clipboard.confluence(hostile())
    *read, complete = [_outline(one) for one in _pasted([*(clipboard.confluence(one) for one in singles), whole])]
    for single, pasted in zip(singles, read, strict=True):
        bars = any(isinstance(block, Items) and _holds_table(block) for block in single.blocks)
        fold: Callable[[str], str] = (lambda text: text.replace("|", "")) if bars else str
        assert fold(pasted.text) == fold(of_document(single, CONFLUENCE).text)
    assert len(complete.text) == sum(len(pasted.text) for pasted in read)


def _holds_table(items: Items) -> bool:
    return any(isinstance(block, Table) for block in _all((items,)))


def test_every_page_and_template_becomes_native_nodes(documents: list[Document]) -> None:
    read = [_outline(one) for one in _pasted([clipboard.confluence(document) for document in documents])]
    totals: Counter[str] = Counter()
    for document, pasted in zip(documents, read, strict=True):
        expected = of_document(at_the_end(document), CONFLUENCE)
        blocks = list(_all(at_the_end(document).blocks))
        boxes = [block for block in blocks if isinstance(block, Callout) and not block.folds]
        folding = [
            block for block in blocks if isinstance(block, Labelled) or (isinstance(block, Callout) and block.folds)
        ]
        tasks = [
            item.done for block in blocks if isinstance(block, Items) and not block.ordered for item in block.items
        ]
        listings = [block for block in blocks if isinstance(block, Listing)]
        assert pasted.text == expected.text, document.address
        assert pasted.headings == expected.headings
        assert pasted.cells == [(text, heading) for row in expected.rows for text, heading, _ in row]
        assert [text for _, text in pasted.panels] == [of_document(_document(box), CONFLUENCE).text for box in boxes], (
            document.address
        )
        assert Counter(pasted.expands) == Counter(
            squeezed(plain(block.label if isinstance(block, Labelled) else block.title)) for block in folding
        )
        assert Counter(state for state, _ in pasted.tasks) == Counter(
            "DONE" if done else "TODO" for done in tasks if done is not None
        )
        assert [text for _, text in pasted.code] == [listing.text for listing in listings]
        totals.update(pasted.nodes)
    for node in ("panel", "expand", "taskList", "taskItem", "codeBlock", "table", "tableHeader", "orderedList"):
        assert totals[node], f"no page has a {node}, so that nothing was tested"


@pytest.mark.parametrize("kind", CALLOUTS)
def test_a_callout_is_a_panel_with_its_title_in_bold(kind: str) -> None:
    callout = Callout(kind, (Text("Ask "), Strong((Text("first"),))), (_word("Then act."),))
    names = {"note": "info", "tip": "success", "important": "note", "warning": "warning", "caution": "error"}
    assert _paste(callout).panels == [(names.get(kind, "info"), "AskfirstThenact.")]
    assert "<p><strong>Ask <strong>first</strong></strong></p>" in clipboard.confluence(_document(callout))


def test_a_folding_callout_and_a_tab_are_expands_and_keep_their_titles() -> None:
    part = Labelled((Text('Short "and" <plain>'),), (Callout("tip", (Text("Why"),), (_word("So."),), folds=True),))
    pasted = _paste(part)
    assert (pasted.nodes["expand"], pasted.nodes["nestedExpand"]) == (1, 1)
    assert sorted(pasted.expands) == ['Short"and"<plain>', "Why"]
    deepest = _paste(
        Labelled((Text("One"),), (Labelled((Text("Two"),), (Labelled((Text("Three"),), (_word("x"),)),)),))
    )
    assert (deepest.text, deepest.nodes["nestedExpand"]) == ("OneTwoThreex", 1)


def test_an_empty_part_is_still_an_expand() -> None:
    assert _paste(Labelled((Text("Empty"),), ())).expands == ["Empty"]


def test_tasks_stay_tasks_and_are_counted() -> None:
    below = Items((Item((_word("below"),), True),))
    more = Items((Item((_word("point"), Quotation((_word("quoted"),)))), Item((Listing("x = 1\ny", title="f.py"),))))
    items = Items((Item((_word("open"), below), False), Item((_word("with"), more, _word("words")), True)))
    html = clipboard.confluence(_document(items, items))
    pasted = _outline(_pasted([html])[0])
    assert pasted.tasks == [("TODO", "open"), ("DONE", "below"), ("DONE", "with•pointquoted•f.pyx=1ywords")] * 2
    assert pasted.nodes["taskList"] == 4
    assert re.findall(r'data-task-local-id="(\d+)"', html) == [str(number) for number in range(1, 7)]


def test_items_without_a_box_between_tasks_stay_items() -> None:
    items = Items((Item((_word("task"),), False), Item((_word("item"),)), Item((_word("done"),), True)))
    pasted = _paste(items)
    assert (pasted.nodes["taskList"], pasted.nodes["bulletList"]) == (2, 1)
    counted = _paste(replace(items, ordered=True, start=4))
    assert (counted.text, counted.nodes["orderedList"], counted.nodes["taskList"]) == ("☐taskitem☑done", 1, 0)


def test_code_keeps_its_lines_and_its_language() -> None:
    text = "\ndef f():\n\n    return '<b>' \n\t# & more"
    assert _paste(Listing(text, "python", "f.py")).code == [("python", text)]
    assert _paste(Listing(text)).code == [(None, text)]


def test_what_the_editor_does_not_keep_in_a_box_does_not_tear_it_apart() -> None:
    inner: tuple[Block, ...] = (
        _word("before"),
        Table(((_cell("a"), _cell("b")), (_cell("c"), _cell("d")))),
        Quotation((Heading(2, (Text("quoted"),)), _word("words"))),
        Callout("tip", (Text("Inner"),), (Rule(), Picture("https://a.example/a.png", "drawing"))),
        Definitions((Definition(((Text("term"),),), ((_word("meaning"),),)),)),
        _word("after"),
    )
    for outer in (Callout("note", (), inner), Quotation(inner), Items((Item(inner), Item((_word("next"),))))):
        pasted = _paste(outer, _word("outside"))
        assert pasted.nodes["doc"] == 1
        end = "next" if isinstance(outer, Items) else ""
        assert pasted.text == f"beforea|bc|dquotedwordsInnerdrawingtermmeaningafter{end}outside"
        (document,) = _pasted([clipboard.confluence(_document(outer, _word("outside")))])
        assert len(document["content"]) == 2


def test_a_picture_is_a_picture_at_its_address() -> None:
    (document,) = _pasted([clipboard.confluence(_document(Picture("https://a.example/a (1).png", 'A "b" | c')))])
    (single,) = document["content"]
    (media,) = single["content"]
    assert (single["type"], media["attrs"]["type"]) == ("mediaSingle", "external")
    assert (media["attrs"]["url"], media["attrs"]["alt"]) == ("https://a.example/a (1).png", 'A "b" | c')


def test_nothing_is_on_the_clipboard_that_the_editor_would_drop(documents: list[Document]) -> None:
    for document in [hostile(), *documents]:
        html = lxml.html.fromstring(f"<div>{clipboard.confluence(document)}</div>")
        assert not html.xpath(
            "//details | //dl | //mark | //kbd | //input | //caption | //script | //*[@style or @class]"
        )


# Google Docs and Word


def test_a_word_processor_gets_every_character_with_inline_styles_only(documents: list[Document]) -> None:
    assert documents
    for document in [hostile(), *documents]:
        html = lxml.html.fromstring(f"<div>{clipboard.office(document)}</div>")
        expected = of_document(at_the_end(document), WORDS)
        assert not html.xpath("//*[@class or @id] | //script | //style | //input | //details | //dl")
        styles = {name.strip() for style in html.xpath("//@style") for name in re.findall(r"(?:^|;)([^:;]+):", style)}
        assert styles <= STYLES
        read = of_html(html, WORDS)
        assert read.text == expected.text, document.address
        assert read.headings == expected.headings
        assert read.links == expected.links
        assert read.listings == expected.listings


def test_a_callout_is_a_table_of_one_shaded_cell_and_says_its_kind() -> None:
    html = clipboard.office(_document(Callout("warning", (Text("Mind"),), (_word("the gap"),))))
    (cell,) = lxml.html.fromstring(html).xpath("//td")
    assert [str(paragraph.text_content()) for paragraph in cell] == ["Warning: Mind", "the gap"]
    assert "background-color" in cell.get("style")


def test_what_folds_is_a_bold_title_and_its_content() -> None:
    html = clipboard.office(_document(Callout("note", (Text("Why"),), (_word("So."),), folds=True)))
    assert html == "<p><strong>Why</strong></p>\n<p>So.</p>\n"


def test_tasks_are_characters_without_bullets() -> None:
    items = Items((Item((_word("open"),), False), Item((_word("done"),), True), Item((_word("point"),))))
    html = clipboard.office(_document(items))
    assert '<ul style="list-style-type: none"><li>☐ open</li><li>☑ done</li></ul>\n<ul><li>point</li></ul>' in html
