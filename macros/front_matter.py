"""Read the front matter of a page: what it says about itself before its text begins."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from macros.errors import PlaybookError
from macros.yaml_source import FAST_LOADER

_FRONT_MATTER = re.compile(r"\A---\n(?P<yaml>.*?)\n---\n", re.DOTALL)


def front_matter(path: Path, shown: str) -> dict[str, Any]:
    """Give the front matter of a Markdown file; empty where it has none.

    Args:
        path: the file.
        shown: its name in messages.

    Raises:
        PlaybookError: it isn't a YAML mapping.
    """
    found = _FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    try:
        meta = yaml.load(found["yaml"], Loader=FAST_LOADER) if found else {}  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:
        raise PlaybookError(f"{shown}:1", "the front matter isn't YAML", "quote text with colons") from error
    if not isinstance(meta, dict):
        raise PlaybookError(f"{shown}:1", "the front matter has no keys", "write key: value")
    return meta
