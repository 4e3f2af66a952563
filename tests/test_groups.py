"""The groups of tests that share what takes long to make: each stays with one process."""

from __future__ import annotations

import os
import re

import pytest

from tests.builds import ROOT
from tests.order import LONG


@pytest.mark.xdist_group("groups")
def test_a_process_knows_the_group_of_a_test(request: pytest.FixtureRequest) -> None:
    """Where it doesn't, every process makes all that a group shares; look for versions that go together."""
    parted = "PYTEST_XDIST_WORKER" in os.environ
    assert request.node.nodeid.endswith("::test_a_process_knows_the_group_of_a_test" + "@groups" * parted)


def test_what_comes_first_because_it_takes_long_is_there_under_its_name() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    groups = re.findall(r"xdist_group\(\"([^\"]+)\"\)", text)
    known = {*groups, *re.findall(r"^def (test_\w+)\(", text, re.MULTILINE)}
    assert [name for name in LONG if name not in known] == []
    assert len(set(LONG)) == len(LONG)
