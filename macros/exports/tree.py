"""The normalised tree: the few kinds of block and inline that pages use, whatever theme drew them.

A document holds blocks, blocks hold blocks or inlines. Every string is plain text: what a format takes for markup is
escaped by its writer and by nobody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Inlines


@dataclass(frozen=True)
class Text:
    """Characters as they are read; white space is collapsed, non-breaking spaces stay."""

    text: str


@dataclass(frozen=True)
class Code:
    """A piece of code in a line of text."""

    text: str


@dataclass(frozen=True)
class Mathematics:
    """A formula in words and signs, such as "(after − before) ÷ before"."""

    text: str


@dataclass(frozen=True)
class Strong:
    """Important words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Emphasis:
    """Stressed words."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Struck:
    """Words that no longer hold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Raised:
    """A superscript."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Lowered:
    """A subscript."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead to an absolute address."""

    address: str
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Break:
    """The end of a line within a paragraph or a cell."""


@dataclass(frozen=True)
class Note:
    """A mark that leads to the footnote with this number, counted from 1 in the order of the document."""

    number: int


@dataclass(frozen=True)
class Filled:
    """What a field holds: lines of plain text, which are escaped whatever stands beside them."""

    text: str
    open: bool = False
    """Whether it is a placeholder, which nobody has filled yet."""


Inline = Text | Code | Mathematics | Strong | Emphasis | Struck | Raised | Lowered | Link | Break | Note | Filled

# Blocks


@dataclass(frozen=True)
class Heading:
    """A heading; the title of a document has level 1."""

    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Paragraph:
    """A run of text."""

    children: tuple[Inline, ...]


@dataclass(frozen=True)
class Item:
    """One item of a list; `done` is None where it isn't a task."""

    blocks: tuple[Block, ...]
    done: bool | None = None


@dataclass(frozen=True)
class Items:
    """A list; an ordered one counts from `start`."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Definition:
    """Terms with what they mean."""

    terms: tuple[tuple[Inline, ...], ...]
    meanings: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True)
class Definitions:
    """A list of definitions."""

    entries: tuple[Definition, ...]


@dataclass(frozen=True)
class Quotation:
    """Somebody's words."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Listing:
    """Code or plain text whose lines and spaces count; it ends without a line break."""

    text: str
    language: str = ""
    title: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `align` is left, center, right or nothing. A list in a cell has become lines."""

    children: tuple[Inline, ...]
    heading: bool = False
    align: str = ""


@dataclass(frozen=True)
class Table:
    """A table whose first row holds the headings of its columns; all rows are equally long."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Inline, ...] = ()


CALLOUTS = ("note", "tip", "important", "warning", "caution", "question")


@dataclass(frozen=True)
class Callout:
    """A box with a title; `kind` is one of CALLOUTS, and one that folds is shown closed where a format can do that."""

    kind: str
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    folds: bool = False


@dataclass(frozen=True)
class Labelled:
    """A part with a label but no heading, such as what stands under a tab."""

    label: tuple[Inline, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Picture:
    """An image with what it shows in words."""

    address: str
    description: str


@dataclass(frozen=True)
class Rule:
    """A line between two parts."""


Block = Heading | Paragraph | Items | Definitions | Quotation | Listing | Table | Callout | Labelled | Picture | Rule


@dataclass(frozen=True)
class Document:
    """One page or one filled template."""

    title: str
    address: str
    """The absolute address of the page that it comes from."""
    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...] = ()
    """The footnotes; Note(1) leads to the first."""
    description: str = ""


def plain(children: tuple[Inline, ...]) -> str:
    """Read inlines as plain text; a break is a space, a mark of a footnote is "[1]".

    >>> plain((Text("Ask "), Strong((Text("first"),)), Break(), Text("then")))
    'Ask first then'
    """
    return "".join(_read(children))


def _read(children: tuple[Inline, ...]) -> Iterator[str]:
    for child in children:
        match child:
            case Text(text) | Code(text) | Mathematics(text):
                yield text
            case Break():
                yield " "
            case Note(number):
                yield f"[{number}]"
            case Filled(text=text):
                yield text.replace("\n", " ")
            case _:
                yield from _read(child.children)
