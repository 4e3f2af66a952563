"""The pages of a built site as the exports read them: each page and each fill of a template, with where it stands."""

from __future__ import annotations

import copy
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import lxml.html
from lxml.html import builder

from macros.built import markup
from macros.built.markup import Element
from macros.built.page import GENERATED
from macros.errors import PlaybookError
from macros.exports.drawings import drawings, name_drawings
from macros.exports.reading import read_document
from macros.exports.tree import Document
from macros.exports.yours import Source, fill, form_of
from macros.formats import PAGE_STEM

BLANK = "blank"
"""The fill that readers write their own words into."""


@dataclass(frozen=True)
class ExportedPage:
    """One page of the built site, read from its HTML as far as it is needed."""

    place: str
    """Its folder below the site, "" for the home page."""
    title: str
    description: str
    address: str
    """Its absolute address."""
    html: str
    """Its article, as it was built."""
    site: str
    """The name of the site."""
    changed: str
    """The day on which it was last changed, as year-month-day."""
    for_readers: bool = True
    """Whether what gathers pages takes it: lists, print views and wikis leave out what only maintainers need."""
    stays: bool = False
    """Whether it works in the browser alone, so that no file of another format is written of it."""

    @property
    def section(self) -> str:
        """The first folder that it stands in: answers, stories, formulas, templates, start, about, or ""."""
        return self.place.partition("/")[0]

    @cached_property
    def article(self) -> Element:
        """Its article, parsed, its charts named.

        Raises:
            PlaybookError: two of its charts can't be told apart.
        """
        parsed: Element = lxml.html.fromstring(self.html)
        name_drawings(parsed, f"{self.place}/index.html")
        return parsed

    @cached_property
    def drawings(self) -> dict[str, str]:
        """Its charts as SVG files, by their names in its folder."""
        return drawings(self.article)

    @cached_property
    def document(self) -> Document:
        """The whole page."""
        return read_document(self.article, title=self.title, address=self.address, description=self.description)

    @cached_property
    def around_fills(self) -> Document:
        """The page with links to its fills in their place, for what has them as pages of their own."""
        article = copy.deepcopy(self.article)
        for holder in article.xpath(".//div[contains(@class, 'tabbed-set')][.//*[@data-fill]]"):
            links = (builder.LI(builder.A(name.capitalize(), href=f"#{name}")) for name in self.fills)
            holder.getparent().replace(holder, builder.UL(*links))
        return read_document(article, title=self.title, address=self.address, description=self.description)

    @cached_property
    def fills(self) -> dict[str, Document]:
        """The fills of the template on it, by their names."""
        return {
            str(holder.get("data-fill")): read_document(
                holder.xpath(".//*[@data-copy]")[0],
                title=self.title,
                address=self.address,
                description=self.description,
            )
            for holder in self.article.find_class("pb-fill")
        }

    @cached_property
    def form(self) -> Element | None:
        """The form of the template on it, for readers to fill."""
        return form_of(self.article, self.place)

    def filled(self, form: Element, source: Source) -> Document:
        """Fill its form."""
        filled = fill(form, source)
        return read_document(filled, title=self.title, address=self.address, description=self.description)

    def documents(self) -> Iterator[tuple[str, Document]]:
        """Give everything that is exported from it, by its name without ending."""
        yield PAGE_STEM, self.document
        yield from self.fills.items()


def exported_pages(site: Path) -> list[ExportedPage]:
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
        following = markup.following(html)
        path = Path(os.path.normpath(path.parent / following / "index.html")) if following else None
    if not ordered:
        raise PlaybookError(str(site), "holds no page", "build the site first")
    if paths:
        shown = min(paths).relative_to(site).as_posix()
        raise PlaybookError(shown, "follows no other page", "give it a place in the navigation of mkdocs.yml")
    return ordered


def read_page(html: str, place: str) -> ExportedPage:
    """Read one page.

    Args:
        html: the page as it was built.
        place: its folder below the site, "." for the home page.

    Raises:
        PlaybookError: it has no address that links could lead to, no article, or doesn't say when it was changed.
    """
    address, article, title = markup.address(html), markup.article_html(html), markup.told(html, "title")
    if not address:
        remedy = "set site_url in mkdocs.yml, or SITE_URL where the site is built"
        raise PlaybookError(f"{place}/index.html", "has no address, so that exported links would lead nowhere", remedy)
    site_name, changed = markup.told(html, "site_name"), markup.changed(html)
    if not article or not title or not site_name or not changed:
        problem = "lacks its article, its title, the name of the site or the day of its last change"
        raise PlaybookError(f"{place}/index.html", problem, "look whether the theme has changed")
    return ExportedPage(
        place="" if place == "." else place,
        title=title,
        description=markup.told(html, "description") or "",
        address=address,
        html=article,
        site=site_name,
        changed=changed,
        for_readers=not markup.for_maintainers(html) and not markup.stays(html),
        stays=markup.stays(html),
    )
