"""What tests of the site share: one window for many pages, a page that may tell nobody anything, other engines."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

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
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("dialog", lambda dialog: problems.append(dialog.message))
    yield page
    context.close()
    assert problems == []


@pytest.fixture
def opened(context: BrowserContext, base_url: str) -> Iterator[Page]:
    """A fresh page whose errors fail the test, and which may ask nobody but the site."""
    page = context.new_page()
    problems: list[str] = []
    sent: list[tuple[str, str, str]] = []
    page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    context.on("request", lambda request: sent.append((request.method, request.url, request.post_data or "")))
    yield page
    assert problems == []
    # The site's own files are read, by their addresses alone: nothing that was written goes along.
    assert [one for one in sent if one[0] != "GET" or one[2] or not one[1].startswith((base_url, "blob:"))] == []
    assert [one for one in sent if "?" in one[1]] == []
