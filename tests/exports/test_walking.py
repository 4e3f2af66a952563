"""Walking a tree reaches everything in it and loses nothing."""

from __future__ import annotations

from dataclasses import replace

from macros.exports.tree import Block, Inline, Link, Picture, Text
from macros.exports.walking import map_document
from macros.exports.writers.hypertext import hypertext
from tests.exports.hostile import hostile


def _same_block(block: Block) -> Block:
    return block


def _same_inline(inline: Inline) -> Inline:
    return inline


def test_changing_nothing_gives_the_same_document() -> None:
    assert map_document(hostile(), _same_block, _same_inline) == hostile()


def test_every_link_is_reached_wherever_it_stands() -> None:
    def moved(inline: Inline) -> Inline:
        return replace(inline, address="https://b.example/") if isinstance(inline, Link) else inline

    before = hypertext(hostile()).count('<a href="https://a.example')
    after = hypertext(map_document(hostile(), _same_block, moved))
    assert before > 0
    assert after.count('<a href="https://b.example/"') == before
    assert '<a href="https://a.example' not in after


def test_every_text_is_reached_wherever_it_stands() -> None:
    def silenced(inline: Inline) -> Inline:
        return Text("") if isinstance(inline, Text) else inline

    assert "boxed below" in hypertext(hostile())
    silent = hypertext(map_document(hostile(), _same_block, silenced))
    kept = ("boxed below", "fourth level", "second of the note", "the caption", "Two paragraphs", "quoted item")
    assert [words for words in kept if words in silent] == []


def test_every_picture_is_reached() -> None:
    def moved(block: Block) -> Block:
        return replace(block, address="b.svg") if isinstance(block, Picture) else block

    assert hypertext(map_document(hostile(), moved, _same_inline)).count('src="b.svg"') == 1
