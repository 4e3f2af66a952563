"""The charts of a page as drawings that stand alone: their names beside the page, and each as an SVG file.

A drawing has the light colours of the palette, letters that most machines have, and nothing that it would have to load,
so that it looks alike in a wiki, in an editor and by itself. Its marks carry attributes instead of a style sheet, which
a strict policy would refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import lxml.etree
import tinycss2

from macros.built.markup import Element
from macros.errors import PlaybookError, nearest
from macros.palette import palette

STYLES = Path(__file__).parent / "assets" / "drawing.css"
NAME = "data-drawing"
"""The attribute of a chart that holds the name of its drawing."""
ENDING = ".svg"
_KIND = "pb-chart--"
_SVG = "http://www.w3.org/2000/svg"
_FONTS = "Arial, Helvetica, sans-serif"
_SIZE = 12
"""The size of letters in the units of a drawing: Arial is wider than the font that drawings are made for."""
_MARGIN = 8
"""What a drawing by itself has around it, since words may stick out a little."""
_NOT_NAMED = re.compile(r"[^a-z0-9]+")
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")
_SELECTOR = re.compile(r"(?P<tag>[a-z]*)(?:\.(?P<style>[\w-]+))?")


def name_drawings(article: Element, shown: str) -> None:
    """Give each chart of an article a name; the second of a kind adds its caption, so that the first keeps its own.

    Args:
        article: the page's own part.
        shown: the page, for messages.

    Raises:
        PlaybookError: two charts would have the same name.
    """
    names = set()
    for figure, kind in _charts(article):
        name = f"chart-{kind}"
        if name in names:
            name = f"{name}-{address_piece(caption(figure))}"
        if name in names:
            raise PlaybookError(shown, f"shows '{caption(figure)}' twice", "give the second its own title")
        names.add(name)
        figure.set(NAME, name)


def caption(figure: Element) -> str:
    """Read the caption of a chart."""
    return str(figure.findtext("figcaption"))


def drawings(article: Element) -> dict[str, str]:
    """Draw the charts of an article whose charts have names, each as an SVG file by its name."""
    return {f"{figure.get(NAME)}{ENDING}": _stand_alone(figure) for figure, _ in _charts(article)}


def address_piece(words: str) -> str:
    """Turn words into a piece of an address.

    >>> address_piece("Noor and I: before, after")
    'noor-and-i-before-after'
    """
    return _NOT_NAMED.sub("-", words.lower()).strip("-")


def _charts(article: Element) -> Iterator[tuple[Element, str]]:
    for figure in article.iter("figure"):
        for style in str(figure.get("class")).split():
            if style.startswith(_KIND):
                yield figure, style.removeprefix(_KIND)


def _stand_alone(figure: Element) -> str:
    (source,) = figure.xpath("./*[local-name()='svg']")
    _, _, width, height = (float(number) for number in source.get("viewbox").split())
    width, height = width + 2 * _MARGIN, height + 2 * _MARGIN
    drawing = lxml.etree.Element(
        "svg",
        {
            "xmlns": _SVG,
            "viewBox": f"{-_MARGIN} {-_MARGIN} {width:g} {height:g}",
            "width": f"{width:g}",
            "height": f"{height:g}",
            "role": "img",
            "aria-labelledby": "title description",
            "font-family": _FONTS,
            "font-size": str(_SIZE),
        },
    )
    for tag, name in (("title", "title"), ("desc", "description")):
        lxml.etree.SubElement(drawing, tag, {"id": name}).text = source.findtext(tag)
    paper = {"x": str(-_MARGIN), "y": str(-_MARGIN), "width": f"{width:g}", "height": f"{height:g}"}
    lxml.etree.SubElement(drawing, "rect", paper | {"fill": palette()["frame"].light})
    for mark in source.iterchildren("rect", "polyline", "circle", "text"):
        styles = str(mark.get("class")).split()
        own = {name: str(value) for name, value in mark.attrib.items() if name != "class"}
        lxml.etree.SubElement(drawing, str(mark.tag), own | _look(str(mark.tag), styles)).text = mark.text
    return lxml.etree.tostring(drawing, encoding="unicode", pretty_print=True)


def _look(tag: str, styles: list[str]) -> dict[str, str]:
    """Give the attributes of a mark: those of later rules take the place of those of earlier ones."""
    look: dict[str, str] = {}
    for rule_tag, rule_style, declared in _rules():
        if rule_tag in ("", tag) and (not rule_style or rule_style in styles):
            look |= declared
    return look


@cache
def _rules() -> tuple[tuple[str, str, Mapping[str, str]], ...]:
    """Read the style sheet of drawings: of each rule the tag and the class that it is for, "" for any, and its look.

    Raises:
        PlaybookError: it has a selector that isn't a tag, a class or both, or a colour that the palette lacks.
    """
    found: list[tuple[str, str, Mapping[str, str]]] = []
    rules = tinycss2.parse_stylesheet(STYLES.read_text(encoding="utf-8"), skip_comments=True, skip_whitespace=True)
    for rule in rules:
        declared = {
            one.name: _VARIABLE.sub(_colour, tinycss2.serialize(one.value).strip())
            for one in tinycss2.parse_declaration_list(rule.content, skip_comments=True, skip_whitespace=True)
        }
        for selector in tinycss2.serialize(rule.prelude).split(","):
            read = _SELECTOR.fullmatch(selector.strip())
            if not read:
                problem = f"'{selector.strip()}' is more than a tag and a class"
                raise PlaybookError(f"macros/exports/assets/{STYLES.name}", problem, "write one of them, or both")
            found.append((read["tag"], read["style"] or "", declared))
    return tuple(found)


def _colour(found: re.Match[str]) -> str:
    name = found[1]
    if name not in palette():
        where = f"macros/exports/assets/{STYLES.name}"
        raise PlaybookError(where, f"unknown name '--{name}'", nearest(name, palette()))
    return palette()[name].light
