"""Find places of a template that read alike when it is blank, though they ask for different things."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from macros.checks.calls import TEMPLATES, Call, calls
from macros.errors import PlaybookError
from macros.library import Library
from macros.sources import sources


def places(root: Path, library: Library) -> Iterator[PlaybookError]:
    """Look through the places of every template.

    Args:
        root: the folder of the project.
        library: the stories that the places name.
    """
    for source in sources(root, "snippets"):
        if not source.shown.startswith(TEMPLATES):
            continue
        first: dict[str, Call] = {}
        for call in calls(source)[0]:
            label = _label(call, library)
            earlier = first.setdefault(label.casefold(), call) if label else call
            if earlier.arguments != call.arguments:
                problem = f"the place '{label}' reads like that of line {earlier.line}"
                remedy = f"give {call.arguments[0]} and {earlier.arguments[0]} labels that differ"
                yield PlaybookError(f"{source.shown}:{call.line}", problem, remedy)


def _label(call: Call, library: Library) -> str | None:
    """Give what a place says when it is blank; None for a call that the build refuses with its line."""
    if len(call.arguments) != 1:
        return None
    story, _, key = call.arguments[0].partition(".")
    ledger = library.ledgers.get(story)
    if ledger is None:
        return None
    if key in ledger.goals:
        return f"{ledger.goals[key].label}: {'target' if call.name == 'target' else 'met or missed'}"
    entry = ledger.entries.get(key)
    return entry.label if entry is not None else None
