"""A reader's own stories, to be laid over those of the playbook."""

from __future__ import annotations

from pathlib import Path

OWN_NUMBERS = """latency_p95_after: 180
figures:
  left_over: {label: left over, formula: share, part: latency_p95_after, whole: latency_p95_before}
"""
OWN_STORY = """title: A case of our own
summary: No page tells it yet.
inputs:
  before: {value: 2, unit: ms, label: before}
  after: {value: 1, unit: ms, label: after}
figures:
  change: {label: change, formula: relative_change, before: before, after: after}
"""


def lay_over(folder: Path) -> None:
    """Write a folder with one number and a figure of the reader's own, and with a story that no page tells."""
    folder.mkdir()
    (folder / "feature-platform.yml").write_text(OWN_NUMBERS, encoding="utf-8")
    (folder / "our-own-case.yml").write_text(OWN_STORY, encoding="utf-8")
