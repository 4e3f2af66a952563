"""Plain text: every word is there, shape comes from line breaks, indents and boxes, and markup stays what it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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
)
from macros.exports.writers.plain_text import plain_text
from tests.cases import for_every
from tests.exports.hostile import MARKUP, hostile


def _words(text: str) -> tuple[Inline, ...]:
    return (Text(text),)


def _said(text: str) -> Paragraph:
    return Paragraph(_words(text))


def _written(*blocks: Block, notes: tuple[tuple[Block, ...], ...] = ()) -> str:
    return plain_text(Document("T", "https://a.example/", blocks, notes))


def test_blocks_stand_apart_and_the_text_ends_in_one_line_break() -> None:
    assert _written(_said("a"), _said("b")) == "a\n\nb\n"


def test_the_first_two_levels_of_headings_are_underlined_as_far_as_they_reach() -> None:
    headings = [Heading(level, (Text("Ab "), Strong(_words("é")))) for level in (1, 2, 3)]
    assert _written(*headings) == "Ab é\n====\n\nAb é\n----\n\nAb é\n"


def test_lists_keep_their_depth_numbers_and_boxes() -> None:
    inner = Items((Item((_said("b"), _said("c"))),), ordered=True, start=9)
    tasks = Items((Item((_said("d"),), done=True), Item((_said("e"),), done=False)))
    assert _written(Items((Item((_said("a"), inner, tasks)),))) == "• a\n  9. b\n     c\n  ☑ d\n  ☐ e\n"


def test_numbers_of_an_ordered_list_count_on() -> None:
    assert _written(Items((Item((_said("a"),)), Item((_said("b"),))), ordered=True, start=9)) == "9. a\n10. b\n"


def test_definitions_stand_indented_under_their_terms() -> None:
    entry = Definition((_words("One"), _words("Two")), ((_said("a"),), (_said("b"), _said("c"))))
    assert _written(Definitions((entry, entry))) == "One\nTwo\n    a\n    b\n    c\n\nOne\nTwo\n    a\n    b\n    c\n"


def test_quotations_and_code_are_indented_and_keep_their_empty_lines() -> None:
    assert _written(Quotation((_said("a"), _said("b")))) == "    a\n\n    b\n"
    assert _written(Listing("if x:\n    y\n\nz", "python", "a.py")) == "a.py\n    if x:\n        y\n\n    z\n"


def test_cells_are_parted_by_tabs_so_that_spreadsheets_take_them() -> None:
    rows = ((Cell(_words("a"), True), Cell(_words("b"), True)), (Cell((Text("c"), Break(), Text("|d"))), Cell(())))
    assert _written(Table(rows, _words("Caption"))) == "Caption\na\tb\nc |d\t\n"
    assert _written(Table(rows)) == "a\tb\nc |d\t\n"


def test_boxes_and_parts_keep_their_titles() -> None:
    assert _written(Callout("tip", _words("Title"), (_said("a"),), folds=True)) == "Title\n\na\n"
    assert _written(Callout("note", (), (_said("a"),))) == "a\n"
    assert _written(Labelled(_words("Tab"), (_said("a"), _said("b")))) == "Tab\n\na\n\nb\n"


def test_a_picture_is_told_in_words_with_its_address() -> None:
    assert _written(Picture("https://a.example/a.png", "What it shows")) == "What it shows (https://a.example/a.png)\n"


def test_a_rule_is_a_line() -> None:
    assert _written(Rule()) == "----------\n"


def test_words_lose_their_dress_and_keep_their_lines() -> None:
    line = (
        *(Strong(_words("a")), Emphasis(_words("b")), Struck(_words("c")), Raised(_words("2")), Lowered(_words("3"))),
        *(Code("`d`"), Mathematics("x ÷ y"), Break(), Text("e\xa0f")),
    )
    assert _written(Paragraph(line)) == "abc23`d`x ÷ y\ne\xa0f\n"


def test_a_link_tells_its_address_once() -> None:
    address = "https://a.example/b_c?d=e"
    assert _written(Paragraph((Link(address, _words("words")),))) == f"words ({address})\n"
    assert _written(Paragraph((Link(address, _words(address)),))) == f"{address}\n"


def test_footnotes_stand_at_the_end_under_their_numbers() -> None:
    text = _written(Paragraph((Text("a"), Note(2), Note(1))), notes=((_said("one"), _said("more")), (_said("two"),)))
    assert text == "a[2][1]\n\n[1] one\n\n    more\n\n[2] two\n"


def _strings(what: Any) -> Iterator[str]:
    """Give every text of a document that readers see."""
    if isinstance(what, Text | Code | Mathematics | Listing):
        yield what.text
    if isinstance(what, tuple):
        for one in what:
            yield from _strings(one)
    elif hasattr(what, "__dataclass_fields__"):
        for name in vars(what):
            yield from _strings(getattr(what, name))


def test_nothing_of_a_document_full_of_markup_is_lost_or_changed() -> None:
    written = plain_text(hostile())
    seen = " ".join(written.split())
    texts = [" ".join(text.split()) for text in _strings(hostile())]
    assert len(texts) > len(MARKUP)
    assert [text for text in texts if text not in seen] == []


@for_every("text", MARKUP)
def test_what_is_markup_elsewhere_is_itself_here(text: str) -> None:
    assert _written(_said(text)) == f"{text}\n"
