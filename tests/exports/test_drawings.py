"""The drawings of charts: a file each, whole by itself, the same bytes in every process; and drawings as dots."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import lxml.etree
import lxml.html
import pytest

from macros.errors import PlaybookError
from macros.exports import drawings as module
from macros.exports.drawings import drawings, name_drawings
from macros.exports.pages import exported_pages
from macros.exports.pictures import Pictures
from macros.exports.raster import DOTS, drawn, photographed, png_width
from macros.exports.tree import Block, Picture
from macros.exports.walking import map_blocks, picture_addresses
from macros.palette import palette
from tests.builds import ROOT

SVG = "{http://www.w3.org/2000/svg}"
CHART = (
    '<figure class="pb-chart pb-chart--growth"><figcaption>{0}</figcaption><svg viewBox="0 0 400 100">'
    '<title>{0}</title><desc>Told</desc><rect class="pb-bar pb-bar--over" x="1" y="2" width="3" height="4"/>'
    '<text class="pb-value" x="5" y="6">7 %</text></svg></figure>'
)


def _article(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<article>{html}</article>")


def test_every_chart_of_the_site_is_a_file_that_the_texts_of_its_page_show(site: Path) -> None:
    judged = 0
    for page in exported_pages(site):
        shown = [address for address in picture_addresses(page.document) if "/assets/" not in address]
        assert len(shown) == len(page.article.find_class("pb-chart")), page.place
        assert [address.removeprefix(page.address) for address in shown] == list(page.drawings), page.place
        for address, (name, drawing) in zip(shown, page.drawings.items(), strict=True):
            assert (site / page.place / name).read_text(encoding="utf-8") == drawing
            assert f"]({address})" in (site / page.place / "index.md").read_text(encoding="utf-8")
            judged += 1
    assert judged > 30


def test_a_drawing_is_whole_by_itself(site: Path) -> None:
    colours = {colour.light for colour in palette().values()} | {"none"}
    for page in exported_pages(site):
        told = {one.address.removeprefix(page.address): one.description for one in _pictures(page.document.blocks)}
        for name, drawing in page.drawings.items():
            root = lxml.etree.fromstring(drawing)
            assert root.tag == f"{SVG}svg"
            title, description = (root.find(f"{SVG}{tag}") for tag in ("title", "desc"))
            assert title is not None and description is not None and title.text
            assert description.text == told[name]
            assert {title.get("id"), description.get("id")} == set(str(root.get("aria-labelledby")).split())
            assert not root.xpath("//@class | //@style | //@href | //*[local-name()='style' or local-name()='script']")
            assert {str(one) for one in root.xpath("//@fill | //@stroke")} <= colours, name
            marks = root.xpath("//*[local-name()='text' or local-name()='polyline' or local-name()='circle']")
            assert all(mark.get("fill") for mark in marks), name


def _pictures(blocks: tuple[Block, ...]) -> list[Picture]:
    found: list[Picture] = []

    def note(block: Block) -> Block:
        if isinstance(block, Picture):
            found.append(block)
        return block

    map_blocks(blocks, note)
    return found


def test_later_rules_of_the_style_sheet_win_as_in_a_browser() -> None:
    article = _article(CHART.format("Teams"))
    name_drawings(article, "stories/one/index.html")
    (drawing,) = drawings(article).values()
    bar = lxml.etree.fromstring(drawing).findall(f"{SVG}rect")[1]
    assert dict(bar.attrib) == {"x": "1", "y": "2", "width": "3", "height": "4", "fill": palette()["missed"].light}
    (words,) = lxml.etree.fromstring(drawing).iter(f"{SVG}text")
    assert words.get("fill") == palette()["ink"].light and words.get("font-weight") == "600"


def test_a_style_that_no_attribute_can_stand_for_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for text, told in (("svg text { fill: red }", "'svg text' is more"), ("text { fill: var(--inc) }", "did you mean")):
        (tmp_path / "drawing.css").write_text(text, encoding="utf-8")
        monkeypatch.setattr(module, "STYLES", tmp_path / "drawing.css")
        module._rules.cache_clear()
        with pytest.raises(PlaybookError, match=rf"macros/exports/assets/drawing\.css: .*{re.escape(told)}"):
            module._rules()
    module._rules.cache_clear()


def test_a_drawing_has_the_same_bytes_in_every_process() -> None:
    article = f"<article>{CHART.format('Teams')}</article>"
    code = (
        "import hashlib, lxml.html; from macros.exports.drawings import *; from macros.exports.raster import drawn\n"
        f"article = lxml.html.fromstring({article!r})\n"
        "name_drawings(article, ''); (svg,) = drawings(article).values()\n"
        "print(hashlib.sha256(svg.encode() + drawn(svg, '').png).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "HOME": "/nowhere"},
            text=True,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(said) == 1


# As dots


def test_dots_show_the_words_in_the_fonts_of_this_project() -> None:
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50">{}</svg>'
    words = '<text x="5" y="30" font-family="Arial, sans-serif" font-size="20">{}</text>'
    blank, one, other = (drawn(empty.format(inner), "x") for inner in ("", words.format("7 %"), words.format("8 %")))
    assert len({blank.png, one.png, other.png}) == 3
    assert one.width == 100 and png_width(one.png) == 100 * DOTS


@pytest.mark.parametrize("svg", ["", "<svg", "<p/>"])
def test_what_is_no_drawing_is_refused(svg: str) -> None:
    with pytest.raises(PlaybookError, match=r"^a\.svg: can't be drawn: .*; write an SVG that a browser shows"):
        drawn(svg, "a.svg")


def test_a_picture_of_dots_is_taken_as_it_is_and_another_kind_refused() -> None:
    png = drawn('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>', "x").png
    assert photographed(png, "a.png").width == 10 * DOTS
    with pytest.raises(PlaybookError, match=r"a\.webp: is a picture that Word files can't hold; save it as SVG or"):
        photographed(b"RIFF", "a.webp")


def test_pictures_are_found_on_pages_and_among_files_and_nowhere_else(site: Path) -> None:
    pages = {page.place: page for page in exported_pages(site)}
    story = pages["stories/feature-platform"]
    pictures = Pictures(site, pages[""].address, [story])
    addresses = picture_addresses(story.document)
    assert any(address.endswith("assets/images/feature-platform.svg") for address in addresses)
    assert all(pictures.draw(address) for address in addresses)
    assert pictures.draw("https://elsewhere.example/a.svg") is None


def test_a_changed_image_changes_what_is_kept_of_its_page(site: Path, tmp_path: Path) -> None:
    pages = {page.place: page for page in exported_pages(site)}
    home, story = pages[""].address, pages["stories/feature-platform"]
    copied = tmp_path / "assets" / "images" / "feature-platform.svg"
    copied.parent.mkdir(parents=True)
    versions = set()
    for text in ("<svg/>", "<svg />"):
        copied.write_text(text, encoding="utf-8")
        versions.add(Pictures(tmp_path, home, []).version(story))
    assert len(versions) == 2
