"""The keys of the front matter: what each kind of page has, and the line of what is wrong."""

from __future__ import annotations

import datetime

import pytest

from macros.errors import PlaybookError
from macros.front_matter import KEYS, KINDS, Known, last_day, mistakes, read_front_matter
from tests.small_project import culprits, words

KNOWN = Known(
    {
        "story": ["feature-platform"],
        "figure": ["feature-platform.latency_change"],
        "formula": ["ratio"],
        "template": ["story-card"],
        "override": ["home.html"],
    }
)
TODAY = datetime.date(2026, 11, 26)
ANSWER = """title: A question
description: What it says.
kind: full
wordings: [one, two, three]
terms: [one, two, three, four, five]
levels: [EM]
story: feature-platform
templates: [story-card]
reviewed: 2026-11-24
"""
FORMULA = """title: A ratio
description: What it says.
kind: formula
formula: ratio
example: feature-platform.latency_change
reviewed: 2026-11-24
"""


def _told(yaml: str) -> list[str]:
    meta = read_front_matter(f"---\n{yaml}---\n\nText.\n", "docs/page.md")
    return words(mistakes(meta, KNOWN, TODAY))


WRONG = {
    ("kind: full", "kind: fulll"): "4: the kind is 'fulll'; did you mean 'full'?",
    ("kind: full", "kind: 5"): "4: the kind is 5; known are",
    ("kind: full\n", ""): "1: the front matter lacks 'kind'; write one of full, short",
    ("story: feature-platform\n", ""): "1: the front matter lacks 'story'; a page of kind full needs it: story: fea",
    ("title: A question", "title: [A, question]"): "2: 'title' is ['A', 'question']; write title:",
    ("title: A question", "title: 5"): "2: 'title' is 5; write title:",
    ("title: A question", "title: ' '"): "2: 'title' is ' '; write title:",
    ("title: A question", "title: A <b>question</b>"): "2: 'title' holds markup",
    ("title: A question", "title: 'A {{ question }}'"): "2: 'title' holds markup",
    (
        "title: A question",
        "titl: A\ntitle: A question",
    ): "2: the front matter has no key 'titl'; did you mean 'title'?",
    ("title: A question", "figure: 35\ntitle: A question"): "2: the front matter has no key 'figure'",
    ("story:", "st\u043ery: x\nstory:"): "8: the key 'st\u043ery' isn't what it looks like: character 3 is U+043E",
    ("[EM]", "[\u0415M]"): "7: 'levels' names '\u0415M'; character 1 is U+0415",
    ("What it says.", "x" * 156): "3: the description has 156 characters; keep to 155",
    ("[one, two, three]\n", "[one, two]\n"): "5: 2 wordings are given; give 3 to 25",
    ("[one, two, three]\n", "one\n"): "5: 'wordings' isn't a list; write one a line",
    ("[one, two, three]\n", "[one, two, one]\n"): "5: 'wordings' lists 'one' twice; keep one of them",
    ("[one, two, three]\n", "[one, two, 3]\n"): "5: 'wordings' lists 3; list texts",
    ("[one, two, three]\n", "[one, two, <b>]\n"): "5: 'wordings' holds markup in '<b>'",
    ("[one, two, three, four, five]", "[one]"): "6: 1 terms are given; give 5 to 20",
    ("[EM]", "[team lead]"): "7: 'levels' names 'team lead'; did you mean 'tech lead'?",
    ("[EM]", "[]"): "7: 0 levels are given; give at least 1",
    ("story: feature-platform", "story: feature-platfrm"): "8: 'story' names 'feature-platfrm'; did you mean",
    ("[story-card]", "[story-crad]"): "9: 'templates' names 'story-crad'; did you mean 'story-card'?",
    ("2026-11-24", "soon"): "10: 'reviewed' isn't a date; write reviewed: 2026-11-24",
    ("2026-11-24", "2026-11-24 10:00:00"): "10: '2026-11-24 10:00:00' is read as a datetime",
    ("2026-11-24", "2026-11-27"): "10: 'reviewed' is 2026-11-27; give a day from 2020-01-01 to today",
    ("2026-11-24", "2999-01-01"): "10: 'reviewed' is 2999-01-01",
    ("2026-11-24", "1999-01-01"): "10: 'reviewed' is 1999-01-01",
    ("reviewed:", "form: story-card\nreviewed:"): "10: a page of kind full has no 'form'; remove it",
    ("reviewed:", "hide: [tok]\nreviewed:"): "10: 'hide' names 'tok'; did you mean 'toc'?",
    ("reviewed:", "search: yes\nreviewed:"): "10: 'search' is True; write search:",
    ("reviewed:", "search: {bost: 2}\nreviewed:"): "10: 'search' has no setting 'bost'; did you mean 'boost'?",
    ("reviewed:", "search: {boost: -1}\nreviewed:"): "10: 'search.boost' is -1; write a number above 0",
    ("reviewed:", "search: {exclude: 1}\nreviewed:"): "10: 'search.exclude' is 1; write true or false",
    ("reviewed:", "template: home.html\nreviewed:"): "10: a page of kind full has no 'template'",
}


