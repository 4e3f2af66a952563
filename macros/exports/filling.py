"""Fill the HTML templates of html/ for pages that stand without the theme."""

from __future__ import annotations

from pathlib import Path

import jinja2

_environment = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).with_name("html")),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def filled(template: str, **values: object) -> str:
    """Fill a template, named without its ending."""
    return _environment.get_template(f"{template}.html.jinja").render(**values)
