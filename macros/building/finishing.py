"""What follows MkDocs: check the pages, gather what one practises with, export, check the way there, make it light."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from macros.building import theme_styles
from macros.building.progress import Progress
from macros.built.page import GENERATED, BuiltPage, pages
from macros.checks.__main__ import built_findings, exported_findings, told
from macros.errors import PlaybookError
from macros.exports.__main__ import export
from macros.exports.cards.files import write_cards
from macros.formats import PLANS_FILE, QUESTIONS_FILE
from macros.offline import listing as offline
from macros.plan import SECTIONS_FOLDER
from macros.practice import plans
from macros.practice.catalogue import catalogue
from macros.practice.questions import read_questions


def finish(root: Path, site: Path, stories: Path | None) -> bool:
    """Check a site that MkDocs has written, export it where it is right, and print what was found.

    Args:
        root: the project.
        site: the folder of the site.
        stories: the folder of the reader's own stories, if there is one.

    Returns:
        Whether all is right.
    """
    try:
        built = pages(root, site)
        print(f"checking {len(built)} pages")
        found = list(built_findings(root, built, stories))  # MkDocs ran only because the sources are right
        if not found:
            print("exporting them, Word files first")
            print(export(site, lambda what, total: Progress(what, total).step))
            gather(root, site, built)
            exported = [
                BuiltPage(path, site, None) for folder in GENERATED for path in sorted((site / folder).rglob("*.html"))
            ]
            found = list(exported_findings(root, built, exported, stories))
        if not found:
            theme_styles.prune(site)
            offline.write(site)
    except PlaybookError as error:
        found = [error]
    return told(found) == 0


def gather(root: Path, site: Path, built: Sequence[BuiltPage]) -> None:
    """Write what is gathered from many pages: the questions beside the list of answers, the plans, the cards.

    Args:
        root: the project.
        site: the folder of the site.
        built: its pages.

    Raises:
        PlaybookError: an answer lacks something that practising its question takes, or the plans can't be read.
    """
    questions = read_questions(built)
    (site / SECTIONS_FOLDER / QUESTIONS_FILE).write_text(catalogue(questions, root / "docs"), encoding="utf-8")
    folder = site / Path(plans.PAGE).parent
    folder.mkdir(exist_ok=True)  # a site may have no such page
    (folder / PLANS_FILE).write_text(json.dumps(plans.plans(built), ensure_ascii=False), encoding="utf-8")
    write_cards(site, questions)
