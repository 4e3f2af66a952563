"""A template is written once and filled blank or with the story's example."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from macros.calendar import Calendar
from macros.claims import judge
from macros.errors import PlaybookError, PlaybookErrors
from macros.library import Library
from macros.names import ClaimNames
from macros.templates import BLANK, EXAMPLE, FILLS, Templates
from tests.builds import ROOT
from tests.cases import for_every
from tests.small_story import STORY, write

TEXT = """# Card

- Role: {{ field("role") }}
- Latency: {{ field("latency") }}, {{ field("change") }}
- Goal: {{ field("goal") }}
- [ ] one thing to do

| what | when |
| --- | --- |
{% for row in rows("steps") %}
| {{ row("what") }} | {{ row("when") }} |
{% endfor %}
"""
ROLE = {"label": "your role", "kind": "text", "example": "engineering manager"}
FORM = {
    "fields": {
        "role": ROLE,
        "latency": {"label": "latency now", "kind": "number", "unit": "ms", "example": "{small.after}"},
        "change": {"label": "change", "kind": "measure", "formulas": ["relative_change"], "example": "{small.change}"},
        "goal": {
            "label": "goal",
            "kind": "text",
            "example": "{target small.latency}, and it was {verdict small.latency}",
        },
    },
    "rows": {
        "steps": {
            "label": "step",
            "blank": 2,
            "fields": {"what": {"label": "what", "kind": "text"}, "when": {"label": "by when", "kind": "date"}},
            "examples": [{"what": step, "when": "in May"} for step in ("first", "second", "third")],
        }
    },
}


@pytest.fixture
def templates(tmp_path: Path) -> Templates:
    """One template and one story."""
    return made(tmp_path)


def made(folder: Path, text: str = TEXT, form: object = FORM) -> Templates:
    for name in ("stories", "templates"):
        (folder / name).mkdir(exist_ok=True)
    write(folder / "stories" / "small.yml", STORY)
    (folder / "templates" / "card.md").write_text(text, encoding="utf-8")
    write(folder / "templates" / "card.yml", form)
    library = Library(folder / "stories")
    return Templates(folder / "templates", library, partial(judged, ClaimNames(library, Calendar())))


def judged(names: ClaimNames, words: str) -> Markup:
    """Judge a claim as a page does, with a mark that can be seen."""
    return Markup("") if judge(words, names).holds else Markup("(!)")


def of_role(example: str) -> dict[str, object]:
    """Make a form that asks for a role alone."""
    return {"fields": {"role": ROLE | {"example": example}}}


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
    assert "Latency: [latency now, ms], [change]" in shown
    assert "Goal: [goal]" in shown
    assert shown.count("[what] [by when, date]") == 2


def test_an_example_shows_its_words_and_the_values_of_the_story(templates: Templates) -> None:
    shown = words(templates.html("card", EXAMPLE))
    assert "Role: engineering manager" in shown
    assert "Latency: 110 ms, −78 %" in shown
    assert "Goal: < 150 ms, and it was met" in shown
    assert "first in May second in May third in May" in shown
    assert "[" not in shown and "{" not in shown


def test_every_value_of_an_example_names_its_story_and_key(templates: Templates) -> None:
    tree = lxml.html.fromstring(templates.html("card", EXAMPLE))
    named = {(data.get("data-key") or data.get("data-goal"), data.get("value")) for data in tree.iter("data")}
    assert {data.get("data-story") for data in tree.iter("data")} == {"small"}
    assert named == {("after", "110"), ("change", "-0.78000000000000003"), ("latency", "150"), ("latency", "met")}


def test_every_place_names_its_field_in_both_fills(templates: Templates) -> None:
    for fill, kind, steps in ((BLANK, "pb-slot", 2), (EXAMPLE, "pb-filled", 3)):
        places = lxml.html.fromstring(templates.html("card", fill)).find_class(kind)
        expected = ["role", "latency", "change", "goal", *["what", "when"] * steps]
        assert [place.get("data-field") for place in places] == expected


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
def test_the_words_of_an_example_are_shown_as_they_were_typed_and_read_as_no_markup(tmp_path: Path, value: str) -> None:
    text = "Role: {{ field('role') }}, yes\n\n| a | b |\n| --- | --- |\n| {{ field('role') }} | c |\n"
    tree = lxml.html.fromstring(made(tmp_path, text, of_role(value)).html("card", EXAMPLE))
    assert [(place.text_content(), len(place)) for place in tree.find_class("pb-filled")] == [(value, 0)] * 2


@settings(max_examples=settings().max_examples * 2 // 5)  # Markdown is slow to start
@given(value=st.text(alphabet="ab *_`[]()!<>&|\\~^#-+=:\"'", min_size=1, max_size=12).filter(str.strip))
def test_any_words_of_an_example_are_shown_as_typed(tmp_path_factory: pytest.TempPathFactory, value: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "typed"
    folder.mkdir(exist_ok=True)
    tree = lxml.html.fromstring(made(folder, "Role: {{ field('role') }}, yes\n", of_role(value)).html("card", EXAMPLE))
    (place,) = tree.find_class("pb-filled")
    assert (place.text_content(), len(place)) == (value.strip(), 0)


@for_every(
    "example, expected",
    [
        ("{small.rol}", "small has no input or figure 'rol'; did you mean 'role'?"),
        ("{smalll.role}", "no story has this name; did you mean 'small'?"),
        ("{small.latencies}", "isn't one number; name a number or a figure"),
        ("{small.role}", "isn't one number"),
        ("{target small.after}", "small has no goal 'after'"),
        ("{verdict small.after}", "small has no goal 'after'"),
    ],
)
def test_an_example_that_names_what_no_story_has_is_refused(tmp_path: Path, example: str, expected: str) -> None:
    assert expected in refusal(lambda: made(tmp_path, '{{ field("role") }}', of_role(example)).text("card", EXAMPLE))


@for_every(
    "text, expected",
    [
        ('{{ field("rol") }}', "field(\"rol\"): {form} has no such name; did you mean 'role'?"),
        ('{{ field("what") }}', 'field("what"): {form} has no such name'),
        ('{% for row in rows("stps") %}{% endfor %}', "rows(\"stps\"): {form} has no such name; did you mean 'steps'?"),
        (
            '{% for row in rows("steps") %}{{ row("wat") }}{% endfor %}',
            'row("wat") of rows("steps"): {form} has no such name; did you mean \'what\'?',
        ),
        (TEXT.replace('{{ field("goal") }}', ""), "{form}: fields.goal: the text shows it nowhere; write it where"),
        (TEXT.replace('{{ row("when") }}', ""), "{form}: rows.steps.fields.when: the text shows it nowhere"),
    ],
)
def test_a_text_and_a_form_that_do_not_fit_are_refused_in_both_fills(tmp_path: Path, text: str, expected: str) -> None:
    templates = made(tmp_path, text)
    form = tmp_path / "templates" / "card.yml"
    for fill in FILLS:
        assert expected.format(form=form) in refusal(partial(templates.text, "card", fill))


def test_a_text_without_a_form_and_a_form_without_a_text_are_refused(tmp_path: Path) -> None:
    templates = made(tmp_path)
    (tmp_path / "templates" / "alone.md").write_text("# Alone\n", encoding="utf-8")
    write(tmp_path / "templates" / "apart.yml", FORM)
    told = refusal(lambda: templates.text("card", BLANK))
    assert "snippets/templates/alone.md: has no alone.yml beside it; write it, or remove this one" in told
    with pytest.raises(PlaybookErrors) as caught:
        templates.text("card", BLANK)
    assert [one.where for one in caught.value.errors] == [
        f"snippets/templates/{name}" for name in ("alone.md", "apart.yml")
    ]


@pytest.mark.parametrize(("claim", "mark"), [("small.change < 0", ""), ("small.change > 0", "(!)")])
def test_an_example_may_rest_on_a_claim_and_a_blank_rests_on_none(tmp_path: Path, claim: str, mark: str) -> None:
    text = '{{ field("role") }}\n\nIt was faster.{{ claim("' + claim + '") }}\n'
    templates = made(tmp_path, text, of_role("We won.{claim " + claim + "}"))
    assert words(templates.text("card", EXAMPLE)) == f"We won.{mark} It was faster.{mark}"
    assert words(templates.text("card", BLANK)) == "[your role] It was faster."


def test_a_claim_that_cannot_be_judged_is_refused(tmp_path: Path) -> None:
    templates = made(tmp_path, '{{ field("role") }}', of_role("We won.{claim small.chnge < 0}"))
    assert "small has no input, figure or goal 'chnge'" in refusal(lambda: templates.text("card", EXAMPLE))


def test_a_name_that_templates_do_not_have_is_refused(tmp_path: Path) -> None:
    told = refusal(lambda: made(tmp_path, '# Card\n\n{{ figure("small.change") }}').text("card", BLANK))
    assert told.endswith("card.md:3: 'figure' is undefined; call field, rows, row and claim alone")
    told = refusal(lambda: made(tmp_path, '# Card\n{{ field("role" }}').text("card", BLANK))
    assert told.endswith("card.md:2: unexpected '}', expected ')'; mend the template")


def test_an_unknown_template_and_an_unknown_fill_are_refused(templates: Templates) -> None:
    assert "no template has this name; did you mean 'card'?" in refusal(lambda: templates.text("crd", BLANK))
    assert "unknown fill 'blnk'; did you mean 'blank'?" in refusal(lambda: templates.text("card", "blnk"))


NAMES = ClaimNames(Library(), Calendar())
PLAYBOOK = Templates(ROOT / "snippets" / "templates", Library(), partial(judged, NAMES))


@for_every("name, fill", product(PLAYBOOK.names(), FILLS))
def test_every_template_of_the_playbook_can_be_filled(name: str, fill: str) -> None:
    html = PLAYBOOK.html(name, fill)
    assert ("pb-slot" in html) == (fill == BLANK)
    assert ("pb-filled" in html) == (fill == EXAMPLE)
