"""Read a story file, lay the reader's own file over it, and say everything that is wrong with its form.

What the figures come to is `figures.py`'s business; here a story is still what its author wrote.
"""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.formulas import FORMULAS
from macros.units import TEXT, Unit, unit_named
from macros.yaml_source import Located, read_yaml

ENTRY_NAME = re.compile(r"[a-z][a-z0-9_]*")


class Holds(enum.Enum):
    """What a field of a story file may hold; the readers below and the schemas for editors go by it."""

    WORDS = "text that isn't empty"
    ENTRIES = "a mapping of names to entries"
    UNIT = "a unit of units.yml"
    NUMBER = "a finite number"
    NUMBERS = "a list with at least one number"
    COLUMNS = "a mapping of names to columns"
    ROWS = "a list with at least one row"
    FORMULA = "the name of a formula"
    NAME = "the name of an input or a figure"
    NAMES = "such a name, or a list of them"
    LIMIT = "a number, or such a name"
    TRUTH = "true or false"


SECTIONS = {
    "title": Holds.WORDS,
    "summary": Holds.WORDS,
    "inputs": Holds.ENTRIES,
    "figures": Holds.ENTRIES,
    "goals": Holds.ENTRIES,
}
REQUIRED_SECTIONS = ("title", "summary", "inputs")
SHAPES = {
    "value": {"label": Holds.WORDS, "unit": Holds.UNIT, "value": Holds.NUMBER},
    "values": {"label": Holds.WORDS, "unit": Holds.UNIT, "values": Holds.NUMBERS},
    "rows": {"label": Holds.WORDS, "columns": Holds.COLUMNS, "rows": Holds.ROWS},
}
"""The fields of an input by the one that holds its numbers or words; each is required."""
COLUMN_FIELDS = {"label": Holds.WORDS, "unit": Holds.UNIT}
"""The fields of a column of a table; each is required."""
FIGURE_FIELDS = {"label": Holds.WORDS, "formula": Holds.FORMULA}
"""The fields that each figure has, beside the arguments of its formula, which are names."""
FIGURE_CHOICES = {"unit": Holds.UNIT}
"""The fields that a figure may have."""
GOAL_FIELDS = {"label": Holds.WORDS, "of": Holds.NAMES}
"""The fields that each goal has, beside one of its bounds."""
GOAL_BOUNDS = {"at_least": Holds.LIMIT, "at_most": Holds.LIMIT}
GOAL_NAMES = {"baseline": Holds.NAME, "result": Holds.NAME, "change": Holds.NAME}
GOAL_CHOICES = {"unit": Holds.UNIT, "exclusive": Holds.TRUTH} | GOAL_NAMES
"""The fields that a goal may have; one whose bound is a number has a unit, another has none."""


@dataclass(frozen=True)
class Number:
    """An input that is one number, stored as formulas use it."""

    name: str
    label: str
    unit: Unit
    value: float


