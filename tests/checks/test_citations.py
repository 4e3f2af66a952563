"""Sources are read by https."""

from __future__ import annotations

import dataclasses

import pytest

from macros.checks import citations as module
from macros.checks.citations import citations
from macros.formulas import FORMULAS
from macros.formulas.definition import Source
from tests.small_project import SmallProject, words


@pytest.fixture(autouse=True)
def one_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    """One host that may be linked at without https."""
    monkeypatch.setattr(module, "UNENCRYPTED", {"old.example": "a reason"})


def test_a_source_without_https_is_told_with_its_line(project: SmallProject) -> None:
    project.page(
        "See http://a.example/.\n\n## Sources\n\n- [A](http://a.example/b)\n- [B](http://old.example/)\n\n## More\n\nhttp://c.example/\n"
    )
    assert words(citations(project.root)) == ["docs/page.md:11: cites 'http://a.example/b'; write https://"]


def test_an_exception_that_nothing_needs_is_told(project: SmallProject) -> None:
    assert words(citations(project.root)) == [
        "macros/checks/citations.py: excepts 'old.example', which nothing cites; remove it"
    ]


def test_a_formula_without_https_is_told_with_its_place(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> None:
    formula = dataclasses.replace(FORMULAS["ratio"], sources=[Source("A", "http://a.example/")])
    monkeypatch.setitem(FORMULAS, "ratio", formula)
    project.page("## Sources\n\nhttp://old.example/\n")
    (found,) = words(citations(project.root))
    assert found.startswith("macros/formulas/change.py:")
    assert found.endswith(": ratio cites 'http://a.example/'; give an address that begins with https://")
