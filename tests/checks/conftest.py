"""What the tests of single checks share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.small import SmallSite


@pytest.fixture
def small(tmp_path: Path) -> SmallSite:
    """An empty project."""
    return SmallSite(tmp_path)
