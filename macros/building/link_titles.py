"""Give the links that have no words of their own the title of the page that they lead to."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

from macros.front_matter import front_matter

_WORDLESS = re.compile(r"(?<!!)\[\]\((?P<address>(?P<page>[^()\s#]+\.md)(?:#[^()\s]*)?)\)")


def titled(markdown: str, page: str, docs: Path) -> str:
    """Put the title of a page into each link to it that is written without words, as in `[](trust.md)`.

    Args:
        markdown: the text of a page.
        page: its source below docs/, from which the links lead.
        docs: the folder of the pages.

    Returns:
        The text; a link that leads to no page keeps its address for words, so that MkDocs names it.
    """

    def words(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), link["page"]))
        there = (docs / target).is_file()
        title = front_matter(docs / target, f"docs/{target}").get("title") if there else None
        return f"[{title or link['address']}]({link['address']})"

    return _WORDLESS.sub(words, markdown)
