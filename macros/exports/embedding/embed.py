"""One embed: what it shows, as HTML and as Markdown, and how much room it needs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from macros.exports.embedding.formula import Calculating
from macros.exports.embedding.height import height
from macros.exports.tree import Document, Link, Table, plain
from macros.exports.writers.hypertext import Hypertext, element
from macros.exports.writers.markdown import github

CHECK = "check"
"""The name of the embed that tells whether embedding works."""
CHECK_HEIGHT = 420
"""For embed/check/ inside a frame, where it shows no instructions."""


@dataclass(frozen=True)
class Embed:
    """One embed."""

    slug: str
    title: str
    description: str
    source: str
    """The absolute address of the page that it comes from."""
    document: Document
    drawing: str = ""
    """The SVG of its chart."""
    note: str = ""
    """What its last line says before it names the site."""
    copied: Document | None = None
    """What its button copies as Markdown."""
    calculating: Calculating | None = None
    """The mathematics and the calculator of its formula."""

    @cached_property
    def body(self) -> Markup:
        """Its content, with headings from level 2 on."""
        written = Markup(_Embedded(self.document).document())  # noqa: S704 - the writer escapes
        if self.calculating:
            return written + Markup(self.calculating.mathematics)  # noqa: S704 - as for drawings, below
        if not self.drawing:
            return written
        heading, _, rest = written.partition("\n")
        drawing = Markup(self.drawing)  # noqa: S704 - it comes from our own page, where it was escaped
        return Markup("{}\n<figure>{}</figure>\n{}").format(heading, drawing, rest)

    @property
    def form(self) -> Markup:
        """Its calculator; "" when it has none."""
        return Markup(self.calculating.calculator if self.calculating else "")  # noqa: S704 - as for drawings

    @cached_property
    def markdown(self) -> str:
        """What its button copies as plain text; "" when it has none."""
        return github(self.copied) if self.copied else ""

    @cached_property
    def height(self) -> int:
        """The height of a frame that shows all of it, as height.py estimates it."""
        if self.slug == CHECK:
            return CHECK_HEIGHT
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', self.drawing)
        return height(
            self.document.blocks,
            footer=f"{self.note} From {'m' * 40}",
            button=bool(self.copied),
            drawing=(float(box[1]), float(box[2])) if box else None,
            calculating=self.calculating.height if self.calculating else 0,
        )


class _Embedded(Hypertext):
    """Hypertext for a frame: links leave it, and wide tables scroll."""

    target_within = "_self"  # links leave the frame unless they say so

    def link(self, link: Link) -> str:
        return element("a", self.line(link.children), href=link.address, rel="noopener")

    def table(self, table: Table) -> str:
        label = f"Table: {', '.join(plain(cell.children) for cell in table.rows[0][:2])}"
        return element("div", [super().table(table)], class_="scroll", tabindex="0", role="group", aria_label=label)
