"""What tests of a reader's workbook share: what a browser keeps, and workbooks as a file holds them."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import FilePayload, Locator, Page, expect

from macros.schemas import WORKBOOK_VERSION

UNPRACTISED: dict[str, Any] = {"settings": {}, "history": []}

STORE = """async (written) => {
  const scripts = document.querySelector("script[type=module]").src;
  const { createStore, get, set } = await import(scripts.replace("playbook.js", "vendor/idb-keyval/index.js"));
  const store = createStore("playbook", "workbook");
  return written ? set("workbook", written, store) : get("workbook", store);
}"""
"""Gives what the browser keeps, or lets it keep something."""


def open_tool(page: Page, address: str) -> Locator:
    """Open a page of the workbook and wait until its tool is there."""
    page.goto(address)
    expect(page.locator(".pb-kept")).to_be_visible()
    return page.locator(".pb-workbook")


def read_kept(page: Page) -> dict[str, Any]:
    """Read the workbook as the browser keeps it, once nothing is left to save."""
    expect(page.locator(".pb-kept[data-saved=true]")).to_be_visible()
    kept: dict[str, Any] = page.evaluate(STORE)
    return kept


def wait_for_kept(page: Page, condition: str) -> None:
    """Wait until what the browser keeps meets a condition; `wait_for_function` would take its promise for a yes.

    Args:
        page: a page of the site.
        condition: a function of what is kept, undefined before anything is, in JavaScript.
    """
    page.evaluate(f"""async () => {{
      const kept = {STORE};
      const meets = {condition};
      const end = performance.now() + 5000;
      while (!meets(await kept())) {{
        if (performance.now() > end) throw new Error("what is kept doesn't come to meet the condition");
        await new Promise(requestAnimationFrame);
      }}
    }}""")


def file_of(name: str, content: object) -> FilePayload:
    """Make a file as a reader would choose it."""
    text = content if isinstance(content, str) else json.dumps(content)
    return FilePayload(name=name, mimeType="application/json", buffer=text.encode())


def workbook_of(**further: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"facts": {}, "templates": {}, "stories": [], "coverage": {}, "read": {}}
    empty["practice"] = UNPRACTISED
    return {"version": WORKBOOK_VERSION, **empty, **further}


def entry_of(**further: Any) -> dict[str, Any]:
    """A time that a question was answered aloud."""
    entry: dict[str, Any] = {"id": "e1", "question": "a/b", "at": "2026-11-25T19:00:00.000Z", "aim": 120, "took": 90}
    entry |= {"place": "weak", "signals": {"given": 1, "of": 4}, "red_flags": 0, "story": None, "notes": ""}
    return entry | further


def practised_with(*more: dict[str, Any], **further: Any) -> dict[str, Any]:
    return {"settings": {"count": 1}, "history": [entry_of(**further), *more]}


def story_of(name: str, title: str, **further: Any) -> dict[str, Any]:
    card: dict[str, Any] = {"words": {}, "ticked": [], "rows": {}}
    return {"id": name, "title": title, "state": "rough", "card": card, "telling": "", **further}
