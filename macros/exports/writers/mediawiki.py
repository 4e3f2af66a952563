"""MediaWiki's wikitext, for a wiki with the extensions Cite and SyntaxHighlight.

A character that the wiki would take for markup becomes a character reference. Lists and definitions whose entries are
more than lines become HTML, which a wiki allows and which can hold what `*` and `#` can't.
"""

from __future__ import annotations

import re

from macros.escapes import MEDIAWIKI
from macros.exports.tree import (
    Block,
    Callout,
    Cell,
    Code,
    Definition,
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
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Strong,
    Struck,
    Table,
    Text,
)
from macros.exports.walking import without_breaks
from macros.exports.writers.base import Writer
from macros.exports.writers.callouts import titled
from macros.exports.writers.hypertext import DONE, TO_DO
from macros.palette import palette

_MARKUP = re.compile(
    r"[<|]"
    r"|&(?=\#?\w+;)"
    r"|\[(?=\[|//|\w+:|$)|(?<=\[)\[|\](?=\])|(?<=\])\]|^\]"
    r"|\{(?=[{|]|$)|(?<=[-{])\{|\}(?=[-}])|(?<=\})\}|^\}"
    r"|'(?=')|(?<=')'|^'|'$"
    r"|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_|!(?=!)|(?<=!)!"
    r"|:(?=//)|(?<=\bmailto):"
)
"""What means something within a line; `[`, `]`, `{`, `}` and `'` also where they touch the markup beside them."""
_SPACED = re.compile(r"(?<= )[?:;!%»›]|(?<=[«‹]) ")
"""Where the wiki would make a space non-breaking, which code mustn't have."""
_UNCOLOURED = re.compile(rf"</syntaxhighlight|{_SPACED.pattern}", re.IGNORECASE)
"""What code can't hold where the wiki colours it, since nothing can be escaped there."""
_LINE_START = re.compile(r"^(?:[*#:;=]|-(?=---))")
_NAMED = {"<": "&lt;", "&": "&amp;"}
_ADDRESS = re.compile(r"[ \"'<>\[\]{|}`\\]|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_")


def _edge() -> str:
    colour = palette()["accent"].light
    return f'style="border-left: 4px solid {colour}; margin: 1em 0; padding: 0.5em 1em"'


def mediawiki(document: Document) -> str:
    """Write a document as wikitext."""
    return _MediaWiki(document).document()


