"""What a reader's own words are escaped by in each format: declared once, for Python here and for the browser.

Text of the playbook is escaped by its writer, which sees what stands beside it. A reader's words are put in when the
document is written already, so an escape must be right between any neighbours: it takes more characters for markup than
a writer would. Patterns keep to what Python and JavaScript read alike, with ASCII's idea of letters and digits.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

FOUND = "{found}"
CODE = "{code}"
"""What stands in a replacement for the characters that were found, and for the number of the character in Unicode."""

_NUMERIC = f"&#{CODE};"


@dataclass(frozen=True)
class Escape:
    """How one format keeps a line of plain text from being read as markup."""

    pattern: str
    """What is found: one character, or several where the replacement doesn't ask for their number."""
    replacement: str
    special: Mapping[str, str] = field(default_factory=dict)
    """Replacements of single characters that have one of their own."""

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, re.ASCII)

    def escaped(self, line: str) -> str:
        """Escape one line.

        >>> Escape("[<&]", "&#{code};").escaped("a < b")
        'a &#60; b'
        """
        return self._compiled.sub(self._replaced, line) if self.pattern else line

    def _replaced(self, found: re.Match[str]) -> str:
        replacement = self.special.get(found[0], self.replacement)
        if CODE in replacement:
            return replacement.replace(CODE, str(ord(found[0])))
        return replacement.replace(FOUND, found[0])


NOTHING = Escape("", "")
"""Plain text has no markup."""

HYPERTEXT = Escape("[&<>\"']", _NUMERIC, {"&": "&amp;", "<": "&lt;", ">": "&gt;"})

_DIGITS = dict.fromkeys("0123456789", _NUMERIC)
MARKDOWN = Escape(
    r"[\\`*\[\]~$<|#]"
    r"|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])"
    r"|=(?==)|(?<==)=|&(?=#|\w+;)|:(?=//|::)|(?<=\bwww)\."
    r"|\{(?=\{)|(?<=\{)\{|^\{|\{$|%(?=%)"
    # What would begin a block
    r"|^[>=^:]|^[-+](?= |$)|^-(?=[- ]*$)|^[0-9](?=[0-9]{0,8}[.)](?: |$))",
    rf"\{FOUND}",
    {"<": "&lt;", "&": "&amp;", ":": "&#58;", "$": "&#36;", "|": "&#124;", "#": "&#35;", **_DIGITS},
)
MEDIAWIKI = Escape(
    r"[<>|]|&(?=#?\w+;)"
    r"|\[(?=\[|//|\w+:|$)|(?<=\[)\[|\](?=\])|(?<=\])\]|^\]"
    r"|\{(?=[{|]|$)|(?<=[-{])\{|\}(?=[-}])|(?<=\})\}|^\}"
    r"|'(?=')|(?<=')'|^'|'$|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_|!(?=!)|(?<=!)!"
    r"|:(?=//)|(?<=\bmailto):"
    r"|^[*#:;=]|^-(?=---)|=$",
    _NUMERIC,
    {"<": "&lt;", ">": "&gt;", "&": "&amp;"},
)
DOKUWIKI = Escape(
    r"\*{2,}|/{2,}|_{2,}|'{2,}|={2,}|\[{2,}|\]{2,}|\{{2,}|\}{2,}|\({2,}|\){2,}|%{2,}|\\{2,}|~{2,}|:{3,}"
    r"|[|^<]+|>{2,}|[-=]>|\((?:[cC]|[rR]|[tT][mM])\)"
    r"|\b[wW]{3}\.|\b[fF][tT][pP]\."
    r"|(?<!\w)(?:8-[)Oo]|:-[()/\\?DPoOxX|]|=\)|;-\)|m\(|:\?:|:!:|LOL|FIXME|DELETEME)(?!\w)"
    # What would join with signs beside it, or begin a block
    r"|^[*/(=_%~\\>]|[*/_=\\:]$|^-{4,}",
    f"<nowiki>{FOUND}</nowiki>",
)
CONFLUENCE_WIKI = Escape(
    r"[{}\[\]|*+^~#@\\&]"
    r"|(?<![A-Za-z0-9])[-_]|[-_](?![A-Za-z0-9])"
    r"|!(?! )|\?(?=\?)|(?<=\?)\?"
    r"|:(?=//|[-)(DPdp])|;(?=[-)])|(?<=[mM][aA][iI][lL][tT][oO]):"
    r"|\((?=(?:[xyniXYNI/!+\-?]|[oO][nN]|[oO][fF][fF]|\*[rgbyRGBY]?|[cC]|[rR]|[tT][mM])\))"
    r"|^[hH](?=[1-6]\.)|^[bB](?=[qQ]\.)",
    _NUMERIC,
)

SPREADSHEET = Escape(r"^ *[=+\-@\t\r\uff0b\uff0d\uff1d\uff20]", f"'{FOUND}")
"""Of a cell that a spreadsheet would take for a formula; whoever writes the cell puts quotation marks around it."""

WORD = "word"
"""What a Word file holds, beside the formats."""


def escapes() -> Mapping[str, Escape]:
    """Give the escape of every format by the ending of its files, and of what is pasted or stands in a Word file."""
    return {
        ".md": MARKDOWN,
        ".obsidian.md": MARKDOWN,
        ".mediawiki.txt": MEDIAWIKI,
        ".dokuwiki.txt": DOKUWIKI,
        ".confluence.xml": HYPERTEXT,
        ".confluence-wiki.txt": CONFLUENCE_WIKI,
        ".txt": NOTHING,
        "office": HYPERTEXT,
        "confluence": HYPERTEXT,
        WORD: HYPERTEXT,
        ".csv": SPREADSHEET,
    }


TIDYING = (
    (r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n"),
    (r"\t", " "),
    # Control characters, our own marks, characters that turn the direction of all that follows, and what is none
    (r"[\x00-\x09\x0e-\x1f\x7f-\x84\x86-\x9f\ue000-\ue00f\u202a-\u202e\ufeff\ufffe\uffff]", ""),
    (r" +", " "),
    (r" *\n[ \n]*", "\n"),
    (r"^[ \n]+|[ \n]+$", ""),
)
"""What is done to a reader's words before they are put anywhere, step by step."""


def tidied(words: str) -> str:
    r"""Make lines of plain text of what a reader wrote: nothing that could be seen is lost.

    >>> tidied(" one\r\n\r\n two\tthree ")
    'one\ntwo three'
    """
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # halves of characters are none
    for pattern, replacement in TIDYING:
        words = re.sub(pattern, replacement, words)
    return words
