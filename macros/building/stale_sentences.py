"""Mark the sentences of a finished page that no longer follow from the numbers of the build, and say so at its top."""

from __future__ import annotations

import re
from collections.abc import Sequence

import lxml.html
from lxml.html import builder

from macros.built.markup import Element
from macros.presentation.render import render
from macros.staleness import Stale

_MARKER = "pb-stale"
_SENTENCE_END = re.compile(r"[.!?][\"”’)\]]*(?=\s)|[.!?][\"”’)\]]*$")
_BLOCKS = frozenset(("p", "li", "td", "th", "dd", "dt", "summary", "figcaption", "h1", "h2", "h3", "h4", "div"))
WHY = "written for other numbers"
_WHY_CLASS = "pb-stale__why"
_ASIDES = frozenset((_WHY_CLASS, "headerlink"))


def marked(html: str, stale: Sequence[Stale]) -> str:
    """Mark what no longer follows on a page.

    Args:
        html: the text of the page, with a marker for each of its stale sentences.
        stale: what was found on it.
    """
    holder = lxml.html.fragment_fromstring(html, create_parent="div")
    by_number = {str(one.number): one for one in stale}
    for marker in list(holder.iter(_MARKER)):
        _mark_sentence(marker, by_number[str(marker.get("data-number"))])
    for marker in list(holder.iter(_MARKER)):
        marker.drop_tree()
    inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in holder)
    return f"{render('stale_note', count=len(stale))}{inner}"


def _mark_sentence(marker: Element, stale: Stale) -> None:
    block = next(above for above in marker.iterancestors() if above.tag in _BLOCKS)
    pieces = list(_texts(block))
    text = "".join(piece for _, _, piece in pieces)
    at = _offset(block, marker)
    start, end = _sentence(text, at)
    place = 0
    last: Element | None = None
    for element, is_tail, piece in pieces:
        low, high = max(start - place, 0), min(end - place, len(piece))
        place += len(piece)
        if low < high and piece[low:high].strip():
            last = _wrap(element, is_tail, piece, low, high, stale)
    if last is not None:
        why = builder.SMALL(f" [{WHY}]", builder.CLASS(_WHY_CLASS), {"data-search-exclude": ""})  # not said
        why.tail, last.tail = last.tail, None
        _put_after(last, why)


def _sentence(text: str, at: int) -> tuple[int, int]:
    """Find the sentence that a marker ends or stands in."""
    before = text[:at].rstrip()
    ended = re.search(r"[.!?][\"”’)\]]*$", before)
    if ended:
        end = len(before)
        inner = before[: ended.start()]
    else:
        following = _SENTENCE_END.search(text, at)
        end = following.end() if following else len(text)
        inner = before
    start = max((found.end() for found in _SENTENCE_END.finditer(inner)), default=0)
    return start + len(text[start:]) - len(text[start:].lstrip()), end


def _is_aside(element: Element) -> bool:
    """Tell whether an element stands in a sentence unsaid: a working, the reason of a mark, the link to a heading."""
    return element.tag == "pb-working" or element.get("class") in _ASIDES


def _texts(block: Element) -> list[tuple[Element, bool, str]]:
    """Give the pieces of text of a block in order, each with the element that holds it, as its text or its tail."""
    found: list[tuple[Element, bool, str]] = []

    def walk(element: Element) -> None:
        if _is_aside(element):
            return
        if element.text:
            found.append((element, False, element.text))
        for child in element:
            if isinstance(child.tag, str):
                walk(child)
            if child.tail:
                found.append((child, True, child.tail))

    walk(block)
    return found


def _offset(block: Element, marker: Element) -> int:
    """Count the characters before a marker."""
    count = 0

    def walk(element: Element) -> bool:
        nonlocal count
        if element is marker:
            return True
        if _is_aside(element):
            return False
        count += len(element.text or "")
        for child in element:
            if isinstance(child.tag, str) and walk(child):
                return True
            count += len(child.tail or "")
        return False

    walk(block)
    return count


def _wrap(element: Element, is_tail: bool, text: str, low: int, high: int, stale: Stale) -> Element:
    """Put a part of a piece of text into a mark."""
    mark = builder.MARK(text[low:high], builder.CLASS(_MARKER))
    mark.set("title", f"{WHY}: {stale.answer.claim} ({stale.answer.values})")
    mark.tail = text[high:]
    if is_tail:
        element.tail = text[:low]
        _put_after(element, mark)
    else:
        element.text = text[:low]
        element.insert(0, mark)
    return mark


def _put_after(element: Element, new: Element) -> None:
    """Put an element behind another and the text that follows it; `addnext` would take that text away."""
    parent = element.getparent()
    assert parent is not None
    parent.insert(parent.index(element) + 1, new)
