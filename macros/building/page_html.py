"""Put right what MkDocs and the theme make of a page: tables, repeated workings, skip link."""

from __future__ import annotations

import re

from mkdocs.exceptions import Abort

from macros.built.markup import ARTICLE_START

_UNSOUGHT = re.compile(r'<h2 id="sources"(?=>)|<div class="tabbed-labels"(?=>)')
"""Where a claim comes from is no answer to anything, and what is written on tabs is no sentence."""
_BARE_TABLE = re.compile(r"<table>(?P<rows>.*?</table>)", re.DOTALL)
_WORKING = re.compile(r'(?P<before><pb-working\b[^>]*? id=")(?P<id>[^"]+)(?P<after>".*?</pb-working>)', re.DOTALL)
_TO_WORKING = re.compile(r'(?<=href="#)working-\d+(?=")')
_SKIP = re.compile(r'<a href="[^"]*" class="md-skip">')
_TEXT = "__text"


def tables_boxed(html: str) -> str:
    """Put each table of Markdown into the box in which tables of macros stand, where a wide one scrolls.

    The theme's script would do it as the page comes, for tables without a class: not without scripts, and it makes the
    browser work out the style of the whole article anew.
    """
    return _BARE_TABLE.sub(r'<div class="pb-scroll"><table class="pb-table">\g<rows></div>', html)


def unsought(html: str) -> str:
    """Mark what the search leaves out."""
    return _UNSOUGHT.sub(r"\g<0> data-search-exclude", html)


def workings_gathered(html: str) -> str:
    """Write each working once, at the end of the page, where no closed tab or fold hides it; figures lead there.

    A page that names a figure four times would carry its working four times. working.js puts it beside the figure that
    somebody opens.
    """
    kept: dict[tuple[str, str], str] = {}
    same = {
        found["id"]: kept.setdefault((found["before"], found["after"]), found["id"])
        for found in _WORKING.finditer(html)
    }
    html = _TO_WORKING.sub(lambda found: same.get(found[0], found[0]), _WORKING.sub("", html))
    return html + "".join(f"\n{before}{name}{after}" for (before, after), name in kept.items())


def skipping_to_text(html: str) -> str:
    """Lead whoever skips the header to the text; Material leads past the opening, to the first heading below the title.

    Raises:
        Abort: the theme no longer marks the places.
    """
    if not _SKIP.search(html):
        return html
    html = _once(_SKIP, f'<a href="#{_TEXT}" class="md-skip">', html)
    return _once(ARTICLE_START, rf'\g<0> id="{_TEXT}"', html)


def _once(pattern: re.Pattern[str], replacement: str, html: str) -> str:
    """Replace what stands once; a theme that no longer has it so must not go unnoticed."""
    replaced, count = pattern.subn(replacement, html)
    if count != 1:
        told = f"'{pattern.pattern}' stands {count} times in a page; look whether the theme has changed"
        raise Abort(f"macros/building/page_html.py: {told}")
    return replaced
