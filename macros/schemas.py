"""Write the JSON Schemas of the files that people edit by hand, from the tables by which their readers check them.

They keep to words that older drafts share with 2020-12, since editors are slow to follow. What depends on other parts
of a file, such as whether a name is that of an input, only the readers can know.
"""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import types
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from macros import story
from macros.formulas import FORMULAS, Formula
from macros.story import Holds
from macros.units import TEXT, Unit, units

Schema = dict[str, Any]

FOLDER = ".vscode/schemas"
"""Where the editors of this repository find them."""
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
        "units.json": _units(),
    }
    return {
        name: json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1) + "\n"
        for name, schema in written.items()
    }


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


def _named(entry: Schema, name: Schema = _ANYTHING) -> Schema:
    """Describe a mapping of names that the author chooses; there is at least one."""
    return {"type": "object", "minProperties": 1, "propertyNames": name, "additionalProperties": entry}


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
    Holds.ROWS: _list({"type": "object", "minProperties": 1, "additionalProperties": {"type": ["number", "string"]}}),
    Holds.FORMULA: _defined("formula"),
    Holds.NAME: _NAME,
    Holds.NAMES: {"anyOf": [_NAME, _list(_NAME)]},
    Holds.LIMIT: {"anyOf": [{"type": "number"}, _NAME]},
    Holds.TRUTH: {"type": "boolean"},
}
_UNIT_OR_TEXT = {"unit": _defined("unit or text")}


def _held(fields: Mapping[str, Holds]) -> dict[str, Schema]:
    return {name: _HELD[holds] for name, holds in fields.items()}


def _story() -> Schema:
    sections = {
        name: _named(_defined(name), _NAME) if holds is Holds.ENTRIES else _HELD[holds]
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


def _units() -> Schema:
    hints = typing.get_type_hints(Unit)
    fields = [field for field in dataclasses.fields(Unit) if field.name != "name"]
    required = [
        field.name
        for field in fields
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    ]
    entry = _object({field.name: _typed(hints[field.name]) for field in fields}, required)
    return {"title": "The units and how their numbers are written", **_named(entry)}


def _typed(hint: Any) -> Schema:
    """Describe what a field of a Python class may hold."""
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple and parts[-1] is Ellipsis:
        return _list(_typed(parts[0]))
    if origin is tuple:
        return {"type": "array", "items": _typed(parts[0]), "minItems": len(parts), "maxItems": len(parts)}
    if origin in (typing.Union, types.UnionType):
        return {"anyOf": [_typed(part) for part in parts]}
    names = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
    return {"type": names[hint]}


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
