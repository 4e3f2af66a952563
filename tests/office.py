"""LibreOffice reads the Word files that a browser has filled: every template, with ordinary and with hostile words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from macros.escapes import tidied
from tests.exports.hostile import MARKUP
from tests.filling import FILL, ORDINARY, TEMPLATES, open_form
from tests.windows import DESK

WORDS = {"ordinary": (ORDINARY,), "hostile": MARKUP}
_NOT_SEEN = re.compile("[\\s\u200d\ufe0f]")
"""What LibreOffice may write otherwise than it was typed: blanks, and signs that only join others."""


def unread(browser: Browser, home: str, folder: Path) -> Iterator[str]:
    """Fill each template in a browser, and name each file in which LibreOffice misses a word.

    Args:
        browser: it downloads the files.
        home: the address of the site.
        folder: where they go.
    """
    if shutil.which("soffice") is None:
        yield "LibreOffice isn't on this machine, so that no Word file was read; install it and run this again"
        return
    asked = dict(_filled(browser, home, folder))
    command: list[str | Path] = [
        "soffice",
        "--headless",
        "--convert-to",
        "txt:Text (encoded):UTF8",
        "--outdir",
        folder / "read",
    ]
    subprocess.run([*command, *folder.glob("*.docx")], check=True, capture_output=True)
    for name, texts in asked.items():
        read = _seen((folder / "read" / f"{name}.txt").read_text(encoding="utf-8-sig"))
        missed = [text for text in texts if _seen(tidied(text)) not in read]
        if missed:
            yield f"{name}.docx: LibreOffice doesn't show {missed[0]!r}, and {len(missed) - 1} texts more"


def _filled(browser: Browser, home: str, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Fill every template and save its Word file; give the name of each and what was typed."""
    page = browser.new_context(viewport=DESK).new_page()
    for address in TEMPLATES:
        for kind, texts in WORDS.items():
            name = f"{address.strip('/').rpartition('/')[2]}-{kind}"
            form = open_form(page, home + address)
            form.evaluate(FILL, list(texts))
            page.get_by_text("Download your template").click()
            with page.expect_download() as waiting:
                page.locator(".pb-yours").get_by_role("button", name="Word", exact=True).click()
            waiting.value.save_as(folder / f"{name}.docx")
            yield name, form.evaluate("form => [...form.querySelectorAll('textarea')].map((one) => one.value)")


def _seen(text: str) -> str:
    return _NOT_SEEN.sub("", text)
