"""The exports of the built site: every file is there, says what the page says, and is written when it has changed."""

from __future__ import annotations

import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from macros.exports.__main__ import CACHE_FOLDER
from macros.exports.beside_pages import publish
from macros.exports.cache import Cache, code_version
from macros.exports.embedding.files import MODULES
from macros.exports.pages import ExportedPage, exported_pages
from macros.formats import COPY_CHOICES, FORMATS
from tests.builds import ROOT
from tests.site.places import ANSWER, of_kind

pytestmark = pytest.mark.xdist_group("exports")

ENDINGS = (
    ".md",
    ".obsidian.md",
    ".mediawiki.txt",
    ".dokuwiki.txt",
    ".confluence.xml",
    ".confluence-wiki.txt",
    ".txt",
)
"""The formats that readers are promised, told here once more."""
PARTED = ("office", "confluence", *(ending.removeprefix(".") for ending in ENDINGS))
"""What the parts of a page are copied or saved as."""
DOCS = ROOT / "docs"
COPIED = [".md", ".obsidian.md", ".mediawiki.txt", ".dokuwiki.txt", ".confluence-wiki.txt", ".txt", "embed"]


@pytest.fixture(scope="module")
def pages(site: Path) -> list[ExportedPage]:
    """Every page of the built site that leaves it."""
    return [page for page in exported_pages(site) if not page.stays]


def _below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _names(folder: Path, stem: str) -> set[str]:
    return {path.name for path in folder.iterdir() if path.name.startswith(f"{stem}.")}


# What is there


def test_the_formats_are_those_that_readers_are_promised() -> None:
    assert tuple(format_.ending for format_ in FORMATS) == ENDINGS
    assert [choice.key for choice in COPY_CHOICES] == ["office", "confluence", *COPIED]


def test_every_page_has_every_text_format_beside_it(site: Path, pages: list[ExportedPage]) -> None:
    plain = {"index.html", *(f"index{ending}" for ending in ENDINGS)}
    in_parts = plain | {"index.docx", *(f"index.{key}.parts.json" for key in PARTED)}
    menus = {place for kind in ("full", "short", "story", "formula") for place in of_kind(kind)}
    assert len(menus) > 100
    assert {page.place: _names(site / page.place, "index") for page in pages} == {
        page.place: in_parts if f"{page.place}/" in menus else plain for page in pages
    }


def test_the_parts_of_a_page_are_its_sections_and_its_cheat_sheet_in_every_format(
    site: Path, pages: list[ExportedPage]
) -> None:
    for page in pages:
        if not (site / page.place / "index.docx").exists():
            continue
        sections = {str(heading.get("id")): _title(heading) for heading in page.article.xpath("./h2")}
        is_answer = bool(re.fullmatch(r"answers/[^/]+/[^/]+", page.place))
        expected = ["cheat-sheet"] * is_answer + list(sections)
        whole = _plain((site / page.place / "index.txt").read_text(encoding="utf-8"))
        for key in PARTED:
            parts = json.loads((site / page.place / f"index.{key}.parts.json").read_text(encoding="utf-8"))
            assert list(parts) == [""] * (key in ("office", "confluence")) + expected
            for name, title in sections.items():
                assert _plain(title) in _plain(parts[name]), f"{page.place} {key}"
                assert f"{page.address}#{name}" in parts[name]
                assert page.changed in parts[name]
        texts = json.loads((site / page.place / "index.txt.parts.json").read_text(encoding="utf-8"))
        for name in sections:
            lines = [_plain(line) for line in texts[name].splitlines()[2:-4] if line and " (" not in line]
            assert [line for line in lines if line not in whole] == [], f"{page.place}#{name}"


def test_everything_says_its_source_its_date_and_its_licence_but_a_blank_that_is_copied(
    site: Path, pages: list[ExportedPage]
) -> None:
    said = (ROOT / "docs" / "about" / "index.md").read_text(encoding="utf-8")
    assert "The text is under the licence [CC BY 4.0](https://creativecommons.org/licenses/by/4.0/)" in said
    for page in pages:
        for stem in ("index", "blank", "example", "cheat-sheet"):
            for ending in (*ENDINGS, ".docx"):
                file = site / page.place / f"{stem}{ending}"
                if file.exists():
                    text = _word_text(file.read_bytes()) if ending == ".docx" else _plain(file.read_text("utf-8"))
                    assert f"last changed on {page.changed}. The text is under the licence" in text, file
                    assert ending == ".docx" or page.address in text, file
        for fill in page.fills:
            copies = json.loads((site / page.place / f"{fill}.copies.json").read_text(encoding="utf-8"))
            texts = [*copies["html"].values(), *(text for key, text in copies["text"].items() if key != "embed")]
            assert {"licence" in text.rpartition("last changed on")[2] for text in texts} == {fill == "example"} or (
                fill == "blank" and not [text for text in texts if "last changed on" in text]
            )


