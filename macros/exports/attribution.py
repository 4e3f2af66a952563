"""The line at the end of what leaves the site: where it comes from, when it was changed, and its licence."""

from __future__ import annotations

from dataclasses import replace

from macros.exports.pages import ExportedPage
from macros.exports.tree import Document, Link, Paragraph, Rule, Text

LICENCE = Link("https://creativecommons.org/licenses/by/4.0/", (Text("CC BY 4.0"),))


def source_line(page: ExportedPage, address: str) -> Paragraph:
    """Write the line.

    Args:
        page: what the text was taken from.
        address: where a reader finds it, which is a part of the page where only that part was taken.
    """
    return Paragraph(
        (
            Text("Source: "),
            Link(address, (Text(page.site),)),
            Text(f", last changed on {page.changed}. The text is under the licence "),
            LICENCE,
            Text("."),
        )
    )


def attributed(document: Document, page: ExportedPage) -> Document:
    """Put the line below a document that was read from a page."""
    return replace(document, blocks=(*document.blocks, Rule(), source_line(page, document.address)))
