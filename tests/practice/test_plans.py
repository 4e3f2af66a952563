"""The plans are read off their page, and days that don't follow each other are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.practice.plans import plans
from tests.small_site import SmallSite

HOUR = '<h2 id="hour">One hour<a href="#hour">¶</a></h2><ol><li>Read <a href="x">this</a>.</li><li>Sleep.</li></ol>'
DAYS = (
    '<h2 id="days">Three days</h2><p><strong>Day 1: your stories.</strong></p><ol><li>Do it.</li><li>Again.</li></ol>'
    "<p><strong>Day 2: your rules.</strong></p><ol><li>Write.</li></ol>"
)
WEEK = (
    '<h2 id="week">A week</h2>'
    "<ol><li><strong>Days 1 to 3.</strong> Collect.</li><li><strong>Day 4.</strong> Rest.</li></ol>"
)


def _read(tmp_path: Path, body: str) -> list[dict[str, object]]:
    small = SmallSite(tmp_path)
    small.page("start/plans", body, kind="page")
    return plans(small.pages())


def _stretch(first: int, last: int, title: str, *steps: str) -> dict[str, object]:
    return {"first": first, "last": last, "title": title, "steps": steps}


def test_a_plan_may_have_no_days_lists_below_days_or_days_in_its_list(tmp_path: Path) -> None:
    assert _read(tmp_path, HOUR + DAYS + WEEK) == [
        {"title": "One hour", "stretches": (_stretch(0, 0, "", "Read this.", "Sleep."),)},
        {
            "title": "Three days",
            "stretches": (_stretch(1, 1, "your stories", "Do it.", "Again."), _stretch(2, 2, "your rules", "Write.")),
        },
        {"title": "A week", "stretches": (_stretch(1, 3, "", "Collect."), _stretch(4, 4, "", "Rest."))},
    ]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (DAYS.replace("Day 2", "Day 3"), "start/plans.md: the days under 'Three days' are 1, 3; begin with day 1"),
        (WEEK.replace("<strong>Day 4.</strong> ", ""), "start/plans.md: under 'A week' some steps have no day"),
        ("<p>Later.</p>", "start/plans.md: tells no plan; give each a heading, and its steps as a list"),
        (HOUR.replace("<ol>", "<p>").replace("</ol>", "</p>"), "start/plans.md: 'One hour' has no steps"),
    ],
)
def test_a_plan_that_cannot_be_read_is_told(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        _read(tmp_path, body)
    assert told in str(caught.value)
