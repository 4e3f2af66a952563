"""Print what MkDocs logs, a line each, in the form in which the checks tell their findings."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def logged(level: int) -> Iterator[None]:
    """Print what MkDocs logs from a level up, such as logging.WARNING, as long as the block runs."""
    log = logging.getLogger("mkdocs")
    shown = logging.StreamHandler(sys.stdout)
    shown.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    log.addHandler(shown)
    log.setLevel(level)
    log.propagate = False
    try:
        yield
    finally:
        log.propagate = True
        log.removeHandler(shown)
