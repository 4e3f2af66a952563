"""Links without words take the titles of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.building.link_titles import titled


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Two pages, one below the other's folder."""
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "trust.md").write_text('---\ntitle: "Trust: how?"\n---\nText.\n', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1. [](../answers/trust.md)", "1. [Trust: how?](../answers/trust.md)"),
        ("[](../answers/trust.md#numbers)", "[Trust: how?](../answers/trust.md#numbers)"),
        ("[words](../answers/trust.md)", "[words](../answers/trust.md)"),
        ("![](../answers/trust.md)", "![](../answers/trust.md)"),
        ("[](../answers/trusst.md)", "[../answers/trusst.md](../answers/trusst.md)"),
    ],
)
def test_a_link_without_words_has_the_title_of_its_page(written: str, shown: str, docs: Path) -> None:
    assert titled(written, "start/plans.md", docs) == shown
