"""The menu below the title of a page: what it copies, saves and prints, of the whole page and of each of its parts."""

from __future__ import annotations

import json
import re
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from macros.formats import FORMATS, PAGE_COPY_CHOICES, parts_file
from tests.clipboard import read_clipboard
from tests.site.places import ONE_OF_EACH, open_page
from tests.site.test_copying import COPIED, NOT_LOADED

MENUS = ("answer", "story", "formula")
ANSWER = ONE_OF_EACH["answer"]
TITLES = {"ask-first": "Ask first", "cheat-sheet": "Cheat sheet", "": "Whole page"}


def _menu(page: Page, address: str) -> Locator:
    open_page(page, address)
    menu = page.locator("details.pb-menu")
    menu.get_by_text("Copy, download or print").click()
    expect(menu.get_by_role("button", name="Copy")).to_be_visible()
    return menu


def _copied(menu: Locator, reader: Page) -> dict[str, str]:
    menu.page.bring_to_front()
    menu.get_by_role("button", name="Copy").click()
    expect(menu.get_by_role("status")).to_have_text(COPIED)
    reader.bring_to_front()
    return read_clipboard(reader)


@pytest.fixture
def reader(context: BrowserContext, base_url: str) -> Page:
    """Another page, which can read the clipboard again and again."""
    page = context.new_page()
    page.goto(f"{base_url}llms.txt")
    return page


@pytest.mark.parametrize("part", TITLES)
def test_each_choice_copies_the_chosen_part_for_its_tool(
    part: str, context: BrowserContext, reader: Page, base_url: str, site: Path
) -> None:
    menu = _menu(context.new_page(), base_url + ANSWER)
    menu.get_by_label("Part").select_option(label=TITLES[part])
    for choice in PAGE_COPY_CHOICES:
        menu.get_by_label("Copy for").select_option(label=choice.label)
        copied = _copied(menu, reader)
        ending = choice.key if choice.key.startswith(".") else ".md"
        if part:
            plain = json.loads((site / ANSWER / parts_file(ending)).read_text("utf-8"))[part]
        else:
            plain = (site / ANSWER / f"index{ending}").read_text("utf-8")
        assert copied["text/plain"] == plain, choice
        assert ("text/html" in copied) == (choice.key != ending), choice
        if choice.key != ending:
            offered = json.loads((site / ANSWER / parts_file(choice.key)).read_text("utf-8"))[part]
            words = lxml.html.fromstring(offered).text_content().split()
            assert lxml.html.fromstring(copied["text/html"]).text_content().split() == words, choice


@pytest.mark.parametrize("kind", MENUS)
def test_a_menu_offers_every_heading_of_its_page_and_copies_the_last(
    kind: str, context: BrowserContext, reader: Page, base_url: str
) -> None:
    page = context.new_page()
    menu = _menu(page, base_url + ONE_OF_EACH[kind])
    headings = page.locator("article > h2[id]").evaluate_all("all => all.map((one) => one.firstChild.textContent)")
    assert len(headings) > 3
    offered = menu.get_by_label("Part").locator("option").all_text_contents()
    assert offered == ["Whole page", *["Cheat sheet"] * (kind == "answer"), *headings]
    menu.get_by_label("Part").select_option(label=headings[-1])
    menu.get_by_label("Copy for").select_option(label="Markdown")
    copied = _copied(menu, reader)
    assert copied["text/plain"].startswith(f"## {headings[-1]}\n")
    assert len(re.findall(r"^## ", copied["text/plain"], re.MULTILINE)) == 1


def test_a_part_is_saved_in_every_format_and_has_its_word_file(page: Page, base_url: str, site: Path) -> None:
    menu = _menu(page, base_url + ANSWER)
    for part, title in TITLES.items():
        menu.get_by_label("Part").select_option(label=title)
        expect(menu.get_by_text(f"Files: {title}")).to_be_visible()
        links = menu.locator("#files + ul a:visible")
        in_word = ["Word"] * (part != "ask-first")
        expect(links).to_have_text([*in_word, *(format_.name for format_ in FORMATS)])
        for link, ending in zip(links.all(), [".docx"] * len(in_word) + [one.ending for one in FORMATS], strict=True):
            with page.expect_download() as download:
                link.click()
            stem = f"did-it-work-{part}" if part else "did-it-work"
            assert download.value.suggested_filename == f"{stem}{ending}"
            saved = Path(download.value.path()).read_bytes()
            if ending == ".docx" or not part:
                assert saved == (site / ANSWER / f"{part or 'index'}{ending}").read_bytes()
            else:
                assert saved.decode() == json.loads((site / ANSWER / parts_file(ending)).read_text("utf-8"))[part]


def test_a_section_is_printed_alone_and_the_page_is_whole_again(own_page: Page, base_url: str) -> None:
    page = own_page
    page.add_init_script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }")
    menu = _menu(page, base_url + ANSWER)
    menu.get_by_label("Part").select_option(label="Ask first")
    menu.get_by_role("button", name="Print").click()
    page.emulate_media(media="print")
    shown = page.locator("article > h1:visible, article > h2:visible")
    expect(shown).to_have_text([re.compile("How do you know"), re.compile("Ask first")])
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert shown.count() > 8
    assert page.evaluate("window.printed") == 1
    page.emulate_media(media="screen")
    menu.get_by_label("Part").select_option(label="Cheat sheet")
    menu.get_by_role("button", name="Print").click()
    page.wait_for_url(f"{base_url}print/{ANSWER}")


def test_nothing_of_a_menu_is_fetched_before_it_is_opened(page: Page, base_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    open_page(page, base_url + ANSWER)
    page.wait_for_load_state("networkidle")
    late = re.compile(r"page-menu\.js|parts\.json|index\.(?:md|txt)")
    assert [url for url in asked if late.search(url)] == []
    page.locator("details.pb-menu summary").click()
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    assert [url.rpartition("/")[2] for url in asked if late.search(url)] == ["page-menu.js"]


def test_what_cannot_be_loaded_is_said_and_can_be_tried_again(page: Page, base_url: str) -> None:
    page.route("**/*.parts.json", lambda route: route.fulfill(status=200, body="{"))
    menu = _menu(page, base_url + ANSWER)
    menu.get_by_label("Part").select_option(label="Ask first")
    menu.get_by_role("button", name="Copy").click()
    expect(menu.get_by_role("status")).to_have_text(NOT_LOADED)
    page.unroute("**/*.parts.json")
    with page.expect_download():
        menu.get_by_role("link", name="Plain text").click()


def test_without_scripts_a_menu_offers_its_files(browser: Browser, base_url: str, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + ANSWER)
    page.get_by_text("Copy, download or print").click()
    expect(page.get_by_role("group", name="Copy this page")).to_be_hidden()
    for name in ("Word", "Cheat sheet in Word", "Markdown"):
        link = page.get_by_role("link", name=name, exact=True)
        with page.expect_download() as download:
            link.click()
        file = (site / ANSWER / str(link.get_attribute("href"))).read_bytes()
        assert Path(download.value.path()).read_bytes() == file
    page.get_by_role("link", name="Cheat sheet to print").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cheat sheet: How do you know that it worked?")
    context.close()
