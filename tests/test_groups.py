"""The groups of tests that share what takes long to make: each stays with one process."""

from __future__ import annotations

import os

import pytest


@pytest.mark.xdist_group("groups")
def test_a_process_knows_the_group_of_a_test(request: pytest.FixtureRequest) -> None:
    """Where it doesn't, every process makes all that a group shares; look for versions that go together."""
    parted = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("::test_a_process_knows_the_group_of_a_test" + "@groups" * parted)
