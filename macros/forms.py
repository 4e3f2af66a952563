"""Forms: what each template asks for, read from the file beside its text and checked.

A form has fields, which stand once in the text, and rows, which repeat: a blank template shows as many of them as the
form says, an example as many as it has, and a reader adds and removes them. Rows may hold rows. Each field has a label
that can be understood where the template is pasted, a kind, and its example: words, in which {story.key} stands for
what a story holds, {target story.goal} for the target of a goal and {verdict story.goal} for its verdict.
{claim story.key > 0} says what the words before it rest on, and shows nothing while it holds.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest, shown
from macros.formulas import FORMULAS
from macros.units import Unit, units
from macros.yaml_source import Key, Located, read_yaml

FIELD_NAME = re.compile(r"[a-z][a-z0-9_]*")
MOST_BLANK_ROWS = 8


class Kind(enum.Enum):
    """What a reader puts into a field."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    PERSON = "person"
    MEASURE = "measure"


CLAIM = re.compile(r"\{claim (?P<claim>[^{}]+)\}")
HELD = re.compile(
    rf"\{{(?:(?P<part>target|verdict) )?(?P<name>[a-z0-9][a-z0-9_-]*\.[a-z][a-z0-9_]*)\}}|{CLAIM.pattern}"
)
"""What an example takes from a story, or rests on."""


@dataclass(frozen=True)
class Field:
    """One thing that a template asks for."""

    name: str
    label: str
    kind: Kind
    unit: Unit | None = None
    choices: tuple[str, ...] = ()
    formulas: tuple[str, ...] = ()
    """Of a measure: the formulas that it may be computed with."""
    fact: str = ""
    """One of FACTS where the field asks for that: what a reader wrote once is offered again in other templates."""


@dataclass(frozen=True)
class Example:
    """What one row of an example holds."""

    words: Mapping[str, str]
    rows: Mapping[str, Sequence[Example]]


@dataclass(frozen=True)
class Rows:
    """Fields that a template asks for several times, and rows that each of them has."""

    name: str
    label: str
    """What one of them is: the button that adds one says so."""
    blank: int
    fields: Mapping[str, Field]
    rows: Mapping[str, Rows]
    examples: tuple[Example, ...]
    """Of rows in rows nothing: their examples stand in those of the rows around them."""

    def within(self) -> Iterator[Rows]:
        """Give these rows and those in them."""
        yield self
        for rows in self.rows.values():
            yield from rows.within()


@dataclass(frozen=True)
class Form:
    """What one template asks for."""

    name: str
    file: str
    fields: Mapping[str, Field]
    examples: Mapping[str, str]
    rows: Mapping[str, Rows]

    def all_rows(self) -> dict[str, Rows]:
        """Give all its rows by their names, those in rows as well; each name stands once."""
        return {one.name: one for rows in self.rows.values() for one in rows.within()}


FACTS = ("role", "team", "company", "project")
"""What a reader may have to write in several templates."""
SECTIONS = ("fields", "rows")
ROWS_KEYS = ("label", "blank", "fields")
"""What all rows have; those of the form itself have examples too."""
FIELD_KEYS = ("label", "kind")
"""What every field has."""
OPTIONAL_KEYS = ("fact",)
KIND_KEYS = {Kind.NUMBER: "unit", Kind.CHOICE: "choices", Kind.MEASURE: "formulas"}
"""What a field of a kind has on top."""


def read_form(path: Path) -> Form:
    """Read the form of a template.

    Args:
        path: the file, named like the text beside it.

    Raises:
        PlaybookErrors: everything that is wrong, each with file, line, key, problem and remedy.
    """
    reader = _Reader(read_yaml(path, shown(path)))
    form = reader.form(path.stem)
    if reader.errors:
        raise PlaybookErrors(reader.errors)
    return form


