"""Markdown: as GitHub reads it, and as Obsidian does where the two differ.

A sign is escaped where GitHub, or a wiki that reads its Markdown, would take it for markup. HTML stands for what has no
sign: a folding box, raised and lowered words, and stress where the signs for it would not be read.
"""

from __future__ import annotations

import re
import string

from macros.escapes import MARKDOWN
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
    Paragraph,
    Picture,
    Quotation,
    Raised,
    Strong,
    Struck,
    Table,
    plain,
)
from macros.exports.writers.base import Writer
from macros.exports.writers.callouts import titled

_MARKUP = re.compile(
    r"[\\`*\[\]~$]|(?<![^\W_])_|_(?![^\W_])|!(?=\[|$)|#(?=\w)|=(?==)|<|&(?=#|\w+;)|:(?=//|::)|(?<=\bwww)\.|^\^"
    r"|\{(?=\{)|(?<=\{)\{"
)
_ENTITIES = {"<": "&lt;", "&": "&amp;", ":": "&#58;"}
"""What stays markup behind a backslash somewhere."""
_LINE_START = re.compile(r"^(?:>|(?:[-+:]|#{1,6})(?=\s|$)|[-=]+(?= *$)|(\d{1,9})([.)])(?=\s|$)|%%|\|)", re.MULTILINE)
_KINDS = {"note": "NOTE", "tip": "TIP", "important": "IMPORTANT", "warning": "WARNING", "caution": "CAUTION"}
_TAGS: dict[type[Inline], tuple[str, str]] = {Strong: ("strong", "**"), Emphasis: ("em", "*"), Struck: ("del", "~~")}
_ALIGNMENT = {"left": ":---", "center": ":---:", "right": "---:"}


def github(document: Document) -> str:
    """Write a document as GitHub-flavoured Markdown."""
    return GitHub(document).document()


def obsidian(document: Document) -> str:
    """Write a document for a vault of Obsidian."""
    return _Obsidian(document).document()


