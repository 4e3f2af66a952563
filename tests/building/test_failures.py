"""Whatever ends a build is worded in a line that names the place in the project."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from macros.building.failures import worded
from macros.errors import PlaybookError, PlaybookErrors


def _raised(call: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as error:
        call()
    return error.value


def _run(path: Path, text: str) -> Exception:
    """Run a text as the file at a path."""
    path.write_text(text, encoding="utf-8")
    return _raised(lambda: exec(compile(text, str(path), "exec"), {}))  # noqa: S102 - a text of these tests


def test_a_mistake_that_words_itself_is_told_as_it_is(tmp_path: Path) -> None:
    one, other = PlaybookError("a.yml:3", "is wrong", "mend it"), PlaybookError("b.yml", "too", "also")
    assert worded(one, tmp_path) == "a.yml:3: is wrong; mend it"
    assert worded(PlaybookErrors([one, other]), tmp_path) == "a.yml:3: is wrong; mend it\nb.yml: too; also"


def test_a_mistake_that_another_error_hides_is_found(tmp_path: Path) -> None:
    hidden = _run(
        tmp_path / "a.py",
        "from macros.errors import PlaybookError\n"
        "try:\n    raise PlaybookError('a.yml', 'is wrong', 'mend it')\n"
        "except PlaybookError:\n    raise ImportError('no macros')\n",
    )
    assert worded(hidden, tmp_path) == "a.yml: is wrong; mend it"


def test_the_line_that_is_no_python_is_named(tmp_path: Path) -> None:
    assert (
        worded(_run(tmp_path / "a.py", "a = 1\nb = ((2)\n"), tmp_path) == "a.py:2: '(' was never closed (SyntaxError)"
    )


def test_the_line_that_is_no_template_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("one\n{% if %}\n", encoding="utf-8")
    templates = jinja2.Environment(loader=jinja2.FileSystemLoader(tmp_path), autoescape=True)
    told = worded(_raised(lambda: templates.get_template("a.html")), tmp_path)
    assert told == "a.html:2: Expected an expression, got 'end of statement block' (TemplateSyntaxError)"


def test_of_other_errors_the_last_line_of_the_project_is_named(tmp_path: Path) -> None:
    error = _run(tmp_path / "a.py", "import json\n\n\ndef a():\n    json.loads('{')\n\n\na()\n")
    assert worded(error, tmp_path).startswith("a.py:5: Expecting property name enclosed in double quotes")
    assert worded(error, tmp_path / "elsewhere").startswith("Expecting property name")


def test_a_full_disk_says_what_to_do(tmp_path: Path) -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "/site/a.html")
    told = (
        "/site/a.html: can't be written: No space left on device; make room and give yourself the right to write there"
    )
    assert worded(error, tmp_path) == told
