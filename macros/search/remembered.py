"""Remember what was learned from ways to ask, so that a build learns only when they, or the learning, have changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from macros.search.index import Learned, Ways
from macros.search.learned import learn
from macros.upkeep import told, write_whole

_MADE_BY = tuple(Path(__file__).with_name(name) for name in ("learned.py", "words.py", "words.yml"))


def remembered(path: Path, learning: Callable[[Ways], Learned] = learn) -> Callable[[Ways], Learned]:
    """Give what learns from ways to ask, or reads what was learned from the same ones before.

    Args:
        path: the file in which that is kept; whatever else stands in it is written over.
        learning: `learn`, or what stands for it.

    Returns:
        What raises a PlaybookError where the file can't be read or written.
    """

    def learned(ways: Ways) -> Learned:
        source = _hash(ways)
        with told(path), suppress(FileNotFoundError, ValueError):
            kept_from, found = json.loads(path.read_text(encoding="utf-8"))
            if kept_from == source:
                return {feature: [(page, weight) for page, weight in pages] for feature, pages in found.items()}
        found = learning(ways)
        with told(path):
            write_whole(path, json.dumps([source, found]).encode())
        return found

    return learned


def _hash(ways: Ways) -> str:
    digest = hashlib.sha256(f"{np.__version__}\n{json.dumps(ways)}".encode())
    for made_by in _MADE_BY:
        digest.update(made_by.read_bytes())
    return digest.hexdigest()