class GitHub(Writer):
    """Writes what GitHub and most others read; other flavours differ in a few methods."""

    escape = MARKDOWN
    apart = False
    """Whether a list follows one of its kind."""
    in_cell = False
    """Whether a cell of a table is being written."""

    def document(self) -> str:
        parts = self.blocks(self.source.blocks)
        for number, note in enumerate(self.source.notes, 1):
            parts.append(_hung(f"[^{number}]: ", self.note_text(note), 4))
        return "\n\n".join(parts) + "\n"

    def note_text(self, blocks: tuple[Block, ...]) -> str:
        """Write what a footnote holds: in one line where that is possible, since some wikis read no more."""
        if all(isinstance(block, Paragraph) for block in blocks):
            return "<br>".join(self.blocks(blocks)).replace("  \n", "<br>")
        return "\n\n".join(self.blocks(blocks))

    # Blocks

    def heading(self, heading: Heading) -> str:
        words = re.sub(r"#$", r"\\#", self.one_line(heading.children))
        return f"{'#' * heading.level} {words}"

    def paragraph(self, paragraph: Paragraph) -> str:
        return _LINE_START.sub(_escaped_start, self.line(paragraph.children))

    def blocks(self, blocks: tuple[Block, ...]) -> list[str]:
        """Write blocks; a list right after one of its kind has another sign, or it would go on with that one."""
        written = []
        apart = False
        for before, block in zip((None, *blocks), blocks, strict=False):
            both = isinstance(before, Items) and isinstance(block, Items) and before.ordered == block.ordered
            apart = both and not apart
            self.apart = apart
            written.append(self.block(block))
        return written

    def items(self, items: Items) -> str:
        sign, point = ("*", ")") if self.apart else ("-", ".")
        tight = all(len(item.blocks) <= 1 or not isinstance(item.blocks[1], Paragraph) for item in items.items)
        written = [
            self.item(item, f"{number}{point} " if items.ordered else f"{sign} ", tight)
            for number, item in enumerate(items.items, items.start)
        ]
        return ("\n" if tight else "\n\n").join(written)

    def item(self, item: Item, marker: str, tight: bool) -> str:
        box = "" if item.done is None else "[x] " if item.done else "[ ] "
        parts = self.blocks(item.blocks)
        # A list, a quotation or code may follow its paragraph directly; two paragraphs may not.
        body = ("\n" if tight and all(isinstance(one, Items) for one in item.blocks[1:]) else "\n\n").join(parts)
        indent = max(4, len(marker)) if len(marker) > 2 else 2
        # Code at once must be as far in as its lines.
        first_is_code = bool(item.blocks) and isinstance(item.blocks[0], Listing)
        return _hung(marker.ljust(indent) if first_is_code else marker, box + body, indent)

    def definitions(self, definitions: Definitions) -> str:
        entries = []
        for entry in definitions.entries:
            terms = "  \n".join(f"**{self.one_line(term)}**" for term in entry.terms)
            meanings = ["\n\n".join(self.blocks(meaning)) for meaning in entry.meanings]
            entries.append("\n\n".join((terms, *meanings)))
        return "\n\n".join(entries)

    def quotation(self, quotation: Quotation) -> str:
        return _quoted("\n\n".join(self.blocks(quotation.blocks)))

    def listing(self, listing: Listing) -> str:
        longest = max((len(run) for run in re.findall(r"`+", listing.text)), default=0)
        fence = "`" * max(3, longest + 1)
        title = f"**{self.text(listing.title)}**\n\n" if listing.title else ""
        return f"{title}{fence}{listing.language}\n{listing.text}\n{fence}"

    def table(self, table: Table) -> str:
        head, *body = table.rows
        lines = [self.row(head), f"| {' | '.join(_ALIGNMENT.get(cell.align, '---') for cell in head)} |"]
        lines += [self.row(row) for row in body]
        caption = f"**{self.one_line(table.caption)}**\n\n" if table.caption else ""
        return caption + "\n".join(lines)

    def row(self, row: tuple[Cell, ...]) -> str:
        return f"| {' | '.join(self.cell(cell) for cell in row)} |"

    def cell(self, cell: Cell) -> str:
        """Write a cell; a pipe in code needs its backslash too, which the table takes away again."""
        self.in_cell = True
        written = self.line(cell.children).replace("  \n", "<br>").replace("|", "\\|")
        self.in_cell = False
        return written

    def callout(self, callout: Callout) -> str:
        body = "\n\n".join(self.blocks(callout.blocks))
        title = self.one_line(callout.title if callout.kind in _KINDS else titled(callout))
        if callout.folds:
            summary = plain(titled(callout)).replace("&", "&amp;").replace("<", "&lt;")
            return f"<details>\n<summary>{summary}</summary>\n\n{body}\n\n</details>"
        parts = [f"**{title}**"] * bool(title) + [body] * bool(body)
        return _quoted(f"[!{_KINDS.get(callout.kind, 'NOTE')}]\n" + "\n\n".join(parts))

    def labelled(self, labelled: Labelled) -> str:
        return "\n\n".join((f"**{self.one_line(labelled.label)}**", *self.blocks(labelled.blocks)))

    def picture(self, picture: Picture) -> str:
        return f"![{self.text(picture.description)}]({_address(picture.address)})"

    def rule(self) -> str:
        return "---"

    # Inlines

    def line(self, children: tuple[Inline, ...]) -> str:
        """Write inlines one after another; what signs would not mark where they stand is marked by HTML."""
        written = [self.inline(child) for child in children]
        around = ["", *written, ""]
        for index, child in enumerate(children):
            if isinstance(child, Strong | Emphasis | Struck):
                tag, sign = _TAGS[type(child)]
                inner = written[index].removeprefix(sign).removesuffix(sign)
                before, after = around[index][-1:], around[index + 2][:1]
                if not (_marks(before, inner[:1]) and _marks(after, inner[-1:])):
                    written[index] = f"<{tag}>{inner}</{tag}>"
            elif isinstance(child, Code | Mathematics) and around[index].endswith("`"):
                written[index] = f"<code>{self.text(child.text)}</code>"
        return "".join(written)

    def one_line(self, children: tuple[Inline, ...]) -> str:
        """Write inlines where a line can't be broken."""
        return self.line(children).replace("  \n", " ")

    def text(self, text: str) -> str:
        written = _MARKUP.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), text)
        # Some wikis see mathematics in code that a dollar sign touches, even an escaped one.
        return re.sub(r"^\\\$|\\\$$", "&#36;", written)

    def code(self, text: str) -> str:
        # Parsers disagree about a backslash before an escaped pipe; wikis see calls and mathematics even in code.
        if (self.in_cell and "\\|" in text) or "{{" in text or re.fullmatch(r"\$.+\$", text):
            return f"<code>{self.text(text)}</code>"
        longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
        ticks = "`" * (longest + 1)
        space = " " if text.startswith(("`", " ")) or text.endswith(("`", " ")) else ""
        return f"{ticks}{space}{text}{space}{ticks}"

    def mathematics(self, text: str) -> str:
        return self.code(text)

    def strong(self, strong: Strong) -> str:
        return f"**{self.line(strong.children)}**"

    def emphasis(self, emphasis: Emphasis) -> str:
        return f"*{self.line(emphasis.children)}*"

    def struck(self, struck: Struck) -> str:
        return f"~~{self.line(struck.children)}~~"

    def raised(self, raised: Raised) -> str:
        return f"<sup>{self.line(raised.children)}</sup>"

    def lowered(self, lowered: Lowered) -> str:
        return f"<sub>{self.line(lowered.children)}</sub>"

    def link(self, link: Link) -> str:
        return f"[{self.line(link.children)}]({_address(link.address)})"

    def line_break(self) -> str:
        return "  \n"

    def note(self, number: int) -> str:
        return f"[^{number}]"


class _Obsidian(GitHub):
    """Obsidian folds its callouts, and takes a title beside their kind."""

    def callout(self, callout: Callout) -> str:
        fold = "-" if callout.folds else ""
        title = self.one_line(callout.title)
        body = "\n\n".join(self.blocks(callout.blocks))
        return _quoted(f"[!{callout.kind}]{fold} {title}".rstrip() + (f"\n{body}" if body else ""))


def _marks(outside: str, inside: str) -> bool:
    """Tell whether a sign marks what is inside: beside a letter outside there must be a letter inside."""
    return (
        not outside
        or outside.isspace()
        or (outside not in "*~" and (outside in string.punctuation or inside.isalnum()))
    )


def _hung(marker: str, body: str, indent: int) -> str:
    """Put a marker before a body, and the lines of the body below its first one in line."""
    lines = body.split("\n")
    return "\n".join([marker + lines[0], *(" " * indent + line if line else "" for line in lines[1:])])


def _quoted(body: str) -> str:
    return "\n".join(f"> {line}".rstrip(" ") if not line.endswith("  ") else f"> {line}" for line in body.split("\n"))


def _escaped_start(found: re.Match[str]) -> str:
    if found[1]:
        return f"{found[1]}\\{found[2]}"
    return f"\\{found[0]}"


def _address(address: str) -> str:
    return re.sub(r"[ ()<>\\|]", lambda found: f"%{ord(found[0]):02X}", address)
