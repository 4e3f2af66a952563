"""What tests of the site share: one window for many pages, a page that may tell nobody anything, other engines."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, Request

from tests.tab import Tab
from tests.windows import DESK

ENGINES = ("chromium", *os.environ.get("BROWSERS", "").split())
"""Chromium is what `make test` installs; BROWSERS="firefox webkit" adds these, where Playwright has them."""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, browser: Browser, playwright: Playwright) -> Iterator[Browser]:
    """Each of the engines, for what browsers are known to do in ways of their own."""
    if request.param == "chromium":
        yield browser
        return
    launched = getattr(playwright, request.param).launch()
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    """A window in which no script may fail and none may ask anything."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def opened(context: BrowserContext, copying_tab: Tab, base_url: str) -> Iterator[Page]:
    """A page as good as new whose errors fail the test, and which may ask nobody but the site."""
    with _telling_nobody(context, copying_tab.page, base_url) as page:
        yield page


@pytest.fixture
def own_opened(own_context: BrowserContext, base_url: str) -> Iterator[Page]:
    """The same, but new, for tests that leave behind what can't be taken back."""
    with _telling_nobody(own_context, own_context.new_page(), base_url) as page:
        yield page


@contextlib.contextmanager
def _telling_nobody(context: BrowserContext, page: Page, base_url: str) -> Iterator[Page]:
    problems: list[str] = []
    sent: list[tuple[str, str, str]] = []

    def fails(error: Error) -> None:
        problems.append(f"{page.url}: {error}")

    def says(said: ConsoleMessage) -> None:
        if said.type == "error":
            problems.append(said.text)

    def sends(request: Request) -> None:
        sent.append((request.method, request.url, request.post_data or ""))

    page.on("pageerror", fails)
    page.on("console", says)
    context.on("request", sends)
    yield page
    page.remove_listener("pageerror", fails)
    page.remove_listener("console", says)
    context.remove_listener("request", sends)
    assert problems == []
    # The site's own files are read, by their addresses alone: nothing that was written goes along.
    assert [one for one in sent if one[0] != "GET" or one[2] or not one[1].startswith((base_url, "blob:"))] == []
    assert [one for one in sent if "?" in one[1]] == []
