"""Read the front matter of a page: which keys each kind of page has, what they hold, and on which line they stand."""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from macros.errors import PlaybookError, nearest, strange_character
from macros.yaml_source import FAST_LOADER, Located, read_yaml_text

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n|)---[ \t]*(?:\n|\Z)", re.DOTALL)

MARKUP = r"[<>\n]|\{\{|\{%"
"""What no text of the front matter holds, as a pattern that JavaScript reads too."""
KINDS = ("full", "short", "story", "formula", "template", "section", "page")
ANSWERS = ("full", "short")
LEVELS = ("tech lead", "EM", "senior EM", "director")
FIRST_DAY = datetime.date(2020, 1, 1)
"""No page was reviewed before: what is older is a slip of the pen."""


class Holds(enum.Enum):
    """What a key may hold."""

    WORDS = "text that isn't empty"
    CHOICE = "one of a few words"
    CHOICES = "a list of such words"
    LINES = "a list of texts"
    NAME = "the name of something that there is"
    NAMES = "a list of such names"
    DATE = "a date"
    SETTINGS = "a mapping of settings"


@dataclass(frozen=True)
class Key:
    """One key of the front matter.

    Args:
        holds: what its value is.
        needed: the kinds of page that must have it.
        allowed: the further kinds that may.
        of: the words that it chooses from, or the registry that its names come from: a key of `Known`.
        least: the fewest items of a list.
        most: the most items of a list, or characters of a text.
        example: how it is written, for messages.
    """

    holds: Holds
    needed: Sequence[str] = ()
    allowed: Sequence[str] = ()
    of: Sequence[str] | str = ()
    least: int = 1
    most: int | None = None
    example: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of page that may have it."""
        return (*self.needed, *self.allowed)


KEYS: dict[str, Key] = {
    "title": Key(Holds.WORDS, KINDS, example="title: What the page is called"),
    # Search engines cut a description that is longer.
    "description": Key(Holds.WORDS, KINDS, most=155, example="description: What the page says, in one sentence."),
    "kind": Key(Holds.CHOICE, KINDS, of=KINDS, example="kind: page"),
    "wordings": Key(
        Holds.LINES,
        ANSWERS,
        ("template", "formula", "story"),
        least=3,
        most=25,
        example="wordings: [another way to ask it, …]",
    ),
    "terms": Key(Holds.LINES, ANSWERS, least=5, most=20, example="terms: [words that people type for it, …]"),
    "levels": Key(Holds.CHOICES, ANSWERS, of=LEVELS, example="levels: [tech lead, EM]"),
    "templates": Key(Holds.NAMES, ANSWERS, of="template", example="templates: [story-card]"),
    "story": Key(Holds.NAME, ("full", "story"), ("short", "template"), of="story", example="story: feature-platform"),
    "formula": Key(Holds.NAME, ("formula",), of="formula", example="formula: relative_change"),
    "example": Key(Holds.NAME, ("formula",), of="figure", example="example: feature-platform.latency_change"),
    "form": Key(Holds.NAME, ("template",), of="template", example="form: story-card"),
    "readers": Key(Holds.WORDS, ("template",), example="readers: you, and whoever rehearses with you"),
    "reviewed": Key(
        Holds.DATE,
        ("full", "short", "story", "formula", "template"),
        ("section", "page"),
        example="reviewed: 2026-11-24",
    ),
    "audience": Key(Holds.CHOICE, (), ("page",), of=("maintainers",), example="audience: maintainers"),
    "exports": Key(Holds.CHOICE, (), ("section", "page"), of=("none",), example="exports: none"),
    "template": Key(Holds.NAME, (), ("page",), of="override", example="template: home.html"),
    "hide": Key(Holds.CHOICES, (), KINDS, of=("navigation", "toc", "footer"), example="hide: [toc]"),
    "search": Key(Holds.SETTINGS, (), KINDS, of=("boost", "exclude"), example="search: {exclude: true}"),
}
"""Every key that front matter may hold; the checks and the schemas for editors go by it."""
FOR_SEARCH = ("wordings", "terms")
"""The keys that only the search reads: how people ask for a page, and what they type for it."""


@dataclass(frozen=True)
class Known:
    """The names that keys may name, by what `Key.of` calls them; None where nobody can tell them just now."""

    names: dict[str, Collection[str] | None]


def split(text: str) -> tuple[str, str]:
    """Part a page into the YAML of its front matter and its own text; the YAML is empty where there is none."""
    found = _FRONT_MATTER.match(text)
    return (found["yaml"], text[found.end() :]) if found else ("", text)


def asked_aloud(meta: Mapping[str, Any]) -> tuple[str, ...]:
    """Give those wordings of a page that are whole sentences; what people only type for it is left to the search."""
    return tuple(wording for wording in meta.get("wordings") or () if str(wording).endswith(("?", ".")))


def front_matter(path: Path, shown: str) -> dict[str, Any]:
    """Give the front matter of a Markdown file; empty where it has none.

    Args:
        path: the file.
        shown: its name in messages.

    Raises:
        PlaybookError: it isn't a YAML mapping.
    """
    try:
        meta = yaml.load(split(path.read_text(encoding="utf-8"))[0], Loader=FAST_LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:
        _ = read_front_matter(path.read_text(encoding="utf-8"), shown)  # tells the line
        raise PlaybookError(f"{shown}:1", "the front matter isn't YAML", "quote text with colons") from error
    return _mapping(meta, shown)


@lru_cache(maxsize=1024)  # two checks ask for that of each page
def read_front_matter(text: str, shown: str) -> Located:
    """Read the front matter of a page with the line of each key.

    Args:
        text: the whole page.
        shown: its name in messages.

    Raises:
        PlaybookError: it isn't a YAML mapping, or repeats a key.
    """
    located = read_yaml_text(split(text)[0], Located(shown, None, before=1, dates=True))
    located.data = _mapping(located.data, shown)
    return located


def _mapping(meta: Any, shown: str) -> dict[str, Any]:
    if meta is None:
        return {}
    if not isinstance(meta, dict):
        raise PlaybookError(f"{shown}:1", "the front matter has no keys", "write key: value")
    return meta


def mistakes(meta: Located, known: Known, today: datetime.date) -> Iterator[PlaybookError]:
    """Find what is wrong with the front matter of a page; each mistake names the line of its key.

    Args:
        meta: what `read_front_matter` gave.
        known: the names that there are.
        today: the last date that a page can have been reviewed on.
    """
    top = f"{meta.file}:1"
    if not meta.data:
        yield PlaybookError(top, "has no front matter", "begin with ---, the keys title, description and kind, ---")
        return
    kind = meta.data.get("kind")
    if kind not in KINDS:
        place = meta.lines.get(("kind",), top)
        if kind is None:
            yield PlaybookError(place, "the front matter lacks 'kind'", f"write one of {', '.join(KINDS)}")
        else:
            yield PlaybookError(place, f"the kind is {kind!r}", nearest(str(kind), KINDS))
        return
    for name, key in KEYS.items():
        if kind in key.needed and name not in meta.data:
            yield PlaybookError(
                top, f"the front matter lacks '{name}'", f"a page of kind {kind} needs it: {key.example}"
            )
    for name, value in meta.data.items():
        place = meta.lines[(name,)]
        if name not in KEYS:
            yield PlaybookError(place, f"the front matter has no key '{name}'", nearest(name, KEYS))
        elif kind not in KEYS[name].kinds:
            remedy = f"remove it; pages of kind {', '.join(KEYS[name].kinds)} have it"
            yield PlaybookError(place, f"a page of kind {kind} has no '{name}'", remedy)
        else:
            for problem, remedy in _value_mistakes(name, KEYS[name], value, known, today):
                yield PlaybookError(place, problem, remedy)


Mistakes = Iterator[tuple[str, str]]


def _value_mistakes(name: str, key: Key, value: Any, known: Known, today: datetime.date) -> Mistakes:
    written = f"write {key.example}"
    match key.holds:
        case Holds.WORDS:
            yield from _words(name, key, value, written)
        case Holds.DATE:
            if not isinstance(value, datetime.date):
                yield f"'{name}' isn't a date", written
            elif not FIRST_DAY <= value <= today:
                yield f"'{name}' is {value}", f"give a day from {FIRST_DAY} to today"
        case Holds.SETTINGS:
            yield from _settings(name, key, value, written)
        case Holds.CHOICE | Holds.NAME:
            yield from _chosen(name, key, [value], known)
        case _:
            yield from _list(name, key, value, known)


def _words(name: str, key: Key, value: Any, written: str) -> Mistakes:
    if not isinstance(value, str) or not value.strip():
        yield f"'{name}' is {value!r}", f"{written}; put text with a colon or a number alone into quotes"
    elif re.search(MARKUP, value):
        yield f"'{name}' holds markup", "write plain words on one line: they are shown as they stand"
    elif key.most is not None and len(value) > key.most:
        yield f"the {name} has {len(value)} characters", f"keep to {key.most}"


def _settings(name: str, key: Key, value: Any, written: str) -> Mistakes:
    if not isinstance(value, dict) or not value:
        yield f"'{name}' is {value!r}", written
        return
    for setting, given in value.items():
        right = isinstance(given, bool) if setting == "exclude" else type(given) in (int, float) and given > 0
        if setting not in key.of:
            yield f"'{name}' has no setting '{setting}'", nearest(setting, key.of)
        elif not right:
            remedy = "write true or false" if setting == "exclude" else "write a number above 0"
            yield f"'{name}.{setting}' is {given!r}", remedy


def _list(name: str, key: Key, value: Any, known: Known) -> Mistakes:
    if not isinstance(value, list):
        yield f"'{name}' isn't a list", "write one a line, each after a dash"
        return
    texts = [item for item in value if isinstance(item, str) and item.strip()]
    for item in value:
        if item not in texts:
            yield f"'{name}' lists {item!r}", "list texts; put what YAML reads otherwise into quotes"
    for item in {text: texts.count(text) for text in texts if texts.count(text) > 1}:
        yield f"'{name}' lists {item!r} twice", "keep one of them"
    if not key.least <= len(value) <= (key.most or len(value)):
        bounds = f"{key.least} to {key.most}" if key.most else f"at least {key.least}"
        yield f"{len(value)} {name} are given", f"give {bounds}"
    if key.holds is Holds.LINES:
        for text in texts:
            yield from (
                (f"{problem} in {text!r}", remedy) for problem, remedy in _words(name, Key(key.holds), text, "")
            )
    else:
        yield from _chosen(name, key, texts, known)


def _chosen(name: str, key: Key, values: Sequence[Any], known: Known) -> Mistakes:
    choices = known.names[key.of] if isinstance(key.of, str) else key.of
    if choices is None:
        return
    for value in values:
        if value not in choices:
            strange = strange_character(str(value))
            remedy = f"{strange}; type it anew" if strange else nearest(str(value), choices)
            yield f"'{name}' names {value!r}", remedy


@cache
def last_day() -> datetime.date:
    """Give the last day on which it is today anywhere on earth."""
    return (datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(hours=14)).date()
