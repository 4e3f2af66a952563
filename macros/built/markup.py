"""How the theme marks what is read from a built page: its article, its address, what it says of itself, its tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, zip_longest

import lxml.html

from macros.errors import PlaybookError

Element = lxml.html.HtmlElement

_ARTICLE_CLASS = "md-content__inner"
_ARTICLE = re.compile(rf'<article class="{_ARTICLE_CLASS}[^>]*>.*?</article>', re.DOTALL)
ARTICLE_START = re.compile(rf'<article class="{_ARTICLE_CLASS} md-typeset"')
_ADDRESS = re.compile(r'<link rel="canonical" href="([^"]*)"')
_FOLLOWING = re.compile(r'<link rel="next" href="([^"]*)"')
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"')
_IMAGE = re.compile(r'<img\b[^>]*\ssrc="([^"]+)"')
_AUDIENCE = re.compile(r'<meta name="audience" content="([^"]*)"')
_EXPORTS = re.compile(r'<meta name="exports" content="([^"]*)"')
_CHANGED = re.compile(r'<meta property="article:modified_time" content="([^"]*)"')
RULE = "The rule:"
"""How the decision rule of an answer begins."""
SITE_ONLY = "site-only"
"""The class that authors give to what is only true on the site, such as how to open a working."""
_LANGUAGE = re.compile(r'<html lang="([^"]*)"')


# Patterns find a thing in a hundredth of the time that parsing the whole page takes.


def article_html(html: str) -> str | None:
    """Find the part of a page that its source wrote, with its own tag."""
    found = _ARTICLE.search(html)
    return found[0] if found else None


def article(tree: Element) -> Element | None:
    """Find that part in a parsed page."""
    found: list[Element] = tree.xpath(f'//article[contains(@class, "{_ARTICLE_CLASS}")]')
    return found[0] if found else None


def address(html: str) -> str | None:
    """Find the absolute address of a page."""
    return _first(_ADDRESS, html)


def following(html: str) -> str | None:
    """Find the way to the page that follows in the navigation."""
    return _first(_FOLLOWING, html)


def language(html: str) -> str | None:
    """Find the language of a page."""
    return _first(_LANGUAGE, html)


def told(html: str, name: str) -> str | None:
    """Find what a page says of itself to others that link to it, for instance `title` or `site_name`."""
    return _first(re.compile(rf'<meta property="og:{re.escape(name)}" content="([^"]*)"'), html)


def changed(html: str) -> str | None:
    """Find the day on which a page was last changed, as year-month-day."""
    return _first(_CHANGED, html)


def for_maintainers(html: str) -> bool:
    """Tell whether a page is for maintainers only, as its front matter said."""
    return _first(_AUDIENCE, html) == "maintainers"


def stays(html: str) -> bool:
    """Tell whether a page works in the browser alone and is exported to nowhere, as its front matter said."""
    return _first(_EXPORTS, html) == "none"


def style_sheets(html: str) -> list[str]:
    """Find the ways to the style sheets of a page."""
    return [unescape(way) for way in _STYLE.findall(html)]


def images(html: str) -> list[str]:
    """Find the ways to the images of a page or of a part of one."""
    return [unescape(way) for way in _IMAGE.findall(html)]


def opening(article_: Element) -> Element | None:
    """Find what an article begins with, below its title, its menu and the note on stale sentences."""
    passed = "self::h1 or @data-export='omit' or contains(@class, 'pb-stale-note')"
    first = article_.xpath(f"./*[not({passed})][1]")
    return first[0] if first else None


def under(article_: Element, anchor: str) -> Iterator[Element]:
    """Give what stands under a heading of level 2, as far as the next."""
    inside = False
    for element in article_:
        if element.tag == "h2":
            inside = element.get("id") == anchor
        elif inside:
            yield element


def says_rule(element: Element) -> bool:
    """Tell whether an element is a paragraph that says the decision rule of an answer."""
    return element.tag == "p" and str(element.text_content()).strip().startswith(RULE)


def follow_ups(article_: Element) -> Iterator[tuple[Element | None, Element]]:
    """Give the follow-ups of an answer, one of each of their groups in turn as far as that goes.

    Each comes with the heading of its group, or None where there are no groups.
    """
    groups: list[list[tuple[Element | None, Element]]] = [[]]
    heading = None
    for element in under(article_, "follow-ups"):
        if element.tag == "h3":
            heading = element
            groups.append([])
        elif element.tag == "details":
            groups[-1].append((heading, element))
    return (one for one in chain.from_iterable(zip_longest(*groups)) if one is not None)


def is_tabs(element: Element) -> bool:
    """Tell whether an element is a set of tabs."""
    return "tabbed-set" in str(element.get("class") or "").split()


def tabs(element: Element) -> Iterator[tuple[Element, Element]]:
    """Give the label and the content of each tab of a set.

    Raises:
        PlaybookError: the theme no longer marks them so.
    """
    labels = element.xpath("./div[contains(@class, 'tabbed-labels')]/label")
    blocks = element.xpath("./div[contains(@class, 'tabbed-content')]/div[contains(@class, 'tabbed-block')]")
    if not labels or len(labels) != len(blocks):
        problem = f"has {len(labels)} labels and {len(blocks)} contents"
        raise PlaybookError("a set of tabs", problem, "look whether the theme has changed")
    return zip(labels, blocks, strict=True)


def tab_labels(element: Element) -> Element:
    """Find the row of labels of a set of tabs."""
    rows: list[Element] = element.xpath("./div[contains(@class, 'tabbed-labels')]")
    return rows[0]


def _first(pattern: re.Pattern[str], html: str) -> str | None:
    found = pattern.search(html)
    return unescape(found[1]) if found else None
