"""What stands on the card of a question: the question in front, behind it what one says and what may follow."""

from __future__ import annotations

from dataclasses import dataclass

from macros.plan import SECTIONS_FOLDER
from macros.practice.questions import FollowUp, Question

LICENCE = "CC BY 4.0"


@dataclass(frozen=True)
class Card:
    """The card of one question."""

    name: str
    """What a workbook calls the question: its section and its name."""
    question: str
    section: str
    """The title of its section."""
    levels: tuple[str, ...]
    opening: str
    rule: str
    follow_ups: tuple[FollowUp, ...]
    address: str
    """Where its page stands."""

    @property
    def tags(self) -> tuple[str, ...]:
        """The words that it is found by, without spaces, in the form that Anki shows as a tree."""
        section = self.name.partition("/")[0]
        return (f"section::{section}", *(f"level::{level.replace(' ', '-')}" for level in self.levels))


def card(question: Question, section: str, home: str) -> Card:
    """Make the card of a question.

    Args:
        question: as its page tells it.
        section: the title of its section.
        home: the absolute address of the site, with a slash at its end.
    """
    return Card(
        name=question.name,
        question=question.title,
        section=section,
        levels=question.levels,
        opening=question.opening,
        rule=question.rule,
        follow_ups=question.follow_ups,
        address=f"{home}{SECTIONS_FOLDER}/{question.name}/",
    )
