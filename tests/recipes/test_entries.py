"""An entry goes where it belongs and leaves the rest of the file as it was; where it has no place, that is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.errors import PlaybookError
from macros.recipes.entries import in_last_item, in_line, in_list, in_navigation, in_section, in_table

NAVIGATION = """nav:
  - Home: index.md
  - Stories:
      - stories/index.md # the list
      - stories/one.md
  - About: about.md
plugins: [search]
"""


def test_a_page_goes_below_the_last_one_that_it_belongs_with() -> None:
    changed = in_navigation(NAVIGATION, "stories/two.md", lambda page: page.startswith("stories/"))
    assert changed == NAVIGATION.replace("stories/one.md\n", "stories/one.md\n      - stories/two.md\n")


def test_a_new_section_is_opened_one_level_higher_with_its_index() -> None:
    changed = in_navigation(NAVIGATION, "more/two.md", lambda page: page.startswith("stories/"), "More")
    opened = "  - More:\n      - more/index.md\n      - more/two.md\n"
    assert changed == NAVIGATION.replace("      - stories/one.md\n", f"      - stories/one.md\n{opened}")


def test_an_item_goes_below_the_last_item_of_a_page() -> None:
    assert in_list("Text.\n\n- one\n- two\n\nMore.\n", "three", "a.md") == "Text.\n\n- one\n- two\n- three\n\nMore.\n"


def test_words_go_to_the_end_of_the_last_item() -> None:
    assert in_last_item("- one\n- two\n\nMore.\n", "three", "a.md") == "- one\n- two, three\n\nMore.\n"


def test_entries_go_to_the_end_of_their_section_before_what_introduces_the_next() -> None:
    text = "inputs:\n  a: 1\n\n# The figures\nfigures:\n  b: 2\n"
    assert in_section(text, "inputs", "  c: 3\n  d: 4\n", "a.yml") == text.replace("a: 1\n", "a: 1\n  c: 3\n  d: 4\n")
    assert in_section(text, "figures", "  c: 3\n", "a.yml") == f"{text}  c: 3\n"


def test_words_go_to_the_end_of_the_one_line_that_starts_so() -> None:
    assert (
        in_line("people  rating\nmoney   cost\n", "money ", ", gain", "a.py") == "people  rating\nmoney   cost, gain\n"
    )


def test_a_row_goes_to_the_end_of_its_table() -> None:
    assert (
        in_table('A = {\n    "a": 1,\n}\nB = {}\n', "A", '"b": 2,', "a.py")
        == 'A = {\n    "a": 1,\n    "b": 2,\n}\nB = {}\n'
    )


def test_where_there_is_no_place_the_file_is_named() -> None:
    refusals: dict[str, Callable[[], str]] = {
        "mkdocs.yml: has 'stories/one.md' in its navigation already; remove it, or take another name": lambda: (
            in_navigation(NAVIGATION, "stories/one.md", lambda page: page.startswith("stories/"))
        ),
        "mkdocs.yml: has no page beside which 'a.md' could stand; put it in by hand": lambda: in_navigation(
            NAVIGATION, "a.md", lambda page: page == "b.md"
        ),
        "a.md: has no list; begin one with '- '": lambda: in_list("Text.\n", "three", "a.md"),
        "b.md: has no list; begin one with '- '": lambda: in_last_item("Text.\n", "three", "b.md"),
        "a.yml: has no section 'figures'; add it with an entry": lambda: in_section(
            "inputs: {}\n", "figures", "", "a.yml"
        ),
        "a.py: has 2 lines that start with 'a'; have one of them": lambda: in_line("a b\na c\n", "a ", "d", "a.py"),
        "b.py: assigns no mapping to 'A'; put the row in by hand": lambda: in_table("B = 1\n", "A", "", "b.py"),
    }
    for told, call in refusals.items():
        with pytest.raises(PlaybookError) as caught:
            call()
        assert str(caught.value) == told
