"""What tests of the faces share: a page of the site, from which its modules can be imported."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def modules(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of the site."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{base_url}formulas/")
    yield opened
    context.close()
