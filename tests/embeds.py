"""Two origins for tests of embedding: one serves the embeds, the other the pages that show them."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.exports.embedding.contents import check_embed, page_embeds
from macros.exports.embedding.embed import Embed
from macros.exports.embedding.files import calculator, embed_files, page_files, shared_files
from macros.exports.embedding.settings import FOLDER, Settings, read_settings
from macros.exports.pages import exported_pages
from tests.serving import serving

_HOST_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page of a team</title></head>
<body><main><h1>A page of a team</h1>
{body}
</main></body></html>
"""


@dataclass(frozen=True)
class Embedding:
    """The embeds of a site at an address of their own, and a place for pages that show them."""

    settings: Settings
    embeds: dict[str, Embed]
    """Every embed by its name, with the page that checks a wiki."""
    files: dict[str, str]
    """What stands below embed/, by place."""
    folder: Path
    """Where that stands."""
    host: Path
    host_address: str

    @property
    def origin(self) -> str:
        """The origin of the embeds."""
        return "/".join(self.settings.address.split("/")[:3])

    def address(self, slug: str, theme: str = "") -> str:
        """Give the address of an embed."""
        return self.settings.embed(slug) + (f"?theme={theme}" if theme else "")

    def shown_by(self, body: str) -> str:
        """Write a page around some HTML, and give its address, which is of the other origin."""
        name = hashlib.sha256(body.encode()).hexdigest()[:12]  # no page takes the place of one that browsers know
        (self.host / f"{name}.html").write_text(_HOST_PAGE.format(body=body), encoding="utf-8")
        return f"{self.host_address}{name}.html"


@contextlib.contextmanager
def embedding(site: Path, folder: Path) -> Iterator[Embedding]:
    """Write the embeds of a built site into a folder, and serve them as long as the block runs.

    The embeds name the address that they are served at, as those of a published site do.
    """
    ours, theirs = folder / "ours", folder / "theirs"
    for path in (ours, theirs):
        path.mkdir()
    with serving(ours) as address, serving(theirs, "") as host_address:
        settings = dataclasses.replace(read_settings(site), address=address)
        files = all_files(site, settings)
        for name, text in files.items():
            path = ours / FOLDER / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        listed = [check_embed(settings), *site_embeds(site)]
        yield Embedding(settings, {embed.slug: embed for embed in listed}, files, ours / FOLDER, theirs, host_address)


def all_files(site: Path, settings: Settings) -> dict[str, str]:
    """Write everything that stands below embed/ of a site, by place."""
    files = shared_files(settings, calculator(site))
    for page in exported_pages(site):
        files |= page_files(page, settings)
    return files


def site_embeds(site: Path) -> list[Embed]:
    """Give every embed of a site, page by page."""
    return [embed for page in exported_pages(site) for embed in page_embeds(page)]


def page_of(embed: Embed, settings: Settings) -> str:
    """Give the HTML of an embed."""
    return embed_files(embed, settings)[f"{embed.slug}/index.html"]