def test_what_is_only_true_on_the_site_stays_there(site: Path, pages: list[ExportedPage]) -> None:
    marked = [page for page in pages if page.article.find_class("site-only")]
    assert len(marked) > 1
    hints = r"\b(?:select|click|tap|press|hover over|rest on) (?:the|a|an|any|it)\b(?! wiki)|on (?:this|the) page below"
    for page in filter(lambda page: page.for_readers and page.place != "about/use-it-in-your-wiki", pages):
        text = (site / page.place / "index.txt").read_text(encoding="utf-8")
        assert re.findall(rf"(?i)(?:{hints}).*(?:figure|button|number|term|tab)\b", text) == [], page.place
        for paragraph in page.article.find_class("site-only"):
            assert _plain(paragraph.text_content()) not in _plain(text)


def test_no_exported_file_is_empty(site: Path) -> None:
    assert [name for name, content in _below(site).items() if name.endswith(ENDINGS) and not content.strip()] == []


@pytest.mark.parametrize("stem", ["blank", "example"])
def test_every_fill_of_a_template_has_its_files(stem: str, site: Path) -> None:
    expected = {f"{stem}{ending}" for ending in (*ENDINGS, ".docx", ".copies.json")}
    templates = of_kind("template")
    assert len(templates) > 20
    assert {place: _names(site / place, stem) for place in templates} == dict.fromkeys(templates, expected)


def test_the_copies_of_a_fill_are_its_files_and_what_is_pasted_or_embedded(site: Path) -> None:
    for place in of_kind("template"):
        for stem in ("blank", "example"):
            copies = json.loads((site / place / f"{stem}.copies.json").read_text(encoding="utf-8"))
            assert list(copies) == ["html", "text"]
            assert list(copies["html"]) == ["office", "confluence"]
            assert list(copies["text"]) == COPIED
            for ending in COPIED[:-1]:
                file = (site / place / f"{stem}{ending}").read_text(encoding="utf-8")
                copied = copies["text"][ending].rstrip()
                assert copied == file.rstrip() if stem == "example" else file.startswith(copied)
            assert "<h" in copies["html"]["office"]
            assert "<h" in copies["html"]["confluence"]
            (address,) = re.findall(r'src="([^"]+)"', copies["text"]["embed"])
            assert (site / "embed" / address.rstrip("/").rpartition("/embed/")[2] / "index.html").is_file()


def test_every_page_that_others_stand_below_is_a_section_in_word(site: Path, pages: list[ExportedPage]) -> None:
    places = [page.place for page in pages if page.place]
    sections = {f"{place}/section.docx" for place in places if any(one.startswith(f"{place}/") for one in places)}
    assert len(sections) > 10
    assert {path.relative_to(site).as_posix() for path in site.rglob("section.docx")} == sections


def test_a_section_in_word_holds_the_titles_of_all_its_pages_in_order(site: Path, pages: list[ExportedPage]) -> None:
    text = _word_text((site / "answers" / "retrospective" / "section.docx").read_bytes())
    titles = [_plain(page.title) for page in pages if page.place.startswith("answers/retrospective")]
    assert len(titles) > 3
    assert [title for title in titles if title not in text] == []


# What is in them


def _plain(text: str) -> str:
    """Read text of any format without its escapes, so that what readers see can be found in it."""
    unescaped = html.unescape(html.unescape(text))
    return " ".join(re.sub(r"\\(?=\W)|%%|</?nowiki/?>", "", unescaped).split())


def _title(heading: HtmlElement) -> str:
    return "".join(heading.xpath("./text() | ./*[not(@class='headerlink')]//text()")).strip()


def _word_text(file: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return _plain(re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode().replace("</w:p>", " ")))


def _figures(page: ExportedPage, inside: str) -> list[str]:
    """Give what the inputs, figures and verdicts of the stories say on a page.

    Those in a working or a calculator, which stay on the page, and those with an abbreviation are left out.
    """
    stays = "ancestor::*[@data-export='omit' or self::form] or .//abbr"
    return [
        _plain(element.text_content()) for element in page.article.xpath(f"{inside}//data[@data-story][not({stays})]")
    ]


