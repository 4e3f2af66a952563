"""Every page as a reader gets it: alone from its own host, with a head for sharing, and readable without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize, expect

from tests.cases import for_every
from tests.site.places import ANSWER, IN_EACH_PART, PAGES, open_page

pytestmark = pytest.mark.xdist_group("reading")
EVERY_PAGE = for_every("address", list(PAGES))

PHONE: ViewportSize = {"width": 375, "height": 720}

_FACTS = """() => {
  const all = (selector, name) => [...document.querySelectorAll(selector)].map((one) => one.getAttribute(name));
  return {
    articles: document.querySelectorAll("article, [role=article]").length,
    headings: document.querySelectorAll("article h1").length,
    words: document.querySelector("article").textContent.trim().split(" ").length,
    title: document.title,
    description: all("meta[name=description]", "content"),
    shared: Object.fromEntries([...document.querySelectorAll("meta[property^=og]")].map((one) => [
      one.getAttribute("property"), one.content])),
    policy: all("meta[http-equiv=Content-Security-Policy]", "content"),
    language: document.documentElement.lang,
    cookie: document.cookie,
    kept: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
    violations: window.violations,
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  };
}"""

_READ = """() => {
  const shows = (one) => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length > 0;
  const [article, ...others] = document.querySelectorAll("article, [role=article]");
  return {
    articles: 1 + others.length,
    headings: [...article.querySelectorAll("h1")].map(shows),
    text: article.innerText,
    shown: [...document.querySelectorAll(".pb-calculator, .pb-copy, .pb-working")].filter(shows)
      .map((one) => one.outerHTML.slice(0, 80)),
  };
}"""


@dataclass(frozen=True)
class Visit:
    """What a browser saw of a page."""

    facts: dict[str, Any]
    requested: list[str]
    failed: list[str]
    complaints: list[str]


class Visitor:
    """Goes from page to page in one tab and notes what happens there."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self._forget()
        tab.add_init_script(
            "window.violations = [];"
            "addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))"
        )
        tab.on("request", lambda request: self.requested.append(request.url))
        tab.on("requestfailed", self._note_failure)
        tab.on("response", lambda response: self.failed.append(response.url) if response.status >= 400 else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page was still loading when it was left
            self.failed.append(request.url)

    def _forget(self) -> None:
        self.requested: list[str] = []
        self.failed: list[str] = []
        self.complaints: list[str] = []

    def visit(self, address: str) -> Visit:
        """Open a page and wait until its tools have been started."""
        self._forget()
        open_page(self.tab, address)
        return Visit(self.tab.evaluate(_FACTS), self.requested, self.failed, self.complaints)


@pytest.fixture(scope="module")
def visits(browser: Browser, base_url: str) -> Iterator[dict[str, Visit]]:
    """Every page, visited once, on a phone, where it has least room; a desk is what all other tests sit at."""
    context = browser.new_context(viewport=PHONE)
    visitor = Visitor(context.new_page())
    yield {address: visitor.visit(base_url + address) for address in PAGES}
    context.close()


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@EVERY_PAGE
def test_a_page_loads_everything_from_its_own_site_and_nothing_complains(
    address: str, visits: dict[str, Visit], base_url: str
) -> None:
    visit = visits[address]
    assert visit.complaints == []
    assert visit.failed == []
    elsewhere = [url for url in visit.requested if not url.startswith((base_url, "data:"))]
    assert elsewhere == []
    assert len(visit.requested) > 5  # the page with its styles and scripts: the listener does listen


@EVERY_PAGE
def test_a_page_has_a_language_a_title_a_description_and_a_text(address: str, visits: dict[str, Visit]) -> None:
    facts = visits[address].facts
    meta = PAGES[address]
    assert (facts["articles"], facts["headings"]) == (1, 1)
    assert facts["words"] > 30
    assert facts["language"] == "en"
    assert str(facts["title"]).startswith(meta["title"]) or address == ""
    assert facts["description"] == [meta["description"]]


@EVERY_PAGE
def test_a_link_to_a_page_shows_its_title_and_description_where_it_is_shared(
    address: str, visits: dict[str, Visit]
) -> None:
    facts = visits[address].facts
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
def test_a_page_keeps_no_cookie_and_nothing_but_the_choice_of_colours(address: str, visits: dict[str, Visit]) -> None:
    facts = visits[address].facts
    assert facts["cookie"] == ""
    kept = facts["kept"]
    assert {key.rpartition(".")[2] for key in kept} <= {"__palette", "__search", "__tabs", "__copy"}


@EVERY_PAGE
def test_a_page_has_a_security_policy_and_keeps_to_it(address: str, visits: dict[str, Visit]) -> None:
    facts = visits[address].facts
    (policy,) = facts["policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert facts["violations"] == []


@EVERY_PAGE
def test_a_page_fits_a_phone_without_scrolling_sideways(address: str, visits: dict[str, Visit]) -> None:
    assert visits[address].facts["overflow"] == 0


def _slip_in(page: Page, content: dict[str, str]) -> None:
    """Put a script into a page, and wait until the policy has refused it."""
    with page.expect_event("console", lambda message: "Content Security Policy" in message.text):
        page.evaluate(
            """(content) => {
              const script = document.createElement("script");
              Object.assign(script, content);
              document.body.append(script);
            }""",
            content,
        )


@pytest.fixture
def attacked(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page that may complain."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(base_url)
    yield page
    context.close()


def test_the_security_policy_refuses_a_script_that_somebody_slips_into_the_page(attacked: Page) -> None:
    _slip_in(attacked, {"textContent": "window.slippedIn = true"})
    assert attacked.evaluate("window.slippedIn") is None


def test_the_security_policy_refuses_a_script_of_another_host(attacked: Page) -> None:
    asked: list[str] = []
    attacked.on("response", lambda response: asked.append(response.url))
    _slip_in(attacked, {"src": "http://localhost/elsewhere.js"})
    assert not any("elsewhere" in url for url in asked)


@for_every("address", IN_EACH_PART)  # what scripts bring hangs on macros and the theme, not on a page
def test_a_page_can_be_read_without_scripts(address: str, scriptless: Page, base_url: str) -> None:
    scriptless.goto(base_url + address)
    read = scriptless.evaluate(_READ)
    assert read["articles"] == 1
    assert read["headings"] == [True]
    assert len(read["text"].split()) > 30
    assert read["shown"] == []


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
