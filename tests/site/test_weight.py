"""A page is light when it is first seen, and the fonts that it loads have every character that it shows."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser

from tests.builds import ROOT
from tests.cases import for_every
from tests.site.places import ONE_OF_EACH, PAGES
from tests.weight import MOST, first_view, longest_answer
from tests.windows import DESK, PHONE

FONTS = 3
FACE = re.compile(r'"Playbook (?P<name>\w+)";[^}]*unicode-range: (?P<characters>[^;]+);')
DRAWN_OTHERWISE = set("\n¶↩☐")
"""Line breaks, and signs that every system has."""


def _characters() -> dict[str, set[str]]:
    """Read which characters each font has."""
    found = {}
    for face in FACE.finditer((ROOT / "docs/assets/stylesheets/fonts.css").read_text("utf-8")):
        ranges = (part.strip().removeprefix("U+").partition("-") for part in face["characters"].split(","))
        found[face["name"]] = {
            chr(code) for first, _, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)
        }
    return found


def _drawn(sign: lxml.html.HtmlElement) -> str:
    """Give what a browser draws of a sign of mathematics: a letter alone is slanted by a character of its own."""
    text = sign.text_content()
    alone = sign.tag == "mi" and re.fullmatch("[a-gi-z]", text.strip()) and sign.get("mathvariant") is None
    return chr(ord("\N{MATHEMATICAL ITALIC SMALL A}") + ord(text.strip()) - ord("a")) if alone else str(text)


def test_the_longest_answer_is_light_on_a_phone_and_on_a_desk(browser: Browser, site: Path, base_url: str) -> None:
    address = longest_answer(site)
    views = {str(screen): first_view(browser, site, base_url, address, screen) for screen in (PHONE, DESK)}
    assert {screen: view.by_kind() for screen, view in views.items() if view.total > MOST} == {}
    assert not any("search" in Path(file).parts or "worker" in file for view in views.values() for file in view.files)


@for_every("address", [*ONE_OF_EACH.values(), "workbook/"])
def test_a_page_loads_three_fonts_at_most(address: str, browser: Browser, site: Path, base_url: str) -> None:
    assert 2 <= first_view(browser, site, base_url, address).fonts() <= FONTS


def test_the_fonts_have_every_character_that_pages_show_in_them(site: Path) -> None:
    fonts = _characters()
    lacking: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for address in PAGES:
        tree = lxml.html.fromstring((site / address / "index.html").read_bytes())
        for hidden in tree.xpath("//script | //style"):
            hidden.drop_tree()
        shown = {
            "Serif": "".join(heading.text_content() for heading in tree.xpath("//h1 | //h2")),
            "Math": "".join(map(_drawn, tree.xpath("//*[self::mi or self::mn or self::mo]"))),
            "Sans": "".join(tree.xpath("//text()[not(ancestor::math)]")),
        }
        for font, text in shown.items():
            for character in set(text) - fonts[font] - DRAWN_OTHERWISE:
                lacking[font, character].append(address)
    assert lacking == {}
    assert set(fonts) == {"Sans", "Serif", "Math"}


@pytest.mark.parametrize("font", ["sans", "serif", "math"])
def test_a_font_is_not_larger_than_what_its_readers_are_told(font: str) -> None:
    path = ROOT / "docs/assets/fonts" / f"playbook-{font}.woff2"
    assert f"| {path.name} | {path.stat().st_size:,} |" in (path.parent / "README.md").read_text("utf-8")
