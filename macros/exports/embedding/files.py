"""The files of embeds, by their places below embed/."""

from __future__ import annotations

import json

from macros.exports.embedding.codes import oembed
from macros.exports.embedding.contents import check_embed, page_embeds
from macros.exports.embedding.embed import Embed
from macros.exports.embedding.page import page
from macros.exports.embedding.settings import Settings
from macros.exports.embedding.styles import FILE, sheet
from macros.exports.pages import ExportedPage

SHARED = ("embed.css", "frame.js", "embed.js", "check.js")


def embed_files(embed: Embed, settings: Settings) -> dict[str, str]:
    """Write the files of one embed, by their places below embed/."""
    files = {f"{embed.slug}/index.html": page(embed, settings), f"{embed.slug}/oembed.json": oembed(embed, settings)}
    if embed.markdown:
        text = json.dumps(embed.markdown, ensure_ascii=False)
        files[f"{embed.slug}/markdown.js"] = f"window.playbookMarkdown = {text};\n"
    return files


def page_files(exported: ExportedPage, settings: Settings) -> dict[str, str]:
    """Write the files of all embeds of a page, by their places below embed/; they depend on nothing else."""
    return {name: text for embed in page_embeds(exported) for name, text in embed_files(embed, settings).items()}


def shared_files(settings: Settings) -> dict[str, str]:
    """Write what all embeds share, and the page that checks a wiki, by their places below embed/."""
    return {name: _shared(name) for name in SHARED} | embed_files(check_embed(settings), settings)


def _shared(name: str) -> str:
    return sheet() if name == FILE.name else (FILE.parent / name).read_text(encoding="utf-8")
