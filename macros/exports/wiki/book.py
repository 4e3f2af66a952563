"""The site as one book: every page and every filled template in the order of the navigation, with the way to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from macros.errors import PlaybookError
from macros.exports.pages import ExportedPage, exported_pages
from macros.exports.tree import Document, Heading, Inline, Item, Items, Link, Paragraph, Text, plain

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True)
class Leaf:
    """One page of the wiki."""

    title: str
    """No other leaf has it."""
    place: str
    """Where it stands on the site, "" for the home page; a fill stands below its template."""
    trail: tuple[str, ...]
    """The titles of the parts of the book that it stands in."""
    document: Document
    key: str
    """The address that links to it have; of a fill, one that only the book knows."""
    page: ExportedPage
    """What it was read from."""
    fill: str = ""
    """The name of the fill, "" for a page."""

    @property
    def address(self) -> str:
        """The page of the site that it comes from."""
        return self.document.address

    @property
    def body(self) -> Document:
        """Its document without the title, for wikis that print the title themselves."""
        first = self.document.blocks[:1]
        if not first or not isinstance(first[0], Heading) or plain(first[0].children) != self.document.title:
            return self.document
        return Document(self.title, self.address, self.document.blocks[1:], self.document.notes)


@dataclass(frozen=True)
class Entry:
    """One line of the navigation."""

    title: str
    leaf: Leaf | None
    """Nothing for a part that has no page of its own."""
    fills: tuple[Leaf, ...] = ()
    children: tuple[Entry, ...] = ()

    def leaves(self) -> Iterator[Leaf]:
        """Give its pages and those below it."""
        if self.leaf:
            yield self.leaf
        yield from self.fills
        for child in self.children:
            yield from child.leaves()

    def item(self) -> Item:
        """Write it as an item of a list of contents."""
        words: list[Inline] = [Link(self.leaf.key, (Text(self.title),)) if self.leaf else Text(self.title)]
        for number, fill in enumerate(self.fills):
            words += [Text(", " if number else " ("), Link(fill.key, (Text(fill.fill),))]
        if self.fills:
            words.append(Text(")"))
        below = (Items(tuple(child.item() for child in self.children)),) if self.children else ()
        return Item((Paragraph(tuple(words)), *below))


@dataclass(frozen=True)
class Book:
    """The whole site."""

    name: str
    description: str
    address: str
    """The address of the site, with a slash at its end."""
    entries: tuple[Entry, ...]
    site: Path

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All its pages, in order."""
        return tuple(leaf for entry in self.entries for leaf in entry.leaves())

    @cached_property
    def by_key(self) -> Mapping[str, Leaf]:
        """Its pages by the address that links to them have."""
        return {leaf.key: leaf for leaf in self.leaves}

    @cached_property
    def home(self) -> Leaf:
        """The page that readers come to first."""
        return self.by_key[self.address]

    @cached_property
    def contents(self) -> Document:
        """The navigation as a list of links."""
        return Document("Contents", self.address, (Items(tuple(entry.item() for entry in self.entries)),))


def read_book(root: Path, site: Path, without: Collection[str] = ()) -> Book:
    """Read a built site by the navigation of its settings.

    Args:
        root: the project.
        site: the built site.
        without: the sections that stay out, by their folders.

    Raises:
        PlaybookError: the navigation and the site don't have the same pages.
    """
    settings = yaml.load((root / SETTINGS).read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    pages = {page.place: page for page in exported_pages(site)}
    remaining = dict(pages)
    entries = _entries(settings["nav"], (), remaining, without)
    if remaining:
        raise PlaybookError(f"{min(remaining)}/", "isn't in the navigation", f"put it into nav of {SETTINGS}")
    return Book(str(settings["site_name"]), str(settings["site_description"]), pages[""].address, entries, site)


class _Loader(yaml.SafeLoader):
    """Reads the settings of MkDocs without what they take from the environment."""


_Loader.add_multi_constructor("!", lambda *_: None)


def _entries(
    parts: list[Any], trail: tuple[str, ...], remaining: dict[str, ExportedPage], without: Collection[str]
) -> tuple[Entry, ...]:
    """Read the parts of the navigation, without those in which there is nothing for readers of a wiki."""
    found = (_entry(part, trail, remaining, without) for part in parts)
    return tuple(entry for entry in found if entry is not None)


def _entry(
    part: Any, trail: tuple[str, ...], remaining: dict[str, ExportedPage], without: Collection[str]
) -> Entry | None:
    """Read one part of the navigation: a page, a page with a title, or a title with the parts below it."""
    title: str
    title, below = ("", part) if isinstance(part, str) else next(iter(part.items()))
    if isinstance(below, str):
        page = _take(below, remaining)
        stays_out = not page.for_readers or any(f"{page.place}/".startswith(f"{section}/") for section in without)
        return None if stays_out else _page_entry(page, title or page.title, trail)
    inner = (*trail, title)
    first = below[0]
    if isinstance(first, str) and first.endswith("index.md"):
        own = _entry({title: first}, inner, remaining, without)
        entries = _entries(below[1:], inner, remaining, without)
        return Entry(title, own.leaf, (), entries) if own else None
    entries = _entries(below, inner, remaining, without)
    return Entry(title, None, (), entries) if entries else None


def _take(source: str, remaining: dict[str, ExportedPage]) -> ExportedPage:
    place = re.sub(r"(^|/)index$", "", source.removesuffix(".md"))
    if place not in remaining:
        raise PlaybookError(f"{SETTINGS}: {source}", "isn't on the built site", "build the site anew")
    return remaining.pop(place)


def _page_entry(page: ExportedPage, title: str, trail: tuple[str, ...]) -> Entry:
    document = page.around_fills if page.fills else page.document
    leaf = Leaf(page.title, page.place, trail, document, page.address, page)
    fills = tuple(
        Leaf(
            f"{page.title} ({name})",
            f"{page.place}/{name}",
            (*trail, page.title),
            fill,
            f"{page.address}#{name}",
            page,
            name,
        )
        for name, fill in page.fills.items()
    )
    return Entry(title, leaf, fills)
