"""Keep what was written under the hash of what it was written from, so that nothing is written twice.

Each set of files is one archive with its own hash in front, so what was cut short or changed is noticed and made anew.
What leaves the cache is copied: an edit in the site can't reach what later builds take from here.
"""

from __future__ import annotations

import hashlib
import io
import os
import platform
import re
import shutil
import time
import uuid
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import jinja2
import lxml.etree

from macros.exports.raster import renderer_version
from macros.exports.word import pandoc_version
from macros.upkeep import told

MACROS = Path(__file__).parent.parent
ROOMS = (
    "built",
    "errors.py",
    "escapes.py",
    "exports",
    "formats.py",
    "front_matter.py",
    "palette.py",
    "palette.yml",
    "sources.py",
    "upkeep.py",
    "yaml_source.py",
)
"""All of `macros/` that exports are made with, and what that imports."""

_UNFINISHED = "unfinished-"
_DESERTED_AFTER = 3600
"""Seconds after which an unfinished set isn't being written any more."""
_HASH_LENGTH = 32
_SET = re.compile(r"[0-9a-f]{64}")


def code_version() -> str:
    """Hash the code, the data and the versions that exports are made with: when they change, all is written anew.

    Raises:
        PlaybookError: pandoc isn't installed.
    """
    versions = (
        platform.python_version(),
        pandoc_version(),
        renderer_version(),
        str(lxml.etree.LXML_VERSION),
        str(lxml.etree.LIBXML_VERSION),
        jinja2.__version__,
    )
    digest = hashlib.sha256("\n".join(versions).encode())
    for room in ROOMS:
        for path in sorted([MACROS / room, *(MACROS / room).rglob("*")]):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"\n{path.relative_to(MACROS).as_posix()}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


class Cache:
    """A folder of sets of files, each under the hash of its source."""

    def __init__(self, folder: Path, version: str) -> None:
        """Open a cache.

        Args:
            folder: where it is kept; made when it isn't there.
            version: what all its files depend on.

        Raises:
            PlaybookError: the folder can't be made.
        """
        self.folder = folder
        self.version = version
        self.used: set[str] = set()
        self.found: dict[str, Mapping[str, bytes]] = {}
        self.written = 0
        self.placed = 0
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)

    def keeps(self, source: str) -> bool:
        """Tell whether the files that belong to a source are there already; then `place` will put these."""
        key = self._key(source)
        if key not in self.found:
            kept = _read(self.folder / key)
            if kept is not None:
                self.found[key] = kept
        return key in self.found

    def place(self, source: str, target: Path, make: Callable[[], Mapping[str, str | bytes]]) -> list[str]:
        """Put the files that belong to a source into a folder, and make them only when they aren't kept yet.

        Args:
            source: everything that they are made from.
            target: the folder to put them into; made when it isn't there.
            make: gives the content of each file by its name, which may begin with folders.

        Returns:
            The names of the files.

        Raises:
            PlaybookError: a file can't be written.
        """
        key = self._key(source)
        self.used.add(key)
        if self.keeps(source):
            files = self.found.pop(key)
            with told(self.folder), suppress(FileNotFoundError):  # another run may have forgotten it meanwhile
                os.utime(self.folder / key)
        else:
            made = make()
            files = {name: content.encode() if isinstance(content, str) else content for name, content in made.items()}
            self._keep(key, files)
        with told(target):
            for name, content in files.items():
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.unlink(missing_ok=True)
                path.write_bytes(content)
                self.placed += 1
        return sorted(files)

    def forget_oldest(self) -> None:
        """Remove what this run didn't ask for, except for as much as it used itself, the last used first.

        So a build with a reader's own stories leaves what the next build of the playbook needs. What another run may be
        writing beside it stays as well.

        Raises:
            PlaybookError: something can't be removed.
        """
        with told(self.folder):
            room, others = 0, []
            for path in self.folder.iterdir():
                if not (_SET.fullmatch(path.name) and path.is_file() and not path.is_symlink()):
                    if _deserted(path):
                        _remove(path)
                    continue
                with suppress(FileNotFoundError):  # another run may have forgotten it
                    stat = path.stat()
                    if path.name in self.used:
                        room += stat.st_size
                    else:
                        others.append((stat.st_mtime_ns, stat.st_size, path))
            for _, size, path in sorted(others, reverse=True):
                room -= size
                if room < 0:
                    _remove(path)

    def _key(self, source: str) -> str:
        return hashlib.sha256(f"{self.version}\n{source}".encode()).hexdigest()

    def _keep(self, key: str, files: Mapping[str, bytes]) -> None:
        """Write a set beside, then move it in, so that a build that is broken off leaves nothing half."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for name, content in files.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        content = packed.getvalue()
        with told(self.folder):
            beside = self.folder / f"{_UNFINISHED}{uuid.uuid4().hex}"
            try:
                beside.write_bytes(hashlib.sha256(content).digest() + content)
                if (self.folder / key).is_dir():  # nothing of ours
                    shutil.rmtree(self.folder / key)
                beside.replace(self.folder / key)
            finally:
                beside.unlink(missing_ok=True)
        self.written += len(files)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)  # another run may have been quicker


def _read(path: Path) -> Mapping[str, bytes] | None:
    """Read a set; None where there is none, or where it isn't as it was written."""
    with told(path):
        try:
            whole = path.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            return None
    content = whole[_HASH_LENGTH:]
    if hashlib.sha256(content).digest() != whole[:_HASH_LENGTH]:
        return None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _deserted(path: Path) -> bool:
    """Tell whether nobody can be writing a set any more."""
    if not path.name.startswith(_UNFINISHED):
        return True
    try:
        return time.time() - path.lstat().st_mtime > _DESERTED_AFTER
    except FileNotFoundError:  # it was moved in just now
        return False
