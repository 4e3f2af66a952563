"""The cards of the questions: a package that readers of SQLite open, a table that runs nothing, and sides that meet."""

from __future__ import annotations

import csv
import io
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from typing import Any

from macros.exports.cards.card import Card, card
from macros.exports.cards.deck import deck
from macros.exports.cards.sheets import COLUMNS, ROWS, sheets
from macros.exports.cards.table import COLUMNS as HEAD
from macros.exports.cards.table import table
from macros.practice.questions import FollowUp, Question

TITLE = "A playbook"
ASKED = (FollowUp("<b>Really?</b>", '"Yes", by 3\u00a0%.', "Facts"), FollowUp("And then?", "It held.", "People"))


def _card(name: str = "people/why", section: str = "People", **changed: Any) -> Card:
    question = Question(
        name=name,
        title="Why & how?",
        levels=("EM", "senior EM"),
        seconds=(30, 120),
        wordings=(),
        signals=(),
        follow_ups=ASKED,
        opening="We began.",
        rule="Ask first.",
        story=None,
        scale=None,
    )
    return replace(card(question, section, "https://example.org/"), **changed)


def _notes(package: bytes) -> list[tuple[Any, ...]]:
    with zipfile.ZipFile(io.BytesIO(package)) as files, closing(sqlite3.connect(":memory:")) as collection:
        assert files.namelist() == ["collection.anki2", "media"]
        assert files.read("media") == b"{}"
        collection.deserialize(files.read("collection.anki2"))
        assert collection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        (decks,) = collection.execute("SELECT decks FROM col").fetchone()
        assert TITLE in decks
        assert collection.execute("SELECT count(*) FROM cards").fetchone() == (2,)
        return collection.execute("SELECT guid, flds, tags, mod FROM notes ORDER BY id").fetchall()


def test_a_package_opens_elsewhere_and_tells_what_the_questions_hold() -> None:
    first, second = _notes(deck([_card(), _card("people/who")], TITLE, "2026-11-27"))
    question, section, opening, rule, follow_ups, source = first[1].split("\x1f")
    assert (question, section, opening, rule) == ("Why &amp; how?", "People", "<p>We began.</p>", "Ask first.")
    assert "<li><b>&lt;b&gt;Really?&lt;/b&gt;</b> &#34;Yes&#34;, by 3\u00a0%.</li>" in follow_ups
    assert 'href="https://example.org/answers/people/why/"' in source
    assert first[2].split() == ["section::people", "level::EM", "level::senior-EM"]
    assert first[0] != second[0]


def test_a_package_has_the_same_bytes_for_the_same_cards_and_a_newer_one_updates_its_notes() -> None:
    cards = [_card(), _card("people/who")]
    older = deck(cards, TITLE, "2026-11-27")
    assert older == deck(cards, TITLE, "2026-11-27")
    newer = _notes(deck([replace(cards[0], opening="We began anew."), cards[1]], TITLE, "2026-11-28"))
    for (guid, fields, _, changed), (guid_now, fields_now, _, changed_now) in zip(_notes(older), newer, strict=True):
        assert guid == guid_now
        assert changed < changed_now
        assert (fields == fields_now) == ("anew" not in fields_now)


def test_a_table_holds_every_word_and_no_cell_of_it_is_a_formula() -> None:
    hostile = ('=HYPERLINK("http://elsewhere")', " +1", "@SUM(A1)", "-2", '"quoted", and\nmore', "\uff1d1")
    cards = [_card(question=words) for words in hostile]
    rows = list(csv.reader(io.StringIO(table(cards))))
    assert rows[0] == list(HEAD)
    assert [row[0] for row in rows[1:]] == [
        '\'=HYPERLINK("http://elsewhere")',
        "' +1",
        "'@SUM(A1)",
        "'-2",
        '"quoted", and\nmore',
        "'\uff1d1",
    ]
    assert rows[1][3] == '<b>Really?</b> "Yes", by 3\u00a0%.\nAnd then? It held.'


def test_the_backs_meet_their_fronts_when_the_sheet_is_turned_over_its_long_edge() -> None:
    cards = [_card(f"people/{number}") for number in range(9)] + [_card("other/1", "Other")]
    laid = sheets(cards)
    assert [sheet.section for sheet in laid] == ["People", "People", "Other"]
    for sheet in laid:
        assert len(sheet.fronts) == len(sheet.backs) == ROWS * COLUMNS
        for place, front in enumerate(sheet.fronts):
            row, column = divmod(place, COLUMNS)
            assert sheet.backs[row * COLUMNS + COLUMNS - 1 - column] is front
    assert [one.name for sheet in laid for one in sheet.fronts if one] == [one.name for one in cards]
