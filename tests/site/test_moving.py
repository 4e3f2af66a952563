"""Moving about: the side bar, the top of an answer, its follow-ups, and the lists of answers."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from macros.front_matter import LEVELS
from macros.plan import QUICK_MINUTES, sections
from tests.builds import ROOT
from tests.site.places import ANSWER, of_kind, open_page
from tests.site.workbooks import wait_for_kept

SECTIONS = sections(ROOT / "docs")
ANSWERS = [answer for section in SECTIONS for answer in section.answers]
LONG = "answers/strategy-and-execution/prioritising-bets/"


def _slug(level: str) -> str:
    return level.replace(" ", "-").lower()


def test_the_side_bar_shows_the_section_that_one_is_in_and_a_line_for_each_other(window: Page, base_url: str) -> None:
    window.set_viewport_size({"width": 1366, "height": 900})
    open_page(window, base_url + LONG)
    bar = window.locator(".md-sidebar--primary .md-nav__item--active > .md-nav").first
    shown = [link.inner_text().strip() for link in bar.locator("a.md-nav__link:visible").all()]
    own = next(section for section in SECTIONS if LONG.startswith(f"answers/{section.name}/"))
    assert sorted(shown) == sorted([*(one.title for one in SECTIONS), *(one.title for one in own.answers)])
    expect(window.get_by_role("button", name="Navigation")).to_be_hidden()  # nothing is left to open


@pytest.mark.parametrize("address", [ANSWER, "answers/people/trust/"], ids=["full", "short"])
def test_the_top_of_an_answer_says_what_it_is_and_leads_to_its_parts(address: str, window: Page, base_url: str) -> None:
    window.set_viewport_size({"width": 390, "height": 800})
    open_page(window, base_url + address)
    answer = next(one for one in ANSWERS if f"{one.page.removesuffix('.md')}/" == address)
    facts = window.locator(".pb-facts")
    expect(facts).to_have_text(f"{answer.section} · {', '.join(answer.levels)} · {answer.minutes} minutes to read")
    asked = window.get_by_text("Also asked as")
    asked.click()
    assert answer.asked
    assert window.locator(".pb-asked li").all_inner_texts() == [*answer.asked]
    asked.click()
    row = window.get_by_role("navigation", name="Jump to")
    for way in row.get_by_role("link").all():
        way.click()
        target = window.locator(f'[id="{way.get_attribute("href").removeprefix("#")}"]')  # type: ignore[union-attr]
        place = target.locator("xpath=ancestor-or-self::*[contains(@class, 'tabbed-set')]")
        place = place if place.count() else target
        expect(place).to_be_in_viewport()
        if way.inner_text().endswith(" min"):
            expect(target).to_be_checked()
        # The row stays in reach, and covers nothing of what it led to.
        expect(row).to_be_in_viewport(ratio=1)
        window.wait_for_function(
            "([row, place]) => row.getBoundingClientRect().bottom <= place.getBoundingClientRect().top + 1",
            arg=[row.element_handle(), place.element_handle()],
        )


def test_all_follow_ups_open_and_close_at_once(window: Page, base_url: str) -> None:
    open_page(window, base_url + ANSWER)
    questions = window.locator("details.question")
    button = window.locator(".pb-open-all")
    assert button.count() == 0  # it comes when a reader comes near: on the way to it nothing jumps
    questions.first.scroll_into_view_if_needed()
    window.get_by_role("button", name="Open all follow-ups").click()
    expect(window.locator("details.question[open]")).to_have_count(questions.count())
    questions.first.locator("summary").click()
    window.get_by_role("button", name="Open all follow-ups").click()
    window.get_by_role("button", name="Close all follow-ups").click()
    expect(window.locator("details.question[open]")).to_have_count(0)


def test_what_was_read_is_marked_on_its_page_and_in_the_lists_and_kept_in_the_workbook(
    opened: Page, base_url: str
) -> None:
    page = opened
    page.goto(f"{base_url}answers/people/trust/")
    box = page.get_by_label("I have read this")
    box.check()
    wait_for_kept(page, "(kept) => 'people/trust' in (kept?.read ?? {})")
    page.reload()
    expect(box).to_be_checked()
    for address in ("answers/", "answers/people/"):
        page.goto(base_url + address)
        marked = page.locator("li", has=page.locator(".pb-mark"))
        expect(marked.get_by_role("link")).to_have_text([_titled("answers/people/trust.md")])
        expect(marked).to_contain_text("read")
    page.goto(f"{base_url}answers/people/trust/")
    expect(box).to_be_checked()
    box.uncheck()
    wait_for_kept(page, "(kept) => !('people/trust' in kept.read)")
    page.goto(f"{base_url}answers/people/")
    expect(page.locator(".pb-answers li").first).to_be_visible()
    expect(page.locator(".pb-mark")).to_have_count(0)


def _titled(page: str) -> str:
    return next(one.title for one in ANSWERS if one.page == page)


def _shown(page: Page) -> list[str]:
    return [link.inner_text() for link in page.locator(".pb-answers li > a:visible").all()]


def test_answers_are_narrowed_by_level_section_and_time(window: Page, base_url: str) -> None:
    window.set_viewport_size({"width": 1366, "height": 900})
    open_page(window, f"{base_url}answers/")
    window.get_by_label("Level").select_option("director")
    window.get_by_label("Time").select_option("quick")
    kept = [one for one in ANSWERS if "director" in one.levels and one.minutes <= QUICK_MINUTES]
    assert sorted(_shown(window)) == sorted(one.title for one in kept)
    expect(window.locator(".pb-narrow output")).to_have_text(f"{len(kept)} answers")
    window.get_by_label("Section").select_option("people")
    kept = [one for one in kept if one.page.startswith("answers/people/")]
    assert sorted(_shown(window)) == sorted(one.title for one in kept)
    expect(window).to_have_url(re.compile("#level-director,section-people,time-quick$"))
    window.reload()
    expect(window.get_by_label("Level")).to_have_value("director")
    assert sorted(_shown(window)) == sorted(one.title for one in kept)


def test_without_a_script_anchors_narrow_them(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for level in LEVELS:
        page.goto(f"{base_url}answers/#level-{_slug(level)}")
        assert sorted(_shown(page)) == sorted(one.title for one in ANSWERS if level in one.levels)
    page.goto(f"{base_url}answers/#time-long")
    assert sorted(_shown(page)) == sorted(one.title for one in ANSWERS if one.minutes > QUICK_MINUTES)
    page.goto(f"{base_url}answers/#section-people")
    assert sorted(_shown(page)) == sorted(one.title for one in ANSWERS if one.page.startswith("answers/people/"))
    context.close()


def test_one_question_has_one_title_wherever_it_is_listed(window: Page, base_url: str) -> None:
    titles = {f"{base_url}{one.page.removesuffix('.md')}/": one.title for one in ANSWERS}
    read = 0
    for address in ("", *of_kind("section"), "start/prompt-map/", "start/by-level/", "start/at-work-tomorrow/", LONG):
        page = html.fromstring(window.request.get(base_url + address).body())
        for link in page.xpath("//nav//a" if address == LONG else "//a[not(ancestor::p)]"):  # else in a sentence
            target = urljoin(base_url + address, link.get("href", ""))
            if target in titles and link.get("aria-label") is None:
                section = "".join(link.xpath("self::*[parent::nav[@class='pb-next']]/span/text()"))
                words = " ".join(link.text_content().removeprefix(section).split())
                assert words == titles[target], address
                read += 1
    assert read > 2 * len(ANSWERS)
