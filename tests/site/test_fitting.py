"""Nothing is cut: mathematics, tables, cards and drawings on every width, for fingers and keys.

Every working, formula and table of the site is put into one page, where each engine measures them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.places import ANSWER, PAGES, open_page

pytestmark = pytest.mark.xdist_group("fitting")

PHONE = 390
WIDTHS = (320, PHONE, 768, 1280)
LEAST_LETTERS = 11
"""The size of the smallest letters in a line, in pixels."""

_GATHERED = {
    "working": re.compile(r"<pb-working .*?</pb-working>"),
    "worked": re.compile(r'<div class="pb-worked">.*?</div><p class="pb-worked__result">.*?</div>'),
    "mathematics": re.compile(r'<div class="pb-mathematics">.*?</div></div>'),
    "of a reader": re.compile(r"<template>(<div class=\"pb-line\">.*?)</template>"),
    "table": re.compile(
        r'<div class="pb-scroll"[^>]*><table class="pb-(?:scorecard|values|arguments)">.*?</table></div>'
    ),
    "table of a page": re.compile(r'<div class="pb-scroll"><table class="pb-table">\n.*?</table></div>', re.DOTALL),
    "table of a template": re.compile(r'<div class="pb-scroll"><table class="pb-table"> .*?</table></div>'),
}
"""What is measured, as the build writes it: all but tables of pages in one line."""
_AROUND = {"table of a template": '<div class="pb-template">{}</div>'}
"""What stands around it, where that makes a difference."""
_BLANK = re.compile(r'<\w+ data-(?:put|is|count)="[^>]*>')
_LONG = "1,234,567.8\u00a0%"
"""What a reader may well type into each blank."""

_SHOW = """async (parts) => {
  document.querySelector("article").innerHTML = parts.join("");
  const cards = document.createElement("div"); // as wide as the window, as the layer of open cards is
  cards.className = "md-typeset";
  document.body.append(cards);
  for (const card of document.querySelectorAll("article .pb-working")) {
    card.popover = null;
    Object.assign(card.style, { display: "block", position: "static", translate: "none" });
    cards.append(card);
  }
  await document.fonts.ready;
}"""
_MEASURE = """() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const isCut = (one) => one.scrollWidth > one.clientWidth + 1;
  const cut = (selector) => all(selector).filter(isCut).map((one) => one.textContent.slice(0, 90));
  const smallest = all(":is(msub, msup) > :last-child, .pb-raised").map((one) => getComputedStyle(one).fontSize);
  return {
    cut: cut(":is(.pb-line, .pb-scroll:not(:has(> .pb-table)), .pb-working)"),
    cutTables: cut(".pb-scroll:has(> .pb-table)"),
    smallest: Math.min(...smallest.map(Number.parseFloat)),
  };
}"""


def _parts(site: Path) -> Iterator[str]:
    """Give everything that is measured, once, whatever its id."""
    pages = [(site / address / "index.html").read_text(encoding="utf-8") for address in PAGES]
    for kind, pattern in _GATHERED.items():
        found = {
            re.sub(r' id="[^"]*"', "", one[one.lastindex or 0]) for page in pages for one in pattern.finditer(page)
        }
        assert len(found) > 20, kind
        around = _AROUND.get(kind, "{}")
        yield from sorted(around.format(_BLANK.sub(rf"\g<0>{_LONG}", one)) for one in found)


@pytest.fixture(scope="module")
def gathered(engine: Browser, base_url: str, site: Path) -> Iterator[Page]:
    """A page that holds every working, formula and table of the site, in each engine."""
    context = engine.new_context(viewport={"width": WIDTHS[-1], "height": 900})
    page = context.new_page()
    page.goto(base_url + ANSWER)
    page.evaluate(_SHOW, list(_parts(site)))
    yield page
    context.close()


def test_no_working_formula_or_table_is_cut_on_any_width(gathered: Page) -> None:
    for width in WIDTHS:
        gathered.set_viewport_size({"width": width, "height": 900})
        found = gathered.evaluate(_MEASURE)
        assert found["cut"] == [], width
        assert found["cutTables"] == [] or width < PHONE, width  # columns of words scroll on the narrowest
        assert found["smallest"] >= LEAST_LETTERS, width


def test_on_a_phone_the_verdict_of_a_goal_stands_first_and_cells_say_what_they_are(gathered: Page) -> None:
    gathered.set_viewport_size({"width": 390, "height": 900})
    rows = gathered.evaluate(
        """() => [...document.querySelectorAll("article .pb-scorecard tbody tr")].map((row) => ({
          first: [...row.cells].filter((cell) => cell.checkVisibility()).toSorted((one, other) => (
            one.getBoundingClientRect().top - other.getBoundingClientRect().top))[0].textContent,
          verdict: row.querySelector(".pb-verdict").textContent,
          labels: [...row.querySelectorAll("td:not(:last-child)")].filter((cell) => cell.checkVisibility())
            .map((cell) => getComputedStyle(cell, "::before").content),
        }))"""
    )
    assert len(rows) > 40
    assert [row for row in rows if row["first"] != row["verdict"]] == []
    assert {label for row in rows for label in row["labels"]} == {'"Baseline"', '"Target"', '"Result"', '"Change"'}


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    """An answer with figures, an abbreviation, a diagram and follow-ups, in the browser of a phone."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    open_page(page, base_url + ANSWER)
    expect(page.get_by_role("button", name="Enlarge", exact=False).first).to_be_visible()
    yield page
    context.close()


