"""Put every export of a built site beside its pages: texts, drawings, Word files, embeds, print views, lists."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from macros.escapes import WORD
from macros.exports import print_view, sheet_view
from macros.exports.addresses import Addresses
from macros.exports.attribution import attributed
from macros.exports.cache import Cache
from macros.exports.cheat_sheet import cheat_sheet
from macros.exports.embedding.codes import embed_code
from macros.exports.embedding.contents import page_embeds
from macros.exports.embedding.files import calculator, page_files, shared_files
from macros.exports.embedding.settings import FOLDER as EMBED_FOLDER
from macros.exports.embedding.settings import Settings, read_settings
from macros.exports.llms import llms, llms_full
from macros.exports.marks import Marks, Piece, pieces
from macros.exports.pages import BLANK, ExportedPage, exported_pages
from macros.exports.parts import offers_parts, offers_sheet, parts
from macros.exports.pictures import Pictures
from macros.exports.print_view import Head, PrintView, print_views
from macros.exports.texts import copies, marked, parts_files, written
from macros.exports.tree import Document
from macros.exports.word import Draw, WordFile, document_text, word_files
from macros.formats import (
    CHEAT_SHEET_STEM,
    COPIES_ENDING,
    MARKDOWN_ENDING,
    PAGE_STEM,
    WORD_ENDING,
    YOURS_FILE,
    YOURS_STEM,
)

SECTION_STEM = "section"
"""The name, without ending, of the Word file that holds a whole section."""
DATED = 315_532_800
"""1980-01-01, the first day that a Word file's container can hold: so its bytes depend on its text alone."""


Steps = Callable[[str, int], Callable[[], None]]
"""Begins to count so many of something, and gives what counts one."""


def silently(_what: str, _total: int) -> Callable[[], None]:
    """Count nothing."""
    return lambda: None


def publish(site: Path, cache: Cache, docs: Path, steps: Steps = silently) -> int:
    """Write the exports of a built site into it.

    Args:
        site: the folder of the built site.
        cache: where what was written before is kept.
        docs: the folder that the site was built from.
        steps: tells how far it is.

    Returns:
        How many pages were exported.

    Raises:
        PlaybookError: a page can't be exported, or not to where it must stand, since another file is there.
    """
    addresses = Addresses(docs)
    pages = [page for page in exported_pages(site) if not page.stays]
    settings = read_settings(site)
    pictures = Pictures(site, settings.address, pages)
    own = {page.place: f"page {_told(page)} {pictures.version(page)} {_told(settings)}" for page in pages}
    words = _in_word([page for page in pages if not cache.keeps(own[page.place])], pictures.draw)
    step = steps("pages exported", len(pages))
    for page in pages:
        names = cache.place(own[page.place], site, lambda page=page: _files(page, settings, words))  # type: ignore[misc]
        addresses.claim(addresses.author(page.place), names)
        step()
    calculating = calculator(site) if any(page.section == "formulas" for page in pages) else ""
    shared = f"shared {_told(settings)} {calculating}"
    names = cache.place(shared, site / EMBED_FOLDER, lambda: shared_files(settings, calculating))
    addresses.claim("what embeds share", names, EMBED_FOLDER)
    whole = "".join(_told(page) for page in pages)
    addresses.claim("the list of pages", cache.place(f"lists {whole}", site, lambda: _lists(site, pages)))
    views = print_views(pages)
    sections = {
        f"section {''.join(own[page.place] for page in view.pages)}": view
        for view in views
        if view.folder != print_view.FOLDER
    }
    new = [view for source, view in sections.items() if not cache.keeps(source)]
    sections_in_word = _sections_in_word(new, pictures.draw)
    for source, view in sections.items():
        names = cache.place(source, site, lambda view=view: sections_in_word[view.folder])  # type: ignore[misc]
        addresses.claim(f"the section '{view.title}' in Word", names)
    head = print_view.read_head((site / "index.html").read_text(encoding="utf-8"))
    for page in filter(offers_sheet, pages):
        names = cache.place(f"sheet {head} {_told(page)}", site, lambda page=page: _sheet(page, head))  # type: ignore[misc]
        addresses.claim(f"the cheat sheet of {addresses.author(page.place)}", names)
    step = steps("print views written", len(views))
    for view in views:
        source = f"print {head} {_pages_of(view)}"
        names = cache.place(source, site, lambda view=view: _printed(view, head))  # type: ignore[misc]
        addresses.claim(f"the print view '{view.title}'", names)
        step()
    cache.forget_oldest()
    return len(pages)


def _told(what: ExportedPage | Settings) -> str:
    return json.dumps(dataclasses.asdict(what))


def _pages_of(view: PrintView) -> str:
    return "".join(_told(page) for page in view.pages)


def _below(page: ExportedPage, name: str) -> str:
    return f"{page.place}/{name}" if page.place else name


