"""Find what repeats when a form gets one more row, and name it there, so that rows can be added to built pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import lxml.html

from macros.errors import PlaybookError

Element = lxml.html.HtmlElement

ROWS = "data-rows"
"""The attribute of each element that belongs to a row."""
_ROW_NUMBER = re.compile(r'\bdata-row="\d+"')


def named_rows(where: str, one: str, more: Mapping[str, str], told: Mapping[str, Mapping[str, str]]) -> str:
    """Name in a filled form which elements are a row.

    Args:
        where: the file of the form's text, for messages.
        one: the form with one row of each kind, as HTML.
        more: by the name of the rows, the form with one more of them.
        told: the attributes that say what the rows are, by their names.

    Raises:
        PlaybookError: rows aren't whole elements, such as items of a list or rows of a table, or they are counted.
    """
    tree = _parsed(one)
    for rows, text in more.items():
        found = list(_repeated(tree, _parsed(text)))
        if not found or any(element.tag == "span" for unit in found for element in unit):
            problem = f"the rows '{rows}' are parts of one line"
            raise PlaybookError(where, problem, "let each be a row of a table, an item of a list or a paragraph")
        for element in (one for unit in found for one in unit):
            if element.xpath("boolean(ancestor-or-self::li/parent::ol)"):
                problem = f"the rows '{rows}' stand in a numbered list"
                raise PlaybookError(where, problem, "begin them with a dash: readers add and remove them")
            element.attrib.update({ROWS: rows, **told[rows]})
    for element in tree.iter():
        element.attrib.pop("data-row", None)
    return "".join(lxml.html.tostring(child, encoding="unicode") for child in tree)


def _parsed(html: str) -> Element:
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _repeated(one: Element, more: Element) -> Iterator[Sequence[Element]]:
    """Give what stands once in the first tree and twice in the second, at each place where they differ."""
    length = len(more) - len(one)
    if length == 0:
        for child, other in zip(one, more, strict=True):
            yield from _repeated(child, other)
        return
    shapes = [_shape(child) for child in more]
    for start in range(len(more) - 2 * length + 1):
        unit = shapes[start : start + length]
        if unit == shapes[start + length : start + 2 * length] and any("data-row=" in shape for shape in unit):
            yield list(one)[start : start + length]
            beside = [*one[:start], *one[start + length :]], [*more[:start], *more[start + 2 * length :]]
            for child, other in zip(*beside, strict=True):
                yield from _repeated(child, other)
            return


def _shape(element: Element) -> str:
    """Write an element so that it is like the same in another row."""
    return _ROW_NUMBER.sub('data-row=""', lxml.html.tostring(element, encoding="unicode", with_tail=False))
