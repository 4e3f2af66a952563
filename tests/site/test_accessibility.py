"""No violation of WCAG 2.2 AA or of axe's best practice on a page of each kind and in each open tool."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from playwright.sync_api import Page, ViewportSize, expect

from tests.accessibility import reveal, violations
from tests.cases import for_every
from tests.site.places import ANSWER, ONE_OF_EACH, open_page

SCHEMES = ("light", "dark")
SCREENS: dict[str, ViewportSize] = {"desk": {"width": 1366, "height": 900}, "phone": {"width": 375, "height": 720}}


Seen = tuple[str, str, str]
"""What is open, on which screen, in which scheme."""


def _each_way(names: Iterable[str]) -> list[Seen]:
    """See each of these on both screens and in both schemes, by turns in one pair of ways or in the other.

    No rule of ours hangs on the screen and the scheme together: colours follow the scheme, places the screen.
    """
    return [
        (name, screen, SCHEMES[(number + place) % 2])
        for number, name in enumerate(names)
        for place, screen in enumerate(SCREENS)
    ]


def _open(page: Page, address: str, scheme: str, screen: str) -> None:
    page.mouse.move(0, 0)  # off whatever would show a tooltip
    _see(page, scheme, screen)
    open_page(page, address)
    _is(page, scheme)


def _see(page: Page, scheme: str, screen: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size(SCREENS[screen])


def _is(page: Page, scheme: str) -> None:
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")


@for_every("kind", list(ONE_OF_EACH))
def test_a_page_of_each_kind_is_accessible(kind: str, page: Page, base_url: str) -> None:
    ways = [(screen, scheme) for name, screen, scheme in _each_way(ONE_OF_EACH) if name == kind]
    (screen, scheme), *others = ways
    _open(page, base_url + ONE_OF_EACH[kind], scheme, screen)
    reveal(page)
    assert violations(page) == []
    for screen, scheme in others:  # turned and darkened, the same page is seen the other way
        _see(page, scheme, screen)
        _is(page, scheme)
        assert violations(page) == []


def _calculator_with_a_mistake(page: Page) -> None:
    field = page.locator(".pb-calculator input").first
    field.fill("ten")
    expect(field).to_have_attribute("aria-invalid", "true")


def _calculator_filled(page: Page) -> None:
    form = page.locator(".pb-calculator")
    form.get_by_role("textbox").first.fill("40")
    form.locator("[data-copy=said]").click()
    expect(form.locator(".pb-copy__status")).not_to_be_empty()


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


def _menu(page: Page) -> None:
    page.get_by_text("Copy, download or print").click()
    page.get_by_label("Part").select_option(label="Follow-ups")
    expect(page.get_by_text("Files: Follow-ups")).to_be_visible()


def _kept(page: Page) -> None:
    expect(page.get_by_role("button", name="Remove what is kept")).to_be_visible()


TOOLS: dict[str, tuple[str, Callable[[Page], None]]] = {
    "calculator with a mistake in a number": ("formulas/relative-lift/", _calculator_with_a_mistake),
    "calculator with a mistake in a table": ("formulas/brier-score/", _calculator_with_a_mistake),
    "calculator filled in, its sentence copied": ("formulas/relative-change/", _calculator_filled),
    "menu with a part chosen": (ANSWER, _menu),
    "open working": (ANSWER, _working),
    "files kept on the device": ("about/offline/", _kept),
    "search with results": ("", _search),
    "navigation": ("formulas/burn-rate/", _drawer),
}


@for_every("tool, screen, scheme", _each_way(TOOLS))
def test_an_open_tool_is_accessible(tool: str, screen: str, scheme: str, page: Page, base_url: str) -> None:
    address, use = TOOLS[tool]
    _open(page, base_url + address, scheme, screen)
    use(page)
    assert violations(page) == []


def test_axe_does_find_what_is_wrong(page: Page, base_url: str) -> None:
    open_page(page, base_url)
    page.evaluate("document.querySelector('article').append(document.createElement('input'))")
    assert any(found.startswith("label (critical)") for found in violations(page))


@for_every("scheme", SCHEMES)
def test_a_text_that_pales_is_found_whatever_has_passed(scheme: str, page: Page, base_url: str) -> None:
    _open(page, base_url, scheme, "phone")
    passed: set[str] = set()
    assert violations(page, passed=passed) == []
    assert passed
    page.evaluate("""() => {
      const [pale, covered] = document.querySelectorAll("article p");
      pale.style.opacity = 0.4;
      const under = document.createElement("div");
      covered.before(under);
      const background = "rgb(119, 119, 119)"; // too near to the ink of either scheme
      const [width, height] = [`${covered.offsetWidth}px`, `${covered.offsetHeight}px`];
      Object.assign(under.style, { position: "absolute", zIndex: 0, width, height, background });
      Object.assign(covered.style, { position: "relative", zIndex: 1 });
    }""")
    found = violations(page, passed=passed)
    assert found == violations(page, passed=None)
    assert [one.partition(" ")[0] for one in found].count("color-contrast") >= 2


def test_the_first_tab_leads_past_the_header_to_the_text(page: Page, base_url: str) -> None:
    open_page(page, base_url + ANSWER)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(".pb-facts a")).to_be_focused()  # the section, below the title


def test_whoever_prefers_less_motion_gets_none(page: Page, base_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_page(page, base_url + ANSWER)
    _working(page)
    assert page.evaluate("document.getAnimations().length") == 0
