"""What is taken along of a page without the rest: each of its sections and, of an answer, the cheat sheet."""

from __future__ import annotations

import copy

import lxml.html

from macros.built import markup
from macros.built.markup import Element
from macros.exports.cheat_sheet import cheat_sheet
from macros.exports.pages import ExportedPage
from macros.exports.reading import read_document
from macros.exports.tree import Document, Heading, plain
from macros.formats import CHEAT_SHEET_STEM

_PARTS, _SHEET = " data-parts", " data-cheat-sheet"
"""What marks the menu of a page from which its parts are taken, and its cheat sheet."""


def offers_parts(page: ExportedPage) -> bool:
    """Tell whether a page has a menu from which its parts are taken."""
    return _PARTS in page.html


def offers_sheet(page: ExportedPage) -> bool:
    """Tell whether the menu of a page offers a cheat sheet."""
    return _SHEET in page.html


def parts(page: ExportedPage) -> dict[str, Document]:
    """Read the parts of a page that offers them: by their anchors, and the cheat sheet by its name."""
    found = {str(heading.get("id")): _section(page, heading) for heading in page.article.xpath("./h2[@id]")}
    return {CHEAT_SHEET_STEM: cheat_sheet(page), **found} if offers_sheet(page) else found


def _section(page: ExportedPage, heading: Element) -> Document:
    """Read a heading and what stands under it; its marks keep their footnotes."""
    held = lxml.html.Element("div")
    held.extend(copy.deepcopy(element) for element in (heading, *markup.under(page.article, str(heading.get("id")))))
    if held.find_class("footnote-ref") and not held.find_class("footnote"):
        held.extend(copy.deepcopy(notes) for notes in page.article.find_class("footnote"))
    address = f"{page.address}#{heading.get('id')}"
    document = read_document(held, title="", address=address)
    first = document.blocks[0]
    assert isinstance(first, Heading)
    return Document(plain(first.children), address, document.blocks, document.notes)
