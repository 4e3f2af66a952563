"""Write what a workbook has filled in every format, by the forms of a built site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.errors import PlaybookError, nearest
from macros.exports.beside_pages import DATED
from macros.exports.pages import ExportedPage, read_page
from macros.exports.texts import written
from macros.exports.tree import Document
from macros.exports.word import WordFile, word_files
from macros.exports.yours import NAMED
from macros.formats import WORD_ENDING
from macros.prep.wording import asked_in, worded
from macros.prep.workbook import Filled

_PAGES = "templates/*/index.html"


@dataclass(frozen=True)
class Forms:
    """The forms of a built site."""

    pages: Mapping[str, ExportedPage]
    """The page of each template, by the template's name."""

    def document(self, filled: Filled) -> tuple[str, Document]:
        """Give the title and the document of what somebody filled.

        Raises:
            PlaybookError: there is no such template, or something in it can't be read.
        """
        if filled.template not in self.pages:
            raise PlaybookError(filled.place, "no template has this name", nearest(filled.template, self.pages))
        page = self.pages[filled.template]
        assert page.form is not None  # or it wouldn't be here
        return page.title, page.filled(page.form, worded(filled.filling, asked_in(page.form), filled.place))


def read_forms(site: Path) -> Forms:
    """Read the forms of a built site.

    Raises:
        PlaybookError: it has none.
    """
    pages = {}
    for path in sorted(site.glob(_PAGES)):
        page = read_page(path.read_text(encoding="utf-8"), path.parent.relative_to(site).as_posix())
        if page.form is not None:
            (name,) = page.form.xpath(f"../@{NAMED}")
            pages[str(name)] = page
    if not pages:
        raise PlaybookError(str(site), "has no form that could be filled", "run make build")
    return Forms(pages)


def documents(forms: Forms, filled: Iterable[Filled]) -> dict[str, str | bytes]:
    """Write all that somebody filled.

    Args:
        forms: those of the site.
        filled: what is to be written.

    Returns:
        The content of each file by its path.

    Raises:
        PlaybookError: a template isn't there, or something can't be read or written.
    """
    made = {one.path: forms.document(one) for one in filled}
    texts: dict[str, str | bytes] = {
        f"{path}{ending}": text for path, (_, document) in made.items() for ending, text in written(document).items()
    }
    words = word_files([WordFile(title, (document,)) for title, document in made.values()], DATED, lambda _: None)
    return texts | {f"{path}{WORD_ENDING}": word for path, word in zip(made, words, strict=True)}
