"""Templates become one line of HTML in which no value can become markup."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import jinja2
import lxml.html
import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.presentation.render import Numbering, origin, render
from macros.story import Text
from tests.cases import for_every
from tests.small_story import ledger

STORY = SimpleNamespace(story=SimpleNamespace(name="small"))
EXTENSIONS = [
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "pymdownx.superfences",
]


def shown(value: str) -> str:
    return render("input", ledger=STORY, entry=Text("role", "role", value), value=value)


@for_every("value", ["<b>", "a & b", "\"q\" 'q'", "x | y", "`c`", "*a* _b_", "[a](b)", "\\*", "{{ 1 + 1 }}"])
def test_a_value_is_shown_as_it_is(value: str) -> None:
    data = lxml.html.fromstring(shown(value))
    assert (data.text_content(), data.get("value")) == (value, value)


@settings(max_examples=settings().max_examples * 2 // 5)  # Markdown is slow to start
@given(value=st.text(alphabet="ab1 *_`[]()!<>&|\\~^#-+=:{}\"'.", min_size=1, max_size=14))
def test_markdown_leaves_any_value_as_it_is(value: str) -> None:
    for around in (
        "Words {} words.",
        "- {}\n- two",
        "| a | b |\n| --- | --- |\n| {} | c |",
        '!!! note "Title"\n\n    {} words',
    ):
        tree = lxml.html.fromstring(markdown.markdown(around.format(shown(value)), extensions=EXTENSIONS))
        (data,) = tree.iter("data")
        assert (data.text_content(), data.get("value"), len(data)) == (value, value, 0)


def test_a_template_is_one_line() -> None:
    html = render(
        "sources",
        sources=[SimpleNamespace(url="https://example.org", title="One"), SimpleNamespace(url="u", title="2")],
    )
    assert html.startswith('<ul class="pb-sources"><li>')
    assert "\n" not in html


def test_words_of_neighbouring_cells_stay_apart(tmp_path: Path) -> None:
    calculated = ledger(tmp_path)
    html = render("scorecard", ledger=calculated, goals=list(calculated.goals.values()))
    assert "</th><th" not in html
    assert "</td><td" not in html


def test_every_digit_of_a_number_is_there_for_scripts(tmp_path: Path) -> None:
    calculated = ledger(tmp_path)
    html = render(
        "values", ledger=calculated, entries=[calculated.figures["change"]], formula_urls={"relative_change": "x/"}
    )
    (data,) = lxml.html.fromstring(html).iter("data")
    assert float(str(data.get("value"))) == calculated.figures["change"].value
    assert data.text_content() == "−78\u00a0%"


def test_a_value_that_a_template_misses_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError, match="sources"):
        render("sources")


def test_a_template_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(jinja2.TemplateNotFound):
        render("nothing")


def test_ids_of_a_page_are_counted_together() -> None:
    numbering = Numbering()
    assert [numbering.next("chart"), numbering.next("working"), numbering.next("chart")] == [
        "chart-1",
        "working-2",
        "chart-3",
    ]


def test_the_origin_of_a_number_is_its_story_and_key(tmp_path: Path) -> None:
    calculated = ledger(tmp_path)
    assert origin(calculated, calculated.figures["change"]) == {"story": "small", "key": "change"}
