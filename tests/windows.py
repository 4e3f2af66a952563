"""The sizes of the windows that tests look through."""

from __future__ import annotations

from playwright.sync_api import ViewportSize

PHONE: ViewportSize = {"width": 375, "height": 720}
"""Where a page has least room."""
DESK: ViewportSize = {"width": 1366, "height": 900}
