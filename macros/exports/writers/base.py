"""What every writer does: it meets each kind of node once, and a kind without a method is a mistake of types."""

from __future__ import annotations

from abc import ABC, abstractmethod

from macros.escapes import Escape
from macros.exports.tree import (
    Block,
    Break,
    Callout,
    Code,
    Definitions,
    Document,
    Emphasis,
    Filled,
    Heading,
    Inline,
    Items,
    Labelled,
    Link,
    Listing,
    Lowered,
    Mathematics,
    Note,
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Rule,
    Strong,
    Struck,
    Table,
    Text,
)


class Writer(ABC):
    """Writes one document in one format; make a new one for each document."""

    escape: Escape
    """What a reader's own words are escaped by."""

    def __init__(self, document: Document) -> None:
        self.source = document

    @abstractmethod
    def document(self) -> str:
        """Write the whole document, ending in one line break."""

    # Blocks

    def blocks(self, blocks: tuple[Block, ...]) -> list[str]:
        """Write blocks, each for itself."""
        return [self.block(block) for block in blocks]

    def block(self, block: Block) -> str:
        """Write one block without the empty lines around it."""
        match block:
            case Heading():
                return self.heading(block)
            case Paragraph():
                return self.paragraph(block)
            case Items():
                return self.items(block)
            case Definitions():
                return self.definitions(block)
            case Quotation():
                return self.quotation(block)
            case Listing():
                return self.listing(block)
            case Table():
                return self.table(block)
            case Callout():
                return self.callout(block)
            case Labelled():
                return self.labelled(block)
            case Picture():
                return self.picture(block)
            case Rule():
                return self.rule()

    @abstractmethod
    def heading(self, heading: Heading) -> str:
        """Write a heading."""

    @abstractmethod
    def paragraph(self, paragraph: Paragraph) -> str:
        """Write a paragraph."""

    @abstractmethod
    def items(self, items: Items) -> str:
        """Write a list, with boxes where its items are tasks."""

    @abstractmethod
    def definitions(self, definitions: Definitions) -> str:
        """Write terms and meanings."""

    @abstractmethod
    def quotation(self, quotation: Quotation) -> str:
        """Write somebody's words."""

    @abstractmethod
    def listing(self, listing: Listing) -> str:
        """Write code whose lines count."""

    @abstractmethod
    def table(self, table: Table) -> str:
        """Write a table."""

    @abstractmethod
    def callout(self, callout: Callout) -> str:
        """Write a box with a title."""

    @abstractmethod
    def labelled(self, labelled: Labelled) -> str:
        """Write a part under its label."""

    @abstractmethod
    def picture(self, picture: Picture) -> str:
        """Write an image."""

    @abstractmethod
    def rule(self) -> str:
        """Write a line between two parts."""

    # Inlines

    def line(self, children: tuple[Inline, ...]) -> str:
        """Write inlines one after another."""
        return "".join(self.inline(child) for child in children)

    def inline(self, inline: Inline) -> str:
        """Write one inline."""
        match inline:
            case Text():
                return self.text(inline.text)
            case Code():
                return self.code(inline.text)
            case Mathematics():
                return self.mathematics(inline.text)
            case Strong():
                return self.strong(inline)
            case Emphasis():
                return self.emphasis(inline)
            case Struck():
                return self.struck(inline)
            case Raised():
                return self.raised(inline)
            case Lowered():
                return self.lowered(inline)
            case Link():
                return self.link(inline)
            case Break():
                return self.line_break()
            case Note():
                return self.note(inline.number)
            case Filled():
                return self.filled(inline)

    @abstractmethod
    def text(self, text: str) -> str:
        """Write text, with everything that the format would take for markup escaped."""

    @abstractmethod
    def code(self, text: str) -> str:
        """Write code within a line."""

    @abstractmethod
    def mathematics(self, text: str) -> str:
        """Write a formula within a line."""

    @abstractmethod
    def strong(self, strong: Strong) -> str:
        """Write important words."""

    @abstractmethod
    def emphasis(self, emphasis: Emphasis) -> str:
        """Write stressed words."""

    @abstractmethod
    def struck(self, struck: Struck) -> str:
        """Write words that no longer hold."""

    @abstractmethod
    def raised(self, raised: Raised) -> str:
        """Write a superscript."""

    @abstractmethod
    def lowered(self, lowered: Lowered) -> str:
        """Write a subscript."""

    @abstractmethod
    def link(self, link: Link) -> str:
        """Write a link."""

    @abstractmethod
    def line_break(self) -> str:
        """End a line within a block."""

    @abstractmethod
    def note(self, number: int) -> str:
        """Write the mark of a footnote."""

    def filled(self, filled: Filled) -> str:
        """Write what a field holds, which must not depend on what stands beside it."""
        # Without str(), a break that is Markup would escape once more what it joins.
        return str(self.line_break()).join(self.escape.escaped(line) for line in filled.text.split("\n"))
