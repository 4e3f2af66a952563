"""The wiki of a GitLab project: the site's folders, and its blank templates as templates for new pages."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from macros.exports.pages import BLANK
from macros.exports.tree import Document
from macros.exports.wiki.book import Leaf
from macros.exports.wiki.properties import with_properties
from macros.exports.wiki.side_bar import folders, side_bar
from macros.exports.wiki.target import Target
from macros.exports.writers.markdown import github

HOME, SIDEBAR = "home", "_sidebar.md"
PAGE_TEMPLATES, LIBRARY = "templates", "template-library"
"""The folder whose pages GitLab offers as templates for new ones, and where our pages about templates go instead."""


class GitLab(Target):
    """GitLab prints the title in the front matter, and takes links that begin at the root of the wiki."""

    def path(self, leaf: Leaf) -> str:
        """Name the file of a page by its place."""
        return f"{self.slug(leaf)}.md"

    def slug(self, leaf: Leaf) -> str:
        """Name a page as links do."""
        folder, _, rest = leaf.place.partition("/")
        if leaf.fill == BLANK:
            return f"{PAGE_TEMPLATES}/{rest.removesuffix(f'/{BLANK}')}"
        if folder == PAGE_TEMPLATES:
            return f"{LIBRARY}/{rest}".rstrip("/")
        return leaf.place or HOME

    def page(self, leaf: Leaf) -> str:
        """Write a page, its title above it."""
        document = self.signed(leaf, self.relinked(leaf.body, self.path(leaf), leaf.key))
        return with_properties({"title": leaf.title}, github(document))

    def signed(self, leaf: Leaf, document: Document) -> Document:
        """Leave a blank unsigned: GitLab begins pages of the team with it, and those are no text of ours."""
        return document if leaf.fill == BLANK else super().signed(leaf, document)

    def link(self, source: str, leaf: Leaf) -> str:  # noqa: ARG002 - links begin at the root
        """Lead to a page from the root of the wiki."""
        return f"/{quote(self.slug(leaf))}"

    def image_link(self, source: str, path: str) -> str:  # noqa: ARG002 - links begin at the root
        """Lead to an image from the root of the wiki."""
        return f"/{quote(path)}"

    def more(self) -> Mapping[str, str]:
        """Write the list at the side."""
        listed = Document("Contents", self.book.address, folders(self.book.entries))
        return {SIDEBAR: side_bar(self.relinked(listed, SIDEBAR))}
