"""Write the JSON Schemas of the files that people edit by hand, from the tables by which their readers check them.

They keep to words that older drafts share with 2020-12, since editors are slow to follow. What depends on other parts
of a file, such as whether a name is that of an input, only the readers can know.
"""

from __future__ import annotations

import json
import re
import sys
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from macros import forms, story
from macros.formulas import FORMULAS, Formula
from macros.front_matter import KEYS, KINDS, LEVELS, MARKUP, Key
from macros.front_matter import Holds as Keeps
from macros.plan import SECTION_FIELDS
from macros.story import Holds
from macros.units import KIND_FIELDS, MOST_DECIMALS, SCALES, TEXT, UNIT_FIELDS, Kind, Unit, units

Schema = dict[str, Any]

FOLDER = ".vscode/schemas"
"""Where the editors of this repository find them."""
WORKBOOK_VERSION = 3
"""The version of the workbook that the site writes; workbook/versions.js of its scripts brings others to it."""
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_WORDS: Schema = {"type": "string", "pattern": "\\S"}
_ANYTHING: Schema = {}


def _defined(name: str, **further: Any) -> Schema:
    """Point to what a schema defines once, below $defs."""
    return {"$ref": f"#/$defs/{name}", **further}


def schemas() -> dict[str, str]:
    """Give the text of each schema by its file name."""
    written = {
        "story.json": _story(),
        "template-form.json": _form(),
        "units.json": _units(),
        "sections.json": _sections(),
        "exceptions.json": _exceptions(),
        "front-matter.json": _front_matter(),
    }
    return {
        name: json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1) + "\n"
        for name, schema in written.items()
    }


def workbook_schema() -> str:
    """Give the text of the schema of what a reader's browser keeps, which the site publishes."""
    return json.dumps({"$schema": DIALECT, **_workbook()}, ensure_ascii=False, indent=1) + "\n"


def questions_schema() -> str:
    """Give the text of the schema of what readers practise with, which the site publishes."""
    return json.dumps({"$schema": DIALECT, **_questions()}, ensure_ascii=False, indent=1) + "\n"


# Pieces


def _object(properties: Mapping[str, Schema], required: typing.Iterable[str] | None = None, **further: Any) -> Schema:
    """Describe a mapping whose keys are known; all of them are required unless told otherwise."""
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties if required is None else required),
        "additionalProperties": False,
        **further,
    }


def _named(entry: Schema, **further: Any) -> Schema:
    """Describe a mapping of names that the author chooses; there is at least one."""
    return {"type": "object", "minProperties": 1, "additionalProperties": entry, **further}


def _list(item: Schema) -> Schema:
    return {"type": "array", "minItems": 1, "items": item}


def _cases(key: str, cases: Mapping[Any, Schema]) -> list[Schema]:
    """Describe a mapping whose other keys depend on the value of one."""
    return [
        {"if": {"properties": {key: {"const": value}}, "required": [key]}, "then": case}
        for value, case in cases.items()
    ]


# Stories


_NAME = _defined("name")
_HELD: dict[Holds, Schema] = {
    Holds.WORDS: _WORDS,
    Holds.UNIT: _defined("unit"),
    Holds.NUMBER: {"type": "number"},
    Holds.NUMBERS: _list({"type": "number"}),
    Holds.COLUMNS: _defined("columns"),
    Holds.ROWS: _list(
        {"type": "object", "minProperties": 1, "additionalProperties": {"type": ["number", "string"], "pattern": "\\S"}}
    ),
    Holds.FORMULA: _defined("formula"),
    Holds.NAME: _NAME,
    Holds.NAMES: {"anyOf": [_NAME, _list(_NAME)]},
    Holds.LIMIT: {"anyOf": [{"type": "number"}, _NAME]},
    Holds.TRUTH: {"type": "boolean"},
    Holds.CLAIMS: _list(_WORDS),
}
_UNIT_OR_TEXT = {"unit": _defined("unit or text")}


def _held(fields: Mapping[str, Holds]) -> dict[str, Schema]:
    return {name: _HELD[holds] for name, holds in fields.items()}


