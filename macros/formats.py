"""The formats that pages and templates are offered in: what readers call them, and how their files end."""

from __future__ import annotations

from dataclasses import dataclass

PAGE_STEM = "index"
"""The name, without ending, of what is exported from a whole page; a fill has its own name."""
CHEAT_SHEET_STEM = "cheat-sheet"
"""The name, without ending, of the one page that an answer is shortened to."""
WORD_ENDING = ".docx"
COPIES_ENDING = ".copies.json"
YOURS_STEM = "yours"
"""The name, without ending, of the Word file that a browser fills for a reader."""
YOURS_FILE = "yours.json"
"""What it fills all formats with."""
PARTS_ENDING = ".parts.json"
QUESTIONS_FILE = "questions.json"
"""All questions with what practising them takes, beside the list of answers; a prep document takes what may follow."""
PLANS_FILE = "plans.json"
"""The plans of days until an interview, beside the page that tells them."""
DECK_FILE = "practise/playbook.apkg"
"""The questions as a package for Anki, below the site."""
TABLE_FILE = "practise/playbook.csv"
"""The questions as a table."""
CARDS_FOLDER = "print/cards"
"""The page that prints them."""


@dataclass(frozen=True)
class Format:
    """One text format."""

    name: str
    """What readers call it."""
    ending: str
    """The ending of its files, with the dot."""
    copied: bool = True
    """Whether the copy menu offers it; every format is offered as a file."""


FORMATS = (
    Format("Markdown", ".md"),
    Format("Obsidian", ".obsidian.md"),
    Format("MediaWiki", ".mediawiki.txt"),
    Format("DokuWiki", ".dokuwiki.txt"),
    Format("Confluence storage format", ".confluence.xml", copied=False),  # scripts send it; no editor takes it
    Format("Confluence wiki markup", ".confluence-wiki.txt"),
    Format("Plain text", ".txt"),
)
MARKDOWN_ENDING = FORMATS[0].ending


def parts_file(key: str) -> str:
    """Name the file that holds the parts of a page in one format, or as what is pasted into one kind of program.

    >>> parts_file(".obsidian.md"), parts_file("office")
    ('index.obsidian.md.parts.json', 'index.office.parts.json')
    """
    return f"{PAGE_STEM}.{key.removeprefix('.')}{PARTS_ENDING}"


@dataclass(frozen=True)
class Choice:
    """One way to copy a template."""

    key: str
    """What it is called in the file of copies."""
    label: str
    """What readers call it."""


PASTED = (Choice("office", "Docs or Word"), Choice("confluence", "Confluence"))
"""What is copied as HTML, by what reads it."""

COPY_CHOICES = (
    *PASTED,
    *(Choice(format_.ending, format_.name) for format_ in FORMATS if format_.copied),
    Choice("embed", "Embed code"),
)
PAGE_COPY_CHOICES = COPY_CHOICES[:-1]
"""The ways to copy a page or a part of it; the embed code of an answer shows its short form."""
