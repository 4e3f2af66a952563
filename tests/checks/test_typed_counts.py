"""Which numbers in words repeat what a story of the page holds, and which are only a way to speak."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.metrics import hand_typed
from macros.checks.typed_counts import typed_counts
from macros.figures import Ledger, calculate
from tests.small_project import SmallProject, words
from tests.small_story import changed, read

NUMBERS = {
    "served": {"value": 23, "unit": "teams", "label": "teams that the platform serves"},
    "eligible": {"value": 3, "unit": "teams", "label": "teams without engineers"},
    "wait": {"value": 3, "unit": "weeks", "label": "how long they waited"},
    "kept": {"value": 3, "unit": "number", "label": "milestones met"},
    "due": {"value": 9, "unit": "number", "label": "milestones due"},
    "mine": {"value": 4, "unit": "points", "label": "rating that I gave"},
    "cut": {"value": 26, "unit": "%", "label": "share of the requests that went away"},
}
HOLDER = '{{ say("small.served") }} '
"""What makes a page one of the story."""

TYPED = {
    "twenty-three teams": "small.served",
    "Twenty-three of the teams": "small.served",
    "twenty-three ranking teams": "small.served",
    "three weeks": "small.wait",
    "three milestones": "small.kept",
    "three of our nine": "small.eligible",
    "three out of nine": "small.eligible",
    "3 of the 9": "small.eligible",
    "a quarter of": "small.cut",
    "rated a four": "small.mine",
    "rating of 4": "small.mine",
    "rating of four": "small.mine",
    "rating was a four": "small.mine",
}
LOOSE = (
    "twenty-two teams waited",  # the story has no such number
    "nine teams waited",  # nor this one of teams
    "one week is short",
    "three of them came",
    "nine of three is no share",
    "half of it",
    "a third of it",
    "a quarter ago",
    "a rating meeting of four hours",
    "they rated two packets",  # counts packets, and gives no rating
    "what speaks against the rating is one slow answer",
    "three engineers: the label of an input of teams names them",
    'They waited for three weeks.{{ claim("small.wait < 4") }}',
)


@pytest.fixture
def ledgers(tmp_path: Path) -> dict[str, Ledger]:
    """A small story that counts teams, weeks and milestones."""
    return {"small": calculate(read(tmp_path, changed("inputs", **NUMBERS)))}


def found(project: SmallProject, ledgers: dict[str, Ledger], text: str) -> list[tuple[int, str, str]]:
    """Give line, phrase and holder of what a page types."""
    project.page(text)
    return [(one.line, one.phrase, one.held[0]) for one in typed_counts(project.root, ledgers)]


def test_a_number_that_the_story_of_the_page_holds_is_found(project: SmallProject, ledgers: dict[str, Ledger]) -> None:
    told = {phrase: found(project, ledgers, f"{HOLDER}\nIt was {phrase}, they said.") for phrase in TYPED}
    expected = {phrase: [(8, phrase, held)] for phrase, held in TYPED.items()}
    assert told == expected


def test_what_only_sounds_like_a_number_of_the_story_is_left(project: SmallProject, ledgers: dict[str, Ledger]) -> None:
    assert {text: found(project, ledgers, HOLDER + text) for text in LOOSE} == {text: [] for text in LOOSE}


def test_a_page_of_no_story_may_count_as_it_likes(project: SmallProject, ledgers: dict[str, Ledger]) -> None:
    assert [found(project, ledgers, f"It was {phrase}, they said.") for phrase in TYPED] == [[] for _ in TYPED]


def test_it_is_told_with_the_remedy_and_can_be_excepted(project: SmallProject, ledgers: dict[str, Ledger]) -> None:
    project.page(f"{HOLDER}\nThey waited for three weeks.")
    assert words(hand_typed(project.root, ledgers)) == [
        "docs/page.md:8: 'three weeks' is typed by hand; "
        "say 'small.wait' by a macro, or give the phrase its reason in macros/checks/exceptions.yml"
    ]
    project.write("macros/checks/exceptions.yml", "docs/page.md:\n  three weeks: the notice that a contract names\n")
    assert words(hand_typed(project.root, ledgers)) == []


def test_with_numbers_of_the_readers_own_no_count_is_judged(project: SmallProject) -> None:
    project.page(f"{HOLDER}\nThey waited for three weeks.")
    held = "docs/page.md:\n  four people: a rule of the method\n  4 %: a rule of the method\n"
    project.write("macros/checks/exceptions.yml", held)
    (unused,) = words(hand_typed(project.root, None))
    assert unused == "macros/checks/exceptions.yml:3: docs/page.md.4 %: allows a phrase that stands nowhere; remove it"
