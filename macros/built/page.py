"""The built site as the checks see it: its pages, parsed once, with the sources that they come from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lxml.html

from macros.built import markup
from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.sources import Source, sources

GENERATED = ("embed", "print")
"""Folders of the site that hold no pages of their own, only other shapes of them."""


@dataclass(frozen=True)
class BuiltPage:
    """One page of the built site."""

    path: Path
    site: Path
    source: Source | None

    @property
    def shown(self) -> str:
        """Its name in messages: its source where there is one, since that is where mistakes are mended."""
        return self.source.shown if self.source else self.path.relative_to(self.site).as_posix()

    @cached_property
    def html(self) -> str:
        """The page as it was written."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> Element:
        """The parsed page."""
        return lxml.html.fromstring(self.path.read_bytes())

    @cached_property
    def article(self) -> Element:
        """The part of the page that its source wrote.

        Raises:
            PlaybookError: the theme no longer marks it, so that a check would see nothing.
        """
        found = markup.article(self.tree)
        if found is None:
            raise PlaybookError(self.shown, "has no article", "look whether the theme has changed")
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """The anchors of the page."""
        return frozenset(self.tree.xpath("//@id | //a/@name"))


def pages(root: Path, site: Path) -> list[BuiltPage]:
    """Find the pages of a built site.

    Raises:
        PlaybookError: the folder holds none.
    """
    by_place = {place_of(source.shown.removeprefix("docs/")): source for source in sources(root, "docs")}
    found = [
        BuiltPage(path, site, by_place.get(path.relative_to(site).as_posix())) for path in sorted(site.rglob("*.html"))
    ]
    if not any(page.source for page in found):
        raise PlaybookError(str(site), "holds no page of this project", "build the site first")
    return found


def place_of(name: str) -> str:
    """Tell where a file of docs/ stands below the site.

    >>> place_of("start/index.md"), place_of("start/plan.md"), place_of("assets/images/logo.svg")
    ('start/index.html', 'start/plan/index.html', 'assets/images/logo.svg')
    """
    if not name.endswith(".md"):
        return name
    page = name.removesuffix(".md")
    if page == "index" or page.endswith("/index"):
        return f"{page}.html"
    return f"{page}/index.html"


def said(element: Element, without: Collection[str] = ()) -> Iterator[str]:
    """Give the pieces of text that a reader sees, leaving out workings and what else is folded away.

    Args:
        element: the element, for instance an article.
        without: the names of elements that are passed over, with what is in them.
    """
    if element.get("data-search-exclude") is not None or not isinstance(element.tag, str) or element.tag in without:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from said(child, without)
        if child.tail:
            yield child.tail


def count_words(*elements: Element) -> int:
    """Count the words that somebody would say: what has a letter or a digit, and the percent sign."""
    spoken = " ".join("".join(said(element)) for element in elements).split()
    return sum(any(character.isalnum() or character == "%" for character in word) for word in spoken)
