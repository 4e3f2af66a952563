"""The pictures of a site by their addresses, as dots for Word files: charts of pages, and images."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urljoin

from macros.built import markup
from macros.exports.drawings import ENDING
from macros.exports.pages import ExportedPage
from macros.exports.raster import Raster, drawn, photographed


class Pictures:
    """Finds pictures; what is drawn once is kept."""

    def __init__(self, site: Path, address: str, pages: Iterable[ExportedPage]) -> None:
        """Take a site.

        Args:
            site: the folder of the built site.
            address: the absolute address of its home page, with a slash at its end.
            pages: the pages with charts among them.
        """
        self.site = site
        self.address = address
        self.pages = {page.address: page for page in pages}

    def draw(self, address: str) -> Raster | None:
        """Give the picture at an address; None for one of another site.

        Raises:
            PlaybookError: it is of a kind that can't be drawn.
        """
        if not address.startswith(self.address):
            return None
        folder, _, name = address.rpartition("/")
        page = self.pages.get(f"{folder}/")
        if page and name in page.drawings:
            return drawn(page.drawings[name], f"{page.place}/{name}")
        path = self._file(address)
        if path.suffix == ENDING:
            return drawn(path.read_text(encoding="utf-8"), path.name)
        return photographed(path.read_bytes(), path.name)

    def version(self, page: ExportedPage) -> str:
        """Hash the images that a page shows, which its HTML only names."""
        digest = hashlib.sha256()
        for way in markup.images(page.html):
            address = urljoin(page.address, way)
            if address.startswith(self.address):
                digest.update(self._file(address).read_bytes())
        return digest.hexdigest()

    def _file(self, address: str) -> Path:
        return self.site / unquote(address.removeprefix(self.address))
