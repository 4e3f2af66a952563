"""Confluence wiki markup, as "Insert markup" of Confluence Data Center reads it.

Every character that could be taken for markup is written as a numeric entity: the renderer keeps those to its very end,
whereas a backslash is lost or kept depending on what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.escapes import CONFLUENCE_WIKI
from macros.exports.tree import (
    Block,
    Callout,
    Cell,
    Code,
    Definitions,
    Document,
    Emphasis,
    Heading,
    Inline,
    Item,
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
    plain,
)
from macros.exports.writers.base import Writer
from macros.exports.writers.confluence_storage import LANGUAGES, PANELS
from macros.exports.writers.hypertext import DONE, TO_DO
from macros.exports.writers.lines import rows

_MARKUP = re.compile(
    r"[{}\[\]|*+^~#@\\&]"  # macros, links, cells, stress, lists, mentions, escapes, entities
    r"|(?<![^\W_])[-_]|[-_](?![^\W_])"  # stress, lists and dashes, but not within a word
    r"|!(?!\s)|\?(?=\?)|(?<=\?)\?"  # pictures and citations
    r"|:(?=//|[-)(DPp])|;(?=[-)])|(?<=mailto):"  # addresses and faces
    r"|\((?=(?:[xyni/!+\-?]|on|off|\*[rgby]?|c|r|tm)\))",  # icons
    re.IGNORECASE,
)
_LINE_START = re.compile(r"^(?:h(?=[1-6]\.)|b(?=q\.))", re.IGNORECASE)
_ADDRESS = re.compile(r'[ \[\]{}|\\^<>"`!]')
_PHRASES: dict[type[Inline], str] = {
    Strong: "*",
    Emphasis: "_",
    Struck: "-",
    Raised: "^",
    Lowered: "~",
    Note: "^",
    Code: "{{",
    Mathematics: "{{",
}
_CLOSING = {"{{": "}}"}
_LINE_END = r"\\ "
"""A break; without the space a backslash after the next word would undo it."""


def confluence_wiki(document: Document) -> str:
    """Write a document in Confluence wiki markup."""
    return _Wiki(document).document()


class _Wiki(Writer):
    """Knows which macros and marks are open: one of the same name within would end the outer one."""

    escape = CONFLUENCE_WIKI

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.open: list[str] = []

    def document(self) -> str:
        parts = self.blocks(self.source.blocks)
        if self.source.notes:
            parts += [self.rule(), self.items(Items(tuple(Item(note) for note in self.source.notes), ordered=True))]
        return "\n\n".join(part for part in parts if part) + "\n"

    # Blocks

    def heading(self, heading: Heading) -> str:
        return f"h{heading.level}. {self.line(heading.children)}"

    def paragraph(self, paragraph: Paragraph) -> str:
        return self.start(paragraph.children)

    def start(self, children: tuple[Inline, ...]) -> str:
        """Write inlines where a line begins, or may be taken to."""
        return _LINE_START.sub(_entity, self.line(children))

    def items(self, items: Items) -> str:
        return self.nested(items, "")

    def nested(self, items: Items, outer: str) -> str:
        """Write a list below the marker of another; one that does not count from 1 has its numbers as text."""
        counted = items.ordered and items.start == 1
        marker = outer + ("#" if counted else "*")
        numbers = enumerate(items.items, items.start)
        numbered = items.ordered and not counted
        return "\n".join(self.item(item, marker, f"{number}. " if numbered else "") for number, item in numbers)

    def item(self, item: Item, marker: str, head: str) -> str:
        """Write an item: text on one line, lists and macros on lines of their own below it."""
        if item.done is not None:
            head += f"{DONE if item.done else TO_DO} "
        line, written = f"{marker} {head}", ""
        empty = True
        for block in self.plainer(item.blocks):
            text, inline = self.in_item(block, marker)
            if empty and isinstance(block, Items):
                # A marker of two levels begins both lists.
                line, text = (line, text) if head else ("", text.removeprefix("\n"))
            elif empty:
                text = text.removeprefix("\n")
            elif inline and not empty:
                text = ("\n" if written.endswith("\n") else _LINE_END) + text
            written = written.removesuffix("\n") + text
            empty = False
        return line + written.removesuffix("\n")

    def in_item(self, block: Block, marker: str) -> tuple[str, bool]:
        """Write a block of an item, and tell whether it may stand on the line of the item."""
        match block:
            case Items():
                return f"\n{self.nested(block, marker)}\n", False
            case Table():
                return self.break_lines([*rows(block)]), True
            case Paragraph(children):
                return self.start(children), True
            case _:
                return f"\n{self.block(block)}\n", False

    def plainer(self, blocks: tuple[Block, ...]) -> Iterator[Block]:
        """Give the blocks of an item, with what an item cannot hold resolved into what it can."""
        for block in blocks:
            match block:
                case Heading(_, children):
                    yield Paragraph((Strong(children),))
                case Definitions():
                    yield from self.plainer(tuple(_defined(block)))
                case Quotation() if "quote" in self.open:
                    yield from self.plainer(block.blocks)
                case Callout() if self.macro_name(block) in self.open:
                    yield from self.plainer((*_titled(block.title), *block.blocks))
                case Labelled() if "expand" in self.open:
                    yield from self.plainer((*_titled(block.label), *block.blocks))
                case Rule():
                    pass
                case _:
                    yield block

    def break_lines(self, lines: list[tuple[Inline, ...]]) -> str:
        """Write lines of one block."""
        return _LINE_END.join(self.line(line) for line in lines)

    def definitions(self, definitions: Definitions) -> str:
        return "\n\n".join(self.blocks(tuple(_defined(definitions))))

    def quotation(self, quotation: Quotation) -> str:
        return self.macro("quote", "", quotation.blocks)

    def listing(self, listing: Listing) -> str:
        """Write code in the macro whose end it does not hold; there are but two."""
        title = [self.paragraph(Paragraph((Strong((Text(listing.title),)),)))] if listing.title else []
        language = LANGUAGES.get(listing.language)
        if "{code" not in listing.text:
            start = f"{{code:language={language}}}" if language else "{code}"
            body = f"{start}\n{listing.text}\n{{code}}"
        elif "{noformat" not in listing.text:
            body = f"{{noformat}}\n{listing.text}\n{{noformat}}"
        else:
            body = self.break_lines([(Code(line),) if line else () for line in listing.text.split("\n")])
        return "\n\n".join([*title, body])

    def table(self, table: Table) -> str:
        caption = f"{self.line((Strong(table.caption),))}\n\n" if table.caption else ""
        return caption + "\n".join(self.row(row) for row in table.rows)

    def row(self, row: tuple[Cell, ...]) -> str:
        """Write a row; two bars stand before a heading, and after the last cell if it is one."""
        cells = "".join(
            f"{'||' if cell.heading else '|'} {self.start(cell.children)} ".replace("  ", " ") for cell in row
        )
        return cells + ("||" if row[-1].heading else "|")

    def callout(self, callout: Callout) -> str:
        if callout.folds:
            return self.expand(callout.title, callout.blocks)
        return self.macro(self.macro_name(callout), "", (*_titled(callout.title), *callout.blocks))

    def macro_name(self, callout: Callout) -> str:
        """Name the macro of a callout."""
        return "expand" if callout.folds else PANELS[callout.kind]

    def labelled(self, labelled: Labelled) -> str:
        return self.expand(labelled.label, labelled.blocks)

    def expand(self, title: tuple[Inline, ...], blocks: tuple[Block, ...]) -> str:
        """Write a part that folds under its title; a parameter has no escapes, so a title with markup stands inside."""
        words = plain(title)
        if "expand" in self.open or not words or re.search(r"[{}|\\]", words):
            return self.macro("expand", "", (*_titled(title), *blocks))
        return self.macro("expand", f":title={words}", blocks)

    def macro(self, name: str, parameter: str, blocks: tuple[Block, ...]) -> str:
        """Write a macro around blocks, or the blocks alone within another of its name."""
        if name in self.open:
            return "\n\n".join(self.blocks(blocks))
        self.open.append(name)
        body = "\n\n".join(self.blocks(blocks))
        self.open.pop()
        return f"{{{name}{parameter}}}\n{body}\n{{{name}}}"

    def picture(self, picture: Picture) -> str:
        """Write an image with its description below it: in a parameter, a bar or a comma would end it."""
        words = self.line((Emphasis((Text(picture.description),)),)) if picture.description else ""
        return f"!{_address(picture.address)}!" + (_LINE_END + words if words else "")

    def rule(self) -> str:
        return "----"

    # Inlines

    def line(self, children: tuple[Inline, ...]) -> str:
        """Write inlines; marks of stress that touch something need braces to be seen."""
        pieces = [self.inline(child) for child in children]
        for at, child in enumerate(children):
            mark = _PHRASES.get(type(child))
            if mark is None or mark in self.open or not pieces[at]:
                continue
            before, after = "".join(pieces[:at])[-1:], "".join(pieces[at + 1 :])[:1]
            tight = (before and not before.isspace()) or (after and not after.isspace())
            start, end = mark, _CLOSING.get(mark, mark)
            pieces[at] = f"{{{start}}}{pieces[at]}{{{end}}}" if tight else f"{start}{pieces[at]}{end}"
        return "".join(pieces)

    def phrase(self, inline: Strong | Emphasis | Struck | Raised | Lowered) -> str:
        """Write what stands between marks; the line puts the marks."""
        self.open.append(_PHRASES[type(inline)])
        content = self.line(inline.children)
        self.open.pop()
        return content

    def text(self, text: str) -> str:
        return _MARKUP.sub(_entity, text)

    def code(self, text: str) -> str:
        escaped = self.text(text)
        return re.sub(r"^ | $", "&#32;", escaped)

    def mathematics(self, text: str) -> str:
        return self.code(text)

    def strong(self, strong: Strong) -> str:
        return self.phrase(strong)

    def emphasis(self, emphasis: Emphasis) -> str:
        return self.phrase(emphasis)

    def struck(self, struck: Struck) -> str:
        return self.phrase(struck)

    def raised(self, raised: Raised) -> str:
        return self.phrase(raised)

    def lowered(self, lowered: Lowered) -> str:
        return self.phrase(lowered)

    def link(self, link: Link) -> str:
        return f"[{self.line(link.children)}|{_address(link.address)}]"

    def line_break(self) -> str:
        return _LINE_END

    def note(self, number: int) -> str:
        return str(number)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _address(address: str) -> str:
    return _ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", address)


def _titled(title: tuple[Inline, ...]) -> tuple[Block, ...]:
    return (Paragraph((Strong(title),)),) if title else ()


def _defined(definitions: Definitions) -> Iterator[Block]:
    for entry in definitions.entries:
        for term in entry.terms:
            yield Paragraph((Strong(term),))
        for meaning in entry.meanings:
            yield from meaning
