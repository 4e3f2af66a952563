"""The calendar of the invented company: who works there as what and since when, and what happened on which day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError, nearest
from macros.yaml_source import Located, read_yaml

CALENDAR = "calendar"
"""The name that stands before its days in a claim: calendar.feed_launch."""
CALENDAR_FILE = Path(__file__).with_name("calendar.yml")
_SHOWN = "macros/calendar.yml"


@dataclass(frozen=True)
class Event:
    """Something that happened, or was planned to."""

    name: str
    label: str
    day: date
    planned: date | None = None
    """The day that had been promised, where one had."""
    story: str | None = None
    """The story that tells it."""

    @property
    def late(self) -> int | None:
        """By how many days it came after the day that had been promised; negative where it was early."""
        return (self.day - self.planned).days if self.planned else None


@dataclass(frozen=True)
class Person:
    """Somebody at the invented company."""

    key: str
    name: str
    role: str
    since: date
    until: date | None = None


@dataclass(frozen=True)
class TeamSize:
    """How many people a team has from a day on, the lead not counted."""

    team: str
    since: date
    people: int


class Calendar:
    """The days, the people and the teams, read when first asked for."""

    def __init__(self, path: Path = CALENDAR_FILE, shown: str = _SHOWN) -> None:
        """Name the file; nothing is read before the first question.

        Args:
            path: the file.
            shown: its name in messages.
        """
        self.path = path
        self.shown = shown

    @cached_property
    def _source(self) -> Located:
        source = read_yaml(self.path, self.shown)
        if not isinstance(source.data, dict) or set(source.data) != {"years", "events", "people", "teams"}:
            raise PlaybookError(self.shown, "isn't a calendar", "give it years, events, people and teams")
        return source

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Every event by its name, in the order of their days.

        Raises:
            PlaybookError: one lacks a label or a day, or has a day that is none.
        """
        found = []
        for name, entry in self._source.data["events"].items():
            fields = self._fields(("events", name), entry, ("label", "day"), ("planned", "story"))
            found.append(
                Event(
                    name,
                    str(fields["label"]),
                    self._date(("events", name, "day"), fields["day"]),
                    self._date(("events", name, "planned"), fields["planned"]) if "planned" in fields else None,
                    fields.get("story"),
                )
            )
        return {event.name: event for event in sorted(found, key=lambda event: event.day)}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody by their key, in the order of the file."""
        found = {}
        for key, entry in self._source.data["people"].items():
            fields = self._fields(("people", key), entry, ("name", "role", "since"), ("until",))
            since = self._date(("people", key, "since"), fields["since"])
            until = self._date(("people", key, "until"), fields["until"]) if "until" in fields else None
            found[key] = Person(key, str(fields["name"]), str(fields["role"]), since, until)
        return found

    @cached_property
    def teams(self) -> Mapping[str, tuple[TeamSize, ...]]:
        """The sizes of each team over time, oldest first."""
        found = {}
        for team, sizes in self._source.data["teams"].items():
            listed = []
            for place, entry in enumerate(sizes, 1):
                key = ("teams", team, str(place))
                fields = self._fields(key, entry, ("since", "people"), ())
                listed.append(TeamSize(team, self._date((*key, "since"), fields["since"]), int(fields["people"])))
            found[team] = tuple(sorted(listed, key=lambda size: size.since))
        return found

    def day(self, name: str) -> date:
        """Give the day of an event; `name_planned` is the day that had been promised.

        Raises:
            PlaybookError: there is no such event, or nothing had been promised for it.
        """
        event_name = name.removesuffix("_planned")
        events = self.events
        if name in events:
            return events[name].day
        if event_name != name and event_name in events:
            planned = events[event_name].planned
            if planned is None:
                raise PlaybookError(f'"{CALENDAR}.{name}"', f"nothing was promised for {event_name}", "name its day")
            return planned
        raise PlaybookError(f'"{CALENDAR}.{name}"', "no event has this name", nearest(name, events))

    def size(self, team: str, day: date) -> int:
        """Tell how many people a team had on a day.

        Raises:
            PlaybookError: there is no such team, or it wasn't there yet.
        """
        if team not in self.teams:
            raise PlaybookError(f'"{team}"', "no team has this name", nearest(team, self.teams))
        sizes = [size.people for size in self.teams[team] if size.since <= day]
        if not sizes:
            raise PlaybookError(f'"{team}"', f"wasn't there on {day}", "ask for a later day")
        return sizes[-1]

    def _fields(
        self, key: tuple[str, ...], entry: Any, needed: tuple[str, ...], more: tuple[str, ...]
    ) -> dict[str, Any]:
        if not isinstance(entry, dict):
            raise PlaybookError(self._source.where(*key), f"is {entry!r}", "give it fields in braces")
        for name in entry:
            if name not in (*needed, *more):
                raise PlaybookError(self._source.where(*key, name), "unknown field", nearest(name, (*needed, *more)))
        for name in needed:
            if name not in entry:
                raise PlaybookError(self._source.where(*key), f"lacks '{name}'", "give it one")
        return entry

    def _date(self, key: tuple[str, ...], value: Any) -> date:
        """Read a day, written as "2-03-01": the years of the company are counted, not those of the world."""
        year, month, day = self._numbers(key, value)
        try:
            return date(int(self._source.data["years"]) + year, month, day)
        except ValueError as error:
            raise PlaybookError(self._source.where(*key), f"{value!r} is no day ({error})", "mend it") from error

    def _numbers(self, key: tuple[str, ...], value: Any) -> tuple[int, int, int]:
        parts = str(value).split("-")
        if not isinstance(value, str) or len(parts) != 3 or not all(part.isdigit() for part in parts):
            raise PlaybookError(self._source.where(*key), f"is {value!r}", 'write year, month and day: "2-03-01"')
        return int(parts[0]), int(parts[1]), int(parts[2])
