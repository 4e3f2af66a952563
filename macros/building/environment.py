"""Look at what the machine gives to a build before anything is built: Python, dates, addresses, ports."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from macros.errors import PlaybookError
from macros.web_address import site_problem

READ = ("mkdocs.yml", "docs", "snippets", "macros", "overrides")
"""What a build reads."""
HOST = "127.0.0.1"
"""Where a preview is served: to this machine alone."""
_LAST = datetime(9999, 12, 31, tzinfo=UTC)
_PORTS = range(1, 2**16)


def prepare(root: Path) -> int:
    """Make sure that a build can begin, and settle the date that goes into the site, also for MkDocs.

    SOURCE_DATE_EPOCH wins; then comes the last commit, so that the same commit gives the same bytes on any day; where
    there is no git, as in a downloaded archive, the newest file that the build reads.

    Args:
        root: the folder that the build is started in.

    Returns:
        The second since 1970 that the site is said to be made in.

    Raises:
        PlaybookError: something is amiss, so that a build would fail later or be wrong.
    """
    if sys.flags.optimize:
        problem = "leaves out the docstrings and asserts that formulas are made of"
        raise PlaybookError("PYTHONOPTIMIZE", problem, "unset it, and call Python without -O")
    if not (root / "mkdocs.yml").is_file():
        raise PlaybookError(str(root), "holds no mkdocs.yml", "start the build in the root of the project")
    address = os.environ.get("SITE_URL")
    wrong = site_problem(address) if address is not None else None
    if wrong:
        remedy = "write where readers will find the site, as in https://playbook.example.com/"
        raise PlaybookError(f"SITE_URL={address}", wrong, remedy)
    dated = _given_date() or _last_commit(root) or _newest(root)
    os.environ["SOURCE_DATE_EPOCH"] = str(dated)
    return dated


def free_port(given: str) -> int:
    """Make sure that a preview can be served at a port.

    Raises:
        PlaybookError: there is no such port, or it is taken.
    """
    where = f"PORT={given}"
    if not (given.isascii() and given.isdecimal() and int(given) in _PORTS):
        raise PlaybookError(where, "is no port", f"write a number from {_PORTS[0]} to {_PORTS[-1]}, such as PORT=8000")
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the preview does
        try:
            tried.bind((HOST, int(given)))
        except OSError as error:
            remedy = "end what listens there, or name another, such as PORT=8001"
            raise PlaybookError(where, f"can't be used: {error.strerror}", remedy) from error
    return int(given)


def _given_date() -> int | None:
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given is None:
        return None
    if not (given.isascii() and given.isdecimal() and 0 < int(given) <= _LAST.timestamp()):
        remedy = "write the seconds since 1970, as `git log -1 --format=%ct` gives them, or unset it"
        raise PlaybookError(f"SOURCE_DATE_EPOCH={given}", "is no date", remedy)
    return int(given)


def _last_commit(root: Path) -> int | None:
    """Tell when the last commit was made; None where none is known."""
    second = own_history(root, "-1", "--format=%ct")
    return int(second) if second else None


def own_history(root: Path, *options: str) -> str:
    """Give what `git log` says of the project.

    Nothing where the project is no repository of its own, as in a downloaded archive.

    Args:
        root: the folder that holds mkdocs.yml.
        options: what is asked of `git log`.
    """
    try:
        top = _git(root, "rev-parse", "--show-toplevel")
        return _git(root, "log", *options) if Path(top).resolve() == root.resolve() else ""
    except (OSError, subprocess.CalledProcessError):  # no git, no repository, or none with a commit
        return ""


def _git(root: Path, *words: str) -> str:
    """Give what git says of the project, with names of files as they are."""
    command = ["git", "-C", str(root), "-c", "core.quotePath=off", *words]
    finished = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    return finished.stdout.strip()


def _newest(root: Path) -> int:
    """Tell when the newest file was changed that the build reads."""
    files = (path for part in READ for path in (root / part, *(root / part).rglob("*")))
    return int(max(path.stat().st_mtime for path in files if path.is_file() and "__pycache__" not in path.parts))