class _Reader:
    """Turns the YAML of one form into its fields, and gathers what is wrong."""

    def __init__(self, source: Located) -> None:
        self.source = source
        self.errors: list[PlaybookError] = []

    def form(self, name: str) -> Form:
        data = self._mapping((), self.source.data, SECTIONS)
        fields, examples = (
            self._fields(("fields",), data["fields"], with_examples=True) if "fields" in data else ({}, {})
        )
        rows = {
            key: self._rows(("rows", key), entry)
            for key, entry in (self._named(("rows",), data["rows"]) if "rows" in data else ())
        }
        self._alike(fields, rows)
        self._named_twice(rows)
        if not fields and not rows:
            self._wrong((), "asks for nothing", "give it fields, each with its label, its kind and its example")
        return Form(name, self.source.file, fields, examples, rows)

    def _alike(self, fields: Mapping[str, Field], rows: Mapping[str, Rows]) -> None:
        """Refuse labels that read alike: in a blank nobody could tell their places apart."""
        first: dict[str, str] = {}
        places: dict[Key, Mapping[str, Field]] = {("fields",): fields}
        places |= {(*place, "fields"): one.fields for place, one in _placed(("rows",), rows)}
        asked = [((*place, name), field) for place, named in places.items() for name, field in named.items()]
        for key, field in asked:
            earlier = first.setdefault(field.label.casefold(), ".".join(key))
            if field.label and earlier != ".".join(key):
                self._wrong((*key, "label"), f"reads like that of {earlier}", "give each a label of its own")

    def _named_twice(self, rows: Mapping[str, Rows]) -> None:
        """Refuse rows in rows that are called like others: the text names them by their name alone."""
        first: dict[str, Key] = {}
        for place, one in _placed(("rows",), rows):
            if one.name in first:
                self._wrong(place, f"is called like {'.'.join(first[one.name])}", "give it a name of its own")
            first.setdefault(one.name, place)

    def _rows(self, key: Key, entry: Any, *, inner: bool = False) -> Rows:
        needed = ROWS_KEYS if inner else (*ROWS_KEYS, "examples")
        data = self._mapping(key, entry, (*needed, "rows"), needed)
        fields, _ = self._fields((*key, "fields"), data.get("fields"), with_examples=False)
        rows = {
            name: self._rows((*key, "rows", name), held, inner=True)
            for name, held in (self._named((*key, "rows"), data["rows"]) if "rows" in data else ())
        }
        blank = data.get("blank", 1)
        if type(blank) is not int or not 1 <= blank <= MOST_BLANK_ROWS:
            self._wrong((*key, "blank"), f"is {blank!r}", f"give a whole number from 1 to {MOST_BLANK_ROWS}")
            blank = 1
        examples = () if inner else self._examples((*key, "examples"), data.get("examples", []), fields, rows)
        return Rows(key[-1], self._words((*key, "label"), data.get("label", "")), blank, fields, rows, examples)

    def _fields(self, key: Key, data: Any, *, with_examples: bool) -> tuple[dict[str, Field], dict[str, str]]:
        fields: dict[str, Field] = {}
        examples: dict[str, str] = {}
        for name, entry in self._named(key, data):
            fields[name] = self._field((*key, name), entry, with_examples=with_examples)
            if with_examples and isinstance(entry, dict) and "example" in entry:
                examples[name] = self._example((*key, name, "example"), entry["example"], fields[name])
        return fields, examples

    def _field(self, key: Key, entry: Any, *, with_examples: bool) -> Field:
        kinds = {kind.value: kind for kind in Kind}
        given = entry.get("kind") if isinstance(entry, dict) else None
        kind = kinds.get(given, Kind.TEXT) if isinstance(given, str) else Kind.TEXT
        needed = (*FIELD_KEYS, *filter(None, [KIND_KEYS.get(kind)]), *(["example"] if with_examples else []))
        data = self._mapping(key, entry, (*needed, *OPTIONAL_KEYS), needed)
        if "fact" in data and data["fact"] not in FACTS:
            self._wrong((*key, "fact"), f"is {data['fact']!r}", nearest(str(data["fact"]), FACTS))
        if "kind" in data and str(given) not in kinds:
            self._wrong((*key, "kind"), f"is {given!r}", nearest(str(given), kinds))
        return Field(
            key[-1],
            self._words((*key, "label"), data.get("label", "")),
            kind,
            self._unit((*key, "unit"), data["unit"]) if "unit" in data else None,
            self._list((*key, "choices"), data.get("choices")) if kind is Kind.CHOICE else (),
            self._formulas((*key, "formulas"), data.get("formulas")) if kind is Kind.MEASURE else (),
            str(data.get("fact", "")),
        )

    def _examples(
        self, key: Key, given: Any, fields: Mapping[str, Field], rows: Mapping[str, Rows]
    ) -> tuple[Example, ...]:
        if not isinstance(given, list) or not given:
            self._wrong(key, "holds no row", "give a list of rows, each with its fields")
            return ()
        return tuple(self._row((*key, str(number)), row, fields, rows) for number, row in enumerate(given, 1))

    def _row(self, key: Key, given: Any, fields: Mapping[str, Field], rows: Mapping[str, Rows]) -> Example:
        known = (*fields, *rows)
        data = self._mapping(key, given, known, known)
        return Example(
            {name: self._example((*key, name), data[name], fields[name]) for name in fields if name in data},
            {
                name: self._examples((*key, name), data[name], one.fields, one.rows)
                for name, one in rows.items()
                if name in data
            },
        )

    def _example(self, key: Key, value: Any, field: Field) -> str:
        words = self._words(key, str(value) if type(value) in (int, float) and field.kind is Kind.NUMBER else value)
        if re.search(r"[{}]", HELD.sub("", words)):
            remedy = "write {story.key}, {target story.goal}, {verdict story.goal} or {claim …}"
            self._wrong(key, "has a brace that names nothing of a story", remedy)
        chosen = CLAIM.sub("", words)
        if field.choices and not HELD.search(chosen) and chosen not in field.choices:
            self._wrong(key, f"is {chosen!r}", nearest(chosen, field.choices))
        return words

    def _unit(self, key: Key, given: Any) -> Unit | None:
        if not isinstance(given, str) or given not in units():
            self._wrong(key, f"is {given!r}", nearest(str(given), units()))
            return None
        return units()[given]

    def _list(self, key: Key, given: Any) -> tuple[str, ...]:
        if not isinstance(given, list) or len(given) < 2:
            self._wrong(key, "holds no choice", "give a list of at least two")
            return ()
        return tuple(self._words(key, one) for one in given)

    def _formulas(self, key: Key, given: Any) -> tuple[str, ...]:
        names = [given] if isinstance(given, str) else given
        if not isinstance(names, list) or not names:
            self._wrong(key, "names no formula", "name one, or give a list")
            return ()
        for name in names:
            if str(name) not in FORMULAS:
                self._wrong(key, f"names the formula {name!r}", nearest(str(name), FORMULAS))
        return tuple(name for name in names if str(name) in FORMULAS)

    def _words(self, key: Key, value: Any) -> str:
        if isinstance(value, str) and value.strip():
            return value.strip()
        self._wrong(key, "holds no words", "give text that isn't empty")
        return ""

    def _named(self, key: Key, data: Any) -> Iterator[tuple[str, Any]]:
        """Give what a mapping of names holds."""
        if not isinstance(data, dict) or not data:
            self._wrong(key, "holds no names", "write each below it as name: {label: …}")
            return
        for name, entry in data.items():
            if not FIELD_NAME.fullmatch(name):
                self._wrong((*key, name), "is no name", "use small letters, digits and underscores")
            yield name, entry

    def _mapping(
        self,
        key: Key,
        data: Any,
        known: Sequence[str] | Mapping[str, Any],
        needed: Sequence[str] | Mapping[str, Any] = (),
    ) -> dict[str, Any]:
        """Give a mapping whose keys are known; what is unknown or missing is wrong."""
        if not isinstance(data, dict):
            self._wrong(key, "isn't a mapping", f"give it {', '.join(known)}")
            return {}
        for name in data:
            if name not in known:
                self._wrong((*key, name), "is unknown here", nearest(name, known))
        for name in needed:
            if name not in data:
                self._wrong(key, f"lacks '{name}'", f"give it {', '.join(needed)}")
        return {name: value for name, value in data.items() if name in known}

    def _wrong(self, key: Key, problem: str, remedy: str) -> None:
        self.errors.append(PlaybookError(self.source.where(*key), problem, remedy))


def _placed(key: Key, rows: Mapping[str, Rows]) -> Iterator[tuple[Key, Rows]]:
    """Give rows and those in them, each with its place in the file."""
    for name, one in rows.items():
        yield (*key, name), one
        yield from _placed((*key, name, "rows"), one.rows)
