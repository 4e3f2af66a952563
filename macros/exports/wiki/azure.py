"""The wiki of an Azure DevOps project: a folder of pages below each page, and a file that tells their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from macros.exports.tree import Document, Items
from macros.exports.wiki.book import Entry, Leaf
from macros.exports.wiki.target import Target
from macros.exports.writers.markdown import github

ORDER = ".order"
_ENCODED = {ord(sign): f"%{ord(sign):02X}" for sign in ':<>*?|-"'} | {ord(" "): "-"}
_FORBIDDEN = {ord(sign): " " for sign in "/\\#"}


class Azure(Target):
    """Azure prints the name of the file as the title; it encodes some signs in it, and writes a space as a hyphen."""

    images = ".attachments"

    def path(self, leaf: Leaf) -> str:
        """Name the file of a page by the titles that lead to it."""
        return f"{self.name(leaf)}.md"

    def name(self, leaf: Leaf) -> str:
        """Name a page as links do; the page of a part has the name of its folder."""
        is_part = any(entry.leaf is leaf and entry.children for _, entry in self.walk())
        titles = leaf.trail if is_part else (*leaf.trail, leaf.fill.capitalize() or leaf.title)
        return "/".join(encoded(title) for title in titles)

    def page(self, leaf: Leaf) -> str:
        """Write a page without its title."""
        return github(self.signed(leaf, self.relinked(leaf.body, self.path(leaf), leaf.key)))

    def link(self, source: str, leaf: Leaf) -> str:  # noqa: ARG002 - links begin at the root
        """Lead to a page from the root of the wiki."""
        return f"/{self.name(leaf)}"

    def image_link(self, source: str, path: str) -> str:  # noqa: ARG002 - links begin at the root
        """Lead to an image from the root of the wiki."""
        return f"/{path}"

    def walk(self) -> Iterator[tuple[tuple[str, ...], Entry]]:
        """Give every entry of the navigation with the titles above it."""
        waiting: list[tuple[tuple[str, ...], Entry]] = [((), entry) for entry in self.book.entries]
        while waiting:
            trail, entry = waiting.pop(0)
            yield trail, entry
            waiting += [((*trail, entry.title), child) for child in entry.children]

    def more(self) -> Mapping[str, str]:
        """Write the order of each folder, and a page for each part that has none."""
        files = {ORDER: _lines(self.own_name(entry) for entry in self.book.entries)}
        for trail, entry in self.walk():
            below = [*(encoded(fill.fill.capitalize()) for fill in entry.fills)]
            below += [self.own_name(child) for child in entry.children]
            if below:
                files[f"{'/'.join(map(encoded, trail))}/{self.own_name(entry)}/{ORDER}".lstrip("/")] = _lines(below)
            if entry.leaf is None:
                path = f"{'/'.join(encoded(title) for title in (*trail, entry.title))}.md"
                listed = (Items(tuple(replace(child, children=()).item() for child in entry.children)),)
                files[path] = github(self.relinked(Document(entry.title, self.book.address, listed), path))
        return files

    def own_name(self, entry: Entry) -> str:
        """Name an entry within its folder."""
        return self.name(entry.leaf).rpartition("/")[2] if entry.leaf else encoded(entry.title)


def encoded(title: str) -> str:
    """Write a title as the name of a file, by Azure's rules.

    >>> encoded("What if you must rank? Root-cause checklist")
    'What-if-you-must-rank%3F-Root%2Dcause-checklist'
    """
    return title.translate(_FORBIDDEN).strip(" .").translate(_ENCODED)


def _lines(names: Iterable[str]) -> str:
    return "".join(f"{name}\n" for name in names)
