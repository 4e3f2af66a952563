"""XHTML without classes and anchors, of which an editor keeps everything when it is pasted or imported."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from macros.exports.tree import Block, Callout, Cell, Definitions, Inline, Item, Items, Labelled, Listing, Table
from macros.exports.writers.hypertext import Hypertext, element


class Classless(Hypertext):
    """Writes what has no element of its own as a bold paragraph with what belongs to it below."""

    def notes(self) -> list[str]:
        """Write the footnotes at the end; neither a paste nor an import keeps anchors that could lead to them."""
        if not self.source.notes:
            return []
        return [element("hr"), self.items(Items(tuple(Item(note) for note in self.source.notes), ordered=True))]

    def note(self, number: int) -> str:
        return element("sup", str(number))

    def titled(self, title: tuple[Inline, ...], blocks: tuple[Block, ...]) -> str:
        """Write a title in bold and what stands under it."""
        return Markup("\n").join([*self.title(title), *self.blocks(blocks)])

    def title(self, title: tuple[Inline, ...]) -> list[str]:
        """Write a title as a bold paragraph, if there is one."""
        return [element("p", [element("strong", self.line(title))])] if title else []

    def items(self, items: Items) -> str:
        """Write a list; the boxes of its tasks are characters."""
        start = str(items.start) if items.ordered and items.start != 1 else None
        return element("ol" if items.ordered else "ul", [self.item(item) for item in items.items], start=start)

    def definitions(self, definitions: Definitions) -> str:
        written: list[str] = []
        for entry in definitions.entries:
            for term in entry.terms:
                written += self.title(term)
            for meaning in entry.meanings:
                written += self.blocks(meaning)
        return Markup("\n").join(written)

    def listing(self, listing: Listing) -> str:
        title = [element("p", [element("strong", listing.title)])] if listing.title else []
        return Markup("\n").join([*title, self.program(listing)])

    @abstractmethod
    def program(self, listing: Listing) -> str:
        """Write code without its title."""

    def table(self, table: Table) -> str:
        """Write a table; a caption would be dropped, so it stands above as a paragraph."""
        rows = [element("tr", [self.field(cell) for cell in row]) for row in table.rows]
        return Markup("\n").join([*self.title(table.caption), self.grid(rows)])

    @abstractmethod
    def field(self, cell: Cell) -> str:
        """Write a cell."""

    def grid(self, rows: list[Markup]) -> str:
        """Write the rows of a table as one."""
        return element("table", [element("tbody", rows)])

    def callout(self, callout: Callout) -> str:
        return self.titled(callout.title, callout.blocks)

    def labelled(self, labelled: Labelled) -> str:
        return self.titled(labelled.label, labelled.blocks)

    def mathematics(self, text: str) -> str:
        return element("code", text)


def runs(items: Items) -> Iterator[tuple[bool, Items]]:
    """Part a list into runs of tasks and runs of other items, since editors keep them in lists of different kinds.

    A counted list stays whole: its numbers say more than boxes to tick.
    """
    if items.ordered:
        yield False, items
        return
    for tasks, run in groupby(items.items, key=lambda item: item.done is not None):
        yield tasks, Items(tuple(run))
