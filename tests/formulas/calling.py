"""Call a formula for the number or the estimate that it gives, or to see it refuse an argument by name."""

from __future__ import annotations

from typing import Any

import pytest

from macros.errors import PlaybookError
from macros.formulas import Estimate, Formula


def number(formula: Formula, *arguments: Any, **named: Any) -> float:
    """Give the result of a formula that has no interval."""
    result = formula(*arguments, **named)
    assert not isinstance(result, Estimate)
    return result


def estimate(formula: Formula, *arguments: Any) -> Estimate:
    """Give the result of a formula that has an interval."""
    result = formula(*arguments)
    assert isinstance(result, Estimate)
    return result


def assert_refused(formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str = "") -> None:
    """See a formula name the argument that is out of its bounds, and the bound in its remedy."""
    with pytest.raises(PlaybookError) as caught:
        formula(**arguments)
    assert caught.value.where == f"{formula.name}()"
    assert f" {culprit} is " in f" {caught.value.problem}" or f"{culprit} has no rows" == caught.value.problem
    assert remedy in caught.value.remedy


def assert_no_result(formula: Formula, arguments: dict[str, Any]) -> None:
    """See a formula say that no finite number comes out."""
    with pytest.raises(PlaybookError) as caught:
        formula(**arguments)
    assert caught.value.where == f"{formula.name}()"
    assert caught.value.problem == "these arguments together give no finite result"
