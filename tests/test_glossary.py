"""The glossary: each line a term, none twice."""

from __future__ import annotations

from pathlib import Path

from macros.errors import PlaybookError
from macros.glossary import GLOSSARY, Term, read_glossary
from tests.small_project import SmallProject, culprits

WRONG = {
    "*[A]: one\n*[B] two\n": f"{GLOSSARY}:2: '*[B] two' is no term; write *[TERM]: what it means, on one line",
    "*[A]:one\n": f"{GLOSSARY}:1: '*[A]:one' is no term",
    "*[A]: one\n  and more\n": f"{GLOSSARY}:2: 'and more' is no term",
    "*[]: one\n": f"{GLOSSARY}:1: '*[]: one' is no term",
    "*[A ]: one\n": f"{GLOSSARY}:1: '*[A ]: one' is no term",
    "A: one\n": f"{GLOSSARY}:1: 'A: one' is no term",
    "*[A]:\n": f"{GLOSSARY}:1: '*[A]:' is no term",
    "*[A]: one\n\n*[B]: two\n*[A]: three\n": f"{GLOSSARY}:4: 'A' stands in line 1 too; keep one",
    "\n": f"{GLOSSARY}: holds no term; write *[TERM]: what it means",
}


def _told(root: Path) -> list[str]:
    try:
        read_glossary(root)
    except PlaybookError as error:
        return str(error).splitlines()
    return []


def test_terms_are_read_with_their_lines(project: SmallProject) -> None:
    project.write(GLOSSARY, "*[A]: one\n\n*[B c]: two: three\n")
    assert read_glossary(project.root) == [Term("A", "one", 1), Term("B c", "two: three", 3)]


def test_each_line_that_is_no_term_is_told(project: SmallProject) -> None:
    cases = []
    for text, message in WRONG.items():
        project.write(GLOSSARY, text)
        cases.append((text, _told(project.root), message))
    assert culprits(cases) == []


def test_a_missing_glossary_is_told(tmp_path: Path) -> None:
    (told,) = _told(tmp_path)
    assert told.startswith(f"{GLOSSARY}: isn't there; write it")
