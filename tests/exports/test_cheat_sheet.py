"""The cheat sheet of an answer: each of its parts comes from the page, in its order, and no more than fits a sheet."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.exports.cheat_sheet import cheat_sheet
from macros.exports.pages import ExportedPage, exported_pages
from macros.exports.tree import Block, Heading, Items, Paragraph, Table, plain
from tests.site.places import of_kind

pytestmark = pytest.mark.xdist_group("exports")

METHOD = '<h2 id="how-i-decide">How I decide</h2><p>Some method.</p>'
ASKED = "".join(f"<details><summary>Why {number}?</summary><p>Because {number}.</p></details>" for number in range(4))
OPENING = '<h1>Q?</h1><details data-export="omit"><p>Menu</p></details><p>Opening.</p><p><em>Fictional.</em></p>'
SCORES = '<table class="pb-scorecard"><tr><th>Goal</th></tr><tr><td>Latency</td></tr></table>'
WORKING = (
    '<p><a class="pb-figure"><data>up 2 %</data></a><pb-working data-export="omit"><span class="pb-working__title">a '
    'change</span><span class="pb-line" role="math" aria-label="c = 2 %">c <math></math></span></pb-working></p>'
)


def _sheet(rule: str = "<p>The rule: ask first.</p>", figures: str = "", asked: str = ASKED) -> tuple[Block, ...]:
    html = (
        f"<article>{OPENING}{METHOD}{rule}<h2 id='the-numbers'>The numbers</h2>{figures}"
        f"<h2 id='follow-ups'>Follow-ups</h2>{asked}<h2 id='sources'>Sources</h2><p>The rule: none.</p></article>"
    )
    return cheat_sheet(ExportedPage("answers/a/q", "Q?", "", "https://a.example/q/", html, "A", "2026-11-24")).blocks


def _words(blocks: tuple[Block, ...]) -> list[str]:
    return [plain(block.children) for block in blocks if isinstance(block, Heading | Paragraph)]


def test_it_has_the_opening_the_rule_and_three_follow_ups_and_no_empty_part() -> None:
    asked = [word for number in range(3) for word in (f"Why {number}?", f"Because {number}.")]
    said = ["Cheat sheet: Q?", "Opening.", "Fictional.", "The rule", "Ask first.", "If they ask", *asked]
    assert _words(_sheet()) == said
    assert _words(_sheet("<p><strong>The rule:</strong> ask <em>first</em>.</p>")) == said


def test_its_follow_ups_come_from_as_many_groups_as_there_are() -> None:
    one, two, three, four = ASKED.replace("</details>", "</details>\n").splitlines()
    grouped = f"<h3>Facts</h3>{one}{two}<h3>People</h3>{three}{four}"
    headings = [plain(block.children) for block in _sheet(asked=grouped) if isinstance(block, Heading)]
    assert headings[-3:] == ["Why 0?", "Why 2?", "Why 1?"]


def test_its_figures_are_the_scorecard_or_the_first_numbers_or_the_workings_of_what_is_said() -> None:
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(9))
    values = f'<table class="pb-values"><thead><tr><th>What</th></tr></thead><tbody>{rows}</tbody></table>'
    (scores,) = (block for block in _sheet(figures=SCORES + values + WORKING) if isinstance(block, Table))
    assert [plain(row[0].children) for row in scores.rows] == ["Goal", "Latency"]
    (numbers,) = (block for block in _sheet(figures=values + WORKING) if isinstance(block, Table))
    assert len(numbers.rows) == 1 + 6
    (workings,) = (block for block in _sheet(figures=WORKING) if isinstance(block, Items))
    assert [_words(item.blocks) for item in workings.items] == [["a change: c = 2 %"]]


def test_every_answer_has_one_with_its_own_words(site: Path) -> None:
    answers = {*of_kind("full"), *of_kind("short")}
    assert len(answers) > 50
    for page in exported_pages(site):
        if f"{page.place}/" in answers:
            blocks = cheat_sheet(page).blocks
            words = _words(blocks)
            assert words[0] == f"Cheat sheet: {page.title}"
            assert len([block for block in blocks if isinstance(block, Heading) and block.level == 3]) == 3, page.place
            assert words.count("The rule") == 1
            assert (site / "print" / page.place / "index.html").is_file()
