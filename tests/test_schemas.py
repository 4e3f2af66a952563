"""The schemas for editors and the readers agree on each file, but for what only the readers can know."""

from __future__ import annotations

import copy
import datetime
import json
import operator
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from macros import plan
from macros.checks.front_matter import known_names
from macros.checks.metrics import Exceptions
from macros.errors import PlaybookError
from macros.forms import read_form
from macros.front_matter import KINDS, mistakes, read_front_matter, split
from macros.library import Library
from macros.schemas import FOLDER, schemas
from macros.story import read_story
from macros.units import read_units
from macros.yaml_source import FAST_LOADER
from tests.builds import ROOT
from tests.small_story import STORY
from tests.test_templates import FORM

TODAY = datetime.date(2026, 11, 24)
ODD: tuple[Any, ...] = (None, True, -3, "", "words", [], ["words"], {"words": "words"})
"""What the sweep puts in the place of each value."""

TOLD = STORY | {"figures": {name: STORY["figures"][name] for name in ("change", "p95")}}
"""The small story with two of its figures, since a sweep asks of each figure which of all the formulas it has."""
UNITS = {
    "kinds": {
        "time": {"at_least": 0, "at_most": 100},
        "count": {"whole": True, "at_least": 0},
    },
    "units": {
        "ms": {"kind": "time", "suffix": "ms", "decimals": [0, 1]},
        "days": {"kind": "time", "suffix": "days", "one": "day", "scale": 2, "decimals": [0, 1]},
        "$ each": {"kind": "count", "prefix": "$", "suffix": "each", "decimals": [0, 0]},
        "verdict": {"kind": "count", "decimals": [0, 0], "words": ["go on", "stop"]},
        "d": {"kind": "count", "like": "days"},
    },
}
SECTIONS = {"style": {"title": "Style", "question": "How do you lead?"}, "work": {"title": "Work", "question": "What?"}}
EXCEPTIONS = {"*": {"5 ms": "a limit of the method"}, "docs/index.md": {"3 days": "a date"}}
REVIEWED = "2026-11-24"
COMMON = {"title": "A page", "description": "What it says."}
ANSWER: dict[str, Any] = COMMON | {
    "wordings": ["one way", "another way", "a third way"],
    "terms": ["a", "b", "c", "d", "e"],
    "levels": ["EM"],
    "templates": ["story-card"],
    "reviewed": REVIEWED,
    "story": "feature-platform",
}
FRONT: dict[str, dict[str, Any]] = {
    "full": ANSWER | {"hide": ["toc"], "search": {"exclude": True, "boost": 2}},
    "short": ANSWER,
    "story": COMMON | {"story": "feature-platform", "reviewed": REVIEWED},
    "formula": COMMON | {"formula": "ratio", "example": "feature-platform.latency_change", "reviewed": REVIEWED},
    "template": COMMON | {"form": "story-card", "readers": "you", "story": "feature-platform", "reviewed": REVIEWED},
    "section": COMMON | {"reviewed": REVIEWED},
    "page": COMMON | {"reviewed": REVIEWED, "template": "home.html", "audience": "maintainers", "exports": "none"},
}

ONLY_READERS = {
    r"no input or figure is named": "a name is right when the same file has it",
    r"an input has the same name": "two sections of one file are compared",
    r"gives no .*: it takes|isn't used|unknown column|unknown field": "the columns of a table are named in the file",
    r"is missing; give it (?:a number|words)": "a row has the columns that the file names",
    r"it must be": "which numbers a unit can have depends on its kind, in units.yml",
    r"unknown (?:kind|unit) '": "kinds and units are named in the same file",
    r"at_least is above at_most": "two numbers are compared",
    r"no unit is of this kind": "two sections of one file are compared",
    r"which isn't its name": "a name and what it is written as are compared",
    r"stand instead of digits|has no suffix that|is the suffix": "fields of one unit are compared",
    r"is the name of a unit of another kind": "two sections of one file are compared",
    r"is \[.*\]; give the fewest and the most digits": "two numbers are compared",
    r"names a file that isn't there": "files are looked up",
    r"'(?:story|form|templates|template|example)' names": "pages, stories and templates come and go",
    r"'reviewed' is \d": "a date is compared with today",
    r"rows\..*: is '.+'; give a finite number": "the file names which columns of a table hold numbers",
    r"reads like that of": "two labels of one file are compared",
    r"rows\..*\.examples\.\d+(?:\.\w+: is unknown here|: lacks)": "a row has the fields that the file names",
    r"has a brace that names nothing": "a pattern would say it worse",
    r"examples?.*: holds no words": "a number is an example of a field that is a number",
}
"""What a reader may refuse though the schema doesn't, by its words, each with the reason."""