def test_each_mistake_is_told_once_with_the_line_of_its_key() -> None:
    cases = []
    for (old, new), message in WRONG.items():
        assert ANSWER.count(old) == 1, old
        try:
            told = _told(ANSWER.replace(old, new))
        except PlaybookError as error:
            told = [str(error)]
        cases.append((new, told, f"docs/page.md:{message}"))
    assert culprits(cases) == []


def test_right_front_matter_passes() -> None:
    page = "title: A\ndescription: B\nkind: page\ntemplate: home.html\nhide: [toc]\nsearch: {boost: 0.2}\n"
    right = (ANSWER, FORMULA, page, ANSWER.replace("full", "short").replace("story: feature-platform\n", ""))
    assert culprits((text, _told(text), "") for text in right) == []


def test_names_of_a_formula_page_are_looked_up() -> None:
    assert _told(FORMULA.replace(": ratio", ": raito")) == [
        "docs/page.md:5: 'formula' names 'raito'; did you mean 'ratio'?"
    ]
    assert _told(FORMULA.replace("latency_change", "latncy_change")) == [
        "docs/page.md:6: 'example' names 'feature-platform.latncy_change'; "
        "did you mean 'feature-platform.latency_change'?"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("---\ntitle: A\nkind: page\ntitle: B\n---\n", "docs/page.md:4: the key 'title' stands twice"),
        ("---\ntitle: A: b\n---\n", "docs/page.md:2: isn't valid YAML"),
        ("---\njust words\n---\n", "docs/page.md:1: the front matter has no keys"),
        ("---\n5: a\n---\n", "docs/page.md:2: the key '5' isn't text"),
    ],
)
def test_front_matter_that_cannot_be_read_is_told_with_its_line(text: str, problem: str) -> None:
    with pytest.raises(PlaybookError) as told:
        read_front_matter(text, "docs/page.md")
    assert str(told.value).startswith(problem)


@pytest.mark.parametrize("text", ["", "Text.\n", "---\ntitle: never closed\n"])
def test_a_page_without_front_matter_is_told(text: str) -> None:
    (told,) = words(mistakes(read_front_matter(text, "docs/page.md"), KNOWN, TODAY))
    assert told.startswith("docs/page.md:1: has no front matter; begin with ---, the keys title, description and kind")


def test_every_key_belongs_to_kinds_that_there_are_and_shows_how_it_is_written() -> None:
    assert {name for name, key in KEYS.items() if not key.kinds or not set(key.kinds) <= set(KINDS)} == set()
    assert {name for name, key in KEYS.items() if not key.example.startswith(f"{name}: ")} == set()


def test_the_last_day_is_today_or_tomorrow() -> None:
    assert datetime.datetime.now(tz=datetime.UTC).date() <= last_day()
