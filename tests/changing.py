"""Break a copy of what a test writes to a file, in one place."""

from __future__ import annotations

import copy
from typing import Any


def changed(data: dict[str, Any], *path: str | int, to: Any) -> dict[str, Any]:
    """Copy data with one place replaced; None takes it away."""
    whole = copy.deepcopy(data)
    place: Any = whole
    for key in path[:-1]:
        place = place[key]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return whole
