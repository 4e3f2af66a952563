"""Figures in a page: they say what the story comes to, and show their working to mouse, keyboard and finger."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.calendar import Calendar
from macros.figures import Figure, read_text
from macros.library import Library
from macros.number_words import input_words
from macros.story import Number, NumberTable, Text
from tests.cases import for_every
from tests.site.places import ANSWER, PAGES, open_page, tab_to

CALENDAR = Calendar()
SIGNS = set("+−±≤≥<>=")
LIBRARY = Library()


def _working_of(page: Page, figure: Locator) -> Locator:
    return page.locator(figure.get_attribute("href") or "")


def _lift(answer: Page) -> Locator:
    return answer.locator("a.pb-figure", has=answer.locator("[data-key=ctr_lift]")).first


@pytest.fixture
def answer(page: Page, base_url: str) -> Page:
    """A page with figures in its sentences."""
    open_page(page, base_url + ANSWER)
    return page


def test_a_click_opens_the_working_and_a_second_click_closes_it(answer: Page) -> None:
    figure = answer.locator("a.pb-figure").first
    working = _working_of(answer, figure)
    expect(working).to_be_hidden()
    figure.click()
    expect(working).to_be_visible()
    expect(working).to_be_in_viewport(ratio=1)
    expect(working.locator("math").first).to_be_visible()
    figure.click()
    expect(working).to_be_hidden()
    figure.click()
    expect(working).to_be_visible()


def test_a_click_on_a_figure_leaves_the_address_and_the_place_of_the_reader_alone(answer: Page) -> None:
    figure = answer.locator("a.pb-figure").first
    figure.scroll_into_view_if_needed()
    before = answer.evaluate("[location.href, scrollY]")
    figure.click()
    expect(_working_of(answer, figure)).to_be_visible()
    assert answer.evaluate("[location.href, scrollY]") == before


def test_a_click_elsewhere_closes_the_working(answer: Page) -> None:
    figure = answer.locator("a.pb-figure").first
    figure.click()
    working = _working_of(answer, figure)
    expect(working).to_be_visible()
    heading = answer.get_by_role("heading", level=1)
    heading.scroll_into_view_if_needed()
    answer.wait_for_function("() => scrollY === 0")  # the header changes there: press and release must meet one place
    heading.click()
    expect(working).to_be_hidden()


def test_closing_a_working_by_a_click_far_away_does_not_carry_the_reader_back(answer: Page) -> None:
    figure = answer.locator("a.pb-figure").first
    figure.click()
    working = _working_of(answer, figure)
    expect(working).to_be_visible()
    heading = answer.get_by_role("heading", name="Sources")
    heading.scroll_into_view_if_needed()
    before = answer.evaluate("scrollY")
    heading.click()
    expect(working).to_be_hidden()
    expect(figure).to_be_focused()
    assert answer.evaluate("scrollY") == before


def test_opening_one_working_closes_the_other(answer: Page) -> None:
    first = answer.locator("a.pb-figure").first
    second = answer.locator(f'a.pb-figure:not([href="{first.get_attribute("href")}"])').filter(visible=True).first
    first.focus()
    answer.keyboard.press("Enter")
    expect(_working_of(answer, first)).to_be_visible()
    second.evaluate("one => one.click()")
    expect(_working_of(answer, second)).to_be_visible()
    expect(_working_of(answer, first)).to_be_hidden()


def test_figures_of_one_working_open_it_each_where_it_stands(answer: Page) -> None:
    figures = [figure for figure in answer.locator("a.pb-figure").all() if figure.is_visible()]
    ways = [figure.get_attribute("href") for figure in figures]
    shared = next(way for way in ways if way is not None and ways.count(way) > 1)
    first, second, *_ = (figure for figure, way in zip(figures, ways, strict=True) if way == shared)
    working = _working_of(answer, first)
    for figure in (first, second):  # the second time it is open elsewhere
        figure.evaluate("one => one.click()")
        expect(working).to_be_visible()
        assert figure.evaluate("one => one.nextElementSibling.id") == shared.removeprefix("#")
    answer.keyboard.press("Escape")
    expect(working).to_be_hidden()
    expect(second).to_be_focused()


def test_the_tab_key_reaches_a_figure_and_enter_opens_it_and_escape_leads_back(answer: Page) -> None:
    figure = answer.locator("a.pb-figure").first
    answer.keyboard.press("Tab")
    answer.keyboard.press("Enter")  # past the navigation
    tab_to(answer, figure, 20)
    answer.keyboard.press("Enter")
    working = _working_of(answer, figure)
    expect(working).to_be_visible()
    expect(working).to_be_focused()
    answer.keyboard.press("Escape")
    expect(working).to_be_hidden()
    expect(figure).to_be_focused()


def test_the_tab_key_goes_on_from_an_open_working_to_the_page_of_its_formula(answer: Page) -> None:
    figure = _lift(answer)
    figure.focus()
    answer.keyboard.press("Enter")
    working = _working_of(answer, figure)
    expect(working).to_be_focused()
    answer.keyboard.press("Tab")
    link = working.get_by_role("link").first
    expect(link).to_be_focused()
    answer.keyboard.press("Enter")
    answer.wait_for_url("**/formulas/**")
    expect(answer.get_by_role("heading", level=1)).to_contain_text("Relative lift")


def test_a_working_says_in_the_accessibility_tree_what_it_is(answer: Page) -> None:
    figure = _lift(answer)
    figure.click()
    expect(answer.get_by_role("dialog", name="Working: relative lift in the click-through rate")).to_be_visible()


def test_a_finger_opens_the_working_on_a_phone(browser: Browser, base_url: str) -> None:
    context = browser.new_context(viewport={"width": 375, "height": 720}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_page(page, base_url + ANSWER)
    figure = page.locator("a.pb-figure").first
    figure.tap()
    working = _working_of(page, figure)
    expect(working).to_be_visible()
    expect(working).to_be_in_viewport(ratio=1)
    page.touchscreen.tap(180, 100)
    expect(working).to_be_hidden()
    context.close()


def test_a_long_working_stays_within_the_window_and_scrolls(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 375, "height": 500})
    open_page(page, base_url + ANSWER)
    figures = [figure for figure in page.locator("a.pb-figure").all() if figure.is_visible()][:5]
    assert len(figures) == 5
    for figure in figures:
        figure.click()
        working = _working_of(page, figure)
        box = working.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 375
        assert box["y"] + box["height"] <= 500
        page.keyboard.press("Escape")
        expect(working).to_be_hidden()


@for_every("address", list(PAGES))
def test_every_number_of_a_page_names_its_story_and_key_and_says_what_the_story_comes_to(
    address: str, site: Path
) -> None:
    tree = lxml.html.fromstring((site / address / "index.html").read_bytes())
    for data in tree.xpath("//article//data"):
        story, key, goal = (data.get(f"data-{name}") for name in ("story", "key", "goal"))
        said = data.text_content()
        if data.get("data-event") is not None:
            event = CALENDAR.events[data.get("data-event")]
            assert data.get("value") in {CALENDAR.written(day) for day in (event.day, event.planned) if day}
            continue
        ledger = LIBRARY.ledger(story)
        if goal is not None:
            judged = ledger.goals[goal]
            if data.get("class") == "pb-said":
                assert data.get("value") in {judged.state, f"{judged.limit:.17g}"}
                assert not set(said) & SIGNS
                continue
            assert (data.get("value"), said) in {
                (judged.state, judged.verdict),
                (f"{judged.limit:.17g}", judged.target()),
                (f"{judged.limit:.17g}", judged.spoken_target()),
            }
            continue
        entry = ledger.entries[key]
        if isinstance(entry, NumberTable):
            units = {column.name: column.unit for column in entry.columns}
            cells = [
                (getattr(row, name), input_words(getattr(row, name), unit))
                for row in entry.rows
                for name, unit in units.items()
            ]
            assert (float(data.get("value")), said) in cells
            continue
        if isinstance(entry, Text):
            assert (data.get("value"), said) == (entry.value, entry.value)
        elif isinstance(entry, Figure) and said == entry.interval():
            assert len(data.get("value").split()) == 2
        else:
            assert isinstance(entry, Number | Figure)
            assert float(data.get("value")) == entry.value
            if data.get("class") == "pb-said":  # tests/test_spoken.py reads the words back
                assert said.strip()
                assert not said.startswith(tuple(SIGNS))
                continue
            assert said in {read_text(entry), entry.statement() if isinstance(entry, Figure) else None}


def test_the_answer_pages_are_full_of_numbers_that_name_their_origin(site: Path) -> None:
    counts = {
        address: (site / address / "index.html").read_text(encoding="utf-8").count("data-story=")
        for address, meta in PAGES.items()
        if meta["kind"] in ("full", "story", "template", "formula")
    }
    # The example of a template may be words alone.
    assert [address for address, count in counts.items() if not count and PAGES[address]["kind"] != "template"] == []
    assert sum(counts.values()) > 500
