"""The Word files: nothing lost, real footnotes and tables, the same bytes twice; read back by independent readers."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import docx
import lxml.etree
import lxml.html
import mammoth
import pytest
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph as WordParagraph

from macros.errors import PlaybookError
from macros.exports import word
from macros.exports.pages import ExportedPage, exported_pages
from macros.exports.raster import Raster, drawn
from macros.exports.tree import (
    CALLOUTS,
    Block,
    Callout,
    Document,
    Heading,
    Item,
    Items,
    Link,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
    plain,
)
from macros.exports.word import REFERENCE, SECTION_REFERENCE, WordFile, word_files
from macros.exports.word_styles import styles
from macros.exports.writers.hypertext import Hypertext, hypertext
from tests.exports.hostile import hostile

pytestmark = pytest.mark.xdist_group("word")

DATED = 1790000000
DRAWING_NAMES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class _AsInWord(Hypertext):
    """The plain XHTML with what a Word file has in other places left out."""

    def notes(self) -> list[str]:
        return []

    def note(self, number: int) -> str:  # noqa: ARG002 - Word counts for itself
        return ""

    def picture(self, picture: Picture) -> str:
        return f"<p>{self.text(picture.description)}</p>"


DRAWN = "https://a.example/drawn.svg"
"""The one picture that the tests can draw."""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">'
    '<rect width="200" height="100" fill="#0b5466"/><text x="20" y="60" fill="#fff">Words</text></svg>'
)


def _draw(address: str) -> Raster | None:
    return drawn(DRAWING, address) if address == DRAWN else None


def _characters(text: str) -> str:
    """Drop white space, which formats put between blocks as they like; what is left must agree in its order."""
    return re.sub(r"\s+", "", text)


def _text(html: str) -> str:
    return _characters(str(lxml.html.fromstring(f"<div>{html}</div>").text_content()))


def _expected(document: Document) -> str:
    return _text(_AsInWord(document).document())


def _read(content: bytes) -> str:
    """Read everything in the body of a Word file, footnotes left out."""
    found = lxml.etree.fromstring(_part(content, "word/document.xml"))
    return _characters("".join(node.text or "" for node in found.iter(f"{WORD}t")))


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def _open(content: bytes) -> WordDocument:
    return docx.Document(io.BytesIO(content))


def _shown(paragraph: WordParagraph) -> str:
    """Read what Word shows of a paragraph, its controls too, which python-docx leaves out."""
    shown = [node for node in paragraph._p.iter() if node.tag in (f"{WORD}t", f"{WORD}tab")]
    return "".join("\t" if node.tag == f"{WORD}tab" else str(node.text or "") for node in shown)


def _mammoth(content: bytes) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{mammoth.convert_to_html(io.BytesIO(content)).value}</div>")


def _tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    for block in blocks:
        if isinstance(block, Table):
            yield block
        for inner in getattr(block, "blocks", ()):
            yield from _tables((inner,))
        for item in getattr(block, "items", ()):
            yield from _tables(item.blocks)


def _headings(content: bytes) -> list[tuple[str, int]]:
    found = []
    for paragraph in _open(content).paragraphs:
        name = str(paragraph.style.name) if paragraph.style else ""
        if name == "Title" or name.startswith("Heading "):
            found.append((paragraph.text, 0 if name == "Title" else int(name.removeprefix("Heading "))))
    return found


@pytest.fixture(scope="module")
def pages(site: Path) -> list[ExportedPage]:
    return exported_pages(site)


@pytest.fixture(scope="module")
def fills(pages: list[ExportedPage]) -> dict[str, tuple[Document, bytes]]:
    """Every fill of every template, with its Word file."""
    documents = {f"{page.place}/{name}": fill for page in pages for name, fill in page.fills.items()}
    assert len(documents) >= 62
    written = word_files([WordFile(document.title, (document,)) for document in documents.values()], DATED, _draw)
    return {name: (document, file) for (name, document), file in zip(documents.items(), written, strict=True)}


@pytest.fixture(scope="module")
def hostile_file() -> bytes:
    return word_files([WordFile("Hostile", (hostile(),))], DATED, _draw)[0]


@pytest.fixture(scope="module")
def section(pages: list[ExportedPage]) -> tuple[list[Document], bytes]:
    """One section with its Word file."""
    documents = [page.document for page in pages if page.place.startswith("answers/calibration")]
    return documents, word_files([WordFile("Calibration", tuple(documents), section=True)], DATED, _draw)[0]


def test_every_fill_keeps_its_text(fills: dict[str, tuple[Document, bytes]]) -> None:
    lost = [name for name, (document, file) in fills.items() if _read(file) != _expected(document)]
    assert lost == []


def test_every_fill_keeps_its_tables(fills: dict[str, tuple[Document, bytes]]) -> None:
    counted = 0
    for name, (document, file) in fills.items():
        expected = [[len(row) for row in table.rows] for table in _tables(document.blocks)]
        found = _open(file).tables
        assert [[len(row.cells) for row in table.rows] for table in found] == expected, name
        for table in found:
            assert table.rows[0]._tr.findall(f"{WORD}trPr/{WORD}tblHeader"), name
        counted += len(found)
    assert counted > 0


def test_a_fill_begins_with_its_title_and_its_headings_follow(fills: dict[str, tuple[Document, bytes]]) -> None:
    document, file = fills["templates/rfc/blank"]
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    levels = _headings(file)
    assert [text for text, _ in levels] == [plain(heading.children) for heading in headings]
    assert [level for _, level in levels] == [heading.level - headings[0].level for heading in headings]
    assert _open(file).core_properties.title == plain(headings[0].children)


def test_a_task_has_its_box_instead_of_a_bullet(fills: dict[str, tuple[Document, bytes]]) -> None:
    document, file = fills["templates/rfc/blank"]
    tasks = [paragraph for paragraph in _open(file).paragraphs if paragraph.style and paragraph.style.name == "Task"]
    assert [_shown(task) for task in tasks] == ["☐\tEverybody who commented has been told, with the reason"]
    ticked = [box.get(f"{WORD_2010}val") for task in tasks for box in task._p.iter(f"{WORD_2010}checked")]
    assert ticked == ["0"]  # a box of Word's own, which readers tick there
    assert hypertext(document).count("☐") == len(tasks)
    assert all(task._p.find(f".//{WORD}numPr") is None for task in tasks)


def test_a_task_in_a_box_keeps_the_style_of_the_box() -> None:
    task = Items((Item((Paragraph((Text("ask"),)),), done=False),))
    blocks = (task, Callout("tip", (Text("Title"),), (task,)))
    (file,) = word_files([WordFile("One", (Document("One", "https://a.example/", blocks),))], DATED, _draw)
    found = [paragraph for paragraph in _open(file).paragraphs if "ask" in paragraph.text and paragraph.style]
    assert [(_shown(one), str(one.style.name)) for one in found if one.style] == [
        ("☐\task", "Task"),
        ("☐\task", "Callout Tip"),
    ]


def test_the_hostile_page_keeps_its_text(hostile_file: bytes) -> None:
    assert _read(hostile_file) == _expected(hostile())


def test_the_hostile_page_keeps_its_footnotes(hostile_file: bytes) -> None:
    document = hostile()
    notes = lxml.etree.fromstring(_part(hostile_file, "word/footnotes.xml"))
    read = [
        _characters("".join(node.text or "" for node in note.iter(f"{WORD}t")))
        for note in notes
        if note.get(f"{WORD}type") is None
    ]
    marks = Counter(re.findall(r"\[\d\]", "".join(_plain_marks(document))))
    expected = Counter(
        {
            _text(Hypertext(Document("", "", note)).document()): marks[f"[{at}]"]
            for at, note in enumerate(document.notes, 1)
        }
    )
    assert Counter(read) == expected


def _plain_marks(document: Document) -> Iterator[str]:
    """Give the marks of footnotes in the order of the body, with nothing of its text."""
    for found in re.finditer(r'href="#note-(\d)"', hypertext(document).partition('class="notes"')[0]):
        yield f"[{found[1]}]"


def test_the_hostile_page_keeps_its_lists_headings_and_links(hostile_file: bytes) -> None:
    read = _mammoth(hostile_file)
    expected = lxml.html.fromstring(f"<div>{_AsInWord(hostile()).document()}</div>")
    assert len(read.xpath("//ol[count(li)=3]/li/ul")) == len(expected.xpath("//ol[count(li)=3]/li/ul")) > 0
    depth = "//li[not(.//li)][count(ancestor-or-self::li)=4]"
    assert [_characters(item.text_content()) for item in read.xpath(depth)] == ["fourthlevel"]
    headings = "//*[self::h2 or self::h3 or self::h4 or self::h5]"
    words = [(heading.tag, _characters(heading.text_content())) for heading in expected.xpath(headings)]
    assert [(heading.tag, _characters(heading.text_content())) for heading in read.xpath(headings)] == words
    # Pandoc encodes what an address may not hold.
    addresses = {unquote(link.get("href")) for link in expected.xpath("//a[@href]")}
    assert addresses <= {unquote(link.get("href")) for link in read.xpath("//a[@href]")}


def test_boxes_and_code_carry_their_styles(hostile_file: bytes) -> None:
    used = {paragraph.style.name for paragraph in _open(hostile_file).paragraphs if paragraph.style}
    expected = {f"Callout {kind.capitalize()}" for kind in CALLOUTS}
    expected |= {f"{name} Title" for name in expected} | {"Label", "Code Title", "Source Code", "Task"}
    assert expected <= used


def test_a_list_in_a_box_has_the_style_of_the_box(hostile_file: bytes) -> None:
    styles_of_items = {
        str(paragraph.style.name)
        for paragraph in _open(hostile_file).paragraphs
        if paragraph.text in ("boxed item", "boxed below") and paragraph.style
    }
    assert styles_of_items == {f"Callout {kind.capitalize()}" for kind in CALLOUTS}


def test_a_picture_is_shown_with_its_words_and_as_wide_as_on_a_screen() -> None:
    document = Document("One", "https://a.example/", (Picture(DRAWN, "Bars: 1 & 2"), Picture(DRAWN, "The same again")))
    (file,) = word_files([WordFile("One", (document,))], DATED, _draw)
    opened = _open(file)
    assert [round(shape.width.inches * 96) for shape in opened.inline_shapes] == [200, 200]
    described = [shape.get("descr") for shape in opened.element.iter(f"{DRAWING_NAMES}docPr")]
    assert described == ["Bars: 1 & 2", "The same again"]
    assert {part.blob for part in opened.part.package.image_parts} == {drawn(DRAWING, DRAWN).png}


def test_the_caption_of_a_picture_stays_on_its_page() -> None:
    blocks = (Paragraph((Strong((Text("Growth"),)),)), Picture(DRAWN, "A line"), Paragraph((Text("Text"),)))
    (file,) = word_files([WordFile("One", (Document("One", "https://a.example/", blocks),))], DATED, _draw)
    caption = next(one for one in _open(file).paragraphs if one.text == "Growth")
    assert caption.style is not None
    assert caption.style.paragraph_format.keep_with_next


def test_a_picture_of_another_site_is_told_in_words_with_a_link_to_it() -> None:
    document = Document("One", "https://a.example/", (Picture("https://a.example/x.svg", "A drawing of x"),))
    (file,) = word_files([WordFile("One", (document,))], DATED, _draw)
    (link,) = _mammoth(file).xpath("//a")
    assert (link.text_content(), link.get("href")) == ("A drawing of x", "https://a.example/x.svg")


def test_a_picture_that_nobody_brought_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "word_hypertext", lambda *_: '<p><img src="https://a.example/x.png" alt="x" /></p>')
    with pytest.raises(PlaybookError, match=r"word\.lua: pandoc wrote no Word files: .*nobody brought the picture"):
        word_files([WordFile("One", (Document("One", "https://a.example/", ()),))], DATED, _draw)


def test_a_section_keeps_the_text_of_all_its_documents(section: tuple[list[Document], bytes]) -> None:
    documents, file = section
    titles = "".join(_characters(document.title) for document in documents)
    assert _read(file) == "Calibration" + titles + "".join(_expected(document) for document in documents)


def test_each_document_of_a_section_begins_a_page(section: tuple[list[Document], bytes]) -> None:
    documents, file = section
    levels = _headings(file)
    assert [text for text, level in levels if level == 1] == [document.title for document in documents]
    assert [text for text, level in levels if level == 0] == ["Calibration"]
    assert {level for _, level in levels} <= {0, 1, 2, 3, 4}
    assert _open(file).styles["Heading 1"].element.find(f".//{WORD}pageBreakBefore") is not None


def test_links_within_a_section_stay_in_the_file(section: tuple[list[Document], bytes]) -> None:
    documents, file = section
    tree = lxml.etree.fromstring(_part(file, "word/document.xml"))
    names = [mark.get(f"{WORD}name") for mark in tree.iter(f"{WORD}bookmarkStart")]
    assert len(names) == len(set(names))
    targets = {link.get(f"{WORD}anchor") for link in tree.iter(f"{WORD}hyperlink")} - {None}
    assert targets == {f"part-{part}" for part in range(1, len(documents) + 1)} <= set(names)
    leading_out = _part(file, "word/_rels/document.xml.rels").decode()
    assert not any(f'"{document.address}"' in leading_out for document in documents)


def test_notes_of_two_documents_stay_apart() -> None:
    documents = tuple(
        Document(name, f"https://a.example/{name}/", hostile().blocks, hostile().notes) for name in ("a", "b")
    )
    (file,) = word_files([WordFile("Both", documents, section=True)], DATED, _draw)
    (alone,) = word_files([WordFile("a", documents[:1])], DATED, _draw)
    assert _part(file, "word/footnotes.xml").count(b"A short note") == (
        2 * _part(alone, "word/footnotes.xml").count(b"A short note")
    )


def test_the_same_documents_give_the_same_bytes(fills: dict[str, tuple[Document, bytes]]) -> None:
    names = ["templates/rfc/blank", "templates/rice-sheet/example"]
    files = [WordFile(fills[name][0].title, (fills[name][0],)) for name in names]
    assert word_files(files, DATED, _draw) == [fills[name][1] for name in names]
    assert word_files(files, DATED + 86400, _draw)[0] != fills[names[0]][1], "the date is in the file"


def test_the_kept_styles_are_what_the_script_makes() -> None:
    for kept, is_section in ((REFERENCE, False), (SECTION_REFERENCE, True)):
        made = styles(section=is_section)
        assert _part(made, "word/styles.xml") == _part(kept.read_bytes(), "word/styles.xml")


def test_without_pandoc_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    document = Document("One", "https://a.example/", (Paragraph((Link("https://a.example/", (Text("x"),)),)),))
    with pytest.raises(PlaybookError, match=r"pandoc: isn't installed.*run make build"):
        word_files([WordFile("One", (document,))], DATED, _draw)
