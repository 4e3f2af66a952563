"""Explain the glossary's terms in HTML that Markdown doesn't see, as it does itself in the text of pages."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from macros.glossary import read_glossary

_ROOT = Path(__file__).parents[2]
_NO_TEXT = re.compile(r"(<(?P<name>abbr|code|math|pre|script|style|svg)\b.*?</(?P=name)>|<[^>]*>)", re.DOTALL)
"""Tags, and elements whose words aren't prose."""


def explained(html: str) -> Markup:
    """Write each term of the glossary in a text with its meaning.

    Args:
        html: HTML, or words alone, which are escaped.

    Raises:
        PlaybookErrors: the glossary can't be read.
    """
    pattern, terms = _known()
    place, written = 0, []
    text = str(escape(html))
    for found in (*_NO_TEXT.finditer(text), None):
        words = text[place : found.start() if found else None]
        written.append(pattern.sub(lambda term: terms[term[0]], words))
        if found:
            written.append(found[0])
            place = found.end()
    return Markup("".join(written))  # noqa: S704 - all of it was HTML or has been escaped


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    """Give what finds the terms, the longest first, and the HTML of each."""
    terms = {
        term.name: f'<abbr title="{escape(term.meaning)}">{escape(term.name)}</abbr>' for term in read_glossary(_ROOT)
    }
    longest_first = "|".join(re.escape(name) for name in sorted(terms, key=len, reverse=True))
    return re.compile(rf"\b(?:{longest_first})\b"), terms
