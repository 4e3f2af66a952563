"""The folder that a build writes: which one may be, a place beside it to build in, and the swap when all is well."""

from __future__ import annotations

import fcntl
import glob
import hashlib
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.errors import PlaybookError
from macros.upkeep import listed, paths, told, write_list

MARKER = ".playbook-site"
"""The hidden file that tells that a build made a folder, and lists what it made."""
SOURCES = frozenset({"LICENSES", "deploy", "docs", "hosting", "macros", "overrides", "snippets", "tests", "wiki"})
"""Folders of the project that a build must not write to; those whose names are hidden go without saying."""

_UNFINISHED = "unfinished"
_REPLACED = "replaced"
_ELSEWHERE = "name another folder, such as OUT=site"


def checked(given: str, root: Path, stories: Path | None) -> Path:
    """Find the folder that somebody named for the site.

    Args:
        given: as it was named, from the root of the project or from the root of the machine.
        root: the project.
        stories: the folder of the reader's own stories, if there is one.

    Returns:
        Its absolute path. It is empty, made by a build, or not there.

    Raises:
        PlaybookError: building into it would destroy something, or can't be done.
    """
    if not given.strip():
        raise PlaybookError("OUT", "is empty", _ELSEWHERE)
    where = f"OUT={given}"
    named = root / given
    try:
        out = named.resolve()
        problem = _problem(named, out, root.resolve(), stories.resolve() if stories else None)
    except (OSError, RuntimeError) as error:  # a name that is too long, a way through a file, links that run in a ring
        raise PlaybookError(where, f"can't be a folder: {error}", _ELSEWHERE) from error
    if problem:
        raise PlaybookError(where, problem, _ELSEWHERE)
    refuse_what_is_not_ours(out)
    return out


def _problem(named: Path, out: Path, root: Path, stories: Path | None) -> str | None:
    """Tell why a build must not replace a folder, whatever is in it."""
    if named.is_symlink():
        return "is a link, which a build would replace by a folder"
    if root.is_relative_to(out):
        return "is the project itself" if out == root else "is a folder that holds the project"
    if out.is_relative_to(root):
        top = out.relative_to(root).parts[0]
        if top in SOURCES or top.startswith("."):
            return f"is or lies in {top}/, which holds what the site is made from or what belongs to other commands"
    if stories and (stories.is_relative_to(out) or out.is_relative_to(stories)):
        return f"and the folder of your stories, {stories}, lie one in the other"
    site = next((above for above in out.parents if (above / MARKER).exists()), None)
    if site:
        return f"lies in another built site, {site}, which the next build replaces"
    if out.exists() and not out.is_dir():
        return "is a file"
    if out.is_mount():
        return "is where a disk begins, which can't be swapped for a folder built beside it"
    nearest = next(above for above in (out, *out.parents) if above.exists())
    if not nearest.is_dir():
        return f"lies below {nearest}, which is a file"
    if not os.access(nearest, os.W_OK | os.X_OK) or not os.access(out.parent if out.exists() else nearest, os.W_OK):
        return f"can't be written: {nearest} or the folder that holds it is read-only"
    return None


def refuse_what_is_not_ours(out: Path) -> None:
    """Make sure that a folder holds nothing but what a build made.

    Raises:
        PlaybookError: it holds something else, which the build would destroy.
    """
    with told(out):
        if not out.exists():
            return
        present = set(paths(out))
        if present and MARKER not in present:
            raise PlaybookError(str(out), "holds files that no build made", f"empty it, or {_ELSEWHERE}")
        own = sorted(present - {MARKER} - {path for _, path in listed(out, MARKER)})
    if own:
        raise PlaybookError(str(out / own[0]), "was made by no build, which would destroy it", "move it elsewhere")


@contextmanager
def unfinished(out: Path) -> Iterator[Path]:
    """Give an empty folder beside OUT, on the same disk, that is gone when the block ends.

    The folder is locked as long as this process lives, so that what a killed build left behind can be told from what
    another build is writing.

    Args:
        out: the folder that is meant to be replaced.

    Yields:
        The folder.

    Raises:
        PlaybookError: it can't be made.
    """
    with told(out.parent):
        made = [above for above in (out.parent, *out.parent.parents) if not above.exists()]
        out.parent.mkdir(parents=True, exist_ok=True)
        clear_leftovers(out)
        with _alone(out.parent):
            folder = _beside(out, _UNFINISHED)
            folder.mkdir()
            held = os.open(folder, os.O_RDONLY)
            fcntl.flock(held, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        os.close(held)
        shutil.rmtree(folder, ignore_errors=True)
        clear_leftovers(out)
        for above in made:
            with suppress(OSError):  # the site is in it
                above.rmdir()


def swap_in(folder: Path, out: Path) -> int:
    """Put a finished site in the place of the last one.

    Args:
        folder: the site, beside OUT.
        out: where it goes.

    Returns:
        How many files it has.

    Raises:
        PlaybookError: somebody has put files of their own into OUT meanwhile, or the disk refuses.
    """
    with told(out):
        files = frozenset(
            (hashlib.sha256((folder / path).read_bytes()).hexdigest(), path) for path in sorted(paths(folder))
        )
        write_list(folder, MARKER, files)
        with _alone(out.parent):
            refuse_what_is_not_ours(out)
            if out.exists():
                out.rename(_beside(out, _REPLACED))
            folder.rename(out)
    return len(files)


def clear_leftovers(out: Path) -> None:
    """Remove what killed builds left beside OUT; bring back the last site from one that was killed while it swapped."""
    with told(out.parent), _alone(out.parent):
        for left in sorted(out.parent.glob(f".{glob.escape(out.name)}.{_REPLACED}-*")):
            if out.exists():
                shutil.rmtree(left)
            else:
                left.rename(out)
        for left in sorted(out.parent.glob(f".{glob.escape(out.name)}.{_UNFINISHED}-*")):
            if _deserted(left):
                shutil.rmtree(left)


def _deserted(folder: Path) -> bool:
    """Tell whether no living process holds a folder."""
    held = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(held)
    return True


@contextmanager
def _alone(parent: Path) -> Iterator[None]:
    """Hold a folder for a moment, so that no two builds swap or clear in it at once."""
    held = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _beside(out: Path, what: str) -> Path:
    return out.with_name(f".{out.name}.{what}-{uuid.uuid4().hex[:12]}")
