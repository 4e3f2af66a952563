"""Environments beside the site's own, for what the tests run that wants other versions."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.builds import ROOT


def interpreter(name: str) -> Path:
    """Give the interpreter of the environment of tests/requirements-NAME.txt, which is made where it is missing."""
    made = subprocess.run([ROOT / ".ci" / "environment", name], check=True, stdout=subprocess.PIPE, text=True)
    return Path(made.stdout.strip())
