"""Whole sections, and the whole playbook, as one page each for a printer or a PDF."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

import lxml.html
from lxml.html import builder
from markupsafe import Markup

from macros.built import markup
from macros.built.markup import Element
from macros.built.security_policy import with_policy
from macros.exports.attribution import source_line
from macros.exports.filling import filled
from macros.exports.pages import ExportedPage
from macros.exports.tree import Document
from macros.exports.writers.hypertext import hypertext

FOLDER = "print"

_ONE = ("id", "for", "name")
"""Attributes that hold one name of the page."""
_MANY = ("aria-labelledby", "aria-describedby", "headers")
"""Attributes that hold several."""
_NOT_ON_PAPER = (
    ".//*[contains(concat(' ', @class, ' '), ' headerlink ')]",
    f".//*[@data-export='omit' or contains(concat(' ', @class, ' '), ' {markup.SITE_ONLY} ')]",
    ".//form",
    ".//button",
    ".//input[@type='radio']",
)


@dataclass(frozen=True)
class Part:
    """One page as a part of a print view."""

    name: str
    """Its anchor."""
    title: str
    html: Markup
    source: Markup
    """The line that says where it comes from."""


@dataclass(frozen=True)
class PrintView:
    """One print view."""

    folder: str
    """Where it stands below the site."""
    title: str
    pages: tuple[ExportedPage, ...]


def print_views(pages: Sequence[ExportedPage]) -> list[PrintView]:
    """Name the print views: one for the whole, and one for each page that others stand below.

    Args:
        pages: every page in the order of the navigation, the home page first; those for maintainers are left out.
    """
    printed = [page for page in pages if page.for_readers]
    views = [PrintView(FOLDER, "The whole playbook", tuple(printed))]
    for page in printed:
        below = tuple(one for one in printed if one.place.startswith(f"{page.place}/"))
        if page.place and below:
            views.append(PrintView(f"{FOLDER}/{page.place}", page.title, (page, *below)))
    return views


@dataclass(frozen=True)
class Head:
    """What every print view takes from the home page of the site."""

    site_name: str | None
    styles: tuple[str, ...]
    """The ways to its style sheets, from the home page."""


def read_head(home_html: str) -> Head:
    """Read the name and the style sheets of a site from its home page."""
    return Head(markup.told(home_html, "site_name"), tuple(markup.style_sheets(home_html)))


def write(view: PrintView, head: Head) -> str:
    """Write a print view.

    Args:
        view: what it holds.
        head: the name and the styles of the site.
    """
    home = (
        view.pages[0].address.removesuffix(f"{view.pages[0].place}/") if view.pages[0].place else view.pages[0].address
    )
    names = {page.address: _name(page) for page in view.pages}
    root = "../" * (view.folder.count("/") + 1)
    written = filled(
        "print",
        title=view.title,
        description=f"{view.title}: one page to print or to save as a PDF",
        site_name=head.site_name,
        home=home,
        root=root,
        styles=head.styles,
        parts=[
            Part(names[page.address], page.title, _part(page, names, home, root), _source(page)) for page in view.pages
        ],
    )
    return with_policy(written)


def _name(page: ExportedPage) -> str:
    return page.place.replace("/", "-") or "home"


def _part(page: ExportedPage, names: dict[str, str], home: str, root: str) -> Markup:
    """Make a page part of a longer one: names of its own, folds open, tabs one below the other, links that hold."""
    article = copy.deepcopy(page.article)
    for path in _NOT_ON_PAPER:
        for one in article.xpath(path):
            one.drop_tree()
    for link in article.find_class("pb-figure"):
        link.drop_tag()  # it led to its working, which paper has no place for
    for fold in article.iter("details"):
        fold.set("open", "")
    for holder in filter(markup.is_tabs, list(article.iter("div"))):
        _unfold(holder)
    for one in article.iter():
        _rename(one, names[page.address])
    for link in article.iter("a"):
        if link.get("href"):
            link.set("href", _target(link, page, names))
    for image in article.iter("img"):
        image.set("src", urljoin(page.address, image.get("src")).replace(home, root, 1))
    inner = "".join(lxml.html.tostring(child, encoding="unicode") for child in article)
    return Markup(inner)  # noqa: S704 - it is a page of the built site


def _source(page: ExportedPage) -> Markup:
    line = Document(page.title, page.address, (source_line(page, page.address),))
    return Markup(hypertext(line))  # noqa: S704 - the writer escapes


def _unfold(holder: Element) -> None:
    """Put the label of each tab above what it opens."""
    for label, part in list(markup.tabs(holder)):
        part.set("class", "pb-print__tab")
        part.insert(0, builder.P(builder.STRONG(label.text_content())))
    markup.tab_labels(holder).drop_tree()


def _rename(element: Element, name: str) -> None:
    for attribute in _ONE:
        if element.get(attribute) and isinstance(element.tag, str):
            element.set(attribute, f"{name}--{element.get(attribute)}")
    for attribute in _MANY:
        if element.get(attribute):
            element.set(attribute, " ".join(f"{name}--{one}" for one in str(element.get(attribute)).split()))


def _target(link: Element, page: ExportedPage, names: dict[str, str]) -> str:
    """Lead to the part of the same print view where the page is one, to the site otherwise."""
    address, _, fragment = urljoin(page.address, link.get("href")).partition("#")
    if address not in names:
        return f"{address}#{fragment}" if fragment else address
    return f"#{names[address]}--{fragment}" if fragment else f"#{names[address]}"
