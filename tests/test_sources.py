"""Reading Markdown sources: front matter, and what counts as prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.sources import Source, sources


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
    with pytest.raises(PlaybookError, match=r"docs/page\.md:1: the front matter isn't YAML; quote text with colons"):
        _ = _source(tmp_path, "---\ntitle: One: two: three\n---\n").meta


def test_front_matter_without_keys_is_told_with_its_file(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"docs/page\.md:1: the front matter has no keys; write key: value"):
        _ = _source(tmp_path, "---\njust words\n---\n").meta


def test_lines_of_prose_keep_their_numbers(tmp_path: Path) -> None:
    text = "one\n\n```\ncode\n```\nlast `code` line\n"
    assert list(_source(tmp_path, text).prose()) == [(1, "one"), (6, "last   line")]


def test_pages_among_the_assets_are_no_pages(tmp_path: Path) -> None:
    source = _source(tmp_path, "text\n")
    notes = tmp_path / "docs" / "assets" / "fonts"
    notes.mkdir(parents=True)
    (notes / "README.md").write_text("notes\n", encoding="utf-8")
    assert sources(tmp_path, "docs") == [source]


def test_folders_without_a_page_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="docs snippets: hold no Markdown"):
        sources(tmp_path, "docs", "snippets")
