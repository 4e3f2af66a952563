"""Run the checks: `python -m macros.checks` over the sources, `python -m macros.checks SITE` over a built site too."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from macros.built.page import BuiltPage, pages
from macros.checks.anatomy import anatomy
from macros.checks.answer_rules import answer_rules_lead
from macros.checks.built_html import built_html, running
from macros.checks.calls import only_calls
from macros.checks.citations import citations
from macros.checks.documentation import undocumented
from macros.checks.embed_weights import embed_weights
from macros.checks.files import files
from macros.checks.front_matter import front_matters
from macros.checks.links import links, links_to_exports
from macros.checks.markup import markup, story_texts
from macros.checks.metrics import hand_typed, hand_typed_in_pages
from macros.checks.one_title import one_title
from macros.checks.preview_address import preview_address
from macros.checks.prompts import prompts
from macros.checks.settings import settings_mistakes
from macros.checks.spoken_parts import spoken_parts
from macros.checks.templates import templates
from macros.checks.usage import usage
from macros.errors import PlaybookError, PlaybookErrors
from macros.formula_units import formula_mistakes
from macros.formulas import FORMULAS
from macros.glossary import read_glossary
from macros.library import STORIES_FOLDER, Library, overlay_folder
from macros.practice.plans import plans
from macros.practice.questions import read_questions
from macros.search.asked import read_asked
from macros.sources import sources

Check = Callable[[], Iterable[object]]
"""A check, ready to run: what it gives or raises are mistakes, or it is of no account."""


def source_findings(root: Path, stories: Path | None, site_url: str | None = None) -> Iterator[PlaybookError]:
    """Give everything that is wrong in the sources, before anything is built.

    Args:
        root: the folder of the project.
        stories: the folder of the reader's own stories, if there is one.
        site_url: where the site will stand, where that is known.
    """
    broken = list(_run(lambda: files(root)))
    broken = broken or list(_run(lambda: [source.text for source in sources(root, "docs", "snippets")]))
    if broken:
        yield from broken  # what can't be read hides what is in it
        return
    folders = [STORIES_FOLDER, *([stories] if stories else [])]
    library = Library(STORIES_FOLDER, stories)
    try:
        ledgers = library.ledgers
    except PlaybookError:
        ledgers = None  # told below; what names stories can't be judged
    yield from _run(
        formula_mistakes,
        lambda: undocumented(FORMULAS.values()),
        lambda: library.ledgers,
        lambda: front_matters(root, ledgers),
        lambda: settings_mistakes(root, site_url),
        lambda: only_calls(root),
        lambda: markup(root),
        lambda: story_texts(folders),
        lambda: [] if formula_mistakes() else templates(root, library, ledgers),  # forms name formulas
        lambda: citations(root),
        lambda: one_title(root),
        lambda: read_glossary(root),
        lambda: read_asked(root),
        lambda: hand_typed(root, None if stories else ledgers),
        lambda: prompts(root),
    )


def built_findings(root: Path, built: Sequence[BuiltPage], stories: Path | None) -> Iterator[PlaybookError]:
    """Give everything that is wrong in the pages of a built site whose sources are right."""
    misshapen = list(_run(lambda: anatomy(built, counts=stories is None)))
    yield from misshapen
    untold = {one.where.partition(":")[0] for one in misshapen}  # pages that lack more than a list
    yield from _run(
        lambda: read_questions([page for page in built if page.shown not in untold]),
        lambda: plans(built),
        lambda: [] if stories else spoken_parts(built),  # other numbers may need more words; a reader can't mend that
        lambda: usage(root, built, stories),
        lambda: links(built),
        lambda: answer_rules_lead(built),
        lambda: preview_address(root, built),
        lambda: built_html(root, built),
        lambda: hand_typed_in_pages(root, built),
    )


def exported_findings(
    root: Path, built: Sequence[BuiltPage], exported: Sequence[BuiltPage], stories: Path | None
) -> Iterator[PlaybookError]:
    """Give everything that is wrong in the pages that were exported from a built site, and in the ways to them."""
    yield from _run(
        lambda: links_to_exports(built, exported),
        lambda: running(root, exported),
        lambda: [] if stories else embed_weights(exported),  # notes on what no longer follows weigh something too
    )


def findings(root: Path, built: Sequence[BuiltPage], stories: Path | None) -> Iterator[PlaybookError]:
    """Give everything that the checks find in the sources; where those are right, in the pages of a built site too.

    Args:
        root: the folder of the project.
        built: the pages of the built site; none where the sources alone are looked at.
        stories: the folder of the reader's own stories, if there is one.
    """
    found = list(source_findings(root, stories))
    yield from found
    if built and not found:
        yield from built_findings(root, built, stories)


def _run(*checks: Check) -> Iterator[PlaybookError]:
    """Give what some checks find, each mistake once; a check that can't go on doesn't keep the others."""
    told: set[str] = set()
    for check in checks:
        for finding in _findings(check):
            if str(finding) not in told:
                told.add(str(finding))
                yield finding


def _findings(check: Check) -> Iterator[PlaybookError]:
    try:
        for found in check():
            if isinstance(found, PlaybookError):
                yield found
    except PlaybookErrors as errors:
        yield from errors.errors
    except PlaybookError as error:
        yield error


def told(found: Sequence[PlaybookError]) -> int:
    """Print each finding on a line; give 1 when there was one."""
    for finding in found:
        print(f"ERROR   -  {finding}")
    print(f"checks: {len(found) or 'no'} {'mistake' if len(found) == 1 else 'mistakes'} found")
    return 1 if found else 0


def main() -> int:
    """Check what the command line names."""
    site = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
    stories = overlay_folder(Path.cwd())
    try:
        found = list(findings(Path.cwd(), pages(Path.cwd(), site) if site else [], stories))
    except PlaybookError as error:
        found = [error]
    return told(found)


if __name__ == "__main__":
    sys.exit(main())
