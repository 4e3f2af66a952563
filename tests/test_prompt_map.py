"""The parts of the prompt are read from the page that readers see."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.prompt_map import PAGE, Part, prompt_parts

HEAD = "| They ask | Answers | Story |\n| --- | --- | --- |\n"


def _page(docs: Path, rows: str) -> Path:
    path = docs / PAGE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"Words.\n\n{HEAD}{rows}\nMore.\n\n{HEAD}| Beside? | later | no story |\n", encoding="utf-8")
    return docs


def test_each_row_is_a_part_with_its_answers(tmp_path: Path) -> None:
    rows = "| What? | [One](../answers/a/one.md), [two](../answers/b/two.md#there) | [x](../stories/x.md) |\n"
    rows += f"\n## Beside it\n\n{HEAD}| What else? | [Three](../answers/a/three.md) | none |\n"
    assert prompt_parts(_page(tmp_path, rows)) == [Part("What?", ("answers/a/one.md", "answers/b/two.md"))]


@pytest.mark.parametrize("row", ["| What? | later | [x](../stories/x.md) |", "| What? | [One](../answers/a/one.md) |"])
def test_a_row_that_leads_to_no_answer_is_refused_with_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(PlaybookError, match=r"docs/start/prompt-map\.md:5: leads to no answer"):
        prompt_parts(_page(tmp_path, f"{row}\n"))


def test_a_page_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match="has no table of the prompt"):
        prompt_parts(_page(tmp_path, ""))
