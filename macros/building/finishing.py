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
from macros.practice.questions import Question, read_questions


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
            questions = write_questions(root, site, built)
            write_plans(site, built)
            print("exporting them, Word files first")
            print(export(site, lambda what, total: Progress(what, total).step))
            write_cards(site, questions)
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


def gather(root: Path, site: Path) -> None:
    """Write what is gathered from the pages of many: the questions, the plans and the cards.

    Args:
        root: the project.
        site: the folder of the site, whose pages stand.

    Raises:
        PlaybookError: a page lacks what is gathered from it.
    """
    built = pages(root, site)
    questions = write_questions(root, site, built)
    write_plans(site, built)
    write_cards(site, questions)


def write_questions(root: Path, site: Path, built: Sequence[BuiltPage]) -> list[Question]:
    """Write what readers practise with beside the list of answers.

    Args:
        root: the project.
        site: the folder of the site.
        built: its pages.

    Returns:
        The questions that were written.

    Raises:
        PlaybookError: an answer lacks something that practising its question takes.
    """
    questions = read_questions(built)
    (site / SECTIONS_FOLDER / QUESTIONS_FILE).write_text(catalogue(questions, root / "docs"), encoding="utf-8")
    return questions


def write_plans(site: Path, built: Sequence[BuiltPage]) -> None:
    """Write the plans of days until an interview beside the page that tells them.

    Args:
        site: the folder of the site.
        built: its pages.

    Raises:
        PlaybookError: the plans can't be read.
    """
    text = json.dumps(plans.plans(built), ensure_ascii=False)
    folder = site / Path(plans.PAGE).parent
    folder.mkdir(exist_ok=True)  # a site may have no such page
    (folder / PLANS_FILE).write_text(text, encoding="utf-8")
