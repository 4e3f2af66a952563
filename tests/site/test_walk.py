"""A new user walks from the home page to a prep document in Word, by what the pages show.

The mouse is put away on the page of the document; WALK_BY_KEYBOARD=1 walks the whole way without it, in twice the time.
WALK_PICTURES=folder keeps pictures of every step, on a narrow screen and on a wide one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.site.places import tab_to

pytestmark = pytest.mark.xdist_group("workbook")
TITLE = "The alerts that nobody read"
OPENING = (
    "I led monitoring for eight models. Pages fell by three quarters, and most of those left lead to an action. "
    "One team left, which I saw too late. Since then I ask each team before I change what wakes it."
)
MEASURES = {
    "Pages a week, one quarter each": {"before": "120", "after": "30"},
    "Minutes to the first look": {"before": "42", "after": "12"},
    "Cost of a month": {"before": "9000", "after": "8100"},
}
CHANGES = ("\N{MINUS SIGN}75", "\N{MINUS SIGN}71", "\N{MINUS SIGN}10")
ASKED = "Who was woken last, and what changed after it?"
SERVED = "How would you describe your management style?"
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_PASTED = 50
MOST_STOPS = 400
"""So many places to stop at has no page between two things that one does."""


@dataclass
class Walker:
    """Somebody who does what a page shows."""

    page: Page
    keyboard: bool
    """Whether without a mouse."""
    steps: Iterator[int] = field(default_factory=lambda: iter(range(1, 100)))

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Press a link or a button, or with the space bar a box."""
        if self.keyboard:
            tab_to(self.page, target, MOST_STOPS)
            self.page.keyboard.press(key)
        else:
            target.click()

    def write(self, target: Locator, words: str) -> None:
        """Type words into a field, the long ones as somebody does who pastes them."""
        if self.keyboard:
            tab_to(self.page, target, MOST_STOPS)
        else:
            target.click()
        if len(words) > _PASTED:
            self.page.keyboard.insert_text(words)
        else:
            self.page.keyboard.type(words)

    def look(self, name: str) -> None:
        """Keep pictures of a step."""
        folder = os.environ.get("WALK_PICTURES")
        if not folder:
            return
        step = next(self.steps)
        for size in (NARROW, WIDE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            path = Path(folder) / f"{step:02}-{name}-{size['width']}.png"
            self.page.screenshot(path=path, full_page=not self.page.locator("dialog[open]").count())


def test_a_new_user_gets_from_the_home_page_to_a_prep_document_in_word(page: Page, base_url: str) -> None:
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    walker = Walker(page, keyboard=bool(os.environ.get("WALK_BY_KEYBOARD")))
    page.goto(base_url)
    walker.look("home")
    walker.press(page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Your stories"))
    expect(page.get_by_label("A new story, in a few words")).to_be_visible()
    walker.look("no-story")
    walker.write(page.get_by_label("A new story, in a few words"), TITLE)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title")).to_be_focused()
    walker.write(page.get_by_label("30 seconds", exact=True), OPENING)
    card = page.get_by_role("group", name="The card of this story")
    walker.write(card.get_by_label("what hurt, for users"), "People were woken for nothing")
    walker.press(card.get_by_role("button", name="Add: result"))
    for number, (measured, inputs) in enumerate(MEASURES.items(), 1):
        walker.write(card.get_by_label(f"what is measured, over what period, result {number}"), measured)
        row = card.locator("tr").filter(has=page.get_by_label(f"what is measured, over what period, result {number}"))
        walker.press(row.get_by_role("button", name="Calculate"))
        dialog = page.get_by_role("dialog", name="Calculate")
        for name, value in inputs.items():
            walker.write(dialog.get_by_label(name, exact=True), value)
        walker.look(f"measure-{number}")
        walker.press(dialog.get_by_role("button", name="Put it in"))
    walker.write(card.get_by_label("a question I dread, question 1"), "Wasn't it simply a calmer quarter?")
    walker.write(card.get_by_label("the honest answer in one breath, question 1"), "Load rose, so no")
    walker.look("story")
    expect(page.locator(".pb-kept[data-saved=true]")).to_be_visible()  # nobody goes on as fast as this does

    walker.press(page.get_by_role("link", name="What your stories cover").first)
    walker.press(page.get_by_label(f"{TITLE}: {SERVED}"), "Space")
    walker.look("coverage")
    walker.press(page.get_by_role("link", name="Put your prep document together").first)
    choice = page.locator(".pb-prep__choice")
    expect(choice.get_by_role("heading", name="Stories")).to_be_visible()
    walker.look("choose")
    walker.keyboard = True
    walker.press(choice.get_by_role("checkbox", name=TITLE), "Space")
    walker.press(choice.get_by_role("checkbox", name=SERVED), "Space")
    walker.write(choice.get_by_label("A question to ask"), ASKED)
    page.keyboard.press("Enter")
    document = page.get_by_role("group", name="The prep document")
    walker.write(document.get_by_label("the conversation, and the role"), "panel, engineering manager")
    walker.write(document.get_by_label("the rule that I follow, in a sentence, answer 1"), "Say it on the day")
    walker.look("document")
    walker.press(page.get_by_text("Download your template"))
    with page.expect_download() as waiting:
        walker.press(page.locator(".pb-downloads").get_by_role("button", name="Word"))

    assert waiting.value.suggested_filename == "prep-document.docx"
    file = docx.Document(str(waiting.value.path()))
    text = [paragraph.text for paragraph in file.paragraphs]
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in file.tables]
    assert text[0] == "Prep document: panel, engineering manager"
    assert text.index("One page") < text.index(ASKED) < text.index(f"Story: {TITLE}") < text.index("The questions")
    (sheet,) = [row for row in tables[0] if row[0].startswith(TITLE)]
    assert sheet[0] == f"{TITLE} Answers: {SERVED}"
    assert sheet[1] == OPENING
    measures = next(table for table in tables if table[0][0] == "Number")
    for line, (measured, inputs), change in zip(measures[1:], MEASURES.items(), CHANGES, strict=True):
        assert line[0] == measured
        assert line[1].startswith(change)
        assert re.fullmatch(
            f"Relative change: before {int(inputs['before']):,}, after {int(inputs['after']):,}", line[2]
        )
        assert f"{measured}: {change}" in sheet[2]
    probes = next(table for table in tables if table[0] == ["They may ask", "I answer"])
    assert probes[1] == ["Wasn't it simply a calmer quarter?", "Load rose, so no"]
    follow_ups = next(table for table in tables if table[0][0] == "They may ask next")
    assert len(follow_ups) == 4
    assert f"I tell: {TITLE} My rule: Say it on the day" in text
