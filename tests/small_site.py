"""A small project with a built site, for tests of single checks: pages are written as source and as HTML."""

from __future__ import annotations

from pathlib import Path

from macros.built.page import BuiltPage, pages
from macros.errors import PlaybookError

META = {"title": "A page", "description": "What it says.", "kind": "page"}


class SmallSite:
    """A project in a folder; everything that MkDocs would add to a page is left out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "site"
        (root / "snippets" / "templates").mkdir(parents=True)
        (root / "snippets" / "templates" / "story-card.md").write_text("## Story card\n", encoding="utf-8")
        scripts = self.site / "assets" / "javascripts"
        scripts.mkdir(parents=True)
        (scripts / "one.js").touch()
        (self.site / "one.css").touch()

    def page(self, name: str, body: str = "", source: str = "", **meta: str) -> None:
        """Write a page: `name` below docs/ without ending, the HTML of its article, its prose and its front matter."""
        lines = "".join(f"{key}: {value}\n" for key, value in (META | meta).items() if value)
        path = self.root / "docs" / f"{name}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\n{lines}---\n{source}", encoding="utf-8")
        built = self.site / ("index.html" if name == "index" else f"{name}/index.html")
        built.parent.mkdir(parents=True, exist_ok=True)
        built.write_text(
            '<!doctype html><meta charset="utf-8"><title>x</title>'
            f'<article class="md-content__inner"><h1>A page</h1>{body}</article>',
            encoding="utf-8",
        )

    def pages(self) -> list[BuiltPage]:
        """Find the pages, as the checks do."""
        return pages(self.root, self.site)


def told(found: list[PlaybookError]) -> list[str]:
    """Give the words of findings."""
    return [str(one) for one in found]