def _story() -> Schema:
    sections = {
        name: _named(_defined(name), propertyNames=_NAME) if holds is Holds.ENTRIES else _HELD[holds]
        for name, holds in story.SECTIONS.items()
    }
    return {
        "title": "A story: one worked example",
        **_object(sections, story.REQUIRED_SECTIONS),
        "$defs": {
            "inputs": _input(),
            "figures": _figure(),
            "goals": _goal(),
            "columns": _named(_object(_held(story.COLUMN_FIELDS) | _UNIT_OR_TEXT)),
            "name": {"type": "string", "pattern": f"^{story.ENTRY_NAME.pattern}$"},
            "unit": {"enum": list(units())},
            "unit or text": {"enum": [*units(), TEXT]},
            "formula": {"enum": list(FORMULAS)},
        },
    }


def _input() -> Schema:
    """Describe an input; which fields it has depends on the one that holds its numbers."""
    is_text: Schema = {"properties": {"unit": {"const": TEXT}}, "required": ["unit"]}
    words: Schema = {"properties": {"value": _WORDS}}
    number: Schema = {"properties": {"value": _HELD[Holds.NUMBER]}}
    value = _held(story.SHAPES["value"]) | _UNIT_OR_TEXT | {"value": _ANYTHING}
    shapes = {
        "value": _object(value, allOf=[{"if": is_text, "then": words, "else": number}]),
        "values": _object(_held(story.SHAPES["values"])),
        "rows": _object(_held(story.SHAPES["rows"])),
    }
    schema: Schema = {"required": ["value"]}
    for shape in reversed(story.SHAPES):
        schema = {"if": {"required": [shape]}, "then": shapes[shape], "else": schema}
    return {"title": "An input: a raw value with its unit", "type": "object", **schema}


def _figure() -> Schema:
    """Describe a figure; which arguments it has depends on its formula."""
    fields = story.FIGURE_FIELDS | story.FIGURE_CHOICES
    cases = {
        name: _object(
            {**dict.fromkeys(fields, _ANYTHING), **_arguments(formula)},
            formula.parameters,
            description=formula.title,
        )
        for name, formula in FORMULAS.items()
    }
    return {
        "title": "A figure: a formula and the names that go into its arguments",
        "type": "object",
        "properties": _held(fields),
        "required": list(story.FIGURE_FIELDS),
        "allOf": _cases("formula", cases),
    }


def _arguments(formula: Formula) -> dict[str, Schema]:
    """Describe each argument with the words of the formula's docstring."""
    listed = re.search(r"^Args:\n((?:    .*\n)+)", formula.__doc__, re.MULTILINE)
    told = re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", listed[1] if listed else "", re.MULTILINE)
    words = {name: " ".join(described.split()) for name, described in told}
    return {name: _defined("name", description=words[name]) for name in formula.parameters}


def _goal() -> Schema:
    """Describe a goal; one whose bound is a number has a unit, another has none."""
    units_by_bound = [
        {"if": {"properties": {bound: {"type": kind}}, "required": [bound]}, "then": unit}
        for bound in story.GOAL_BOUNDS
        for kind, unit in (("number", {"required": ["unit"]}), ("string", {"properties": {"unit": False}}))
    ]
    return {
        "title": "A goal: a target for an input or a figure",
        **_object(
            _held(story.GOAL_FIELDS | story.GOAL_BOUNDS | story.GOAL_CHOICES),
            story.GOAL_FIELDS,
            oneOf=[{"required": [bound]} for bound in story.GOAL_BOUNDS],
            allOf=units_by_bound,
        ),
    }


# Units


_UNIT_TYPES: dict[type, Schema] = {
    str: _WORDS,
    bool: {"type": "boolean"},
    float: {"type": "number"},
}
"""What the fields of a unit or a kind may hold by their types in Python."""
_UNIT_FIELDS: dict[str, Schema] = {
    "scale": {"enum": list(SCALES)},
    "decimals": {
        "type": "array",
        "items": {"type": "integer", "minimum": 0, "maximum": MOST_DECIMALS},
        "minItems": 2,
        "maxItems": 2,
    },
    "words": {"type": "array", "items": _WORDS, "minItems": 2, "uniqueItems": True},
    "said": {"type": "array", "items": _WORDS, "minItems": 2, "maxItems": 2, "uniqueItems": True},
    "like": _WORDS,
}
"""What further fields of them may hold."""


