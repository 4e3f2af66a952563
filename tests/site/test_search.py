"""The search box: what people type finds what they mean, and leads to the heading that says it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Locator, Page, expect

from macros.search.words import search_words, words_in
from tests.cases import for_every
from tests.site.places import PAGES, open_page

INDEX = "search/search_index.json"
COMMON = frozenset(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "2026"])
"""Numbers that so many pages hold that they tell none from another."""


def _ready(page: Page) -> None:
    """Wait until the search has read its index."""
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching", timeout=30_000)


def _open(page: Page, base_url: str) -> None:
    """Go to the home page and turn to the search box."""
    open_page(page, base_url)
    page.get_by_role("textbox", name="Search").click()
    _ready(page)


def _search(page: Page, base_url: str, words: str) -> Locator:
    """Type words into the box as a person does, and give the results; they change with every letter."""
    _open(page, base_url)
    return _typed(page, words)


def _typed(page: Page, words: str) -> Locator:
    page.keyboard.type(words)
    return page.locator(".md-search-result__item")


@pytest.fixture
def box(page: Page, base_url: str) -> Page:
    """A page whose search is open and ready."""
    _open(page, base_url)
    return page


def _found(box: Page, words: str) -> Locator:
    """Type words in the place of those before, and give the results."""
    box.keyboard.press("ControlOrMeta+a")
    box.keyboard.press("Backspace")
    _ready(box)
    return _typed(box, words)


def _link(address: str) -> re.Pattern[str]:
    return re.compile(f"/playbook/({address})\\?h=")


@for_every(
    "words, first",
    [
        ("error budget", "formulas/error-budget/|templates/error-budget-policy/"),
        ("latency", "formulas/latency-quantile/|answers/language-models/quality-latency-cost/"),
        ("burn", "formulas/burn-rate/|answers/people/burnout/"),
        ("burn rate", "formulas/burn-rate/"),
        ("calibration", "(?:answers/calibration|templates)/[a-z-]+/"),
        ("calibration meeting", "answers/calibration/running-the-meeting/"),
        ("relative change", "formulas/relative-change/"),
        ("decision record", "templates/decision-record/"),
        ("what went wrong", "answers/retrospective/what-went-wrong/"),
        ("incident review", "templates/incident-review/"),
    ],
)
def test_the_first_result_is_what_the_words_ask_for(words: str, first: str, box: Page) -> None:
    results = _found(box, words)
    expect(results.first.locator("a").first).to_have_attribute("href", _link(first))


@for_every(
    "number, where",
    [
        ("99.87", "stories/feature-platform/"),
        ("99.87", "answers/retrospective/what-went-wrong/"),
        ("129,600", "formulas/availability-by-time/"),
    ],
)
def test_a_computed_number_is_found_where_it_stands(number: str, where: str, box: Page) -> None:
    results = _found(box, number)
    expect(results.locator(f"a[href*='{where}']").first).to_be_visible()
    expect(results.first).to_contain_text(number)


@for_every("wording", PAGES["answers/retrospective/did-it-work/"]["wordings"][:3])
def test_another_wording_of_a_question_finds_its_answer(wording: str, box: Page) -> None:
    results = _found(box, wording)
    first_three = results.locator(":scope:nth-child(-n + 3)")
    expect(first_three.filter(has=box.locator("h1", has_text="How do you know that it worked?"))).to_be_visible()


def test_the_box_suggests_how_a_word_may_end_and_the_right_arrow_takes_it(page: Page, base_url: str) -> None:
    _search(page, base_url, "calib")
    suggestion = page.locator(".md-search__suggest")
    expect(suggestion).to_have_text(re.compile("calibrat"))
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("textbox", name="Search")).to_have_value(re.compile("^calibrat"))


def test_a_result_opens_its_page_at_the_heading_that_it_names(page: Page, base_url: str) -> None:
    results = _search(page, base_url, "error budget consumed")
    expect(results.first.locator("a").first).to_have_attribute("href", _link("formulas/budget-consumed/"))
    results.first.locator("summary").click()
    results.first.locator("a[href$='#worked-example']").click()
    page.wait_for_url("**/formulas/budget-consumed/?h=*#worked-example")
    expect(page.get_by_role("heading", name="Worked example")).to_be_in_viewport()


def test_the_keyboard_alone_searches_and_opens_a_result(page: Page, base_url: str) -> None:
    open_page(page, base_url)
    page.keyboard.press("/")
    box = page.get_by_role("textbox", name="Search")
    expect(box).to_be_focused()
    _ready(page)
    page.keyboard.type("burn rate")
    first = page.locator(".md-search-result__item").first.locator("a").first
    expect(first).to_have_attribute("href", re.compile(r"/burn-rate/\?h=burn\+rate"))
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/formulas/burn-rate/**")


def test_escape_closes_the_search(page: Page, base_url: str) -> None:
    _search(page, base_url, "latency")
    output = page.locator(".md-search__output")
    expect(output).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search-result__item").first).not_to_be_in_viewport()
    expect(page.locator("#__search")).not_to_be_checked()


def test_words_that_stand_nowhere_are_answered_in_words_and_with_a_way_on(page: Page, base_url: str) -> None:
    results = _search(page, base_url, "xyzzyqwert <qqq>")
    expect(results).to_contain_text("No page has “xyzzyqwert <qqq>”.")
    expect(results).to_have_count(1)
    expect(results.locator("a")).to_have_attribute("href", re.compile("/start/prompt-map/"))
    results = _found(page, "latencybox")  # stands nowhere either, and begins as another word does
    expect(results).to_have_count(4)
    expect(results.first).to_contain_text("No page has “latencybox”. This map has every question")
    expect(results.nth(1).locator("mark").first).to_contain_text("atency")


def test_a_result_says_where_it_stands_and_shows_the_sentence_that_fits(box: Page) -> None:
    result = _found(box, "decision record").first
    expect(result.get_by_role("heading", level=1)).to_have_text("Decision record Templates · Deciding")
    result = _found(box, "wilson interval plausible").first
    expect(result.locator("mark", has_text="plausible").first).to_be_visible()
    result = _found(
        box, "someone not pulling weight"
    ).first  # no sentence says so: the page is known to be asked for so
    expect(result).to_contain_text("How do you handle low performers?")
    expect(result.locator("mark:visible")).to_have_count(0)


@for_every("slip, meant", [("calibraton", "calibration"), ("promtion packet", "promotion"), ("burnuot", "burnout")])
def test_a_slip_is_forgiven(slip: str, meant: str, box: Page) -> None:
    expect(_found(box, slip).first.locator("a").first).to_have_attribute("href", re.compile(meant))


def test_words_that_are_used_for_the_same_thing_are_found(box: Page) -> None:
    results = _found(box, "subordinate wants to quit")
    expect(results.first.locator("a").first).to_have_attribute(
        "href", re.compile("/(strongest-resigns|counter-offer)/")
    )


def test_the_worker_is_fetched_when_the_index_has_come(page: Page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, base_url)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "search" in url.removeprefix(base_url) and not url.endswith("late-search.js")] == []
    page.get_by_role("textbox", name="Search").click()
    _ready(page)
    assert f"{base_url}assets/javascripts/search/engine.js" in asked
    assert [url for url in asked if "/workers/" in url] == []


def _tap(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 720})
    page.locator("label[for=__search]:visible").first.click()


@pytest.mark.parametrize(
    "turn",
    [
        lambda page: page.get_by_role("textbox", name="Search").hover(),
        lambda page: page.get_by_role("textbox", name="Search").focus(),
        lambda page: page.keyboard.press("/"),
        _tap,
    ],
    ids=["pointer", "tab key", "slash", "phone"],
)
def test_the_index_is_fetched_once_and_only_when_a_reader_turns_to_the_search(
    turn: Callable[[Page], None], page: Page, base_url: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, base_url)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith(INDEX)] == []
    turn(page)
    page.get_by_role("textbox", name="Search").focus()
    _ready(page)
    assert [url for url in asked if url.endswith(INDEX)] == [base_url + INDEX]


def test_an_address_with_a_query_searches_at_once(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}?q=burn+rate")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=30_000)


@dataclass
class Indexed:
    """What the search knows of a page."""

    text: str = ""
    """The texts of its parts, as far as results may show them."""
    words: set[str] = field(default_factory=set)
    """The words of its text that the search looks up."""
    wordings: set[str] = field(default_factory=set)
    """The words in which people ask for it."""


@pytest.fixture(scope="module")
def indexed(site: Path) -> dict[str, Indexed]:
    """What the search knows of each page."""
    index = json.loads((site / INDEX).read_text(encoding="utf-8"))["docs"]
    pages = [Indexed("\n".join(text for _, _, text in page["parts"])) for page in index["pages"]]
    for name, words in (("text", "words"), ("wordings", "wordings")):
        for word, steps in index[name]["words"].items():
            number = 0
            for step in steps:
                number += step // index["most"]
                getattr(pages[number], words).add(word)
    known = {page["location"]: found for page, found in zip(index["pages"], pages, strict=True)}
    return {address: known[address] if address in known else Indexed() for address in PAGES}


@pytest.mark.xdist_group("search index")
@for_every("address", list(PAGES))
def test_the_search_knows_no_working_button_or_field_of_a_page(
    address: str, indexed: dict[str, Indexed], site: Path
) -> None:
    tree = lxml.html.fromstring((site / address / "index.html").read_bytes())
    lines = {
        kind: {"".join(line.text_content().split()) for line in tree.xpath(f"//*[{which}]//*[@class='pb-line']")}
        for kind, which in (("shown", "@class='pb-worked'"), ("folded", "@popover"))
    }
    text = "".join(indexed[address].text.split())
    assert [line for line in lines["folded"] - lines["shown"] if line in text] == []
    assert "Back to the story’s values" not in indexed[address].text
    assert "Download the example template" not in indexed[address].text


@pytest.mark.xdist_group("search index")
@for_every("address", [address for address, meta in PAGES.items() if not meta.get("search", {}).get("exclude")])
def test_the_search_reads_no_two_cells_as_one_word(address: str, indexed: dict[str, Indexed], site: Path) -> None:
    tree = lxml.html.fromstring((site / address / "index.html").read_bytes())
    for data in tree.xpath("//article//td//data"):
        numbers = {word for word in words_in(data.text_content()) if any(map(str.isdigit, word))}
        assert numbers - COMMON <= indexed[address].words


@pytest.mark.xdist_group("search index")
@for_every("address", list(PAGES))
def test_the_search_knows_in_which_ways_people_ask_for_a_page(address: str, indexed: dict[str, Indexed]) -> None:
    for asked in (*PAGES[address].get("wordings", ()), *PAGES[address].get("terms", ())):
        assert set(words_in(asked)) - search_words().passed_over <= indexed[address].wordings
