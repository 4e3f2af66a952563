"""The mock interview as `interviews.yml` declares it: its lengths, its kinds, and what may be asked on of any story."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.plan import read_sections
from macros.yaml_source import Located, read_yaml

FILE = Path(__file__).with_name("interviews.yml")
MIXED = "mixed"
"""The loop that draws from all sections."""

_PARTS = ("opening", "theirs", "notes")
_OF_A_QUESTION = ("tell", "ask_on", "rate")
_LENGTH = ("minutes", "questions", *_PARTS, *_OF_A_QUESTION)


def interviews(file: Path = FILE) -> dict[str, Any]:
    """Read what the browser plans a mock interview by: `lengths`, `loops` and `probes`, as the file has them.

    Args:
        file: where it is declared.

    Raises:
        PlaybookErrors: minutes that don't add up, a section that is unknown or in no loop, or a list without entries.
    """
    source = read_yaml(file, f"macros/practice/{file.name}")
    mistakes = list(_mistakes(source))
    if mistakes:
        raise PlaybookErrors(mistakes)
    held: dict[str, Any] = source.data
    return held


def _mistakes(source: Located) -> Iterator[PlaybookError]:
    held = source.data if isinstance(source.data, dict) else {}
    for name, kind in {"lengths": list, "loops": dict, "probes": dict}.items():
        if not isinstance(held.get(name), kind) or not held[name]:
            yield PlaybookError(source.where(name), "is missing or empty", "give it entries, as its comment says")
            return
    for place, length in enumerate(held["lengths"], 1):
        yield from _of_length(source, str(place), length)
    yield from _of_loops(source, held["loops"])
    for kind, probes in held["probes"].items():
        if not isinstance(probes, list) or not probes or not all(isinstance(one, str) for one in probes):
            yield PlaybookError(source.where("probes", kind), "is no list of questions", "write one or more")


def _of_length(source: Located, place: str, length: Any) -> Iterator[PlaybookError]:
    where = source.where("lengths", place)
    given = length if isinstance(length, dict) else {}
    if set(given) != set(_LENGTH) or not all(type(minutes) is int and minutes > 0 for minutes in given.values()):
        yield PlaybookError(where, "isn't whole", f"give whole numbers above 0 for {', '.join(_LENGTH)}")
        return
    each = sum(given[part] for part in _OF_A_QUESTION)
    total = given["questions"] * each + sum(given[part] for part in _PARTS)
    if total != given["minutes"]:
        problem = f"says {given['minutes']} minutes, and its parts take {total}"
        yield PlaybookError(where, problem, f"let {', '.join(_PARTS)} and each question's parts add up to it")


def _of_loops(source: Located, loops: dict[str, Any]) -> Iterator[PlaybookError]:
    known = read_sections().data
    drawn: set[str] = set()
    for name, loop in loops.items():
        given = loop if isinstance(loop, dict) else {}
        if name == MIXED or not isinstance(given.get("title"), str) or not isinstance(given.get("sections"), list):
            remedy = f"give it a title and its sections, and another name than '{MIXED}'"
            yield PlaybookError(source.where("loops", name), "is no loop", remedy)
            continue
        drawn |= set(given["sections"])
        for section in given["sections"]:
            if section not in known:
                where = source.where("loops", name, "sections")
                yield PlaybookError(where, f"no section is called '{section}'", nearest(str(section), known))
    for section in known:
        if section not in drawn:
            problem = f"no loop draws from the section '{section}'"
            yield PlaybookError(source.where("loops"), problem, "name it in one")
