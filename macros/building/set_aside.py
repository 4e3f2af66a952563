"""Keep the HTML that macros write out of Markdown's hands: a mark stands for it until the page is converted.

Markdown would take it apart tag by tag and put it together again as it was, which took a quarter of a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown.util import BLOCK_LEVEL_ELEMENTS
from markupsafe import Markup

from macros.errors import PlaybookError

_OPENS, _CLOSES = "\ue000", "\ue001"  # of Unicode's private use, so that no text has them
_MARK = re.compile(rf"{_OPENS}(?P<number>\d+){_CLOSES}")
_ALONE = re.compile(rf"<p>(?P<mark>{_MARK.pattern})</p>")
_HEADING = re.compile(rf"^[ \t]*#+ .*{_OPENS}.*", re.MULTILINE)
_IN_TAG = re.compile(rf"<[^<>]*{_OPENS}(?P<number>\d+)")
_APART = re.compile(rf"{_OPENS}(?!\d+{_CLOSES})\D*(?P<number>\d+)")
_TAGS = re.compile(r"<[^>]*>")
_FIRST_TAG = re.compile(r"<(?P<name>[\w-]+)")
_ID = re.compile(r'\sid="(?P<id>[^"]+)"')


class SetAside:
    """The HTML of the page that is being built."""

    def __init__(self) -> None:
        self._kept: list[str] = []

    def clear(self) -> None:
        """Forget all, before the next page."""
        self._kept.clear()

    def mark(self, html: Markup) -> Markup:
        """Keep HTML; give what stands for it. Words without a tag stay what they are."""
        if "<" not in html:
            return html
        self._kept.append(html)
        return Markup(f"{_OPENS}{len(self._kept) - 1}{_CLOSES}")  # noqa: S704 - no letter of it means anything in HTML

    def ids(self) -> set[str]:
        """Give the ids that stand in what is kept, which links may lead to."""
        return {found["id"] for html in self._kept for found in _ID.finditer(html)}

    def put_back(self, text: str) -> str:
        """Put what marks stand for in their place."""
        return _MARK.sub(lambda found: self._kept[int(found["number"])], text)

    def in_headings(self, markdown: str) -> str:
        """Put back what stands in headings: their ids, and the list of them beside the page, come from their words."""
        return _HEADING.sub(lambda found: self.put_back(found[0]), markdown)

    def misplaced(self, html: str, shown: str) -> Iterator[PlaybookError]:
        """Give what stands in an attribute, such as the title of a link, or has come apart, as in coloured code.

        Args:
            html: the page, converted.
            shown: the name of its source in messages.
        """
        for lost in (*_IN_TAG.finditer(html), *_APART.finditer(html)):
            words = " ".join(_TAGS.sub("", self._kept[int(lost["number"])].partition("<pb-")[0]).split())
            problem = f"'{words}' stands where only letters can, and what belongs to the number can't"
            yield PlaybookError(
                shown, problem, "take the call out of the code, or out of the title of the link or image"
            )

    def in_page(self, html: str) -> str:
        """Put all back in a page; a block, without the paragraph that Markdown has put around its mark."""
        return self.put_back(_ALONE.sub(self._freed, html))

    def _freed(self, alone: re.Match[str]) -> str:
        first = _FIRST_TAG.match(self._kept[int(alone["number"])])
        return alone["mark"] if first and first["name"] in BLOCK_LEVEL_ELEMENTS else alone[0]
