"""Write the documents of a workbook: `python -m macros.prep WORKBOOK OUT`, from the root of the project."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from macros.building.output import MARKER, SOURCES
from macros.errors import PlaybookError, ended
from macros.prep.documents import documents, read_forms
from macros.prep.workbook import filled_forms, read_workbook
from macros.schemas import workbook_schema
from macros.upkeep import update

SITE = "site"
"""The built site whose forms are filled."""
LIST = ".playbook-prep"
"""The list of what was written into a folder."""

_ELSEWHERE = "name another folder, such as OUT=prep"


def write(root: Path, workbook: str, out: str) -> str:
    """Write the documents of a workbook, and say how many there are.

    Args:
        root: the project; its site is built where it isn't, or is older than the workbook's schema.
        workbook: the file, as somebody named it.
        out: the folder, as somebody named it. Files of somebody's own in it stay.

    Raises:
        PlaybookError: the workbook can't be read, holds nothing, or its documents can't be written there.
    """
    read = read_workbook(workbook)
    filled = list(filled_forms(read))
    if not filled:
        raise PlaybookError(f"WORKBOOK={workbook}", "has nothing filled yet", "fill a template or a story first")
    folder = _checked(root, out)
    site = root / SITE
    if not _is_fresh(site):
        print(f"building {SITE}/ first, whose forms are filled", flush=True)
        subprocess.run([sys.executable, "-m", "macros.building", "--", SITE], cwd=root, check=False)  # noqa: S603 - our own
        if not _is_fresh(site):
            raise PlaybookError(SITE, "can't be built", "mend what the build names")
    files = documents(read_forms(site), filled)
    update(folder, LIST, files)
    kinds = f"{len(filled)} {'document' if len(filled) == 1 else 'documents'}"
    return f"prep: {kinds} in {len(files) // len(filled)} formats each, in {folder}"


def _is_fresh(site: Path) -> bool:
    """Tell whether a site is there, and knows the workbook of today."""
    schema = site / "schemas" / "workbook.json"
    return (site / MARKER).is_file() and schema.is_file() and schema.read_text("utf-8") == workbook_schema()


def _checked(root: Path, given: str) -> Path:
    """Find the folder that somebody named."""
    if not given.strip():
        raise PlaybookError("OUT", "names no folder", "write OUT=prep, say; files of your own in it stay")
    where = f"OUT={given}"
    try:
        out = (root / given).resolve()
    except (OSError, RuntimeError) as error:
        raise PlaybookError(where, f"can't be a folder: {error}", _ELSEWHERE) from error
    if out.exists() and not out.is_dir():
        raise PlaybookError(where, "is a file", _ELSEWHERE)
    if out == root:
        raise PlaybookError(where, "is the project itself", _ELSEWHERE)
    if out.is_relative_to(root) and (
        out.relative_to(root).parts[0] in SOURCES or out.relative_to(root).parts[0][0] == "."
    ):
        top = out.relative_to(root).parts[0]
        raise PlaybookError(where, f"is or lies in {top}/, which belongs to the project", _ELSEWHERE)
    built = next((above for above in (out, *out.parents) if (above / MARKER).exists() or above == root / SITE), None)
    if built:
        raise PlaybookError(where, f"is or lies in a built site, {built}, which the next build replaces", _ELSEWHERE)
    return out


def main() -> int:
    """Write what the command line names; print the one mistake that stopped it, and give 1 for one."""
    return ended(lambda: print(write(Path.cwd(), *sys.argv[1:3])))


if __name__ == "__main__":
    sys.exit(main())
