"""The page of an embed, with the cards of hosts that show no frame."""

from __future__ import annotations

from collections.abc import Iterator

from macros.built.security_policy import with_policy
from macros.exports.embedding.codes import embed_code, loader_code
from macros.exports.embedding.embed import CHECK, Embed
from macros.exports.embedding.settings import Settings
from macros.exports.filling import filled


def page(embed: Embed, settings: Settings) -> str:
    """Write the page of an embed."""
    told = tuple(cards(embed, settings))
    if embed.slug == CHECK:
        codes = {"frame_code": embed_code(embed, settings), "loader_code": loader_code(embed, settings)}
        return with_policy(filled("embed_check", embed=embed, settings=settings, cards=told, **codes) + "\n")
    return with_policy(filled("embed", embed=embed, settings=settings, cards=told) + "\n")


def cards(embed: Embed, settings: Settings) -> Iterator[tuple[str, str]]:
    """Give what Open Graph calls the properties of a page, for the cards of hosts that show no frame."""
    yield "type", "article"
    yield "title", embed.title
    yield "description", embed.description
    yield "url", embed.source
    yield "site_name", settings.name
    yield "image", settings.image
