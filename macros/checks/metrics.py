"""Find figures with a unit that somebody typed: a metric is named and computed, never written by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.errors import PlaybookError
from macros.sources import sources
from macros.yaml_source import read_yaml

EXCEPTIONS = "macros/checks/exceptions.yml"
ANY_FILE = "*"

METRIC = re.compile(
    r"[$€£]\s?\d[\d.,]*"
    r"|(?<![\w.,#/-])[+−-]?\d[\d.,]*[\s\u00a0-]?"
    r"(?:%|×|percent|percentage points?|pp|ms|s|min|h|"
    r"seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|"
    r"alerts?|engineers?|features?|incidents?|inferences?|people|predictions?|requests?|teams?|users?)(?!\w)",
    re.IGNORECASE,
)


def hand_typed(root: Path) -> Iterator[PlaybookError]:
    """Find hand-typed metrics in pages and snippets, and exceptions that allow nothing any more."""
    exceptions = read_yaml(root / EXCEPTIONS, EXCEPTIONS)
    unused = {(file, phrase) for file, phrases in exceptions.data.items() for phrase in phrases}
    allowed = frozenset(unused)
    for source in sources(root, "docs", "snippets"):
        for number, line in source.prose():
            for found in METRIC.finditer(line):
                phrase = " ".join(found.group().split())
                excepted = allowed & {(source.shown, phrase), (ANY_FILE, phrase)}
                if not excepted:
                    yield PlaybookError(
                        f"{source.shown}:{number}",
                        f"'{phrase}' is typed by hand",
                        f"name an input or a figure of a story, or give the phrase its reason in {EXCEPTIONS}",
                    )
                unused -= excepted
    for file, phrase in sorted(unused):
        yield PlaybookError(exceptions.where(file, phrase), "allows a phrase that stands nowhere", "remove it")
