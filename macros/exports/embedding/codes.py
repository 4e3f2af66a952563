"""What others read to show an embed: the frame, the loader, and the answer to oEmbed."""

from __future__ import annotations

import json
from typing import Literal

from macros.exports.embedding.embed import Embed
from macros.exports.embedding.height import WIDTH
from macros.exports.embedding.settings import FOLDER, Settings
from macros.exports.filling import filled

Theme = Literal["light", "dark", "auto"]


def embed_code(embed: Embed, settings: Settings, theme: Theme = "light") -> str:
    """Write the frame that readers put into a page of theirs."""
    address = settings.embed(embed.slug) + ("" if theme == "light" else f"?theme={theme}")
    return filled("embed_frame", embed=embed, address=address).strip()


def loader_code(embed: Embed, settings: Settings, theme: Theme = "light") -> str:
    """Write the loader, whose frame follows the height of the embed, for pages that may run scripts."""
    script = f"{settings.address}{FOLDER}/embed.js"
    return filled("embed_loader", embed=embed, script=script, theme=theme).strip()


def oembed(embed: Embed, settings: Settings) -> str:
    """Write what a host asks for that only knows the address of an embed."""
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": settings.name,
        "provider_url": settings.address,
        "cache_age": 86400,
        "width": WIDTH,
        "height": embed.height,
        "html": embed_code(embed, settings),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"
