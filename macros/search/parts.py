"""The parts of a page for the search: what stands before its first heading, and each heading with its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import lxml.etree
import lxml.html

Element = lxml.html.HtmlElement

_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_BLOCKS = frozenset(
    {"blockquote", "br", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "li", "ol", "p", "pre", "section"}
    | {"summary", "table", "td", "th", "tr", "ul"}
)
"""What begins and ends a line."""
_SKIPPED = frozenset(("object", "script", "style"))
_EXCLUDED = "data-search-exclude"
_TITLE = lxml.etree.XPath('.//text()[not(parent::a[@class = "headerlink"])]')
"""The text of a heading without the sign that leads to it."""
_BREAK = "\0"
_SPACES = re.compile(r"[ \t\r\f\v\n]+")
_BREAKS = re.compile(rf" ?{_BREAK}[ {_BREAK}]*")


@dataclass(frozen=True)
class Part:
    """A part of a page, as plain text."""

    anchor: str
    """The id of its heading; empty for what stands before the first."""
    heading: str
    """The words of its heading; before the first that of the whole page, if it writes one."""
    text: str
    """What stands below the heading and above the next, a line for each block."""


@dataclass
class _Pieces:
    """A part that is being read."""

    anchor: str = ""
    excluded: bool = False
    heading: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def parts(html: str) -> list[Part]:
    """Take a page apart.

    A heading in a box, a tab or a fold ends with that: what follows belongs to the heading before. What is marked with
    `data-search-exclude` is left out, and below a heading that is, all that belongs to it.

    Args:
        html: the content of a page.
    """
    found = [_Pieces()]
    _read(lxml.html.fragment_fromstring(html, create_parent="div"), found[0], found)
    return [Part(part.anchor, _plain(part.heading), _plain(part.text)) for part in found if not part.excluded]


def _read(element: Element, part: _Pieces, found: list[_Pieces]) -> None:
    """Add the text of an element to a part; headings in it begin others, which end with it."""
    part.text.append(element.text or "")
    for child in element:
        name = child.tag
        if name == "h1":
            found[0].heading[:] = _TITLE(child)
        elif name in _HEADINGS and child.get("id"):
            part = _Pieces(child.attrib["id"], child.get(_EXCLUDED) is not None, _TITLE(child))
            found.append(part)
        elif isinstance(name, str) and name not in _SKIPPED and child.get(_EXCLUDED) is None:
            around = _BREAK if name in _BLOCKS else ""
            part.text.append(around)
            _read(child, part, found)
            part.text.append(around)
        part.text.append(child.tail or "")


def _plain(pieces: Sequence[str]) -> str:
    """Join pieces of text, with one blank where any stand, and one line break around blocks."""
    text = _SPACES.sub(" ", "".join(pieces))
    return _BREAKS.sub("\n", text).strip()
