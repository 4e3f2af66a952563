"""Make the two Word files whose styles all exports take over: `python -m macros.exports.word_styles`.

Needs what the tests need. Its results are kept with the code, so that a build doesn't.
"""

from __future__ import annotations

import io
import subprocess

import docx
import lxml.etree
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from macros.exports.tree import CALLOUTS
from macros.exports.word import CONTENTS_STYLE, REFERENCE, SECTION_REFERENCE, TASK_STYLE, pandoc_path
from macros.exports.writers.callouts import colours
from macros.exports.writers.word_hypertext import (
    CALLOUT_STYLE,
    CODE_TITLE_STYLE,
    FORMULA_STYLE,
    LABEL_STYLE,
    OPEN_STYLE,
    TITLE_STYLE,
)
from macros.palette import palette

SANS, SERIF, MONO = "Calibri", "Georgia", "Consolas"
"""Fonts that come with Word; other programs have their own in their place."""
INK, SOFT, HAIRLINE, SHEET, ACCENT, TINT = (
    palette()[name].light for name in ("ink", "ink-soft", "hairline", "sheet", "accent", "accent-tint")
)
_HEADINGS = ((SERIF, 17, INK, 20), (SERIF, 14, INK, 16), (SANS, 12, INK, 13), (SANS, 11, SOFT, 11))
"""Font, size, colour and the space above, in points, of the headings; deeper ones look like the last."""


def styles(*, section: bool) -> bytes:
    """Make a file with the styles.

    Args:
        section: whether each heading of level 1 begins a new page.
    """
    default = subprocess.run(  # noqa: S603 - the project's own pandoc
        [pandoc_path(), "--print-default-data-file", "reference.docx"], capture_output=True, check=True
    )
    document = docx.Document(io.BytesIO(default.stdout))
    _page(document)
    _text(document)
    _headings(document, section)
    _boxes(document)
    _code(document)
    _places(document)
    _table(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Document) -> None:
    for part in document.sections:
        part.page_width, part.page_height = Cm(21), Cm(29.7)
        part.left_margin = part.right_margin = Cm(2.3)
        part.top_margin = part.bottom_margin = Cm(2.2)


def _text(document: Document) -> None:
    _font(_paragraph_style(document, "Normal"), SANS, 11, INK)
    _space(_paragraph_style(document, "Body Text"), before=0, after=7, line=1.2)
    _space(_paragraph_style(document, "First Paragraph"), before=4, after=7, line=1.2)  # it also follows lists
    _space(_paragraph_style(document, "Compact"), before=1, after=2, line=1.15)
    quotation = _paragraph_style(document, "Block Text")
    _font(quotation, SANS, 11, SOFT)
    _edge(quotation, HAIRLINE)
    _space(quotation, before=4, after=7, line=1.2)
    _space(_added(document, TASK_STYLE, "Compact"), before=1, after=2, line=1.15)
    _font(_paragraph_style(document, "Footnote Text"), SANS, 9.5, SOFT)
    _font(_character_style(document, "Hyperlink"), None, None, ACCENT)
    contents = _added(document, CONTENTS_STYLE, "Body Text")
    _space(contents, before=0, after=4, line=1.15)
    label = _added(document, LABEL_STYLE, "Body Text")
    _font(label, SANS, 12, ACCENT, bold=True)
    _space(label, before=14, after=4, line=1.15)
    label.paragraph_format.keep_with_next = True
    caption = _paragraph_style(document, "Table Caption")
    _font(caption, SANS, 10, SOFT)
    caption.font.italic = False
    _space(caption, before=8, after=4, line=1.15)
    caption.paragraph_format.keep_with_next = True


def _headings(document: Document, section: bool) -> None:
    title = _paragraph_style(document, "Title")
    _font(title, SERIF, 24, INK, bold=True)
    _space(title, before=0, after=14, line=1.1)
    title.paragraph_format.alignment = 0
    for level in range(1, 7):
        font, size, colour, above = _HEADINGS[min(level, len(_HEADINGS)) - 1]
        heading = _paragraph_style(document, f"Heading {level}")
        _font(heading, font, size, colour, bold=True)
        heading.font.italic = False
        _space(heading, before=above, after=3, line=1.15)
    if section:
        first = _paragraph_style(document, "Heading 1")
        _font(first, SERIF, 20, INK, bold=True)
        first.paragraph_format.page_break_before = True


