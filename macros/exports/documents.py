"""The documents of a built site: each page, and each fill of a template, with where it stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

import lxml.html

from macros.errors import PlaybookError
from macros.exports.reading import Element, read_document
from macros.exports.tree import Document

PAGE_STEM = "index"
"""The name, without ending, of what is exported from a whole page; a fill has its own name."""
GENERATED = ("embed", "print")
"""Folders of the site that hold no pages of their own, only other shapes of them."""

_ARTICLE = re.compile(r'<article class="md-content__inner[^>]*>.*?</article>', re.DOTALL)
_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)"')
_DESCRIPTION = re.compile(r'<meta property="og:description" content="([^"]*)"')
_ADDRESS = re.compile(r'<link rel="canonical" href="([^"]*)"')
_FOR_MAINTAINERS = re.compile(r'<meta name="audience" content="maintainers"')
_NEXT = re.compile(r'<link rel="next" href="([^"]*)"')


@dataclass(frozen=True)
class SitePage:
    """One page of the built site, read from its HTML as far as it is needed."""

    place: str
    """Its folder below the site, "" for the home page."""
    title: str
    description: str
    address: str
    """Its absolute address."""
    html: str
    """Its article, as it was built."""
    for_readers: bool = True
    """Whether what gathers pages takes it: lists, print views and wikis leave out what only maintainers need."""

    @property
    def section(self) -> str:
        """The first folder that it stands in: answers, stories, formulas, templates, start, about, or ""."""
        return self.place.partition("/")[0]

    @cached_property
    def article(self) -> Element:
        """Its article, parsed."""
        return lxml.html.fromstring(self.html)

    @cached_property
    def document(self) -> Document:
        """The whole page."""
        return read_document(self.article, title=self.title, address=self.address, description=self.description)

    @cached_property
    def fills(self) -> dict[str, Document]:
        """The copyable documents on it, by the name of the fill."""
        return {
            str(holder.get("data-fill")): read_document(
                holder.xpath(".//*[@data-copy]")[0],
                title=self.title,
                address=self.address,
                description=self.description,
            )
            for holder in self.article.find_class("pb-fill")
        }

    def documents(self) -> Iterator[tuple[str, Document]]:
        """Give everything that is exported from it, by its name without ending."""
        yield PAGE_STEM, self.document
        yield from self.fills.items()


def site_pages(site: Path) -> list[SitePage]:
    """Read the pages of a built site, in the order of its navigation: each page names the one that follows it.

    Raises:
        PlaybookError: it holds none, one stands outside the order, or the site has no address that links could lead to.
    """
    paths = {path for path in site.rglob("index.html") if path.relative_to(site).parts[0] not in GENERATED}
    path: Path | None = site / "index.html"
    ordered = []
    while path in paths:
        paths.remove(path)
        html = path.read_text(encoding="utf-8")
        ordered.append(read_page(html, path.parent.relative_to(site).as_posix()))
        following = _NEXT.search(html)
        path = Path(os.path.normpath(path.parent / following[1] / "index.html")) if following else None
    if not ordered:
        raise PlaybookError(str(site), "holds no page", "build the site first")
    if paths:
        shown = min(paths).relative_to(site).as_posix()
        raise PlaybookError(shown, "follows no other page", "give it a place in the navigation of mkdocs.yml")
    return ordered


def read_page(html: str, place: str) -> SitePage:
    """Read one page.

    Args:
        html: the page as it was built.
        place: its folder below the site, "." for the home page.

    Raises:
        PlaybookError: it has no address that links could lead to, or no article.
    """
    address, article, title = (pattern.search(html) for pattern in (_ADDRESS, _ARTICLE, _TITLE))
    if not address:
        remedy = "set site_url in mkdocs.yml, or SITE_URL where the site is built"
        raise PlaybookError(f"{place}/index.html", "has no address, so that exported links would lead nowhere", remedy)
    if not article or not title:
        raise PlaybookError(f"{place}/index.html", "has no article or no title", "look whether the theme has changed")
    description = _DESCRIPTION.search(html)
    return SitePage(
        place="" if place == "." else place,
        title=unescape(title[1]),
        description=unescape(description[1]) if description else "",
        address=unescape(address[1]),
        html=article[0],
        for_readers=not _FOR_MAINTAINERS.search(html),
    )
