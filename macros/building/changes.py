"""When each page was last changed: the day of the last commit to the files that it is written in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from macros.building.environment import own_history

WRITTEN_IN = ("docs", "macros/stories", "snippets/templates")
"""Where the files stand that hold what pages say."""
_COMMIT = "commit "


def last_commits(root: Path) -> dict[str, int]:
    """Give the second since 1970 of the last commit to each file that holds what pages say, by its name.

    Empty where the project is no repository of its own, as in a downloaded archive.
    """
    found: dict[str, int] = {}
    second = 0
    for line in own_history(root, f"--format={_COMMIT}%ct", "--name-only", "--", *WRITTEN_IN).splitlines():
        if line.startswith(_COMMIT):
            second = int(line.removeprefix(_COMMIT))
        elif line:
            found.setdefault(line, second)  # the newest commit comes first
    return found


def changed(source: str, meta: Mapping[str, Any], commits: Mapping[str, int], made: int) -> str:
    """Tell on which day a page was last changed, as year-month-day.

    No day is later than the one that the site is said to be made on; that one stands where no commit is known.

    Args:
        source: the page, below docs/.
        meta: its front matter, which names the story and the template that it shows.
        commits: what `last_commits` gave.
        made: the second since 1970 that the site is said to be made in.
    """
    known = [commits[file] for file in _files(source, meta) if file in commits]
    return datetime.fromtimestamp(min(max(known, default=made), made), UTC).date().isoformat()


def _files(source: str, meta: Mapping[str, Any]) -> Iterable[str]:
    yield f"docs/{source}"
    story = meta.get("story") or str(meta.get("example") or "").partition(".")[0]
    if story:
        yield f"macros/stories/{story}.yml"
    if meta.get("form"):
        yield from (f"snippets/templates/{meta['form']}.{ending}" for ending in ("md", "yml"))