@pytest.mark.parametrize("place", [ANSWER, "stories/feature-platform/", "answers/retrospective/walk-me-through/"])
def test_the_figures_of_the_stories_stand_in_every_format_as_on_the_page(
    place: str, site: Path, pages: list[ExportedPage]
) -> None:
    (page,) = [page for page in pages if f"{page.place}/" == place]
    figures = _figures(page, ".")
    assert len(figures) > 10
    assert "500 ms" in figures
    for ending in ENDINGS:
        text = _plain((site / place / f"index{ending}").read_text(encoding="utf-8"))
        short = {figure for figure in figures if text.count(figure) < figures.count(figure)}
        assert short == set(), ending


def test_the_figures_of_the_stories_stand_in_every_form_of_an_example(site: Path, pages: list[ExportedPage]) -> None:
    tried = 0
    for page in pages:
        figures = _figures(page, ".//*[@data-fill='example']//*[@data-copy]")
        if page.section != "templates" or not figures:
            continue
        tried += 1
        copies = json.loads((site / page.place / "example.copies.json").read_text(encoding="utf-8"))
        texts = {ending: (site / page.place / f"example{ending}").read_text(encoding="utf-8") for ending in ENDINGS}
        texts |= {f"pasted {name}": re.sub(r"<[^>]+>", "", text) for name, text in copies["html"].items()}
        written = {name: _plain(text) for name, text in texts.items()}
        written["Word"] = _word_text((site / page.place / "example.docx").read_bytes())
        missing = [(name, figure) for name, text in written.items() for figure in figures if figure not in text]
        assert missing == [], page.place
    assert tried > 10


# Run again


PART = (
    *("", "answers", "answers/retrospective", "answers/retrospective/walk-me-through", ANSWER.removesuffix("/")),
    *("stories/feature-platform", "templates/story-card", "formulas/expected-calibration-error", "about/vocabulary"),
)
"""A page of each kind, and the sections around an answer: writers see trees, whatever page these come from."""


@dataclass(frozen=True)
class Part:
    """Some pages of the site, exported in another folder and by another process, from an empty cache."""

    site: Path
    kept: Path
    said: str


