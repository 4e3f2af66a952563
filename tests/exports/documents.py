"""The documents that the exports are tried with: both fills of every template of the site, and the hostile one."""

from __future__ import annotations

from pathlib import Path

import lxml.html

from macros.exports.reading import read_document
from macros.exports.tree import Document
from tests.builds import ROOT
from tests.exports.hostile import hostile


def documents(site: Path) -> dict[str, Document]:
    """Read them, each by a name of small letters and hyphens."""
    found = {"hostile": hostile()}
    templates = sorted(path.stem for path in (ROOT / "snippets" / "templates").glob("*.md"))
    assert templates
    for template in templates:
        page = lxml.html.fromstring((site / "templates" / template / "index.html").read_bytes())
        for fill in ("blank", "example"):
            (part,) = page.xpath(f"//*[@data-template='{template}'][@data-fill='{fill}']//*[@data-copy]")
            address = f"https://playbook.example/templates/{template}/"
            found[f"{template}-{fill}"] = read_document(part, title=template, address=address)
    return found
