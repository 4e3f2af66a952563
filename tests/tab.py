"""One tab of a browser for test after test: it keeps what was loaded and compiled, and nothing that anybody wrote."""

from __future__ import annotations

import time
from typing import Any, NoReturn
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Frame, Page

from tests.windows import DESK

_BLANK = "about:blank"


class Tab:
    """A page at desktop size that is as good as new after `clear`; to open one anew takes twice the time of a visit.

    What can't be taken back, a script for every page or a clock, is refused here: such a test opens its own.

    Args:
        browser: it opens the page.
        permissions: what its pages may do without a question.
    """

    def __init__(self, browser: Browser, *permissions: str) -> None:
        self._permissions = permissions
        self.context = browser.new_context(viewport=DESK, permissions=list(permissions))
        self.page: Page = self.context.new_page()
        self._protocol = self.context.new_cdp_session(self.page)
        self._met: set[str] = set()
        self.context.on("page", self._watch)
        self._watch(self.page)
        for one in (self.page, self.context):
            vars(one).update(dict.fromkeys(("add_init_script", "expose_function", "expose_binding"), _refused))

    def _watch(self, page: Page) -> None:
        page.on("framenavigated", self._meet)

    def _meet(self, frame: Frame) -> None:
        parts = urlsplit(frame.url)
        if parts.scheme in ("http", "https"):
            self._met.add(f"{parts.scheme}://{parts.netloc}")

    def clear(self) -> None:
        """Leave the page, close all others, and forget what was kept, set and held back."""
        for other in self.context.pages:
            if other is not self.page:
                other.close()
        self.context.set_offline(False)
        self.context.unroute_all()
        self.page.unroute_all()
        for frame in self.page.frames:
            if frame.url.startswith("http"):
                frame.evaluate("() => { try { sessionStorage.clear(); } catch { /* a sandbox has none */ } }")
        self.page.goto(_BLANK)
        for origin in self._met:
            self._protocol.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
        self._met.clear()
        self.context.clear_permissions()
        if self._permissions:
            self.context.grant_permissions(list(self._permissions))
        self.page.set_viewport_size(DESK)
        self.page.emulate_media(media="null", color_scheme="null", reduced_motion="null", forced_colors="null")
        self.page.mouse.move(0, 0)
        told: float = self.page.evaluate("Date.now()")
        assert abs(told / 1000 - time.time()) < 60, "a clock of a test stays; use own_page"

    def close(self) -> None:
        """Close it."""
        self.context.close()


def _refused(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("it would stay for the tests that follow; use own_page")