def _units() -> Schema:
    """Describe the kinds and the units; one that is written like another has no wording of its own."""
    own = _object({name: _unit_field(Unit, name) for name in sorted(UNIT_FIELDS - {"like"})}, ["kind", "decimals"])
    like = _object({"kind": _WORDS, "like": _UNIT_FIELDS["like"]})
    unit = {"type": "object", "if": {"required": ["like"]}, "then": like, "else": own}
    kind = _object({name: _unit_field(Kind, name) for name in sorted(KIND_FIELDS)}, [])
    sections = {"kinds": _named(_defined("kind")), "units": _named(_defined("unit"))}
    return {
        "title": "The units and how their numbers are written",
        **_object(sections),
        "$defs": {"kind": kind, "unit": unit},
    }


def _unit_field(owner: type, name: str) -> Schema:
    """Describe a field of a unit or a kind by its type; one that may be left out is never written as nothing."""
    if name in _UNIT_FIELDS:
        return _UNIT_FIELDS[name]
    hint = typing.get_type_hints(owner)[name]
    (kept,) = [part for part in typing.get_args(hint) or (hint,) if part is not type(None)]
    return _UNIT_TYPES[kept]


# The plan, and the exceptions of the check for typed metrics


def _sections() -> Schema:
    section = _object(dict.fromkeys(SECTION_FIELDS, _WORDS))
    return {"title": "The sections of the playbook in their order", **_named(section)}


def _exceptions() -> Schema:
    phrases = {"title": "Phrases that may be typed there, each with its reason", **_named(_WORDS)}
    return {"title": "By file: phrases with a number and a unit", "type": "object", "additionalProperties": phrases}


# The forms of templates


def _form() -> Schema:
    """Describe a form; what a field has on top depends on its kind."""
    example: Schema = {"type": ["string", "number"], "pattern": "\\S"}
    examples = _list(_defined("example row"))
    inner = _names(_defined("rows in rows"))
    rows: dict[str, Schema] = {
        "label": _WORDS,
        "blank": {"type": "integer", "minimum": 1, "maximum": forms.MOST_BLANK_ROWS},
        "fields": _names(_defined("row field")),
    }
    return {
        "title": "The form of a template: what it asks for, and its example",
        **_object({"fields": _names(_defined("field")), "rows": _names(_defined("rows"))}, [], minProperties=1),
        "$defs": {
            "field": _form_field({"example": example}),
            "row field": _form_field({}),
            "rows": _object({**rows, "examples": examples, "rows": inner}, (*rows, "examples")),
            "rows in rows": _object({**rows, "rows": inner}, rows),
            "example row": {
                "type": "object",
                "minProperties": 1,
                "additionalProperties": {"anyOf": [example, examples]},
            },
        },
    }


def _names(entry: Schema) -> Schema:
    return _named(entry, propertyNames={"type": "string", "pattern": f"^{forms.FIELD_NAME.pattern}$"})


def _form_field(further: Mapping[str, Schema]) -> Schema:
    holds: dict[str, Schema] = {
        "unit": {"enum": list(units())},
        "choices": {"type": "array", "minItems": 2, "items": _WORDS},
        "formulas": {"anyOf": [{"enum": list(FORMULAS)}, _list({"enum": list(FORMULAS)})]},
    }
    always = {"label": _WORDS, "kind": {"enum": [kind.value for kind in forms.Kind]}, **further}
    cases = {
        kind.value: _object(
            needed | {"fact": {"enum": list(forms.FACTS)}},
            needed,
        )
        for kind, needed in (
            (kind, always | {name: holds[name] for name in filter(None, [forms.KIND_KEYS.get(kind)])})
            for kind in forms.Kind
        )
    }
    kinds = {"kind": always["kind"]}
    return {"type": "object", "properties": kinds, "required": list(always), "allOf": _cases("kind", cases)}


# What a reader's browser keeps


