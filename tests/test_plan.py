"""The plan counts what stands of each section."""

from __future__ import annotations

from pathlib import Path

from macros.plan import sections
from tests.builds import ROOT


def page(docs: Path, name: str) -> None:
    path = docs / "answers" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\ntitle: A page\nkind: short\n---\nText.\n", encoding="utf-8")


def test_a_section_without_pages_is_not_written_and_has_no_page(tmp_path: Path) -> None:
    assert {(section.state, section.page) for section in sections(tmp_path)} == {("not written", None)}


def test_a_section_counts_its_answers_without_its_own_page(tmp_path: Path) -> None:
    page(tmp_path, "calibration/index.md")
    page(tmp_path, "calibration/one.md")
    page(tmp_path, "retrospective/one.md")
    page(tmp_path, "retrospective/two.md")
    states = {section.title: (section.state, section.page) for section in sections(tmp_path)}
    assert states["Calibration"] == ("1 answer", "answers/calibration/index.md")
    assert states["Retrospective"] == ("2 answers", "answers/retrospective/index.md")


def test_every_section_has_a_title_and_a_question() -> None:
    plan = sections(ROOT / "docs")
    assert [section.title for section in plan][:2] == ["Style and conflict", "Low performance"]
    assert all(section.question.endswith("?") for section in plan)


def test_every_folder_of_answers_is_a_section_of_the_plan() -> None:
    folders = {f"answers/{path.name}/index.md" for path in (ROOT / "docs" / "answers").iterdir() if path.is_dir()}
    assert folders == {section.page for section in sections(ROOT / "docs") if section.page}
