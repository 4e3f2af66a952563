"""Read the plans of days until an interview from the page that tells them, for a reader's calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from macros.built import markup
from macros.built.markup import Element
from macros.built.page import BuiltPage
from macros.errors import PlaybookError
from macros.practice.questions import heading_words, words

PAGE = "start/plans.md"
"""The page below docs/ that tells them, each under a heading of its own."""

_DAYS = re.compile(r"Days? (?P<first>\d+)(?: (?:to|and) (?P<last>\d+))?(?:: (?P<title>[^.]+))?\.")


@dataclass(frozen=True)
class Stretch:
    """One or more days of a plan, with what is done on them."""

    first: int
    last: int
    """Counted from 1; the interview is on the day after the last of all."""
    title: str
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """One plan; without days it is for the hour before."""

    title: str
    stretches: tuple[Stretch, ...]


def plans(pages: Sequence[BuiltPage]) -> list[dict[str, object]]:
    """Read the plans, as the browser takes them.

    Args:
        pages: the pages of a built site. Where that page isn't among them there are no plans; the page of the calendar
            leads to it, so the checks tell.

    Raises:
        PlaybookError: the page tells no plan, or the days of one don't follow each other from 1.
    """
    return [asdict(plan) for page in pages if page.shown == f"docs/{PAGE}" for plan in _plans(page)]


def _plans(page: BuiltPage) -> list[Plan]:
    found = [_plan(page, heading) for heading in page.article.iter("h2")]
    if not found:
        raise PlaybookError(page.shown, "tells no plan", "give each a heading, and its steps as a list")
    return found


def _plan(page: BuiltPage, heading: Element) -> Plan:
    title = heading_words(heading)
    stretches = tuple(_stretches(page, title, list(markup.under(page.article, str(heading.get("id"))))))
    if not stretches:
        raise PlaybookError(page.shown, f"'{title}' has no steps", "write them as a numbered list")
    days = [day for one in stretches for day in range(one.first, one.last + 1) if one.last]
    if days != list(range(1, len(days) + 1)):
        problem = f"the days under '{title}' are {', '.join(map(str, days))}"
        raise PlaybookError(page.shown, problem, "begin with day 1, and let each follow the one before")
    return Plan(title, stretches)


def _stretches(page: BuiltPage, title: str, parts: Sequence[Element]) -> Iterator[Stretch]:
    """Read a plan: a list whose items name their days, lists below lines that do, or one list without days."""
    named: re.Match[str] | None = None
    for part in parts:
        if part.tag == "p":
            named = _DAYS.fullmatch(words(part))
        elif part.tag == "ol":
            steps = [words(item) for item in part.iterchildren("li")]
            own = [_DAYS.match(step) for step in steps]
            if named:
                yield _stretch(named, steps)
            elif all(own):
                yield from (
                    _stretch(one, [step[one.end() :].strip()]) for one, step in zip(own, steps, strict=True) if one
                )
            elif any(own) or len(parts) > 1:
                problem = f"under '{title}' some steps have no day"
                raise PlaybookError(page.shown, problem, "begin each with '**Day 1.**' or the like, or none")
            else:
                yield Stretch(0, 0, "", tuple(steps))
            named = None


def _stretch(named: re.Match[str], steps: Sequence[str]) -> Stretch:
    first = int(named["first"])
    return Stretch(first, int(named["last"] or first), named["title"] or "", tuple(steps))
