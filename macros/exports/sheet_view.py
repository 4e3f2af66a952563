"""The cheat sheet of an answer as a page of its own, for a printer or a PDF."""

from __future__ import annotations

from markupsafe import Markup

from macros.built.security_policy import with_policy
from macros.exports.attribution import attributed
from macros.exports.filling import filled
from macros.exports.pages import ExportedPage
from macros.exports.print_view import FOLDER, Head
from macros.exports.tree import Document
from macros.exports.writers.hypertext import hypertext


def place(page: ExportedPage) -> str:
    """Tell in which folder below the site it stands."""
    return f"{FOLDER}/{page.place}"


def write(page: ExportedPage, sheet: Document, head: Head) -> str:
    """Write it.

    Args:
        page: the answer.
        sheet: its cheat sheet.
        head: the name and the styles of the site.
    """
    body = Markup(hypertext(attributed(sheet, page)))  # noqa: S704 - the writer escapes
    root = "../" * (place(page).count("/") + 1)
    return with_policy(filled("sheet", page=page, body=body, root=root, styles=head.styles))
