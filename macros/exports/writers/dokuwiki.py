"""DokuWiki's syntax, without plugins.

Text that the wiki would take for markup stands between `%%`. What the wiki has no place for is written with what it
has: a definition as a list, a box between two lines, a heading of the sixth level as one of the fifth, numbers that
do not count from one as text. A table or a quotation in a list ends the list, which goes on below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.escapes import DOKUWIKI
from macros.exports.tree import (
    Block,
    Break,
    Callout,
    Cell,
    Code,
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
    Note,
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Strong,
    Struck,
    Table,
    Text,
    plain,
)
from macros.exports.walking import without_breaks
from macros.exports.writers.base import Writer
from macros.exports.writers.callouts import titled
from macros.exports.writers.hypertext import DONE, TO_DO

_MARKUP = re.compile(
    r"\*\*|//|__|''|={2,}|\[\[|\]\]|\{\{|\}\}|\(\(|\)\)|%%|\\\\|~~|[|^]|:::"
    r"|<(?=[\w/!?<=-])|>>|[-=]>|(?i:\((?:c|r|tm)\))"
    r"|\w+://\S*|\b(?i:www|ftp)\.\S*|\S+@\S*"
    r"|(?<!\w)(?:8-[)Oo]|:-[()/\\?DPoOxX|]|=\)|;-\)|m\(|:\?:|:!:|LOL|FIXME|DELETEME)(?!\w)"
)
"""What means something within a line: markup, addresses, faces, and signs that the wiki would draw as others."""
_LINE_START = re.compile(r"^(?:>+|-{4,})")
_JOINT = "\u200b"
"""A space without width. It keeps signs apart where the wiki has no way to escape them."""
_SIGNS = "*/_'[]{}()<>%\\~:"


def dokuwiki(document: Document) -> str:
    """Write a document in DokuWiki's syntax."""
    return _DokuWiki(document).document()


