"""The order of the tests: two processes shall never wait for each other, and end together.

A process takes one unit after the other from the front: a group of tests, or a test without a group. The first unit
builds the site, for which another process would have to wait; so the long ones that need no site follow it, then the
other long ones, and in the end what is quick.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

LONG = (
    *("workbook", "embeds", "yours", "preview", "calculators", "wiki", "test_an_open_tool_is_accessible"),
    *("reading", "test_a_page_of_each_kind_is_accessible", "nginx", "building"),
    *("test_each_recipe_builds_as_soon_as_its_prompts_are_filled", "agreement", "exports", "practice", "practise"),
    *("checks", "confluence", "word", "clipboard", "offline", "makefile", "properdocs", "html", "print view"),
    *("test_pages_lead_to_the_source_only_where_one_is_named", "calls", "lost"),
    *("test_each_choice_copies_what_its_tool_understands", "test_a_wiki_is_checked_as_a_site_is"),
)
"""The units that take longest, by their group or the name of their test, the longest first."""


def unit(item: pytest.Item) -> str:
    """Name the group of a test; a test without one is a unit of its own."""
    groups = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
    return "_".join(groups) or item.nodeid


def ordered(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """Put tests into the order in which the units are handed out; within a unit they stay as they are."""
    units: dict[str, list[pytest.Item]] = {}
    for item in items:
        units.setdefault(unit(item), []).append(item)
    long = sorted((name for name in units if _place(units[name]) < len(LONG)), key=lambda name: _place(units[name]))
    building = [name for name in long if _needs_site(units[name])]
    others = [name for name in long if name not in building]
    names = [*building[:1], *others, *building[1:], *(name for name in units if name not in long)]
    return [item for name in names for item in units[name]]


def _place(members: Sequence[pytest.Item]) -> int:
    known = {unit(members[0]), str(getattr(members[0], "originalname", ""))} & set(LONG)
    return LONG.index(known.pop()) if known else len(LONG)


def _needs_site(members: Sequence[pytest.Item]) -> bool:
    return any("site" in getattr(item, "fixturenames", ()) for item in members)
