"""What a test finds on the real clipboard of a browser."""

from __future__ import annotations

from playwright.sync_api import Page

_READ = """async () => Promise.all((await navigator.clipboard.read()).map(
  async (item) => Object.fromEntries(await Promise.all(item.types.map(
    async (type) => [type, await (await item.getType(type)).text()])))))"""


def read_clipboard(page: Page) -> dict[str, str]:
    """Read the clipboard from a page that is in front, and empty it; give each text by its type."""
    items: list[dict[str, str]] = page.evaluate(_READ)
    page.evaluate("navigator.clipboard.writeText('')")
    assert len(items) == 1
    return items[0]
