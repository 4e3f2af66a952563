"""Read an answer page into the question that somebody practises: its wordings, what is listened for, what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from macros.built import markup
from macros.built.markup import Element
from macros.built.page import BuiltPage, said
from macros.errors import PlaybookError, PlaybookErrors
from macros.front_matter import ANSWERS, asked_aloud
from macros.plan import SECTIONS_FOLDER, section_titles

PLACES = ("weak", "solid", "strong")
"""Where somebody may place what they said, from the lowest."""

_OPENING_SECONDS = 30
_MINUTES = re.compile(r"(\d+) minutes")
_FIRST_SENTENCE = re.compile(r".*?[.!?][\"”’)]*(?=\s|$)|.+")
_TO_YOU = re.compile(r"[^.?!]*\b[Yy]our?\b[^.?!]*\?")
_POINTS = re.compile(
    r"\b(?:[Tt]he|[Tt]h(?:at|is|ese|ose)|[Bb]oth) (?!first|people|team|others|hardest|best)"
    r"|\b(?:[Hh]e|[Ss]he|[Hh]im|[Hh]ers?|[Hh]is)\b|\d|(?<=[\w,] )[A-Z]\w"
)
"""What only makes sense to whoever heard the telling of the page: a thing, a person, a figure, a name."""
_MOMENT = "The moment:"
_RED_FLAGS = "Red flags:"
_CONCLUDES = "The listener concludes:"


@dataclass(frozen=True)
class FollowUp:
    """A question that may follow."""

    asked: str
    answered: str
    """The first sentence of what the page answers."""
    kind: str
    """The heading that it stands below, such as "People"; "" where the page has no groups."""

    @property
    def is_general(self) -> bool:
        """Whether it fits any story: one question to "you", which points at nothing that the page told.

        It may be a fine follow-up all the same; this errs on the side of the listener, who has heard another story.
        """
        return bool(_TO_YOU.fullmatch(self.asked)) and not _POINTS.search(self.asked)


@dataclass(frozen=True)
class Telling:
    """One way to tell the moment of a page."""

    said: str
    concluded: str
    """What the listener concludes from it."""


@dataclass(frozen=True)
class Scale:
    """The same moment told weakly, solidly and strongly."""

    moment: str
    tellings: dict[str, Telling]
    """By the words of `PLACES`."""
    red_flags: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question with everything that practising it takes."""

    name: str
    """What a workbook calls it: its section and its name."""
    title: str
    levels: tuple[str, ...]
    seconds: tuple[int, ...]
    """For how long the page tells it, each way a length."""
    wordings: tuple[str, ...]
    """Other ways in which it is asked aloud; what people only type for it isn't among them."""
    signals: tuple[str, ...]
    follow_ups: tuple[FollowUp, ...]
    opening: str
    rule: str
    story: str | None
    """The story that the page tells."""
    scale: Scale | None
    """None on a short page."""

    @property
    def section(self) -> str:
        """The name of its section."""
        return self.name.partition("/")[0]


def read_questions(pages: Sequence[BuiltPage]) -> list[Question]:
    """Read the questions of all answers.

    Args:
        pages: the pages of a built site; those that are no answers are passed over.

    Raises:
        PlaybookErrors: a page lacks something that practising its question takes.
    """
    found: list[Question] = []
    mistakes: list[PlaybookError] = []
    for page in pages:
        if page.source is not None and page.source.meta.get("kind") in ANSWERS:
            try:
                found.append(_Reading(page).question())
            except PlaybookError as mistake:
                mistakes.append(mistake)
    if mistakes:
        raise PlaybookErrors(mistakes)
    return found


def in_order(questions: Sequence[Question]) -> list[Question]:
    """Give questions in the order of their sections, and by name within each."""
    order = list(section_titles())
    return sorted(questions, key=lambda question: (order.index(question.section), question.name))


