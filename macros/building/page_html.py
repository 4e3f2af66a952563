"""Put right what MkDocs and the theme make of a page: blocks in paragraphs, the skip link, the security policy."""

from __future__ import annotations

import re

from mkdocs.exceptions import Abort

from macros.built.markup import ARTICLE_START

_WRAPPED = re.compile(r"<p>(?P<block><(?P<name>div|figure|form|section|ul)\b.*</(?P=name)>)</p>")
"""A paragraph that holds one block and nothing else; render.py writes each block in one line."""
_SOURCES = '<h2 id="sources">'
_SKIP = re.compile(r'<a href="[^"]*" class="md-skip">')
_TEXT = "__text"


def blocks_freed(html: str) -> str:
    """Free the blocks that macros wrote from the paragraphs that Markdown puts around them in tabs and boxes.

    Where a claim comes from is no answer to anything: the search leaves the sources out.
    """
    return _WRAPPED.sub(r"\g<block>", html.replace(_SOURCES, f"{_SOURCES[:-1]} data-search-exclude>"))


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
