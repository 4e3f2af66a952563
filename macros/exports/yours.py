"""Put a reader's words into the form of a built template page: what repeats, repeats, and each place gets its words.

A filling has words by the names of fields, the numbers of the boxes that are ticked, and rows by their name, each of
which is a filling again. The browser keeps it so too, in the reader's workbook.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.escapes import tidied
from macros.exports.reading import FILLED

FIELD, ROWS = "data-field", "data-rows"
"""The attributes of a place for words, and of an element that belongs to a row."""
NAMED = "data-yours"
"""The attribute, of what holds a form, that names its template."""


FieldName = tuple[str, str]
"""The rows in which a field stands, "" for none, and its own name: fields of different rows may be called alike."""


class Source(Protocol):
    """What fills a form, or one row of it."""

    def put(self, place: Element, name: str) -> None:
        """Put what belongs to a field into its place."""

    def ticks(self, number: int) -> bool:
        """Tell whether a box is ticked, counted from 0 among those outside the rows."""

    def parts(self, name: str) -> Sequence[Source]:
        """Give what fills the rows of a name, one at least."""


@dataclass(frozen=True)
class Filling:
    """What a reader wrote into a form, or into one row of it."""

    words: Mapping[str, str] = field(default_factory=dict)
    """By the names of the fields; a field without words shows its placeholder."""
    ticked: frozenset[int] = frozenset()
    rows: Mapping[str, Sequence[Filling]] = field(default_factory=dict)

    def put(self, place: Element, name: str) -> None:
        """Put the words for a field into its place."""
        words = tidied(self.words.get(name, ""))
        if words:
            write(place, words)
            place.set(FILLED, "")

    def ticks(self, number: int) -> bool:
        """Tell whether a box is ticked."""
        return number in self.ticked

    def parts(self, name: str) -> Sequence[Filling]:
        """Give the rows of a name."""
        return self.rows.get(name) or [Filling()]


def write(place: Element, words: str) -> None:
    """Write words into a place, instead of its placeholder and the abbreviations in that."""
    del place[:]
    place.text = words


def fill(form: Element, source: Source) -> Element:
    """Fill a form.

    Args:
        form: the element that holds it, as the template page does; it stays as it is.
        source: what fills it; names that the form doesn't have any more are left out.
    """
    filled = copy.deepcopy(form)
    _fill([filled], source)
    return filled


def _fill(scope: Sequence[Element], source: Source) -> None:
    own = [element for top in scope for element in _outside_rows(top)]
    for place in own:
        if place.get(FIELD) is not None:
            source.put(place, str(place.get(FIELD)))
    boxes = [element for element in own if element.get("type") == "checkbox"]
    for number, box in enumerate(boxes):
        if source.ticks(number):
            box.set("checked", "")
    for unit in _units([element for element in own if element.get(ROWS) is not None]):
        parts = source.parts(str(unit[0].get(ROWS)))
        for element in unit:
            del element.attrib[ROWS]
        repeated = [unit, *([copy.deepcopy(element) for element in unit] for _ in parts[1:])]
        for other in reversed([element for elements in repeated[1:] for element in elements]):
            unit[-1].addnext(other)
        for part, elements in zip(parts, repeated, strict=True):
            _fill(elements, part)


def _outside_rows(element: Element) -> Iterator[Element]:
    """Give an element and what is in it, but nothing in rows of it except the elements that are the rows."""
    yield element
    for child in element.iterchildren("*"):
        if child.get(ROWS) is None:
            yield from _outside_rows(child)
        else:
            yield child


def _units(elements: Sequence[Element]) -> list[list[Element]]:
    """Part the elements that are rows into places: neighbours of one name are one row together."""
    units: list[list[Element]] = []
    for element in elements:
        last = units[-1][-1] if units else None
        if last is not None and element.getprevious() is last and element.get(ROWS) == last.get(ROWS):
            units[-1].append(element)
        else:
            units.append([element])
    return units


def places(form: Element) -> dict[FieldName, Element]:
    """Give a place of each field that a form asks for."""
    found = [place for place in form.iterdescendants() if place.get(FIELD) is not None]
    return {(_rows_around(place), str(place.get(FIELD))): place for place in found}


def _rows_around(place: Element) -> str:
    return next((str(around.get(ROWS)) for around in (place, *place.iterancestors()) if around.get(ROWS)), "")


def form_of(article: Element, page: str) -> Element | None:
    """Find the form of a template page, None on any other.

    Raises:
        PlaybookError: the page has more than one.
    """
    found: list[Element] = article.xpath(".//div[contains(@class, 'pb-yours')]/template")
    if len(found) > 1:
        raise PlaybookError(page, "has more than one form", "leave one template on the page")
    return found[0] if found else None
