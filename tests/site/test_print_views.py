"""Print views in a browser: they load with nothing but the site's own files, look right on paper, and say no error."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

VIEWS = ("print/", "print/answers/retrospective/", "print/templates/")


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_loads_without_an_error_and_asks_nobody_else(view: str, base_url: str, page: Page) -> None:
    asked: list[str] = []
    failed: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.goto(f"{base_url}{view}", wait_until="networkidle")
    assert any(url.endswith(".css") for url in asked)
    assert [url for url in asked if not url.startswith((base_url, "data:"))] == []
    assert failed == []
    assert page.locator("article").count() > 3


def test_every_entry_of_the_contents_leads_to_a_part_that_shows(base_url: str, page: Page) -> None:
    page.goto(f"{base_url}print/answers/retrospective/")
    links = page.locator("nav a")
    for number in range(links.count()):
        links.nth(number).click()
        target = page.evaluate("() => document.querySelector(':target')?.getBoundingClientRect().top")
        assert target is not None
        assert target < 900


def test_paper_shows_the_pages_and_not_the_hint_how_to_print_them(base_url: str, page: Page) -> None:
    page.goto(f"{base_url}print/answers/retrospective/")
    assert page.locator(".pb-print__hint").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".pb-print__hint").is_visible()
    for article in page.locator("article").all():
        assert article.is_visible()
    file = page.pdf(format="A4")
    assert file.startswith(b"%PDF-")
    assert file.count(b"/Type /Page\n") >= page.locator("article").count()


def test_every_cheat_sheet_is_one_page_of_a4(base_url: str, page: Page, site: Path) -> None:
    sheets = sorted(path.parent for path in (site / "print" / "answers").glob("*/*/index.html"))
    assert len(sheets) > 50
    long = []
    for sheet in sheets:
        page.goto(f"{base_url}{sheet.relative_to(site).as_posix()}/")
        if page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") != 1:
            long.append(sheet.name)
    assert long == []
    page.emulate_media(media="print")
    assert not page.locator(".pb-print__hint").is_visible()


def test_nothing_is_wider_than_the_paper(base_url: str, page: Page) -> None:
    page.set_viewport_size({"width": 700, "height": 1000})
    page.emulate_media(media="print")
    page.goto(f"{base_url}print/")
    wide = page.evaluate(
        """() => [...document.querySelectorAll("article *")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => `${one.closest("article").id}: ${one.textContent.slice(0, 60)}`)"""
    )
    assert wide == []