def _files(page: ExportedPage, settings: Settings, words: Mapping[str, bytes]) -> dict[str, str | bytes]:
    """Write everything that comes from one page, by its place below the site."""
    in_word = {name: words[name] for name in _documents_for_word(page)}
    embeds = {f"{EMBED_FOLDER}/{name}": text for name, text in page_files(page, settings).items()}
    drawn = {_below(page, name): drawing for name, drawing in page.drawings.items()}
    return {**page_texts(page, settings), **drawn, **in_word, **embeds, **_form_files(page, words)}


def _form_files(page: ExportedPage, words: Mapping[str, bytes]) -> dict[str, str | bytes]:
    """Write what a browser fills the form of a page with."""
    if page.form is None:
        return {}
    name = _below(page, f"{YOURS_STEM}{WORD_ENDING}")
    return {name: words[name], **form_texts(page, pieces(document_text(words[name]), WORD))}


def form_texts(page: ExportedPage, word: Sequence[Piece] | None = None) -> dict[str, str]:
    """Write the pieces of every format between which a browser puts a reader's words, by the place of their file.

    Args:
        page: nothing is written of one without a form.
        word: the pieces of its Word file; a preview has none.
    """
    if page.form is None:
        return {}
    formats = marked(page.filled(page.form, Marks())) | ({} if word is None else {WORD: word})
    return {_below(page, YOURS_FILE): json.dumps(formats, ensure_ascii=False)}


def page_texts(page: ExportedPage, settings: Settings) -> dict[str, str]:
    """Write the texts of one page and what its copy menus need, by their places below the site."""
    files = _parts(page) if offers_parts(page) else {}
    embeds = page_embeds(page) if page.fills else []
    frames = {embed.copied: embed_code(embed, settings) for embed in embeds if embed.copied}
    for stem, document in page.documents():
        texts = written(attributed(document, page))
        files |= {_below(page, f"{stem}{ending}"): text for ending, text in texts.items()}
        if stem != PAGE_STEM:
            pasted = document if stem == BLANK else attributed(document, page)
            files[_below(page, f"{stem}{COPIES_ENDING}")] = copies(pasted, frames[document])
    return files


def _parts(page: ExportedPage) -> dict[str, str]:
    """Write what the menu of a page copies of it, part by part."""
    taken = {name: attributed(part, page) for name, part in parts(page).items()}
    files = parts_files(attributed(page.document, page), taken)
    return {_below(page, name): text for name, text in files.items()}


def _documents_for_word(page: ExportedPage) -> dict[str, Document]:
    """Give what has a Word file of its own, by the place of that: fills, pages with a menu and cheat sheets."""
    documents = dict(page.fills)
    if offers_parts(page):
        documents[PAGE_STEM] = page.document
    if offers_sheet(page):
        documents[CHEAT_SHEET_STEM] = cheat_sheet(page)
    return {_below(page, f"{stem}{WORD_ENDING}"): document for stem, document in documents.items()}


def _in_word(pages: Sequence[ExportedPage], draw: Draw) -> dict[str, bytes]:
    """Write what has a Word file of its own, of all these pages in one run, by their places."""
    jobs = {
        name: WordFile(page.title, (attributed(document, page),))
        for page in pages
        for name, document in _documents_for_word(page).items()
    }
    jobs |= {
        _below(page, f"{YOURS_STEM}{WORD_ENDING}"): WordFile(page.title, (page.filled(page.form, Marks(breaks=False)),))
        for page in pages
        if page.form is not None
    }
    return dict(zip(jobs, word_files(list(jobs.values()), DATED, draw), strict=True))


def _sections_in_word(views: Sequence[PrintView], draw: Draw) -> dict[str, dict[str, bytes]]:
    """Write some sections as Word files, all in one run, each by its place below the site, under its folder."""
    jobs = [
        WordFile(view.title, tuple(attributed(page.document, page) for page in view.pages), section=True)
        for view in views
    ]
    return {
        view.folder: {f"{view.pages[0].place}/{SECTION_STEM}{WORD_ENDING}": file}
        for view, file in zip(views, word_files(jobs, DATED, draw), strict=True)
    }


def _lists(site: Path, pages: Sequence[ExportedPage]) -> dict[str, str]:
    listed = [page for page in pages if page.for_readers]
    twins = [site / page.place / f"{PAGE_STEM}{MARKDOWN_ENDING}" for page in listed]
    texts = [twin.read_text(encoding="utf-8") for twin in twins]
    return {
        "llms.txt": llms(listed),
        "llms-full.txt": llms_full(listed, texts),
    }


def _sheet(page: ExportedPage, head: Head) -> dict[str, str]:
    return {f"{sheet_view.place(page)}/index.html": sheet_view.write(page, cheat_sheet(page), head)}


def _printed(view: PrintView, head: Head) -> dict[str, str]:
    return {f"{view.folder}/index.html": print_view.write(view, head)}
