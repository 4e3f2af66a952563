"""Read a YAML file so that every key remembers its file and line, and nothing in it can be lost or surprise."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.errors import PlaybookError, strange_character

Key = tuple[str, ...]
"""The way to a value: the keys from the top of the file downwards; list items count from 1."""

_DEPTH = 12
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9_]*)?(\.[0-9]*)?([eE][-+]?[0-9]+)?")
FAST_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The loader in C where there is one: it reads ten times as fast, and the same."""


@dataclass
class Located:
    """The content of a file and the line of each of its keys."""

    file: str
    data: Any
    lines: dict[Key, str] = field(default_factory=dict)
    before: int = 0
    """Lines of the file that stand before the YAML."""
    dates: bool = False
    """Whether a date is read as one, instead of being refused."""

    def where(self, *key: str) -> str:
        """Name a place for an error message: file, line and key, of the nearest key that stands in the file."""
        near = key
        while near and near not in self.lines:
            near = near[:-1]
        place = self.lines.get(near, self.file)
        return f"{place}: {'.'.join(key)}" if key else place

    def at(self, mark: yaml.Mark) -> str:
        """Name the file and the line of a place in the YAML."""
        return f"{self.file}:{mark.line + self.before + 1}"


def read_yaml(path: Path, shown: str) -> Located:
    """Read one file.

    Args:
        path: the file.
        shown: its name in messages.

    Returns:
        Its content, made of mappings with text keys, lists, text, numbers, booleans and None.

    Raises:
        PlaybookError: it isn't a file (a pipe would be waited for), can't be read, isn't YAML, repeats a key, or uses
            what these files have no need of (anchors, tags, keys that aren't text, letters that look like others,
            numbers that aren't decimal).
    """
    if path.exists() and not path.is_file():
        raise PlaybookError(shown, f"isn't a file but {_kind_of(path)}", "give a text file")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PlaybookError(shown, f"can't be read ({error})", "give a UTF-8 text file") from error
    return read_yaml_text(text, Located(shown, None))


def read_yaml_text(text: str, located: Located) -> Located:
    """Read the YAML of a file, or of a part of it.

    Args:
        text: the YAML.
        located: where it stands; its content is filled in and given back.

    Raises:
        PlaybookError: as read_yaml.
    """
    shown = located.file
    try:
        _refuse_marks(text, located)
        node = yaml.compose(text, Loader=FAST_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = located.at(mark) if mark else shown
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        remedy = "mend the line, or put quotes around the value"
        raise PlaybookError(place, f"isn't valid YAML ({problem})", remedy) from error
    except (RecursionError, ValueError) as error:
        raise PlaybookError(shown, "isn't readable as YAML", "nest less, and use plain text") from error
    located.data = None if node is None else _value(node, (), located)
    return located


def without_comma(before: str, after: str) -> str:
    """Say how a number is written whose comma stands between these digits; three after it may be thousands.

    >>> without_comma("99", "9")
    'write 99.9'
    """
    return f"write {before}.{after}" + (f", or {before}{after} if thousands are meant" if len(after) == 3 else "")


def _kind_of(path: Path) -> str:
    if path.is_dir():
        return "a folder"
    return "a named pipe" if path.is_fifo() else "a device or a socket"


def _refuse_marks(text: str, located: Located) -> None:
    for event in yaml.parse(text, Loader=FAST_LOADER):
        for kind in ("anchor", "tag"):
            if getattr(event, kind, None) is not None:
                raise PlaybookError(
                    located.at(event.start_mark),  # type: ignore[arg-type] # a mark is always set
                    f"has the {kind} '{getattr(event, kind)}'",
                    "write the value out, without it",
                )


def _value(node: yaml.Node, key: Key, located: Located) -> Any:
    place = located.at(node.start_mark)
    located.lines.setdefault(key, place)
    if len(key) > _DEPTH:
        raise PlaybookError(place, "is nested too deeply", f"stay within {_DEPTH} levels")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, key, located)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*key, str(number)), located) for number, item in enumerate(node.value, 1)]
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        problem = f"has a value that can't be read: {node.value!r}"
        raise PlaybookError(place, problem, "write text or a number") from error
    if value is None or isinstance(value, str | bool) or (located.dates and type(value) is datetime.date):
        return value
    if not isinstance(value, int | float):
        kind = type(value).__name__
        raise PlaybookError(place, f"{node.value!r} is read as a {kind}", "put quotes around it to make it text")
    if not _DECIMAL.fullmatch(node.value):  # 010 would be 8, and 1:30 would be 90
        remedy = "write a decimal number, or put quotes around it to make it text"
        raise PlaybookError(place, f"{node.value!r} is read as {value}", remedy)
    return value


def _mapping(node: yaml.MappingNode, key: Key, located: Located) -> dict[str, Any]:
    result: dict[str, Any] = {}
    before = ""
    for name_node, value_node in node.value:
        place = located.at(name_node.start_mark)
        name = name_node.value
        if before.lstrip("+-").isdigit() and isinstance(name, str) and name.isdigit() and not value_node.value:
            problem = f"the number {before},{name} has a comma"  # which in braces begins another key
            raise PlaybookError(place, problem, without_comma(before, name))
        if not isinstance(name_node, yaml.ScalarNode) or name_node.tag != "tag:yaml.org,2002:str":
            raise PlaybookError(place, f"the key {name!r} isn't text", "use a name as the key")
        strange = strange_character(name)
        if strange:
            raise PlaybookError(place, f"the key '{name}' isn't what it looks like: {strange}", "type it anew")
        before = value_node.value if isinstance(value_node, yaml.ScalarNode) else ""
        if name in result:
            raise PlaybookError(place, f"the key '{'.'.join((*key, name))}' stands twice", "keep one of them")
        located.lines[(*key, name)] = place
        result[name] = _value(value_node, (*key, name), located)
    return result
