"""Find links to the address that a site has while nobody has given it one: on a real site they lead to nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from macros.built.page import BuiltPage
from macros.errors import PlaybookError

SETTINGS = "mkdocs.yml"
_DEFAULT = re.compile(r"^site_url:.*[\"'](https?://[^\"']+)[\"']", re.MULTILINE)


def preview_address(root: Path, built: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Check the links and sources of every page, whatever address this build was given.

    Raises:
        PlaybookError: the settings no longer name such an address.
    """
    declared = _DEFAULT.search((root / SETTINGS).read_text(encoding="utf-8"))
    if not declared:
        raise PlaybookError(SETTINGS, "gives site_url no address to fall back on", 'write !ENV [SITE_URL, "http://…/"]')
    default = urlsplit(declared[1])
    places = {default.netloc, f"localhost:{default.port}"}
    for page in built:
        if page.source is None:
            continue
        for address in dict.fromkeys(map(str, page.tree.xpath("//*[not(self::link)]/@href | //@src"))):
            if urlsplit(address).netloc in places:
                lines = page.source.text.splitlines()
                line = next((f":{number}" for number, text in enumerate(lines, 1) if address in text), "")
                problem = f"leads to '{address}', where only a preview stands"
                remedy = "name the page's file instead, as in [words](../about/index.md)"
                yield PlaybookError(f"{page.shown}{line}", problem, remedy)
