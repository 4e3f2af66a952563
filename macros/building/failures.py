"""Word whatever ends a build in one line, with the place in the project, where a traceback would stand."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from pathlib import Path

_REFUSED = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM}
"""Numbers of errors that say that the disk is full or may not be written."""


def worded(error: BaseException, root: Path) -> str:
    """Word an error.

    Args:
        error: what was raised; what it was raised from is looked through for something that says more.
        root: the project, whose files are named from there.

    Returns:
        Its place and its problem; a PlaybookError as it words itself, which may be several lines.
    """
    chain = list(_chain(error))
    for one in chain:
        # The macros are loaded anew with each build, so there may be several classes of this name.
        if any(kind.__name__ == "PlaybookError" for kind in type(one).__mro__):
            return str(one)
        if isinstance(one, OSError) and one.errno in _REFUSED:
            where = one.filename or "a file of the site"
            return f"{where}: can't be written: {one.strerror}; make room and give yourself the right to write there"
    last = next((one for one in chain if _written_at(one, root)), chain[-1])
    place = _written_at(last, root) or _raised_at(last, root)
    said = getattr(last, "msg", None) or str(last)
    problem = f"{' '.join(str(said).split())} ({type(last).__name__})"
    return f"{place}: {problem}" if place else problem


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Give an error and those that it was raised from."""
    one: BaseException | None = error
    while one is not None:
        yield one
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)


def _written_at(error: BaseException, root: Path) -> str | None:
    """Name the line that can't be read, of Python or of a template."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    return f"{_shown(Path(name), root)}:{line}" if isinstance(name, str) and line else None


def _raised_at(error: BaseException, root: Path) -> str | None:
    """Name the last line of the project that was running."""
    frames = reversed(traceback.extract_tb(error.__traceback__))
    ours = (frame for frame in frames if _is_ours(Path(frame.filename), root))
    return next((f"{_shown(Path(frame.filename), root)}:{frame.lineno}" for frame in ours), None)


def _is_ours(path: Path, root: Path) -> bool:
    return path.is_relative_to(root) and ".venv" not in path.relative_to(root).parts


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
