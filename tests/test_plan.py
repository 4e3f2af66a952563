"""The plan counts what stands of each section, and tells which answers belong together."""

from __future__ import annotations

from pathlib import Path

from macros.plan import Answer, related, sections
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


def answer(page: str, section: str = "Mine", story: str | None = None, *templates: str) -> Answer:
    return Answer(page, page, "", section, (), story, frozenset(templates))


HERE = answer("here", "Mine", "platform", "daci", "rfc")


def related_to(one: Answer, *others: Answer, most: int = 3) -> list[str]:
    return [other.page for other in related(one, others, most)]


def test_answers_that_share_nothing_are_not_related_and_none_is_to_itself() -> None:
    assert related_to(HERE, HERE, answer("far", "Other"), answer("other", "Other", "launch", "rice")) == []
    assert related_to(HERE, answer("same section"), answer("far", "Other")) == ["same section"]


def test_two_answers_without_a_story_share_none() -> None:
    assert related_to(answer("bare"), answer("bare too", "Other")) == []


def test_a_story_counts_twice_and_each_template_and_the_section_once() -> None:
    one = answer("section", "Mine")
    two = answer("story", "Other", "platform")
    three = answer("templates and section", "Mine", None, "daci", "rfc")
    four = answer("all", "Mine", "platform", "daci")
    assert related_to(HERE, one, two, three, four, most=4) == ["all", "templates and section", "story", "section"]


def test_no_more_than_so_many_are_named_and_of_equals_the_first() -> None:
    assert related_to(HERE, *(answer(name) for name in "abcd")) == ["a", "b", "c"]
    assert related_to(HERE, *(answer(name) for name in "abcd"), most=1) == ["a"]
