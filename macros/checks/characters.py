"""Find letters in texts that nobody sees and that change what stands there: control signs, and turns of direction."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator

from macros.errors import PlaybookError

_ENTITY = re.compile(r"&#?\w+;")
_BREAKS = {"\n", "\t"}
_UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}


def unseen(shown: str, text: str, entities: bool = False) -> Iterator[PlaybookError]:
    """Find the unseen letters of a text.

    Args:
        shown: its file in messages.
        text: the text.
        entities: whether it may spell letters as HTML does.
    """
    for number, line in enumerate(text.split("\n"), 1):
        spelt = "".join(html.unescape(found) for found in _ENTITY.findall(line)) if entities else ""
        if line.isprintable() and not spelt:
            continue
        for letter in dict.fromkeys((line + spelt).replace("\n", "")):
            if unicodedata.category(letter) in _UNSEEN and letter not in _BREAKS:
                name = unicodedata.name(letter, "a control sign")
                yield PlaybookError(f"{shown}:{number}", f"holds U+{ord(letter):04X} ({name})", "take it out")
