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
from macros.units import TEXT, Unit, too_long, unit_named
from macros.yaml_source import Key, Located, read_yaml, without_comma

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
    CLAIMS = "a list of claims"


SECTIONS = {
    "title": Holds.WORDS,
    "summary": Holds.WORDS,
    "inputs": Holds.ENTRIES,
    "figures": Holds.ENTRIES,
    "goals": Holds.ENTRIES,
    "asserts": Holds.CLAIMS,
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
    """An input that is words: pages quote it, no formula uses it."""

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


@dataclass(frozen=True)
class StoredClaim:
    """A claim that must hold of a story or of the calendar, in the language of claims.py, and where it stands."""

    words: str
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
    asserts: list[StoredClaim] = field(default_factory=list)
    """What must hold between inputs that follow from each other."""
    overlaid: dict[str, str] = field(default_factory=dict, compare=False)
    """Where the reader's own file gives an input, a figure or a goal, by its name."""
    added: frozenset[str] = frozenset()
    """Figures and goals that only the reader's own file has; no page has to show them."""


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
    if overlay is None:
        return _Reader(source).story(path.stem)
    laid = _Overlay(source, read_yaml(overlay, overlay_shown))
    laid.lay()
    story = _Reader(source).story(path.stem)
    story.overlaid = {name: source.where(section, name) for section, name in (*laid.laid, *laid.added)}
    story.added = frozenset(name for _, name in laid.added)
    return story


_NUMERIC = re.compile(r"(?P<before>[$€£]?)\s*(?P<number>[+\u2212-]?\d[\d,.]*)\s*(?P<after>.*)", re.DOTALL)
"""Text that was meant for a number."""


def _not_a_number(value: Any) -> tuple[str, str]:
    """Say what is wrong with a value that should be a number, and how it is written."""
    shapes = {list: "is a list", dict: "is a mapping", type(None): "is empty"}
    if type(value) in shapes:
        return shapes[type(value)], "give one finite number"
    numeric = _NUMERIC.fullmatch(value) if isinstance(value, str) else None
    if numeric is None:
        return f"is {value!r}", "give a finite number, without quotes, unit or thousands separators"
    number = numeric["number"].replace("\u2212", "-")
    unit = numeric["before"] or numeric["after"]
    whole, comma, rest = number.partition(",")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3}){2,}(\.\d*)?", number):
        remedy = f"write {number.replace(',', '')}, without thousands separators"
    elif comma and rest.isdigit():
        remedy = without_comma(whole, rest)
    elif unit:
        remedy = f'write {number}, and the unit in a field of its own, for instance unit: "{unit}"'
    else:
        remedy = f"write {number}, a finite number, without quotes" if number.count(".") < 2 else "give a finite number"
    return f"is {value!r}", remedy


