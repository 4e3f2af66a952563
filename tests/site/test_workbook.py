"""A reader's workbook in a real browser: own stories, what they cover, and a file that keeps them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Locator, Page, Route, expect

from macros.plan import sections
from macros.prompt_map import prompt_parts
from macros.schemas import WORKBOOK_VERSION
from tests.accessibility import OF_LOOK, violations
from tests.builds import ROOT
from tests.site.places import tab_to
from tests.site.workbooks import (
    STORE,
    entry_of,
    file_of,
    open_tool,
    practised_with,
    read_kept,
    story_of,
    workbook_of,
)

pytestmark = pytest.mark.xdist_group("workbook")
STORIES, COVERAGE, PREP, KEEP = "workbook/", "workbook/coverage/", "workbook/prep/", "workbook/keep/"
ANSWER = "answers/retrospective/what-went-wrong/"
CHANGE, BINS = "formulas/relative-change/", "formulas/expected-calibration-error/"
TEMPLATES = ("templates/daci/", "templates/incident-review/")
SAID = "I led the routing of tickets, and it slipped by a month."
HOSTILE = "<img src=x onerror=document.title='ran'>"
EARLIER = {1: "workbook-version-1.json", 2: "workbook-version-2.json"}
"""A file as each earlier version of the workbook wrote it."""
MB = 1_000_000


def _add(page: Page, title: str) -> None:
    page.get_by_label("A new story, in a few words").fill(title)
    page.get_by_role("button", name="Add a story").click()
    expect(page.locator(".pb-desk__head h2")).to_have_text(title)
    expect(page.locator(".pb-kept[data-saved=true]")).to_be_visible()  # nobody leaves the page as fast as a test does


def _choose(page: Page, file: FilePayload) -> None:
    page.get_by_label("A workbook that was saved here").set_input_files(file)


def test_a_walk_from_a_first_story_to_its_answer_and_into_a_file(opened: Page, base_url: str, site: Path) -> None:
    page = opened
    page.goto(base_url)
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Your stories").click()
    expect(page.locator(".pb-aim")).to_contain_text("0 of six to eight stories")
    _add(page, "The routing that slipped")
    page.get_by_label("30 seconds").fill(SAID)
    card = page.get_by_role("group", name="The card of this story")
    expect(card.get_by_label("what I led and for whom")).to_have_value(SAID)
    card.get_by_label("what I led and for whom").fill(f"{SAID} Twice.")
    expect(page.get_by_label("30 seconds")).to_have_value(f"{SAID} Twice.")
    page.get_by_label("30 seconds").fill(SAID)
    page.get_by_label("Two minutes").fill("At the start nobody knew who owned the queue.")
    card.get_by_role("button", name="Calculate").first.click()
    dialog = page.locator("dialog.pb-measure")
    dialog.get_by_label("before", exact=True).fill("40")
    dialog.get_by_label("after", exact=True).fill("9")
    dialog.get_by_role("button", name="Put it in").click()
    page.get_by_label("Title").fill("The routing, late by a month")
    page.get_by_label("How far “The routing, late by a month” is").select_option("told once")

    page.goto(base_url + ANSWER)
    page.get_by_role("button", name="I have a story for this").click()
    page.get_by_label("The routing, late by a month").check()
    expect(page.locator(".pb-own__said")).to_have_text(SAID)
    page.reload()
    own = page.locator(".pb-own__story")
    expect(own).to_contain_text("The routing, late by a month")
    assert page.evaluate("document.querySelector('.pb-own').previousElementSibling.tagName") == "P"  # the opening
    own.get_by_role("link").click()
    expect(page.get_by_label("Title")).to_have_value("The routing, late by a month")
    expect(page.locator(".pb-story")).to_contain_text("serves 1 question")

    with page.expect_download() as waiting:
        page.get_by_text("Download your template").click()
        page.get_by_role("button", name="Markdown", exact=True).click()
    assert waiting.value.suggested_filename == "the-routing-late-by-a-month.md"
    assert SAID in Path(waiting.value.path()).read_text(encoding="utf-8")

    open_tool(page, base_url + KEEP)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my workbook").click()
    saved = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert saved == read_kept(page)
    schema = json.loads((site / "schemas" / "workbook.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(saved)
    (story,) = saved["stories"]
    assert (story["title"], story["state"]) == ("The routing, late by a month", "told once")
    assert story["card"]["words"]["opening"] == SAID
    assert story["card"]["rows"]["results"][0]["words"]["change"]["words"].startswith("\N{MINUS SIGN}78")


def test_a_removed_story_comes_back_with_all_that_it_served(opened: Page, base_url: str) -> None:
    page = opened
    open_tool(page, base_url + STORIES)
    _add(page, "First")
    _add(page, "Second")
    open_tool(page, base_url + COVERAGE)
    page.get_by_label("First: What went wrong").check()
    page.get_by_label("Second: What went wrong").check()
    page.get_by_label(re.compile("Best story: What went wrong")).select_option(label="Second")
    before = read_kept(page)
    open_tool(page, base_url + STORIES)
    page.get_by_role("button", name="Remove “Second”").click()
    expect(page.locator(".pb-story")).to_have_count(1)
    expect(page.get_by_role("button", name="Bring it back")).to_be_focused()
    assert [entry["best"] for entry in read_kept(page)["coverage"].values()] == [before["stories"][0]["id"]]
    page.get_by_role("button", name="Bring it back").click()
    expect(page.locator(".pb-story")).to_have_count(2)
    assert read_kept(page) == before


def test_coverage_puts_gaps_first_and_counts_for_each_part_of_the_prompt(opened: Page, base_url: str) -> None:
    page = opened
    docs = ROOT / "docs"
    parts = prompt_parts(docs)
    answers = [answer.title for section in sections(docs) for answer in section.answers]
    open_tool(page, base_url + STORIES)
    _add(page, "First")
    _add(page, "Second")
    tool = open_tool(page, base_url + COVERAGE)
    assert len(parts) == 9
    asked = [item.strip() for item in tool.locator(".pb-prompt li > span").all_inner_texts()]
    assert asked == [part.asked for part in parts]
    assert sorted(tool.locator("tbody th[scope=row]").all_inner_texts()) == sorted(answers)
    served = parts[0].answers[0].removeprefix("answers/").removesuffix(".md")
    row = tool.locator("tr").filter(has=page.locator(f"a[href$='{served}/']"))
    told = tool.locator(".pb-prompt__told").first
    expect(told).to_have_text("no story yet")
    row.get_by_role("checkbox").nth(0).check()
    expect(told).to_have_text("1 of 2: First")
    row.get_by_role("checkbox").nth(1).check()
    expect(told).to_have_text("2 of 2: First; Second")
    page.reload()
    groups = tool.locator("th[scope=rowgroup]")
    expect(groups).to_have_text([f"No story yet ({len(answers) - 1})", "With a story (1)"])
    expect(tool.locator("tbody").last.locator("a")).to_have_attribute("href", re.compile(f"{served}/$"))


def test_two_tabs_show_the_same_and_lose_nothing(context: BrowserContext, base_url: str) -> None:
    first, second = context.new_page(), context.new_page()
    open_tool(first, base_url + STORIES)
    open_tool(second, base_url + STORIES)
    _add(first, "Shared")
    second.get_by_role("link", name="Shared").click()
    first.get_by_label("Two minutes").fill("from one tab")
    expect(second.get_by_label("Two minutes")).to_have_value("from one tab")
    second.get_by_label("30 seconds").fill("from the other")
    expect(first.get_by_label("30 seconds")).to_have_value("from the other")
    expect(first.get_by_label("Two minutes")).to_have_value("from one tab")
    second.get_by_role("button", name="Remove “Shared”").click()
    expect(first.locator(".pb-story")).to_have_count(0)
    expect(first.get_by_label("Two minutes")).to_have_count(0)
    second.get_by_role("button", name="Bring it back").click()
    expect(first.locator(".pb-story")).to_have_count(1)


def test_a_file_shows_what_it_changes_and_is_merged_replaced_and_undone(opened: Page, base_url: str) -> None:
    page = opened
    open_tool(page, base_url + KEEP)
    served = {"a/b": {"stories": ["one"], "best": "one"}}
    two = [story_of("one", "One"), story_of("two", "Two")]
    elsewhere = entry_of(id="e0", question="a/c")
    _choose(page, file_of("first.json", workbook_of(stories=two, coverage=served, practice=practised_with(elsewhere))))
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    mine = read_kept(page)
    history = [entry_of(id="e2", at="2026-11-24T19:00:00.000Z"), entry_of(place="solid")]
    other = workbook_of(
        stories=[story_of("one", "One", telling="told anew"), story_of("three", HOSTILE)],
        coverage={"a/b": {"stories": ["three"], "best": None}},
        practice={"settings": {"count": 3, "sound": True}, "history": history},
    )
    _choose(page, file_of("second.json", other))
    preview = page.locator(".pb-preview")
    expect(preview.locator("[data-kind=added] li")).to_have_text([f"Story: {HOSTILE}", "Practice setting: sound"])
    expect(preview.locator("[data-kind=changed] li")).to_have_text(
        ["Story: One", "Stories for: b", "Practice: b", "Practice setting: count"]
    )
    expect(preview.locator("[data-kind=removed]")).to_have_count(0)
    assert read_kept(page) == mine  # looked at, not taken in
    page.get_by_label("Replace").check()
    expect(preview.locator("[data-kind=removed] li")).to_have_text(["Story: Two", "Practice: c"])
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_role("status").nth(1)).to_have_text("Your workbook was replaced by the file.")
    assert read_kept(page) == other
    page.reload()  # the way back outlives the page
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status").nth(1)).to_contain_text("is back")
    assert read_kept(page) == mine

    _choose(page, file_of("second.json", other))
    page.get_by_label("Merge").check()
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_role("status").nth(1)).to_contain_text("merged")
    merged = read_kept(page)
    assert [(story["title"], story["telling"]) for story in merged["stories"]] == [
        ("One", "told anew"),
        ("Two", ""),
        (HOSTILE, ""),
    ]
    assert merged["coverage"] == {"a/b": {"stories": ["one", "three"], "best": "one"}}
    assert merged["practice"] == {**other["practice"], "history": [history[0], elsewhere, history[1]]}
    page.goto(base_url + STORIES + "#story-three")
    expect(page.locator(".pb-desk__head h2")).to_have_text(HOSTILE)
    assert page.title() != "ran"


def _deep(levels: int) -> str:
    row = '{"id": "x", "words": {}, "ticked": [], "rows": {"a": ['
    text = row * levels + "]}}" * levels
    start = json.dumps(workbook_of(templates={"x": {"words": {}, "ticked": [], "rows": {"a": ["@"]}}}))
    return start.replace('"@"', text)


BROKEN = {
    "truncated": (json.dumps(workbook_of(stories=[story_of("one", "One")]))[:-9], "whole JSON"),
    "empty": ("", "whole JSON"),
    "a list": ([], "holds no workbook"),
    "null": ("null", "holds no workbook"),
    "without a version": ({}, "At version"),
    "of a version in words": ({**workbook_of(), "version": "2"}, "At version"),
    "of version 0": ({**workbook_of(), "version": 0}, "At version"),
    "from the future": ({**workbook_of(), "version": 99}, "At version: it is 99"),
    "of version 1 without its parts": ({"version": 1}, "At the top"),
    "with a strange state": (
        workbook_of(stories=[story_of("a", "A"), story_of("b", "B", state="x")]),
        "At stories, 2, state",
    ),
    "with a story twice": (workbook_of(stories=[story_of("a", "A"), story_of("a", "B")]), "At stories, 2, id"),
    "with a number for words": (workbook_of(stories=[story_of("a", "A", telling=7)]), "At stories, 1, telling"),
    "with a key too many": (workbook_of(script="alert(1)"), "At script"),
    "with a prototype": (
        json.dumps(workbook_of(templates={"__proto__": {"words": {}}})),
        "At templates",
    ),
    "with a formula of its own": (
        workbook_of(
            stories=[story_of("a", "A", card={"words": {"x": {"formula": "constructor"}}, "ticked": [], "rows": {}})]
        ),
        "At stories, 1, card, words, x",
    ),
    "with a time that is none": (
        workbook_of(practice=practised_with(at="2026-02-30T19:00:00.000Z")),
        "At practice, history, 1, at",
    ),
    "with a time twice": (workbook_of(practice=practised_with(entry_of())), "At practice, history, 2, id"),
    "with a place of its own": (workbook_of(practice=practised_with(place="<b>")), "At practice, history, 1, place"),
    "with a setting too many": (
        workbook_of(practice={"settings": {"run": "x"}, "history": []}),
        "At practice, settings, run",
    ),
    "too deep": (_deep(20_000), "too deep"),
    "too large": (json.dumps(workbook_of()) + " " * (5 * MB), "5 MB at most"),
}


def test_broken_and_hostile_files_lose_nothing_run_nothing_and_say_where(opened: Page, base_url: str) -> None:
    page = opened
    open_tool(page, base_url + STORIES)
    _add(page, "Mine")
    open_tool(page, base_url + KEEP)
    mine = read_kept(page)
    told = {}
    for name, (content, _) in BROKEN.items():
        _choose(page, file_of(f"{name} {HOSTILE}.json", content))
        expect(page.get_by_role("alert")).to_contain_text(f"“{name} ")
        told[name] = page.get_by_role("alert").inner_text()
        assert page.locator(".pb-preview").count() == 0
    assert {name: place for name, (_, place) in BROKEN.items() if place not in told[name]} == {}, told
    assert read_kept(page) == mine
    assert page.title() != "ran"
    assert page.evaluate("({}).words") is None
    page.get_by_role("alert").get_by_text("wasn’t read, and your workbook is as it was").wait_for()


@pytest.mark.parametrize("version", EARLIER)
def test_a_workbook_of_an_earlier_version_is_brought_to_today_from_the_browser_and_from_a_file(
    version: int, opened: Page, base_url: str, site: Path
) -> None:
    page = opened
    text = Path(__file__).with_name(EARLIER[version]).read_text(encoding="utf-8")
    old = json.loads(text)
    assert old["version"] == version
    page.goto(base_url)
    page.evaluate(STORE, old)
    open_tool(page, base_url + STORIES)
    _add(page, "The first of today")
    today = read_kept(page)
    assert (today["version"], today["facts"], today["templates"]) == (WORKBOOK_VERSION, old["facts"], old["templates"])
    schema = json.loads((site / "schemas" / "workbook.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(today)
    open_tool(page, base_url + KEEP)
    _choose(page, file_of("old.json", text))
    expect(page.locator(".pb-preview")).to_contain_text("has all of this already")
    page.get_by_label("Replace").check()
    page.get_by_role("button", name="Load it").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert read_kept(page) == workbook_of(**{**old, "version": WORKBOOK_VERSION})


def test_what_is_written_as_one_leaves_is_kept(opened: Page, base_url: str) -> None:
    page = opened
    open_tool(page, base_url + STORIES)
    _add(page, "The last word")
    for words in ("One", "One and two", ""):
        page.get_by_label("Two minutes").fill(words)
        page.goto("about:blank")  # at once: the browser ends what its database was at
        open_tool(page, base_url + STORIES)
        page.get_by_role("link", name="The last word").click()
        expect(page.get_by_label("Two minutes")).to_have_value(words)
    assert page.evaluate("localStorage.getItem('playbook.leaving')") is None


def test_the_example_is_marked_everywhere_and_goes_without_touching_ones_own(
    opened: Page, base_url: str, site: Path
) -> None:
    page = opened
    open_tool(page, base_url + STORIES)
    page.get_by_role("button", name="Look at an example first").click()
    expect(page.locator(".pb-story .pb-example")).to_have_count(3)
    expect(page.locator(".pb-aim")).to_contain_text("0 of six to eight stories")
    kept = read_kept(page)
    schema = json.loads((site / "schemas" / "workbook.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(kept)
    assert all(story["title"].startswith("Example: ") and story["example"] for story in kept["stories"])
    assert "{" not in json.dumps([story["card"]["words"] | {"telling": story["telling"]} for story in kept["stories"]])[
        2:-2
    ].replace("}, {", "")
    _add(page, "My own")
    page.get_by_role("link", name="Example: the heatwave").click()
    expect(page.locator(".pb-example-note")).to_be_visible()
    page.get_by_text("Download your template").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Plain text", exact=True).click()
    assert waiting.value.suggested_filename.startswith("example-")
    assert "Example of a person who doesn't exist" in Path(waiting.value.path()).read_text(encoding="utf-8")
    page.goto(base_url + ANSWER)
    expect(page.locator(".pb-own__story .pb-example")).to_be_visible()
    open_tool(page, base_url + COVERAGE)
    expect(page.locator("thead .pb-example")).to_have_count(3)
    page.get_by_label("My own: What went wrong").check()
    open_tool(page, base_url + KEEP)
    page.get_by_role("button", name="Remove the example").click()
    expect(page.get_by_role("button", name="Show me the example")).to_be_visible()
    (own,) = read_kept(page)["stories"]
    assert own["title"] == "My own"
    assert list(read_kept(page)["coverage"].values()) == [{"stories": [own["id"]], "best": own["id"]}]


def test_everything_is_erased_in_every_tab_after_a_second_question(context: BrowserContext, base_url: str) -> None:
    page, other = context.new_page(), context.new_page()
    open_tool(page, base_url + STORIES)
    _add(page, "Mine")
    open_tool(other, base_url + STORIES)
    expect(other.locator(".pb-story")).to_have_count(1)
    open_tool(page, base_url + KEEP)
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("button", name="Keep it").click()
    assert len(read_kept(page)["stories"]) == 1
    page.get_by_role("button", name="Erase everything").click()
    dialog = page.get_by_role("dialog", name="Erase everything")
    expect(dialog).to_contain_text("1 story")
    dialog.get_by_role("button", name="Erase it all").click()
    expect(page.get_by_role("status").nth(1)).to_have_text("Everything is erased.")
    expect(other.locator(".pb-story")).to_have_count(0)
    assert read_kept(page) is None
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)


@pytest.mark.parametrize("refused", ["SecurityError", "QuotaExceededError"])
def test_a_browser_that_keeps_nothing_says_so_and_still_saves_a_file(
    context: BrowserContext, base_url: str, refused: str
) -> None:
    page = context.new_page()
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
        if refused == "SecurityError"
        else "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    open_tool(page, base_url + KEEP)
    _choose(page, file_of("mine.json", workbook_of(stories=[story_of("one", "One")])))
    page.get_by_role("button", name="Load it").click()
    expected = "keeps nothing in this window" if refused == "SecurityError" else "no room left"
    expect(page.locator(".pb-kept")).to_contain_text(expected)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save my workbook").click()
    assert json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))["stories"][0]["title"] == "One"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_workbook_is_accessible_in_every_state(browser: Browser, base_url: str, scheme: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found: dict[str, list[str]] = {}
    asked = OF_LOOK if scheme == "dark" else ()  # names, roles and order are the same

    def judge(state: str, part: str = ".pb-workbook") -> None:
        found[state] = violations(page, part, asked=asked)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state

    open_tool(page, base_url + STORIES)
    judge("no story")
    page.get_by_role("button", name="Look at an example first").click()
    _add(page, "a title as long as titles get when somebody writes all of it " * 3)
    judge("an open story")
    page.get_by_label("30 seconds").fill("We decided to cut it by 80 % for the " + "long" * 40)
    page.get_by_label("Two minutes").fill("I cut it.")
    expect(page.locator(".pb-check li")).to_have_count(3)
    judge("what is pointed out")
    page.get_by_role("link", name="Example: the heatwave").click()
    page.get_by_role("button", name="Remove “Example: two").click()
    judge("an example, and one removed")
    open_tool(page, base_url + COVERAGE)
    judge("coverage")
    open_tool(page, base_url + PREP)
    judge("nothing chosen")
    page.get_by_role("checkbox", name="Example: the heatwave").check()
    page.get_by_role("checkbox", name="a title as long as titles get").check()
    page.locator(".pb-prep__section summary").first.click()
    page.get_by_label("A question to ask").fill("what nobody asks in a hundred and more letters " * 3)
    page.keyboard.press("Enter")
    page.evaluate("scrollTo(0, 0)")  # what lies below the head of the page isn't judged
    judge("a prep document")
    open_tool(page, base_url + KEEP)
    _choose(page, file_of("broken.json", "{"))
    expect(page.get_by_role("alert")).not_to_be_empty()
    judge("a file that wasn't read")
    _choose(page, file_of("mine.json", workbook_of(stories=[story_of("one", "One " * 60)])))
    expect(page.locator(".pb-preview")).to_be_visible()
    judge("a file that was")
    page.get_by_role("button", name="Erase everything").click()
    judge("a second question", ".pb-dialog")
    page.keyboard.press("Escape")
    page.goto(base_url + ANSWER)
    page.get_by_role("button", name="My stories for this").click()
    judge("an answer", ".pb-own")
    page.goto(base_url + CHANGE)
    page.get_by_role("button", name="Keep in my workbook").click()
    expect(page.locator(".pb-hand-over")).to_be_visible()
    judge("a result to keep", ".pb-dialog")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".pb-hand-over")).to_contain_text("Kept with")
    judge("a result that was kept", ".pb-dialog")
    _keep_template(page, base_url + TEMPLATES[0])
    page.locator(".pb-hand-over").get_by_role("link").click()
    expect(page.locator(".pb-belonging li")).to_be_visible()
    judge("a story with a template")
    assert {state: told for state, told in found.items() if told} == {}
    page.close()


def test_the_keyboard_alone_writes_a_story_and_says_what_it_serves(opened: Page, base_url: str) -> None:
    page = opened
    open_tool(page, base_url + STORIES)
    tab_to(page, page.get_by_label("A new story, in a few words"), 60)
    page.keyboard.type("By hand")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Title")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("30 seconds")).to_be_focused()
    page.keyboard.type(SAID)
    assert read_kept(page)["stories"][0]["card"]["words"]["opening"] == SAID
    page.goto(base_url + ANSWER)
    own = page.get_by_role("button", name="I have a story for this")
    expect(own).to_have_attribute("aria-expanded", "false")
    tab_to(page, own, 250)
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("By hand"), 3)
    page.keyboard.press("Space")
    expect(page.locator(".pb-own__said")).to_have_text(SAID)
    expect(page.get_by_label("By hand")).to_be_focused()


def test_an_answer_loads_nothing_of_the_workbook_before_it_is_asked(opened: Page, base_url: str) -> None:
    page = opened
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(base_url)))
    page.goto(base_url + ANSWER, wait_until="networkidle")
    asked = [name for name in loaded if "idb-keyval" in name or "formulas.js" in name or "workbook.css" in name]
    assert asked == []
    button = page.get_by_role("button", name="I have a story for this")
    button.click()
    page.get_by_label("A new story, in a few words").fill("Made here")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".pb-own__said")).to_have_text("Its 30 seconds aren’t written yet.")


@pytest.mark.parametrize("script", ["at-answer.js", "own-story.js"])
def test_who_asks_for_their_stories_before_a_script_has_come_gets_them_all_the_same(
    browser: Browser, base_url: str, script: str
) -> None:
    context = browser.new_context(service_workers="block")  # one would fetch the script where nothing can hold it back
    page = context.new_page()
    open_tool(page, base_url + STORIES)
    _add(page, "Asked early")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/{script}", hold)
    with page.expect_request(f"**/{script}"):
        page.goto(base_url + ANSWER)
    page.get_by_role("button", name="I have a story for this").click()
    held.pop().continue_()
    expect(page.get_by_label("Asked early")).to_be_focused()
    context.close()


def _result(page: Page, number: int) -> Locator:
    """Find a row of the results on the card of the open story."""
    card = page.get_by_role("group", name="The card of this story")
    return card.locator("tr").filter(has=page.locator("[data-key$='/measure']")).nth(number)


def test_a_result_goes_from_its_formula_into_a_new_story_and_is_calculated_anew_there(
    opened: Page, base_url: str, site: Path
) -> None:
    page = opened
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(base_url)))
    page.goto(f"{base_url}{CHANGE}#before=40+days&after=9+days", wait_until="networkidle")
    assert [name for name in loaded if "workbook" in name or "lit-html" in name or "idb-keyval" in name] == []
    page.get_by_role("button", name="Keep in my workbook").click()
    dialog = page.get_by_role("dialog", name="Keep in my workbook")
    expect(dialog.get_by_label("What is measured")).to_be_focused()
    page.keyboard.type("Waiting for an answer, a quarter")
    dialog.get_by_label("The new story").fill("The queue")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("link", name="The queue")).to_be_focused()
    page.keyboard.press("Enter")
    first = _result(page, 0)
    expect(first.get_by_label("what is measured")).to_have_value("Waiting for an answer, a quarter")
    expect(first.get_by_label("before or control")).to_have_value("40\N{NO-BREAK SPACE}days")
    expect(first.locator("output")).to_have_text("\N{MINUS SIGN}78\N{NO-BREAK SPACE}%")

    first.get_by_role("button", name="Change the result").click()
    page.locator("dialog.pb-measure").get_by_label("after", exact=True).fill("20")
    page.get_by_role("button", name="Put it in").click()
    expect(first.locator("output")).to_have_text("\N{MINUS SIGN}50\N{NO-BREAK SPACE}%")

    page.get_by_role("button", name="Add: result").click()  # the next result finds this row
    page.goto(base_url + BINS)
    result = page.locator("form.pb-calculator output").inner_text()
    page.get_by_role("button", name="Keep in my workbook").click()
    expect(dialog.get_by_label("Under which story")).to_have_value(re.compile("."))
    dialog.get_by_role("button", name="Keep it").click()
    dialog.get_by_role("link", name="The queue").click()
    second = _result(page, 1)
    expect(second.locator("output")).to_have_text(result)
    second.get_by_role("button", name="Change the result").click()
    chosen = page.get_by_label("Calculated as")
    assert chosen.evaluate("select => select.selectedOptions[0].text") == "Expected calibration error"
    page.get_by_role("button", name="Put it in").click()
    kept = read_kept(page)
    schema = json.loads((site / "schemas" / "workbook.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(kept)
    (story,) = kept["stories"]
    told = [row["words"]["change"]["formula"] for row in story["card"]["rows"]["results"]]
    assert told == ["relative_change", "expected_calibration_error"]


def _keep_template(page: Page, address: str) -> str:
    """Write into the first place of a template and keep it with the story that is offered; give what it was."""
    page.goto(address)
    page.locator(".tabbed-labels").get_by_text("Yours", exact=True).click()
    keep = page.get_by_role("button", name="Keep in my workbook")
    expect(keep).to_be_disabled()
    page.locator(".pb-yours__form textarea").first.fill("mine")
    keep.click()
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator(".pb-hand-over")).to_contain_text("Kept with")
    return page.locator("h1").inner_text()


def test_the_page_of_a_story_leads_to_the_templates_that_belong_to_it(opened: Page, base_url: str, site: Path) -> None:
    page = opened
    open_tool(page, base_url + STORIES)
    _add(page, "The outage")
    expect(page.locator(".pb-belonging")).to_be_empty()
    titles = [_keep_template(page, base_url + address) for address in TEMPLATES]
    page.locator(".pb-hand-over").get_by_role("link", name="The outage").click()
    listed = page.locator(".pb-belonging li")
    expect(listed.get_by_role("link")).to_have_text(titles)
    kept = read_kept(page)
    schema = json.loads((site / "schemas" / "workbook.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(kept)
    assert kept["stories"][0]["templates"] == list(kept["templates"])  # their words are kept once
    listed.get_by_role("button").first.click()
    expect(listed.get_by_role("link")).to_have_text(titles[1:])
    expect(listed.get_by_role("button")).to_be_focused()
    assert list(read_kept(page)["templates"]) == kept["stories"][0]["templates"]
    listed.get_by_role("link").click()
    assert page.url == base_url + TEMPLATES[1]
    page.locator(".tabbed-labels").get_by_text("Yours", exact=True).click()
    expect(page.locator(".pb-yours__form textarea").first).to_have_value("mine")


_WHILE_SAVING = """async () => {
  const scripts = document.querySelector("script[type=module]").src;
  const { openWorkbook } = await import(scripts.replace("playbook.js", "workbook/store.js"));
  const workbook = await openWorkbook();
  const wrong = [];
  let isSaved = false;
  let made = 0;
  for (let round = 0; round < 5; round += 1) {
    workbook.change((document) => { document.facts.role = String(round); });
    isSaved = false;
    workbook.save().then(() => { isSaved = true; });
    while (!isSaved) {
      made += 1;
      const id = String(made);
      const story = { id, title: id, state: "rough", card: { words: {}, ticked: [], rows: {} }, telling: "" };
      workbook.change((document) => { document.stories.push(structuredClone(story)); });
      for (const turn of [() => Promise.resolve(), () => new Promise((go) => { setTimeout(go); })]) {
        await turn();
        if (workbook.data.stories.length !== made) wrong.push([made, workbook.data.stories.length]);
      }
    }
  }
  await workbook.save();
  return [wrong, workbook.data.stories.length - made];
}"""


def test_what_is_changed_while_the_browser_saves_is_there_at_once_and_once(opened: Page, base_url: str) -> None:
    open_tool(opened, base_url + KEEP)
    assert opened.evaluate(_WHILE_SAVING) == [[], 0]


def test_without_scripts_each_page_says_what_it_needs_and_offers_the_blank_card(
    browser: Browser, base_url: str, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address, blank in (
        (STORIES, "story-card"),
        (COVERAGE, "story-card"),
        (PREP, "prep-document"),
        (KEEP, "story-card"),
    ):
        page.goto(base_url + address)
        without = page.locator(".pb-workbook__without")
        expect(without).to_contain_text("needs JavaScript")
        with page.expect_download() as waiting:
            without.get_by_role("link", name="blank in Word").click()
        assert Path(waiting.value.path()).read_bytes() == (site / f"templates/{blank}/blank.docx").read_bytes()
    page.goto(base_url + ANSWER)
    expect(page.locator(".pb-own")).to_be_hidden()
    context.close()


def test_the_search_finds_the_pages_by_title_and_the_exports_leave_them_out(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    titles = {page["location"]: page["title"] for page in index["docs"]["pages"]}
    shown = ("Your stories", "What your stories cover", "Put your prep document together", "Keep your workbook")
    assert (titles[STORIES], titles[COVERAGE], titles[PREP], titles[KEEP]) == shown
    assert {path.name for path in (site / "workbook").rglob("*") if path.is_file()} == {"index.html"}
    assert not (site / "print" / "workbook").exists()
    for name in ("llms.txt", "llms-full.txt"):
        text = (site / name).read_text(encoding="utf-8")
        assert not re.search(f"^#+ (?:{'|'.join(shown)})$", text, re.MULTILINE)
