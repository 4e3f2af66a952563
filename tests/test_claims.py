"""A claim is read as it reads, told with its values, and refused where it can't be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from macros.calendar import Calendar
from macros.claims import judge
from macros.errors import PlaybookError
from macros.library import Library
from macros.names import ClaimNames
from tests.cases import for_every
from tests.small_story import STORY, write

CALENDAR = """years: 2000
teams:
  platform: {label: the platform, sizes: [{since: "2-01-01", people: 8}, {since: "2-03-10", people: 9}]}
events:
  freeze: {label: the freeze begins, day: "2-03-01"}
  early: {label: before the team, day: "1-03-01"}
  launch: {label: the launch, day: "2-03-20", planned: "2-03-10"}
people: {}
"""


@pytest.fixture
def names(tmp_path: Path) -> ClaimNames:
    """The small story, with an interval in it, and a small calendar."""
    story = STORY | {
        "inputs": STORY["inputs"]
        | {
            "users": {"value": 10000, "unit": "users", "label": "users in each arm"},
            "one": {"value": 500, "unit": "users", "label": "clicks in one arm"},
            "other": {"value": 600, "unit": "users", "label": "clicks in the other"},
            "pause": {"value": 3, "unit": "weeks", "label": "a pause"},
            "level": {"value": 95, "unit": "%", "label": "level"},
        },
        "figures": STORY["figures"]
        | {
            "lift": {
                "label": "lift",
                "formula": "relative_lift",
                "control_successes": "one",
                "control_size": "users",
                "treatment_successes": "other",
                "treatment_size": "users",
                "confidence": "level",
            }
        },
    }
    (tmp_path / "stories").mkdir()
    write(tmp_path / "stories" / "small.yml", story)
    (tmp_path / "calendar.yml").write_text(CALENDAR, encoding="utf-8")
    return ClaimNames(Library(tmp_path / "stories"), Calendar(tmp_path / "calendar.yml", "calendar.yml"))


HOLDS = (
    "small.change < 0",
    "small.change < -70 %",
    "small.change fell",
    "not small.change rose",
    "small.after < 150 ms",
    "small.after < 150",
    "100 < small.after <= 110",
    "small.before - small.after > 300 ms",
    "small.before / small.after > 4",
    "small.after * 4 < small.before",
    "(small.after + 20) * 2 < small.before",
    "size of small.change > 70 %",
    "small.after is about a quarter of small.before or small.after is about a fifth of small.before",
    "small.share is about 95 %",
    "small.slo is 99.9 %",
    "small.after is between 100 and 120",
    "small.after is whole",
    "small.lift excludes 0",
    "small.lift includes 15 %",
    "low of small.lift > 0 and high of small.lift < 40 %",
    "small.lift overlaps small.lift",
    "small.latency met",
    "not small.latency missed",
    "small.both met in 1",
    "small.both missed in 1 of 2",
    "count of small.both == 2",
    "count of small.latencies == 3",
    'small.role is "engineering manager"',
    "small.role is not 'director'",
    "(small.latency met or small.both met) and not small.both met",
    "calendar.freeze before calendar.launch",
    "calendar.launch after calendar.launch_planned",
    "calendar.launch - calendar.freeze >= 2 weeks",
    "calendar.launch - calendar.launch_planned == 10 days",
    "calendar.launch - calendar.freeze < small.pause",
    "small.after < half of small.before",
    "working days from calendar.freeze to calendar.launch == 13",
    "people of platform on calendar.freeze is 8 and people of platform on calendar.launch is 9",
    "rank of small.after among small.before, small.before is 3 and rank of small.before among small.after is 1",
    "rank of small.before among small.before, small.after is 1",
    "smallest of small.before, small.after == small.after and largest of small.after, small.before == small.before",
    "small.after < smallest of small.before, small.before",
    "rows (small.predictions.outcome == 1) / count of small.predictions.outcome is half",
    "rows (small.predictions.outcome < small.predictions.predicted < 1) == 1",
    "rows (range of small.predictions.outcome, small.predictions.predicted > 0.15) == 1",
)
FAILS = (
    "small.change > 0",
    "small.after >= 150 ms",
    "small.lift includes 0",
    "small.latency missed",
    "small.both met",
    "small.both met in 2 of 2",
    "small.after is about half of small.before",
    "small.after is between 120 and 130",
    "small.latency met and small.both met",
    'small.role is "director"',
    "calendar.launch before calendar.freeze",
    "calendar.launch on calendar.freeze",
)


def test_claims_that_hold_hold_and_those_that_fail_fail(names: ClaimNames) -> None:
    judged = {claim: judge(claim, names).holds for claim in (*HOLDS, *FAILS)}
    assert [claim for claim, holds in judged.items() if holds is not (claim in HOLDS)] == []


def test_the_values_that_decided_are_told(names: ClaimNames) -> None:
    answer = judge("small.after <  small.before and small.both met", names)
    assert answer.claim == "small.after < small.before and small.both met"
    assert answer.values == "after = 110\u00a0ms, before = 500\u00a0ms, both is met in 1 of 2"
    assert judge("calendar.launch after calendar.freeze", names).values == "launch is 2-03-20, freeze is 2-03-01"


@for_every(
    "claim, told",
    [
        ("", "is empty"),
        ("small.after", "compares nothing"),
        ("small.after <", "lacks a number, after 'small.after <'"),
        ("small.after < 150 ms now", "ends with words that belong to nothing"),
        ("small.after < 1 s", "compares 'ms' with 's'"),
        ("small.after < small.users", "compares 'ms' with 'users'"),
        ("small.slo > 99", "writes 99 beside what is in '%'"),
        ("small.after includes 0", "asks for the interval of what has none"),
        ("small.latency", "says nothing of the goal 'latency'"),
        ("small.latency < 3", "says nothing of the goal 'latency'"),
        ("small.latncy met", "did you mean 'latency'?"),
        ("smal.latency met", "did you mean 'small'?"),
        ("small.predictions > 3", "is a table"),
        ("small.latencies > 3", "names the list 'latencies'"),
        ("small.role > 3", "compares the text 'role' with no text"),
        ("small.after + small.role > 3", "calculates with 'small.role'"),
        ("small.after / 0 > 3", "divides by 0"),
        ("(small.after > 3", "lacks ')'"),
        ("small.after # 3", "can't be read from '# 3' on"),
        ("calendar.freze before calendar.launch", "did you mean 'freeze'?"),
        ("calendar.freeze_planned before calendar.launch", "nothing was promised for freeze"),
        ("calendar.freeze", "says nothing of a date"),
        ("calendar.freeze before small.after", "compares a date with 'small.after'"),
        ("count of small.after > 1", "counts what can't be counted"),
        ("working days from calendar.launch to calendar.freeze > 1", "counts backwards"),
        ("people of platfrom on calendar.freeze is 8", "did you mean 'platform'?"),
        ("rank of small.after is 1", "lacks 'among'"),
        ("rank of small.after among small.users is 1", "compares 'ms' with 'users'"),
        ("largest of small.after, small.users > 1", "compares 'ms' with 'users'"),
        ("people of platform on calendar.early is 8", "wasn't there yet on that day"),
        ("rows (small.predictions.outcome) == 1", "compares no columns"),
        ("rows (small.after == 1) == 1", "lacks a column"),
        ("rows (small.predictions.outcme == 1) == 1", "did you mean 'outcome'?"),
        ("rows (small.latencies == small.predictions.outcome) == 1", "compares 3 rows with the 2 of"),
        ("small.after.first == 1", "'after' is no table"),
    ],
)
def test_what_is_no_claim_is_refused(claim: str, told: str, names: ClaimNames) -> None:
    with pytest.raises(PlaybookError) as caught:
        judge(claim, names)
    assert told in str(caught.value)


def test_the_planned_day_of_an_event_is_a_day(names: ClaimNames) -> None:
    assert names.value("calendar.launch_planned") == date(2002, 3, 10)
