"""The theme's style sheets keep what a page shows or a script may, and lose the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.building.theme_styles import prune
from macros.errors import PlaybookError
from tests.cases import for_every

PAGE = '<body dir="ltr" data-md-color-scheme="slate"><p class="one two" id="three"></p></body>'
SCRIPT = 'add("called"); add(`begun--${what}`); style("--by-script");'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "a/index.html": PAGE,
        "assets/javascripts/a.js": SCRIPT,
        "assets/stylesheets/ours.css": "a { mask: var(--by-ours) }",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def _pruned(site: Path, text: str) -> str:
    sheet = site / "assets/stylesheets/main.0123abcd.min.css"
    sheet.write_text(text, encoding="utf-8")
    prune(site)
    return sheet.read_text(encoding="utf-8")


@for_every(
    "rule",
    [
        *("p{color:red}", ".one>.two:hover{color:red}", '#three:before{content:"}"}', ".called{color:red}"),
        *(".begun--late{color:red}", ".one:not(.none){color:red}", "[dir=ltr] .one{color:red}", "[href]{color:red}"),
        *("[data-md-color-scheme=slate]{--a:1px}", "@media print{.one{color:red}}", ":is(.one,.none) b{color:red}"),
        *("@keyframes a{0%{top:0}}", "@font-face{font-family:a}", ":root{--a:url(a.svg)}.one{mask:var(--a)}"),
        *(':root{--by-ours:url("a;b")}', ":root{--by-script:url(a.svg)}", ".one,.two{top:0}", ":root{--plain:1px}"),
    ],
)
def test_what_may_be_seen_stays_as_it_is(rule: str, site: Path) -> None:
    assert _pruned(site, rule) == rule


@for_every(
    "rule, left",
    [
        (".none{color:red}", ""),
        (".one .none{color:red}", ""),
        (".one,.none,#none .two{color:red}", ".one{color:red}"),
        ("[dir=rtl] .one{color:red}", ""),
        ("[data-md-color-accent=red]{color:red}", ""),
        ("@media print{.none{color:red}}.one{top:0}", ".one{top:0}"),
        ("@supports (top:0){.none{top:0}.one{top:0}}", "@supports (top:0){.one{top:0}}"),
        (":root{--a:url(a.svg);--b:1px}", ":root{--b:1px}"),
    ],
)
def test_what_nothing_shows_goes(rule: str, left: str, site: Path) -> None:
    assert _pruned(site, rule) == left


def test_a_theme_that_keeps_its_styles_elsewhere_or_writes_what_is_none_is_told(site: Path) -> None:
    with pytest.raises(PlaybookError, match="names no style sheet; look whether the theme has changed"):
        prune(site)
    with pytest.raises(PlaybookError, match=r"main\.0123abcd\.min\.css: can't be read: .*; look whether the theme"):
        _pruned(site, "a{} }")
