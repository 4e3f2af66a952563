"""Every page as a reader gets it: alone from its own host, with a head for sharing, and readable without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.site.places import ANSWER, PAGES

pytestmark = pytest.mark.xdist_group("reading")
EVERY_PAGE = pytest.mark.parametrize("address", PAGES, ids=lambda address: address or "home")
AT_ONCE = 7

_FACTS = """() => {
  const all = (selector, attribute) => [...document.querySelectorAll(selector)].map((one) => one.getAttribute(attribute));
  return {
    headings: [...document.querySelectorAll("h1")].map((one) => one.textContent.replace("¶", "").trim()),
    title: document.title,
    description: all("meta[name=description]", "content"),
    shared: Object.fromEntries([...document.querySelectorAll("meta[property^=og]")].map((one) => [
      one.getAttribute("property"), one.content])),
    policy: all("meta[http-equiv=Content-Security-Policy]", "content"),
    language: document.documentElement.lang,
    kept: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
    violations: window.violations,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""


class Visit:
    """A page in a tab of its own, and what happens there."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self.requested: list[str] = []
        self.failed: list[str] = []
        self.complaints: list[str] = []
        self.facts: dict[str, Any] = {}
        tab.add_init_script(
            "window.violations = [];"
            "addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))"
        )
        tab.on("request", lambda request: self.requested.append(request.url))
        tab.on("requestfailed", lambda request: self.failed.append(request.url))
        tab.on("response", lambda response: self.failed.append(response.url) if response.status >= 400 else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)

    def leave(self) -> None:
        """Note what the page is like once nothing more is loading, and close the tab."""
        self.tab.wait_for_load_state("networkidle")
        self.facts = self.tab.evaluate(_FACTS)
        self.facts["cookies"] = self.tab.context.cookies()
        self.tab.close()


def _visits(context: BrowserContext, base_url: str) -> dict[str, Visit]:
    """Visit every page, some at a time, since most of a visit is waiting for the network to fall silent."""
    visits: dict[str, Visit] = {}
    for start in range(0, len(PAGES), AT_ONCE):
        some = list(PAGES)[start : start + AT_ONCE]
        for address in some:
            visits[address] = Visit(context.new_page())
            visits[address].tab.goto(base_url + address, wait_until="commit")
        for address in some:
            visits[address].leave()
    context.close()
    return visits


@pytest.fixture(scope="module")
def desk(browser: Browser, base_url: str) -> dict[str, Visit]:
    """Every page on the screen of a desk."""
    return _visits(browser.new_context(viewport={"width": 1366, "height": 900}), base_url)


@pytest.fixture(scope="module")
def phone(browser: Browser, base_url: str) -> dict[str, Visit]:
    """Every page on the screen of a phone."""
    viewport: ViewportSize = {"width": 375, "height": 720}
    return _visits(browser.new_context(viewport=viewport, has_touch=True, is_mobile=True), base_url)


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@EVERY_PAGE
def test_a_page_loads_everything_from_its_own_site_and_nothing_complains(
    address: str, desk: dict[str, Visit], base_url: str
) -> None:
    visit = desk[address]
    assert visit.complaints == []
    assert visit.failed == []
    elsewhere = [url for url in visit.requested if not url.startswith((base_url, "data:"))]
    assert elsewhere == []
    assert len(visit.requested) > 5  # the page with its styles and scripts: the listener does listen


@EVERY_PAGE
def test_a_page_has_one_heading_a_title_and_a_description(address: str, desk: dict[str, Visit]) -> None:
    facts = desk[address].facts
    meta = PAGES[address]
    assert facts["language"] == "en"
    assert len(facts["headings"]) == 1
    assert str(facts["title"]).startswith(meta["title"]) or address == ""
    assert facts["description"] == [meta["description"]]


@EVERY_PAGE
def test_a_link_to_a_page_shows_its_title_and_description_where_it_is_shared(
    address: str, desk: dict[str, Visit]
) -> None:
    facts = desk[address].facts
    shared = facts["shared"]
    assert shared["og:title"] == PAGES[address]["title"]
    assert shared["og:description"] == PAGES[address]["description"]
    assert shared["og:url"].endswith(f"/{address}")
    assert shared["og:type"] == ("article" if address else "website")
    assert shared["og:image"].endswith("/assets/images/social.png")


def test_the_picture_of_shared_links_has_the_size_that_it_claims(site: Path) -> None:
    header = (site / "assets" / "images" / "social.png").read_bytes()[16:24]
    assert (int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")) == (1200, 630)


@EVERY_PAGE
def test_a_page_keeps_no_cookie_and_nothing_but_the_choice_of_colours(address: str, desk: dict[str, Visit]) -> None:
    visit = desk[address]
    assert visit.facts["cookies"] == []
    assert {key.rpartition(".")[2] for key in visit.facts["kept"]} <= {"__palette", "__search", "__tabs"}


@EVERY_PAGE
def test_a_page_has_a_security_policy_and_keeps_to_it(address: str, desk: dict[str, Visit]) -> None:
    facts = desk[address].facts
    (policy,) = facts["policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert facts["violations"] == []


@EVERY_PAGE
def test_a_page_fits_a_phone_without_scrolling_sideways(address: str, phone: dict[str, Visit]) -> None:
    visit = phone[address]
    assert visit.complaints == []
    assert visit.facts["overflow"] == 0


def test_the_security_policy_refuses_a_script_that_somebody_slips_into_the_page(
    browser: Browser, base_url: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(base_url)
    with page.expect_event("console", lambda message: "Content Security Policy" in message.text):
        page.evaluate("""() => {
          const script = document.createElement("script");
          script.textContent = "window.slippedIn = true";
          document.body.append(script);
        }""")
    assert page.evaluate("window.slippedIn") is None
    context.close()


def test_the_security_policy_refuses_a_script_of_another_host(browser: Browser, base_url: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("response", lambda response: asked.append(response.url))
    page.goto(base_url)
    with page.expect_event("console", lambda message: "Content Security Policy" in message.text):
        page.evaluate("""() => {
          const script = document.createElement("script");
          script.src = "http://localhost/elsewhere.js";
          document.body.append(script);
        }""")
    assert not any("elsewhere" in url for url in asked)
    context.close()


@EVERY_PAGE
def test_a_page_can_be_read_without_scripts(address: str, scriptless: Page, base_url: str) -> None:
    scriptless.goto(base_url + address)
    article = scriptless.get_by_role("article")
    expect(article.get_by_role("heading", level=1)).to_be_visible()
    assert len(article.inner_text().split()) > 30
    for tool in (".pb-calculator", ".pb-copy", ".pb-working"):
        for hidden in article.locator(tool).all():
            expect(hidden).to_be_hidden()


def test_a_figure_leads_to_its_working_without_scripts(scriptless: Page, base_url: str) -> None:
    scriptless.goto(base_url + ANSWER)
    figure = scriptless.locator("a.pb-figure").first
    working = scriptless.locator(figure.get_attribute("href") or "")
    expect(working).to_be_hidden()
    figure.click()
    expect(working).to_be_visible()
    expect(working.locator("math").first).to_be_visible()
    expect(working).to_be_in_viewport()
    assert working.locator("math mn").count() > 1


def test_no_other_page_than_the_home_page_calls_itself_by_the_name_of_the_site_alone(desk: dict[str, Visit]) -> None:
    titles = [str(desk[address].facts["title"]) for address in PAGES]
    assert len(set(titles)) == len(titles)