class _Overlay:
    """Lays the reader's file over a story, and keeps in mind which places are then the reader's."""

    def __init__(self, source: Located, overlay: Located) -> None:
        self.source = source
        self.overlay = overlay
        self.errors: list[PlaybookError] = []
        self.laid: list[tuple[str, str]] = []
        self.added: list[tuple[str, str]] = []

    def lay(self) -> None:
        """Change the source.

        Raises:
            PlaybookErrors: the file has no keys, or names what the story hasn't got.
        """
        if not isinstance(self.source.data, dict):
            return  # which is told when the story is read
        if not isinstance(self.overlay.data, dict):
            remedy = "give inputs, for instance 'name: 180'"
            raise PlaybookErrors([PlaybookError(self.overlay.file, "has no keys", remedy)])
        for name, value in self.overlay.data.items():
            if name not in SECTIONS:
                self._entry("inputs", name, value, (name,))
            elif isinstance(value, dict) and isinstance(self.source.data.get(name), dict):
                for key, entry in value.items():
                    self._entry(name, key, entry, (name, key))
            else:
                self.source.data[name] = value
                self._move_lines((name,), (name,))
        if self.errors:
            raise PlaybookErrors(self.errors)

    def _known(self, section: str) -> dict[str, Any]:
        entries = self.source.data.get(section)
        return entries if isinstance(entries, dict) else {}

    def _entry(self, section: str, name: str, value: Any, key: Key) -> None:
        known = self._known(section)
        if name not in known and not self._is_whole(section, value):
            self.errors.append(PlaybookError(self.overlay.where(*key), *self._unknown(section, name, key)))
            return
        if not isinstance(self.source.data.get(section), dict):
            return  # the file itself made it something else, which is told when the section is read
        (self.laid if name in known else self.added).append((section, name))
        known[name] = self._laid(section, known.get(name), value, (section, name), key)

    def _is_whole(self, section: str, value: Any) -> bool:
        """Tell whether a name that the story hasn't got is a figure or a goal of the reader's, and no slip."""
        needed = {"figures": "formula", "goals": "of"}.get(section)
        return needed is not None and isinstance(value, dict) and needed in value

    def _unknown(self, section: str, name: str, key: Key) -> tuple[str, str]:
        figures, goals = self._known("figures"), self._known("goals")
        if section == "inputs" and isinstance(figures.get(name), dict):
            sources = [value for field_name, value in figures[name].items() if field_name not in FIGURE_FIELDS]
            return "is a figure of the story, which is calculated", f"change what it is made of: {', '.join(sources)}"
        if section == "inputs" and name in goals:
            return "is a goal of the story", f"write goals: {{{name}: {{at_least or at_most: a number}}}}"
        what = {"inputs": "input", "figures": "figure", "goals": "goal"}[section]
        known = self._known(section)
        meant = nearest(name, [*known, *SECTIONS]) if len(key) == 1 else ""
        return f"the story has no such {what}", meant if "did you mean" in meant else nearest(name, known)

    def _laid(self, section: str, entry: Any, value: Any, target: Key, key: Key) -> Any:
        """Lay a value over an entry: fields over fields, and a bare number, text or list over that of an input."""
        if section == "inputs" and isinstance(entry, dict) and not isinstance(value, dict):
            shape = next((shape for shape in SHAPES if shape in entry), "value")
            self._move_lines((*target, shape), key)
            self.source.lines[target] = self.overlay.lines[key]
            return entry | {shape: value}
        if not isinstance(entry, dict) or not isinstance(value, dict):
            self._move_lines(target, key)
            return value
        if section == "figures" and value.get("formula", entry.get("formula")) != entry.get("formula"):
            entry = {"label": entry.get("label")}  # its arguments are those of another formula
        for field_name in value:
            self._move_lines((*target, field_name), (*key, field_name))
        self.source.lines[target] = self.overlay.lines[key]
        return entry | value

    def _move_lines(self, target: Key, key: Key) -> None:
        """Let a place and all within it be where the reader's file has them."""
        kept = {place: line for place, line in self.source.lines.items() if place[: len(target)] != target}
        moved = {
            (*target, *place[len(key) :]): line
            for place, line in self.overlay.lines.items()
            if place[: len(key)] == key
        }
        self.source.lines = kept | moved


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
        story.asserts = self._asserts()
        if self.errors:
            raise PlaybookErrors(self.errors)
        return story

    def _asserts(self) -> list[StoredClaim]:
        listed = self.source.data.get("asserts", [])
        if not isinstance(listed, list) or not all(isinstance(words, str) and words.strip() for words in listed):
            self._tell(("asserts",), "isn't a list of claims", 'write a list, for instance - "this.one < this.other"')
            return []
        return [StoredClaim(words, self.source.where("asserts", str(number))) for number, words in enumerate(listed, 1)]

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
        """Read a number that a formula or a verdict goes by, whatever it may be."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            try:
                stored = unit.stored(value)
            except (ArithmeticError, ValueError):
                stored = math.inf
            if math.isfinite(stored):
                wrong = too_long(value)
                if wrong is not None:
                    self._tell(key, f"is {value} {unit.symbol}".rstrip(), wrong)
                return None if wrong else stored
        self._tell(key, *_not_a_number(value))
        return None

    def _possible(self, value: Any, unit: Unit, key: tuple[str, ...]) -> float | None:
        """Read a number that somebody typed, and see that things of its kind can be so many."""
        stored = self._number(value, unit, key)
        wrong = None if stored is None else unit.impossible(value)
        if wrong is not None:
            self._tell(key, f"is {value} {unit.symbol}".rstrip(), wrong)
        return stored

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
            value = self._possible(entry["value"], unit, (*key, "value"))
            return None if value is None else Number(name, label, unit, value)
        listed = entry["values"]
        if not isinstance(listed, list) or not listed:
            self._tell((*key, "values"), "must be a list with at least one number", "write [1, 2, 3]")
            return None
        numbers = [self._possible(item, unit, (*key, "values", str(place))) for place, item in enumerate(listed, 1)]
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
                cells[column.name] = self._possible(row[column.name], column.unit, (*key, column.name))
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
        if isinstance(entry[bounds[0]], str) and _NUMERIC.match(entry[bounds[0]]):
            self._tell((*key, bounds[0]), *_not_a_number(entry[bounds[0]]))
            limit = None
        elif isinstance(entry[bounds[0]], str):
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
