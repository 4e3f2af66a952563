"""One test of many cases: it goes on after a case that fails, and names every culprit in the end."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import pytest

Test = Callable[..., None]
Case = TypeVar("Case")


def for_every(names: str, cases: Mapping[str, Any] | Iterable[Any]) -> Callable[[Test], Test]:
    """Make a test of one case a test of all of them, where `pytest.mark.parametrize` makes as many tests as cases.

    Fixtures are made once for all cases, so a case leaves them as it found them.

    Args:
        names: the arguments of the test that a case fills, parted by commas.
        cases: what fills them, by the names that culprits are told by; a list tells each case as it is. Where there
            are several arguments, a case is a tuple.

    Returns:
        A decorator; the test that it makes tries all cases, and names all that fail.

    Raises:
        TypeError: the test has no such argument.
        ValueError: two cases of a list are the same.
    """
    arguments = [name.strip() for name in names.split(",")]
    named = cases if isinstance(cases, Mapping) else _named(cases)

    def decorate(test: Test) -> Test:
        @functools.wraps(test)
        def all_cases(**fixtures: Any) -> None:
            __tracebackhide__ = True

            def one(case: Any) -> None:
                test(**dict(zip(arguments, case if len(arguments) > 1 else (case,), strict=True)), **fixtures)

            hold_for_every(named, one)

        signature = inspect.signature(test)
        parameters = [parameter for name, parameter in signature.parameters.items() if name not in arguments]
        if len(parameters) + len(arguments) != len(signature.parameters):
            raise TypeError(f"{test.__name__} doesn't take {names}")
        all_cases.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined] # pytest reads it
        return all_cases

    return decorate


def hold_for_every(cases: Mapping[str, Case], check: Callable[[Case], None]) -> None:
    """Hold every case to a check, also after one that fails; the first culprit shows where it went wrong.

    Raises:
        AssertionError: there is no case, or the check raised something for some; names every culprit.
    """
    __tracebackhide__ = True
    assert cases, "there is no case to check"
    culprits: dict[str, BaseException] = {}
    for name, case in cases.items():
        try:
            check(case)
        except (Exception, pytest.fail.Exception) as error:
            culprits[name] = error
    if culprits:
        lines = [f"{name}: {type(error).__name__}: {error}" for name, error in culprits.items()]
        said = "\n".join((f"{len(culprits)} of {len(cases)} cases fail:", *lines))
        raise AssertionError(said) from next(iter(culprits.values()))


def _named(cases: Iterable[Any]) -> dict[str, Any]:
    """Name each case by what it is."""
    listed = list(cases)
    named = {_told(case): case for case in listed}
    if len(named) != len(listed):
        raise ValueError("two cases are the same")
    return named


def _told(case: object) -> str:
    if isinstance(case, tuple):
        return ", ".join(map(_told, case))
    return case if isinstance(case, str) and case else repr(case)
