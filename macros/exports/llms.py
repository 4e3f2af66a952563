"""llms.txt and llms-full.txt: the site for readers that are programs, by the convention of llmstxt.org."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from macros.exports.pages import ExportedPage
from macros.formats import MARKDOWN_ENDING, PAGE_STEM


def llms(pages: Sequence[ExportedPage]) -> str:
    """Write the list of the site's Markdown twins, section by section.

    Args:
        pages: every page in the order of the navigation, with the home page among them.
    """
    (home,) = (page for page in pages if not page.place)
    parts = [f"# {home.title}", f"> {home.description}"]
    for section, group in groupby((page for page in pages if page.place), key=lambda page: page.section):
        parts += [f"## {section.capitalize()}", "\n".join(_line(page) for page in group)]
    return "\n\n".join(parts) + "\n"


def llms_full(pages: Iterable[ExportedPage], texts: Iterable[str]) -> str:
    """Put the Markdown twins of all pages one after another, each below its address."""
    return "\n".join(f"<!-- {page.address} -->\n\n{text}" for page, text in zip(pages, texts, strict=True))


def _line(page: ExportedPage) -> str:
    return f"- [{page.title}]({page.address}{PAGE_STEM}{MARKDOWN_ENDING}): {page.description}"
