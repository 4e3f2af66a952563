"""Keep what was written under the hash of what it was written from, so that nothing is written twice."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from macros.built import security_policy
from macros.palette import PALETTE_FILE

_UNFINISHED = "unfinished-"
_CODE = Path(__file__).parent


def code_version() -> str:
    """Hash the code and the data that exports are made with: when they change, everything is written anew."""
    digest = hashlib.sha256()
    for path in [*sorted(_CODE.rglob("*")), Path(security_policy.__file__), PALETTE_FILE]:
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


class Cache:
    """A folder of sets of files, each under the hash of its source."""

    def __init__(self, folder: Path, version: str) -> None:
        """Open a cache.

        Args:
            folder: where it is kept; made when it isn't there.
            version: what all its files depend on.
        """
        self.folder = folder
        self.version = version
        self.used: set[str] = set()
        self.written = 0
        self.placed = 0
        folder.mkdir(parents=True, exist_ok=True)

    def keeps(self, source: str) -> bool:
        """Tell whether the files that belong to a source are there already."""
        return (self.folder / self._key(source)).is_dir()

    def place(self, source: str, target: Path, make: Callable[[], Mapping[str, str | bytes]]) -> list[str]:
        """Put the files that belong to a source into a folder, and make them only when they aren't kept yet.

        Args:
            source: everything that they are made from.
            target: the folder to put them into; made when it isn't there.
            make: gives the content of each file by its name, which may begin with folders.

        Returns:
            The names of the files.
        """
        key = self._key(source)
        self.used.add(key)
        kept = self.folder / key
        if not kept.is_dir():
            self._keep(kept, make())
        names = [path.relative_to(kept).as_posix() for path in sorted(kept.rglob("*")) if path.is_file()]
        for name in names:
            _link(kept / name, target / name)
            self.placed += 1
        return names

    def forget_unused(self) -> None:
        """Remove what no source of this run asked for; not what another run may be writing beside it."""
        for path in self.folder.iterdir():
            if path.name not in self.used and not path.name.startswith(_UNFINISHED):
                shutil.rmtree(path)

    def _key(self, source: str) -> str:
        return hashlib.sha256(f"{self.version}\n{source}".encode()).hexdigest()

    def _keep(self, kept: Path, files: Mapping[str, str | bytes]) -> None:
        """Write into a folder beside, then move it in, so that a build that is broken off leaves nothing half."""
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=self.folder) as beside:
            whole = Path(beside) / kept.name
            whole.mkdir()
            for name, content in files.items():
                path = whole / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content.encode() if isinstance(content, str) else content)
            try:
                whole.replace(kept)
            except OSError:  # another run was quicker with the same files
                if not kept.is_dir():
                    raise
        self.written += len(files)


def _link(kept: Path, target: Path) -> None:
    """Give a kept file a second name; copy it where the two folders are on different disks."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        os.link(kept, target)
    except OSError:
        shutil.copyfile(kept, target)
