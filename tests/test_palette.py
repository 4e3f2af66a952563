"""The palette: the only place of a colour, legible, and refused where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.palette import PALETTE_FILE, SCHEMES, contrast, palette, read_palette
from macros.presentation.generated import colours_sheet
from macros.yaml_source import read_yaml
from tests.builds import ROOT

_HEX = r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])"
_LITERAL = re.compile(
    rf"(?<![\w&]){_HEX}"
    r"|(?<![\w-])(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\("
    r"|[\"'](?:[0-9A-F]{6})[\"']"
    r"|(?:color|fill|stroke|background|border[\w-]*|outline|shadow)\s*:[^;{}]*?\b"
    r"(?:black|white|red|green|blue|yellow|orange|purple|gr[ae]y|silver|navy|teal|maroon)\b",
    re.IGNORECASE,
)
"""A colour in hexadecimal, as function, as Word writes it, or by name."""
_LOOKED_AT = ("mkdocs.yml", "macros", "overrides", "docs/assets/stylesheets", "docs/assets/javascripts")
_READ = {".py", ".yml", ".css", ".js", ".jinja", ".html", ".lua"}


def _texts() -> Iterator[Path]:
    for place in _LOOKED_AT:
        path = ROOT / place
        found = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.suffix in _READ)
        yield from (one for one in found if "vendor" not in one.parts)  # libraries are as others wrote them


def _literals(text: str) -> list[tuple[int, str]]:
    return [(number, found[0]) for number, line in enumerate(text.splitlines(), 1) for found in _LITERAL.finditer(line)]


def test_no_colour_stands_outside_the_palette() -> None:
    texts = list(_texts())
    assert PALETTE_FILE in texts
    culprits = [
        f"{path.relative_to(ROOT)}:{number}: {literal}"
        for path in texts
        if path != PALETTE_FILE
        for number, literal in _literals(path.read_text(encoding="utf-8"))
    ]
    assert culprits == []


def test_the_search_for_literals_finds_each_way_to_write_one_and_nothing_else() -> None:
    for line in (
        "color: #FFF;",
        "x: #0b5466cc",
        "background: rgb(1 2 3)",
        "fill: oklch(1 0 0)",
        'INK = "1B2026"',
        "border: 1px solid gray",
    ):
        assert _literals(line), line
    for line in ('href="#add-an-input"', "&#039;", "color: var(--pb-ink)", "color-scheme: dark", '"#sources"'):
        assert not _literals(line), line


def test_pictures_use_the_colours_of_the_light_scheme() -> None:
    known = {colour.light for colour in palette().values()}
    pictures = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/assets/images").glob("*.svg")}
    used = {name: set(re.findall(_HEX, text)) for name, text in pictures.items()}
    assert all(used.values())
    assert {name: strangers for name, colours in used.items() if (strangers := colours - known)} == {}


def test_every_colour_is_used() -> None:
    texts = " ".join(path.read_text(encoding="utf-8") for path in _texts() if path != PALETTE_FILE)
    unused = [name for name in palette() if f"--pb-{name})" not in texts and f'"{name}"' not in texts]
    assert [name for name in unused if f"var(--{name})" not in texts and f"'{name}'" not in texts] == []


def test_every_variable_for_a_colour_is_declared() -> None:
    """A misspelt one would be no colour at all, without a word."""
    generated = set(re.findall(r"(--pb-[\w-]+):", colours_sheet()))
    sheets = "".join(path.read_text(encoding="utf-8") for path in _texts() if path.suffix == ".css")
    written = set(re.findall(r"(--pb-[\w-]+)\s*:", sheets))
    assert generated & written == set()
    assert set(re.findall(r"var\((--pb-[\w-]+)", sheets)) - generated - written == set()


def test_the_sheet_has_both_schemes_and_keeps_the_dark_one_off_paper() -> None:
    light, dark = colours_sheet().split("@media screen")
    assert "  --pb-ink: #1b2026;\n" in light
    assert "  --pb-ink: #e8e6e0;\n" in dark
    assert light.count("--pb-") == dark.count("--pb-") == len(palette())


def test_contrast_is_that_of_the_recommendation() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#fff") == pytest.approx(4.48, abs=0.005)  # the best-known grey that just fails
    assert contrast("#fff", "#fff") == 1


def test_text_is_declared_with_what_it_stands_on() -> None:
    data = read_yaml(PALETTE_FILE, "palette.yml").data
    text = {"ink", "ink-soft", "accent", "accent-strong", "on-accent", "met", "missed", "partly"}
    assert {name for name, entry in data.items() if entry.get("reads_on")} == text | {"code-number", "code-name"}
    assert {name for name, entry in data.items() if entry.get("shows_on")} == {"edge"}
    assert SCHEMES == ("light", "dark")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'paper: {light: "#fff", dark: "#000"}\nink: {light: "#888", dark: "#fff", reads_on: [paper]}',
            "palette.yml:2: ink.reads_on: has a contrast of 3.54 with 'paper' in the light scheme; 4.5 is the least",
        ),
        (
            'paper: {light: "#fff", dark: "#000"}\nedge: {light: "#888", dark: "#333", shows_on: [paper]}',
            "palette.yml:2: edge.shows_on: has a contrast of 1.66 with 'paper' in the dark scheme; 3.0 is the least",
        ),
        (
            'paper: {light: "#fff", dark: "#000"}\nink: {light: "#000", dark: "#fff", reads_on: [papr]}',
            "palette.yml:2: ink.reads_on: unknown colour 'papr'; did you mean 'paper'?",
        ),
        (
            'paper: {light: "#fff", drak: "#000"}',
            "palette.yml:1: paper.drak: unknown key 'drak'; did you mean 'dark'?",
        ),
        (
            'paper: {light: white, dark: "#000"}',
            "palette.yml:1: paper.light: 'white' is no colour for the light scheme; write # and three or six hexa",
        ),
        ('paper: {light: "#fff"}', "palette.yml:1: paper.dark: 'None' is no colour for the dark scheme"),
    ],
)
def test_a_broken_palette_is_refused(text: str, expected: str, tmp_path: Path) -> None:
    file = tmp_path / "palette.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(PlaybookError) as caught:
        read_palette(read_yaml(file, "palette.yml"))
    assert str(caught.value).startswith(expected)
