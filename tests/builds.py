"""Build the site, or a copy of it that a test may break."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from macros.exports.__main__ import CACHE_FOLDER

ROOT = Path(__file__).resolve().parent.parent
FINISHING = "macros.building.finishing"
PARTS = ("mkdocs.yml", "docs", "snippets", "macros", "overrides")
"""What a build reads."""


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
    commands = (
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(out)],
        [sys.executable, "-m", FINISHING, str(out)],
    )
    output = ""
    for command in commands:
        with _alone(root) if FINISHING in command else contextlib.nullcontext():
            result = subprocess.run(
                command,
                cwd=root,
                env=environment,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                check=False,
            )
        output += result.stdout
        if result.returncode != 0:
            break
    return subprocess.CompletedProcess(command, result.returncode, output)


def copy_project(folder: Path) -> Path:
    """Copy what a build reads into a folder, to be broken there; give the copy's root."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    kept = ROOT / CACHE_FOLDER
    if kept.is_dir():  # so that a copy exports only what the test changes
        with _alone(ROOT):
            shutil.copytree(kept, folder / CACHE_FOLDER, copy_function=_linked)
    return folder


def keep_pages(root: Path, pages: Collection[str]) -> None:
    """Leave of a copy's pages only these, given as their files below docs/."""
    for path in (root / "docs").rglob("*.md"):
        if path.relative_to(root / "docs").as_posix() not in pages:
            path.unlink()


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold a copy's kept exports for one process, so that nobody copies what another is just writing."""
    lock = (root / CACHE_FOLDER).with_suffix(".lock")
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _linked(source: str, target: str) -> None:
    """Give a file a second name; copy it where the two folders are on different disks."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
