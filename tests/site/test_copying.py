"""Copying a template: what reaches the clipboard, and what the page says when nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.site.places import ONE_OF_EACH, of_kind, open_page

COPIED = "Copied. Paste it into your document."
REFUSED = "Your browser refused to copy. Select the text and copy it by hand."
# What a browser is like that has no clipboard for pages, that denies it, and that has no older way to copy either.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
DENIED = "navigator.clipboard.write = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))"
NO_COMMAND = "document.execCommand = () => false"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser whose clipboard a test may read."""
    opened = browser.new_context(
        viewport={"width": 1366, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield opened
    opened.close()


def _clipboard(context: BrowserContext, base_url: str) -> dict[str, str]:
    """Read the real clipboard, as another page of this browser would on paste."""
    reader = context.new_page()
    reader.goto(f"{base_url}404.html")
    reader.bring_to_front()
    items: list[dict[str, str]] = reader.evaluate("""async () => Promise.all((await navigator.clipboard.read()).map(
      async (item) => Object.fromEntries(await Promise.all(item.types.map(
        async (type) => [type, await (await item.getType(type)).text()])))))""")
    reader.close()
    assert len(items) == 1
    return items[0]


def _template(page: Page, fill: str) -> Locator:
    if fill == "example":
        page.get_by_text("Example", exact=True).first.click()
    return page.locator(f".pb-fill[data-fill={fill}]")


def _words(html: str) -> list[str]:
    return str(lxml.html.fromstring(html).text_content()).split()


def _copied_words(holder: Locator) -> list[str]:
    shown: Any = holder.locator("[data-copy]").evaluate("one => one.textContent")
    return str(shown).split()


@pytest.mark.parametrize("address", of_kind("template"))
@pytest.mark.parametrize("fill", ["blank", "example"])
def test_a_click_copies_the_document_in_both_forms(
    address: str, fill: str, context: BrowserContext, base_url: str
) -> None:
    page = context.new_page()
    open_page(page, base_url + address)
    holder = _template(page, fill)
    holder.get_by_role("button", name=f"Copy this {fill} template").click()
    expect(holder.get_by_role("status")).to_have_text(COPIED)
    copied = _clipboard(context, base_url)
    assert set(copied) == {"text/html", "text/plain"}
    assert _words(copied["text/html"]) == _copied_words(holder)
    plain = copied["text/plain"]
    assert [word for word in plain.split() if word not in ("•", "☐")] == _copied_words(holder)
    assert plain.endswith("\n")
    assert "\n\n\n" not in plain
    assert plain.splitlines()[0] == holder.locator("[data-copy] h2").first.inner_text()


def test_the_example_carries_the_numbers_of_the_story_and_the_blank_carries_places_for_them(
    context: BrowserContext, base_url: str
) -> None:
    page = context.new_page()
    open_page(page, base_url + ONE_OF_EACH["template"])
    texts = {}
    for fill in ("blank", "example"):
        holder = _template(page, fill)
        holder.get_by_role("button").click()
        expect(holder.get_by_role("status")).to_have_text(COPIED)
        texts[fill] = _clipboard(context, base_url)["text/plain"]
    assert "500\u00a0ms" in texts["example"]
    assert "[p95 latency before, over 28 days, ms]" in texts["blank"]
    assert "500\u00a0ms" not in texts["blank"]


def test_a_table_is_copied_as_a_table_and_a_task_as_a_box(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    open_page(page, base_url + "templates/decision-record/")
    holder = _template(page, "blank")
    holder.get_by_role("button").click()
    expect(holder.get_by_role("status")).to_have_text(COPIED)
    copied = _clipboard(context, base_url)
    tree = lxml.html.fromstring(copied["text/html"])
    assert len(tree.xpath("//table//tr")) == holder.locator("tr").count()
    assert copied["text/plain"].count("☐ ") == holder.locator("input[type=checkbox]").count() > 0
    first = holder.locator("tr").nth(1)
    cells = [cell.inner_text() for cell in first.locator("td, th").all()]
    assert "\t".join(cells) in copied["text/plain"]


@pytest.mark.parametrize("environment", [NO_CLIPBOARD, DENIED], ids=["no clipboard for pages", "clipboard denied"])
def test_where_the_clipboard_is_kept_from_pages_the_older_way_copies(
    environment: str, context: BrowserContext, base_url: str
) -> None:
    page = context.new_page()
    page.add_init_script(environment)
    open_page(page, base_url + ONE_OF_EACH["template"])
    holder = _template(page, "blank")
    holder.get_by_role("button").click()
    expect(holder.get_by_role("status")).to_have_text(COPIED)
    copied = _clipboard(context, base_url)
    assert _words(copied["text/html"]) == _copied_words(holder)
    assert "[p95 latency before, over 28 days, ms]" in copied["text/plain"]


@pytest.mark.parametrize("environment", [NO_CLIPBOARD, DENIED], ids=["no clipboard for pages", "clipboard denied"])
def test_where_nothing_copies_the_page_says_so(environment: str, context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    page.add_init_script(environment)
    page.add_init_script(NO_COMMAND)
    open_page(page, base_url + ONE_OF_EACH["template"])
    holder = _template(page, "blank")
    holder.get_by_role("button").click()
    expect(holder.get_by_role("status")).to_have_text(REFUSED)


def test_a_template_can_be_copied_with_the_keyboard(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    open_page(page, base_url + ONE_OF_EACH["template"])
    holder = _template(page, "blank")
    button = holder.get_by_role("button")
    for _ in range(80):
        page.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(holder.get_by_role("status")).to_have_text(COPIED)
    expect(button).to_be_focused()
    assert "Story card" in _clipboard(context, base_url)["text/plain"]


def test_nothing_is_said_before_anything_is_copied(page: Page, base_url: str) -> None:
    open_page(page, base_url + ONE_OF_EACH["template"])
    for status in page.locator(".pb-copy__status").all():
        expect(status).to_have_text("")
