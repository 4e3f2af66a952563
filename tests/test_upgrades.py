"""The page on upgrades names a line of the theme's overrides; it must be the line that it speaks of."""

from __future__ import annotations

import re

from tests.builds import ROOT


def test_the_third_obstacle_names_the_first_line_that_asks_for_what_a_hook_sets() -> None:
    page = (ROOT / "docs" / "about" / "upgrades.md").read_text(encoding="utf-8")
    found = re.search(
        r"`(\w+)`, in line (\d+) of `([\w./]+)`, where ((?:`\w+`(?:, | and )?)+) follow\. "
        r"Then come `(\w+)` in `([\w./-]+)` and `(\w+)` in `([\w./-]+)`",
        page,
    )
    assert found
    first, line, main, then, third, partial, fourth, menu = found.groups()
    following = re.findall(r"\w+", then.replace(" and ", ", "))
    hook = (ROOT / "macros" / "building" / "hooks.py").read_text(encoding="utf-8")
    assert set(re.findall(r'env\.globals\["(\w+)"\]', hook)) == {first, *following, third, fourth}
    lines = (ROOT / main).read_text(encoding="utf-8").splitlines()
    asking = [(number, name) for number, text in enumerate(lines, 1) for name in (first, *following) if name in text]
    assert asking[0] == (int(line), first)
    assert {name for _, name in asking} == {first, *following}
    assert third in (ROOT / partial).read_text(encoding="utf-8")
    assert fourth in (ROOT / menu).read_text(encoding="utf-8")
