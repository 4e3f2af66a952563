"""The tab that test after test uses: what one writes, sets or holds back, the next doesn't find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.tab import Tab
from tests.windows import DESK, PHONE

_WRITE = """async () => {
  localStorage.setItem("one", "1");
  sessionStorage.setItem("one", "1");
  document.cookie = "one=1";
  window.one = 1;
  await (await caches.open("one")).put("one", new Response("1"));
  await new Promise((done, fails) => {
    const asked = indexedDB.open("one", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("one");
    asked.onsuccess = () => { asked.result.close(); done(); };
    asked.onerror = fails;
  });
}"""
_READ = """async () => [
  localStorage.getItem("one"), sessionStorage.getItem("one"), document.cookie, window.one ?? 0,
  await caches.has("one"), (await indexedDB.databases()).some(({ name }) => name === "one"),
  matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("print").matches, innerWidth,
]"""
NOTHING = [None, None, "", 0, False, False, False, False, DESK["width"]]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab of this test alone."""
    opened = Tab(browser, "clipboard-read", "clipboard-write")
    yield opened
    opened.close()


def _first(page: Page, address: str) -> str:
    page.goto(address)
    return page.title()


def test_the_next_test_finds_nothing_of_the_last(tab: Tab, base_url: str) -> None:
    title = _first(tab.page, base_url)
    assert tab.page.evaluate(_READ) == NOTHING
    other = tab.context.new_page()
    other.goto(base_url)
    tab.page.evaluate(_WRITE)
    tab.page.evaluate("navigator.clipboard.writeText('one')")
    tab.page.set_viewport_size(PHONE)
    tab.page.emulate_media(color_scheme="dark", media="print")
    assert tab.page.evaluate(_READ) == ["1", "1", "one=1", 1, True, True, True, True, 375]
    tab.page.route("**/*", lambda route: route.abort())
    tab.context.route("**/*", lambda route: route.abort())
    tab.context.set_offline(True)
    tab.clear()
    assert tab.context.pages == [tab.page]
    assert tab.page.url == "about:blank"
    assert _first(tab.page, base_url) == title
    assert tab.page.evaluate(_READ) == NOTHING
    assert tab.page.evaluate("navigator.clipboard.readText()") is not None  # what was permitted still is


def test_what_cannot_be_taken_back_is_refused(tab: Tab, base_url: str) -> None:
    with pytest.raises(AssertionError, match="own_page"):
        tab.page.add_init_script("window.one = 1")
    tab.page.clock.set_fixed_time("2031-01-01")
    tab.page.goto(base_url)
    with pytest.raises(AssertionError, match="a clock of a test stays"):
        tab.clear()
