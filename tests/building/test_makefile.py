"""The Makefile hands on what it is given as it stands; an environment that can not be made leaves nothing behind."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builds import ENVIRONMENT, ROOT, workshop

pytestmark = pytest.mark.xdist_group("makefile")

WANTED = re.findall(r'^requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[0]

REFUSED = {
    ("build", 'OUT=docs/it\'s a "site"'): 'OUT=docs/it\'s a "site": is or lies in docs/',
    ("build", "OUT=docs/$$HOME `id`"): "OUT=docs/$HOME `id`: is or lies in docs/",
    ("hosting", "OUT=docs"): "OUT=docs: is or lies in docs/",
    ("hosting", "WIKI=https://a b"): "WIKI=https://a b: has ' ' in it",
    ("wiki", "FORMAT=../snippets"): "make wiki: there is no format '../snippets'",
    ("wiki",): "make wiki: no format is named",
    ("serve", "PORT=80 80"): "PORT=80 80: is no port",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with all that `make` needs, in a folder whose name holds what shells and make read."""
    return workshop(tmp_path_factory.mktemp("make") / "a $(clone) of $HOME's")


def test_what_make_is_given_reaches_the_commands_as_it_stands(copy: Path) -> None:
    before = sorted(copy.rglob("*"))
    wrong = []
    for words, told in REFUSED.items():
        result = subprocess.run(
            ["make", *words], cwd=copy, env=ENVIRONMENT, capture_output=True, text=True, check=False
        )
        if result.returncode == 0 or f"ERROR   -  {told}" not in result.stdout or "Traceback" in result.stderr:
            wrong.append((words, result.stdout, result.stderr))
    assert wrong == []
    assert sorted(copy.rglob("*")) == before


# The environment


def _stub(folder: Path, version: str, makes: str = "exit 1") -> Path:
    """Write a program that says that it is a Python, and what it does when it is asked for an environment."""
    path = folder / f"python{version}"
    path.write_text(f'#!/bin/sh\ncase "$1" in -c) echo {version};; *) {makes};; esac\n', encoding="utf-8")
    path.chmod(0o755)
    return path


def _environment(folder: Path, python: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "tools").mkdir(exist_ok=True)
    for name in ("bash", "sed", "sort", "head", "rm", "mkdir", "sh"):  # and no uv, whoever runs the tests
        link = folder / "tools" / name
        link.unlink(missing_ok=True)
        link.symlink_to(str(shutil.which(name)))
    return subprocess.run(
        ["bash", str(ROOT / ".ci" / "python")],
        cwd=folder,
        env={"PATH": str(folder / "tools"), "PYTHON": python},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_python_that_can_not_run_the_playbook_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    half = "mkdir -p .venv/bin; exit 1"
    said = {
        "nowhere/python": "there is no such program",
        str(_stub(tmp_path, "3.9.18")): "is Python 3.9.18",
        str(_stub(tmp_path, "3.11.4")): "is Python 3.11.4",
        str(_stub(tmp_path, "3.13.0", half)): "can't make an environment (Debian has python3-venv for that)",
    }
    wrong = []
    for python, told in said.items():
        result = _environment(tmp_path, python)
        expected = f"ERROR   -  PYTHON={python}: {told}; name one that is {WANTED} or newer, as in PYTHON=python3.12\n"
        if result.returncode == 0 or result.stderr != expected or (tmp_path / ".venv").exists():
            wrong.append((python, result.stderr))
    assert wrong == []


def test_a_python_that_can_run_the_playbook_makes_an_environment(tmp_path: Path) -> None:
    result = _environment(tmp_path, sys.executable)
    assert (result.returncode, result.stderr) == (0, "")
    assert (tmp_path / ".venv" / "bin" / "python").exists()
