"""What the search does with words is read from one file, and is wrong in one message."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.errors import PlaybookErrors
from macros.search.asked import read_asked
from macros.search.words import PATTERN, read_words, search_words, stem, words_in
from macros.yaml_source import read_yaml
from tests.builds import ROOT

GOOD = "passed_over: the of\nalike:\n  - [boss, manager]\n"


def _read(folder: Path, text: str) -> object:
    path = folder / "words.yml"
    path.write_text(text, encoding="utf-8")
    return read_words(read_yaml(path, "words.yml"))


def test_the_words_are_read_and_given_to_the_browser(tmp_path: Path) -> None:
    words = _read(tmp_path, GOOD)
    assert words.for_browser() == {  # type: ignore[attr-defined]
        "pattern": PATTERN,
        "passedOver": ["of", "the"],
        "alike": (("boss", "manager"),),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "passed_over: the\n",
            "words.yml: isn't what the search reads; give it 'passed_over' and 'alike', and no more",
        ),
        ("passed_over: [the]\nalike: []\n", "words.yml:1: passed_over: isn't text; write the words with spaces"),
        ("passed_over: the\nalike: boss\n", "words.yml:2: alike: isn't a list; write a list of words on each line"),
        (f"{GOOD}  - [alone]\n", "words.yml:4: alike.2: names no two words that are alike"),
        (f"{GOOD}  - [team member, report]\n", "words.yml:4: alike.2: has 'team member', which is no single word"),
        (f"{GOOD}  - [The, report]\n", "words.yml:4: alike.2: has 'The', which is no single word"),
        (f"{GOOD}  - [the, report]\n", "words.yml:4: alike.2: has 'the', which is passed over; remove it in one"),
    ],
)
def test_what_cannot_be_followed_is_told(text: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(PlaybookErrors) as told:
        _read(tmp_path, text)
    assert str(told.value).startswith(expected)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("p95 of 99.87 %, or 129,600 requests", ["p95", "of", "99.87", "or", "129,600", "requests"]),
        ("one-to-one: error_budget()", ["one", "to", "one", "error", "budget"]),
        ("The team’s goal isn’t “met”.", ["the", "team", "goal", "isn't", "met"]),
        ("naïve 日本語", ["naïve", "日本語"]),
        ("168 min129,600 min", ["168", "min", "129,600", "min"]),
    ],
)
def test_a_text_is_parted_into_words(text: str, words: list[str]) -> None:
    assert list(words_in(text)) == words


def test_no_word_of_the_playbook_is_alike_to_too_many_others() -> None:
    groups = [group for group in search_words().alike for _ in group]
    words = [word for group in search_words().alike for word in group]
    assert len(groups) > 100
    assert [word for word in set(words) if words.count(word) > 2] == []


def test_the_browser_brings_every_word_of_the_ways_to_ask_to_the_same_stem(modules: Page) -> None:
    ways = [way for ways in read_asked(ROOT).values() for way in ways]
    words = sorted({word for way in ways for word in words_in(way)})
    assert len(words) > 3000
    stems = modules.evaluate(
        "async (words) => { const { stemOf } = await import('../assets/javascripts/search/words.js');"
        " return words.map(stemOf); }",
        words,
    )
    assert [(word, stem(word), theirs) for word, theirs in zip(words, stems, strict=True) if stem(word) != theirs] == []
