"""The follow-ups of the answers: those of a page in the order in which one prepares, and the questions of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, zip_longest

from macros.built import markup
from macros.built.markup import Element
from macros.exports.pages import ExportedPage

ANSWERS = "answers/"
"""The folder of all answers, below the site."""


def follow_ups(article: Element) -> Iterator[Element]:
    """Give the follow-ups of an answer, one of each of their groups in turn as far as that goes."""
    groups: list[list[Element]] = [[]]
    for element in markup.under(article, "follow-ups"):
        if element.tag == "h3":
            groups.append([])
        elif element.tag == "details":
            groups[-1].append(element)
    return (one for one in chain.from_iterable(zip_longest(*groups)) if one is not None)


def questions(pages: Sequence[ExportedPage]) -> dict[str, list[str]]:
    """Give the questions alone, by what a workbook calls the answer: its section and its name."""
    found = {
        page.place.removeprefix(ANSWERS): [" ".join(one[0].text_content().split()) for one in follow_ups(page.article)]
        for page in pages
        if page.place.startswith(ANSWERS)
    }
    return {name: asked for name, asked in found.items() if asked}
