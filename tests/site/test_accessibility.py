"""No violation of WCAG 2.2 AA or of axe's best practice on a page of each kind and in each open tool."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from playwright.sync_api import Page, ViewportSize, expect

from tests.accessibility import reveal, violations
from tests.cases import for_every
from tests.site.places import ANSWER, ONE_OF_EACH, open_page

SCHEMES = ("light", "dark")
SCREENS: dict[str, ViewportSize] = {"desk": {"width": 1366, "height": 900}, "phone": {"width": 375, "height": 720}}


def _open(page: Page, address: str, scheme: str, screen: str) -> None:
    page.mouse.move(0, 0)  # off whatever would show a tooltip
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size(SCREENS[screen])
    open_page(page, address)
    assert page.locator("body").get_attribute("data-md-color-scheme") == ("slate" if scheme == "dark" else "default")


@for_every("kind, scheme, screen", product(ONE_OF_EACH, SCHEMES, SCREENS))
def test_a_page_of_each_kind_is_accessible(kind: str, scheme: str, screen: str, page: Page, base_url: str) -> None:
    _open(page, base_url + ONE_OF_EACH[kind], scheme, screen)
    reveal(page)
    assert violations(page) == []


def _calculator_with_a_mistake(page: Page) -> None:
    field = page.locator(".pb-calculator input").first
    field.fill("ten")
    expect(field).to_have_attribute("aria-invalid", "true")


def _working(page: Page) -> None:
    page.locator("a.pb-figure:visible").first.click()
    expect(page.locator(".pb-working:popover-open")).to_be_visible()


def _search(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("latency")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def _drawer(page: Page) -> None:
    button = page.get_by_role("button", name="Navigation")
    if button.is_visible():  # at a desk the navigation stands beside the text
        button.click()
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()


TOOLS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "calculator with a mistake in a number": ("formulas/relative-lift/", _calculator_with_a_mistake),
    "calculator with a mistake in a table": ("formulas/brier-score/", _calculator_with_a_mistake),
    "open working": (ANSWER, _working),
    "search with results": ("", _search),
    "navigation": ("formulas/burn-rate/", _drawer),
}


@for_every("tool, scheme, screen", product(TOOLS, SCHEMES, SCREENS))
def test_an_open_tool_is_accessible(tool: str, scheme: str, screen: str, page: Page, base_url: str) -> None:
    address, use = TOOLS[tool]
    _open(page, base_url + address, scheme, screen)
    use(page)
    assert violations(page) == []


def test_axe_does_find_what_is_wrong(page: Page, base_url: str) -> None:
    open_page(page, base_url)
    page.evaluate("document.querySelector('article').append(document.createElement('input'))")
    assert any(found.startswith("label (critical)") for found in violations(page))


def test_the_first_tab_leads_past_the_header_to_the_text(page: Page, base_url: str) -> None:
    open_page(page, base_url + ANSWER)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator("article a").first).to_be_focused()


def test_whoever_prefers_less_motion_gets_none(page: Page, base_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, base_url + ANSWER)
    _working(page)
    assert page.evaluate("document.getAnimations().length") == 0
