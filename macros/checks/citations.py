"""Hold sources to https: those of formulas, and the links under *Sources* of a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from macros.errors import PlaybookError
from macros.formulas import FORMULAS
from macros.formulas.expression import place_of
from macros.sources import sources

UNENCRYPTED = {
    "catb.org": "reviewed there; nobody has seen it answer by https",
    "martin.zinkevich.org": "reviewed there; nobody has seen it answer by https",
    "projectofhow.com": "reviewed there; nobody has seen it answer by https",
    "recursion.org": "reviewed there; nobody has seen it answer by https",
    "teamapproach.com": "reviewed there; nobody has seen it answer by https",
    "tm.durusau.net": "reviewed there; nobody has seen it answer by https",
    "www.ohr.sc.gov": "reviewed there; nobody has seen it answer by https",
}
"""Hosts that sources may be linked at without https, each with the reason."""

_PLAIN = re.compile(r"\bhttp://[^\s)>\]]+", re.IGNORECASE)


def citations(root: Path) -> Iterator[PlaybookError]:
    """Find sources whose address isn't https, and hosts that are excepted for nothing."""
    unused = set(UNENCRYPTED)
    for formula in FORMULAS.values():
        for source in formula.sources:
            if urlsplit(source.url).scheme != "https":
                problem = f"{formula.name} cites '{source.url}'"
                yield PlaybookError(place_of(formula.function), problem, "give an address that begins with https://")
    for page in sources(root, "docs", "snippets"):
        inside = False
        for number, text in enumerate(page.unfenced, 1):
            inside = text.strip() == "## Sources" if text.startswith("## ") else inside
            for found in _PLAIN.findall(text) if inside else ():
                host = urlsplit(found).hostname or ""
                unused.discard(host)
                if host not in UNENCRYPTED:
                    yield PlaybookError(f"{page.shown}:{number}", f"cites '{found}'", "write https://")
    for host in sorted(unused):
        yield PlaybookError("macros/checks/citations.py", f"excepts '{host}', which nothing cites", "remove it")
