"""The text formats that every page and template is offered in: their names, file endings and writers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from macros.exports.tree import Document
from macros.exports.writers import clipboard
from macros.exports.writers.confluence_storage import confluence_storage
from macros.exports.writers.confluence_wiki import confluence_wiki
from macros.exports.writers.dokuwiki import dokuwiki
from macros.exports.writers.markdown import github, obsidian
from macros.exports.writers.mediawiki import mediawiki
from macros.exports.writers.plain_text import plain_text


@dataclass(frozen=True)
class Format:
    """One format."""

    name: str
    """What readers call it."""
    ending: str
    """The ending of its files, with the dot."""
    write: Callable[[Document], str]
    copied: bool = True
    """Whether the copy menu offers it; every format is offered as a file."""


FORMATS = (
    Format("Markdown", ".md", github),
    Format("Obsidian", ".obsidian.md", obsidian),
    Format("MediaWiki", ".mediawiki.txt", mediawiki),
    Format("DokuWiki", ".dokuwiki.txt", dokuwiki),
    Format("Confluence storage format", ".confluence.xml", confluence_storage, copied=False),
    Format("Confluence wiki markup", ".confluence-wiki.txt", confluence_wiki),
    Format("Plain text", ".txt", plain_text),
)
MARKDOWN_ENDING = FORMATS[0].ending

PASTED: dict[str, Callable[[Document], str]] = {"office": clipboard.office, "confluence": clipboard.confluence}
"""HTML for the clipboard, by what reads it."""


WORD_ENDING = ".docx"
COPIES_ENDING = ".copies.json"


@dataclass(frozen=True)
class Choice:
    """One way to copy a template."""

    key: str
    """What it is called in the file of copies."""
    label: str
    """What readers call it."""


COPY_CHOICES = (
    Choice("office", "Docs or Word"),
    Choice("confluence", "Confluence"),
    *(Choice(format_.ending, format_.name) for format_ in FORMATS if format_.copied),
    Choice("embed", "Embed code"),
)


def written(document: Document) -> dict[str, str]:
    """Write a document in every text format, by the ending of its file."""
    return {format_.ending: format_.write(document) for format_ in FORMATS}


def copies(document: Document, texts: Mapping[str, str], frame: str) -> str:
    """Put all that the copy menu of a template offers into one JSON file, so that it copies at once, and offline.

    Args:
        document: the filled template.
        texts: what `written` gives for it.
        frame: the code that embeds it.
    """
    texts = {format_.ending: texts[format_.ending] for format_ in FORMATS if format_.copied}
    pasted = {name: write(document) for name, write in PASTED.items()}
    return json.dumps({"html": pasted, "text": texts | {"embed": frame}}, ensure_ascii=False)
