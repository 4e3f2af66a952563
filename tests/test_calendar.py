"""The calendar is read whole, and what can't be a day, a person or a team is refused with its file and line."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.calendar import Calendar
from macros.errors import PlaybookError

SMALL: dict[str, Any] = {
    "years": 2000,
    "events": {
        "launch": {"label": "the launch", "day": "2-03-20", "planned": "2-03-10", "story": "small"},
        "freeze": {"label": "the freeze", "day": "2-03-01"},
    },
    "people": {
        "ann": {
            "name": "Ann",
            "roles": [
                {"since": "1-01-01", "role": "Engineer"},
                {"since": "2-01-01", "role": "Lead", "team": "core"},
            ],
            "until": "2-06-01",
        }
    },
    "teams": {
        "core": {"label": "Core", "sizes": [{"since": "1-01-01", "people": 8}, {"since": "2-03-10", "people": 9}]}
    },
    "chapters": {"small": {"label": "It happens", "from": "freeze", "to": "launch"}},
    "timelines": {
        "spring": {
            "title": "Spring",
            "events": ["launch", "freeze"],
            "spans": [{"label": "frozen", "from": "freeze", "to": "launch"}],
        }
    },
    "claims": ["calendar.freeze before calendar.launch"],
}


def read(folder: Path, *path: str | int, to: Any = None) -> Calendar:
    """Read the small calendar with one place replaced, or removed where `to` is None."""
    data = copy.deepcopy(SMALL)
    if path:
        place: Any = data
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = to
        if to is None:
            del place[path[-1]]
    file = folder / "calendar.yml"
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return Calendar(file, "calendar.yml")


def everything(calendar: Calendar) -> None:
    """Read each part of a calendar."""
    _ = calendar.events, calendar.people, calendar.teams, calendar.chapters, calendar.timelines, calendar.claims


def test_events_come_in_the_order_of_their_days_and_know_how_late_they_were(tmp_path: Path) -> None:
    calendar = read(tmp_path)
    assert list(calendar.events) == ["freeze", "launch"]
    assert calendar.event("launch").late == 10
    assert calendar.event("freeze").late is None
    assert calendar.day("launch_planned") == date(2002, 3, 10)
    assert (calendar.year(calendar.day("launch")), calendar.written(calendar.day("launch"))) == (2, "2-03-20")


def test_people_teams_chapters_timelines_and_claims_are_read(tmp_path: Path) -> None:
    calendar = read(tmp_path)
    assert [(role.words, role.team) for role in calendar.people["ann"].roles] == [("Engineer", None), ("Lead", "core")]
    assert calendar.people["ann"].until == date(2002, 6, 1)
    assert [calendar.size("core", calendar.day(name)) for name in ("freeze", "launch")] == [8, 9]
    assert calendar.chapters["small"].begins.name == "freeze"
    assert [event.name for event in calendar.timelines["spring"].events] == ["freeze", "launch"]
    assert [(claim.words, claim.where) for claim in calendar.claims] == [
        ("calendar.freeze before calendar.launch", "calendar.yml:45: claims.1")
    ]


def test_a_calendar_need_not_draw_or_claim_anything(tmp_path: Path) -> None:
    assert read(tmp_path, "claims").claims == ()
    assert read(tmp_path, "timelines").timelines == {}
    assert read(tmp_path, "chapters").chapters == {}


EVENT = ("events", "launch")
ROLES = ("people", "ann", "roles")
SIZES = ("teams", "core", "sizes")
SPRING = ("timelines", "spring")
REFUSED: tuple[tuple[tuple[str | int, ...], Any, str], ...] = (
    ((*EVENT, "day"), "2-02-30", "events.launch.day: '2-02-30' is no day"),
    ((*EVENT, "day"), "March", "events.launch.day: is 'March'; write year, month and day"),
    ((*EVENT, "day"), 20230301, "events.launch.day: is 20230301; write year, month and day"),
    ((*EVENT, "day"), None, "events.launch: lacks 'day'"),
    ((*EVENT, "planed"), "2-03-10", "events.launch.planed: unknown field; did you mean 'planned'?"),
    (("events", "launch_planned"), {"label": "x", "day": "2-01-01"}, "ends in _planned; that names the day promised"),
    (("events", "launch"), "2-03-20", "events.launch: is '2-03-20'; give it fields in braces"),
    (("events",), ["launch"], "events: is ['launch']; give it entries by name"),
    (("events",), None, "lacks 'events'"),
    (("event",), {}, "event: unknown section; did you mean 'events'?"),
    (("years",), "two", "years: is 'two'; give the year of the world"),
    (("people", "ann", "until"), "1-06-01", "people.ann.until: is before the last role began"),
    ((*ROLES, 1, "since"), "1-01-01", "people.ann.roles: 1-01-01 doesn't come after 1-01-01; list the oldest"),
    ((*ROLES, 1, "team"), "cor", "people.ann.roles.2: no team is named 'cor'; did you mean 'core'?"),
    (ROLES, [], "people.ann.roles: isn't a list with an entry"),
    ((*SIZES, 1, "people"), 8.5, "teams.core.sizes.2: has 8.5 people; give a whole number"),
    ((*SIZES, 1, "since"), "1-01-01", "teams.core.sizes: 1-01-01 doesn't come after 1-01-01"),
    (("chapters", "small", "to"), "lunch", "chapters.small: no event is named 'lunch'; did you mean 'launch'?"),
    (("chapters", "small"), {"label": "x", "from": "launch", "to": "freeze"}, "freeze is before launch; turn them"),
    ((*SPRING, "events"), ["launch"], "timelines.spring.spans: 'frozen' reaches to freeze; list it among the events"),
    (("claims",), "one", "claims: isn't a list with an entry"),
)


def test_what_can_not_be_is_refused_with_its_place(tmp_path: Path) -> None:
    wrong = []
    for path, to, told in REFUSED:
        with pytest.raises(PlaybookError) as caught:
            everything(read(tmp_path, *path, to=to))
        said = str(caught.value)
        if told not in said or not said.startswith("calendar.yml"):
            wrong.append((path, said))
    assert wrong == []


def test_an_event_or_a_team_that_is_not_there_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    calendar = read(tmp_path)
    with pytest.raises(PlaybookError, match="did you mean 'launch'"):
        calendar.event("lanch")
    with pytest.raises(PlaybookError, match="did you mean 'core'"):
        calendar.size("cor", calendar.day("launch"))
    with pytest.raises(PlaybookError, match="nothing was promised for freeze"):
        calendar.day("freeze_planned")
