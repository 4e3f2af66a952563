"""A copy of the built site with a small file of every kind that stands on it, so that each kind is asked for."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

from macros.built.security_policy import with_policy

EXPORTED = {
    "md": "text/markdown; charset=utf-8",
    "obsidian.md": "text/markdown; charset=utf-8",
    "mediawiki.txt": "text/plain; charset=utf-8",
    "dokuwiki.txt": "text/plain; charset=utf-8",
    "confluence.xml": "application/xml; charset=utf-8",
    "confluence-wiki.txt": "text/plain; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The media type of each exported kind, by its ending."""
FOLDER = "templates/laid-out"
EXPORTS = {
    f"{FOLDER}/{stem}.{ending}": kind for stem in ("index", "blank", "example") for ending, kind in EXPORTED.items()
} | {"llms.txt": EXPORTED["txt"], "llms-full.txt": EXPORTED["txt"], "index.md": EXPORTED["md"]}
FRAMED = "embed/laid-out/index.html"
EMBEDDED = {
    FRAMED: "text/html; charset=utf-8",
    "embed/check/index.html": "text/html; charset=utf-8",
    "embed/laid-out/oembed.json": "application/json",
    "embed/embed.js": "text/javascript; charset=utf-8",
}
HIDDEN = (".git/config", ".env", f"{FOLDER}/.draft.md", "_headers")
"""What may lie in the folder by mistake."""
PACKED = f"{FOLDER}/packed.txt"
"""A file with a packed copy of other words beside it, which tells the two apart."""
CANONICAL = '<link rel="canonical" href="http://127.0.0.1:8000/">'
LINE = "Straße, naïve, 数\n"


def lay_out(site: Path, folder: Path) -> Path:
    """Copy the site and add the files; what the build has written already stays as it is."""
    shutil.copytree(site, folder)
    framed = with_policy(f"<!doctype html><html><head><title>Framed</title></head><body>{LINE}</body></html>")
    checked = framed.replace(LINE, "<p>")
    texts = dict.fromkeys(EXPORTS, LINE * 100) | dict.fromkeys(EMBEDDED, "{}") | dict.fromkeys(HIDDEN, "hidden")
    for name, text in (texts | {FRAMED: framed, "embed/check/index.html": checked}).items():
        path = folder / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    (folder / PACKED).write_text(LINE * 100, encoding="utf-8")
    (folder / f"{PACKED}.gz").write_bytes(gzip.compress(b"packed beforehand"))
    return folder


def below(site: Path, base: str) -> None:
    """Have a copy of the site say that it stands below a path, with a slash at both ends."""
    for path in (site / "index.html", site / "404.html"):
        text = path.read_text(encoding="utf-8")
        text = text.replace(CANONICAL, CANONICAL.replace('/">', f'{base}">'))
        for attribute in ("href", "src"):
            text = text.replace(f'{attribute}="/', f'{attribute}="{base}')
        path.write_text(text, encoding="utf-8")