class _Reading:
    """Reads one page whose anatomy is right; what is missing all the same is told with its name."""

    def __init__(self, page: BuiltPage) -> None:
        assert page.source is not None
        self.page = page
        self.source = page.source
        self.meta = page.source.meta
        self.article = page.article

    def question(self) -> Question:
        opening = markup.opening(self.article)
        (rule,) = filter(markup.says_rule, markup.under(self.article, "how-i-decide"))
        assert opening is not None  # the anatomy has seen to both
        place = self.page.path.parent.relative_to(self.page.site / SECTIONS_FOLDER)
        return Question(
            name=place.as_posix(),
            title=str(self.meta["title"]),
            levels=tuple(self.meta["levels"]),
            seconds=(_OPENING_SECONDS, *self._tellings()),
            wordings=asked_aloud(self.meta),
            signals=self._signals(),
            follow_ups=tuple(self._follow_ups()),
            opening=words(opening),
            rule=_capital(words(rule).removeprefix(markup.RULE).strip()),
            story=self.meta.get("story"),
            scale=self._scale() if self.meta["kind"] == "full" else None,
        )

    def _mistake(self, part: str, problem: str, remedy: str) -> PlaybookError:
        line = self.source.lines.index(part) + 1
        return PlaybookError(f"{self.page.shown}:{line}", f"{problem} under {part.strip('# ')}", remedy)

    def _tellings(self) -> Iterator[int]:
        for holder in filter(markup.is_tabs, markup.under(self.article, "tell-it")):
            for label, _ in markup.tabs(holder):
                minutes = _MINUTES.fullmatch(words(label))
                if minutes is None:
                    remedy = 'name each tab by its length, as in === "2 minutes"'
                    raise self._mistake("## Tell it", f"has a telling of '{words(label)}'", remedy)
                yield int(minutes[1]) * 60

    def _signals(self) -> tuple[str, ...]:
        lists = [one for one in markup.under(self.article, "what-they-want-to-know") if one.tag == "ul"]
        if len(lists) != 1:
            problem = f"has {len(lists) or 'no'} lists"
            raise self._mistake("## What they want to know", problem, "write one, of what they listen for")
        return _items(lists[0])

    def _follow_ups(self) -> Iterator[FollowUp]:
        for kind, fold in markup.follow_ups(self.article):
            summary, answer = fold[0], fold[1:]
            sentence = _FIRST_SENTENCE.match(" ".join(words(one) for one in answer))
            if sentence is None:
                problem = f"has no answer to '{words(summary)}'"
                raise self._mistake("## Follow-ups", problem, "write what you would say")
            yield FollowUp(words(summary), sentence[0], "" if kind is None else heading_words(kind))

    def _scale(self) -> Scale:
        tellings: dict[str, Telling] = {}
        moment, red_flags = "", tuple[str, ...]()
        parts = list(markup.under(self.article, "weak-solid-strong"))
        for part, after in zip(parts, [*parts[1:], None], strict=True):
            text = words(part)
            place = text.partition(".")[0].lower()
            if text.startswith(_MOMENT):
                moment = text.removeprefix(_MOMENT).strip()
            elif text == _RED_FLAGS and after is not None and after.tag == "ul":
                red_flags = _items(after)
            elif place in PLACES and _CONCLUDES in text:
                told, _, concluded = text.partition(".")[2].partition(_CONCLUDES)
                tellings[place] = Telling(told.strip(), _capital(concluded.strip()))
        missing = [f"'{place.capitalize()}.'" for place in PLACES if place not in tellings]
        missing += [f"'{start}'" for start, held in ((_MOMENT, moment), (_RED_FLAGS, red_flags)) if not held]
        if missing:
            remedy = f"begin a paragraph with each, end the first three with '{_CONCLUDES} …', and list the red flags"
            raise self._mistake("## Weak, solid, strong", f"lacks {', '.join(missing)}", remedy)
        return Scale(moment, tellings, red_flags)


def words(element: Element) -> str:
    """Give what an element says on one line, without what is folded away; spaces that hold a unit stay."""
    return re.sub(r"[ \n]+", " ", "".join(said(element))).strip(" ")


def _items(holder: Element) -> tuple[str, ...]:
    return tuple(map(words, holder.iterchildren("li")))


def heading_words(heading: Element) -> str:
    """Give the words of a heading without the link to itself."""
    return "".join(chain([heading.text or ""], (one.tail or "" for one in heading))).strip()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
