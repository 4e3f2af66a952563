"""Print what MkDocs logs, a line each, in the form in which the checks tell their findings."""

from __future__ import annotations

import logging
import sys


def log_to_output(level: int) -> None:
    """Print what MkDocs logs from a level up, such as logging.WARNING."""
    log = logging.getLogger("mkdocs")
    shown = logging.StreamHandler(sys.stdout)
    shown.setFormatter(logging.Formatter("%(levelname)-8s-  %(message)s"))
    log.addHandler(shown)
    log.setLevel(level)
    log.propagate = False
