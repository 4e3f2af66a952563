"""Import the families of formulas, and turn what a module of theirs may do wrong into an error with file and line."""

from __future__ import annotations

import importlib
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from macros.errors import PlaybookError, PlaybookErrors, shown
from macros.formulas.definition import FORMULAS

MISTAKES: list[PlaybookError] = []
"""What is wrong with the modules of formulas; whoever calculates stories tells it first."""


def load_families(package: str, names: Sequence[str]) -> dict[str, ModuleType]:
    """Import modules of formulas; one that is wrong adds to MISTAKES, and its formulas are left out.

    Args:
        package: the package in which the modules stand.
        names: the names of the families in the order in which the site shows them; a blank stands for an underscore.

    Returns:
        The modules that could be imported, by the names of their families.
    """
    families = {}
    for name in names:
        module = f"{package}.{name.replace(' ', '_')}"
        try:
            families[name] = importlib.import_module(module)
        except Exception as error:  # whatever a module may raise, its author is to be told where
            for formula in [formula for formula in FORMULAS.values() if formula.function.__module__ == module]:
                del FORMULAS[formula.name]
            known = {str(mistake) for mistake in MISTAKES}
            MISTAKES.extend(mistake for mistake in _worded(error, module) if str(mistake) not in known)
    return families


def _worded(error: Exception, module: str) -> Sequence[PlaybookError]:
    if isinstance(error, PlaybookErrors):
        return error.errors
    if isinstance(error, PlaybookError):
        return [error]
    if isinstance(error, SyntaxError):
        where = f"{shown(Path(error.filename or module))}:{error.lineno}"
        return [PlaybookError(where, f"isn't valid Python ({error.msg})", "mend the line")]
    here = Path(__file__).parent
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if Path(frame.filename).parent == here]
    inside = [frame for frame in frames if frame.filename != __file__]
    where = f"{shown(Path(inside[-1].filename))}:{inside[-1].lineno}" if inside else module
    return [PlaybookError(where, f"can't be imported ({type(error).__name__}: {error})", "mend the line")]
