"""What must hold between inputs, and with the calendar, is judged; a contradiction is told with the values of both."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.calendar import Calendar
from macros.consistency import contradictions
from macros.errors import PlaybookError
from macros.library import Library
from tests.small_story import STORY, write

CALENDAR = """years: 2000
events:
  begins: {label: the work begins, day: "1-03-01"}
  ends: {label: the work ends, day: "1-03-15"}
people: {}
teams: {}
claims:
  - calendar.ends - calendar.begins == small.length
"""


def found(folder: Path, asserts: list[str], length: int = 14) -> list[str]:
    """Judge the small story with these asserts, and a calendar in which the work takes two weeks."""
    inputs = STORY["inputs"] | {"length": {"value": length, "unit": "days", "label": "length of the work"}}
    (folder / "stories").mkdir()
    write(folder / "stories" / "small.yml", STORY | {"inputs": inputs, "asserts": asserts})
    (folder / "calendar.yml").write_text(CALENDAR, encoding="utf-8")
    calendar = Calendar(folder / "calendar.yml", "calendar.yml")
    return [str(one) for one in contradictions(Library(folder / "stories"), calendar)]


def test_inputs_that_agree_are_passed(tmp_path: Path) -> None:
    assert found(tmp_path, ["small.after < small.before", "count of small.latencies == 3"]) == []


def test_inputs_that_contradict_each_other_are_told_with_both_values(tmp_path: Path) -> None:
    (told,) = found(tmp_path, ["small.after < small.before", "small.before < small.after"])
    assert "small.yml:" in told
    assert "asserts.2: doesn't hold: small.before < small.after (before = 500\u00a0ms, after = 110\u00a0ms)" in told


def test_an_input_that_contradicts_the_calendar_is_told_with_both_values(tmp_path: Path) -> None:
    (told,) = found(tmp_path, [], length=10)
    assert told == (
        "calendar.yml:8: claims.1: doesn't hold: calendar.ends - calendar.begins == small.length "
        "(ends is 1-03-15, begins is 1-03-01, length = 10\u00a0days); change the one that is wrong"
    )


def test_an_assert_that_can_not_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    (told,) = found(tmp_path, ["small.aftr < small.before"])
    assert "asserts.1: " in told
    assert "did you mean 'after'?" in told


@pytest.mark.parametrize("asserts", ["small.after < small.before", [3], [""], {"one": "two"}])
def test_asserts_that_are_no_list_of_claims_are_refused(tmp_path: Path, asserts: object) -> None:
    with pytest.raises(PlaybookError) as caught:
        found(tmp_path, asserts)  # type: ignore[arg-type] # that is the mistake
    assert "asserts: isn't a list of claims" in str(caught.value)


def test_the_stories_and_the_calendar_of_the_playbook_agree() -> None:
    assert [str(one) for one in contradictions(Library(), Calendar())] == []
    assert set(Calendar().chapters) == set(Library().ledgers)


def test_a_reader_whose_inputs_disagree_is_told_where(tmp_path: Path) -> None:
    (tmp_path / "coaching-plan.yml").write_text("met_day45: 4\n", encoding="utf-8")
    told = [str(one) for one in contradictions(Library(overlay=tmp_path), Calendar())]
    assert [one.split(" doesn't hold: ")[1].split(" (")[0] for one in told] == [
        "coaching-plan.one_more_met == coaching-plan.met_day45 + 1",
        "coaching-plan.one_fewer_met == coaching-plan.met_day45 - 1",
    ]
