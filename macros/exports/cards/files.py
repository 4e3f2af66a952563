"""Write the files of the cards into a built site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from macros.built import markup
from macros.exports.cards import sheets
from macros.exports.cards.card import card
from macros.exports.cards.deck import deck
from macros.exports.cards.table import table
from macros.exports.embedding.settings import read_settings
from macros.exports.print_view import read_head
from macros.formats import CARDS_FOLDER, DECK_FILE, TABLE_FILE
from macros.plan import SECTIONS_FOLDER, section_titles
from macros.practice.questions import Question, in_order


def write_cards(site: Path, questions: Sequence[Question]) -> None:
    """Write the package for Anki, the table, and the page that prints the cards.

    Args:
        site: the folder of the built site.
        questions: those of all its answers, in any order; without any nothing is written.

    Raises:
        PlaybookError: the home page doesn't tell the name or the address of the site.
    """
    if not questions:
        return
    settings = read_settings(site)
    titles = section_titles()
    cards = [card(question, titles[question.section], settings.address) for question in in_order(questions)]
    files: dict[str, bytes] = {
        DECK_FILE: deck(cards, settings.name, _last_change(site, questions)),
        TABLE_FILE: b"\xef\xbb\xbf" + table(cards).encode(),  # by these bytes Excel knows that it's UTF-8
        f"{CARDS_FOLDER}/index.html": sheets.write(
            cards, settings.address, read_head((site / "index.html").read_text(encoding="utf-8"))
        ).encode(),
    }
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _last_change(site: Path, questions: Sequence[Question]) -> str:
    """Give the day on which the newest of the answers was changed, as year-month-day."""
    pages = (site / SECTIONS_FOLDER / question.name / "index.html" for question in questions)
    return max(markup.changed(page.read_text(encoding="utf-8")) or "" for page in pages)
