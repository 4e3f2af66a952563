"""The files of embeds, by their places below embed/."""

from __future__ import annotations

import json
from pathlib import Path

from macros.exports.embedding.bundle import bundle
from macros.exports.embedding.codes import embed_code, oembed
from macros.exports.embedding.contents import check_embed, page_embeds
from macros.exports.embedding.embed import Embed
from macros.exports.embedding.page import page
from macros.exports.embedding.settings import Settings
from macros.exports.embedding.styles import ASSETS, sheets, without_comments
from macros.exports.pages import ExportedPage

SCRIPTS = ("frame.js", "formula.js", "embed.js", "check.js")
CALCULATOR = "calculator.js"
"""The script of the calculators, here and among the modules of the site that it is made of."""
MODULES = "assets/javascripts"
"""Where these stand on the site."""
FRAME = "frame.txt"
"""The code that embeds a formula, for the button on its page."""


def embed_files(embed: Embed, settings: Settings) -> dict[str, str]:
    """Write the files of one embed, by their places below embed/."""
    files = {f"{embed.slug}/index.html": page(embed, settings), f"{embed.slug}/oembed.json": oembed(embed, settings)}
    if embed.markdown:
        text = json.dumps(embed.markdown, ensure_ascii=False)
        files[f"{embed.slug}/markdown.js"] = f"window.playbookMarkdown = {text};\n"
    if embed.calculating:
        files[f"{embed.slug}/{FRAME}"] = f"{embed_code(embed, settings)}\n"
    return files


def page_files(exported: ExportedPage, settings: Settings) -> dict[str, str]:
    """Write the files of all embeds of a page, by their places below embed/; they depend on nothing else."""
    return {name: text for embed in page_embeds(exported) for name, text in embed_files(embed, settings).items()}


def calculator(site: Path) -> str:
    """Put the calculators of a built site into one script.

    Raises:
        PlaybookError: their modules can't be put together.
    """
    return bundle(site / MODULES, CALCULATOR, "playbookCalculator")


def shared_files(settings: Settings, calculating: str) -> dict[str, str]:
    """Write what all embeds share, and the page that checks a wiki, by their places below embed/.

    Args:
        settings: what they say of the site.
        calculating: what `calculator` gives.
    """
    scripts = {name: without_comments((ASSETS / name).read_text(encoding="utf-8")) for name in SCRIPTS}
    return {**sheets(), **scripts, CALCULATOR: calculating} | embed_files(check_embed(settings), settings)
