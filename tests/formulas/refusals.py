"""What it means that a formula refuses an argument: an error of ours that names the formula and the argument."""

from __future__ import annotations

from typing import Any

import pytest

from macros.errors import PlaybookError
from macros.formulas import Formula


def assert_refused(formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str = "") -> None:
    """Call a formula and see it name the argument that is out of its bounds, and the bound in its remedy."""
    with pytest.raises(PlaybookError) as caught:
        formula(**arguments)
    assert caught.value.where == f"{formula.name}()"
    assert f" {culprit} is " in f" {caught.value.problem}" or f"{culprit} has no rows" == caught.value.problem
    assert remedy in caught.value.remedy


def assert_no_result(formula: Formula, arguments: dict[str, Any]) -> None:
    """Call a formula and see it say that no finite number comes out."""
    with pytest.raises(PlaybookError) as caught:
        formula(**arguments)
    assert caught.value.where == f"{formula.name}()"
    assert caught.value.problem == "these arguments together give no finite result"
