"""A story with one of everything, small enough to break in every way."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.errors import PlaybookError
from macros.figures import Ledger, calculate
from macros.story import Story, read_story
from tests import changing

STORY: dict[str, Any] = {
    "title": "A small story",
    "summary": "One of everything.",
    "inputs": {
        "before": {"value": 500, "unit": "ms", "label": "latency before"},
        "after": {"value": 110, "unit": "ms", "label": "latency after"},
        "slo": {"value": 99.9, "unit": "%", "label": "objective"},
        "share": {"value": 95, "unit": "%", "label": "share of requests"},
        "latencies": {"values": [58, 61, 131], "unit": "ms", "label": "latencies"},
        "predictions": {
            "label": "predictions",
            "columns": {
                "predicted": {"unit": "%", "label": "predicted probability"},
                "outcome": {"unit": "", "label": "outcome"},
            },
            "rows": [{"predicted": 90, "outcome": 1}, {"predicted": 20, "outcome": 0}],
        },
        "role": {"value": "engineering manager", "unit": "text", "label": "your role"},
    },
    "figures": {
        "change": {"label": "change of latency", "formula": "relative_change", "before": "before", "after": "after"},
        "p95": {"label": "p95", "formula": "latency_quantile", "latencies": "latencies", "share": "share"},
        "brier": {"label": "Brier score", "formula": "brier_score", "predictions": "predictions"},
        "faster": {"label": "how many times faster", "formula": "ratio", "numerator": "p95", "denominator": "after"},
        "budget": {"label": "error budget", "formula": "error_budget", "objective": "slo"},
    },
    "goals": {
        "latency": {
            "label": "latency",
            "baseline": "before",
            "of": "after",
            "change": "change",
            "at_most": 150,
            "unit": "ms",
            "exclusive": True,
        },
        "both": {"label": "both latencies", "of": ["before", "after"], "at_most": "p95"},
        "cut": {"label": "cut of latency", "of": "change", "result": "after", "at_most": -80, "unit": "%"},
    },
}


def changed(*path: str | int, to: Any = None, **fields: Any) -> dict[str, Any]:
    """Copy the story with one place replaced, or with fields merged into that place."""
    story = copy.deepcopy(STORY)
    place: Any = story
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = place[path[-1]] | fields if fields else to
    return story


def without(*path: str) -> dict[str, Any]:
    """Copy the story without one place."""
    return changing.changed(STORY, *path, to=None)


def write(path: Path, data: Any) -> Path:
    """Write YAML, a key a line."""
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    return path


def read(folder: Path, data: Any, overlay: Any = None) -> Story:
    """Read a story, with an overlay or without."""
    path = write(folder / "small.yml", data)
    if overlay is None:
        return read_story(path, "small.yml")
    return read_story(path, "small.yml", write(folder / "over.yml", overlay), "over.yml")


def ledger(folder: Path, data: Any = STORY, overlay: Any = None) -> Ledger:
    """Read and calculate a story."""
    return calculate(read(folder, data, overlay))


def errors(folder: Path, data: Any, overlay: Any = None) -> list[str]:
    """Read and calculate a story that is wrong; give its errors, a line each."""
    with pytest.raises(PlaybookError) as caught:
        ledger(folder, data, overlay)
    return str(caught.value).splitlines()
