"""Hold each page to the anatomy of its kind, and its tellings to the time that they may take to say."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from macros.built import markup
from macros.built.markup import Element
from macros.built.page import BuiltPage, count_words
from macros.errors import PlaybookError, nearest
from macros.formulas import FORMULAS
from macros.plan import LEVELS

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

ANSWER_KEYS = ("wordings", "terms", "levels", "templates", "reviewed")
KEYS: dict[str, Sequence[str]] = {
    "full": (*ANSWER_KEYS, "story"),
    "short": ANSWER_KEYS,
    "story": ("story", "reviewed"),
    "formula": ("formula", "example", "reviewed"),
    "template": ("document", "readers", "reviewed"),
    "section": (),
    "page": (),
}
"""What the front matter of each kind of page holds, beside title and description."""

OPENING = (15, 75)
TELLINGS = {"2 minutes": (220, 320), "5 minutes": (550, 750)}
SECTION = (0, 150)
DESCRIPTION = 155
"""Search engines cut what is longer."""


class _Anatomy:
    """Checks one page; every finding names it."""

    def __init__(self, page: BuiltPage, root: Path) -> None:
        assert page.source is not None
        self.page = page
        self.root = root
        self.meta = page.source.meta
        self.kind = str(self.meta.get("kind"))
        self.found: list[PlaybookError] = []

    def tell(self, problem: str, remedy: str, line: int = 1) -> None:
        self.found.append(PlaybookError(f"{self.page.shown}:{line}", problem, remedy))

    def check(self) -> list[PlaybookError]:
        if self.kind not in KEYS:
            self.tell(f"the kind is {self.kind!r}", nearest(self.kind, KEYS))
            return self.found
        for key in ("title", "description", *KEYS[self.kind]):
            if not self.meta.get(key):
                self.tell(f"the front matter lacks '{key}'", f"a page of kind {self.kind} needs it")
        if self.found:
            return self.found
        if len(str(self.meta["description"])) > DESCRIPTION:
            self.tell(f"the description has {len(str(self.meta['description']))} characters", f"keep to {DESCRIPTION}")
        if "reviewed" in KEYS[self.kind] and not isinstance(self.meta["reviewed"], datetime.date):
            self.tell("'reviewed' isn't a date", "write it as 2026-11-24")
        if self.kind in ("full", "short"):
            self._answer()
        elif self.kind == "formula":
            self._parts(FORMULA_PARTS)
            self._known("formula", [self.meta["formula"]], FORMULAS)
        elif self.kind == "template":
            self._known("document", [self.meta["document"]], self._templates())
        elif self.kind == "section":
            self._length("the text", count_words(*self.page.article.xpath("./p")), SECTION)
        return self.found

    def _answer(self) -> None:
        self._parts(FULL_PARTS if self.kind == "full" else SHORT_PARTS)
        for key, least, most, of in (("wordings", 3, 8, ""), ("terms", 5, 20, " words that people type for it")):
            listed = self._listed(key)
            if listed and not least <= len(listed) <= most:
                self.tell(f"{len(listed)} {key} are given", f"give {least} to {most}{of}")
        self._known("levels", self._listed("levels"), LEVELS)
        self._known("templates", self._listed("templates"), self._templates())
        openings = self.page.article.xpath("(./p | ./h1/following-sibling::*)[1]")
        if not openings or openings[0].tag != "p":
            self.tell("doesn't open with the 30-second answer", "start with its paragraph")
        else:
            self._length("the opening", count_words(openings[0]), OPENING)
        tellings = dict(self._tabs())
        for label, bounds in TELLINGS.items() if self.kind == "full" else list(TELLINGS.items())[:1]:
            if label not in tellings:
                self.tell(f"has no tab '{label}'", f'write === "{label}" under Tell it')
            else:
                self._length(f"'{label}'", count_words(tellings[label]), bounds)
        least = 5 if self.kind == "full" else 3
        if len(self._part("Follow-ups", "descendant-or-self::details")) < least:
            self.tell(f"has fewer than {least} follow-ups", 'write each as ??? question "…"')

    def _parts(self, expected: Sequence[str]) -> None:
        present = [self._heading(heading) for heading in self.page.article.xpath("./h2")]
        for part in expected:
            if part not in present:
                self.tell(f"lacks the part '{part}'", "add it, or make the page a short one")
        for part in present:
            if part not in expected:
                self.tell(f"has a part '{part}'", nearest(part, expected))
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

    def _listed(self, key: str) -> list[Any]:
        value = self.meta[key]
        if isinstance(value, list):
            return value
        self.tell(f"'{key}' isn't a list", "write one a line, each after a dash")
        return []

    def _known(self, key: str, names: Sequence[Any], known: Any) -> None:
        for name in names:
            if name not in known:
                self.tell(f"'{key}' names {name!r}", nearest(str(name), known))

    def _templates(self) -> list[str]:
        return [path.stem for path in (self.root / "snippets" / "templates").glob("*.md")]

    def _length(self, what: str, words: int, bounds: tuple[int, int]) -> None:
        least, most = bounds
        if not least <= words <= most:
            self.tell(f"{what} has {words} words", f"say it in {least} to {most}")


def anatomy(root: Path, pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Check every page that has a source."""
    for page in pages:
        if page.source is not None:
            yield from _Anatomy(page, root).check()