_DATE: Schema = {"type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}
_ANSWER: Schema = {"type": "string", "pattern": "^[a-z0-9-]+/[a-z0-9-]+$"}
"""What a workbook calls an answer: its section and its name."""
PRACTICE_SECONDS = (30, 120, 300)
"""For how long somebody may speak."""
_DAY = 86_400
STORY_STATES = ("rough", "told once", "ready")
"""How far a reader is with a story of their own."""


def _workbook() -> Schema:
    name: Schema = {"type": "string", "pattern": f"^{forms.FIELD_NAME.pattern}$"}
    typed: Schema = {"type": "object", "propertyNames": name, "additionalProperties": {"type": "string"}}
    measure = _object(
        {
            "formula": {"enum": list(FORMULAS)},
            "inputs": {
                "type": "object",
                "propertyNames": name,
                "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "array", "items": typed}]},
            },
            "units": {"type": "object", "additionalProperties": {"type": "string"}},
            "goal": {
                "anyOf": [
                    {"type": "null"},
                    _object({"bound": {"enum": ["at_least", "at_most"]}, "limit": {"type": "string"}}),
                ]
            },
            "wording": {"enum": ["words", "written", "said"]},
            "words": {"type": "string"},
        }
    )
    filling: dict[str, Schema] = {
        "words": {
            "type": "object",
            "propertyNames": name,
            "additionalProperties": {"anyOf": [{"type": "string"}, _defined("measure")]},
        },
        "ticked": {"type": "array", "items": {"type": "integer", "minimum": 0}, "uniqueItems": True},
        "rows": {
            "type": "object",
            "propertyNames": name,
            "additionalProperties": {"type": "array", "items": _defined("row")},
        },
    }
    facts = {fact: {"type": "string"} for fact in forms.FACTS}
    identifier: Schema = {"type": "string", "pattern": "^[a-z0-9-]{1,40}$"}
    template: Schema = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$"}
    story = {
        "id": identifier,
        "title": {"type": "string"},
        "state": {"enum": list(STORY_STATES)},
        "card": _object(filling, description="The story card, its 30 seconds among the words"),
        "telling": {"type": "string", "description": "The two minutes"},
        "example": {"const": True, "description": "Only of a story that the site made up"},
        "templates": {
            "type": "array",
            "description": "Names of the filled templates that belong to it, where there are any",
            "minItems": 1,
            "items": template,
            "uniqueItems": True,
        },
    }
    serving = _object(
        {
            "stories": {"type": "array", "items": identifier, "uniqueItems": True},
            "best": {"anyOf": [{"type": "null"}, identifier]},
        }
    )
    return {
        "title": "Workbook: what a reader wrote",
        **_object(
            {
                "version": {"const": WORKBOOK_VERSION},
                "facts": _object(facts, ()),
                "templates": {
                    "type": "object",
                    "propertyNames": template,
                    "additionalProperties": _object(filling),
                },
                "stories": {
                    "type": "array",
                    "items": _object(story, [key for key in story if key not in ("example", "templates")]),
                },
                "coverage": {
                    "type": "object",
                    "description": "By section and name of an answer: the stories that serve it, and the best of them",
                    "propertyNames": _ANSWER,
                    "additionalProperties": serving,
                },
                "practice": _practice(identifier),
                "read": {
                    "type": "object",
                    "description": "By section and name of an answer: the day on which the reader marked it as read",
                    "propertyNames": _ANSWER,
                    "additionalProperties": _DATE,
                },
            }
        ),
        "$defs": {"measure": measure, "row": _object({"id": {"type": "string", "minLength": 1}, **filling})},
    }


def _practice(identifier: Schema) -> Schema:
    """Describe how somebody practised; when a question comes again follows from the history, so no date is kept."""
    seconds: Schema = {"type": "integer", "minimum": 0, "maximum": _DAY}
    count: Schema = {"type": "integer", "minimum": 0, "maximum": 100}
    settings: dict[str, Schema] = {
        "from": {"type": "string", "pattern": "^[a-z0-9/-]{1,80}$"},
        "level": {"enum": ["", *LEVELS]},
        "seconds": {"enum": list(PRACTICE_SECONDS)},
        "count": {"type": "integer", "minimum": 1, "maximum": 20},
        **{extra: {"type": "boolean"} for extra in ("follow_ups", "sound", "record")},
    }
    entry: dict[str, Schema] = {
        "id": identifier,
        "question": _ANSWER,
        "at": {"type": "string", "format": "date-time", "pattern": "^\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z$"},
        "aim": {"enum": list(PRACTICE_SECONDS)},
        "took": seconds,
        "place": {"enum": ["none", "weak", "solid", "strong"]},
        "signals": _object({"given": count, "of": count}),
        "red_flags": count,
        "story": {"anyOf": [{"type": "null"}, identifier]},
        "follow_up": _object({"asked": {"type": "string"}, "took": seconds}),
        "notes": {"type": "string"},
    }
    return _object(
        {
            "settings": _object(settings, []),
            "history": {
                "type": "array",
                "description": "Each time that a question was answered aloud, the earliest first",
                "items": _object(entry, [key for key in entry if key != "follow_up"]),
            },
        }
    )


# What readers practise with


def _questions() -> Schema:
    """Describe the questions; one of a short page has no scale, and its follow-ups are of no kind."""
    telling = _object({"said": _WORDS, "concluded": _WORDS})
    general: Schema = {"type": "boolean", "description": "Whether it can be asked of anybody's story"}
    follow_up = _object(
        {"asked": _WORDS, "answered": _WORDS, "general": general, "kind": _WORDS}, ["asked", "answered", "general"]
    )
    always = {
        "title": _WORDS,
        "levels": _list({"enum": list(LEVELS)}),
        "seconds": _list({"type": "integer", "minimum": 1}),
        "wordings": _list(_WORDS),
        "signals": _list(_WORDS),
        "follow_ups": _list(follow_up),
        "opening": _WORDS,
        "rule": _WORDS,
    }
    scale = {
        "moment": _WORDS,
        "scale": _object(dict.fromkeys(("weak", "solid", "strong"), telling)),
        "red_flags": _list(_WORDS),
    }
    together: Schema = {one: [other for other in scale if other != one] for one in scale}
    story: Schema = _WORDS | {"description": "The story that the page tells, where it tells one"}
    question = _object(always | scale | {"story": story}, always, dependentRequired=together)
    part = _object({"asked": _WORDS, "answers": _list(_ANSWER)})
    return {
        "title": "Questions: what readers practise with, read from the answer pages",
        **_object(
            {
                "parts": _list(part) | {"description": "What the usual prompt asks for, and the answers that serve it"},
                "sections": _named(_WORDS, propertyNames={"type": "string", "pattern": "^[a-z0-9-]+$"}),
                "questions": _named(question, propertyNames=_ANSWER),
            }
        ),
    }


# Front matter

_PLAIN_WORDS: Schema = _WORDS | {"not": {"pattern": MARKUP}}
_SETTINGS: dict[str, Schema] = {
    "exclude": {"type": "boolean"},
    "boost": {"type": "number", "exclusiveMinimum": 0},
}
"""What the settings of the search may hold."""


def _front_matter() -> Schema:
    """Describe front matter; which keys it has depends on the kind of the page."""
    cases = {
        kind: _object(
            {name: _key(key) for name, key in KEYS.items() if kind in key.kinds},
            [name for name, key in KEYS.items() if kind in key.needed],
        )
        for kind in KINDS
    }
    return {
        "title": "The front matter of a page",
        "type": "object",
        "properties": {"kind": {"enum": list(KINDS)}},
        "required": ["kind"],
        "allOf": _cases("kind", cases),
    }


def _key(key: Key) -> Schema:
    """Describe what a key may hold; only formulas are known by name everywhere, stories and templates come and go."""
    name: Schema = {"enum": list(FORMULAS)} if key.of == "formula" else _WORDS
    chosen = name if isinstance(key.of, str) else {"enum": list(key.of)}
    several: Schema = {"type": "array", "minItems": key.least, "uniqueItems": True}
    if key.most is not None:
        several["maxItems"] = key.most
    match key.holds:
        case Keeps.WORDS:
            return _PLAIN_WORDS | ({} if key.most is None else {"maxLength": key.most})
        case Keeps.DATE:
            return _DATE
        case Keeps.SETTINGS:
            return _object({setting: _SETTINGS[setting] for setting in key.of}, [], minProperties=1)
        case Keeps.LINES:
            return several | {"items": _PLAIN_WORDS}
        case Keeps.CHOICES | Keeps.NAMES:
            return several | {"items": chosen}
        case Keeps.CHOICE | Keeps.NAME:
            return chosen


def main() -> int:
    """Write the schemas for the editors of this repository."""
    folder = Path.cwd() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{FOLDER}: {len(schemas())} schemas written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