class _DokuWiki(Writer):
    escape = DOKUWIKI

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.open: list[str] = []
        """The signs that stand open, since a second ** would close the first."""

    def document(self) -> str:
        return "\n\n".join(self.blocks(self.source.blocks)) + "\n"

    # Blocks

    def heading(self, heading: Heading) -> str:
        """Write a heading, which is plain text in the wiki: its footnotes follow it."""
        words = plain(tuple(child for child in heading.children if not isinstance(child, Note)))
        before = _JOINT * words.startswith("=")
        after = _JOINT * (words.endswith("=") or isinstance(heading.children[-1], Filled))
        signs = "=" * max(2, 7 - heading.level)
        notes = tuple(child for child in heading.children if isinstance(child, Note))
        return "\n\n".join((f"{signs} {before}{words}{after} {signs}", *[self.line(notes)] * bool(notes)))

    def paragraph(self, paragraph: Paragraph) -> str:
        first = paragraph.children[0]
        start = _LINE_START.match(first.text) if isinstance(first, Text) else None
        if not start:
            return self.line(paragraph.children)
        rest = first.text[start.end() :] if isinstance(first, Text) else ""
        return _literal(start[0]) + self.line((*[Text(rest)] * bool(rest), *paragraph.children[1:]), start[0])

    def items(self, items: Items) -> str:
        return _joined(self.item_rows(items, "  "))

    def item_rows(self, items: Items, indent: str) -> Iterator[tuple[bool, str]]:
        """Write a list row by row; what can't stand in a list comes as a block for itself.

        Yields:
            Whether it is a row, and what is written.
        """
        counted = items.ordered and (items.start != 1 or any(_breaks(item) for item in items.items))
        sign = "-" if items.ordered and not counted else "*"
        for number, item in enumerate(items.items, items.start):
            parts = [f"{number}."] * counted + ([] if item.done is None else [DONE if item.done else TO_DO])
            row = _row_length(item)
            written = (" ".join(parts) + " ") * bool(parts) + self.row(item.blocks[:row])
            yield True, f"{indent}{sign} {written}".rstrip(" ")
            for block in item.blocks[row:]:
                if isinstance(block, Items):
                    yield from self.item_rows(block, indent + "  ")
                else:
                    yield False, self.block(block)

    def row(self, blocks: tuple[Block, ...]) -> str:
        """Write paragraphs and code as one row."""
        written = ""
        for before, block in zip((None, *blocks), blocks, strict=False):
            if isinstance(before, Paragraph) and isinstance(block, Paragraph):
                written += self.line_break()
            elif before is not None:
                written += " "
            written += self.block(block).replace("\n\n<", " <")
        return written

    def definitions(self, definitions: Definitions) -> str:
        """Write terms as items and their meanings as items below."""
        entries = []
        for entry in definitions.entries:
            terms: list[Inline] = []
            for term in entry.terms:
                terms += [*[Break()] * bool(terms), Strong(term)]
            meanings = tuple(Item(meaning) for meaning in entry.meanings)
            entries.append(Item((Paragraph(tuple(terms)), Items(meanings))))
        return self.items(Items(tuple(entries)))

    def quotation(self, quotation: Quotation) -> str:
        return _joined(self.quotation_rows(quotation, ">"))

    def quotation_rows(self, quotation: Quotation, signs: str) -> Iterator[tuple[bool, str]]:
        """Write a quotation row by row; what can't stand in one comes as a block for itself."""
        before: Block | None = None
        for block in quotation.blocks:
            if isinstance(block, Quotation):
                yield from self.quotation_rows(block, signs + ">")
            elif isinstance(block, Paragraph):
                if isinstance(before, Paragraph):
                    yield True, signs
                yield True, f"{signs} {self.block(block)}"
            else:
                yield False, self.block(block)
            before = block

    def listing(self, listing: Listing) -> str:
        title = f"{self.strong(Strong((Text(listing.title),)))}\n\n" if listing.title else ""
        tag = _tag(listing.text)
        if not tag:
            return title + "\n".join(f"  {line}" for line in listing.text.split("\n"))
        language = f" {listing.language}" * bool(listing.language)
        return f"{title}<{tag}{language}>\n{listing.text}\n</{tag}>"

    def table(self, table: Table) -> str:
        caption = f"{self.strong(Strong(without_breaks(table.caption)))}\n\n" if table.caption else ""
        return caption + "\n".join(self.table_row(row) for row in table.rows)

    def table_row(self, row: tuple[Cell, ...]) -> str:
        """Write cells, each behind the sign of its kind."""
        return "".join(self.cell(cell) for cell in row) + ("^" if row[-1].heading else "|")

    def cell(self, cell: Cell) -> str:
        """Write a cell; two spaces at a side push it away from there."""
        sign = "^" if cell.heading else "|"
        before = "  " if cell.align in {"right", "center"} and cell.children else " "
        after = "  " if cell.align == "center" and cell.children else " "
        return f"{sign}{before}{self.line(cell.children)}{after}"

    def callout(self, callout: Callout) -> str:
        title = self.strong(Strong(without_breaks(titled(callout))))
        return "\n\n".join((self.rule(), title, *self.blocks(callout.blocks), self.rule()))

    def labelled(self, labelled: Labelled) -> str:
        return "\n\n".join((self.strong(Strong(without_breaks(labelled.label))), *self.blocks(labelled.blocks)))

    def picture(self, picture: Picture) -> str:
        address = re.sub(r"[ {}|]", _hexadecimal, picture.address)
        return f"{{{{{address}|{_apart(picture.description, '}}')}}}}}"

    def rule(self) -> str:
        return "----"

    # Inlines

    def line(self, children: tuple[Inline, ...], before: str = "", after: str = "") -> str:
        """Write inlines one after another; text that touches a sign like its own is escaped.

        Args:
            children: the inlines.
            before: what stands before the first.
            after: what stands behind the last.
        """
        written = ["" if isinstance(child, Text) else self.inline(child) for child in children]
        # A reader's words are escaped for any neighbour, and not known where they are marks.
        signs = ["" if isinstance(child, Filled) else one for child, one in zip(children, written, strict=True)]
        around = [before, *signs, after]
        for index, child in enumerate(children):
            if isinstance(child, Text):
                written[index] = _escaped(child.text, around[index][-1:], around[index + 2][:1])
        return "".join(written)

    def text(self, text: str) -> str:
        return _escaped(text, "", "")

    def code(self, text: str) -> str:
        return f"''{_literal(text)}''"

    def mathematics(self, text: str) -> str:
        return self.code(text)

    def strong(self, strong: Strong) -> str:
        return self.between("**", strong.children)

    def emphasis(self, emphasis: Emphasis) -> str:
        return self.between("//", emphasis.children)

    def between(self, signs: str, children: tuple[Inline, ...]) -> str:
        """Put inlines between signs, unless they stand between the same ones."""
        if signs in self.open:
            return self.line(children)
        self.open.append(signs)
        written = f"{signs}{self.line(children, signs, signs)}{signs}"
        self.open.pop()
        return written

    def struck(self, struck: Struck) -> str:
        return f"<del>{self.line(struck.children)}</del>"

    def raised(self, raised: Raised) -> str:
        return f"<sup>{self.line(raised.children)}</sup>"

    def lowered(self, lowered: Lowered) -> str:
        return f"<sub>{self.line(lowered.children)}</sub>"

    def link(self, link: Link) -> str:
        """Write a link, whose words are plain text in the wiki; what marks all of them goes around it."""
        if len(link.children) == 1:
            (child,) = link.children
            if isinstance(child, Strong | Emphasis | Struck):
                return self.inline(type(child)((Link(link.address, child.children),)))
            if isinstance(child, Code):
                return f"''{self.link(Link(link.address, (Text(child.text),)))}''"
        address = re.sub(r"[ \[\]{}|<>]", _hexadecimal, link.address.removeprefix("mailto:"))
        words = _apart(_apart(plain(link.children), "]]"), "{{")
        return f"[[{address}|{words}{_JOINT * words.endswith(']')}]]"

    def line_break(self) -> str:
        return "\\\\ "

    def note(self, number: int) -> str:
        """Write a footnote where it is marked; the wiki joins those that say the same."""
        blocks = self.source.notes[number - 1]
        outside, self.open = self.open, []
        written = self.note_text(blocks)
        self.open = outside
        return f"(({written}))"

    def note_text(self, blocks: tuple[Block, ...]) -> str:
        """Write what a footnote holds; the wiki makes no paragraphs in one."""
        written = ""
        for before, block in zip((None, *blocks), blocks, strict=False):
            if before is not None:
                both = isinstance(before, Paragraph) and isinstance(block, Paragraph)
                written += self.line_break() if both else "\n"
            written += self.block(block)
        if all(isinstance(block, Paragraph) for block in blocks):
            return written + _JOINT * written.endswith(")")
        return f"\n{written}\n"


