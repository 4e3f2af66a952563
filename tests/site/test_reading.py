"""Every page as a reader gets it: alone from its own host, with a head for sharing, and readable without scripts.

What a page says stands in its file, and is read there; how wide it is, all articles tell in one page. With everything
running a browser visits those pages that together have all that styles and scripts know; `make audit` visits each.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import lxml.html
import pytest
from playwright.sync_api import Browser, Page, expect

from macros.built.markup import Element, article_html
from tests.cases import for_every
from tests.site.places import ANSWER, IN_EACH_PART, PAGES
from tests.visiting import Visitor
from tests.windows import PHONE

pytestmark = pytest.mark.xdist_group("reading")
EVERY_PAGE = for_every("address", list(PAGES))

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


# Puts one article after the other into a page, and tells how much wider than its window each makes the page.
_OVERFLOWS = """async (articles) => {
  await document.fonts.ready;
  const root = document.documentElement;
  let shown = document.querySelector("article");
  return Object.fromEntries(Object.entries(articles).map(([address, html]) => {
    const article = Object.assign(document.createElement("template"), { innerHTML: html }).content.firstElementChild;
    shown.replaceWith(article);
    shown = article;
    return [address, root.scrollWidth - root.clientWidth];
  }));
}"""


@functools.cache
def _tree(site: Path, address: str) -> Element:
    return lxml.html.fromstring((site / address / "index.html").read_bytes())


def _met_first(site: Path) -> Iterator[str]:
    """Choose pages so that every element, attribute and class that any page has stands on one of them."""
    met: set[str] = set()
    for address in [*IN_EACH_PART, *PAGES]:
        elements = [one for one in _tree(site, address).iter() if isinstance(one.tag, str)]
        names = {str(name) for one in elements for name in (one.tag, *one.keys(), *one.classes)}
        if names - met:
            yield address
        met |= names


@pytest.fixture(scope="module")
def scriptless(browser: Browser) -> Iterator[Page]:
    """A browser that runs no script, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    yield context.new_page()
    context.close()


def test_pages_with_everything_running_load_all_from_their_site_complain_of_nothing_keep_nothing_and_fit_a_phone(
    browser: Browser, base_url: str, site: Path
) -> None:
    context = browser.new_context(viewport=PHONE)
    visitor = Visitor(context.new_page())
    chosen = list(_met_first(site))
    assert len(chosen) > len(IN_EACH_PART)
    visits = {address: visitor.visit(base_url + address) for address in chosen}
    context.close()
    faults = {address: list(visit.faults(base_url)) for address, visit in visits.items()}
    assert {address: found for address, found in faults.items() if found} == {}


@EVERY_PAGE
def test_what_a_page_loads_lies_in_its_site(address: str, site: Path) -> None:
    tree = _tree(site, address)
    loaded = tree.xpath(
        "//@src | //@srcset | //@poster | //object/@data"
        " | //link[contains('stylesheet icon preload modulepreload manifest', @rel)]/@href"
    )
    assert len(loaded) > 5
    home = "https://playbook.example/below/"
    for one in map(str, loaded):
        there = urljoin(home + address, one)
        assert there.startswith(home), one
        assert (site / there.removeprefix(home).partition("#")[0]).is_file(), one


@EVERY_PAGE
def test_a_page_has_a_language_a_title_a_description_and_a_text(address: str, site: Path) -> None:
    tree, meta = _tree(site, address), PAGES[address]
    (article,) = tree.xpath("//article | //*[@role='article']")
    assert len(article.xpath(".//h1")) == 1
    assert len(article.text_content().split()) > 30
    assert tree.get("lang") == "en"
    assert str(tree.findtext(".//title")).startswith(meta["title"]) or address == ""
    assert tree.xpath("//meta[@name='description']/@content") == [meta["description"]]


@EVERY_PAGE
def test_a_link_to_a_page_shows_its_title_and_description_where_it_is_shared(address: str, site: Path) -> None:
    shared = {
        one.get("property"): str(one.get("content"))
        for one in _tree(site, address).xpath("//meta[starts-with(@property, 'og:')]")
    }
    assert shared["og:title"] == PAGES[address]["title"]
    assert shared["og:description"] == PAGES[address]["description"]
    assert shared["og:url"].endswith(f"/{address}")
    assert shared["og:type"] == ("article" if address else "website")
    assert shared["og:image"].endswith("/assets/images/social.png")


def test_the_picture_of_shared_links_has_the_size_that_it_claims(site: Path) -> None:
    header = (site / "assets" / "images" / "social.png").read_bytes()[16:24]
    assert (int.from_bytes(header[:4], "big"), int.from_bytes(header[4:], "big")) == (1200, 630)


@EVERY_PAGE
def test_a_page_has_a_security_policy_and_keeps_to_it(address: str, site: Path) -> None:
    tree = _tree(site, address)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert tree.xpath("//style | //*[@style] | //@*[starts-with(name(), 'on')] | //iframe | //object | //embed") == []
    for code in tree.xpath("//script[not(@src)][not(@type='application/json')]/text()"):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(str(code).encode()).digest()).decode()}'" in policy, code


def test_a_page_fits_a_phone_without_scrolling_sideways(scriptless: Page, base_url: str, site: Path) -> None:
    scriptless.goto(f"{base_url}formulas/share/")  # which has the styles of tools too
    articles = {address: article_html((site / address / "index.html").read_text(encoding="utf-8")) for address in PAGES}
    wide = "<article class='md-content__inner md-typeset'><div><input size=199></div></article>"
    overflows = scriptless.evaluate(_OVERFLOWS, {**articles, "wide": wide})
    assert overflows.pop("wide") > 0  # so it does tell
    assert overflows == dict.fromkeys(PAGES, 0)


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
