"""A test of many cases names every culprit, and none passes for want of a case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.cases import for_every


def small(number: int) -> None:
    assert number < 3, "too large"


def refusal(test: Callable[[], None]) -> str:
    with pytest.raises(AssertionError) as caught:
        test()
    return str(caught.value).replace("\nassert", " | assert")


def test_every_culprit_is_told_by_its_name_and_no_other() -> None:
    told = refusal(for_every("number", {"one": 1, "five": 5, "two": 2, "nine": 9})(small)).splitlines()
    assert told[0] == "2 of 4 cases fail:"
    assert [line.partition(": ")[0] for line in told[1:]] == ["five", "nine"]
    assert all("too large" in line for line in told[1:])


def test_where_every_case_is_right_nothing_is_told() -> None:
    for_every("number", [1, 2])(small)()


def test_any_error_is_told_with_its_kind_and_the_cases_after_it_are_tried() -> None:
    def divided(dividend: int, divisor: int) -> None:
        with pytest.raises(ZeroDivisionError):
            print(dividend / divisor)

    told = refusal(for_every("dividend, divisor", [(1, 0), (1, 2), ("", 3)])(divided))
    assert "1, 2: Failed: DID NOT RAISE" in told
    assert "'', 3: TypeError: unsupported operand" in told
    assert "1, 0" not in told


def test_a_test_without_cases_fails_and_one_with_the_same_case_twice_is_refused_at_once() -> None:
    assert "there is no case to check" in refusal(for_every("number", [])(small))
    with pytest.raises(ValueError, match="two cases are the same"):
        for_every("number", [1, 1])


def test_a_case_may_be_a_test_of_many_cases_itself() -> None:
    def ordered(low: int, high: int) -> None:
        assert low < high

    told = refusal(for_every("low", [1, 2, 3])(for_every("high", [2, 3])(ordered)))
    assert told.startswith("2 of 3 cases fail:\n2: AssertionError: 1 of 2 cases fail:\n2: AssertionError: ")


def test_an_argument_that_the_test_does_not_take_is_refused_at_once() -> None:
    with pytest.raises(TypeError, match="small doesn't take amount"):
        for_every("amount", [1])(small)


@pytest.fixture
def limit() -> int:
    """A fixture beside the cases."""
    return 3


@for_every("number", [1, 2])
def test_fixtures_are_given_beside_the_cases(number: int, limit: int, request: Any) -> None:
    assert number < limit
    assert request.node.name == "test_fixtures_are_given_beside_the_cases"
