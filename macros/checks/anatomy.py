"""Hold each page to the anatomy of its kind, and its tellings to the time that they may take to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.built import markup
from macros.built.markup import Element
from macros.built.page import BuiltPage, count_words
from macros.errors import PlaybookError, nearest
from macros.front_matter import ANSWERS

FULL_PARTS = (
    "What they want to know",
    "Ask first",
    "Tell it",
    "How I decide",
    "The numbers",
    "Follow-ups",
    "Weak, solid, strong",
    "Words for the tense moment",
    "Make it yours",
    "Templates",
    "Sources",
)
SHORT_PARTS = ("What they want to know", "Tell it", "How I decide", "Follow-ups", "Templates", "Sources")
FORMULA_PARTS = ("Formula", "Worked example", "Calculator", "How it misleads", "When to use something else", "Sources")

OPENING = (15, 75)
TELLINGS = {"2 minutes": (220, 320), "5 minutes": (550, 750)}
SECTION = (0, 150)


class _Anatomy:
    """Checks one page; every finding names it."""

    def __init__(self, page: BuiltPage, counts: bool) -> None:
        assert page.source is not None
        self.page = page
        self.counts = counts
        self.source = page.source
        self.kind = str(page.source.meta.get("kind"))
        self.found: list[PlaybookError] = []

    def tell(self, problem: str, remedy: str, line: int | None = 1) -> None:
        self.found.append(PlaybookError(f"{self.page.shown}:{line or 1}", problem, remedy))

    def check(self) -> list[PlaybookError]:
        if self.kind in ANSWERS:
            self._answer()
        elif self.kind == "formula":
            self._parts(FORMULA_PARTS)
        elif self.kind == "section":
            self._length("the text", count_words(*self.page.article.xpath("./p")), SECTION)
        return self.found

    def _answer(self) -> None:
        self._parts(FULL_PARTS if self.kind == "full" else SHORT_PARTS)
        opening = markup.opening(self.page.article)
        if opening is None or opening.tag != "p":
            self.tell("doesn't open with the 30-second answer", "start with its paragraph")
        else:
            first = next((number for number, line in enumerate(self.source.lines, 1) if line.strip()), 1)
            self._length("the opening", count_words(opening), OPENING, first)
        tellings = dict(self._tabs())
        for label, bounds in TELLINGS.items() if self.kind == "full" else list(TELLINGS.items())[:1]:
            if label not in tellings:
                self.tell(f"has no tab '{label}'", f'write === "{label}" under Tell it', self._line("## Tell it"))
            else:
                self._length(f"'{label}'", count_words(tellings[label]), bounds, self._line(f'=== "{label}"'))
        method = self._part("How I decide", "self::*")
        rules = sum(map(markup.says_rule, method))
        if method and rules != 1:
            remedy = "write one paragraph that begins with 'The rule:', for the cheat sheet"
            self.tell(f"says {rules or 'no'} rules under How I decide", remedy, self._line("## How I decide"))
        least = 5 if self.kind == "full" else 3
        if len(self._part("Follow-ups", "descendant-or-self::details")) < least:
            remedy = 'write each as ??? question "…"'
            self.tell(f"has fewer than {least} follow-ups", remedy, self._line("## Follow-ups"))

    def _parts(self, expected: Sequence[str]) -> None:
        present = [self._heading(heading) for heading in self.page.article.xpath("./h2")]
        for part in expected:
            if part not in present:
                shorter = self.kind == "full" and part not in SHORT_PARTS
                remedy = f"write '## {part}' with its text{', or make the page a short one' if shorter else ''}"
                self.tell(f"lacks the part '{part}'", remedy)
        for part in present:
            if part not in expected:
                self.tell(f"has a part '{part}'", nearest(part, expected), self._line(f"## {part}"))
        if sorted(present) == sorted(expected) and present != list(expected):
            self.tell("has its parts in another order", f"order them: {', '.join(expected)}")

    def _heading(self, heading: Element) -> str:
        return "".join(heading.xpath("./text()")).strip()

    def _part(self, title: str, path: str) -> list[Element]:
        found: list[Element] = []
        inside = False
        for element in self.page.article:
            if element.tag == "h2":
                inside = self._heading(element) == title
            elif inside:
                found.extend(element.xpath(path))
        return found

    def _tabs(self) -> Iterator[tuple[str, Element]]:
        for holder in filter(markup.is_tabs, self.page.article.iter("div")):
            yield from ((label.text_content().strip(), block) for label, block in markup.tabs(holder))

    def _line(self, written: str) -> int | None:
        """Find the line that begins with some words."""
        return next((number for number, line in enumerate(self.source.lines, 1) if line.startswith(written)), None)

    def _length(self, what: str, words: int, bounds: tuple[int, int], line: int | None = 1) -> None:
        least, most = bounds
        if self.counts and not least <= words <= most:
            self.tell(f"{what} has {words} words", f"say it in {least} to {most}", line)


def anatomy(pages: Sequence[BuiltPage], counts: bool = True) -> Iterator[PlaybookError]:
    """Check every page that has a source.

    Args:
        pages: the pages of a built site.
        counts: whether words are counted; with numbers of a reader's own they may become more, which nobody could mend.
    """
    for page in pages:
        if page.source is not None:
            yield from _Anatomy(page, counts).check()
