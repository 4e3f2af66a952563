"""Preview the site: `python -m macros.building.serving PORT`. What would stop it is told before anything is built."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

from macros.building.environment import HOST, free_port, prepare
from macros.building.failures import worded
from macros.errors import PlaybookError


def main() -> int:
    """Serve until somebody ends it; give 1 when it can't begin."""
    root = Path.cwd()
    try:
        prepare(root)
        port = free_port(sys.argv[1])
    except PlaybookError as error:
        print(f"ERROR   -  {error}")
        return 1
    # Imported only now: MkDocs takes a second to load.
    from mkdocs.commands.serve import serve  # noqa: PLC0415

    from macros.building.logs import logged  # noqa: PLC0415

    try:
        with logged(logging.INFO):
            serve(str(root / "mkdocs.yml"), build_type="dirty", strict=False, dev_addr=f"{HOST}:{port}")
    except (Exception, SystemExit) as error:  # whatever it is, it is told in a line
        print(f"ERROR   -  {worded(error, root)}")
        return 1
    except KeyboardInterrupt:
        print("\nended before the first build was done")
    return 0


if __name__ == "__main__":
    sys.exit(main())
