"""Read a workbook from the file that a browser exported, and refuse what isn't one, with the place of the mistake."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema

from macros.errors import PlaybookError, PlaybookErrors
from macros.schemas import WORKBOOK_VERSION, workbook_schema
from macros.upkeep import told

STORY_CARD = "story-card"
"""The template that every story fills."""
PREP_DOCUMENT = "prep-document"

_WHERE = "WORKBOOK"
_MOST_BYTES = 5_000_000
"""So many the browser takes, too."""
_MOST_TOLD = 10
_LONGEST_STEM = 40


@dataclass(frozen=True)
class Filled:
    """One form that a reader has filled."""

    template: str
    filling: Mapping[str, Any]
    """As the workbook holds it: words, ticked and rows."""
    path: str
    """Where its files go below OUT, without ending."""
    place: str
    """Where it stands in the workbook."""


def read_workbook(given: str) -> Mapping[str, Any]:
    """Read a workbook.

    Args:
        given: the name of the file.

    Raises:
        PlaybookError: there is no such file, it is no whole JSON, or a workbook of another version.
        PlaybookErrors: it doesn't keep to the schema; each mistake has its place.
    """
    if not given.strip():
        raise PlaybookError(_WHERE, "names no file", "write WORKBOOK=my.json, the file that the workbook exports")
    path = Path(given)
    where = f"{_WHERE}={given}"
    if not path.is_file():
        problem = "is a folder" if path.is_dir() else "isn't there"
        raise PlaybookError(where, problem, "name the file that the workbook exports")
    with told(path):
        size = path.stat().st_size
        if size > _MOST_BYTES:
            problem = f"has {size / 1e6:.1f} MB, and a workbook has {_MOST_BYTES // 1_000_000} MB at most"
            raise PlaybookError(where, problem, "name the file that the workbook exports")
        content = path.read_bytes()
    data = _parsed(where, content)
    if not isinstance(data, dict) or "version" not in data:
        raise PlaybookError(where, "holds no workbook", "name the file that the workbook exports")
    if data["version"] != WORKBOOK_VERSION:
        problem = f"is of version {data['version']!r}, and this playbook reads version {WORKBOOK_VERSION}"
        remedy = "take it into the workbook of your site, which brings older ones up to date, and export it anew"
        raise PlaybookError(f"{where}: version", problem, remedy)
    _validate(where, data)
    return data


def _parsed(where: str, content: bytes) -> Any:
    try:
        return json.loads(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise PlaybookError(where, f"isn't text in UTF-8: {error.reason}", "export the workbook anew") from error
    except json.JSONDecodeError as error:
        problem = f"isn't whole JSON: {error.msg}"
        raise PlaybookError(f"{where}:{error.lineno}", problem, "mend that line, or export it anew") from error
    except RecursionError as error:
        raise PlaybookError(where, "nests too deeply", "name the file that the workbook exports") from error


def _validate(where: str, data: Mapping[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(workbook_schema()))
    try:
        found = sorted(validator.iter_errors(data), key=lambda error: [str(part) for part in error.absolute_path])
    except RecursionError as error:
        raise PlaybookError(where, "has rows that lie too deep in each other", "export the workbook anew") from error
    if found:
        raise PlaybookErrors(_worded(where, error) for error in found[:_MOST_TOLD])
    stories = [story["id"] for story in data["stories"]]
    for number, name in enumerate(stories):
        if name in stories[:number]:
            place = f"{where}: stories.{number + 1}.id"
            raise PlaybookError(place, f"is '{name}', like that of an earlier story", "give each its own")


def _worded(where: str, error: jsonschema.ValidationError) -> PlaybookError:
    """Word a mistake by its place; lists count from 1, as people do."""
    inner = jsonschema.exceptions.best_match([error])
    place = ".".join(str(part + 1) if isinstance(part, int) else part for part in inner.absolute_path) or "the top"
    message = inner.message if len(inner.message) < 160 else f"{inner.message[:160]} …"
    return PlaybookError(f"{where}: {place}", message, "see schemas/workbook.json of the site, or export it anew")


def filled_forms(workbook: Mapping[str, Any]) -> Iterator[Filled]:
    """Give all that a workbook has filled: the prep document, the stories, the other templates.

    Args:
        workbook: one that `read_workbook` has read.
    """
    for name, filling in sorted(workbook["templates"].items()):
        if _has_words(filling):
            folder = "" if name == PREP_DOCUMENT else "templates/"
            yield Filled(name, filling, f"{folder}{name}-yours", f"templates.{name}")
    stems: dict[str, int] = {}
    for number, story in enumerate(workbook["stories"], 1):
        stem = file_stem(story["title"], example=story.get("example", False))
        stems[stem] = stems.get(stem, 0) + 1
        path = f"stories/{stem}" if stems[stem] == 1 else f"stories/{stem}-{stems[stem]}"
        yield Filled(STORY_CARD, story["card"], path, f"stories.{number}.card")


def _has_words(filling: Mapping[str, Any]) -> bool:
    rows = (row for rows in filling["rows"].values() for row in rows)
    return bool(filling["words"] or filling["ticked"]) or any(map(_has_words, rows))


def file_stem(title: str, *, example: bool = False) -> str:
    """Make a name for files of what a reader called a story, as workbook/story-editor.js does.

    >>> file_stem("Tickets, routed at once"), file_stem("  ", example=True)
    ('tickets-routed-at-once', 'example-story')
    """
    words = re.sub(r"[^a-z0-9]+", "-", unicodedata.normalize("NFKD", title.lower()))
    words = re.sub(r"^-|-$", "", words)[:_LONGEST_STEM]
    return "-".join(filter(None, ["example" if example and not words.startswith("example") else "", words or "story"]))
