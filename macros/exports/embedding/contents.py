"""What is embedded: the templates, answers, formulas, charts and tables of pages, each as an embed of its own."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace

import lxml.etree
import lxml.html

from macros.built import markup
from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.exports.drawings import NAME, address_piece, caption
from macros.exports.embedding.embed import CHECK, Embed
from macros.exports.embedding.formula import calculating
from macros.exports.embedding.settings import Settings
from macros.exports.pages import ExportedPage
from macros.exports.reading import read_document
from macros.exports.tree import Block, Document, Heading, Text, plain
from macros.exports.walking import levelled

_ANSWER_PARTS = {"tell-it": "Tell it in 2 minutes", "how-i-decide": "How I decide"}
_HIGHEST = 2
"""The level that the headings of an embed begin at: level 1 belongs to the page around it."""
_FICTIONAL = "A fictional example."


def check_embed(settings: Settings) -> Embed:
    """Give the embed that tells whether embedding works where it is shown."""
    title = "Does embedding work here?"
    address = settings.embed(CHECK)
    return Embed(CHECK, title, "Shows what a wiki allows an embed to do.", address, Document(title, address, ()))


def page_embeds(page: ExportedPage) -> list[Embed]:
    """Give the embeds of one page, in its order; none for a page of another kind."""
    folder, _, name = page.place.partition("/")
    match folder, name.split("/"):
        case "templates", [name] if name:
            return _templates(page, name)
        case "answers", [_, name]:
            return [_answer(page, name), *_figures(page, f"answer-{name}", tables=False)]
        case "formulas", [name] if name:
            return [_formula(page, name)]
        case "stories", [name] if name:
            return _figures(page, f"story-{name}", tables=True)
    return []


def _templates(page: ExportedPage, name: str) -> list[Embed]:
    return [
        _embed(page, f"template-{name}-{fill}", f"{page.title}, {fill}", document.blocks, document)
        for fill, document in page.fills.items()
    ]


def _embed(
    page: ExportedPage,
    slug: str,
    title: str,
    blocks: tuple[Block, ...],
    copied: Document | None = None,
    drawing: str = "",
) -> Embed:
    shown = Document(title, page.address, levelled(blocks, _HIGHEST), copied.notes if copied else (), page.description)
    note = "" if slug.endswith("-blank") else _FICTIONAL
    return Embed(slug, title, page.description, page.address, shown, drawing, note, copied)


def _answer(page: ExportedPage, name: str) -> Embed:
    """Shorten an answer to what a reader of a wiki can use at once: opening, two minutes, method.

    Raises:
        PlaybookError: the page lacks one of these parts.
    """
    kept = lxml.html.Element("div")
    part = "opening"
    for child in page.article:
        if child.tag == "h2":
            part = str(child.get("id"))
        if part in ("opening", "how-i-decide"):
            if child.tag != "p" or child.find("img") is None:  # a drawing is a file of the page, and heavy for an embed
                kept.append(copy.deepcopy(child))
        elif part == "tell-it" and child.tag != "h2":
            kept.extend(_two_minutes(child))
            part = "told"
    document = read_document(kept, title=page.title, address=page.address, description=page.description)
    if part == "opening" or not kept.xpath("./details[@id='tell-it']") or not kept.xpath("./h2[@id='how-i-decide']"):
        needed = " and ".join(f"'{title}'" for title in _ANSWER_PARTS.values())
        raise PlaybookError(f"{page.place}/index.html", f"has not {needed}", "an answer needs these parts")
    return Embed(
        slug=f"answer-{name}",
        title=page.title,
        description=page.description,
        source=page.address,
        document=replace(document, blocks=levelled(document.blocks, _HIGHEST)),
        note="The follow-ups and the sources are on the page.",
    )


def _formula(page: ExportedPage, name: str) -> Embed:
    """Take what a formula is, its mathematics and its calculator.

    Raises:
        PlaybookError: the page lacks one of these parts.
    """
    defined = lxml.html.Element("div")
    for child in page.article:
        if child.tag == "h2":
            break
        if child.tag == "p":
            defined.append(copy.deepcopy(child))
    blocks = read_document(defined, title=page.title, address=page.address).blocks
    embed = _embed(page, f"formula-{name}", page.title, (_titled(page.title), *blocks))
    return replace(embed, calculating=calculating(page))


def _two_minutes(tabs: Element) -> list[Element]:
    """Fold the first telling of an answer under a line that says what it is."""
    for label, block in markup.tabs(tabs) if markup.is_tabs(tabs) else ():
        if label.text_content() == "2 minutes":
            folded = lxml.html.Element("details", id="tell-it")
            summary = lxml.html.Element("summary")
            summary.text = _ANSWER_PARTS["tell-it"]
            folded.extend([summary, *copy.deepcopy(block)])
            return [folded]
    return []


def _figures(page: ExportedPage, prefix: str, *, tables: bool) -> list[Embed]:
    """Give the charts of a page and, of a story, its tables."""
    found: dict[str, Embed] = {}
    for figure in page.article.iter("figure", "table"):
        if figure.get(NAME):
            embed = _chart(page, prefix, figure)
            found[embed.slug] = embed
        elif figure.tag == "table" and tables:
            made = _table(page, prefix, figure)
            if made is None:
                continue
            embed, label = made
            if embed.slug in found:
                embed = replace(embed, slug=f"{embed.slug}-{address_piece(label)}")
            if embed.slug in found:
                raise PlaybookError(
                    f"{page.place}/index.html", f"shows '{label}' twice", "give the second its own title"
                )
            found[embed.slug] = embed
    return list(found.values())


def _chart(page: ExportedPage, prefix: str, figure: Element) -> Embed:
    (drawing,) = _alone(figure.xpath("./svg")[0])
    # Only HTML in a document knows that this attribute has a capital; a parsed piece has lost it.
    drawing.set("viewBox", drawing.attrib.pop("viewbox"))
    for words in drawing.iter("text"):
        if words.get("text-anchor") == "start":  # which is what words do anyway, and an embed has no bytes to spare
            del words.attrib["text-anchor"]
    title = f"{caption(figure)} – {page.title}"
    (data,) = figure.xpath("./details")
    blocks = (_titled(title), *read_document(_alone(data), title=title, address=page.address).blocks)
    svg = lxml.etree.tostring(drawing, encoding="unicode", method="xml")
    return _embed(page, f"{prefix}-{figure.get(NAME)}", title, blocks, drawing=svg)


def _table(page: ExportedPage, prefix: str, table: Element) -> tuple[Embed, str] | None:
    classes = str(table.get("class")).split()
    label = str(table.xpath("string(../@aria-label)"))
    headings: Sequence[Element] = table.xpath("preceding::*[self::h2 or self::h3][1]")
    if "pb-scorecard" in classes:
        slug, title = f"{prefix}-scorecard", f"Goals and results – {page.title}"
    elif "pb-values" in classes and headings:
        under = read_document(_alone(headings[0]), title="", address=page.address).blocks[0]
        assert isinstance(under, Heading)
        heading = plain(under.children)
        slug, title = f"{prefix}-numbers-{address_piece(heading)}", f"{heading} – {page.title}"
    else:
        return None
    blocks = (_titled(title), *read_document(_alone(table), title=title, address=page.address).blocks)
    return _embed(page, slug, title, blocks), label


def _titled(title: str) -> Heading:
    return Heading(2, (Text(title),))


def _alone(element_: Element) -> Element:
    """Put a copy of an element into one that holds nothing else."""
    holder = lxml.html.Element("div")
    holder.append(copy.deepcopy(element_))
    holder[0].tail = None
    return holder
