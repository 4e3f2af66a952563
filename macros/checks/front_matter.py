"""Hold the front matter of every page to its declared keys, and the titles of pages apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from macros.errors import PlaybookError
from macros.figures import Ledger
from macros.formulas import FORMULAS, MISTAKES
from macros.front_matter import ANSWERS, KINDS, Known, last_day, mistakes, read_front_matter
from macros.plan import SECTIONS_FOLDER
from macros.sources import sources
from macros.yaml_source import Located

FOLDERS = {
    f"docs/{SECTIONS_FOLDER}/": ANSWERS,
    "docs/stories/": ("story",),
    "docs/formulas/": ("formula",),
    "docs/templates/": ("template",),
}
"""The kinds of page in the folders whose pages lists and checks look for; elsewhere stand plain pages."""


def known_names(root: Path, ledgers: Mapping[str, Ledger] | None) -> Known:
    """Gather the names that front matter may name.

    Args:
        root: the folder of the project.
        ledgers: the stories by name; None where they are broken, so that nobody knows what they hold.
    """
    stories = None if ledgers is None else list(ledgers)
    figures = [f"{name}.{figure}" for name, ledger in (ledgers or {}).items() for figure in ledger.figures]
    return Known(
        {
            "story": stories,
            "figure": None if ledgers is None else figures,
            "formula": None if MISTAKES else list(FORMULAS),
            "template": [path.stem for path in sorted((root / "snippets" / "templates").glob("*.md"))],
            "override": [path.name for path in sorted((root / "overrides").glob("*.html"))],
        }
    )


def front_matters(root: Path, ledgers: Mapping[str, Ledger] | None) -> Iterator[PlaybookError]:
    """Find what is wrong with the front matter of the pages, and pages that share a title."""
    known = known_names(root, ledgers)
    titled: dict[str, str] = {}
    for source in sources(root, "docs"):
        try:
            meta = read_front_matter(source.text, source.shown)
        except PlaybookError as error:
            yield error
            continue
        yield from mistakes(meta, known, last_day())
        yield from _placed(meta, source.shown)
        title = str(meta.data.get("title", "")).casefold().strip()
        if title and titled.setdefault(title, source.shown) != source.shown:
            problem = f"the title '{meta.data['title']}' is that of {titled[title]} too"
            yield PlaybookError(meta.lines["title",], problem, "give each page a title of its own")


def _placed(meta: Located, shown: str) -> Iterator[PlaybookError]:
    """Find a page whose kind no list and no check looks for in its folder."""
    kind = meta.data.get("kind")
    kinds = next((kinds for folder, kinds in FOLDERS.items() if shown.startswith(folder)), ("page",))
    if shown.endswith("/index.md"):
        kinds = ("page",) if shown == "docs/index.md" else ("section",)
    if kind in KINDS and kind not in kinds:
        remedy = f"make it one of kind {' or '.join(kinds)}, or move it"
        yield PlaybookError(meta.lines["kind",], f"a page of kind {kind} doesn't belong here", remedy)
