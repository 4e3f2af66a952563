"""Fill the forms of template pages in a real browser."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.site.places import of_kind, open_page

TEMPLATES = of_kind("template")
CARD = "templates/story-card/"
ORDINARY = "twelve support agents, and 40 tickets a day"
# Puts a text into every control as somebody who pastes would, then ticks every box, and adds a row of each kind.
FILL = """(form, texts) => {
  let at = 0;
  const next = () => { at += 1; return texts[at % texts.length]; };
  for (const field of form.querySelectorAll("textarea, input[type=date], select")) {
    if (field.tagName === "SELECT") field.selectedIndex = 1;
    else if (field.type === "date") field.value = "2031-05-09";
    else field.value = next();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  for (const box of form.querySelectorAll("input[type=checkbox]")) box.click();
  form.dispatchEvent(new FocusEvent("focusout", { bubbles: true })); // whoever leaves a field has it saved at once
}"""


def open_form(page: Page, address: str) -> Locator:
    """Open the form of a template page."""
    open_page(page, address)
    page.locator(".tabbed-labels").get_by_text("Yours", exact=True).click()
    form = page.locator(".pb-yours__form")
    expect(form.locator("[data-key]").first).to_be_visible()
    return form


def sheets(page: Page, address: str) -> int:
    """Print the empty form of a template page alone, and count its sheets."""
    form = open_form(page, address)
    page.evaluate("window.print = () => {}")
    page.locator(".pb-yours__bar").get_by_role("button", name="Print").click()
    expect(page.locator("article > h1")).to_have_class("pb-unprinted")
    counted = re.findall(rb"/Type */Page\b", page.pdf(format="A4"))  # which tells the page that it was printed
    expect(page.locator("article > h1")).to_be_visible()
    expect(form).to_be_visible()
    return len(counted)


def most_sheets(address: str) -> int:
    """Tell on how many sheets an empty form may be printed: two, a story card one."""
    return 1 if address == CARD else 2
