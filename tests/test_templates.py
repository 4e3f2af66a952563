"""A template is written once and filled blank or with the story's example."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import jinja2
import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.library import Library
from macros.templates import BLANK, EXAMPLE, FILLS, Templates
from tests.builds import ROOT
from tests.cases import for_every
from tests.small_story import STORY, changed, write

TEXT = """# Card

- Role: {{ slot("small.role") }}
- Latency: {{ slot("small.after") }}, {{ slot("small.change") }}
- Goal: {{ target("small.latency") }}, {{ slot("small.latency") }}
- [ ] one thing to do

| what | value |
| --- | --- |
| role | {{ slot("small.role") }} |
"""


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    """One template and one story."""
    return made(tmp_path, TEXT)


def made(folder: Path, text: str, story: object = STORY) -> Templates:
    for name in ("stories", "templates"):
        (folder / name).mkdir(exist_ok=True)
    write(folder / "stories" / "small.yml", story)
    (folder / "templates" / "card.md").write_text(text, encoding="utf-8")
    return Templates(folder / "templates", Library(folder / "stories"))


def words(html: str) -> str:
    return " ".join(lxml.html.fromstring(html).text_content().replace("\u00a0", " ").split())


def refusal(ask: Callable[[], object]) -> str:
    with pytest.raises(PlaybookError) as caught:
        ask()
    return str(caught.value)


def test_the_templates_are_the_files_of_the_folder(templates: Templates) -> None:
    assert templates.names() == ["card"]


def test_a_blank_template_shows_what_belongs_in_each_place(templates: Templates) -> None:
    shown = words(templates.html("card", BLANK))
    assert "Role: [your role]" in shown
    assert "Latency: [latency after, ms], [change of latency, %]" in shown
    assert "Goal: [latency: target, ms], [latency: met or missed]" in shown


def test_an_example_shows_the_values_of_the_story(templates: Templates) -> None:
    shown = words(templates.html("card", EXAMPLE))
    assert "Role: engineering manager" in shown
    assert "Latency: 110 ms, −78 %" in shown
    assert "Goal: < 150 ms, met" in shown
    assert "[" not in shown


def test_every_value_of_an_example_names_its_story_and_key(templates: Templates) -> None:
    tree = lxml.html.fromstring(templates.html("card", EXAMPLE))
    named = {(data.get("data-key") or data.get("data-goal"), data.get("value")) for data in tree.iter("data")}
    assert {data.get("data-story") for data in tree.iter("data")} == {"small"}
    assert ("after", "110") in named
    assert ("change", "-0.78000000000000003") in named
    assert ("role", "engineering manager") in named
    assert ("latency", "met") in named


def test_every_slot_of_a_blank_template_names_its_story_and_key(templates: Templates) -> None:
    slots = lxml.html.fromstring(templates.html("card", BLANK)).find_class("pb-slot")
    assert [slot.get("data-key") or slot.get("data-goal") for slot in slots] == [
        "role",
        "after",
        "change",
        "latency",
        "latency",
        "role",
    ]


def test_a_box_to_tick_has_a_name(templates: Templates) -> None:
    (box,) = lxml.html.fromstring(templates.html("card", BLANK)).xpath("//input[@type='checkbox']")
    assert box.get("aria-label") == "to do"


def test_a_template_is_one_line_of_html_so_that_tabs_can_hold_it(templates: Templates) -> None:
    for fill in FILLS:
        assert "\n" not in templates.html("card", fill)


@for_every(
    "value",
    [
        "a | b",
        "*not* emphasised",
        "snake_case_",
        "__init__",
        "[a](b)",
        "![a](https://e.org/x.png)",
        "`code` \\*",
        "<b> & \"q\" 'q'",
    ],
)
def test_a_text_of_the_story_is_shown_as_it_was_typed_and_read_as_no_markup(tmp_path: Path, value: str) -> None:
    tree = lxml.html.fromstring(made(tmp_path, TEXT, changed("inputs", "role", value=value)).html("card", EXAMPLE))
    shown = [data for data in tree.iter("data") if data.get("data-key") == "role"]
    assert [(data.text_content(), data.get("value"), len(data)) for data in shown] == [(value, value, 0)] * 2


@settings(max_examples=settings().max_examples * 2 // 5)  # Markdown is slow to start
@given(value=st.text(alphabet="ab *_`[]()!<>&|\\~^#-+=:\"'", min_size=1, max_size=12).filter(str.strip))
def test_any_text_of_a_story_is_shown_as_it_was_typed(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "typed"
    folder.mkdir(exist_ok=True)
    story = changed("inputs", "role", value=value)
    tree = lxml.html.fromstring(made(folder, 'Role: {{ slot("small.role") }}, yes\n', story).html("card", EXAMPLE))
    (data,) = tree.iter("data")
    assert (data.text_content(), data.get("value"), len(data)) == (value.strip(), value.strip(), 0)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('slot("small.rol")', "small has no input or figure 'rol'; did you mean 'role'?"),
        ('slot("smalll.role")', "no story has this name; did you mean 'small'?"),
        ('slot("role")', "no story has this name"),
        ('slot("small.latencies")', "is a list or a table; name a number or a text"),
        ('target("small.after")', "small has no goal 'after'"),
    ],
)
@pytest.mark.parametrize("fill", FILLS)
def test_a_name_that_no_story_has_is_refused_in_both_fills(tmp_path: Path, call: str, expected: str, fill: str) -> None:
    templates = made(tmp_path, f"{{{{ {call} }}}}")
    assert expected in refusal(lambda: templates.text("card", fill))


def test_a_name_that_templates_do_not_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(jinja2.UndefinedError, match="'figure' is undefined"):
        made(tmp_path, '{{ figure("small.change") }}').text("card", BLANK)


def test_an_unknown_template_and_an_unknown_fill_are_refused(templates: Templates) -> None:
    assert "no template has this name; did you mean 'card'?" in refusal(lambda: templates.text("crd", BLANK))
    assert "unknown fill 'blnk'; did you mean 'blank'?" in refusal(lambda: templates.text("card", "blnk"))


PLAYBOOK = Templates(ROOT / "snippets" / "templates", Library())


@for_every("name, fill", product(PLAYBOOK.names(), FILLS))
def test_every_template_of_the_playbook_can_be_filled(name: str, fill: str) -> None:
    html = PLAYBOOK.html(name, fill)
    assert ("pb-slot" in html) == (fill == BLANK)
    assert ("<data" in html) == (fill == EXAMPLE)
