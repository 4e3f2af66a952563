"""What every embed says of the site that it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.built import markup
from macros.errors import PlaybookError

FOLDER = "embed"


@dataclass(frozen=True)
class Settings:
    """What embeds say of the site."""

    name: str
    address: str
    """The absolute address of the home page, with a slash at its end."""
    image: str
    """The absolute address of the picture on cards that link to the site."""
    language: str

    def embed(self, slug: str) -> str:
        """Give the absolute address of an embed."""
        return f"{self.address}{FOLDER}/{slug}/"


def read_settings(site: Path) -> Settings:
    """Read what embeds say of the site from its home page.

    Raises:
        PlaybookError: the page lacks one of these things.
    """
    html = (site / "index.html").read_text(encoding="utf-8")

    def needed(found: str | None, what: str) -> str:
        if not found:
            raise PlaybookError("index.html", f"has no {what}, which embeds need", "look at site_url and overrides/")
        return found

    return Settings(
        name=needed(markup.told(html, "site_name"), "og:site_name"),
        address=needed(markup.address(html), "address"),
        image=needed(markup.told(html, "image"), "og:image"),
        language=needed(markup.language(html), "language"),
    )
