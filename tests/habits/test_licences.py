"""The licences are here whole, word by word."""

from __future__ import annotations

import hashlib
import re

from tests.builds import ROOT

FOLDER = ROOT / "LICENSES"
PUBLISHED = "9e5f1b3c610b9c2da5c313bf81d577a7d1acec686bdb0384edefa6df0f90cd94"  # pragma: allowlist secret
"""The SHA-256 of the text of CC BY 4.0 as Debian's base-files 13.8 ships it, without the empty line at its end."""


def test_the_licence_of_the_text_is_the_published_one() -> None:
    text = (FOLDER / "CC-BY-4.0.txt").read_bytes()
    assert re.findall(rb"^Section (\d) -- ", text, re.MULTILINE) == [str(number).encode() for number in range(1, 9)]
    assert hashlib.sha256(text).hexdigest() == PUBLISHED


def test_every_licence_file_is_named() -> None:
    named = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert [path.name for path in FOLDER.iterdir() if f"LICENSES/{path.name}" not in named] == []
