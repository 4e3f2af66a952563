"""A mistake is told in one line: where, what, and what would be right."""

from __future__ import annotations

import pytest

from macros.errors import PlaybookError, PlaybookErrors, nearest


def test_an_error_tells_where_what_and_what_would_be_right() -> None:
    error = PlaybookError("story.yml:3", "is wrong", "do it right")
    assert str(error) == "story.yml:3: is wrong; do it right"
    assert (error.where, error.problem, error.remedy) == ("story.yml:3", "is wrong", "do it right")


def test_several_errors_stand_on_a_line_each() -> None:
    errors = PlaybookErrors([PlaybookError("a", "b", "c"), PlaybookError("d", "e", "f")])
    assert str(errors) == "a: b; c\nd: e; f"
    assert errors.where == "a"


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("relative_chnge", ["ratio", "relative_change"], "did you mean 'relative_change'?"),
        ("xyz", ["b", "a"], "known are: a, b"),
        ("xyz", [], "none are known here"),
    ],
)
def test_the_nearest_name_is_offered_or_all_that_there_are(name: str, known: list[str], expected: str) -> None:
    assert nearest(name, known) == expected
