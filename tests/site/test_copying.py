"""Copying a template: what reaches the clipboard, and what the page says when nothing does."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from macros.formats import COPY_CHOICES, FORMATS, Choice
from tests.cases import for_every
from tests.clipboard import read_clipboard
from tests.site.places import ONE_OF_EACH, open_page, tab_to

COPIED = "Copied. Now paste it."
REFUSED = "Your browser refused to copy. Select the text and copy it by hand, or download it."
NOT_LOADED = "The text could not be loaded. Check your connection and try again."
TEMPLATE = "templates/decision-record/"
# What a browser is like that has no clipboard for pages, that denies it, and that has no older way to copy either.
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
DENIED = "navigator.clipboard.write = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))"
NO_COMMAND = "document.execCommand = () => false"


def _clipboard(context: BrowserContext, base_url: str) -> dict[str, str]:
    """Read the real clipboard, as another page of this browser would on paste, and empty it."""
    reader = _reader(context, base_url)
    items = _read_in_front(reader)
    reader.close()
    return items


def _reader(context: BrowserContext, base_url: str) -> Page:
    """Open another page of this browser: one of plain text, which has nothing to load."""
    page = context.new_page()
    page.goto(f"{base_url}llms.txt")
    return page


def _read_in_front(reader: Page) -> dict[str, str]:
    reader.bring_to_front()
    return read_clipboard(reader)


def _template(page: Page, fill: str) -> Locator:
    if fill == "example":
        page.get_by_text("Example", exact=True).first.click()
    return page.get_by_role("group", name=f"Copy the {fill} template")


def _copy(holder: Locator, choice: str | None = None) -> None:
    if choice:
        holder.get_by_label("Copy for").select_option(label=choice)
    holder.get_by_role("button", name="Copy").click()
    expect(holder.get_by_role("status")).to_have_text(COPIED)


def _offered(site: Path, fill: str) -> dict[str, dict[str, str]]:
    offered: dict[str, dict[str, str]] = json.loads((site / TEMPLATE / f"{fill}.copies.json").read_text("utf-8"))
    return offered


@pytest.fixture
def template(context: BrowserContext, base_url: str) -> Page:
    """An open template."""
    page = context.new_page()
    open_page(page, base_url + TEMPLATE)
    return page


@pytest.fixture
def reader(context: BrowserContext, base_url: str) -> Page:
    """Another page, which can read the clipboard again and again."""
    return _reader(context, base_url)


@for_every(
    "fill, choice",  # the blank first: the site remembers that a reader has turned to the example
    {f"{fill} for {choice.label}": (fill, choice) for fill, choice in product(["blank", "example"], COPY_CHOICES)},
)
def test_each_choice_copies_what_its_tool_understands(
    fill: str, choice: Choice, template: Page, reader: Page, site: Path
) -> None:
    template.bring_to_front()
    _copy(_template(template, fill), choice.label)
    copied = _read_in_front(reader)
    offered = _offered(site, fill)
    if choice.key in offered["html"]:
        words = lxml.html.fromstring(offered["html"][choice.key]).text_content().split()
        assert lxml.html.fromstring(copied["text/html"]).text_content().split() == words
        assert copied["text/plain"] == offered["text"][".md"]
    else:
        assert copied == {"text/plain": offered["text"][choice.key]}


def test_the_example_carries_the_numbers_of_the_story_and_the_blank_carries_places_for_them(
    context: BrowserContext, base_url: str
) -> None:
    page = context.new_page()
    open_page(page, base_url + ONE_OF_EACH["template"])
    texts = {}
    for fill in ("blank", "example"):
        _copy(_template(page, fill), "Plain text")
        texts[fill] = _clipboard(context, base_url)["text/plain"]
    assert "500\u00a0ms" in texts["example"]
    assert "[what is measured, over what period]" in texts["blank"]
    assert "500\u00a0ms" not in texts["blank"]


def test_a_table_is_copied_as_a_table_and_a_task_as_a_box(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    open_page(page, base_url + TEMPLATE)
    _copy(_template(page, "blank"))
    tree = lxml.html.fromstring(_clipboard(context, base_url)["text/html"])
    shown = page.locator(".pb-fill[data-fill=blank] [data-copy]")
    assert len(tree.xpath("//table//tr")) == shown.locator("tr").count()
    assert tree.text_content().count("☐") == shown.locator("input[type=checkbox]").count() > 0


def test_the_last_choice_is_remembered_on_every_template(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    open_page(page, base_url + TEMPLATE)
    expect(_template(page, "blank").get_by_label("Copy for")).to_have_value("office")
    _copy(_template(page, "blank"), "MediaWiki")
    open_page(page, base_url + ONE_OF_EACH["template"])
    for fill in ("blank", "example"):
        expect(_template(page, fill).get_by_label("Copy for")).to_have_value(".mediawiki.txt")


def test_a_browser_that_remembers_nothing_copies_all_the_same(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })")
    page.goto(base_url + TEMPLATE)
    _copy(_template(page, "blank"))


@pytest.mark.parametrize("environment", [NO_CLIPBOARD, DENIED], ids=["no clipboard for pages", "clipboard denied"])
@pytest.mark.parametrize("choice", ["Confluence", "DokuWiki"])
def test_where_the_clipboard_is_kept_from_pages_the_older_way_copies(
    choice: str, environment: str, context: BrowserContext, base_url: str, site: Path
) -> None:
    page = context.new_page()
    page.add_init_script(environment)
    open_page(page, base_url + TEMPLATE)
    _copy(_template(page, "blank"), choice)
    copied = _clipboard(context, base_url)
    offered = _offered(site, "blank")
    assert copied["text/plain"] == offered["text"][".md" if choice == "Confluence" else ".dokuwiki.txt"]
    assert ("text/html" in copied) == (choice == "Confluence")


@pytest.mark.parametrize("environment", [NO_CLIPBOARD, DENIED], ids=["no clipboard for pages", "clipboard denied"])
def test_where_nothing_copies_the_page_says_so(environment: str, context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    page.add_init_script(environment)
    page.add_init_script(NO_COMMAND)
    open_page(page, base_url + TEMPLATE)
    holder = _template(page, "blank")
    holder.get_by_role("button", name="Copy").click()
    expect(holder.get_by_role("status")).to_have_text(REFUSED)


def test_a_page_that_was_opened_copies_offline(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    with page.expect_response("**/example.copies.json"), page.expect_response("**/blank.copies.json"):
        open_page(page, base_url + TEMPLATE)
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    _copy(_template(page, "blank"), "Obsidian")
    _copy(_template(page, "example"), "Confluence")


def test_what_cannot_be_loaded_is_said_and_can_be_tried_again(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    page.route("**/*.copies.json", lambda route: route.abort())
    open_page(page, base_url + TEMPLATE)
    holder = _template(page, "blank")
    holder.get_by_role("button", name="Copy").click()
    expect(holder.get_by_role("status")).to_have_text(NOT_LOADED)
    page.unroute("**/*.copies.json")
    _copy(holder)


def test_a_template_can_be_copied_with_the_keyboard(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    open_page(page, base_url + ONE_OF_EACH["template"])
    holder = _template(page, "blank")
    choice, button = holder.get_by_label("Copy for"), holder.get_by_role("button", name="Copy")
    tab_to(page, choice, 80)
    page.keyboard.press("p")  # the first choice that begins with it
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(holder.get_by_role("status")).to_have_text(COPIED)
    expect(button).to_be_focused()
    copied = _clipboard(context, base_url)
    assert set(copied) == {"text/plain"}
    assert copied["text/plain"].startswith("Story card\n-----")


@pytest.fixture
def page_that_copies(context: BrowserContext) -> Page:
    """An empty page whose browser lets it copy."""
    return context.new_page()


@for_every("kind", ["section", "template", "about"])
def test_a_page_without_a_menu_is_copied_as_markdown(
    kind: str, page_that_copies: Page, reader: Page, base_url: str, site: Path
) -> None:
    page = page_that_copies
    page.bring_to_front()
    open_page(page, base_url + ONE_OF_EACH[kind])
    holder = page.get_by_role("group", name="Copy this page")
    holder.get_by_role("button", name="Copy page as Markdown").click()
    expect(holder.get_by_role("status")).to_have_text(COPIED)
    twin = (site / ONE_OF_EACH[kind] / "index.md").read_text("utf-8")
    assert _read_in_front(reader) == {"text/plain": twin}


def test_the_embed_code_of_a_formula_is_copied_below_it(context: BrowserContext, base_url: str, site: Path) -> None:
    page = context.new_page()
    page.goto(base_url + ONE_OF_EACH["formula"])
    holder = page.get_by_role("group", name="Copy the embed code")
    holder.get_by_role("button").click()
    expect(holder.get_by_role("status")).to_have_text(COPIED)
    copied = _clipboard(context, base_url)["text/plain"]
    answer = json.loads((site / "embed/formula-expected-calibration-error/oembed.json").read_text(encoding="utf-8"))
    assert copied.strip() == answer["html"]


def test_without_scripts_the_downloads_are_there(browser: Browser, base_url: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + TEMPLATE)
    expect(page.get_by_role("group", name="Copy the blank template")).to_be_hidden()
    page.get_by_text("Download the blank template").click()
    links = page.locator(".pb-fill[data-fill=blank] .pb-downloads a:visible")
    expect(links).to_have_text(["Word", *(format_.name for format_ in FORMATS)])
    for link in links.all():
        with page.expect_download() as download:
            link.click()
        name = str(link.get_attribute("href"))
        assert download.value.suggested_filename == link.get_attribute("download")
        assert Path(download.value.path()).read_bytes() == (site / TEMPLATE / name).read_bytes()
    context.close()


def test_nothing_is_said_before_anything_is_copied(page: Page, base_url: str) -> None:
    open_page(page, base_url + ONE_OF_EACH["template"])
    for status in page.locator(".pb-copy__status").all():
        expect(status).to_have_text("")
