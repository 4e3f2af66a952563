"""Word files of documents: one for a page or a template, or one for a whole section, all in one go through pandoc."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError
from macros.exports.raster import Raster
from macros.exports.tree import Block, Document, Heading, Inline, Link, Text, plain
from macros.exports.walking import levelled, levels, map_inlines, picture_addresses
from macros.exports.writers.hypertext import DONE, TO_DO, element
from macros.exports.writers.word_hypertext import BOX_SPACE, part_anchor, styled, word_hypertext

REFERENCE = Path(__file__).with_name("word-document.docx")
"""The styles of a file that holds one document; word_styles.py makes it."""
SECTION_REFERENCE = Path(__file__).with_name("word-section.docx")
"""The styles of a file that holds several, each beginning a new page."""
CONTENTS_STYLE = "Contents"
TASK_STYLE = "Task"

_SCRIPT = Path(__file__).with_name("word.lua")
_WITH_LISTS = ("word/document.xml", "word/footnotes.xml")
_ROOT = re.compile(r"<w:(?:document|footnotes)(?=[ >])")
_BOX_WORDS = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_BOX_FONT = "Segoe UI Symbol"
_FEW = 8
"""So many files take about as long as a process does to begin."""
_INDENT = 360
"""Pandoc's step from the margin to a bullet, and from there to its text, in twentieths of a point."""
_TASK = re.compile(
    r'<w:pPr><w:pStyle w:val="(?P<style>\w+)" /><w:numPr><w:ilvl w:val="(?P<level>\d)" /><w:numId w:val="\d+" />'
    rf'</w:numPr></w:pPr><w:r><w:t xml:space="preserve">(?P<box>[{TO_DO}{DONE}]){BOX_SPACE}'
)


@dataclass(frozen=True)
class WordFile:
    """One file to write."""

    title: str
    documents: tuple[Document, ...]
    """One document, or the documents of a section in their order."""
    section: bool = False
    """Whether it begins with a list of its documents, and each of them with a new page."""

    @cached_property
    def pictures(self) -> list[str]:
        """The addresses of its pictures, each once."""
        return list(dict.fromkeys(one for document in self.documents for one in picture_addresses(document)))

    def job(self, target: Path, pictures: Mapping[str, Mapping[str, str]]) -> dict[str, object]:
        """Tell pandoc what to write where.

        Args:
            target: the file.
            pictures: the file and the width of each picture that is drawn, by its address.
        """
        own = {address: pictures[address] for address in self.pictures if address in pictures}
        title, html = _section(self.title, self.documents, own) if self.section else _single(self.documents[0], own)
        return {"title": title, "html": html, "target": str(target), "pictures": own}


Draw = Callable[[str], Raster | None]
"""Gives the picture at an address as dots; None for one of another site."""


def word_files(files: Sequence[WordFile], dated: int, draw: Draw) -> list[bytes]:
    """Make Word files; the same files at the same date are the same bytes.

    Args:
        files: what they hold.
        dated: the second since 1970 that they are said to be made in.
        draw: gives their pictures.

    Raises:
        PlaybookError: pandoc isn't installed, or it refuses a file.
    """
    with tempfile.TemporaryDirectory() as folder:
        targets = [Path(folder) / f"{number}.docx" for number in range(len(files))]
        jobs = list(zip(files, targets, strict=True))
        pictures = _drawn({one for file in files for one in file.pictures}, draw, Path(folder))
        runs = [
            {"reference": str(reference), "files": share}
            for reference, section in ((REFERENCE, False), (SECTION_REFERENCE, True))
            for share in _shares([file.job(target, pictures) for file, target in jobs if file.section is section])
        ]
        with ThreadPoolExecutor(_processors()) as threads:  # each waits for a process of its own
            for run in [threads.submit(_pandoc, run, dated) for run in runs]:
                run.result()
        return [_boxes_for_bullets(target.read_bytes()) for target in targets]


def document_text(file: bytes) -> str:
    """Read the text of a Word file as it is kept in it."""
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return archive.read(_WITH_LISTS[0]).decode()


def with_text(file: bytes, text: str) -> bytes:
    """Give a Word file with another text in it, as `document_text` reads it; all else stays, its dates included."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            written.writestr(entry, text.encode() if entry.filename == _WITH_LISTS[0] else read.read(entry))
    return made.getvalue()


def _shares(jobs: list[dict[str, object]]) -> Iterator[list[dict[str, object]]]:
    """Share files among as many processes as can run at once, large and small ones alike; none is begun for a few."""
    number = min(_processors(), -(-len(jobs) // _FEW))
    return (jobs[first::number] for first in range(number))


def _processors() -> int:
    return os.cpu_count() or 1


def _drawn(addresses: Collection[str], draw: Draw, folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Write pictures into a folder; give the file and the width of each by its address."""
    written: dict[str, Mapping[str, str]] = {}
    for number, address in enumerate(sorted(addresses)):
        raster = draw(address)
        if raster:
            path = folder / f"{number}.png"
            path.write_bytes(raster.png)
            written[address] = {"file": str(path), "width": f"{raster.width}px"}
    return written