class _MediaWiki(Writer):
    escape = MEDIAWIKI

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self.noted: set[int] = set()
        self.open: list[str] = []
        """The quotes that stand open, since a second ''' would close the first."""

    def document(self) -> str:
        parts = self.blocks(self.source.blocks)
        if self.noted:
            parts.append("<references />")
        return "\n\n".join(parts) + "\n"

    # Blocks

    def heading(self, heading: Heading) -> str:
        signs = "=" * heading.level
        words = self.line(without_breaks(heading.children))
        words = re.sub(r"^=|=$", "&#61;", words)
        return f"{signs} {words} {signs}"

    def paragraph(self, paragraph: Paragraph) -> str:
        return _LINE_START.sub(_reference, self.line(paragraph.children))

    def items(self, items: Items) -> str:
        if _of_lines(items):
            return "\n".join(self.item_lines(items, ""))
        tag, start = ("ol", f' start="{items.start}"' * (items.start != 1)) if items.ordered else ("ul", "")
        written = "\n".join(f"<li>{_box(item)}{self.inner(item.blocks)}</li>" for item in items.items)
        return f"<{tag}{start}>\n{written}\n</{tag}>"

    def item_lines(self, items: Items, outer: str) -> list[str]:
        """Write a list whose items are lines, below the signs of the lists that it stands in."""
        signs = outer + ("#" if items.ordered else "*")
        lines = []
        for item in items.items:
            first, *below = item.blocks
            lines.append(f"{signs} {_box(item)}{self.block(first)}")
            for one in below:
                assert isinstance(one, Items)
                lines += self.item_lines(one, signs)
        return lines

    def definitions(self, definitions: Definitions) -> str:
        if all(_is_line(entry) for entry in definitions.entries):
            return "\n".join(line for entry in definitions.entries for line in self.definition_lines(entry))
        lines = ["<dl>"]
        for entry in definitions.entries:
            lines += [f"<dt>{self.line(term)}</dt>" for term in entry.terms]
            lines += [f"<dd>{self.inner(meaning)}</dd>" for meaning in entry.meanings]
        return "\n".join([*lines, "</dl>"])

    def definition_lines(self, entry: Definition) -> list[str]:
        """Write terms and meanings that are lines; a colon in a term would begin its meaning."""
        terms = [f"; {self.line(term).replace(':', '&#58;')}" for term in entry.terms]
        return terms + [f": {self.block(block)}" for meaning in entry.meanings for block in meaning]

    def quotation(self, quotation: Quotation) -> str:
        return "\n".join(("<blockquote>", "\n\n".join(self.blocks(quotation.blocks)), "</blockquote>"))

    def listing(self, listing: Listing) -> str:
        title = f"{self.strong(Strong((Text(listing.title),)))}\n\n" if listing.title else ""
        if listing.language and listing.text and not _UNCOLOURED.search(listing.text):
            return f'{title}<syntaxhighlight lang="{listing.language}">\n{listing.text}\n</syntaxhighlight>'
        written = _SPACED.sub(_reference, listing.text.replace("&", "&amp;").replace("<", "&lt;"))
        return f"{title}<pre>\n{written}</pre>"

    def table(self, table: Table) -> str:
        lines = ['{| class="wikitable"']
        if table.caption:
            lines.append(f"|+ {self.line(table.caption)}")
        for number, row in enumerate(table.rows):
            lines.append("|-")
            lines += [self.cell(cell, "col" if number == 0 else "row") for cell in row]
        return "\n".join([*lines, "|}"])

    def cell(self, cell: Cell, scope: str) -> str:
        """Write a cell on a line of its own."""
        attributes = [f'scope="{scope}"'] * cell.heading
        attributes += [f'style="text-align: {cell.align}"'] * bool(cell.align)
        parts = ("!" if cell.heading else "|", *attributes, *["|"] * bool(attributes), self.line(cell.children))
        return " ".join(parts).rstrip(" ")

    def callout(self, callout: Callout) -> str:
        title = self.strong(Strong(without_breaks(titled(callout))))
        body = "\n\n".join(self.blocks(callout.blocks))
        if callout.folds:
            inner = f'<div class="mw-collapsible-content">\n{body}\n</div>'
            return f'<div class="mw-collapsible mw-collapsed" {_edge()}>\n{title}\n{inner}\n</div>'
        return f"<div {_edge()}>\n{title}\n\n{body}\n</div>"

    def labelled(self, labelled: Labelled) -> str:
        return "\n\n".join((self.strong(Strong(without_breaks(labelled.label))), *self.blocks(labelled.blocks)))

    def picture(self, picture: Picture) -> str:
        """Write its words and a link, since a wiki shows no images of other sites unless its administrator lets it."""
        link = Link(picture.address, (Text("picture"),))
        return self.paragraph(Paragraph((Text(picture.description), Text(" ("), link, Text(")"))))

    def rule(self) -> str:
        return "----"

    def inner(self, blocks: tuple[Block, ...]) -> str:
        """Write what stands in an HTML element: what isn't a paragraph begins and ends on a line of its own."""
        if not blocks:
            return ""
        written = "\n\n".join(self.blocks(blocks))
        start = "" if isinstance(blocks[0], Paragraph) else "\n"
        end = "" if isinstance(blocks[-1], Paragraph) else "\n"
        return f"{start}{written}{end}"

    # Inlines

    def line(self, children: tuple[Inline, ...]) -> str:
        written = ""
        for child in children:
            one = self.inline(child)
            # Quotes that touch would be counted together.
            written += "<nowiki/>" * (written.endswith("'") and one.startswith("'")) + one
        return written

    def text(self, text: str) -> str:
        return _MARKUP.sub(_reference, text)

    def code(self, text: str) -> str:
        return f"<code>{_SPACED.sub(_reference, self.text(text))}</code>"

    def mathematics(self, text: str) -> str:
        return self.code(text)

    def strong(self, strong: Strong) -> str:
        return self.quoted("'''", strong.children)

    def emphasis(self, emphasis: Emphasis) -> str:
        return self.quoted("''", emphasis.children)

    def quoted(self, quotes: str, children: tuple[Inline, ...]) -> str:
        """Put inlines between quotes, unless they stand between the same ones."""
        if quotes in self.open:
            return self.line(children)
        self.open.append(quotes)
        written = f"{quotes}{self.line(children)}{quotes}"
        self.open.pop()
        return written

    def struck(self, struck: Struck) -> str:
        return f"<s>{self.line(struck.children)}</s>"

    def raised(self, raised: Raised) -> str:
        return f"<sup>{self.line(raised.children)}</sup>"

    def lowered(self, lowered: Lowered) -> str:
        return f"<sub>{self.line(lowered.children)}</sub>"

    def link(self, link: Link) -> str:
        address = _ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", link.address)
        words = self.line(without_breaks(link.children)).replace("[", "&#91;").replace("]", "&#93;")
        return f"[{address} {words}]"

    def line_break(self) -> str:
        return "<br>"

    def note(self, number: int) -> str:
        if number in self.noted:
            return f'<ref name="note-{number}" />'
        self.noted.add(number)
        outside, self.open = self.open, []
        written = self.note_text(self.source.notes[number - 1])
        self.open = outside
        return f'<ref name="note-{number}">{written}</ref>'

    def note_text(self, blocks: tuple[Block, ...]) -> str:
        """Write what a footnote holds; the wiki makes no paragraphs in one."""
        written = ""
        for before, block in zip((None, *blocks), blocks, strict=False):
            if before is not None:
                both = isinstance(before, Paragraph) and isinstance(block, Paragraph)
                written += self.line_break() if both else "\n\n"
            written += self.block(block)
        return written if isinstance(blocks[0], Paragraph) else f"\n{written}\n"


def _reference(found: re.Match[str]) -> str:
    return _NAMED.get(found[0], f"&#{ord(found[0])};")


def _box(item: Item) -> str:
    return "" if item.done is None else f"{DONE if item.done else TO_DO} "


def _of_lines(items: Items) -> bool:
    """Tell whether a list can be written with signs: every item is one paragraph, at most with one such list below."""
    return items.start == 1 and all(
        len(item.blocks) in {1, 2}
        and isinstance(item.blocks[0], Paragraph)
        and all(isinstance(one, Items) and _of_lines(one) for one in item.blocks[1:])
        for item in items.items
    )


def _is_line(entry: Definition) -> bool:
    """Tell whether terms and meanings can be written with signs; the address of a link has a colon that must stay."""
    return all(isinstance(one, Text | Code) for term in entry.terms for one in term) and all(
        len(meaning) == 1 and isinstance(meaning[0], Paragraph) for meaning in entry.meanings
    )
