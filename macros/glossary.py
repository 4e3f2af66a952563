"""Read the glossary: each term with its meaning and its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.errors import PlaybookError, PlaybookErrors

GLOSSARY = "snippets/glossary.md"
_TERM = re.compile(r"\*\[(?P<term>[^\[\]]*[^\[\]\s])\]: (?P<meaning>\S.*)")


@dataclass(frozen=True)
class Term:
    """One term, as the glossary explains it."""

    name: str
    meaning: str
    line: int


def read_glossary(root: Path) -> list[Term]:
    """Give every term, in the order in which they stand.

    Args:
        root: the folder of the project.

    Raises:
        PlaybookErrors: it isn't there, holds no term, one twice, or a line that is no term. Such a line would become
            part of the term before it, on every page.
    """
    path = root / GLOSSARY
    if not path.is_file():
        raise PlaybookErrors([PlaybookError(GLOSSARY, "isn't there", "write it, with lines such as *[SLO]: …")])
    terms: dict[str, Term] = {}
    errors: list[PlaybookError] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        found = _TERM.fullmatch(line.rstrip())
        if found and found["term"] in terms:
            first = terms[found["term"]].line
            errors.append(
                PlaybookError(f"{GLOSSARY}:{number}", f"'{found['term']}' stands in line {first} too", "keep one")
            )
        elif found:
            terms[found["term"]] = Term(found["term"], found["meaning"], number)
        elif line.strip():
            problem = f"'{line.strip()[:40]}' is no term"
            errors.append(PlaybookError(f"{GLOSSARY}:{number}", problem, "write *[TERM]: what it means, on one line"))
    if not terms and not errors:
        errors.append(PlaybookError(GLOSSARY, "holds no term", "write *[TERM]: what it means"))
    if errors:
        raise PlaybookErrors(errors)
    return list(terms.values())