def reads_story(text: str, folder: Path) -> None:
    (folder / "small.yml").write_text(text, encoding="utf-8")
    read_story(folder / "small.yml", "small.yml")


def reads_units(text: str, folder: Path) -> None:
    (folder / "units.yml").write_text(text, encoding="utf-8")
    read_units(folder / "units.yml")


def reads_sections(text: str, folder: Path) -> None:
    (folder / "sections.yml").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan, "SECTIONS_FILE", folder / "sections.yml")
        plan.read_sections()


def reads_exceptions(text: str, folder: Path) -> None:
    for name in ("macros/checks/exceptions.yml", "docs/index.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    Exceptions(folder)


KNOWN = known_names(ROOT, Library().ledgers)


def reads_front_matter(text: str, folder: Path) -> None:
    found = list(mistakes(read_front_matter(f"---\n{text}---\n", str(folder)), KNOWN, TODAY))
    if found:
        raise found[0]


def reads_form(text: str, folder: Path) -> None:
    (folder / "card.yml").write_text(text, encoding="utf-8")
    read_form(folder / "card.yml")


Reader = Callable[[str, Path], None]
FILES: dict[str, tuple[str, Any, Reader]] = {
    "story": ("story.json", TOLD, reads_story),
    "form": ("template-form.json", FORM, reads_form),
    "units": ("units.json", UNITS, reads_units),
    "sections": ("sections.json", SECTIONS, reads_sections),
    "exceptions": ("exceptions.json", EXCEPTIONS, reads_exceptions),
    **{
        f"front matter, {kind}": ("front-matter.json", meta | {"kind": kind}, reads_front_matter)
        for kind, meta in FRONT.items()
    },
}
"""For each kind of file: its schema, a small good one, and what reads it."""


class YamlOfEditors(FAST_LOADER):  # type: ignore[misc, valid-type] # which of two classes is told when it runs
    """Reads YAML as editors do, to which a date is text."""


YamlOfEditors.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


FAST_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


@cache
def validator(schema: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schemas()[schema]))


def written(data: Any) -> str:
    """Write YAML with dates as dates."""
    return re.sub(
        r"'(\d{4}-\d{2}-\d{2})'", r"\1", yaml.dump(data, Dumper=FAST_DUMPER, sort_keys=False, allow_unicode=True)
    )


def refusal(reader: Reader, text: str, folder: Path) -> str | None:
    try:
        reader(text, folder)
    except PlaybookError as error:
        return str(error)
    return None


