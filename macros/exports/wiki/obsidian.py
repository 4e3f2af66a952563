"""A vault of Obsidian: folders as in the navigation, notes named by their titles, links that any editor follows."""

from __future__ import annotations

from collections.abc import Mapping

from macros.exports.attribution import LICENCE
from macros.exports.tree import plain
from macros.exports.wiki.book import Leaf
from macros.exports.wiki.properties import with_properties
from macros.exports.wiki.target import Target, file_name, relative
from macros.exports.writers.markdown import obsidian

CONTENTS = "Contents.md"


class Obsidian(Target):
    """Obsidian prints the name of the file as the title."""

    def path(self, leaf: Leaf) -> str:
        """Name the note of a page by the titles that lead to it."""
        title = self.book.name if leaf is self.book.home else leaf.title
        return "/".join(file_name(part) for part in (*leaf.trail, title)) + ".md"

    def page(self, leaf: Leaf) -> str:
        """Write a note without its title, its properties above it."""
        text = obsidian(self.signed(leaf, self.relinked(leaf.body, self.path(leaf), leaf.key)))
        told: dict[str, str | list[str]] = {
            "description": leaf.page.description,
            "tags": [f"playbook/{leaf.page.section or 'home'}", *([f"playbook/{leaf.fill}"] if leaf.fill else [])],
            "source": leaf.address,
            "changed": leaf.page.changed,
            "licence": plain(LICENCE.children),
        }
        return with_properties(told, text)

    def link(self, source: str, leaf: Leaf) -> str:
        """Lead from one file to another."""
        return relative(source, self.path(leaf))

    def more(self) -> Mapping[str, str]:
        """Write the contents as a note, since a vault shows its files by their names alone."""
        return {CONTENTS: obsidian(self.relinked(self.book.contents, CONTENTS))}
