"""The wiki of a GitHub repository: all pages in one folder, named by their titles, with a list at the side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from macros.exports.tree import Document
from macros.exports.wiki.book import Leaf
from macros.exports.wiki.side_bar import folders, side_bar
from macros.exports.wiki.target import Target, file_name
from macros.exports.writers.markdown import github

HOME, SIDEBAR = "Home", "_Sidebar.md"
_HYPHEN = "\u2010"
"""What stands for a hyphen of a title, since GitHub shows "-" as a space."""


class GitHub(Target):
    """GitHub prints the name of the file as the title, and knows no folders."""

    def path(self, leaf: Leaf) -> str:
        """Name the file of a page by its title."""
        return f"{self.name(leaf)}.md"

    def name(self, leaf: Leaf) -> str:
        """Name a page as links do."""
        if leaf is self.book.home:
            return HOME
        return re.sub(r"[.,']", "", file_name(leaf.title)).replace("-", _HYPHEN).replace(" ", "-")

    def page(self, leaf: Leaf) -> str:
        """Write a page without its title."""
        return github(self.signed(leaf, self.relinked(leaf.body, self.path(leaf), leaf.key)))

    def link(self, source: str, leaf: Leaf) -> str:  # noqa: ARG002 - all pages are in one folder
        """Lead to a page by its name without ending; with it, GitHub would show the bare file."""
        return quote(self.name(leaf))

    def more(self) -> Mapping[str, str]:
        """Write the list at the side."""
        listed = Document("Contents", self.book.address, folders(self.book.entries))
        return {SIDEBAR: side_bar(self.relinked(listed, SIDEBAR))}
