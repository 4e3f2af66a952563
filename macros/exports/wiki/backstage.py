"""A bundle for Backstage TechDocs: Markdown that MkDocs builds there, its settings, and an entry for the catalogue."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import yaml

from macros.exports.tree import Document
from macros.exports.walking import levelled
from macros.exports.wiki.book import Entry, Leaf
from macros.exports.wiki.properties import with_properties
from macros.exports.wiki.target import Target, relative
from macros.exports.writers.techdocs import techdocs

OWNER = "guests"
"""Whom the catalogue names as the owner, until the team writes its own name there."""


class Backstage(Target):
    """TechDocs builds with MkDocs: pages below docs/, each with its title."""

    images = "docs/images"

    def path(self, leaf: Leaf) -> str:
        """Name the file of a page by its place."""
        is_part = any(entry.leaf is leaf and entry.children for entry in self.parts(self.book.entries))
        place = f"{leaf.place}/index" if is_part else leaf.place or "index"
        return f"docs/{place}.md"

    def parts(self, entries: tuple[Entry, ...]) -> list[Entry]:
        """Give all entries, those below others too."""
        return [one for entry in entries for one in (entry, *self.parts(entry.children))]

    def page(self, leaf: Leaf) -> str:
        """Write a page, with what search and link previews say of it above."""
        text = techdocs(self.signed(leaf, self.relinked(self.whole(leaf), self.path(leaf), leaf.key)))
        return with_properties({"title": leaf.title, "description": leaf.page.description}, text)

    def whole(self, leaf: Leaf) -> Document:
        """Give a document as it is shown: with a title, which a filled template has as a heading of level 2."""
        return replace(leaf.document, blocks=levelled(leaf.document.blocks, 1))

    def link(self, source: str, leaf: Leaf) -> str:
        """Lead from one file to another; MkDocs makes it the address of the page."""
        return relative(source, self.path(leaf))

    def more(self) -> Mapping[str, str]:
        """Write the settings and the entry for the catalogue."""
        settings = {
            "site_name": self.book.name,
            "site_description": self.book.description,
            "exclude_docs": "!/templates/\n",  # MkDocs leaves this folder out unless told otherwise
            "plugins": ["techdocs-core"],
            "nav": [self.nav(entry) for entry in self.book.entries],
        }
        catalogue = {
            "apiVersion": "backstage.io/v1alpha1",
            "kind": "Component",
            "metadata": {
                "name": re.sub(r"[^a-z0-9]+", "-", self.book.name.lower()).strip("-"),
                "title": self.book.name,
                "description": self.book.description,
                "annotations": {"backstage.io/techdocs-ref": "dir:."},
            },
            "spec": {"type": "documentation", "lifecycle": "production", "owner": OWNER},
        }
        return {"mkdocs.yml": _yaml(settings), "catalog-info.yaml": _yaml(catalogue)}

    def nav(self, entry: Entry) -> dict[str, Any]:
        """Write an entry of the navigation as MkDocs reads it."""
        own = self.path(entry.leaf).removeprefix("docs/") if entry.leaf else None
        fills = [{fill.fill.capitalize(): self.path(fill).removeprefix("docs/")} for fill in entry.fills]
        below: list[Any] = [*fills, *(self.nav(child) for child in entry.children)]
        if not below:
            return {entry.title: own}
        return {entry.title: [own, *below] if own else below}


def _yaml(data: Any) -> str:
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=120)
