"""The weight of embeds: a page of the site that is too heavy is named, with what to shorten."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.built.page import BuiltPage
from macros.checks.embed_weights import MOST_BYTES, embed_weights, first_view

HEAD = (
    '<html><head><link rel="canonical" href="https://site.example/long/"><link rel="stylesheet" href="../embed.css">'
    '<script src="../frame.js"></script></head><body>'
)


def embed(site: Path, name: str, size: int) -> BuiltPage:
    """Write an embed that weighs this many bytes with what it loads."""
    path = site / "embed" / name / "index.html"
    path.parent.mkdir(parents=True)
    shared = {"embed.css": "a{}", "frame.js": "run()", "formula.js": "nobody names it"}
    for file, text in shared.items():
        (site / "embed" / file).write_text(text, encoding="utf-8")
    filled = size - len(HEAD) - len(shared["embed.css"]) - len(shared["frame.js"])
    path.write_text(HEAD + "x" * filled, encoding="utf-8")
    return BuiltPage(path, site, None)


@pytest.mark.parametrize("more", [-1, 0, 1])
def test_an_embed_may_weigh_so_much_and_no_more(tmp_path: Path, more: int) -> None:
    page = embed(tmp_path, "long", MOST_BYTES + more)
    assert first_view(page.html, tmp_path / "embed") == MOST_BYTES + more
    expected = [
        f"embed/long/index.html: weighs {MOST_BYTES + more} bytes with its styles and scripts, more than {MOST_BYTES}; "
        "shorten what it shows of https://site.example/long/"
    ]
    assert [str(one) for one in embed_weights([page])] == (expected if more > 0 else [])
    assert MOST_BYTES == 15_000


def test_what_is_no_embed_is_not_weighed(tmp_path: Path) -> None:
    path = tmp_path / "print" / "index.html"
    path.parent.mkdir()
    path.write_text("x" * 2 * MOST_BYTES, encoding="utf-8")
    assert list(embed_weights([BuiltPage(path, tmp_path, None)])) == []
