"""Write something new: `python -m macros.recipes KIND NAME`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from macros.errors import PlaybookError
from macros.recipes.kinds import KINDS, Wish, changes


def main() -> int:
    """Write what the command line asks for, and say what is left to do; give 1 when there was a mistake."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("kind", help=", ".join(KINDS))
    parser.add_argument("name", help="the name of its page, in lower-case words with hyphens")
    parser.add_argument("--section", default="", help="the section of an answer, as macros/sections.yml names it")
    parser.add_argument("--family", default="", help="the family of a formula, as macros/formulas/__init__.py names it")
    parser.add_argument(
        "--story", default="", help="the story to start from; else the one that its neighbours use most"
    )
    given = parser.parse_args()
    root = Path.cwd()
    try:
        gathered = changes(root, Wish(given.kind, given.name, given.section, given.family, given.story))
        new = [name for name in gathered.texts if not (root / name).exists()]
        gathered.write()
    except PlaybookError as error:
        print(f"ERROR   -  {error}")
        return 1
    for name in gathered.texts:
        print(f"{'new' if name in new else 'entry in':<8}  {name}")
    print("Write the words that the prompts ask for, then run make build: it names every prompt that is left.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
