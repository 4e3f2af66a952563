"""Fill the HTML templates of html/, and keep the result from being read as Markdown."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from macros.faces.plain import words
from macros.figures import Figure, Ledger, read_text
from macros.number_words import input_words
from macros.presentation.abbreviations import explained
from macros.story import Input

HTML_FOLDER = Path(__file__).with_name("html")
_MARKDOWN = re.compile(r"[|`\\]|(?<=\])\(|[*_](?![^<>]*>)")
"""Characters of a value that Markdown would take for its own; inside a tag, stars and underscores are safe from it."""

_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(HTML_FOLDER),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,  # a preview imports this module anew; else every call would look at the files
)
_environment.filters["words"] = words
_environment.filters["explained"] = explained
_environment.filters["read"] = read_text
_environment.filters["typed"] = input_words
_environment.filters["code"] = lambda value: f"{value:.17g}"  # every digit, so that a script reads the same number
_environment.filters["point"] = lambda value: f"{value:.1f}".removesuffix(".0")  # a coordinate of a drawing


def render(template: str, **values: Any) -> Markup:
    """Fill a template of html/.

    Args:
        template: its name without ending.
        values: what it shows; a value that the template names and the caller lacks is an error.

    Returns:
        HTML in one line, in which Markdown takes nothing for its own marks: in headings and in templates it reads what
        stands here, elsewhere `building/set_aside.py` keeps it away. Between cells stands a space, so that the search
        does not read their words as one.
    """
    html = re.sub(r"\s*\n\s*", "", _environment.get_template(f"{template}.html.jinja").render(**values))
    html = re.sub(r"(?<=</t[dh]>)(?=<)", " ", html)
    return Markup(_MARKDOWN.sub(lambda found: f"&#{ord(found[0])};", html))  # noqa: S704 - the templates escape values


class Numbering:
    """Gives the things of one page ids that are unique there, in the order in which they come."""

    def __init__(self) -> None:
        self._count = 0

    def next(self, kind: str) -> str:
        """Give the next id, for instance working-3."""
        self._count += 1
        return f"{kind}-{self._count}"


def origin(ledger: Ledger, entry: Input | Figure) -> dict[str, str]:
    """Tell where a number comes from, for the attributes of its data element."""
    return {"story": ledger.story.name, "key": entry.name}
