"""The docstring of a formula tells each argument, the result and what is refused, and shows an example."""

from __future__ import annotations

from macros.checks.documentation import undocumented
from macros.formulas import FORMULAS
from tests.faces.small import Amount, small


def told(amount: Amount, other: Amount) -> float:
    """A formula that tells everything.

    Args:
        amount: an amount, in any unit:
            of whatever.
        other: another.

    Returns:
        A number.

    Raises:
        PlaybookError: never.

    >>> 1 + 1
    2
    """
    return amount + other


def silent(amount: Amount, other: Amount) -> float:
    """A formula that tells nothing."""
    return amount + other


def forgetful(amount: Amount, other: Amount) -> float:  # noqa: D417 - what it lacks is the point
    """A formula that forgets an argument, and whom it raises.

    Args:
        amount: an amount.

    Returns:
        A number.

    Raises:
        Whatever happens.

    >>> 1 + 1
    2
    """
    return amount + other


def found(function: object) -> list[str]:
    line = function.__code__.co_firstlineno  # type: ignore[attr-defined]
    where = f"tests/checks/test_documentation.py:{line}: {function.__name__}(): "  # type: ignore[attr-defined]
    findings = [str(finding) for finding in undocumented([small(function)])]  # type: ignore[arg-type]
    assert all(finding.startswith(where) for finding in findings), findings
    return [finding.removeprefix(where) for finding in findings]


def test_the_formulas_of_the_playbook_leave_nothing_out() -> None:
    assert list(undocumented(FORMULAS.values())) == []


def test_whatever_a_docstring_leaves_out_is_found_with_its_line() -> None:
    assert found(told) == []
    assert found(silent) == [
        "its docstring has no part 'Args:'; write it as its neighbours do",
        "its docstring has no part 'Returns:'; write it as its neighbours do",
        "its docstring has no part 'Raises:'; write it as its neighbours do",
        "its docstring shows no example; write '>>> silent(…)' and its result",
    ]
    assert found(forgetful) == [
        "its docstring tells of amount; tell each argument once, in order: amount, other",
        "its docstring doesn't tell when it refuses; write 'PlaybookError: …'",
    ]
