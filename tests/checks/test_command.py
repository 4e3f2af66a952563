"""The command that runs the checks: what it prints, and what it answers the build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.builds import ROOT


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "STORIES": ""}
    return subprocess.run(
        [sys.executable, "-m", "macros.checks", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_site_it_reads_the_sources_alone() -> None:
    result = _run(ROOT)
    assert (result.returncode, result.stdout) == (0, "checks: no mistakes found\n")


def test_an_empty_folder_fails_with_one_line(tmp_path: Path) -> None:
    result = _run(tmp_path)
    assert result.returncode == 1
    assert result.stdout.startswith("ERROR   -  ")
    assert result.stdout.endswith("checks: 1 mistake found\n")
    assert result.stderr == ""


def test_a_site_that_was_not_built_fails_with_one_line(tmp_path: Path) -> None:
    result = _run(ROOT, str(tmp_path))
    assert result.returncode == 1
    assert f"{tmp_path}: holds no page of this project; build the site first" in result.stdout
    assert result.stderr == ""
