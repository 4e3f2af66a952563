"""Plain XHTML without a theme: what embeds show, what pandoc reads, and what the writers for the clipboard start from.

Tags are what this format is made of, as stars are of Markdown; Markup escapes everything that is put between them.
"""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from macros.escapes import HYPERTEXT
from macros.exports.tree import (
    Callout,
    Cell,
    Definitions,
    Document,
    Emphasis,
    Filled,
    Heading,
    Inline,
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
)
from macros.exports.writers.base import Writer

TO_DO, DONE = "\u2610", "\u2611"
"""Boxes to tick, as characters."""


def hypertext(document: Document) -> str:
    """Write the body of a document as XHTML, well-formed inside any one element."""
    return Hypertext(document).document()


def element(tag: str, content: Iterable[str] | str = "", /, **attributes: str | None) -> Markup:
    """Write one element; an attribute that is None is left out, `class_` stands for class.

    >>> element("a", "R&D", href="/?a&b")
    Markup('<a href="/?a&amp;b">R&amp;D</a>')
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    inner = escape(content) if isinstance(content, str) else "".join(map(escape, content))
    if not inner and tag in ("br", "hr", "img", "col"):
        return Markup(f"<{tag}{written}/>")  # noqa: S704 - its parts are escaped
    return Markup(f"<{tag}{written}>{inner}</{tag}>")  # noqa: S704 - its parts are escaped; Markup.format is slow


class Hypertext(Writer):
    """Writes semantic elements with a class where HTML has no name for the thing."""

    escape = HYPERTEXT
    target_within: str | None = None
    """The target of links from a mark to its footnote and back."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.marked: set[int] = set()

    def document(self) -> str:
        return "\n".join([*self.blocks(self.source.blocks), *self.notes()]) + "\n"

    def notes(self) -> list[str]:
        """Write the footnotes at the end, each with a link back."""
        if not self.source.notes:
            return []
        written = (
            element(
                "li",
                [*self.blocks(note), element("a", "↩", href=f"#mark-{number}", target=self.target_within)],
                id=f"note-{number}",
            )
            for number, note in enumerate(self.source.notes, 1)
        )
        return [element("hr"), element("ol", written, class_="notes")]

    # Blocks

    def heading(self, heading: Heading) -> str:
        return element(f"h{heading.level}", self.line(heading.children))

    def paragraph(self, paragraph: Paragraph) -> str:
        return element("p", self.line(paragraph.children))

    def items(self, items: Items) -> str:
        start = str(items.start) if items.ordered and items.start != 1 else None
        tasks = "tasks" if any(item.done is not None for item in items.items) else None
        tag = "ol" if items.ordered else "ul"
        return element(tag, [self.item(item) for item in items.items], start=start, class_=tasks)

    def item(self, item: Item) -> str:
        """Write an item; its only paragraph needs no element of its own."""
        box = "" if item.done is None else f"{DONE if item.done else TO_DO} "
        first, rest = item.blocks[:1], item.blocks[1:]
        if first and isinstance(first[0], Paragraph) and not any(isinstance(block, Paragraph) for block in rest):
            return element("li", [box, self.line(first[0].children), *self.blocks(rest)])
        return element("li", [box, *self.blocks(item.blocks)])

    def definitions(self, definitions: Definitions) -> str:
        written = []
        for entry in definitions.entries:
            written += [element("dt", self.line(term)) for term in entry.terms]
            written += [element("dd", self.blocks(meaning)) for meaning in entry.meanings]
        return element("dl", written)

    def quotation(self, quotation: Quotation) -> str:
        return element("blockquote", self.blocks(quotation.blocks))

    def listing(self, listing: Listing) -> str:
        language = f"language-{listing.language}" if listing.language else None
        code = element("pre", [element("code", listing.text, class_=language)])
        return Markup("").join([element("p", [element("strong", listing.title)]), code]) if listing.title else code

    def table(self, table: Table) -> str:
        caption = [element("caption", self.line(table.caption))] if table.caption else []
        head, *body = table.rows
        parts = [
            element("thead", [element("tr", [self.cell(cell, "col") for cell in head])]),
            element("tbody", [element("tr", [self.cell(cell, "row") for cell in row]) for row in body]),
        ]
        return element("table", caption + parts)

    def cell(self, cell: Cell, scope: str) -> str:
        """Write a cell; a heading says whether it stands above a column or before a row."""
        align = cell.align or None
        if cell.heading:
            return element("th", self.line(cell.children), scope=scope, align=align)
        return element("td", self.line(cell.children), align=align)

    def callout(self, callout: Callout) -> str:
        body = self.blocks(callout.blocks)
        title = self.line(callout.title)
        if callout.folds:
            return element("details", [element("summary", title), *body])
        head = [element("p", [element("strong", title)])] if callout.title else []
        return element("div", [*head, *body], class_=f"callout {callout.kind}")

    def labelled(self, labelled: Labelled) -> str:
        label = element("p", [element("strong", self.line(labelled.label))])
        return element("div", [label, *self.blocks(labelled.blocks)], class_="labelled")

    def picture(self, picture: Picture) -> str:
        return element("p", [element("img", src=picture.address, alt=picture.description)])

    def rule(self) -> str:
        return element("hr")

    # Inlines

    def line(self, children: tuple[Inline, ...]) -> str:
        return Markup("").join(self.inline(child) for child in children)

    def text(self, text: str) -> str:
        return Markup.escape(text)

    def filled(self, filled: Filled) -> str:
        return Markup(super().filled(filled))  # noqa: S704 - its lines are escaped

    def code(self, text: str) -> str:
        return element("code", text)

    def mathematics(self, text: str) -> str:
        return element("code", text, class_="mathematics")

    def strong(self, strong: Strong) -> str:
        return element("strong", self.line(strong.children))

    def emphasis(self, emphasis: Emphasis) -> str:
        return element("em", self.line(emphasis.children))

    def struck(self, struck: Struck) -> str:
        return element("del", self.line(struck.children))

    def raised(self, raised: Raised) -> str:
        return element("sup", self.line(raised.children))

    def lowered(self, lowered: Lowered) -> str:
        return element("sub", self.line(lowered.children))

    def link(self, link: Link) -> str:
        return element("a", self.line(link.children), href=link.address)

    def line_break(self) -> str:
        return element("br")

    def note(self, number: int) -> str:
        name = None if number in self.marked else f"mark-{number}"  # the note leads back to its first mark
        self.marked.add(number)
        return element("sup", [element("a", str(number), href=f"#note-{number}", id=name, target=self.target_within)])
