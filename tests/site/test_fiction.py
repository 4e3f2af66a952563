"""The page of what is fictional says what the calendar says."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest

from macros.calendar import Calendar
from macros.spoken_days import when


@pytest.fixture(scope="module")
def rows(site: Path) -> list[list[str]]:
    """The tables of the page, a list of cells for each row."""
    tree = lxml.html.parse(site / "about" / "fiction" / "index.html").getroot()
    return [[" ".join(cell.text_content().split()) for cell in row] for row in tree.iter("tr")]


def test_everybody_stands_there_with_each_role(rows: list[list[str]]) -> None:
    shown = {tuple(row[:2]) for row in rows}
    missing = [
        (person.name, role.words)
        for person in Calendar().people.values()
        for role in person.roles
        if (person.name, role.words) not in shown
    ]
    assert missing == []
    assert ["Hana", "Engineer, a new graduate", "ML platform", "April of year two"] in rows


def test_each_story_stands_there_in_the_order_of_time(rows: list[list[str]]) -> None:
    labels = [span.label for span in Calendar().chapters.values()]
    assert [row[1] for row in rows if row[1] in labels] == labels
    assert ["Year one, September to December", "A launch is at risk"] in rows


def test_each_event_of_the_timeline_stands_in_its_table(rows: list[list[str]]) -> None:
    for timeline in Calendar().timelines.values():
        days = [
            f"{event.day:%A} {when(event.day, 'day', bare=True)}".replace("\u00a0", " ") for event in timeline.events
        ]
        expected = [[day, event.label] for day, event in zip(days, timeline.events, strict=True)]
        assert [row[:2] for row in rows if row[:2] in expected] == expected
