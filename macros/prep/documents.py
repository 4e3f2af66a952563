"""Write what a workbook has filled in every format, by the forms of a built site."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.built.markup import Element
from macros.errors import PlaybookError, nearest
from macros.escapes import WORD
from macros.exports.pages import ExportedPage, read_page
from macros.exports.pieces import put_in
from macros.exports.texts import written
from macros.exports.word import with_text
from macros.exports.yours import NAMED, Filling, places
from macros.formats import WORD_ENDING, YOURS_FILE, YOURS_STEM
from macros.prep.wording import asked_in, worded
from macros.prep.workbook import Filled

_PAGES = "templates/*/index.html"


@dataclass(frozen=True)
class Form:
    """The form of one template of a built site."""

    page: ExportedPage
    element: Element
    folder: Path
    """Where the files are that a browser fills, too."""

    def documents(self, filling: Filling) -> dict[str, str | bytes]:
        """Write it with what somebody filled in, by the ending of its files."""
        texts: dict[str, str | bytes] = {**written(self.page.filled(self.element, filling))}
        return texts | {WORD_ENDING: self._word(filling)}

    def _word(self, filling: Filling) -> bytes:
        """Write a Word file: the one of the build, with another text in it, as yours/take.js does."""
        pieces = json.loads((self.folder / YOURS_FILE).read_text(encoding="utf-8"))[WORD]
        placeholders = {name: place.text_content() for name, place in places(self.element).items()}
        file = (self.folder / f"{YOURS_STEM}{WORD_ENDING}").read_bytes()
        return with_text(file, put_in(pieces, filling, WORD, placeholders))


def read_forms(site: Path) -> Mapping[str, Form]:
    """Read the forms of a built site, by the names of their templates.

    Raises:
        PlaybookError: it has none.
    """
    forms = {}
    for path in sorted(site.glob(_PAGES)):
        page = read_page(path.read_text(encoding="utf-8"), path.parent.relative_to(site).as_posix())
        if page.form is not None:
            (name,) = page.form.xpath(f"../@{NAMED}")
            forms[str(name)] = Form(page, page.form, path.parent)
    if not forms:
        raise PlaybookError(str(site), "has no form that could be filled", "run make build")
    return forms


def documents(forms: Mapping[str, Form], filled: Iterable[Filled]) -> dict[str, str | bytes]:
    """Write all that somebody filled.

    Args:
        forms: those of the site, by the names of their templates.
        filled: what is to be written.

    Returns:
        The content of each file by its path.

    Raises:
        PlaybookError: a template isn't there, or something in a filling can't be read.
    """
    files: dict[str, str | bytes] = {}
    for one in filled:
        if one.template not in forms:
            raise PlaybookError(one.place, "no template has this name", nearest(one.template, forms))
        form = forms[one.template]
        written_out = form.documents(worded(one.filling, asked_in(form.element), one.place))
        files |= {f"{one.path}{ending}": content for ending, content in written_out.items()}
    return files