def places(data: Any, way: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the way to each value of a file, that of the whole included."""
    yield way
    if isinstance(data, dict | list):
        for key in data if isinstance(data, dict) else range(len(data)):
            yield from places(data[key], (*way, key))


def changed(data: Any, way: tuple[str | int, ...], change: Callable[[Any, Any], object]) -> Any:
    copied = copy.deepcopy(data)
    place = copied
    for key in way[:-1]:
        place = place[key]
    change(place, way[-1])
    return copied


def put(odd: Any) -> Callable[[Any, Any], object]:
    return lambda place, key: operator.setitem(place, key, odd)


def renamed(name: str) -> Callable[[Any, Any], object]:
    return lambda place, key: operator.setitem(place, name.format(key), place.pop(key))


def swept(data: Any) -> Iterator[tuple[str, Any]]:
    """Give the file with each of its values made odd, taken away or called otherwise, with what was done."""
    for way in places(data):
        shown = ".".join(map(str, way))
        if not way:
            yield from ((f"all: {odd!r}", odd) for odd in ODD)
            continue
        for odd in ODD:
            yield f"{shown}: {odd!r}", changed(data, way, put(odd))
        yield f"{shown} taken away", changed(data, way, operator.delitem)
        for name in ("{}x", "{} X", "1{}") if isinstance(way[-1], str) else ():
            yield f"{shown} called {name}", changed(data, way, renamed(name))


def test_the_schemas_and_the_readers_agree_on_small_files_good_and_bad(tmp_path: Path) -> None:
    disagreements, met, counted = [], set(), 0
    for kind, (schema, data, reader) in FILES.items():
        checked = validator(schema)
        assert refusal(reader, written(data), tmp_path) is None, kind
        for what, broken in (("as it is", data), *swept(data)):
            text = written(broken)
            told = refusal(reader, text, tmp_path)
            taken = checked.is_valid(broken)
            counted += 1
            reasons = {words for words in ONLY_READERS if told and re.search(words, told)}
            if taken and told and reasons:
                met |= reasons
            elif taken != (told is None):
                disagreements.append(f"{kind}, {what}: the schema {'takes' if taken else 'refuses'} it; {told}")
    for kind, text in TAKEN_BY_SCHEMAS:
        schema, _, reader = FILES[kind]
        assert validator(schema).is_valid(yaml.load(text, YamlOfEditors)), text  # noqa: S506 - a safe loader
        told = refusal(reader, text, tmp_path) or "nothing"
        met |= {words for words in ONLY_READERS if re.search(words, told)}
    assert disagreements == []
    assert set(ONLY_READERS) - met == set()
    assert counted > 1500


GOOD = (
    ("story", "inputs: {a: {value: 1, unit: h, label: a}}\ntitle: A\nsummary: B\n"),
    ("story", "inputs: {a: {value: some words, unit: text, label: a}}\ntitle: A\nsummary: B\n"),
    ("units", "kinds: {k: {}}\nunits: {h: {kind: k, suffix: h, decimals: [0, 6]}}\n"),
    ("exceptions", "{}\n"),
    ("front matter, page", "title: A\ndescription: B\nkind: page\n"),
)
BAD = (
    ("story", "inputs: {a: {value: 1, unit: hours, label: a}}\ntitle: A\nsummary: B\n"),
    ("story", "inputs: {a: {value: 1, values: [1], unit: h, label: a}}\ntitle: A\nsummary: B\n"),
    ("story", "inputs: {a: {value: 1, unit: text, label: a}}\ntitle: A\nsummary: B\n"),
    ("units", "kinds: {k: {}}\nunits: {h: {kind: k, suffix: h, decimals: [0, 7]}}\n"),
    ("units", "kinds: {k: {}}\nunits: {h: {kind: k, suffix: h, decimals: [0, 1], scale: 1}}\n"),
    ("sections", "{}\n"),
    ("front matter, page", f"title: A\ndescription: {'B' * 156}\nkind: page\n"),
    ("front matter, page", "title: A <b>\ndescription: B\nkind: page\n"),
    ("front matter, page", "title: A\ndescription: B\nkind: essay\n"),
    ("front matter, page", "title: A\ndescription: B\nkind: page\nlevels: [EM]\n"),
)


TAKEN_BY_SCHEMAS = (
    (
        "form",
        "fields: {a: {label: one, kind: text, example: x}, b: {label: One, kind: text, example: y}}\n",
    ),
    ("form", 'fields: {a: {label: one, kind: text, example: "{x}"}}\n'),
    (
        "story",
        "inputs: {a: {value: 1, unit: h, label: a}}\ntitle: A\nsummary: B\n"
        "figures: {a: {label: a, formula: ratio, numerator: a, denominator: a}}\n",
    ),
    (
        "units",
        "kinds: {k: {}, h: {}}\nunits: {h: {kind: k, decimals: [0, 1]}, d: {kind: h, suffix: d, decimals: [0, 1]}}\n",
    ),
    ("units", "kinds: {k: {}}\nunits: {h: {kind: k, suffix: h, decimals: [2, 1]}}\n"),
    ("front matter, page", "title: A\ndescription: B\nkind: page\nreviewed: 2999-01-01\n"),
)


def test_they_agree_on_what_the_sweep_does_not_reach(tmp_path: Path) -> None:
    for right, table in ((True, GOOD), (False, BAD)):
        for kind, text in table:
            schema, _, reader = FILES[kind]
            assert (refusal(reader, text, tmp_path) is None) is right, text
            assert validator(schema).is_valid(yaml.load(text, YamlOfEditors)) is right, text  # noqa: S506


def test_every_kind_of_page_is_tried_and_every_schema_is_one() -> None:
    assert set(FRONT) == set(KINDS)
    assert {schema for schema, _, _ in FILES.values()} == set(schemas())
    for text in schemas().values():
        jsonschema.Draft202012Validator.check_schema(json.loads(text))


def test_the_schemas_take_every_file_of_the_project() -> None:
    refused = []
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    wired = {Path(schema).name: files for schema, files in settings["yaml.schemas"].items()}
    assert set(wired) == set(schemas()) - {"front-matter.json"}  # no extension for YAML reads front matter
    texts = {name: [path.read_text("utf-8") for path in ROOT.glob(files)] for name, files in wired.items()}
    pages = [path.read_text("utf-8") for path in (ROOT / "docs").rglob("*.md") if "assets" not in path.parts]
    texts["front-matter.json"] = [split(page)[0] for page in pages if page]
    for name, found in texts.items():
        assert found, name
        for text in found:
            errors = validator(name).iter_errors(yaml.load(text, YamlOfEditors))  # noqa: S506 - a safe loader
            refused += [f"{name}: {error.message}" for error in errors]
    assert refused == []


def test_the_schemas_of_the_repository_are_fresh() -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / FOLDER).iterdir())}
    stale = [name for name in sorted({*kept, *schemas()}) if kept.get(name) != schemas().get(name)]
    assert stale == [], "run make schemas, and commit what it writes"