@dataclass(frozen=True)
class Text:
    """An input that is words: it fills templates, no formula uses it."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class NumberList:
    """An input that is a list of numbers of one unit."""

    name: str
    label: str
    unit: Unit
    values: tuple[float, ...]


@dataclass(frozen=True)
class TableColumn:
    """One column of numbers of a table input."""

    name: str
    label: str
    unit: Unit


@dataclass(frozen=True)
class WordColumn:
    """One column of words of a table input: it names the rows, no formula uses it."""

    name: str
    label: str


@dataclass(frozen=True)
class NumberTable:
    """An input that is rows of numbers with named columns."""

    name: str
    label: str
    columns: tuple[TableColumn, ...]
    rows: tuple[SimpleNamespace, ...]
    words: tuple[WordColumn, ...] = ()


Input = Number | Text | NumberList | NumberTable


@dataclass(frozen=True)
class FigurePlan:
    """A figure as the author asked for it: a formula and the names that go into its arguments."""

    name: str
    label: str
    formula: str
    arguments: Mapping[str, str]
    unit: Unit | None
    where: str


@dataclass(frozen=True)
class GoalPlan:
    """A goal as the author asked for it."""

    name: str
    label: str
    of: tuple[str, ...]
    several: bool
    at_least: bool
    exclusive: bool
    limit: float | str
    unit: Unit | None
    baseline: str | None
    result: str | None
    change: str | None
    where: str


@dataclass
class Story:
    """One worked example, well formed but not yet calculated."""

    name: str
    title: str = ""
    summary: str = ""
    inputs: dict[str, Input] = field(default_factory=dict)
    figures: dict[str, FigurePlan] = field(default_factory=dict)
    goals: dict[str, GoalPlan] = field(default_factory=dict)


def read_story(path: Path, shown: str, overlay: Path | None = None, overlay_shown: str = "") -> Story:
    """Read one story, with the reader's own file laid over it.

    Args:
        path: the story's YAML file.
        shown: the file's name in messages.
        overlay: a file that holds only what differs: sections as in a story, or inputs by their bare names.
        overlay_shown: that file's name in messages.

    Returns:
        The story; every input, figure and goal has all its fields.

    Raises:
        PlaybookErrors: everything that is wrong, each with file, line, key, problem and remedy.
    """
    source = read_yaml(path, shown)
    if overlay is not None:
        _lay_over(source, read_yaml(overlay, overlay_shown))
    return _Reader(source).story(path.stem)


def _lay_over(source: Located, overlay: Located) -> None:
    if not isinstance(source.data, dict):
        return
    if not isinstance(overlay.data, dict):
        raise PlaybookErrors([PlaybookError(overlay.file, "has no keys", "give inputs, for instance 'name: 180'")])
    inputs = source.data.get("inputs")
    known = inputs if isinstance(inputs, dict) else {}
    errors = []
    changes: list[tuple[tuple[str, ...], Any, tuple[str, ...]]] = []
    for name, value in overlay.data.items():
        if name not in SECTIONS:
            changes.append((("inputs", name), value, (name,)))
        elif isinstance(value, dict) and isinstance(source.data.get(name), dict):
            changes.extend(((name, key), entry, (name, key)) for key, entry in value.items())
        else:
            source.data[name] = value
            source.lines[(name,)] = overlay.lines[(name,)]
    for (section, name), value, key in changes:
        if section == "inputs" and name not in known:
            errors.append(PlaybookError(overlay.where(*key), "the story has no such input", nearest(name, known)))
            continue
        if not isinstance(source.data[section], dict):
            continue  # the overlay itself made it something else, which is told when the section is read
        source.data[section][name] = _laid(section, source.data[section].get(name), value)
        source.lines = {k: v for k, v in source.lines.items() if k[:2] != (section, name) or len(k) == 2}
        source.lines[(section, name)] = overlay.lines[key]
    if errors:
        raise PlaybookErrors(errors)


def _laid(section: str, entry: Any, value: Any) -> Any:
    """Lay a value over an entry: fields over fields, and a bare number, text or list over that of an input."""
    if not isinstance(entry, dict):
        return value
    if section == "inputs" and not isinstance(value, dict):
        listed = "rows" if "rows" in entry else "values"
        value = {listed if isinstance(value, list) else "value": value}
    return entry | value if isinstance(value, dict) else value


class _Reader:
    """Checks the parts of one file and gathers what is wrong with them."""

    def __init__(self, source: Located) -> None:
        self.source = source
        self.errors: list[PlaybookError] = []

    def story(self, name: str) -> Story:
        story = Story(name)
        data = self.source.data
        if not isinstance(data, dict):
            raise PlaybookErrors([PlaybookError(self.source.file, "has no keys", f"give {', '.join(SECTIONS)}")])
        for key in data:
            if key not in SECTIONS:
                self._tell((key,), "unknown section", nearest(key, SECTIONS))
        story.title = self._text(data, "title", ())
        story.summary = self._text(data, "summary", ())
        for key, entry in self._entries("inputs"):
            item = self._input(key, entry)
            if item is not None:
                story.inputs[key] = item
        for key, entry in self._entries("figures"):
            if key in self._section("inputs"):
                self._tell(("figures", key), "an input has the same name", "rename one of them")
            figure = self._figure(key, entry)
            if figure is not None:
                story.figures[key] = figure
        for key, entry in self._entries("goals"):
            goal = self._goal(key, entry)
            if goal is not None:
                story.goals[key] = goal
        if self.errors:
            raise PlaybookErrors(self.errors)
        return story

    # Pieces that every section needs

    def _tell(self, key: tuple[str, ...], problem: str, remedy: str) -> None:
        self.errors.append(PlaybookError(self.source.where(*key), problem, remedy))

    def _section(self, name: str) -> dict[str, Any]:
        section = self.source.data.get(name)
        return section if isinstance(section, dict) else {}

    def _entries(self, section: str) -> Iterator[tuple[str, dict[str, Any]]]:
        value = self.source.data.get(section)
        if section not in self.source.data and section not in REQUIRED_SECTIONS:
            return
        if not isinstance(value, dict) or not value:
            self._tell((section,), "must be a mapping with at least one entry", f"give '{section}:' its entries")
            return
        for name, entry in value.items():
            if not ENTRY_NAME.fullmatch(name):
                self._tell((section, name), "isn't a good name", "use lower-case letters, digits and underscores")
            elif not isinstance(entry, dict):
                self._tell((section, name), f"is {entry!r}", "give it fields in braces")
            else:
                yield name, entry

    def _text(self, entry: Mapping[str, Any], field_name: str, key: tuple[str, ...]) -> str:
        value = entry.get(field_name)
        if not isinstance(value, str) or not value.strip():
            problem = "is missing" if field_name not in entry else f"is {value!r}"
            self._tell((*key, field_name), problem, "give it words")
            return ""
        return re.sub(r"\s*\n\s*", " ", value.strip())

    def _fields(self, key: tuple[str, ...], entry: Mapping[str, Any], known: Collection[str]) -> None:
        for name in entry:
            if name not in known:
                comma = entry[name] is None  # "label: one, two}" unquoted makes a second key without a value
                remedy = "put quotes around text that holds a comma" if comma else nearest(name, known)
                self._tell((*key, name), "unknown field", remedy)

    def _unit(self, entry: Mapping[str, Any], key: tuple[str, ...]) -> Unit | None:
        if "unit" not in entry:
            self._tell((*key, "unit"), "is missing", 'give a unit of macros/units.yml ("" for a bare number)')
            return None
        try:
            return unit_named(entry["unit"], self.source.where(*key, "unit"))
        except PlaybookError as error:
            self.errors.append(error)
            return None

    def _number(self, value: Any, unit: Unit, key: tuple[str, ...]) -> float | None:
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                stored = unit.stored(value)
            except (ArithmeticError, ValueError):
                stored = math.inf
            if math.isfinite(stored):
                return stored
        self._tell(key, f"is {value!r}", "give a finite number, without quotes, unit or thousands separators")
        return None

    # Inputs

    def _input(self, name: str, entry: dict[str, Any]) -> Input | None:
        key = ("inputs", name)
        label = self._text(entry, "label", key)
        shapes = [shape for shape in SHAPES if shape in entry]
        if len(shapes) != 1:
            self._tell(key, f"has {' and '.join(shapes) or 'no value'}", f"give one of {', '.join(SHAPES)}")
            return None
        if shapes == ["rows"]:
            return self._table(name, label, entry)
        self._fields(key, entry, SHAPES[shapes[0]])
        if entry.get("unit") == TEXT and shapes == ["value"]:
            return Text(name, label, self._text(entry, "value", key))
        unit = self._unit(entry, key)
        if unit is None:
            return None
        if shapes == ["value"]:
            value = self._number(entry["value"], unit, (*key, "value"))
            return None if value is None else Number(name, label, unit, value)
        listed = entry["values"]
        if not isinstance(listed, list) or not listed:
            self._tell((*key, "values"), "must be a list with at least one number", "write [1, 2, 3]")
            return None
        numbers = [self._number(item, unit, (*key, "values", str(place))) for place, item in enumerate(listed, 1)]
        return NumberList(name, label, unit, tuple(number for number in numbers if number is not None))

    def _table(self, name: str, label: str, entry: dict[str, Any]) -> NumberTable | None:
        key = ("inputs", name)
        self._fields(key, entry, SHAPES["rows"])
        described = entry.get("columns")
        if not isinstance(described, dict) or not described:
            self._tell((*key, "columns"), "is missing or empty", "name each column with its unit and label")
            return None
        columns: list[TableColumn] = []
        words: list[WordColumn] = []
        for column, description in described.items():
            if not isinstance(description, dict):
                self._tell((*key, "columns", column), f"is {description!r}", "give it a unit and a label")
                continue
            self._fields((*key, "columns", column), description, COLUMN_FIELDS)
            column_label = self._text(description, "label", (*key, "columns", column))
            if description.get("unit") == TEXT:
                words.append(WordColumn(column, column_label))
                continue
            unit = self._unit(description, (*key, "columns", column))
            if unit is not None:
                columns.append(TableColumn(column, column_label, unit))
        listed = entry["rows"]
        if not isinstance(listed, list) or not listed:
            self._tell((*key, "rows"), "must be a list with at least one row", "write a list of rows")
            return None
        rows = [self._row((*key, "rows", str(place)), row, columns, words) for place, row in enumerate(listed, 1)]
        return NumberTable(name, label, tuple(columns), tuple(rows), tuple(words))

    def _row(
        self, key: tuple[str, ...], row: Any, columns: list[TableColumn], words: list[WordColumn]
    ) -> SimpleNamespace:
        if not isinstance(row, dict):
            self._tell(key, f"is {row!r}", "give the row its columns in braces")
            return SimpleNamespace()
        self._fields(key, row, (*(word.name for word in words), *(column.name for column in columns)))
        cells: dict[str, Any] = {word.name: self._text(row, word.name, key) for word in words}
        for column in columns:
            if column.name not in row:
                self._tell((*key, column.name), "is missing", "give it a number")
            else:
                cells[column.name] = self._number(row[column.name], column.unit, (*key, column.name))
        return SimpleNamespace(**cells)

    # Figures and goals

    def _name_of(self, value: Any, key: tuple[str, ...]) -> str | None:
        known = [*self._section("inputs"), *self._section("figures")]
        if isinstance(value, str) and value in known:
            return value
        if isinstance(value, str):
            self._tell(key, f"no input or figure is named '{value}'", nearest(value, known))
        else:
            self._tell(key, f"is {value!r}", "name an input or a figure; a number of its own would have no label")
        return None

    def _figure(self, name: str, entry: dict[str, Any]) -> FigurePlan | None:
        key = ("figures", name)
        label = self._text(entry, "label", key)
        formula = entry.get("formula")
        if not isinstance(formula, str) or formula not in FORMULAS:
            problem = "is missing" if formula is None else f"unknown formula {formula!r}"
            self._tell((*key, "formula"), problem, nearest(str(formula), FORMULAS))
            return None
        parameters = FORMULAS[formula].parameters
        self._fields(key, entry, (*FIGURE_FIELDS, *FIGURE_CHOICES, *parameters))
        arguments = {}
        for parameter in parameters:
            if parameter not in entry:
                self._tell((*key, parameter), f"is missing: {formula} needs it", "name an input or a figure")
                continue
            argument = self._name_of(entry[parameter], (*key, parameter))
            if argument is not None:
                arguments[parameter] = argument
        unit = self._unit(entry, key) if "unit" in entry else None
        return FigurePlan(name, label, formula, arguments, unit, self.source.where(*key))

    def _goal(self, name: str, entry: dict[str, Any]) -> GoalPlan | None:
        key = ("goals", name)
        before = len(self.errors)
        self._fields(key, entry, GOAL_FIELDS | GOAL_BOUNDS | GOAL_CHOICES)
        label = self._text(entry, "label", key)
        if "of" not in entry:
            self._tell((*key, "of"), "is missing: the goal has no result", "name the input or figure that is judged")
        judged = entry.get("of")
        names = judged if isinstance(judged, list) and judged else [judged]
        of = [self._name_of(item, (*key, "of")) for item in names] if "of" in entry else []
        bounds = [bound for bound in GOAL_BOUNDS if bound in entry]
        if len(bounds) != 1:
            self._tell(key, f"has {' and '.join(bounds) or 'no target'}", f"give one of {', '.join(GOAL_BOUNDS)}")
            return None
        exclusive = entry.get("exclusive", False)
        if not isinstance(exclusive, bool):
            self._tell((*key, "exclusive"), f"is {exclusive!r}", "write true or false")
        limit: float | str | None
        unit = None
        if isinstance(entry[bounds[0]], str):
            limit = self._name_of(entry[bounds[0]], (*key, bounds[0]))
            if "unit" in entry:
                self._tell((*key, "unit"), "isn't needed: the target is named", "remove it")
        else:
            unit = self._unit(entry, key)
            limit = self._number(entry[bounds[0]], unit, (*key, bounds[0])) if unit else None
        others = {other: self._name_of(entry[other], (*key, other)) if other in entry else None for other in GOAL_NAMES}
        if len(self.errors) > before or limit is None:
            return None
        return GoalPlan(
            name=name,
            label=label,
            of=tuple(item for item in of if item is not None),
            several=isinstance(judged, list),
            at_least=bounds == ["at_least"],
            exclusive=exclusive,
            limit=limit,
            unit=unit,
            where=self.source.where(*key),
            **others,
        )
