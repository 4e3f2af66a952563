"""Which pages the site has, told by their sources, and a few things that every test of the site does."""

from __future__ import annotations

import dataclasses
from typing import Any

from playwright.sync_api import Locator, Page, expect

from macros.figures import Figure
from macros.library import Library
from macros.sources import sources
from tests.builds import ROOT


def _address(shown: str) -> str:
    """Turn the name of a source into the address of its page, below the site."""
    page = shown.removeprefix("docs/").removesuffix(".md")
    return f"/{page}".removesuffix("/index").removeprefix("/") + "/" if page != "index" else ""


PAGES: dict[str, dict[str, Any]] = {_address(source.shown): source.meta for source in sources(ROOT, "docs")}
"""The front matter of every page by its address below the site."""


def of_kind(kind: str) -> list[str]:
    """Name the addresses of all pages of a kind."""
    return [address for address, meta in PAGES.items() if meta["kind"] == kind]


ANSWER = "answers/retrospective/did-it-work/"
ONE_OF_EACH = {
    "home": "",
    "section": "answers/",
    "answer": ANSWER,
    "story": "stories/feature-platform/",
    "template": "templates/story-card/",
    "formula": "formulas/expected-calibration-error/",
    "about": "about/vocabulary/",
}
"""One page of each kind that a reader meets."""
IN_EACH_PART = list({(meta["kind"], address.partition("/")[0]): address for address, meta in PAGES.items()}.values())
"""A page of each kind in each part of the site, for what macros and the theme do to all of these alike."""

_LIBRARY = Library()


def example(address: str) -> Figure:
    """Find the figure that a formula page starts its calculator with."""
    return _LIBRARY.figure(PAGES[address]["example"])[1]


def recalculated(figure: Figure, values: dict[str, Any]) -> str:
    """Tell what a figure would say with other values, by the formula in Python."""
    return dataclasses.replace(figure, result=figure.formula(**values)).statement()


def tab_to(page: Page, target: Locator, most: int) -> None:
    """Press the tab key until something has the focus, at most so many times."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("one => one === document.activeElement"):
            break
    expect(target).to_be_focused()


def open_page(page: Page, address: str) -> None:
    """Go to a page and wait until its tools have been started."""
    page.goto(address)
    page.wait_for_function(
        "() => document.querySelector('.pb-calculator[hidden], .pb-copy[hidden]:not(.pb-menu *)') === null"
    )
