"""Visit pages in a browser with everything running, and tell what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, Request

from tests.site.places import open_page

KEPT = {"__palette", "__search", "__tabs", "__copy"}
"""All that a browser keeps for somebody who only reads: choices of the theme and of what is copied."""

_FACTS = """() => ({
  cookie: document.cookie,
  kept: Object.keys(localStorage).concat(Object.keys(sessionStorage)),
  violations: window.violations,
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
})"""


@dataclass(frozen=True)
class Visit:
    """What a browser saw of a page."""

    facts: dict[str, Any]
    requested: list[str]
    failed: list[str]
    complaints: list[str]

    def faults(self, home: str) -> Iterator[str]:
        """Name what is wrong: a page loads all from its own site, complains of nothing, keeps nothing and fits.

        Args:
            home: the address of the site.
        """
        elsewhere = [url for url in self.requested if not url.startswith((home, "data:"))]
        told: dict[str, list[str]] = {
            "says": self.complaints,
            "misses": self.failed,
            "loads from elsewhere": elsewhere,
            "breaks its security policy": self.facts["violations"],
            "keeps": [key for key in self.facts["kept"] if key.rpartition(".")[2] not in KEPT],
        }
        yield from (f"{what} {', '.join(found)}" for what, found in told.items() if found)
        if len(self.requested) <= 5:
            yield "loads neither styles nor scripts, or nobody listened"
        if self.facts["cookie"]:
            yield f"keeps the cookie {self.facts['cookie']}"
        if self.facts["overflow"]:
            yield f"is {self.facts['overflow']} pixels wider than a phone"


class Visitor:
    """Goes from page to page in one tab and notes what happens there."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab
        self._forget()
        tab.add_init_script(
            "window.violations = [];"
            "addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))"
        )
        tab.on("request", lambda request: self.requested.append(request.url))
        tab.on("requestfailed", self._note_failure)
        tab.on("response", lambda response: self.failed.append(response.url) if response.status >= 400 else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)

    def _note_failure(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # what a page was still loading when it was left
            self.failed.append(request.url)

    def _forget(self) -> None:
        self.requested: list[str] = []
        self.failed: list[str] = []
        self.complaints: list[str] = []

    def visit(self, address: str) -> Visit:
        """Open a page and wait until its tools have been started."""
        self._forget()
        open_page(self.tab, address)
        return Visit(self.tab.evaluate(_FACTS), self.requested, self.failed, self.complaints)
