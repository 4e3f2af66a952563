"""The same pages in light and dark, on a phone, on paper, and where no page is."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builds import build_pages, copy_project, only_pages
from tests.cases import for_every
from tests.serving import SUB_PATH, serving
from tests.site.places import ANSWER, ONE_OF_EACH, open_page, tab_to

_COLOURS = """() => {
  const of = (one) => { const style = getComputedStyle(one); return [style.color, style.backgroundColor]; };
  return [...of(document.body), ...of(document.querySelector("article p a:not(.headerlink, .pb-menu *)"))];
}"""


WAYS_IN = {
    "start": "Start here",
    "answers": "Answers",
    "stories": "Stories",
    "templates": "Templates",
    "formulas": "Formulas",
    "workbook": "Your stories",
    "about": "About",
}


SCREEN_ONLY = ":is(.md-header, .md-tabs, .md-sidebar, .md-footer, .pb-working, .pb-calculator, .pb-take, .headerlink)"


def _scheme(page: Page) -> str | None:
    return page.locator("body").get_attribute("data-md-color-scheme")


def _next_scheme(page: Page) -> None:
    page.locator("#pb-colours label:visible").click()


def test_a_reader_chooses_light_or_dark_and_the_choice_stays(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, base_url)
    assert _scheme(page) == "default"
    _next_scheme(page)
    _next_scheme(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    open_page(page, base_url + ANSWER)
    assert _scheme(page) == "slate"
    page.reload()
    assert _scheme(page) == "slate"
    _next_scheme(page)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_a_page_follows_the_colours_of_the_system_until_the_reader_chooses(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_page(page, base_url)
    assert _scheme(page) == "slate"
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_colours_are_there_before_the_theme_s_script(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.route("**/bundle.*.min.js", lambda route: route.fulfill(body=""))
    try:
        page.goto(base_url + ANSWER)
        assert _scheme(page) == "slate"
        assert page.locator("meta[name=color-scheme]").get_attribute("content") == "dark"
        _next_scheme(page)
        assert _scheme(page) == "default"
        assert page.locator("meta[name=color-scheme]").get_attribute("content") == "light"
    finally:
        page.unroute("**/bundle.*.min.js")


def test_dark_and_light_differ_in_paper_ink_and_links(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, base_url + ANSWER)
    light = page.evaluate(_COLOURS)
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark = page.evaluate(_COLOURS)
    assert light[0] != dark[0]
    assert light[1] != dark[1]
    assert light[2] != dark[2]


def test_the_palette_can_be_changed_with_the_keyboard(page: Page, base_url: str) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, base_url)
    choice = page.locator("#pb-colours input").first
    tab_to(page, choice, 30)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """The browser of a phone."""
    context = browser.new_context(viewport={"width": 375, "height": 720}, has_touch=True, is_mobile=True)
    yield context.new_page()
    context.close()


@for_every("kind", list(ONE_OF_EACH))
def test_a_finger_opens_the_drawer_and_a_tap_beside_it_closes_it(kind: str, phone: Page, base_url: str) -> None:
    open_page(phone, base_url + ONE_OF_EACH[kind])
    phone.get_by_role("button", name="Navigation").tap()
    drawer = phone.locator(".md-sidebar--primary")
    expect(drawer).to_be_in_viewport()
    expect(drawer.locator("a.md-nav__link:visible").first).to_be_in_viewport()
    phone.locator(".md-overlay").tap(position={"x": 360, "y": 400})
    expect(drawer).not_to_be_in_viewport()


def _walked(page: Page, steps: int) -> list[str]:
    """Walk with the tab key; name each link of the drawer that gets the focus, and see that it can be seen."""
    names = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        focused = page.locator(".md-sidebar--primary :focus")
        if focused.count():
            expect(focused).to_be_in_viewport()
            names.append(focused.inner_text().strip())
    return names


def test_the_keyboard_opens_the_drawer_walks_in_it_and_escape_closes_it(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 375, "height": 720})
    page.emulate_media(reduced_motion="reduce")  # what slides out of sight takes the focus along, sooner or later
    open_page(page, base_url + ANSWER)
    button = page.get_by_role("button", name="Navigation")
    tab_to(page, button, 10)
    page.keyboard.press("Enter")
    drawer = page.locator(".md-sidebar--primary")
    expect(drawer).to_be_in_viewport()
    names = [name for name in _walked(page, 20) if name]
    assert "How do you keep quality when you refresh models weekly?" in names
    assert not any("management style" in name for name in names)  # that part of the navigation is closed
    title = page.locator(".md-nav__title:visible", has_text="Retrospective")
    title.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Low performance").first).to_be_in_viewport()
    assert any("Language models" in name for name in _walked(page, 8))
    page.keyboard.press("Escape")
    expect(drawer).not_to_be_in_viewport()
    expect(button).to_be_focused()


def test_the_tab_key_does_not_wander_into_a_closed_drawer(page: Page, base_url: str) -> None:
    page.set_viewport_size({"width": 375, "height": 720})
    open_page(page, base_url + ANSWER)
    for _ in range(30):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")


@for_every("kind", list(ONE_OF_EACH))
def test_a_page_of_each_kind_fits_every_width(kind: str, page: Page, base_url: str) -> None:
    widths = [1366, 768, 375, 320]  # what a widened window slides away is on its way for a moment
    page.set_viewport_size({"width": widths[0], "height": 720})
    page.goto(base_url + ONE_OF_EACH[kind])
    fitted = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 720})
        fitted.append(page.evaluate("document.documentElement.scrollWidth"))
    assert fitted == widths


def test_tabs_are_linked_so_that_the_chosen_fill_shows(page: Page, base_url: str) -> None:
    open_page(page, base_url + ONE_OF_EACH["template"])
    expect(page.locator("[data-fill=blank]")).to_be_visible()
    expect(page.locator("[data-fill=example]")).to_be_hidden()
    page.locator(".tabbed-labels").get_by_text("Example").click()
    expect(page.locator("[data-fill=example]")).to_be_visible()
    expect(page.locator("[data-fill=blank]")).to_be_hidden()


@for_every("kind", list(ONE_OF_EACH))
def test_paper_shows_the_text_without_what_only_a_screen_can_use(kind: str, page: Page, base_url: str) -> None:
    page.emulate_media(media="screen")
    open_page(page, base_url + ONE_OF_EACH[kind])
    assert page.locator(f"{SCREEN_ONLY}:visible").count() > 0
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(f"{SCREEN_ONLY}:visible")).to_have_count(0)


def test_an_open_working_does_not_reach_the_paper(page: Page, base_url: str) -> None:
    open_page(page, base_url + ANSWER)
    page.locator("a.pb-figure").first.click()
    working = page.locator(".pb-working:popover-open")
    expect(working).to_be_visible()
    page.emulate_media(media="print")
    expect(working).to_be_hidden()


def test_paper_shows_what_is_folded_away_on_the_screen(page: Page, base_url: str) -> None:
    open_page(page, base_url + ANSWER)
    folded = page.locator("article details.question p").first
    assert not folded.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })")
    page.emulate_media(media="print")
    assert folded.evaluate("one => one.checkVisibility({ contentVisibilityAuto: true })")


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Page]:
    """An address that leads nowhere, on a site that was built for the path below which it stands.

    The page for it doesn't know at which depth it is shown, so its own addresses start with the path of SITE_URL.
    """
    folder = tmp_path_factory.mktemp("lost")
    copy = copy_project(folder)
    sections = {f"{name}/index.md": title for name, title in WAYS_IN.items()}
    only_pages(copy, ["index.md", *sections], sections)
    build_pages(copy, folder / "site", SITE_URL=f"https://example.org/{SUB_PATH}/")
    with serving(folder / "site") as address:
        context = browser.new_context()
        page = context.new_page()
        refused: list[str] = []
        page.on("response", lambda response: refused.append(response.url) if response.status >= 400 else None)
        page.on("requestfailed", lambda request: refused.append(request.url))
        open_page(page, f"{address}no/such/page/")
        assert refused == [f"{address}no/such/page/"]  # its styles, scripts and index did load
        yield page
        context.close()


@pytest.mark.xdist_group("lost")
def test_an_address_without_a_page_says_so_and_offers_the_ways_in(lost: Page) -> None:
    expect(lost.get_by_role("heading", level=1)).to_have_text("This page is not here")
    expect(lost).to_have_title("Page not found - The ML leadership answer playbook")
    ways = lost.get_by_role("navigation", name="Ways in").get_by_role("link")
    assert [way.inner_text() for way in ways.all()] == list(WAYS_IN.values())


@pytest.mark.xdist_group("lost")
def test_it_offers_to_search_for_the_words_of_the_address(lost: Page) -> None:
    offer = lost.get_by_role("link", name="Search for “page”")
    expect(offer).to_have_attribute("href", re.compile(rf"/{SUB_PATH}/\?q=page$"))


@pytest.mark.xdist_group("lost")
def test_every_way_in_from_an_address_without_a_page_leads_to_one(lost: Page) -> None:
    for way in lost.get_by_role("navigation", name="Ways in").get_by_role("link").all():
        answer = lost.request.get(way.evaluate("one => one.href"))
        assert answer.status == 200, way.inner_text()


@pytest.mark.xdist_group("lost")
def test_a_site_for_a_sub_path_names_it_in_addresses_for_other_machines(lost: Page) -> None:
    assert lost.locator("meta[property='og:image']").get_attribute("content") == (
        f"https://example.org/{SUB_PATH}/assets/images/social.png"
    )
