"""A file for MediaWiki's page Special:Import: every page as a subpage of one, so that none of the team's is touched."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime

import lxml.etree

from macros.exports.tree import Document, Link, Paragraph, Text
from macros.exports.wiki.book import Book, Leaf
from macros.exports.wiki.target import Target
from macros.exports.writers.mediawiki import _MediaWiki as MediaWikiWriter

FILE = "pages.xml"
ROOT = "Playbook"
"""The page that all others stand below."""
CONTENTS = f"{ROOT}/Contents"
CATEGORY = f"Category:{ROOT}"
"""The category of all pages; below it each part of the navigation has its own."""
_CATEGORIES_SPACE = "14"
"""The number of the namespace of categories."""
NAMESPACE = "http://www.mediawiki.org/xml/export-0.11/"
_VERSION = "0.11"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_INSIDE = "wiki:"
"""How an address within the wiki begins until it is written."""
_FORBIDDEN = re.compile(r"[#<>\[\]|{}_]")
_BASE_36 = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHA1_LENGTH = 31


class MediaWiki(Target):
    """MediaWiki prints the title of a page; pictures stay links, since Special:Import brings no files."""

    def __init__(self, book: Book, dated: int) -> None:
        """Take a book.

        Args:
            book: what is written.
            dated: the second since 1970 that all pages are said to be saved in.
        """
        super().__init__(book)
        self.dated = datetime.fromtimestamp(dated, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def path(self, leaf: Leaf) -> str:
        """Name a page by its title below the root."""
        if leaf is self.book.home:
            return ROOT
        title = leaf.title.removesuffix(f" ({leaf.fill})") + f"/{leaf.fill.capitalize()}" * bool(leaf.fill)
        return f"{ROOT}/{_FORBIDDEN.sub(' ', title)}"

    def page(self, leaf: Leaf) -> str:
        """Write a page without its title."""
        document = self.signed(leaf, self.relinked(leaf.body, self.path(leaf), leaf.key))
        if leaf is self.book.home:
            words = Paragraph((Link(f"{_INSIDE}{CONTENTS}", (Text("Contents of the whole playbook"),)),))
            document = Document(document.title, document.address, (words, *document.blocks), document.notes)
        return _Writer(document).document() + _categories(*([*leaf.trail[:1]] or [""]))

    def link(self, source: str, leaf: Leaf) -> str:  # noqa: ARG002 - a title leads there from everywhere
        """Lead to a page by its title."""
        return f"{_INSIDE}{self.path(leaf)}"

    def copied(self, address: str, source: str) -> str:  # noqa: ARG002 - what leads to it is the same everywhere
        """Leave an image on the site."""
        return address

    def files(self) -> dict[str, str | bytes]:
        """Put all pages into one file."""
        pages = {title: str(text) for title, text in super().files().items()}
        return {FILE: self.exported(pages)}

    def more(self) -> Mapping[str, str]:
        """Write the contents as a page, and a page for each category, which is below that of all pages."""
        contents = _Writer(self.relinked(self.book.contents, CONTENTS)).document()
        parts = {leaf.trail[0] for leaf in self.book.leaves if leaf.trail}
        below = {f"{CATEGORY}/{part}": _categories("") for part in sorted(parts)}
        origin = Paragraph((Text("From "), Link(self.book.address, (Text(self.book.name),)), Text(".")))
        whole = _Writer(Document(ROOT, self.book.address, (origin,))).document()
        return {CONTENTS: contents + _categories(""), CATEGORY: whole, **below}

    def exported(self, pages: Mapping[str, str]) -> bytes:
        """Write pages as the wiki itself exports them."""
        root = lxml.etree.Element(f"{{{NAMESPACE}}}mediawiki", nsmap={None: NAMESPACE})
        root.set("version", _VERSION)
        root.set(_LANGUAGE, "en")
        for number, (title, text) in enumerate(pages.items(), 1):
            page = _child(root, "page")
            space = _CATEGORIES_SPACE if title.startswith(CATEGORY) else "0"
            for name, value in (("title", title), ("ns", space), ("id", str(number))):
                _child(page, name, value)
            revision = _child(page, "revision")
            _child(revision, "id", str(number))
            _child(revision, "timestamp", self.dated)
            _child(_child(revision, "contributor"), "username", ROOT)
            for name, value in (
                ("comment", f"From {self.book.address}"),
                ("model", "wikitext"),
                ("format", "text/x-wiki"),
            ):
                _child(revision, name, value)
            written = _child(revision, "text", text)
            written.set(_SPACE, "preserve")
            written.set("bytes", str(len(text.encode())))
            _child(revision, "sha1", _sha1(text))
        return bytes(lxml.etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True))


class _Writer(MediaWikiWriter):
    """Writes links within the wiki by the titles of pages."""

    def link(self, link: Link) -> str:
        """Write a link."""
        if not link.address.startswith(_INSIDE):
            return super().link(link)
        words = self.line(link.children).replace("]", "&#93;")
        return f"[[{link.address.removeprefix(_INSIDE)}|{words}]]"


def _categories(part: str) -> str:
    """Put a page into the category of its part of the navigation, or into that of all pages where it is ""."""
    return f"\n[[{CATEGORY}{f'/{part}' if part else ''}]]\n"


def _child(parent: lxml.etree._Element, name: str, text: str | None = None) -> lxml.etree._Element:
    child = lxml.etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = text
    return child


def _sha1(text: str) -> str:
    """Hash a text as MediaWiki does: in base 36, to 31 digits."""
    number = int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16)
    digits = ""
    while number:
        number, digit = divmod(number, len(_BASE_36))
        digits = _BASE_36[digit] + digits
    return digits.rjust(_SHA1_LENGTH, "0")
