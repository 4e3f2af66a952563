"""Embeds: small pages without chrome, for the frames of other sites, below embed/.

Every embed keeps its address as long as its page keeps its own:

template-<name>-blank, template-<name>-example   a template
answer-<name>                                    the short form of an answer: opening, two minutes, method
answer-<name>-chart-<kind>                       a chart of an answer
story-<name>-chart-<kind>                        a chart of a story
story-<name>-scorecard                           the goals of a story
story-<name>-numbers-<heading>                   the numbers that a story lists under a heading

A second one of a kind adds its caption. Beside each page stands oembed.json; templates have their Markdown in a script,
which a frame may load where it may fetch nothing.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import lxml.etree
import lxml.html
from markupsafe import Markup

from macros.built import markup
from macros.built.markup import Element
from macros.built.security_policy import with_policy
from macros.errors import PlaybookError
from macros.exports.filling import filled
from macros.exports.heights import WIDTH, height
from macros.exports.pages import ExportedPage, exported_pages
from macros.exports.reading import read_document
from macros.exports.tree import Block, Document, Heading, Link, Table, Text, plain
from macros.exports.walking import levelled
from macros.exports.writers.hypertext import Hypertext, element
from macros.exports.writers.markdown import github

FOLDER = "embed"
MOST_BYTES = 15_000
"""What the first view of an embed may weigh: its page with embed.css and frame.js, uncompressed."""
CHECK = "check"
CHECK_HEIGHT = 560
"""For embed/check/ inside a frame, where it shows no instructions."""
SHARED = ("embed.css", "frame.js", "embed.js", "check.js")

Theme = Literal["light", "dark", "auto"]

_HERE = Path(__file__).parent
_NAMED = re.compile(r"[^a-z0-9]+")
_ANSWER_PARTS = {"tell-it": "Tell it in 2 minutes", "how-i-decide": "How I decide"}
_HIGHEST = 2
"""The level that the headings of an embed begin at: level 1 belongs to the page around it."""
_FICTIONAL = "A fictional example."


@dataclass(frozen=True)
class Settings:
    """What every embed says of the site that it comes from."""

    name: str
    address: str
    """The absolute address of the home page, with a slash at its end."""
    image: str
    """The absolute address of the picture on cards that link to the site."""
    language: str

    def embed(self, slug: str) -> str:
        """Give the absolute address of an embed."""
        return f"{self.address}{FOLDER}/{slug}/"


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

    @cached_property
    def body(self) -> Markup:
        """Its content, with headings from level 2 on."""
        written = Markup(_Embedded(self.document).document())  # noqa: S704 - the writer escapes
        if not self.drawing:
            return written
        heading, _, rest = written.partition("\n")
        drawing = Markup(self.drawing)  # noqa: S704 - it comes from our own page, where it was escaped
        return Markup("{}\n<figure>{}</figure>\n{}").format(heading, drawing, rest)

    @cached_property
    def markdown(self) -> str:
        """What its button copies as plain text; "" when it has none."""
        return github(self.copied) if self.copied else ""

    @cached_property
    def height(self) -> int:
        """The height of a frame that shows all of it, as heights.py estimates it."""
        if self.slug == CHECK:
            return CHECK_HEIGHT
        box = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', self.drawing)
        return height(
            self.document.blocks,
            footer=f"{self.note} From {'m' * 40}",
            button=bool(self.copied),
            drawing=(float(box[1]), float(box[2])) if box else None,
        )


class _Embedded(Hypertext):
    """Hypertext for a frame: links leave it, and wide tables scroll."""

    target_within = "_self"  # links leave the frame unless they say so

    def link(self, link: Link) -> str:
        return element("a", self.line(link.children), href=link.address, rel="noopener")

    def table(self, table: Table) -> str:
        label = f"Table: {', '.join(plain(cell.children) for cell in table.rows[0][:2])}"
        return element("div", [super().table(table)], class_="scroll", tabindex="0", role="group", aria_label=label)


# What is embedded


def read_settings(site: Path) -> Settings:
    """Read what embeds say of the site from its home page.

    Raises:
        PlaybookError: the page lacks one of these things.
    """
    html = (site / "index.html").read_text(encoding="utf-8")

    def needed(found: str | None, what: str) -> str:
        if not found:
            raise PlaybookError("index.html", f"has no {what}, which embeds need", "look at site_url and overrides/")
        return found

    return Settings(
        name=needed(markup.told(html, "site_name"), "og:site_name"),
        address=needed(markup.address(html), "address"),
        image=needed(markup.told(html, "image"), "og:image"),
        language=needed(markup.language(html), "language"),
    )


def page_embeds(page: ExportedPage) -> list[Embed]:
    """Give the embeds of one page, in its order; none for a page of another kind."""
    folder, _, name = page.place.partition("/")
    match folder, name.split("/"):
        case "templates", [name] if name:
            return _templates(page, name)
        case "answers", [_, name]:
            return [_answer(page, name), *_figures(page, f"answer-{name}", tables=False)]
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
        made = (
            _chart(page, prefix, figure) if figure.tag == "figure" else _table(page, prefix, figure) if tables else None
        )
        if made is None:
            continue
        embed, caption = made
        if embed.slug in found:
            embed = replace(embed, slug=f"{embed.slug}-{_name(caption)}")
        if embed.slug in found:
            raise PlaybookError(f"{page.place}/index.html", f"shows '{caption}' twice", "give the second its own title")
        found[embed.slug] = embed
    return list(found.values())


def _chart(page: ExportedPage, prefix: str, figure: Element) -> tuple[Embed, str] | None:
    kinds = [
        name.removeprefix("pb-chart--") for name in str(figure.get("class")).split() if name.startswith("pb-chart--")
    ]
    if not kinds:
        return None
    (drawing,) = _alone(figure.xpath("./svg")[0])
    # Only HTML in a document knows that this attribute has a capital; a parsed piece has lost it.
    drawing.set("viewBox", drawing.attrib.pop("viewbox"))
    caption = str(figure.findtext("figcaption"))
    title = f"{caption} – {page.title}"
    (data,) = figure.xpath("./details")
    blocks = (_titled(title), *read_document(_alone(data), title=title, address=page.address).blocks)
    svg = lxml.etree.tostring(drawing, encoding="unicode", method="xml")
    return _embed(page, f"{prefix}-chart-{kinds[0]}", title, blocks, drawing=svg), caption


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
        slug, title = f"{prefix}-numbers-{_name(heading)}", f"{heading} – {page.title}"
    else:
        return None
    blocks = (_titled(title), *read_document(_alone(table), title=title, address=page.address).blocks)
    return _embed(page, slug, title, blocks), label


def _name(words: str) -> str:
    """Turn words into a piece of an address."""
    return _NAMED.sub("-", words.lower()).strip("-")


def _titled(title: str) -> Heading:
    return Heading(2, (Text(title),))


def _alone(element_: Element) -> Element:
    """Put a copy of an element into one that holds nothing else."""
    holder = lxml.html.Element("div")
    holder.append(copy.deepcopy(element_))
    holder[0].tail = None
    return holder


# How it is written


def embed_code(embed: Embed, settings: Settings, theme: Theme = "light") -> str:
    """Write the frame that readers put into a page of theirs."""
    address = settings.embed(embed.slug) + ("" if theme == "light" else f"?theme={theme}")
    return filled("embed_frame", embed=embed, address=address).strip()


def loader_code(embed: Embed, settings: Settings, theme: Theme = "light") -> str:
    """Write the loader, whose frame follows the height of the embed, for pages that may run scripts."""
    script = f"{settings.address}{FOLDER}/embed.js"
    return filled("embed_loader", embed=embed, script=script, theme=theme).strip()


def embed_files(embed: Embed, settings: Settings) -> dict[str, str]:
    """Write the files of one embed, by their places below embed/.

    Raises:
        PlaybookError: its first view weighs more than it may.
    """
    files = {f"{embed.slug}/index.html": _page(embed, settings), f"{embed.slug}/oembed.json": _oembed(embed, settings)}
    if embed.markdown:
        text = json.dumps(embed.markdown, ensure_ascii=False)
        files[f"{embed.slug}/markdown.js"] = f"window.playbookMarkdown = {text};\n"
    weight = first_view(files[f"{embed.slug}/index.html"])
    if weight > MOST_BYTES:
        problem = f"weighs {weight} bytes with its style and script, more than {MOST_BYTES}"
        raise PlaybookError(f"{FOLDER}/{embed.slug}/", problem, f"shorten what it shows of {embed.source}")
    return files


def first_view(page: str) -> int:
    """Count the bytes that a frame loads before anybody has touched it."""
    return len(page.encode()) + sum(len(_asset(name).encode()) for name in ("embed.css", "frame.js"))


def page_files(page: ExportedPage, settings: Settings) -> dict[str, str]:
    """Write the files of all embeds of a page, by their places below embed/; they depend on nothing else."""
    return {name: text for embed in page_embeds(page) for name, text in embed_files(embed, settings).items()}


def shared_files(settings: Settings) -> dict[str, str]:
    """Write what all embeds share, and the page that checks a wiki, by their places below embed/."""
    return {name: _asset(name) for name in SHARED} | embed_files(check_embed(settings), settings)


def check_embed(settings: Settings) -> Embed:
    """Give the embed that tells whether embedding works where it is shown."""
    title = "Does embedding work here?"
    address = settings.embed(CHECK)
    return Embed(CHECK, title, "Shows what a wiki allows an embed to do.", address, Document(title, address, ()))


def embeds(site: Path, settings: Settings | None = None) -> dict[str, str]:
    """Write everything that stands below embed/ of a built site, by place.

    Args:
        site: the built site.
        settings: what embeds say of it; read from its home page when None.

    Raises:
        PlaybookError: two pages want the same address for an embed.
    """
    settings = settings or read_settings(site)
    files = shared_files(settings)
    for page in exported_pages(site):
        made = page_files(page, settings)
        for name in made:
            if name in files:
                problem = f"wants {FOLDER}/{name}, which another page has"
                raise PlaybookError(f"{page.place}/index.html", problem, "give one of them another name")
        files |= made
    return files


def _page(embed: Embed, settings: Settings) -> str:
    cards = tuple(_cards(embed, settings))
    if embed.slug == CHECK:
        codes = {"frame_code": embed_code(embed, settings), "loader_code": loader_code(embed, settings)}
        return with_policy(filled("embed_check", embed=embed, settings=settings, cards=cards, **codes) + "\n")
    return with_policy(filled("embed", embed=embed, settings=settings, cards=cards) + "\n")


def _cards(embed: Embed, settings: Settings) -> Iterator[tuple[str, str]]:
    """Give what Open Graph calls the properties of a page, for the cards of hosts that show no frame."""
    yield "type", "article"
    yield "title", embed.title
    yield "description", embed.description
    yield "url", embed.source
    yield "site_name", settings.name
    yield "image", settings.image


def _oembed(embed: Embed, settings: Settings) -> str:
    answer = {
        "version": "1.0",
        "type": "rich",
        "title": embed.title,
        "provider_name": settings.name,
        "provider_url": settings.address,
        "cache_age": 86400,
        "width": WIDTH,
        "height": embed.height,
        "html": embed_code(embed, settings),
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")
