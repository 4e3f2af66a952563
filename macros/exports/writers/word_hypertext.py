"""XHTML as pandoc turns it into Word: footnotes, callouts and codes carry the names of Word styles."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from markupsafe import Markup

from macros.exports.tree import (
    Block,
    Callout,
    Cell,
    Document,
    Filled,
    Heading,
    Item,
    Items,
    Labelled,
    Listing,
    Paragraph,
    Picture,
    Strong,
    Table,
    plain,
)
from macros.exports.writers.hypertext import DONE, TO_DO, Hypertext, element

CALLOUT_STYLE = "Callout {}"
TITLE_STYLE = "Callout {} Title"
LABEL_STYLE = "Label"
CODE_TITLE_STYLE = "Code Title"
FORMULA_STYLE = "Formula"
OPEN_STYLE = "Placeholder"
"""What marks a placeholder."""

BOX_SPACE = "\xa0"
"""What stands between the box of a task and its words."""

_PAGE, _WIDEST, _ROOM = 92, 60, 4
"""How many letters a line of a table has room for, how many a column asks for at most, and what its edges take."""


def word_hypertext(document: Document, drawn: Collection[str], part: int = 0) -> str:
    """Write a document for pandoc.

    Args:
        document: what is written.
        drawn: the addresses of the pictures that are put into the file; of others it gets the words and a link.
        part: its number in a file of several; its anchors carry it, so that no two in the file are alike.
    """
    return _WordHypertext(document, drawn, part).document()


class _WordHypertext(Hypertext):
    def __init__(self, document: Document, drawn: Collection[str], part: int) -> None:
        super().__init__(document)
        self.drawn = drawn
        self.part = part

    def notes(self) -> list[str]:
        """Write the footnotes as e-books have them, which pandoc knows for what they are."""
        return [
            element("aside", self.blocks(note), id=self.note_anchor(number), **{"epub:type": "footnote"})
            for number, note in enumerate(self.source.notes, 1)
        ]

    def note_anchor(self, number: int) -> str:
        """Name the anchor of a footnote."""
        return f"note-{self.part}-{number}"

    # Blocks

    def blocks(self, blocks: tuple[Block, ...]) -> list[str]:
        """Write blocks; a paragraph before a picture stays on its page, as a label does on that of its part."""
        following = (*blocks, None)[1:]
        return [
            styled(LABEL_STYLE, self.block(one)) if _captions(one, after) else self.block(one)
            for one, after in zip(blocks, following, strict=True)
        ]

    def heading(self, heading: Heading) -> str:
        anchor = part_anchor(self.part) if self.part and heading is self.source.blocks[0] else None
        return element(f"h{heading.level}", self.line(heading.children), id=anchor)

    def items(self, items: Items) -> str:
        """Write a list; a box instead of a bullet is held to its words by a space that word.py finds again."""
        space = " " if items.ordered else BOX_SPACE
        written = [self.item(item) if item.done is None else self.task(item, space) for item in items.items]
        start = str(items.start) if items.ordered and items.start != 1 else None
        return element("ol" if items.ordered else "ul", written, start=start)

    def task(self, item: Item, space: str) -> str:
        """Write an item with a box, which stands in the line of its words."""
        box = f"{DONE if item.done else TO_DO}{space}"
        first, rest = item.blocks[:1], item.blocks[1:]
        if not first or not isinstance(first[0], Paragraph):
            return element("li", [element("p", box), *self.blocks(item.blocks)])
        words = [box, self.line(first[0].children)]
        loose = any(isinstance(block, Paragraph) for block in rest)
        return element("li", [*([element("p", words)] if loose else words), *self.blocks(rest)])

    def listing(self, listing: Listing) -> str:
        title = [styled(CODE_TITLE_STYLE, element("p", listing.title))] if listing.title else []
        language = f"language-{listing.language}" if listing.language else None
        # The reader of HTML drops a line break at the start.
        text = f"\n{listing.text}" if listing.text.startswith("\n") else listing.text
        return Markup("").join([*title, element("pre", [element("code", text, class_=language)])])

    def table(self, table: Table) -> str:
        caption = [element("caption", self.line(table.caption))] if table.caption else []
        columns = [element("col", style=f"width: {width}%") for width in _widths(table)]
        head, *body = table.rows
        parts = [
            element("colgroup", columns),
            element("thead", [element("tr", [self.cell(cell, "col") for cell in head])]),
            element("tbody", [element("tr", [self.cell(cell, "row") for cell in row]) for row in body]),
        ]
        return element("table", caption + parts)

    def cell(self, cell: Cell, scope: str) -> str:
        """Write a cell; Word has no heading of a row, so that its words are set bold."""
        words = self.line(cell.children)
        if cell.heading and scope == "row":
            words = element("strong", words)
        return element("th" if scope == "col" else "td", words, align=cell.align or None)

    def callout(self, callout: Callout) -> str:
        kind = callout.kind.capitalize()
        title = self.line(callout.title)
        head = [styled(TITLE_STYLE.format(kind), element("p", title))] if callout.title else []
        body = [styled(CALLOUT_STYLE.format(kind), self.blocks(callout.blocks))] if callout.blocks else []
        return Markup("").join(head + body)

    def labelled(self, labelled: Labelled) -> str:
        label = styled(LABEL_STYLE, element("p", self.line(labelled.label)))
        return Markup("").join([label, *self.blocks(labelled.blocks)])

    def picture(self, picture: Picture) -> str:
        """Write a picture, or what one of another site shows with a link to it, since nothing is fetched."""
        if picture.address in self.drawn:
            return super().picture(picture)
        return element("p", [element("a", picture.description or picture.address, href=picture.address)])

    # Inlines

    def filled(self, filled: Filled) -> str:
        written = super().filled(filled)
        return styled(OPEN_STYLE, written, tag="span") if filled.open else written

    def mathematics(self, text: str) -> str:
        return styled(FORMULA_STYLE, text, tag="span")

    def note(self, number: int) -> str:
        return element("a", str(number), href=f"#{self.note_anchor(number)}", **{"epub:type": "noteref"})


def part_anchor(part: int) -> str:
    """Name the anchor of a document in a file of several."""
    return f"part-{part}"


def styled(style: str, content: Iterable[str] | str, tag: str = "div") -> Markup:
    """Give content the style of this name."""
    return element(tag, content, custom_style=style)


def _captions(block: Block, following: Block | None) -> bool:
    match block, following:
        case Paragraph((Strong(),)), Picture():
            return True
    return False


def _widths(table: Table) -> list[int]:
    """Share out the width of the page, in per cent: each column gets its longest word, then by its longest cell."""
    cells = [[plain(row[column].children) for row in table.rows] for column in range(len(table.rows[0]))]
    least = [max(len(word) for text in column for word in text.split(" ")) + _ROOM for column in cells]
    wanted = [
        max(low, min(max(len(text) for text in column) + _ROOM, _WIDEST))
        for low, column in zip(least, cells, strict=True)
    ]
    spare, more = _PAGE - sum(least), sum(wanted) - sum(least)
    widths = [float(width) for width in (wanted if more <= spare else least)]
    if 0 < spare < more:
        widths = [low + spare * (want - low) / more for low, want in zip(least, wanted, strict=True)]
    return [int(100 * width / sum(widths)) for width in widths]
