"""Read a YAML file so that every key remembers its file and line, and nothing in it can be lost or surprise."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.errors import PlaybookError

Key = tuple[str, ...]
"""The way to a value: the keys from the top of the file downwards; list items count from 1."""

_DEPTH = 12
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Located:
    """The content of a file and the line of each of its keys."""

    file: str
    data: Any
    lines: dict[Key, str] = field(default_factory=dict)

    def where(self, *key: str) -> str:
        """Name a place for an error message: file, line and key, of the nearest key that stands in the file."""
        near = key
        while near and near not in self.lines:
            near = near[:-1]
        place = self.lines.get(near, self.file)
        return f"{place}: {'.'.join(key)}" if key else place


def read_yaml(path: Path, shown: str) -> Located:
    """Read one file.

    Args:
        path: the file.
        shown: its name in messages.

    Returns:
        Its content, made of mappings with text keys, lists, text, numbers, booleans and None.

    Raises:
        PlaybookError: it can't be read, isn't YAML, repeats a key, or uses what these files have no need of
            (anchors, tags, keys that aren't text).
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise PlaybookError(shown, f"can't be read ({error})", "give a UTF-8 text file") from error
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{shown}:{mark.line + 1}" if mark else shown
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise PlaybookError(place, f"isn't valid YAML ({problem})", "mend the line, or put quotes around the value") from error
    except (RecursionError, ValueError) as error:
        raise PlaybookError(shown, "isn't readable as YAML", "nest less, and use plain text") from error
    located = Located(shown, None)
    located.data = None if node is None else _value(node, (), located)
    return located


def _value(node: yaml.Node, key: Key, located: Located) -> Any:
    place = f"{located.file}:{node.start_mark.line + 1}"
    located.lines.setdefault(key, place)
    if len(key) > _DEPTH:
        raise PlaybookError(place, "is nested too deeply, or contains itself", f"stay within {_DEPTH} levels")
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, key, located)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*key, str(number)), located) for number, item in enumerate(node.value, 1)]
    try:
        value = yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.YAMLError, ValueError) as error:
        raise PlaybookError(place, f"has a value that can't be read: {node.value!r}", "write text or a number") from error
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise PlaybookError(place, f"{node.value!r} is read as a {type(value).__name__}", "put quotes around it to make it text")


def _mapping(node: yaml.MappingNode, key: Key, located: Located) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for name_node, value_node in node.value:
        place = f"{located.file}:{name_node.start_mark.line + 1}"
        name = name_node.value
        if not isinstance(name_node, yaml.ScalarNode) or name_node.tag != "tag:yaml.org,2002:str":
            raise PlaybookError(place, f"the key {name!r} isn't text", "use a name as the key")
        if name in result:
            raise PlaybookError(place, f"the key '{'.'.join((*key, name))}' stands twice", "keep one of them")
        located.lines[(*key, name)] = place
        result[name] = _value(value_node, (*key, name), located)
    return result
