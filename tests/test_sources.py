"""Reading Markdown sources: front matter, and what counts as prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.sources import Source, folded, sources


def _source(root: Path, text: str) -> Source:
    path = root / "docs" / "page.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return Source(path, root)


def test_front_matter_is_read_as_yaml(tmp_path: Path) -> None:
    assert _source(tmp_path, "---\ntitle: One\nlevels: [EM]\n---\ntext\n").meta == {"title": "One", "levels": ["EM"]}


@pytest.mark.parametrize("text", ["text\n", "", "text\n---\ntitle: x\n---\n"])
def test_a_page_may_have_no_front_matter(text: str, tmp_path: Path) -> None:
    assert _source(tmp_path, text).meta == {}


def test_front_matter_that_is_no_yaml_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"docs/page\.md:2: isn't valid YAML"):
        _ = _source(tmp_path, "---\ntitle: One: two: three\n---\n").meta


def test_front_matter_without_keys_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"docs/page\.md:1: the front matter has no keys; write key: value"):
        _ = _source(tmp_path, "---\njust words\n---\n").meta


def test_words_keep_their_lines(tmp_path: Path) -> None:
    text = (
        "---\ntitle: x\n---\none\n\n```\ncode\n```\nlast `code` **line**, [a](b.md)\n1. {{ call() }} &amp;\n   more\n"
    )
    words = _source(tmp_path, text).words.split("\n")
    assert words == ["", "", "", "one", "", "", "", "", "last \ufffc line, a", "\ufffc\ufffc &", "more"]


def test_a_fence_that_nothing_closes_is_known_by_its_line(tmp_path: Path) -> None:
    assert _source(tmp_path, "one\n````\n```\n").open_fence == 2
    assert _source(tmp_path, "one\n````\n```\n````\n").open_fence is None


def test_the_line_of_words_is_found_across_line_breaks(tmp_path: Path) -> None:
    source = _source(tmp_path, "---\ntitle: x\n---\none\n\nIt fell by **35**\n% in all.\n")
    assert source.line_of("35 % in") == 6
    assert source.line_of("36 %") is None
    assert source.line_of("") is None


def test_text_is_folded() -> None:
    assert folded("35&nbsp;\uff05\u200b of \u00bd") == "35 % of 1\u20442"


def test_pages_among_the_assets_are_no_pages(tmp_path: Path) -> None:
    source = _source(tmp_path, "text\n")
    notes = tmp_path / "docs" / "assets" / "fonts"
    notes.mkdir(parents=True)
    (notes / "README.md").write_text("notes\n", encoding="utf-8")
    assert sources(tmp_path, "docs") == [source]


def test_folders_without_a_page_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="docs snippets: hold no Markdown"):
        sources(tmp_path, "docs", "snippets")