def pandoc_path() -> str:
    """Find the pandoc that the project installs.

    Raises:
        PlaybookError: it isn't there.
    """
    return _asked(lambda pandoc: pandoc.get_pandoc_path())


def pandoc_version() -> str:
    """Tell the version of the pandoc that the project installs.

    Raises:
        PlaybookError: it isn't there.
    """
    return _asked(lambda pandoc: pandoc.get_pandoc_version())


def _asked(question: Callable[[Any], object]) -> str:
    try:
        import pypandoc  # noqa: PLC0415 - only whoever writes Word files needs it

        return str(question(pypandoc))
    except (ImportError, OSError) as error:
        raise PlaybookError(
            "pandoc", "isn't installed, so that no Word file can be written", "run make build"
        ) from error


def _pandoc(jobs: Mapping[str, object], dated: int) -> None:
    finished = subprocess.run(  # noqa: S603 - the project's own pandoc and script
        [pandoc_path(), "lua", str(_SCRIPT)],
        input=json.dumps(jobs),
        env=os.environ | {"SOURCE_DATE_EPOCH": str(dated)},
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    if finished.returncode != 0:
        said = " ".join(finished.stderr.split())
        raise PlaybookError(_SCRIPT.name, f"pandoc wrote no Word files: {said}", "mend what it names")


def _boxes_for_bullets(file: bytes) -> bytes:
    """Put the box of each task where its bullet stands; everything else, dates included, stays as it is."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as read, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            content = read.read(entry)
            if entry.filename in _WITH_LISTS:
                boxed = _TASK.sub(_box, content.decode())
                content = (_ROOT.sub(rf"\g<0> {_BOX_WORDS}", boxed, count=1) if "<w14:" in boxed else boxed).encode()
            written.writestr(entry, content)
    return made.getvalue()


def _box(found: re.Match[str]) -> str:
    style = found["style"] if found["style"].startswith("Callout") else TASK_STYLE
    left = _INDENT * 2 * (int(found["level"]) + 1)
    return (
        f'<w:pPr><w:pStyle w:val="{style}" /><w:ind w:left="{left}" w:hanging="{_INDENT}" /></w:pPr>'
        f'{tick_box(done=found["box"] == DONE)}<w:r><w:tab /></w:r><w:r><w:t xml:space="preserve">'
    )


def tick_box(*, done: bool) -> str:
    """Write a box that readers tick in Word itself."""
    states = "".join(
        f'<w14:{name}State w14:val="{ord(sign):04X}" w14:font="{_BOX_FONT}" />'
        for name, sign in (("checked", DONE), ("unchecked", TO_DO))
    )
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(done)}" />{states}</w14:checkbox></w:sdtPr>'
        f'<w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="{_BOX_FONT}" w:hAnsi="{_BOX_FONT}" w:eastAsia="{_BOX_FONT}" />'
        f"</w:rPr><w:t>{DONE if done else TO_DO}</w:t></w:r></w:sdtContent></w:sdt>"
    )


# One document: its title, and headings that begin at level 1 below it.


def _single(document: Document, drawn: Collection[str]) -> tuple[str, str]:
    title, blocks = _parted(document)
    return title, word_hypertext(replace(document, blocks=levelled(blocks, 1)), drawn)


def _parted(document: Document) -> tuple[str, tuple[Block, ...]]:
    """Take the title off a document that begins with it, or with a heading that no other one is as high as."""
    first = document.blocks[0] if document.blocks else None
    if isinstance(first, Heading):
        found, words = levels(document.blocks), plain(first.children)
        if first.level == min(found) and (words == document.title or found.count(first.level) == 1):
            return words, document.blocks[1:]
    return document.title, document.blocks


# Several documents: a heading of level 1 each, and links between them that stay in the file.


def _section(title: str, documents: tuple[Document, ...], drawn: Collection[str]) -> tuple[str, str]:
    anchors = {document.address: f"#{part_anchor(part)}" for part, document in enumerate(documents, 1)}

    def inside(inline: Inline) -> Inline:
        return (
            replace(inline, address=anchors.get(inline.address, inline.address)) if isinstance(inline, Link) else inline
        )

    contents = []
    written = []
    for part, document in enumerate(documents, 1):
        name, blocks = _parted(document)
        heading = Heading(1, (Text(name),))
        linked = map_inlines((heading, *levelled(blocks, 2)), inside)
        notes = tuple(map_inlines(note, inside) for note in document.notes)
        written.append(word_hypertext(replace(document, blocks=linked, notes=notes), drawn, part))
        contents.append(element("p", [element("a", name, href=f"#{part_anchor(part)}")]))
    return title, "\n".join([styled(CONTENTS_STYLE, contents), *written])
