"""See that every formula tells its arguments, its result and what it refuses, and shows an example."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.errors import PlaybookError
from macros.formulas import Formula
from macros.formulas.expression import place_of

_SECTION = re.compile(r"^(Args|Returns|Raises):\n((?:(?: .*)?\n?)*?)(?=^\S|\Z)", re.MULTILINE)
_ARGUMENT = re.compile(r"^    (\w+):", re.MULTILINE)


def undocumented(formulas: Iterable[Formula]) -> Iterator[PlaybookError]:
    """Find what the docstrings of formulas leave out; each finding names the file and line of its function."""
    for formula in formulas:
        where = f"{place_of(formula.function)}: {formula.name}()"
        sections = dict(_SECTION.findall(formula.__doc__))
        for name in ("Args", "Returns", "Raises"):
            if not sections.get(name, "").strip():
                yield PlaybookError(where, f"its docstring has no part '{name}:'", "write it as its neighbours do")
        told = _ARGUMENT.findall(sections.get("Args", ""))
        if "Args" in sections and told != list(formula.parameters):
            remedy = f"tell each argument once, in order: {', '.join(formula.parameters)}"
            yield PlaybookError(where, f"its docstring tells of {', '.join(told) or 'no argument'}", remedy)
        if "Raises" in sections and not sections["Raises"].strip().startswith("PlaybookError:"):
            yield PlaybookError(where, "its docstring doesn't tell when it refuses", "write 'PlaybookError: …'")
        if ">>> " not in formula.__doc__:
            remedy = f"write '>>> {formula.name}(…)' and its result"
            yield PlaybookError(where, "its docstring shows no example", remedy)
