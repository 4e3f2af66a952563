"""The list at the side of a wiki that reads Markdown: a folder that opens for each part of the navigation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from markupsafe import escape

from macros.exports.tree import Block, Document, Items, Labelled, Text, plain
from macros.exports.wiki.book import Entry
from macros.exports.writers.markdown import GitHub


def side_bar(document: Document) -> str:
    """Write the list: its labelled parts are the folders."""
    return _SideBar(document).document()


def folders(entries: Iterable[Entry]) -> tuple[Block, ...]:
    """Put the pages of the navigation into lists, and its parts under labels, each with its own page first."""
    blocks: list[Block] = []
    for is_part, run in groupby(entries, key=lambda entry: bool(entry.children)):
        if is_part:
            blocks += [Labelled((Text(part.title),), folders(_held(part))) for part in run]
        else:
            blocks.append(Items(tuple(entry.item() for entry in run)))
    return tuple(blocks)


def _held(part: Entry) -> tuple[Entry, ...]:
    own = (replace(part, children=()),) if part.leaf else ()
    return (*own, *part.children)


class _SideBar(GitHub):
    def labelled(self, labelled: Labelled) -> str:
        inner = "\n\n".join(self.blocks(labelled.blocks))
        return f"<details>\n<summary>{escape(plain(labelled.label))}</summary>\n\n{inner}\n\n</details>"
