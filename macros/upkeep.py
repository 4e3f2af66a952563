"""Write files into a folder that people work in too: only what a command wrote before is replaced or removed.

The command leaves a hidden list of its files there, in the form that `sha256sum --check` reads. A file whose content is
not on the list is somebody's own, and so is one that was edited since; both stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.errors import PlaybookError

Listed = frozenset[tuple[str, str]]
"""The hash and the path of each file; a path may have two hashes where a command was broken off."""

_LINE = re.compile(r"(?P<hash>[0-9a-f]{64})  (?P<path>.+)")
_UNFINISHED = ".unfinished"
"""What the name of a file ends in that isn't whole yet."""


def listed(folder: Path, name: str) -> Listed:
    """Read the list of what a command wrote into a folder.

    Args:
        folder: the folder, which may be missing.
        name: the name of the list.

    Returns:
        What is on the list; nothing where there is no list.

    Raises:
        PlaybookError: the list can't be read.
    """
    path = folder / name
    with told(path):
        if not path.exists():
            return frozenset()
        found = [_LINE.fullmatch(line) for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    if None in found:
        problem = f"line {found.index(None) + 1} is no hash with a path, so that nobody knows which files are whose"
        raise PlaybookError(str(path), problem, "remove it, and the files beside it that no longer matter")
    return frozenset((line["hash"], line["path"]) for line in found if line)


def write_list(folder: Path, name: str, files: Listed) -> None:
    """Write the list of what a command wrote into a folder."""
    lines = sorted(f"{path}\0{found}" for found, path in files)
    text = "".join("{1}  {0}\n".format(*line.split("\0")) for line in lines)
    write_whole(folder / name, text.encode())


def update(folder: Path, name: str, files: Mapping[str, str | bytes]) -> None:
    """Bring a folder up to date: write files, and remove what was written before and is no longer among them.

    Args:
        folder: the folder; made when it isn't there.
        name: the name of the list of what was written.
        files: the content of each file by its path below the folder.

    Raises:
        PlaybookError: somebody's own file would be overwritten, and then nothing is changed; or the folder can't be
            written.
    """
    contents = {path: text.encode() if isinstance(text, str) else text for path, text in files.items()}
    before = listed(folder, name)
    after = frozenset((_hash(content), path) for path, content in contents.items())
    with told(folder):
        _refuse_to_overwrite(folder, before, contents)
        folder.mkdir(parents=True, exist_ok=True)
        write_list(folder, name, before | after)  # so that a run that is broken off still knows its files
        for path, content in contents.items():
            write_whole(folder / path, content)
        for path in {path for _, path in before} - set(contents):
            _forget(folder, path, before)
        write_list(folder, name, after)


def remove(folder: Path, name: str) -> bool:
    """Remove what a command wrote into a folder; tell whether nothing else was there, so that the folder is gone.

    Raises:
        PlaybookError: the folder can't be written.
    """
    with told(folder):
        files = listed(folder, name)
        for path in {path for _, path in files}:
            _forget(folder, path, files)
        (folder / name).unlink(missing_ok=True)
        with suppress(OSError):
            folder.rmdir()
    return not folder.exists()


def paths(folder: Path) -> Iterator[str]:
    """Give the path of each file below a folder, links among them, without following any."""
    for place, folders, files in os.walk(folder):
        links = [one for one in folders if (Path(place) / one).is_symlink()]
        yield from ((Path(place) / one).relative_to(folder).as_posix() for one in (*files, *links))


@contextmanager
def told(where: Path) -> Iterator[None]:
    """Word what the machine refuses, such as a full disk.

    Args:
        where: the folder or file that is worked on.

    Raises:
        PlaybookError: a file couldn't be read or written.
    """
    try:
        yield
    except OSError as error:
        place = f" at {error.filename}" if error.filename and Path(error.filename) != where else ""
        problem = f"can't be read or written{place}: {error.strerror or error}"
        raise PlaybookError(str(where), problem, "make room and give yourself the right to write there") from error


def _refuse_to_overwrite(folder: Path, before: Listed, contents: Mapping[str, bytes]) -> None:
    """Name the first file of somebody's own, or the folder or link, that stands where one would be written."""
    for path in contents:
        target = folder / path
        for above in (*(folder / parent for parent in reversed(Path(path).parents[:-1])), target):
            if above.is_symlink() or (above.exists() and above.is_dir() is (above == target)):
                kind = "a link" if above.is_symlink() else "a folder" if above.is_dir() else "a file"
                raise PlaybookError(str(above), f"is {kind}, and {path} is to be written there", "move it elsewhere")
        here = target.read_bytes() if target.exists() else contents[path]
        if here != contents[path] and (_hash(here), path) not in before:
            edited = any(path == one for _, one in before)
            problem = "was edited since it was written" if edited else "is a file of your own"
            remedy = "move it elsewhere, or remove it to have ours"
            raise PlaybookError(str(target), f"{problem}, and would be overwritten", remedy)


def _forget(folder: Path, path: str, ours: Listed) -> None:
    """Remove a file that nobody has edited, and the folders that are empty without it."""
    target = folder / path
    within = target.resolve().is_relative_to(folder.resolve()) and not target.is_symlink()
    if within and target.is_file() and (_hash(target.read_bytes()), path) in ours:
        target.unlink()
        for above in Path(path).parents[:-1]:
            with suppress(OSError):  # something is left in it
                (folder / above).rmdir()


def write_whole(target: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}{_UNFINISHED}")
    beside.unlink(missing_ok=True)  # a run that was broken off may have left it
    if target.is_file() and target.read_bytes() == content:
        return
    beside.write_bytes(content)
    beside.replace(target)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
