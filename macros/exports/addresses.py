"""Who has which address of a site, so that no export takes the place of another file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from macros.built.page import GENERATED, place_of
from macros.errors import PlaybookError


class Addresses:
    """The addresses that are taken: by files of docs/ from the start, by exports as they claim them."""

    def __init__(self, docs: Path) -> None:
        """Take note of the files of docs/, pages and others.

        Args:
            docs: the folder that MkDocs builds the site from.

        Raises:
            PlaybookError: one of them stands in a folder that belongs to exports alone.
        """
        self.written = {
            place_of(path.relative_to(docs).as_posix()): f"{docs.name}/{path.relative_to(docs).as_posix()}"
            for path in sorted(docs.rglob("*"))
            if path.is_file()
        }
        for address, source in self.written.items():
            folder = address.partition("/")[0]
            if folder in GENERATED:
                raise PlaybookError(source, f"stands in {folder}/, which holds exports alone", "give it another name")
        self.claimed: dict[str, str] = {}

    def author(self, place: str) -> str:
        """Name the source of a page; a page without one goes by its own address.

        Args:
            place: its folder below the site, "" for the home page.
        """
        address = f"{place}/index.html" if place else "index.html"
        return self.written.get(address, address)

    def claim(self, owner: str, names: Iterable[str], folder: str = "") -> None:
        """Give addresses to an export.

        Args:
            owner: what is exported, for messages.
            names: its files below the folder.
            folder: the folder below the site, "" for the site itself.

        Raises:
            PlaybookError: a file of docs/ or another export has one of them.
        """
        for name in names:
            address = f"{folder}/{name}" if folder else name
            if address in self.written:
                problem = f"stands at {address}, where {owner} is exported to"
                raise PlaybookError(self.written[address], problem, "give it another name")
            if address in self.claimed:
                problem = f"is exported to {address}, where {self.claimed[address]} stands already"
                raise PlaybookError(owner, problem, "give one of them another name")
            self.claimed[address] = owner