def _boxes(document: Document) -> None:
    for kind in CALLOUTS:
        edge, shade = colours(kind)
        box = _added(document, CALLOUT_STYLE.format(kind.capitalize()), "Body Text")
        _edge(box, edge)
        _shade(box, shade)
        _space(box, before=0, after=7, line=1.2)
        box.paragraph_format.left_indent = box.paragraph_format.right_indent = Cm(0.35)
        title = _added(document, TITLE_STYLE.format(kind.capitalize()), box.name or "")
        _font(title, SANS, 11, edge, bold=True)
        _space(title, before=9, after=3, line=1.2)
        title.paragraph_format.keep_with_next = True


def _code(document: Document) -> None:
    _font(_character_style(document, "Verbatim Char"), MONO, 10, INK)
    code = _added(document, "Source Code", "Normal")
    _font(code, MONO, 9.5, INK)
    _shade(code, SHEET)
    _space(code, before=4, after=8, line=1.15)
    code.paragraph_format.left_indent = code.paragraph_format.right_indent = Cm(0.2)
    title = _added(document, CODE_TITLE_STYLE, "Body Text")
    _font(title, SANS, 10, SOFT, bold=True)
    _space(title, before=8, after=2, line=1.15)
    title.paragraph_format.keep_with_next = True
    formula = document.styles.add_style(FORMULA_STYLE, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(formula, CharacterStyle)
    _font(formula, SERIF, 10.5, INK)


def _places(document: Document) -> None:
    """Mark what nobody has filled in yet."""
    place = document.styles.add_style(OPEN_STYLE, WD_STYLE_TYPE.CHARACTER)
    assert isinstance(place, CharacterStyle)
    place.element.get_or_add_rPr().append(_shading(TINT))


def _table(document: Document) -> None:
    """Draw a line under each row, and the row of headings bold on a shade."""
    table = document.styles["Table"].element
    properties = table.get_or_add_tblPr() if hasattr(table, "get_or_add_tblPr") else table.find(qn("w:tblPr"))
    for child in list(properties):
        properties.remove(child)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        borders.append(_border(side, HAIRLINE, 4, 0))
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 40), ("left", 90), ("bottom", 40), ("right", 90)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties.append(borders)
    properties.append(margins)
    for conditional in table.findall(qn("w:tblStylePr")):
        table.remove(conditional)
    head = OxmlElement("w:tblStylePr")
    head.set(qn("w:type"), "firstRow")
    run = OxmlElement("w:rPr")
    run.append(OxmlElement("w:b"))
    head.append(run)
    cell = OxmlElement("w:tcPr")
    cell.append(_shading(SHEET))
    head.append(cell)
    table.append(head)


# What Word calls things


def _digits(colour: str) -> str:
    """Write a colour as Word does: six digits, without a sign before them."""
    return colour.removeprefix("#").upper()


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _character_style(document: Document, name: str) -> CharacterStyle:
    style = document.styles[name]
    assert isinstance(style, CharacterStyle)
    return style


def _added(document: Document, name: str, base: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = _paragraph_style(document, base)
    style.quick_style = True
    return style


def _font(style: CharacterStyle, name: str | None, size: float | None, colour: str, bold: bool | None = None) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts() if name else None
    if name and fonts is not None:
        for attribute in list(fonts.attrib):  # a font of the theme would win
            del fonts.attrib[attribute]
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), name)
    if size:
        style.font.size = Pt(size)
    style.font.color.rgb = RGBColor.from_string(_digits(colour))
    style.font.bold = bold


def _space(style: ParagraphStyle, *, before: float, after: float, line: float) -> None:
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line


def _edge(style: ParagraphStyle, colour: str) -> None:
    borders = OxmlElement("w:pBdr")
    borders.append(_border("left", colour, 24, 8))
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _shade(style: ParagraphStyle, colour: str) -> None:
    style.element.get_or_add_pPr().insert_element_before(
        _shading(colour), "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )


def _shading(colour: str) -> lxml.etree._Element:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:color"), "auto")
    shading.set(qn("w:fill"), _digits(colour))
    return shading


def _border(side: str, colour: str, width: int, space: int) -> lxml.etree._Element:
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", width), ("space", space), ("color", _digits(colour))):
        border.set(qn(f"w:{name}"), str(value))
    return border


if __name__ == "__main__":
    REFERENCE.write_bytes(styles(section=False))
    SECTION_REFERENCE.write_bytes(styles(section=True))
