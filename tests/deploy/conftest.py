"""What the tests of the hosting share: the site with a file of every kind, and an nginx that serves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy.offered import lay_out
from tests.nginx import Server, serving_with_nginx


@pytest.fixture(scope="session")
def offered(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a small file of every kind."""
    return lay_out(site, tmp_path_factory.mktemp("offered") / "site")


@pytest.fixture(scope="session")
def server(offered: Path) -> Iterator[Server]:
    """An nginx that serves it."""
    with serving_with_nginx(offered) as started:
        yield started