def _joined(rows: Iterator[tuple[bool, str]]) -> str:
    """Put rows below each other, and an empty line between a row and a block."""
    written = ""
    was_row = True
    for is_row, text in rows:
        written += ("\n" if is_row and was_row else "\n\n") * bool(written) + text
        was_row = is_row
    return written


def _row_length(item: Item) -> int:
    """Count the blocks at the start of an item that can be written as its row."""
    for count, block in enumerate(item.blocks):
        if not isinstance(block, Paragraph) and not (isinstance(block, Listing) and _tag(block.text)):
            return count
    return len(item.blocks)


def _breaks(item: Item) -> bool:
    """Tell whether something in an item, or below it, ends the list."""
    return any(
        any(_breaks(one) for one in block.items) if isinstance(block, Items) else True
        for block in item.blocks[_row_length(item) :]
    )


def _tag(text: str) -> str:
    """Name the element that can hold code; there is none where it holds the ends of both."""
    return next((tag for tag in ("code", "file") if f"</{tag}>" not in text), "")


def _escaped(text: str, before: str, after: str) -> str:
    """Escape text between what stands around it, from the first to the last of its characters that need it."""
    spans = [found.span() for found in _MARKUP.finditer(text)]
    if before and text[0] == before and before in _SIGNS:
        spans.append((0, 1))
    if (after and text[-1] == after and after in _SIGNS) or (after == "/" and text[-1] == ":"):
        spans.append((len(text) - 1, len(text)))
    if not spans:
        return text
    first, last = min(start for start, _ in spans), max(end for _, end in spans)
    return text[:first] + _literal(text[first:last]) + text[last:]


def _literal(text: str) -> str:
    """Write text that the wiki reads as it is."""
    if "%%" not in text and not text.endswith("%"):
        return f"%%{text}%%"
    return "%%</nowiki>%%".join(f"<nowiki>{part}</nowiki>" * bool(part) for part in text.split("</nowiki>"))


def _apart(text: str, signs: str) -> str:
    return text.replace(signs, _JOINT.join(signs))


def _hexadecimal(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