@pytest.fixture(scope="module")
def part(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Part:
    """A site of a few pages, as MkDocs wrote them; each leads to the next one that is there."""
    folder = tmp_path_factory.mktemp("part")
    for place, following in zip(PART, (*PART[1:], None), strict=True):
        written = (site / place / "index.html").read_text(encoding="utf-8")
        way = f'<link rel="next" href="{os.path.relpath(following, place)}/">' if following else ""
        led, found = re.subn(r'<link rel="next"[^>]*>', way, written)
        assert found == 1
        page = folder / "site" / place / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(led, encoding="utf-8")
    (folder / "site" / "assets").symlink_to(site / "assets")
    result = _run(folder, folder / "site")
    assert result.returncode == 0, result.stdout
    return Part(folder / "site", folder / CACHE_FOLDER, result.stdout)


def test_exports_are_the_same_bytes_wherever_they_are_made_and_without_a_cache(site: Path, part: Part) -> None:
    made = _below(part.site)
    of_many = re.compile(r"(?!embed/).*(?:index\.html|section\.docx|follow-ups\.json|llms(?:-full)?\.txt)")
    own = [name for name in made if not of_many.fullmatch(name)]
    assert len(own) > 100
    assert [name for name in own if made[name] != (site / name).read_bytes()] == []
    ((pages, files, new),) = re.findall(
        r"^exports: (\d+) pages, (\d+) files, (\d+) of them new$", part.said, re.MULTILINE
    )
    assert int(pages) == len(PART)
    assert int(files) == int(new) > len(own)


@dataclass(frozen=True)
class Again:
    """That site, exported once more from the cache of its build after all its exports were taken away."""

    site: Path
    kept: Path
    names: frozenset[str]
    """Those of all that was kept."""
    before: dict[str, bytes]
    cache: Cache


@pytest.fixture(scope="module")
def again(part: Part) -> Again:
    """Take away what the exports wrote, as if MkDocs alone had built the site, and publish it again."""
    bare, before = part.site, _below(part.site)
    for generated in ("embed", "print"):
        shutil.rmtree(bare / generated)
    for path in [path for path in bare.rglob("*.*") if path.is_file() and path.name != "index.html"]:
        path.unlink()
    names = frozenset(path.name for path in part.kept.iterdir())
    cache = Cache(part.kept, code_version())
    assert publish(bare, cache, DOCS) == len(PART)
    return Again(bare, part.kept, names, before, cache)


def test_a_second_run_writes_nothing_and_puts_everything_in_place(again: Again) -> None:
    assert again.cache.written == 0
    assert again.cache.placed == len(again.before) - len(PART)
    assert _below(again.site) == again.before
    assert {path.name for path in again.kept.iterdir()} == again.cache.used == again.names


def test_one_changed_page_writes_only_its_own_files_its_sections_and_the_whole(again: Again, tmp_path: Path) -> None:
    copy, before = again.site, again.before
    page = copy / ANSWER / "index.html"
    written = page.read_text(encoding="utf-8")
    head, article, rest = written.partition("<article")
    opening = rest.index("<p>") + len("<p>")
    page.write_text(f"{head}{article}{rest[:opening]}Well, {rest[opening:]}", encoding="utf-8")
    kept = shutil.copytree(again.kept, tmp_path / "kept")
    cache = Cache(kept, code_version())
    publish(copy, cache, DOCS)
    after = _below(copy)
    page.write_text(written, encoding="utf-8")
    publish(copy, Cache(again.kept, code_version()), DOCS)
    assert set(after) == set(before)
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {
        *(f"{ANSWER}index{ending}" for ending in (".html", ".docx", *ENDINGS)),
        *(f"{ANSWER}index.{key}.parts.json" for key in PARTED),
        f"{ANSWER}cheat-sheet.docx",
        f"print/{ANSWER}index.html",
        "embed/answer-did-it-work/index.html",
        "answers/section.docx",
        "answers/retrospective/section.docx",
        "print/index.html",
        "print/answers/index.html",
        "print/answers/retrospective/index.html",
        "llms-full.txt",
    }
    own = [name for name in after if name.startswith("embed/answer-did-it-work")]
    drawn = list((copy / ANSWER).glob("chart-*.svg"))
    assert cache.written == len(ENDINGS) + len(PARTED) + 3 + len(drawn) + len(own) + 2 + 3 + 2
    assert _below(copy) == before
    assert {path.name for path in kept.iterdir()} == cache.used | again.names  # what another build may need stays
    assert len(again.names - cache.used) == len(cache.used - again.names) > 0


# The command


def _run(folder: Path, site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "macros.exports", str(site)],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("there", [True, False], ids=["an empty folder", "no folder"])
def test_a_folder_that_is_no_site_is_one_error(there: bool, tmp_path: Path) -> None:
    if there:
        (tmp_path / "site").mkdir()
    result = _run(tmp_path, tmp_path / "site")
    assert result.returncode == 1
    assert result.stderr == ""
    assert result.stdout == f"ERROR   -  {tmp_path / 'site'}: holds no page; build the site first\n"


def test_a_page_that_cannot_be_exported_is_one_error_that_names_it(site: Path, tmp_path: Path) -> None:
    html_before = (site / "index.html").read_text(encoding="utf-8")
    article = re.sub(r"</article>", "<p><video></video></p></article>", html_before, count=1)
    (tmp_path / "site").mkdir()
    lonely = re.sub(r'<link rel="next"[^>]*>', "", article)
    (tmp_path / "site" / "index.html").write_text(lonely, encoding="utf-8")
    result = _run(tmp_path, tmp_path / "site")
    assert (result.returncode, result.stderr) == (1, "")
    (line,) = result.stdout.splitlines()
    assert line.startswith("ERROR   -  http")
    assert "<video> has no place in the exports" in line


def test_the_command_tells_how_much_it_wrote(site: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    lonely = re.sub(r'<link rel="next"[^>]*>', "", (site / "index.html").read_text(encoding="utf-8"))
    (tmp_path / "site" / "index.html").write_text(lonely, encoding="utf-8")
    shutil.copytree(site / MODULES, tmp_path / "site" / MODULES)  # of which the embeds have theirs
    told = [_run(tmp_path, tmp_path / "site").stdout for _ in range(2)]
    files = re.findall(r"^exports: 1 pages, (\d+) files, (\d+) of them new$", "".join(told), re.MULTILINE)
    assert [new for _, new in files] == [files[0][0], "0"]
    assert (tmp_path / ".cache" / "exports").is_dir()
