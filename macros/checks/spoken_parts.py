"""Hold the spoken parts of an answer to what an ear can follow: few numbers, no signs, no unit twice, a fresh start."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from macros.built import markup
from macros.built.markup import Element
from macros.built.page import BuiltPage, said
from macros.errors import PlaybookError
from macros.units import units

MOST_NUMBERS = {"the opening": 3, "2 minutes": 5}
"""How many numbers, dates and durations among them, a listener can keep."""
SHARED_WORDS = 6
"""So many words of the opening in a row, and the telling has begun by saying it again."""

_DIGITS = re.compile(r"(?<![\w.,])[$€£]?\d[\d.,]*")
_SIGNED = re.compile(r"(?<!\w)[+−±≤≥<>=]\s?[$€£]?\d")
_EXPANDED = re.compile(r"\b[A-Z][A-Za-z]*[A-Z0-9]+s? \((?:[a-z–-]+ ){1,}[a-z–-]+\)|\((?:[A-Z]{2,}|p\d\d)\)")
_HOLDERS = frozenset(("div", "details", "ul", "ol", "blockquote"))
"""Elements that hold blocks and no text of their own."""
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_COUNTED = (
    *("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty"),
    *("thirty", "forty", "fifty", "sixty", "ninety"),
)
_NUMBER_WORD = "|".join((*_COUNTED, "dozen", "hundred", "thousand", "million", "billion", "half", "third", "quarter"))


def _nouns() -> Sequence[str]:
    """Give every word that a unit is said with, longest first."""
    nouns = {noun for unit in units().values() for one in (True, False) if (noun := unit.noun(one))}
    calendar = {word for unit in ("day", "week", "month", "quarter", "year") for word in (unit, f"{unit}s")}
    return sorted(nouns | calendar | {unit.suffix for unit in units().values() if unit.suffix}, key=len, reverse=True)


_UNIT = "|".join(re.escape(noun) for noun in _nouns())
_TYPED = re.compile(rf"\b(?:{_NUMBER_WORD})[ \u00a0-](?:{_UNIT})\b", re.IGNORECASE)
_WITH_UNIT = re.compile(
    rf"(?:\d[\d.,]*|\b(?:{_NUMBER_WORD}))(?: (?:million|billion))?[ \u00a0](?P<unit>{_UNIT})(?!\w)", re.IGNORECASE
)


def spoken_parts(pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Check the opening, the tellings and the follow-ups of every answer."""
    for page in pages:
        if page.source is not None and page.source.meta.get("kind") in ("full", "short"):
            yield from _answer(page)


def _answer(page: BuiltPage) -> Iterator[PlaybookError]:
    opening = markup.opening(page.article)
    assert opening is not None  # the anatomy has seen to it
    parts = [("the opening", opening)]
    for holder in filter(markup.is_tabs, page.article.iter("div")):
        parts += [(label.text_content().strip(), block) for label, block in markup.tabs(holder)]
    for name, part in parts:
        most = MOST_NUMBERS.get(name)
        found = numbers(part)
        if most is not None and len(found) > most:
            shown = ", ".join(found)
            yield _finding(
                page, f"{name} has {len(found)} numbers ({shown})", f"keep {most}; move the rest to The numbers"
            )
    for name, part in [*parts, *_follow_ups(page.article)]:
        text = _text(part)
        for sign in _SIGNED.findall(text):
            yield _finding(page, f"{name} says '{sign.strip()}'", "say it without a sign: moved, aim or outcome")
        for bracket in _EXPANDED.findall(text):
            yield _finding(page, f"{name} explains '{bracket}' in brackets", "say one of the two")
        for verdict in part.xpath(".//data[contains(@class, 'pb-verdict')]"):
            yield _finding(page, f"{name} has the pill '{verdict.text_content()}'", "say the verdict: outcome")
        for sentence in _SENTENCE.split(text):
            twice = [unit for unit, count in Counter(_units(sentence)).items() if count > 1]
            for unit in twice:
                yield _finding(page, f"{name} says '{unit}' twice in '{sentence.strip()[:70]}…'", "say the unit once")
    for name, part in parts[1:]:
        again = _said_again(_text(opening), _text(part))
        if again:
            yield _finding(page, f"{name} begins with the opening's words, '{again}'", "begin with something new")


def _finding(page: BuiltPage, problem: str, remedy: str) -> PlaybookError:
    return PlaybookError(page.shown, problem, remedy)


def _follow_ups(article: Element) -> Iterator[tuple[str, Element]]:
    for fold in article.xpath("./details[contains(@class, 'question')]"):
        yield f"the follow-up '{fold.findtext('summary')}'", fold


def numbers(part: Element) -> list[str]:
    """Give the numbers that somebody would say: each that a macro wrote, and those that stand in the prose."""
    found = []
    written = [data for data in part.iter("data") if "pb-verdict" not in str(data.get("class"))]
    found += [" ".join(data.text_content().split()) for data in written if _has_number(data.text_content())]
    prose = "".join(_outside(part))
    return found + [match[0] for pattern in (_DIGITS, _TYPED) for match in pattern.finditer(prose)]


def _has_number(words: str) -> bool:
    return bool(re.search(rf"\d|\b(?:{_NUMBER_WORD})", words, re.IGNORECASE))


def _outside(element: Element) -> Iterator[str]:
    """Give the text that no macro wrote."""
    if element.get("data-search-exclude") is not None or not isinstance(element.tag, str):
        return
    if element.tag != "data" and element.text:
        yield element.text
    for child in element:
        yield from _outside(child)
        if child.tail:
            yield child.tail


def _units(sentence: str) -> Iterator[str]:
    for match in _WITH_UNIT.finditer(sentence):
        unit = match["unit"].lower()
        yield unit[:-1] if unit.endswith("s") and len(unit) > 3 else unit


def _text(part: Element) -> str:
    """Give what is said, with a space between blocks; the spaces that tie a number to its unit stay."""
    pieces = [_text(child) for child in part] if part.tag in _HOLDERS and len(part) else []
    if pieces:
        return " ".join(piece for piece in pieces if piece)
    return re.sub(r"[ \n]+", " ", "".join(said(part))).strip(" ")


def _said_again(opening: str, telling: str) -> str:
    """Find words of the opening in a row with which a telling begins."""
    first = _words(next(iter(_SENTENCE.split(telling.strip()))))
    before = " ".join(_words(opening))
    for start in range(len(first) - SHARED_WORDS + 1):
        run = " ".join(first[start : start + SHARED_WORDS])
        if run in before:
            return run
    return ""


def _words(text: str) -> list[str]:
    return re.findall(r"[\w%$’'.-]*\w[\w%$’'-]*", text.lower())
