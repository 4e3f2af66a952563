"""Write the questions as the one file that the browser practises with."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from macros.plan import answer_name, section_titles
from macros.practice.questions import Question, in_order
from macros.prompt_map import prompt_parts


def catalogue(questions: Sequence[Question], docs: Path) -> str:
    """Write the file: the parts of the prompt, the sections and the questions by their names, in the order of both.

    Args:
        questions: all that were read.
        docs: the folder of the pages.

    Raises:
        PlaybookError: the page that maps the prompt can't be read.
    """
    held = {
        "parts": [
            {"asked": part.asked, "answers": [answer_name(page) for page in part.answers]}
            for part in prompt_parts(docs)
        ],
        "sections": section_titles(),
        "questions": {question.name: _entry(question) for question in in_order(questions)},
    }
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"))


def _entry(question: Question) -> dict[str, Any]:
    """Give what a question holds; what it lacks is left out."""
    entry: dict[str, Any] = {
        "title": question.title,
        "levels": question.levels,
        "seconds": question.seconds,
        "wordings": question.wordings,
        "signals": question.signals,
        "follow_ups": [
            {"asked": one.asked, "answered": one.answered, "general": one.is_general}
            | ({"kind": one.kind} if one.kind else {})
            for one in question.follow_ups
        ],
        "opening": question.opening,
        "rule": question.rule,
    }
    if question.story:
        entry["story"] = question.story
    if question.scale:
        entry["moment"] = question.scale.moment
        entry["scale"] = {place: vars(telling) for place, telling in question.scale.tellings.items()}
        entry["red_flags"] = question.scale.red_flags
    return entry
