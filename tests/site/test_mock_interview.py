"""A mock interview is the same from its link, keeps what was noted, and goes onto paper and into Word."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.exports.word import document_text
from macros.practice.interviews import interviews
from tests.accessibility import violations
from tests.site.workbooks import read_kept

pytestmark = pytest.mark.xdist_group("practise")
MOCK, SHEET = "practise/mock-interview/", "templates/interview-scorecard/"
LINK = "#minutes=45&loop=people&level=EM&seed=k3f9a2"
EVIDENCE = "“I told her on the same day, <b>alone</b>.”"


def _draw(page: Page, **choices: str) -> list[tuple[int, int, str]]:
    """Choose, draw, and give the plan: from which minute, for how many, what."""
    for name, choice in choices.items():
        page.locator(f"#pb-mock-{name}").select_option(choice)
    page.get_by_role("button", name=re.compile("^Draw")).click()
    expect(page.get_by_role("heading", name="The plan")).to_be_focused()
    return _plan(page)


def _plan(page: Page) -> list[tuple[int, int, str]]:
    rows = page.locator(".pb-mock__plan tbody tr").all()
    cells = [row.locator("td").all_inner_texts() for row in rows]
    return [(int(start), int(minutes), part) for start, minutes, part in cells]


def _asked(page: Page) -> list[str]:
    return page.locator(".pb-mock__question .pb-mock__asked").all_inner_texts()


def _question(page: Page, number: int) -> Locator:
    return page.locator(".pb-mock__question").nth(number)


def _pages(page: Page) -> int:
    return page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")


def test_the_minutes_add_up_and_the_questions_fit_what_was_chosen(opened: Page, base_url: str, site: Path) -> None:
    page = opened
    page.goto(base_url + MOCK)
    expect(page.get_by_label("Kind of loop")).to_be_visible()
    assert violations(page, ".pb-workbook") == []
    catalogue = json.loads((site / "answers" / "questions.json").read_text(encoding="utf-8"))["questions"]
    declared = interviews()
    for length in declared["lengths"]:
        for loop, level in (("people", "EM"), ("technical", "director"), ("mixed", "director")):
            plan = _draw(page, minutes=str(length["minutes"]), loop=loop, level=level)
            assert sum(minutes for _, minutes, _ in plan) == length["minutes"]
            assert [start for start, _, _ in plan] == [
                sum(minutes for _, minutes, _ in plan[:place]) for place in range(len(plan))
            ]
            names = [one.get_attribute("data-question") or "" for one in page.locator("[data-question]").all()]
            assert len(set(names)) == length["questions"]
            sections = [name.partition("/")[0] for name in names]
            assert all(level in catalogue[name]["levels"] for name in names)
            if loop != "mixed":
                assert set(sections) <= set(declared["loops"][loop]["sections"])
            if loop != "technical":  # which has three sections alone
                assert len(set(sections)) == len(sections)


def test_a_link_asks_everybody_the_same_and_shows_the_candidate_the_questions_alone(
    opened: Page, browser: Browser, base_url: str
) -> None:
    page = opened
    page.goto(base_url + MOCK + LINK)
    expect(page.locator(".pb-mock__question")).to_have_count(3)
    plan, asked = _plan(page), _asked(page)
    probes = page.locator(".pb-mock__probes label").all_inner_texts()
    signals = page.locator(".pb-mock__signals label").all_inner_texts()
    assert [part for _, _, part in plan[1:-2]] == asked
    assert len(probes) == 3 * len(asked)
    assert violations(page, ".pb-workbook") == []

    with browser.new_context(viewport={"width": 320, "height": 700}) as context:
        other = context.new_page()
        other.goto(base_url + MOCK + LINK)
        expect(other.locator(".pb-mock__question")).to_have_count(3)
        assert (_plan(other), _asked(other)) == (plan, asked)
        assert other.locator(".pb-mock__probes label").all_inner_texts() == probes
        assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(other, ".pb-workbook") == []
        other.goto(base_url + MOCK + LINK + "&view=candidate")
        shown = other.locator(".pb-mock__one")
        seen: list[str] = []
        expect(other.get_by_role("heading", name="Your interview")).to_be_visible()
        for number in range(1, len(asked) + 1):
            assert not set(asked) & set(other.locator(".pb-mock").inner_text().splitlines()) - set(seen[-1:])
            other.get_by_role("button", name="first question" if number == 1 else "Next").click()
            expect(shown).to_be_focused()
            expect(shown.get_by_role("heading")).to_have_text(f"Question {number} of {len(asked)}")
            seen.append(shown.locator(".pb-mock__asked").inner_text())
        assert seen == asked
        assert violations(other, ".pb-workbook") == []
        text = other.locator("main").inner_text()
        assert [words for words in signals + probes if words in text] == []
        assert _pages(other) == 1 + len(asked)  # a page that says what to expect, then each question alone
        other.get_by_text("Download your template").click()
        with other.expect_download() as waiting:
            other.locator(".pb-downloads").get_by_role("button", name="Word").click()
        written = document_text(Path(waiting.value.path()).read_bytes())
        assert "45 minutes" in written.replace("\u00a0", " ")
        assert [words for words in signals + probes if words in written] == []
        context.close()

    page.goto(base_url + MOCK + LINK.replace("people", "elsewhere"))
    expect(page.get_by_role("alert")).to_have_text("The link can’t be used: it has no loop that this page knows.")


def test_what_is_noted_stays_until_it_is_let_go_and_makes_the_debrief_the_paper_and_the_word_file(
    opened: Page, base_url: str
) -> None:
    page = opened
    page.goto(base_url + MOCK + LINK)
    expect(page.locator(".pb-mock__question")).to_have_count(3)
    asked = _asked(page)
    first, second, third = (_question(page, number) for number in range(3))
    heard = first.locator(".pb-mock__signals label").first.inner_text()
    first.get_by_role("checkbox").first.check()
    first.get_by_label("Evidence").fill(EVIDENCE)
    first.get_by_label("strong", exact=True).check()
    second.get_by_label("solid", exact=True).check()
    expect(page.get_by_text("1 of 3 questions have no rating yet.")).to_be_visible()
    third.get_by_label("weak", exact=True).check()
    page.get_by_label("How long").select_option("60")  # of what would be drawn next, and of no account until then
    page.get_by_label("Who asks").fill("Robin")
    page.get_by_role("button", name="Draft it from the sheet").click()
    kept = re.escape(f"{heard[0].upper()}{heard[1:]}: {EVIDENCE}")
    expect(page.get_by_label("Keep", exact=True)).to_have_value(re.compile(kept))
    expect(page.get_by_label("Change", exact=True)).to_have_value(re.compile("Not heard: .* the listener concludes: "))
    assert violations(page, ".pb-workbook") == []

    page.reload()
    expect(_question(page, 0).get_by_label("Evidence")).to_have_value(EVIDENCE)
    expect(_question(page, 0).get_by_label("strong", exact=True)).to_be_checked()
    sheet = read_kept(page)["templates"]["interview-scorecard"]
    assert [row["words"]["asked"] for row in sheet["rows"]["questions"]] == asked
    assert _pages(page) == 1 + len(asked) + 1  # the plan, a page for each question, the debrief
    page.get_by_text("Download your template").click()
    with page.expect_download() as waiting:
        page.locator(".pb-downloads").get_by_role("button", name="Word").click()
    written = document_text(Path(waiting.value.path()).read_bytes())
    for words in (
        "Robin",
        "I told her on the same day, &lt;b&gt;alone&lt;/b&gt;.",
        LINK.replace("&", "&amp;"),
        "heard",
    ):
        assert words in written

    # Another question takes the place of one, after asking, and the notes of the others stay.
    page.get_by_role("button", name=f"A different question from “{asked[0]}”").click()
    page.get_by_role("dialog").get_by_role("button", name="A different question").click()
    expect(page.locator("[data-question] h3").last).to_be_focused()
    assert _asked(page)[:2] == asked[1:]
    assert asked[0] not in _asked(page)
    expect(_question(page, 0).get_by_label("solid", exact=True)).to_be_checked()
    expect(page.get_by_label("Who asks")).to_have_value("Robin")
    exchanged = page.url

    # The sheet of another interview waits until this one is let go.
    page.goto(base_url + MOCK + LINK.replace("k3f9a2", "other"))
    expect(page.get_by_text("belongs to another interview")).to_be_visible()
    expect(page.locator(".pb-mock__question")).to_have_count(0)
    assert violations(page, ".pb-workbook") == []
    page.get_by_role("link", name="Open that one").click()
    expect(page).to_have_url(exchanged)
    expect(page.get_by_label("Who asks")).to_have_value("Robin")
    page.go_back()
    page.get_by_role("button", name="Replace it with this one").click()
    page.get_by_role("dialog").get_by_role("button", name="Replace it").click()
    expect(page.locator(".pb-mock__question")).to_have_count(3)
    expect(page.get_by_label("Who asks")).to_have_value("")
    assert "seed=other" in read_kept(page)["templates"]["interview-scorecard"]["words"]["link"]


def test_without_scripts_the_page_offers_the_sheet_and_the_questions(
    browser: Browser, base_url: str, site: Path
) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(base_url + MOCK)
        without = page.locator(".pb-workbook__without")
        expect(without).to_contain_text("needs JavaScript")
        with page.expect_download() as waiting:
            without.get_by_role("link", name="the scorecard in Word").click()
        assert Path(waiting.value.path()).read_bytes() == (site / SHEET / "blank.docx").read_bytes()
        without.get_by_role("link", name="the questions").click()
        expect(page).to_have_url(base_url + "answers/")
