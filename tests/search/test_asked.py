"""The further ways to ask are read from a file for each section, and are wrong in one message."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import PlaybookErrors
from macros.search.asked import FOLDER, read_asked


def _written(root: Path, text: str) -> Path:
    for name in ("index", "dismissed", "trust"):
        page = root / "docs" / "answers" / "people" / f"{name}.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("", encoding="utf-8")
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "people.txt").write_text(text, encoding="utf-8")
    return root


def test_each_answer_has_the_lines_below_its_name(tmp_path: Path) -> None:
    root = _written(tmp_path, "# trust\nthey don't believe me\n\n# dismissed\nlet go\nlet somebody go\n")
    assert read_asked(root) == {
        "answers/people/trust.md": ("they don't believe me",),
        "answers/people/dismissed.md": ("let go", "let somebody go"),
    }


def test_a_file_may_belong_to_a_section_that_holds_no_answers(tmp_path: Path) -> None:
    root = _written(tmp_path, "# trust\nfaith\n")
    (root / "docs" / "templates").mkdir()
    (root / "docs" / "templates" / "rfc.md").write_text("", encoding="utf-8")
    (root / FOLDER / "templates.txt").write_text("# rfc\ndesign doc\n", encoding="utf-8")
    assert read_asked(root)["templates/rfc.md"] == ("design doc",)


def test_all_that_is_wrong_is_told_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PlaybookErrors) as caught:
        read_asked(_written(tmp_path, "let go\n# index\n# trust\nfaith\nfaith\n"))
    assert str(caught.value).splitlines() == [
        f"{FOLDER}/people.txt:1: belongs to no page; write '# ' and the name of a page above it",
        f"{FOLDER}/people.txt:2: names no page 'index'; known are: dismissed, trust",
        f"{FOLDER}/people.txt:5: says 'faith' once more; remove it: what counts is another way to ask",
    ]
