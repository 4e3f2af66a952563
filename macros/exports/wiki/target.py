"""What every wiki does: it names a file for each page, leads links to pages to those files, and has some files more."""

from __future__ import annotations

import posixpath
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from macros.errors import PlaybookError
from macros.exports.attribution import attributed
from macros.exports.tree import Block, Document, Inline, Link, Picture
from macros.exports.walking import map_document
from macros.exports.wiki.book import Book, Leaf

_UNSAFE = re.compile(r'[\\/:*?"<>|#^\[\]]')
"""What no file system and no wiki is sure to take in the name of a file."""


class Target(ABC):
    """One kind of wiki; make a new one for each book."""

    images = "images"
    """The folder of the images, below the root of the wiki."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.pictures: dict[str, bytes] = {}

    def files(self) -> dict[str, str | bytes]:
        """Give the content of every file by its path below the root of the wiki.

        Raises:
            PlaybookError: two pages would be the same file.
        """
        written: dict[str, str | bytes] = {}
        for leaf in self.book.leaves:
            path = self.path(leaf)
            if path in written:
                raise PlaybookError(leaf.title, f"has the same file as another page, {path}", "give it another title")
            written[path] = self.page(leaf)
        return written | dict(self.more()) | self.pictures

    @abstractmethod
    def path(self, leaf: Leaf) -> str:
        """Name the file of a page."""

    @abstractmethod
    def page(self, leaf: Leaf) -> str:
        """Write the file of a page."""

    @abstractmethod
    def link(self, source: str, leaf: Leaf) -> str:
        """Lead from a file to a page, as this wiki does."""

    def image_link(self, source: str, path: str) -> str:
        """Lead from a file to an image."""
        return relative(source, path)

    def more(self) -> Mapping[str, str]:
        """Write the files that are no pages, such as the list at the side."""
        return {}

    def signed(self, leaf: Leaf, document: Document) -> Document:
        """Say below a page where it comes from, when it was changed, and what may be done with it."""
        return attributed(document, leaf.page)

    def relinked(self, document: Document, source: str, own: str = "") -> Document:
        """Lead the links of a document to the pages of the wiki.

        Args:
            document: what is changed.
            source: the path of its file.
            own: the address of its own page; a link to that means the page on the site, with what works only there.
        """

        def inline(one: Inline) -> Inline:
            if not isinstance(one, Link) or one.address == own:
                return one
            leaf = self.book.by_key.get(one.address) or self.book.by_key.get(one.address.partition("#")[0])
            return replace(one, address=self.link(source, leaf)) if leaf else one

        def block(one: Block) -> Block:
            return replace(one, address=self.copied(one.address, source)) if isinstance(one, Picture) else one

        return map_document(document, block, inline)

    def copied(self, address: str, source: str) -> str:
        """Take an image of the site into the wiki, and lead to it there."""
        if not address.startswith(self.book.address):
            return address
        place = urlsplit(address.removeprefix(self.book.address)).path
        path = f"{self.images}/{image_name(place)}"
        self.pictures[path] = (self.book.site / place).read_bytes()
        return self.image_link(source, path)


def relative(source: str, path: str) -> str:
    """Lead from one file to another."""
    return posixpath.relpath(path, posixpath.dirname(source) or ".")


def image_name(place: str) -> str:
    """Name the file of an image by its place on the site, since wikis keep all of them in one folder.

    >>> image_name("assets/images/platform.svg"), image_name("stories/bake-off/chart-growth.svg")
    ('platform.svg', 'stories-bake-off-chart-growth.svg')
    """
    return place.removeprefix("assets/images/").replace("/", "-")


def file_name(title: str) -> str:
    """Make a title a name that every file system takes.

    >>> file_name("Why us and not the peer?")
    'Why us and not the peer'
    """
    return re.sub(r" +", " ", _UNSAFE.sub("", title)).strip(" .")
