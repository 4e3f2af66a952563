"""Check that the pages to which "Check my answer" leads are there, with the parts that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from macros.answer_rules import answer_rules, pages_of
from macros.built.page import BuiltPage
from macros.errors import PlaybookError, nearest


def answer_rules_lead(pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Find rules that lead nowhere.

    Args:
        pages: the pages of the built site.
    """
    known = {page.source.shown.removeprefix("docs/"): page for page in pages if page.source is not None}
    for where, page, anchor in pages_of(answer_rules()):
        if page not in known:
            yield PlaybookError(where, f"there is no page '{page}'", nearest(page, known))
        elif anchor and anchor not in known[page].names:
            yield PlaybookError(where, f"'{page}' has no part '{anchor}'", nearest(anchor, known[page].names))
