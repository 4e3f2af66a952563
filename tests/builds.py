"""Build the site, or a copy of it that a test may break."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

from macros.building.environment import READ
from macros.exports.__main__ import CACHE_FOLDER

ROOT = Path(__file__).resolve().parent.parent


def build(root: Path, out: Path, stories: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Build a copy of the project strictly, export and check the result, as `make build` does.

    Args:
        root: the folder that holds mkdocs.yml.
        out: where the site goes.
        stories: a folder of story files to lay over, as STORIES= names it.

    Returns:
        The finished process; its output is all in stdout.
    """
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(root),
        "SOURCE_DATE_EPOCH": "1790000000",
        "STORIES": str(stories or ""),
    }
    return subprocess.run(
        [sys.executable, "-m", "macros.building", str(out)],
        cwd=root,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def copy_project(folder: Path) -> Path:
    """Copy what a build reads into a folder, to be broken there; give the copy's root."""
    for part in READ:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    kept = ROOT / CACHE_FOLDER
    for path in filter(Path.is_file, kept.glob("*")):  # so that a copy exports only what the test changes
        (folder / CACHE_FOLDER).mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):  # another test's build has just forgotten it
            shutil.copyfile(path, folder / CACHE_FOLDER / path.name)
    return folder


def keep_pages(root: Path, pages: Collection[str]) -> None:
    """Leave of a copy's pages only these, given as their files below docs/."""
    for path in (root / "docs").rglob("*.md"):
        if path.relative_to(root / "docs").as_posix() not in pages:
            path.unlink()
