"""The prep document is made of what a reader chooses, every word of it may be changed, and nothing is lost unasked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from macros.exports.word import document_text
from macros.formats import FORMATS
from macros.prep.documents import documents, read_forms
from macros.prep.workbook import filled_forms, read_workbook
from tests.site.places import PAGES, of_kind

pytestmark = pytest.mark.xdist_group("workbook")
STORIES, PREP, KEEP = "workbook/", "workbook/prep/", "workbook/keep/"
HEATWAVE, FEED, STOPPED = (
    "Example: the heatwave that our forecast missed",
    "Example: two forecasters and one weather feed",
    "Example: the neural forecaster that we stopped",
)
TWO_ENGINEERS = "style-and-conflict/two-engineers"
_HIDE = """(rest) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@media print { ${rest}, ${rest} ~ * { display: none; } }`);
  document.adoptedStyleSheets.push(sheet);
}"""
OPENING = "30 seconds, to be read aloud"


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".pb-kept")).to_be_visible()


@pytest.fixture
def prep(page: Page, base_url: str) -> Page:
    """The page, with the example's stories to choose from and a template that somebody has filled."""
    _open(page, base_url + STORIES)
    page.get_by_role("button", name="Look at an example first").click()
    page.goto(base_url + "templates/questions-to-ask/")
    page.locator(".tabbed-labels").get_by_text("Yours", exact=True).click()
    form = page.locator(".pb-yours__form")
    form.get_by_label("company, and role on offer").fill("Waterworks, lead")
    form.get_by_label("a question about the last time, question 1").fill("Who was woken last")
    form.get_by_label("a score, and its evidence so far, question 1").fill("on call: <b>hearsay</b> | nothing")
    form.get_by_role("checkbox").first.check()
    expect(page.locator(".pb-yours[data-saved=true]")).to_be_visible()
    _open(page, base_url + PREP)
    return page


def _choice(page: Page, title: str) -> Locator:
    return page.locator(".pb-prep__choice").get_by_role("checkbox", name=title)


def _document(page: Page) -> Locator:
    return page.get_by_role("group", name="The prep document", exact=True)


def _titles(page: Page) -> list[str]:
    """Give the stories of the document, as their headings tell them."""
    return [
        heading.removeprefix("Story: ")
        for heading in _document(page).locator("h4").all_inner_texts()
        if "Story" in heading
    ]


def test_what_is_chosen_makes_the_document_in_the_chosen_order(prep: Page, site: Path) -> None:
    page, document = prep, _document(prep)
    for title in (HEATWAVE, FEED, STOPPED):
        _choice(page, title).check()
        expect(_choice(page, title)).to_be_checked()
    assert _titles(page) == [HEATWAVE, FEED, STOPPED]  # and nothing of the rows that were empty
    page.get_by_role("button", name=f"Move “{STOPPED}” up").click()
    expect(page.get_by_role("button", name=f"Move “{STOPPED}” up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=f"Move “{STOPPED}” up")).to_be_disabled()
    assert _titles(page) == [STOPPED, HEATWAVE, FEED]

    # What the stories serve stands first, all other answers in folds.
    first = page.locator(".pb-prep__choice > ul").nth(1).locator("li")
    expect(first).to_have_count(8)
    offered = {item.get_attribute("data-thing") for item in page.locator("[data-thing^='answers/']").all()}
    assert offered == {address.strip("/") for kind in ("full", "short") for address in of_kind(kind)}
    title = PAGES[f"answers/{TWO_ENGINEERS}/"]["title"]
    first.get_by_role("checkbox", name=title).check()
    questions = json.loads((site / "answers" / "questions.json").read_text(encoding="utf-8"))["questions"]
    expect(document.get_by_label("what they may ask next, follow-up 3 of answer 1")).to_have_value(
        questions[TWO_ENGINEERS]["follow_ups"][2]["asked"]
    )
    expect(document.get_by_label("the story that I tell, answer 1")).to_have_value(FEED)

    _choice(page, "Who was woken last?").check()
    page.get_by_label("A question to ask").fill("What did you stop this year?")
    page.keyboard.press("Enter")
    expect(page.get_by_label("A question to ask")).to_be_focused()
    expect(document.get_by_label("a question about the last time, question to ask 2")).to_have_value(
        "What did you stop this year?"
    )
    _choice(page, PAGES["templates/questions-to-ask/"]["title"]).check()
    lines = document.get_by_label(re.compile("what I wrote there"))
    expect(lines).to_have_count(4)
    assert [one.input_value() for one in lines.all()] == [
        "Waterworks, lead",
        "ticked",
        "Who was woken last",
        "on call: <b>hearsay</b> | nothing",
    ]

    # The first page is one page, with three stories on it; each number has its working further down.
    expect(document.get_by_label("what it is calculated from, n included, number 1 of story 2")).to_have_value(
        "Relative change: before 9.4\N{NO-BREAK SPACE}%, after 5.1\N{NO-BREAK SPACE}%"
    )
    page.evaluate(_HIDE, ".pb-yours__paper h3:nth-of-type(2)")
    assert page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_python_writes_the_same_document_from_the_file_of_the_workbook(prep: Page, site: Path, base_url: str) -> None:
    page = prep
    _choice(page, STOPPED).check()
    _choice(page, HEATWAVE).check()
    _choice(page, PAGES["answers/retrospective/what-went-wrong/"]["title"]).check()
    _choice(page, PAGES["templates/questions-to-ask/"]["title"]).check()
    _document(page).get_by_label("the conversation, and the role").fill("Tuesday <i>*panel*</i>")
    page.get_by_text("Download your template").click()
    names = {format_.name: format_.ending for format_ in FORMATS} | {"Word": ".docx"}
    by_browser = {}
    for name, ending in names.items():
        with page.expect_download() as waiting:
            page.locator(".pb-downloads").get_by_role("button", name=name, exact=True).click()
        assert waiting.value.suggested_filename == f"prep-document{ending}"
        by_browser[ending] = Path(waiting.value.path()).read_bytes()
    _open(page, base_url + KEEP)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my workbook").click()
    filled = [one for one in filled_forms(read_workbook(str(waiting.value.path()))) if one.template == "prep-document"]
    by_python = documents(read_forms(site), filled)
    assert len(by_browser) == len(by_python) == 8
    for ending, content in by_browser.items():
        written = by_python[f"prep-document-yours{ending}"]
        if isinstance(written, bytes):
            assert document_text(content) == document_text(written)
        else:
            assert content.decode("utf-8") == written


def test_words_that_stand_in_the_document_alone_go_only_after_a_question(prep: Page) -> None:
    page, document = prep, _document(prep)
    _choice(page, HEATWAVE).check()
    _choice(page, FEED).check()
    opening = document.get_by_label(f"{OPENING}, story 1")
    written = opening.input_value()
    _choice(page, FEED).uncheck()  # nothing of it stands here alone, so nothing is asked
    expect(_choice(page, FEED)).not_to_be_checked()
    expect(page.locator("dialog")).to_have_count(0)
    opening.fill("In my own words.")
    document.get_by_label("the honest answer in one breath, question 1 of story 1").fill("It was milder.")

    _choice(page, HEATWAVE).click()
    dialog = page.get_by_role("dialog", name="Leave it out")
    expect(dialog).to_contain_text(f"“{OPENING}”, “the honest answer in one breath”.")
    dialog.get_by_role("button", name="Keep it").click()
    expect(_choice(page, HEATWAVE)).to_be_checked()
    expect(opening).to_have_value("In my own words.")

    document.get_by_label("what I bring, in a sentence").fill("Goals that were written down.")
    page.get_by_role("button", name="Update from my stories").click()
    dialog = page.get_by_role("dialog", name="Update from my stories")
    expect(dialog).to_contain_text(f"{HEATWAVE}: “{OPENING}”, “the honest answer in one breath”.")
    dialog.get_by_role("button", name="Keep my changes").click()
    expect(opening).to_have_value("In my own words.")
    page.get_by_role("button", name="Update from my stories").click()
    dialog.get_by_role("button", name="Overwrite them").click()
    expect(opening).to_have_value(written)
    expect(document.get_by_label("what I bring, in a sentence")).to_have_value("Goals that were written down.")
    page.get_by_role("button", name="Bring back what was there").click()
    expect(opening).to_have_value("In my own words.")

    _choice(page, HEATWAVE).click()
    page.get_by_role("dialog", name="Leave it out").get_by_role("button", name="Leave it out").click()
    expect(_choice(page, HEATWAVE)).not_to_be_checked()
    page.reload()
    expect(_choice(page, HEATWAVE)).not_to_be_checked()
    expect(document.get_by_label("what I bring, in a sentence")).to_have_value("Goals that were written down.")


def test_what_cannot_be_loaded_is_told_and_changes_nothing(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    page.route("**/questions.json", lambda route: route.abort())
    _open(page, base_url + PREP)
    page.locator("summary", has_text="Style and conflict").click()
    title = PAGES[f"answers/{TWO_ENGINEERS}/"]["title"]
    _choice(page, title).click()
    expect(page.locator(".pb-told")).to_contain_text("couldn’t be loaded")
    expect(_choice(page, title)).not_to_be_checked()
    page.unroute("**/questions.json")
    _choice(page, title).check()
    expect(_document(page).get_by_label("a question I expect, answer 1")).to_have_value(title)
