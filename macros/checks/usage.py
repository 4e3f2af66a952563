"""Compare what there is with what is used, both ways: stories, formulas, templates, snippets and their pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from macros.built.page import BuiltPage
from macros.checks.links import Addresses
from macros.errors import PlaybookError
from macros.figures import Ledger
from macros.formulas import FORMULAS
from macros.glossary import GLOSSARY, read_glossary
from macros.library import STORIES_FOLDER, Library
from macros.sources import sources

_INCLUDE = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"']")
_SHOWN = {"entries": "data-key", "goals": "data-goal"}


def usage(root: Path, pages: Sequence[BuiltPage], stories: Path | None) -> Iterator[PlaybookError]:
    """Find what nothing uses and what lacks its page."""
    library = Library(STORIES_FOLDER, stories)
    ledgers = library.ledgers
    ours = {name: ledger for name, ledger in ledgers.items() if name not in library.own}
    yield from _unused_entries(ours, pages)
    yield from _formulas(ledgers, pages)
    yield from _templates(root, pages)
    yield from _stories(ledgers, library.own, pages)
    yield from _partials(root)
    yield from _index_pages(pages)
    yield from _glossary(root, pages)


def _unused_entries(ledgers: dict[str, Ledger], pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    shown: set[tuple[str, str]] = set()
    for page in pages:
        for element in page.tree.xpath("//*[@data-story]"):
            for attribute in _SHOWN.values():
                if element.get(attribute):
                    shown.add((element.get("data-story"), element.get(attribute)))
    for name, ledger in ledgers.items():
        where = f"macros/stories/{name}.yml"
        used = {key for story, key in shown if story == name} | _arguments(ledger) | ledger.story.added
        for key in [*ledger.entries, *ledger.goals]:
            if key not in used:
                yield PlaybookError(
                    f"{where}: {key}", "nothing uses it", "show it on a page or in a template, or remove it"
                )


def _arguments(ledger: Ledger) -> set[str]:
    """Name what the figures and goals of a story are made of."""
    used = {source.name for figure in ledger.figures.values() for source in figure.arguments.values()}
    for goal in ledger.goals.values():
        judged = (*goal.of, *goal.results, goal.baseline, goal.change)
        used |= {entry.name for entry in judged if entry is not None}
    used |= {plan.limit for plan in ledger.story.goals.values() if isinstance(plan.limit, str)}
    return used


def _compared(what: str, kind: str, there: set[str], paged: dict[str, str]) -> Iterator[PlaybookError]:
    for name in sorted(there - set(paged)):
        yield PlaybookError(f"{what} '{name}'", "has no page", f"write one of kind {kind} that names it")


def _paged(pages: Sequence[BuiltPage], kind: str, key: str) -> dict[str, str]:
    metas = [(page, page.source.meta) for page in pages if page.source is not None]
    return {str(meta.get(key)): page.shown for page, meta in metas if meta.get("kind") == kind}


def _formulas(ledgers: dict[str, Ledger], pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    yield from _compared("formula", "formula", set(FORMULAS), _paged(pages, "formula", "formula"))
    used = {figure.formula.name for ledger in ledgers.values() for figure in ledger.figures.values()}
    for name in sorted(set(FORMULAS) - used):
        yield PlaybookError(f"formula '{name}'", "no story uses it", "give a story a figure of it, or remove it")


def _templates(root: Path, pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    there = {path.stem for path in (root / "snippets" / "templates").glob("*.md")}
    yield from _compared("template", "template", there, _paged(pages, "template", "form"))


def _stories(ledgers: dict[str, Ledger], own: frozenset[str], pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Find stories without a page, and the other way round; one of the reader's own may have a page or none."""
    paged = _paged(pages, "story", "story")
    yield from _compared("story", "story", set(ledgers) - (own - set(paged)), paged)


def _partials(root: Path) -> Iterator[PlaybookError]:
    there = {path.name for path in (root / "snippets" / "partials").glob("*.md")}
    used = {name for source in sources(root, "docs", "snippets") for name in _INCLUDE.findall(source.text)}
    for name in sorted(there - used):
        yield PlaybookError(f"snippets/partials/{name}", "no page includes it", "include it or remove it")


def _index_pages(pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Find pages that the index page of their folder doesn't lead to."""
    sourced = {page.path: (page, page.source) for page in pages if page.source is not None}
    addresses = Addresses(pages)
    for path, (page, source) in sourced.items():
        index = path.parent.parent / "index.html"
        if index == path or index not in sourced:
            continue
        listing, listed_in = sourced[index]
        if listed_in.path.parent != source.path.parent:
            continue
        leads = [addresses.resolve(index, str(href)) for href in listing.article.xpath(".//a/@href")]
        if path not in (found[0] for found in leads if found):
            remedy = f"write a line with a link to {source.path.name}"
            yield PlaybookError(listing.shown, f"doesn't list {page.shown}", remedy)


def _glossary(root: Path, pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    used = {text for page in pages if page.source for text in page.article.xpath(".//abbr/text()")}
    for term in read_glossary(root):
        if term.name not in used:
            problem = f"no page uses '{term.name}'"
            yield PlaybookError(f"{GLOSSARY}:{term.line}", problem, "use it on a page as it is written, or remove it")
