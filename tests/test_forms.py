"""The forms of templates: what is read from them, and what is refused with its file, line and remedy."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from macros.errors import PlaybookErrors
from macros.forms import Kind, read_form
from tests import changing
from tests.cases import for_every
from tests.small_story import write
from tests.test_templates import FORM, PLAYBOOK

CHOICE = {"label": "a", "kind": "choice", "choices": ["met", "missed"], "example": "met"}


def refused(folder: Path, data: Any) -> list[str]:
    """Give everything that is told of a form, without its folder."""
    with pytest.raises(PlaybookErrors) as caught:
        read_form(write(folder / "card.yml", data))
    return [str(error).removeprefix(f"{folder}/") for error in caught.value.errors]


changed = partial(changing.changed, FORM)


def test_a_form_is_read_as_it_is_written(tmp_path: Path) -> None:
    form = read_form(write(tmp_path / "card.yml", FORM))
    assert list(form.fields) == ["role", "latency", "change", "goal"]
    assert (form.name, form.fields["latency"].kind, form.fields["change"].formulas) == (
        "card",
        Kind.NUMBER,
        ("relative_change",),
    )
    assert form.fields["latency"].unit is not None and form.fields["latency"].unit.name == "ms"
    steps = form.rows["steps"]
    assert (steps.label, steps.blank, len(steps.examples), list(steps.fields)) == ("step", 2, 3, ["what", "when"])
    assert form.examples["role"] == "engineering manager"


@for_every(
    "form, expected",
    [
        ({}, "card.yml:1: asks for nothing; give it fields"),
        ([], "card.yml:1: isn't a mapping"),
        (changed("field", to={}), "field: is unknown here; did you mean 'fields'?"),
        (changed("fields", to=["role"]), "fields: holds no names"),
        (changed("fields", "Role", to=CHOICE), "fields.Role: is no name; use small letters"),
        (changed("fields", "role", "label", to=None), "fields.role: lacks 'label'; give it label, kind, example"),
        (changed("fields", "role", "label", to="  "), "card.yml:3: fields.role.label: holds no words"),
        (changed("fields", "role", "kind", to="txt"), "fields.role.kind: is 'txt'; did you mean 'text'?"),
        (changed("fields", "role", "kind", to=3), "fields.role.kind: is 3; known are"),
        (changed("fields", "role", "help", to="x"), "fields.role.help: is unknown here"),
        (changed("fields", "role", "unit", to="ms"), "fields.role.unit: is unknown here"),
        (changed("fields", "role", "example", to=None), "fields.role: lacks 'example'"),
        (changed("fields", "role", "example", to=7), "fields.role.example: holds no words"),
        (changed("fields", "role", "example", to="{small}"), "fields.role.example: has a brace"),
        (
            changed("fields", "role", "example", to="{goal small.a}"),
            "fields.role.example: has a brace",
        ),
        (changed("fields", "latency", "unit", to="mss"), "fields.latency.unit: is 'mss'; did you mean 'ms'?"),
        (changed("fields", "latency", "unit", to=None), "fields.latency: lacks 'unit'"),
        (changed("fields", "change", "formulas", to=["ratioo"]), "names the formula 'ratioo'; did you mean 'ratio'?"),
        (changed("fields", "change", "formulas", to=[]), "fields.change.formulas: names no formula"),
        (
            changed("fields", "role", to=CHOICE | {"example": "mett"}),
            "fields.role.example: is 'mett'; did you mean 'met'?",
        ),
        (
            changed("fields", "role", to=CHOICE | {"choices": ["met"]}),
            "fields.role.choices: holds no choice; give a list of at least two",
        ),
        (
            changed("rows", "steps", "fields", "what", "label", to="Goal"),
            "fields.what.label: reads like that of fields.goal",
        ),
        (changed("rows", "steps", "blank", to=0), "rows.steps.blank: is 0; give a whole number from 1 to 8"),
        (changed("rows", "steps", "blank", to=True), "rows.steps.blank: is True"),
        (changed("rows", "steps", "label", to=None), "rows.steps: lacks 'label'"),
        (changed("rows", "steps", "examples", to=[]), "rows.steps.examples: holds no row"),
        (changed("rows", "steps", "examples", 0, "when", to=None), "rows.steps.examples.1: lacks 'when'"),
        (changed("rows", "steps", "examples", 2, "who", to="me"), "rows.steps.examples.3.who: is unknown here"),
        (
            changed("rows", "steps", "fields", "what", "example", to="x"),
            "fields.what.example: is unknown here",
        ),
    ],
)
def test_a_form_that_cannot_be_used_is_refused(tmp_path: Path, form: Any, expected: str) -> None:
    told = refused(tmp_path, form)
    assert any(expected in one for one in told), told


PROOFS = {"label": "proof", "blank": 1, "fields": {"proof": {"label": "proof of it", "kind": "text"}}}


def nested(**inner: Any) -> dict[str, Any]:
    """Give the form rows in its rows."""
    form = changed("rows", "steps", "rows", to=inner)
    for example in form["rows"]["steps"]["examples"]:
        example |= {name: [{"proof": "a log"}] for name in inner}
    return form


def test_rows_may_hold_rows(tmp_path: Path) -> None:
    form = read_form(write(tmp_path / "card.yml", nested(proofs=PROOFS)))
    assert list(form.all_rows()) == ["steps", "proofs"]
    (proof,) = form.rows["steps"].examples[0].rows["proofs"]
    assert proof.words == {"proof": "a log"}


@for_every(
    "form, expected",
    [
        (
            nested(steps=PROOFS),
            "card.yml:46: rows.steps.rows.steps: is called like rows.steps; give it a name of its own",
        ),
        (nested(proofs=PROOFS | {"examples": []}), "rows.steps.rows.proofs.examples: is unknown here"),
        (nested(proofs=PROOFS | {"fields": {}}), "rows.steps.rows.proofs.fields: holds no names"),
        (
            nested(proofs=PROOFS | {"fields": {"proof": {"label": "by when", "kind": "text"}}}),
            "rows.steps.rows.proofs.fields.proof.label: reads like that of rows.steps.fields.when",
        ),
        (
            changed("rows", "steps", "rows", to={"proofs": PROOFS}),
            "rows.steps.examples.1: lacks 'proofs'; give it what",
        ),
    ],
)
def test_rows_in_rows_are_held_to_the_same(tmp_path: Path, form: Any, expected: str) -> None:
    told = refused(tmp_path, form)
    assert any(expected in one for one in told), told


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    form = changed("fields", "role", "kind", to="txt")
    form["rows"]["steps"]["blank"] = "two"
    assert len(refused(tmp_path, form)) == 2


def test_a_choice_may_be_a_verdict_of_a_story(tmp_path: Path) -> None:
    choice = CHOICE | {"example": "{verdict small.latency}"}
    form = read_form(write(tmp_path / "card.yml", changed("fields", "role", to=choice)))
    assert form.fields["role"].choices == ("met", "missed")


def test_every_label_of_the_playbook_can_stand_alone() -> None:
    forms = PLAYBOOK.forms
    fields = [
        (name, field)
        for name, form in forms.items()
        for fields in (form.fields, *(rows.fields for rows in form.rows.values()))
        for field in fields.values()
    ]
    assert len(fields) > 300
    counted = re.compile(r"^(?:the )?(?:first|second|third|fourth|fifth)\b")
    unfit = re.compile(r"\.$|[\[\]]")
    assert [(name, field.label) for name, field in fields if counted.search(field.label)] == []
    assert [(name, field.label) for name, field in fields if unfit.search(field.label)] == []