def test_fingers_find_figures_and_follow_ups(phone: Page) -> None:
    sizes = phone.evaluate(
        """() => ["article a.pb-figure", "article details.question > summary"].map((kind) =>
          [...document.querySelectorAll(kind)].filter((one) => one.checkVisibility())
          .map((one) => [...one.getClientRects()].map(({ width, height }) => Math.min(width, height)))
          .map((pieces) => Math.max(...pieces)) // of words in two lines a finger needs one
          .reduce((least, size) => Math.min(least, size), 1000))"""
    )
    assert sizes[0] >= 24
    assert sizes[1] >= 44


def test_a_working_has_a_button_that_closes_it_and_leads_back(phone: Page) -> None:
    figure = phone.locator("a.pb-figure:visible").first
    figure.tap()
    working = phone.locator(".pb-working:popover-open")
    expect(figure).to_have_attribute("aria-expanded", "true")
    button = working.get_by_role("button", name="Close")
    expect(button).to_be_in_viewport(ratio=1)
    button.tap()
    expect(working).to_have_count(0)
    expect(figure).to_be_focused()
    expect(figure).not_to_have_attribute("aria-expanded", "true")


def test_keys_reach_the_first_of_each_abbreviation_and_fingers_all_to_read_what_they_mean(phone: Page) -> None:
    first, other = phone.locator("article abbr").all()  # the same, twice
    meaning = str(first.get_attribute("title"))
    first.evaluate("one => one.before(Object.assign(document.createElement('button'), { id: 'before' }))")
    phone.locator("#before").focus()
    phone.keyboard.press("Tab")
    expect(first).to_be_focused()
    expect(phone.get_by_role("tooltip")).to_have_text(meaning)
    phone.keyboard.press("Tab")
    expect(other).not_to_be_focused()
    expect(phone.get_by_role("tooltip")).to_have_count(0)
    other.tap()
    expect(phone.get_by_role("tooltip")).to_have_text(meaning)


def test_a_drawing_is_enlarged_by_a_tap_and_closed_by_escape_a_button_or_a_tap_beside_it(phone: Page) -> None:
    drawing = phone.locator("article p > img")
    before = drawing.bounding_box()
    larger = phone.get_by_role("dialog", name="Diagram")
    assert before is not None
    drawing.tap()
    picture = larger.get_by_role("img")
    expect(picture).to_have_attribute("alt", str(drawing.get_attribute("alt")))
    after = picture.bounding_box()
    assert after is not None
    assert after["width"] > 1.5 * before["width"]
    phone.keyboard.press("Escape")
    expect(larger).to_have_count(0)
    button = phone.get_by_role("button", name="Enlarge: Diagram")
    expect(button).to_be_focused()
    phone.keyboard.press("Enter")
    expect(larger).to_be_visible()
    phone.touchscreen.tap(195, 840)  # below the picture, on what the dialog covers
    expect(larger).to_have_count(0)
    button.press("Enter")
    larger.get_by_role("button", name="Close").tap()
    expect(larger).to_have_count(0)
    expect(button).to_be_focused()
