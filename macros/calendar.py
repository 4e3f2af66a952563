"""The calendar of the invented company: who works there as what and since when, and what happened on which day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

from macros.errors import PlaybookError, nearest
from macros.story import StoredClaim
from macros.yaml_source import Key, Located, read_yaml

CALENDAR = "calendar"
"""The name that stands before its days in a claim: calendar.feed_launch."""
CALENDAR_FILE = Path(__file__).with_name("calendar.yml")
_SHOWN = "macros/calendar.yml"
_NEEDED = ("years", "events", "people", "teams")
_MORE = ("chapters", "timelines", "claims")
_PLANNED = "_planned"
"""Behind the name of an event, it names the day that had been promised."""

_Dated = TypeVar("_Dated", "Role", "TeamSize")


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
class Role:
    """What somebody does from a day on."""

    since: date
    words: str
    team: str | None = None
    """The key of the team; None for partners of all teams."""


@dataclass(frozen=True)
class Person:
    """Somebody at the invented company."""

    key: str
    name: str
    roles: tuple[Role, ...]
    """Oldest first, one at least."""
    until: date | None = None


@dataclass(frozen=True)
class TeamSize:
    """How many people a team has from a day on, the lead not counted."""

    since: date
    people: int


@dataclass(frozen=True)
class Team:
    """A team and its sizes over time, oldest first."""

    key: str
    label: str
    sizes: tuple[TeamSize, ...]


@dataclass(frozen=True)
class Span:
    """A stretch of time from one event to another, and what fills it."""

    label: str
    begins: Event
    ends: Event


@dataclass(frozen=True)
class Timeline:
    """What a drawing of a stretch of time shows, events in the order of their days."""

    name: str
    title: str
    events: tuple[Event, ...]
    spans: tuple[Span, ...]


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
        if not isinstance(source.data, dict):
            raise PlaybookError(self.shown, "isn't a calendar", f"give it {', '.join(_NEEDED)}")
        known = (*_NEEDED, *_MORE)
        for section in source.data:
            if section not in known:
                raise PlaybookError(source.where(section), "unknown section", nearest(section, known))
        for section in _NEEDED:
            if section not in source.data:
                raise PlaybookError(self.shown, f"lacks '{section}'", "give it one")
        year = source.data["years"]
        if not isinstance(year, int) or isinstance(year, bool) or not 1 <= year <= 9000:
            remedy = "give the year of the world that stands for the year before year one, for instance 2025"
            raise PlaybookError(source.where("years"), f"is {year!r}", remedy)
        return source

    def _entries(self, section: str) -> Mapping[str, Any]:
        """Give the entries of a section; a calendar need not have all of them."""
        if section not in self._source.data:
            return {}
        entries = self._source.data[section]
        if not isinstance(entries, dict):
            raise PlaybookError(self._source.where(section), f"is {entries!r}", "give it entries by name")
        return entries

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """Every event by its name, in the order of their days.

        Raises:
            PlaybookError: one lacks a label or a day, or has a day that is none.
        """
        found = []
        for name, entry in self._entries("events").items():
            key = ("events", name)
            if name.endswith(_PLANNED):
                raise PlaybookError(self._source.where(*key), f"ends in {_PLANNED}", "that names the day promised")
            fields = self._fields(key, entry, ("label", "day"), ("planned", "story"))
            planned = self._date((*key, "planned"), fields["planned"]) if "planned" in fields else None
            day = self._date((*key, "day"), fields["day"])
            found.append(Event(name, str(fields["label"]), day, planned, fields.get("story")))
        return {event.name: event for event in sorted(found, key=lambda event: event.day)}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """Everybody by their key, in the order of the file.

        Raises:
            PlaybookError: somebody has no role, a role in a team that isn't there, roles out of order, or left before
                the last of them began.
        """
        found = {}
        for key, entry in self._entries("people").items():
            place = ("people", key)
            fields = self._fields(place, entry, ("name", "roles"), ("until",))
            roles = [self._role((*place, "roles", str(number)), one) for number, one in self._listed(place, "roles")]
            until = self._date((*place, "until"), fields["until"]) if "until" in fields else None
            if until is not None and until < roles[-1].since:
                raise PlaybookError(self._source.where(*place, "until"), "is before the last role began", "mend one")
            found[key] = Person(key, str(fields["name"]), self._in_order((*place, "roles"), roles), until)
        return found

    def _role(self, key: Key, entry: Any) -> Role:
        fields = self._fields(key, entry, ("since", "role"), ("team",))
        team = fields.get("team")
        if team is not None and team not in self.teams:
            raise PlaybookError(self._source.where(*key), f"no team is named {team!r}", nearest(str(team), self.teams))
        return Role(self._date((*key, "since"), fields["since"]), str(fields["role"]), team)

    @cached_property
    def teams(self) -> Mapping[str, Team]:
        """The teams by their keys.

        Raises:
            PlaybookError: one has no size, a size that is no whole number of people, or sizes out of order.
        """
        found = {}
        for team, entry in self._entries("teams").items():
            place = ("teams", team)
            fields = self._fields(place, entry, ("label", "sizes"), ())
            sizes = [self._size((*place, "sizes", str(number)), one) for number, one in self._listed(place, "sizes")]
            found[team] = Team(team, str(fields["label"]), self._in_order((*place, "sizes"), sizes))
        return found

    def _size(self, key: Key, entry: Any) -> TeamSize:
        fields = self._fields(key, entry, ("since", "people"), ())
        people = fields["people"]
        if not isinstance(people, int) or isinstance(people, bool) or people < 0:
            raise PlaybookError(self._source.where(*key), f"has {people!r} people", "give a whole number")
        return TeamSize(self._date((*key, "since"), fields["since"]), people)

    @cached_property
    def chapters(self) -> Mapping[str, Span]:
        """The stretch of time that each story covers, by the name of the story, in the order of their beginnings."""
        spans = {story: self._span(("chapters", story), entry) for story, entry in self._entries("chapters").items()}
        return dict(sorted(spans.items(), key=lambda item: item[1].begins.day))

    @cached_property
    def timelines(self) -> Mapping[str, Timeline]:
        """What there is to draw, by name.

        Raises:
            PlaybookError: a timeline names an event that isn't there, or a span whose ends it doesn't show.
        """
        found = {}
        for name, entry in self._entries("timelines").items():
            key = ("timelines", name)
            fields = self._fields(key, entry, ("title", "events", "spans"), ())
            shown = [self._event((*key, "events"), one) for _, one in self._listed(key, "events")]
            spans = [self._span((*key, "spans", str(number)), one) for number, one in self._listed(key, "spans")]
            for span in spans:
                for end in (span.begins, span.ends):
                    if end not in shown:
                        where = self._source.where(*key, "spans")
                        raise PlaybookError(where, f"'{span.label}' reaches to {end.name}", "list it among the events")
            events = tuple(sorted(shown, key=lambda event: event.day))
            found[name] = Timeline(name, str(fields["title"]), events, tuple(spans))
        return found

    @cached_property
    def claims(self) -> tuple[StoredClaim, ...]:
        """What must hold between these days and the stories."""
        if "claims" not in self._source.data:
            return ()
        return tuple(
            StoredClaim(str(words), self._source.where("claims", str(number)))
            for number, words in self._listed((), "claims")
        )

    def _span(self, key: Key, entry: Any) -> Span:
        fields = self._fields(key, entry, ("label", "from", "to"), ())
        begins, ends = (self._event(key, fields[end]) for end in ("from", "to"))
        if ends.day < begins.day:
            raise PlaybookError(self._source.where(*key), f"{ends.name} is before {begins.name}", "turn them round")
        return Span(str(fields["label"]), begins, ends)

    def _event(self, key: Key, name: Any) -> Event:
        if name not in self.events:
            raise PlaybookError(
                self._source.where(*key), f"no event is named {name!r}", nearest(str(name), self.events)
            )
        return self.events[name]

    def _listed(self, key: Key, field_name: str) -> Sequence[tuple[int, Any]]:
        """Give the entries of a list that may not be empty, counted from 1."""
        holder = self._source.data
        for part in key:
            holder = holder[part]
        if not isinstance(holder[field_name], list) or not holder[field_name]:
            raise PlaybookError(self._source.where(*key, field_name), "isn't a list with an entry", "give it one")
        return list(enumerate(holder[field_name], 1))

    def _in_order(self, key: Key, dated: Sequence[_Dated]) -> tuple[_Dated, ...]:
        for one, following in pairwise(dated):
            if following.since <= one.since:
                problem = f"{self.written(following.since)} doesn't come after {self.written(one.since)}"
                raise PlaybookError(self._source.where(*key), problem, "list the oldest first")
        return tuple(dated)

    def event(self, name: str) -> Event:
        """Find an event.

        Raises:
            PlaybookError: there is no such event.
        """
        if name not in self.events:
            raise PlaybookError(f'"{name}"', "no event has this name", nearest(name, self.events))
        return self.events[name]

    def year(self, day: date) -> int:
        """Tell in which year of the company a day lies; 1 is year one."""
        return day.year - int(self._source.data["years"])

    def written(self, day: date) -> str:
        """Write a day as the file does, "2-03-01"."""
        return f"{self.year(day)}-{day:%m-%d}"

    def day(self, name: str) -> date:
        """Give the day of an event; `name_planned` is the day that had been promised.

        Raises:
            PlaybookError: there is no such event, or nothing had been promised for it.
        """
        event_name = name.removesuffix(_PLANNED)
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
        """Tell how many people a team had on a day, its lead not counted.

        Raises:
            PlaybookError: there is no such team, or it wasn't there yet.
        """
        if team not in self.teams:
            raise PlaybookError(f'"{team}"', "no team has this name", nearest(team, self.teams))
        sizes = [size.people for size in self.teams[team].sizes if size.since <= day]
        if not sizes:
            raise PlaybookError(f'"{team}"', "wasn't there yet on that day", "name a later one")
        return sizes[-1]

    def _fields(self, key: Key, entry: Any, needed: tuple[str, ...], more: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(entry, dict):
            raise PlaybookError(self._source.where(*key), f"is {entry!r}", "give it fields in braces")
        for name in entry:
            if name not in (*needed, *more):
                raise PlaybookError(self._source.where(*key, name), "unknown field", nearest(name, (*needed, *more)))
        for name in needed:
            if name not in entry:
                raise PlaybookError(self._source.where(*key), f"lacks '{name}'", "give it one")
        return entry

    def _date(self, key: Key, value: Any) -> date:
        """Read a day, written as "2-03-01": the years of the company are counted, not those of the world."""
        year, month, day = self._numbers(key, value)
        try:
            return date(int(self._source.data["years"]) + year, month, day)
        except ValueError as error:
            raise PlaybookError(self._source.where(*key), f"{value!r} is no day ({error})", "mend it") from error

    def _numbers(self, key: Key, value: Any) -> tuple[int, int, int]:
        parts = str(value).split("-")
        if not isinstance(value, str) or len(parts) != 3 or not all(part.isdigit() for part in parts):
            raise PlaybookError(self._source.where(*key), f"is {value!r}", 'write year, month and day: "2-03-01"')
        return int(parts[0]), int(parts[1]), int(parts[2])
