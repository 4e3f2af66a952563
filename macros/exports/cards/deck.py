"""Write the cards as a package for Anki, with the same bytes for the same cards."""

from __future__ import annotations

import io
import itertools
import sqlite3
import zipfile
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import genanki

from macros.exports.cards.card import LICENCE, Card
from macros.exports.filling import filled

_NOTES = 1_846_203_517
_DECK = 1_391_774_062
"""What Anki knows the kind of note and the deck by: the same for ever, so that a newer package updates an older one."""
_FIELDS = ("Question", "Section", "Opening", "Rule", "Follow-ups", "Source")
_LOOKS = Path(__file__).with_name("anki")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can hold: when a package was made must not change its bytes."""


def deck(cards: Sequence[Card], title: str, changed: str) -> bytes:
    """Write the package.

    Args:
        cards: one note is made of each.
        title: the name of the deck.
        changed: the day on which a card was last changed, as year-month-day. Anki takes a card anew that it has from an
            earlier day, and leaves what was learnt.
    """
    model = genanki.Model(
        _NOTES,
        title,
        fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Question", "qfmt": _look("question.html"), "afmt": _look("answer.html")}],
        css=_look("card.css"),
    )
    made = genanki.Deck(_DECK, title)
    for card in cards:
        made.add_note(genanki.Note(model, _fields(card), guid=genanki.guid_for(card.name), tags=list(card.tags)))
    moment = datetime.fromisoformat(changed).replace(tzinfo=UTC).timestamp()
    with closing(sqlite3.connect(":memory:")) as collection:
        genanki.Package(made).write_to_db(collection.cursor(), moment, itertools.count(int(moment * 1000)))
        collection.commit()
        content = collection.serialize()
    return _packed({"collection.anki2": content, "media": b"{}"})


def _look(name: str) -> str:
    return (_LOOKS / name).read_text(encoding="utf-8")


def _fields(card: Card) -> list[str]:
    """Give what the fields of a note hold, each as HTML."""
    return [filled("anki_field", field=name, card=card, licence=LICENCE).strip() for name in _FIELDS]


def _packed(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, _FIRST_DAY), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
