"""HTML to paste: for Google Docs and Word with inline styles, for Confluence Cloud with what its editor keeps.

Neither text becomes part of a page; a page that shows it would refuse its styles under a strict policy.
"""

from __future__ import annotations

from itertools import count

from markupsafe import Markup

from macros.exports.tree import (
    Block,
    Callout,
    Cell,
    Document,
    Filled,
    Heading,
    Inline,
    Item,
    Items,
    Labelled,
    Listing,
    Paragraph,
    Picture,
    Quotation,
    Table,
    Text,
    plain,
)
from macros.exports.writers.callouts import colours, titled
from macros.exports.writers.classless import Classless, runs
from macros.exports.writers.hypertext import DONE, TO_DO, element
from macros.exports.writers.lines import lines
from macros.palette import palette


def office(document: Document) -> str:
    """Write HTML for a word processor, which knows inline styles only."""
    return _Office(document).document()


def confluence(document: Document) -> str:
    """Write HTML of which the editor of Confluence Cloud makes its own panels, expands, tasks and code blocks."""
    return _Confluence(document).document()


# Google Docs and Word

_MONOSPACE = "font-family: Consolas, 'Courier New', monospace"


def _cell() -> str:
    return f"border: 1px solid {palette()['edge'].light}; padding: 4px 8px; vertical-align: top"


def _open() -> str:
    """Give what marks a placeholder."""
    return f"background-color: {palette()['accent-tint'].light}"


class _Office(Classless):
    """A callout is a table of one cell: the only box that word processors keep with what is in it."""

    def callout(self, callout: Callout) -> str:
        if callout.folds:
            return super().callout(callout)
        _, shade = colours(callout.kind)
        style = f"{_cell()}; background-color: {shade}"
        cell = element("td", self.titled(titled(callout), callout.blocks), style=style)
        return element("table", [element("tr", [cell])], style="border-collapse: collapse")

    def items(self, items: Items) -> str:
        """Write a list; the boxes of tasks stand instead of bullets."""
        return Markup("\n").join(
            element("ul", [self.item(item) for item in run.items], style="list-style-type: none")
            if tasks
            else super(_Office, self).items(run)
            for tasks, run in runs(items)
        )

    def grid(self, rows: list[Markup]) -> str:
        return element("table", [element("tbody", rows)], style="border-collapse: collapse")

    def field(self, cell: Cell) -> str:
        align = f"; text-align: {cell.align or 'left'}"
        if cell.heading:
            return element("th", self.line(cell.children), style=f"{_cell()}; font-weight: bold{align}")
        return element("td", self.line(cell.children), style=_cell() + align)

    def quotation(self, quotation: Quotation) -> str:
        style = f"margin-left: 24px; color: {palette()['ink-soft'].light}"
        return element("blockquote", self.blocks(quotation.blocks), style=style)

    def program(self, listing: Listing) -> str:
        style = f"{_MONOSPACE}; white-space: pre-wrap; background-color: {palette()['sheet'].light}"
        return element("pre", [element("code", listing.text)], style=style)

    def code(self, text: str) -> str:
        return element("code", text, style=_MONOSPACE)

    def mathematics(self, text: str) -> str:
        return element("em", text)

    def filled(self, filled: Filled) -> str:
        written = super().filled(filled)
        return element("span", written, style=_open()) if filled.open else written


# Confluence Cloud

_PANELS = {
    "note": "info",
    "tip": "success",
    "important": "note",
    "warning": "warning",
    "caution": "error",
    "question": "info",
}
"""The panel of each kind of callout, by the names of the editor, which are not those of the storage format."""

_KEPT = {
    "page": {
        "heading",
        "paragraph",
        "list",
        "tasks",
        "quotation",
        "code",
        "table",
        "panel",
        "expand",
        "picture",
        "rule",
    },
    "expand": {
        "heading",
        "paragraph",
        "list",
        "tasks",
        "quotation",
        "code",
        "table",
        "panel",
        "expand",
        "picture",
        "rule",
    },
    "nested expand": {"heading", "paragraph", "list", "tasks", "quotation", "code", "panel", "picture", "rule"},
    "panel": {"heading", "paragraph", "list", "tasks", "code", "picture", "rule"},
    "quotation": {"paragraph", "list", "code", "picture"},
    "list": {"paragraph", "list", "tasks", "code", "picture"},
}
"""What the editor keeps in what; of anything else it would tear the surrounding apart."""


