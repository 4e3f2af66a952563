"""Remove what builds wrote, `python -m macros.building.cleaning OUT`, and nothing that is somebody's own."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from macros.building.output import MARKER, clear_leftovers, refuse_what_is_not_ours
from macros.errors import ended
from macros.upkeep import remove, told

LISTS = {"hosting": ".playbook-hosting", "wiki/*": ".playbook-wiki"}
"""Folders that people work in too, with the list of what was written there; a test compares it with the writers'."""


def clean(root: Path, out: Path) -> list[Path]:
    """Remove the built site, the wikis, the files for servers, and what killed builds left behind.

    Args:
        root: the project.
        out: the folder of the site.

    Returns:
        The folders that stay, for what is in them.

    Raises:
        PlaybookError: something can't be removed, or the site holds a file that no build made.
    """
    clear_leftovers(out)
    if (out / MARKER).exists():
        refuse_what_is_not_ours(out)
        with told(out):
            shutil.rmtree(out)
    folders = [(folder, name) for pattern, name in LISTS.items() for folder in root.glob(pattern) if folder.is_dir()]
    kept = [out] if out.exists() else []
    kept += [folder for folder, name in folders if not remove(folder, name)]
    if (root / "wiki").is_dir() and not any((root / "wiki").iterdir()):
        (root / "wiki").rmdir()
    return kept


def main() -> int:
    """Clean the project that it is called in; give 1 when something can't be removed."""
    return ended(_told)


def _told() -> None:
    for folder in clean(Path.cwd(), Path(sys.argv[1]).resolve()):
        print(f"{folder} stays: it holds what no build made")


if __name__ == "__main__":
    sys.exit(main())
