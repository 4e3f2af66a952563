"""What is told of a page above its text, as YAML between two lines, where a wiki shows that well."""

from __future__ import annotations

import json
from collections.abc import Mapping


def with_properties(properties: Mapping[str, str | list[str]], text: str) -> str:
    """Put properties above a text; what is empty is left out.

    >>> print(with_properties({"title": "A: b", "tags": ["c"], "other": ""}, "Text"))
    ---
    title: "A: b"
    tags: ["c"]
    ---
    <BLANKLINE>
    Text
    """
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in properties.items() if value)
    return f"---\n{''.join(lines)}---\n\n{text}"
