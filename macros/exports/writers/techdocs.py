"""Markdown for Backstage TechDocs: as Python-Markdown reads it with the extensions that TechDocs switches on.

A character that one of them would take for markup becomes a character reference. Lists and quotations with more in them
than lines become HTML, because their indentation means other things there.
"""

from __future__ import annotations

import re

from macros.escapes import Escape
from macros.exports.tree import (
    Block,
    Break,
    Callout,
    Cell,
    Definitions,
    Document,
    Emphasis,
    Inline,
    Item,
    Items,
    Link,
    Listing,
    Paragraph,
    Quotation,
    Strong,
    Struck,
    Text,
)
from macros.exports.writers.hypertext import Hypertext
from macros.exports.writers.markdown import GitHub

_MARKUP = re.compile(
    r"[\\`*\[\]~{}<|^$]"
    r"|(?<!\w)_|_(?!\w)|_(?=_)|(?<=_)_|!(?=\[|$)|=(?==)|(?<==)=|&(?=#|\w+;)"
    r"|:(?=[\w+-]+:)|:(?=//)|@|\b(?=www\.)w|#(?=\w)"
    # Typography that the extensions make
    r"|(?<=\()(?:c|r|tm)(?=\))|/(?=\d)|(?<=c)/(?=o)|(?<=\+)/|(?<==)/|-(?=-)|(?<=-)>|(?<=\d)[snrt][tdh]\b",
    re.IGNORECASE,
)
_LINE_START = re.compile(r"^(?:[-+>:#=|!?%/&]|\d+(?P<point>[.)])(?=\s|$))", re.MULTILINE)
_UNSAFE_CODE = re.compile(r"[|`\\]|^(?:#!|:::)|^ | $")
_SIGN = re.compile(r"[^\w\s]")
_NOT_IN_HTML = re.compile(r"[`~\t]")
_EDGE = re.compile(r"\w")
_KINDS = {"important": "info", "caution": "danger"}
"""Kinds of callouts that TechDocs has under another name."""


def techdocs(document: Document) -> str:
    """Write a document for TechDocs."""
    return _TechDocs(document).document()


class _TechDocs(GitHub):
    # Every sign, because extensions join several to mean something, and "1st"; no browser writes this format.
    escape = Escape(r"[!-/:-@\[-`{-~]|(?<=[0-9])[snrtSNRT](?=[tdhTDH]\b)", "&#{code};")

    # Blocks

    def paragraph(self, paragraph: Paragraph) -> str:
        return _LINE_START.sub(_start_reference, self.line(paragraph.children))

    def items(self, items: Items) -> str:
        if _of_lines(items) and items.start == 1:
            return "\n".join(self.item_lines(items, ""))
        return self.hypertext(items)

    def item_lines(self, items: Items, indent: str) -> list[str]:
        """Write a list whose items are lines; each level is two spaces further in."""
        lines = []
        for number, item in enumerate(items.items, items.start):
            first, *below = item.blocks
            box = "" if item.done is None else "[x] " if item.done else "[ ] "
            lines.append(f"{indent}{f'{number}.' if items.ordered else '-'} {box}{self.block(first)}")
            for one in below:
                assert isinstance(one, Items)
                lines += self.item_lines(one, f"{indent}  ")
        return lines

    def definitions(self, definitions: Definitions) -> str:
        return self.hypertext(definitions)

    def quotation(self, quotation: Quotation) -> str:
        if all(isinstance(block, Paragraph) for block in quotation.blocks):
            return super().quotation(quotation)
        return self.hypertext(quotation)

    def listing(self, listing: Listing) -> str:
        """Write code; a fence can't hold everything, and needs no language that isn't known."""
        if "```" in listing.text or "\t" in listing.text or not listing.text or listing.text.startswith("\n"):
            return self.hypertext(listing)
        return super().listing(listing)

    def cell(self, cell: Cell) -> str:
        return self.line(cell.children).replace("  \n", "<br>")

    def callout(self, callout: Callout) -> str:
        """Write a box as HTML that holds Markdown, which may then hold everything."""
        body = "\n\n".join(self.blocks(callout.blocks))
        title = self.one_line(callout.title)
        kind = _KINDS.get(callout.kind, callout.kind)
        if callout.folds:
            head = f'<summary markdown="span">{title}</summary>'
            return f'<details class="{kind}" markdown="1">\n{head}\n\n{body}\n\n</details>'
        head = f'<p class="admonition-title" markdown="span">{title}</p>\n\n' if title else ""
        return f'<div class="admonition {kind}" markdown="1">\n\n{head}{body}\n\n</div>'

    def hypertext(self, block: Block) -> str:
        """Write a block as HTML, on lines that Markdown leaves alone."""
        written = str(Hypertext(self.source).block(block))
        # Fences are looked for in HTML too, and tabs become spaces everywhere.
        return f"<div>{_NOT_IN_HTML.sub(_reference, written)}</div>"

    # Inlines

    def line(self, children: tuple[Inline, ...]) -> str:
        """Write inlines; stars that touch anything but a space mean different things to different extensions."""
        written = ""
        for child, following in zip(children, (*children, Text(" "))[1:], strict=True):
            one = self.inline(child)
            if isinstance(child, Strong | Emphasis):
                apart = not written or written.endswith(" ")
                apart_after = isinstance(following, Text) and re.match(r"[\s.,;:]", following.text)
                if not (apart and apart_after and _plain_edges(child)):
                    one = self.tagged(child)
            written += one
        return written

    def tagged(self, child: Strong | Emphasis) -> str:
        """Write stress as HTML."""
        tag = "strong" if isinstance(child, Strong) else "em"
        return f"<{tag}>{self.line(child.children)}</{tag}>"

    def text(self, text: str) -> str:
        return _MARKUP.sub(_reference, text)

    def code(self, text: str) -> str:
        if _UNSAFE_CODE.search(text):
            return f"<code>{_SIGN.sub(_reference, text)}</code>"
        return f"`{text}`"

    def struck(self, struck: Struck) -> str:
        return f"<del>{self.line(struck.children)}</del>"

    def link(self, link: Link) -> str:
        return super().link(link).replace("|", "%7C")


def _plain_edges(child: Strong | Emphasis) -> bool:
    """Tell whether stress is text alone, which begins and ends with a letter or a digit."""
    texts = [one.text for one in child.children if isinstance(one, Text)]
    return len(texts) == len(child.children) > 0 and bool(_EDGE.match(texts[0]) and _EDGE.match(texts[-1][-1]))


def _reference(found: re.Match[str]) -> str:
    return "".join(f"&#{ord(sign)};" for sign in found[0])


def _start_reference(found: re.Match[str]) -> str:
    if found["point"]:
        return f"{found[0][:-1]}&#{ord(found['point'])};"
    # A reference that stands here already is escaped.
    return found[0] if found[0] == "&" else f"&#{ord(found[0])};"


def _of_lines(items: Items) -> bool:
    """Tell whether every item of a list is a line, at most with one such list below."""
    return all(_is_line(item) for item in items.items)


def _is_line(item: Item) -> bool:
    first, *below = item.blocks or (None,)
    if not isinstance(first, Paragraph) or any(isinstance(one, Break) for one in first.children):
        return False
    return len(below) <= 1 and all(isinstance(one, Items) and one.start == 1 and _of_lines(one) for one in below)
