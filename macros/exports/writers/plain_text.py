"""Plain text for mail, chat and text fields: shape by line breaks, indents and a few characters, no markup."""

from __future__ import annotations

from macros.escapes import NOTHING
from macros.exports.tree import (
    Callout,
    Definitions,
    Document,
    Emphasis,
    Heading,
    Item,
    Items,
    Labelled,
    Link,
    Listing,
    Lowered,
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Strong,
    Struck,
    Table,
    plain,
)
from macros.exports.writers.base import Writer
from macros.exports.writers.hypertext import DONE, TO_DO

_UNDERLINES = {1: "=", 2: "-"}
_BULLET = "\u2022"
_INDENT = "    "


def plain_text(document: Document) -> str:
    """Write a document as plain text; tables have tabs between their cells, which spreadsheets understand."""
    return _PlainText(document).document()


class _PlainText(Writer):
    escape = NOTHING

    def document(self) -> str:
        parts = self.blocks(self.source.blocks)
        for number, note in enumerate(self.source.notes, 1):
            parts.append(_hung(f"[{number}] ", "\n\n".join(self.blocks(note))))
        return "\n\n".join(parts) + "\n"

    # Blocks

    def heading(self, heading: Heading) -> str:
        line = plain(heading.children)
        return f"{line}\n{_UNDERLINES[heading.level] * len(line)}" if heading.level in _UNDERLINES else line

    def paragraph(self, paragraph: Paragraph) -> str:
        return self.line(paragraph.children)

    def items(self, items: Items) -> str:
        return "\n".join(
            self.item(item, f"{number}. " if items.ordered else f"{_BULLET} ")
            for number, item in enumerate(items.items, items.start)
        )

    def item(self, item: Item, marker: str) -> str:
        """Write an item; a task has its box in the place of the bullet."""
        if item.done is not None:
            marker = f"{DONE if item.done else TO_DO} "
        return _hung(marker, "\n".join(self.blocks(item.blocks)))

    def definitions(self, definitions: Definitions) -> str:
        written = []
        for entry in definitions.entries:
            meanings = ["\n".join(self.blocks(meaning)) for meaning in entry.meanings]
            lines = [self.line(term) for term in entry.terms] + [_hung(_INDENT, meaning) for meaning in meanings]
            written.append("\n".join(lines))
        return "\n\n".join(written)

    def quotation(self, quotation: Quotation) -> str:
        return _hung(_INDENT, "\n\n".join(self.blocks(quotation.blocks)))

    def listing(self, listing: Listing) -> str:
        title = f"{listing.title}\n" if listing.title else ""
        return title + _hung(_INDENT, listing.text)

    def table(self, table: Table) -> str:
        caption = f"{plain(table.caption)}\n" if table.caption else ""
        return caption + "\n".join("\t".join(plain(cell.children) for cell in row) for row in table.rows)

    def callout(self, callout: Callout) -> str:
        title = [plain(callout.title)] if callout.title else []
        return "\n\n".join([*title, *self.blocks(callout.blocks)])

    def labelled(self, labelled: Labelled) -> str:
        return "\n\n".join([plain(labelled.label), *self.blocks(labelled.blocks)])

    def picture(self, picture: Picture) -> str:
        return f"{picture.description} ({picture.address})"

    def rule(self) -> str:
        return "-" * 10

    # Inlines

    def text(self, text: str) -> str:
        return text

    def code(self, text: str) -> str:
        return text

    def mathematics(self, text: str) -> str:
        return text

    def strong(self, strong: Strong) -> str:
        return self.line(strong.children)

    def emphasis(self, emphasis: Emphasis) -> str:
        return self.line(emphasis.children)

    def struck(self, struck: Struck) -> str:
        return self.line(struck.children)

    def raised(self, raised: Raised) -> str:
        return self.line(raised.children)

    def lowered(self, lowered: Lowered) -> str:
        return self.line(lowered.children)

    def link(self, link: Link) -> str:
        """Write a link with its address, since nothing else would show where it leads."""
        words = self.line(link.children)
        return words if words == link.address else f"{words} ({link.address})"

    def line_break(self) -> str:
        return "\n"

    def note(self, number: int) -> str:
        return f"[{number}]"


def _hung(marker: str, body: str) -> str:
    """Put a marker before a body, and the lines below its first one in line."""
    lines = body.split("\n")
    return "\n".join([marker + lines[0], *(" " * len(marker) + line if line else "" for line in lines[1:])])
