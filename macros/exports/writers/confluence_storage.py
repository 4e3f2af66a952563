"""Confluence's storage format: XHTML with its own elements for panels, folding parts, code, tasks and pictures."""

from __future__ import annotations

from itertools import count

from markupsafe import Markup

from macros.exports.tree import (
    Block,
    Callout,
    Cell,
    Document,
    Inline,
    Item,
    Items,
    Labelled,
    Listing,
    Paragraph,
    Picture,
    plain,
)
from macros.exports.writers.classless import Classless, runs
from macros.exports.writers.hypertext import element

NAMESPACES = {
    "ac": "http://www.atlassian.com/schema/confluence/4/ac/",
    "ri": "http://www.atlassian.com/schema/confluence/4/ri/",
}
"""What the prefixes stand for; Confluence declares them around what it stores, so that the text itself does not."""

PANELS = {
    "note": "info",
    "tip": "tip",
    "important": "note",
    "warning": "note",
    "caution": "warning",
    "question": "info",
}
"""The panel of each kind of callout: Confluence's "note" is the yellow one, its "warning" the red one."""

LANGUAGES = {
    "bash": "bash",
    "console": "bash",
    "css": "css",
    "diff": "diff",
    "html": "html",
    "java": "java",
    "javascript": "js",
    "js": "js",
    "python": "python",
    "py": "python",
    "sh": "bash",
    "sql": "sql",
    "xml": "xml",
    "yaml": "yml",
}
"""What the code macro calls a language; it shows an error for one that it does not know."""


def confluence_storage(document: Document) -> str:
    """Write a document as the body of a page in Confluence's storage format."""
    return _Storage(document).document()


class _Storage(Classless):
    """Counts its tasks: ids that are drawn at random would differ from build to build."""

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.task_ids = count(1)

    def items(self, items: Items) -> str:
        return Markup("\n").join(
            self.tasks(run) if tasks else super(_Storage, self).items(run) for tasks, run in runs(items)
        )

    def tasks(self, items: Items) -> str:
        """Write a list of tasks."""
        return element("ac:task-list", [self.task(item) for item in items.items])

    def task(self, item: Item) -> str:
        """Write one task, with all that it holds in its body."""
        parts = [
            element("ac:task-id", str(next(self.task_ids))),
            element("ac:task-status", "complete" if item.done else "incomplete"),
            element("ac:task-body", self.body(item.blocks)),
        ]
        return element("ac:task", parts)

    def body(self, blocks: tuple[Block, ...]) -> list[str]:
        """Write blocks; the first paragraph of a task needs no element of its own."""
        if blocks and isinstance(blocks[0], Paragraph):
            return [element("span", self.line(blocks[0].children)), *self.blocks(blocks[1:])]
        return self.blocks(blocks)

    def program(self, listing: Listing) -> str:
        """Write code, which ends where CDATA does: there it is parted."""
        language = LANGUAGES.get(listing.language)
        parameters = [element("ac:parameter", language, **{"ac:name": "language"})] if language else []
        body = f"<![CDATA[{listing.text.replace(']]>', ']]]]><![CDATA[>')}]]>"
        return _macro("code", [*parameters, element("ac:plain-text-body", Markup(body))])  # noqa: S704 - CDATA is verbatim

    def field(self, cell: Cell) -> str:
        content = self.line(cell.children)
        if cell.align:
            content = element("p", content, style=f"text-align: {cell.align};")
        return element("th" if cell.heading else "td", content)

    def callout(self, callout: Callout) -> str:
        if callout.folds:
            return self.expand(callout.title, callout.blocks)
        return _macro(PANELS[callout.kind], [_rich([self.titled(callout.title, callout.blocks)])])

    def labelled(self, labelled: Labelled) -> str:
        return self.expand(labelled.label, labelled.blocks)

    def expand(self, title: tuple[Inline, ...], blocks: tuple[Block, ...]) -> str:
        """Write a part that folds under its title."""
        parameter = element("ac:parameter", plain(title), **{"ac:name": "title"})
        return _macro("expand", [parameter, _rich(self.blocks(blocks))])

    def picture(self, picture: Picture) -> str:
        address = element("ri:url", **{"ri:value": picture.address})
        return element("p", [element("ac:image", [address], **{"ac:alt": picture.description})])


def _macro(name: str, content: list[str]) -> str:
    return element("ac:structured-macro", content, **{"ac:name": name})


def _rich(content: list[str]) -> str:
    return element("ac:rich-text-body", content)