class _Confluence(Classless):
    """Knows in what it writes: where the editor does not keep a node, what is in the node is written without it."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.place = "page"
        self.task_ids = count(1)

    def within(self, place: str, blocks: tuple[Block, ...], title: tuple[Inline, ...] = ()) -> list[str]:
        """Write blocks as the content of a node, which must hold one at least."""
        outside, self.place = self.place, place
        written = [*self.title(title), *self.blocks(blocks)]
        self.place = outside
        return written or [element("p")]

    def kept(self, node: str) -> bool:
        """Tell whether a node may stand here."""
        return node in _KEPT[self.place]

    # Blocks

    def heading(self, heading: Heading) -> str:
        if self.kept("heading"):
            return super().heading(heading)
        return Markup("").join(self.title(heading.children))

    def quotation(self, quotation: Quotation) -> str:
        if self.kept("quotation"):
            return element("blockquote", self.within("quotation", quotation.blocks))
        return self.titled((), quotation.blocks)

    def items(self, items: Items) -> str:
        return Markup("\n").join(
            self.tasks(run) if tasks and self.kept("tasks") else super(_Confluence, self).items(run)
            for tasks, run in runs(items)
        )

    def item(self, item: Item) -> str:
        """Write an item, whose text must stand in a paragraph."""
        box = () if item.done is None else (Text(f"{DONE if item.done else TO_DO} "),)
        match item.blocks:
            case (Paragraph(children), *rest):
                blocks: tuple[Block, ...] = (Paragraph((*box, *children)), *rest)
            case rest:
                blocks = (*((Paragraph(box),) if box else ()), *rest)
        return element("li", self.within("list", blocks))

    def tasks(self, items: Items) -> str:
        """Write a list of tasks; each is one run of text, and tasks below it follow it in a list of their own."""
        written: list[str] = []
        for item in items.items:
            state = "DONE" if item.done else "TODO"
            attributes = {"data-task-local-id": str(next(self.task_ids)), "data-task-state": state}
            words, below = [], []
            for block in item.blocks:
                if isinstance(block, Items) and all(tasks for tasks, _ in runs(block)):
                    below.append(self.tasks(block))
                else:
                    words += [self.line(line) for line in lines(block)]
            written += [element("div", element("br").join(words), **attributes), *below]
        return element("div", written, **{"data-node-type": "actionList"})

    def program(self, listing: Listing) -> str:
        return element("pre", [element("code", listing.text)], **{"data-language": listing.language or None})

    def table(self, table: Table) -> str:
        if self.kept("table"):
            return super().table(table)
        return Markup("\n").join(element("p", self.line(line)) for line in lines(table))

    def field(self, cell: Cell) -> str:
        return element("th" if cell.heading else "td", [element("p", self.line(cell.children))])

    def callout(self, callout: Callout) -> str:
        if callout.folds:
            return self.expand(callout.title, callout.blocks)
        if not self.kept("panel"):
            return super().callout(callout)
        panel = {"data-panel-type": _PANELS[callout.kind]}
        return element("div", self.within("panel", callout.blocks, callout.title), **panel)

    def labelled(self, labelled: Labelled) -> str:
        return self.expand(labelled.label, labelled.blocks)

    def expand(self, title: tuple[Inline, ...], blocks: tuple[Block, ...]) -> str:
        """Write a part that folds; one within another is a node of its own kind, which holds no third."""
        if not self.kept("expand"):
            return self.titled(title, blocks)
        node, place = ("expand", "expand") if self.place == "page" else ("nestedExpand", "nested expand")
        attributes = {"data-node-type": node, "data-title": plain(title)}
        return element("div", self.within(place, blocks), **attributes)

    def picture(self, picture: Picture) -> str:
        """Write an image that stays where it is; a mere img would leave an empty paragraph before it."""
        what = {"data-node-type": "media", "data-type": "external"}
        image = element("div", **what, **{"data-url": picture.address, "data-alt": picture.description})
        return element("div", [image], **{"data-node-type": "mediaSingle", "data-layout": "center"})

    def rule(self) -> str:
        return super().rule() if self.kept("rule") else Markup("")
