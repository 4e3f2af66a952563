"""Write a document in every text format, and what copy menus offer into files that are fetched when somebody asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from macros.exports.marks import Piece, pieces
from macros.exports.tree import Document
from macros.exports.writers import clipboard
from macros.exports.writers.confluence_storage import confluence_storage
from macros.exports.writers.confluence_wiki import confluence_wiki
from macros.exports.writers.dokuwiki import dokuwiki
from macros.exports.writers.markdown import github, obsidian
from macros.exports.writers.mediawiki import mediawiki
from macros.exports.writers.plain_text import plain_text
from macros.formats import FORMATS, PASTED, parts_file

_WRITERS: dict[str, Callable[[Document], str]] = {
    ".md": github,
    ".obsidian.md": obsidian,
    ".mediawiki.txt": mediawiki,
    ".dokuwiki.txt": dokuwiki,
    ".confluence.xml": confluence_storage,
    ".confluence-wiki.txt": confluence_wiki,
    ".txt": plain_text,
}
"""What writes a format, by its ending; the formats themselves are declared in macros/formats.py."""
_PASTED: dict[str, Callable[[Document], str]] = {"office": clipboard.office, "confluence": clipboard.confluence}


def written(document: Document) -> dict[str, str]:
    """Write a document in every text format, by the ending of its file."""
    return {format_.ending: _WRITERS[format_.ending](document) for format_ in FORMATS}


def parts_files(whole: Document, parts: Mapping[str, Document]) -> dict[str, str]:
    """Write the parts of a page into one JSON file a format, by its name; each part has the name of its anchor.

    What is pasted as HTML is there for the whole page too, as "": no other file holds that.
    """
    texts = {format_.ending: _WRITERS[format_.ending] for format_ in FORMATS}
    files = {key: {name: write(part) for name, part in parts.items()} for key, write in texts.items()}
    files |= {key: {name: write(part) for name, part in {"": whole, **parts}.items()} for key, write in _PASTED.items()}
    return {parts_file(key): json.dumps(written_, ensure_ascii=False) for key, written_ in files.items()}


def copies(document: Document, frame: str) -> str:
    """Put all that the copy menu of a template offers into one JSON file, so that it copies at once, and offline.

    Args:
        document: the filled template, as it is pasted.
        frame: the code that embeds it.
    """
    texts = written(document)
    copied = {format_.ending: texts[format_.ending] for format_ in FORMATS if format_.copied}
    pasted = {choice.key: _PASTED[choice.key](document) for choice in PASTED}
    return json.dumps({"html": pasted, "text": copied | {"embed": frame}}, ensure_ascii=False)


def marked(document: Document) -> dict[str, list[Piece]]:
    """Write a form that holds marks in every text format and in what is pasted, parted at the marks.

    Raises:
        PlaybookError: its rows can't be told apart in a format.
    """
    writers = {format_.ending: _WRITERS[format_.ending] for format_ in FORMATS}
    writers |= {choice.key: _PASTED[choice.key] for choice in PASTED}
    return {kind: pieces(write(document), kind) for kind, write in writers.items()}
