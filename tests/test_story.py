"""A story is read whole or refused with file, line, key, problem and remedy: every rule, and all mistakes at once."""

from __future__ import annotations

import copy
import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.figures import Figure, Ledger, calculate
from macros.formulas import Estimate
from macros.story import Number, NumberList, NumberTable, Text, read_story
from macros.units import units
from tests.cases import for_every
from tests.small_story import STORY, changed, errors, ledger, read, without, write

# A good story


def test_a_story_takes_its_name_from_its_file_and_its_words_from_its_fields(tmp_path: Path) -> None:
    story = read(tmp_path, STORY)
    assert (story.name, story.title, story.summary) == ("small", "A small story", "One of everything.")


def test_each_shape_of_input_is_read(tmp_path: Path) -> None:
    inputs = read(tmp_path, STORY).inputs
    assert inputs["slo"] == Number("slo", "objective", units()["%"], 0.999)
    assert inputs["role"] == Text("role", "your role", "engineering manager")
    assert inputs["latencies"] == NumberList("latencies", "latencies", units()["ms"], (58.0, 61.0, 131.0))
    table = inputs["predictions"]
    assert isinstance(table, NumberTable)
    assert [(column.name, column.label, column.unit.name) for column in table.columns] == [
        ("predicted", "predicted probability", "%"),
        ("outcome", "outcome", ""),
    ]
    assert table.rows == (SimpleNamespace(predicted=0.9, outcome=1.0), SimpleNamespace(predicted=0.2, outcome=0.0))


def test_words_over_several_lines_become_one_line(tmp_path: Path) -> None:
    story = read(tmp_path, changed("inputs", "role", value="one\n  two\n", unit="text", label="your\nrole"))
    assert story.inputs["role"] == Text("role", "your role", "one two")


def test_figures_and_goals_may_be_left_out(tmp_path: Path) -> None:
    story = read(tmp_path, {key: STORY[key] for key in ("title", "summary", "inputs")})
    assert (story.figures, story.goals) == ({}, {})


# What is refused: the place (line: key), the problem and the remedy of each rule

RULES: list[tuple[Any, str]] = [
    # The file
    ([], "small.yml: has no keys; give title, summary, inputs, figures, goals"),
    ("words", "small.yml: has no keys; give"),
    (None, "small.yml: has no keys; give"),
    (STORY | {"figure": {}}, ": figure: unknown section; did you mean 'figures'?"),
    (without("title"), "small.yml:1: title: is missing; give it words"),
    (changed("title", to="  "), "small.yml:1: title: is '  '; give it words"),
    (changed("title", to=5), "small.yml:1: title: is 5; give it words"),
    (without("summary"), ": summary: is missing; give it words"),
    (without("inputs"), ": inputs: must be a mapping with at least one entry; give 'inputs:' its entries"),
    (changed("inputs", to={}), ": inputs: must be a mapping with at least one entry"),
    (changed("figures", to=[]), ": figures: must be a mapping with at least one entry"),
    (changed("goals", to=None), ": goals: must be a mapping with at least one entry"),
    # Names and entries
    (changed("inputs", "Role", to=STORY["inputs"]["role"]), ": inputs.Role: isn't a good name; use lower-case letters"),
    (changed("inputs", "a-b", to=STORY["inputs"]["role"]), ": inputs.a-b: isn't a good name"),
    (changed("inputs", "2nd", to=STORY["inputs"]["role"]), ": inputs.2nd: isn't a good name"),
    (changed("inputs", "role", to="manager"), ": inputs.role: is 'manager'; give it fields in braces"),
    (changed("figures", "change", to=3), ": figures.change: is 3; give it fields in braces"),
    (
        changed("figures", "before", to=STORY["figures"]["change"]),
        ": figures.before: an input has the same name; rename",
    ),
    # Inputs
    (without("inputs", "before", "label"), ": inputs.before.label: is missing; give it words"),
    (without("inputs", "before", "unit"), ": inputs.before.unit: is missing; give a unit of macros/units.yml"),
    (without("inputs", "before", "value"), ": inputs.before: has no value; give one of value, values, rows"),
    (changed("inputs", "before", values=[1]), ": inputs.before: has value and values; give one of value, values, rows"),
    (changed("inputs", "before", unit="msec"), ": inputs.before.unit: unknown unit 'msec'; did you mean 'ms'?"),
    (changed("inputs", "before", unit=5), ": inputs.before.unit: unknown unit 5"),
    (
        changed("inputs", "before", value="500"),
        ": inputs.before.value: is '500'; write 500, a finite number, without quo",
    ),
    (
        changed("inputs", "before", value="fast"),
        ": inputs.before.value: is 'fast'; give a finite number, without quotes",
    ),
    (changed("inputs", "before", value=True), ": inputs.before.value: is True; give a finite number"),
    (changed("inputs", "before", value=None), ": inputs.before.value: is empty; give one finite number"),
    (changed("inputs", "before", value=[500]), ": inputs.before.value: is a list; give one finite number"),
    (changed("inputs", "before", value={"ms": 5}), ": inputs.before.value: is a mapping; give one finite number"),
    (changed("inputs", "slo", value="99,9"), ": inputs.slo.value: is '99,9'; write 99.9"),
    (
        changed("inputs", "before", value="1,000"),
        ": inputs.before.value: is '1,000'; write 1.000, or 1000 if thousands",
    ),
    (changed("inputs", "before", value="1,000,000"), ": inputs.before.value: is '1,000,000'; write 1000000, without"),
    (
        changed("inputs", "slo", value="99.9 %"),
        'write 99.9, and the unit in a field of its own, for instance unit: "%"',
    ),
    (
        changed("inputs", "before", value="24 ms"),
        'write 24, and the unit in a field of its own, for instance unit: "ms"',
    ),
    (changed("inputs", "before", value="$5"), 'write 5, and the unit in a field of its own, for instance unit: "$"'),
    (changed("inputs", "before", value="\u22125"), ": inputs.before.value: is '\u22125'; write -5, a finite number"),
    # Numbers that nothing of their kind can come to
    (
        changed("inputs", "before", value=-5),
        ": inputs.before.value: is -5 ms; it must be at least 0 (its kind is time)",
    ),
    (
        changed("inputs", "share", value=500),
        ": inputs.share.value: is 500 %; it must be at most 100 (its kind is share)",
    ),
    (changed("inputs", "share", value=1e300), ": inputs.share.value: is 1e+300 %; it must be 0, or between"),
    (
        changed("inputs", "before", value=1e300),
        ": inputs.before.value: is 1e+300 ms; it must be 0, or between 1e-12 and",
    ),
    (
        changed("inputs", "before", value=9.5, unit="people"),
        ": inputs.before.value: is 9.5 people; it must be a whole number (its kind is count)",
    ),
    (
        changed("inputs", "before", value=-9, unit="people"),
        ": inputs.before.value: is -9 people; it must be at least 0",
    ),
    (
        changed("inputs", "before", value=-1, unit="decision"),
        ": inputs.before.value: is -1 decision; it must be at least 0",
    ),
    (changed("inputs", "latencies", values=[58, -1]), ": inputs.latencies.values.2: is -1 ms; it must be at least 0"),
    (
        changed("inputs", "predictions", rows=[{"predicted": 900, "outcome": 1}]),
        ": inputs.predictions.rows.1.predicted: is 900 %; it must be at most 100",
    ),
    (changed("inputs", "before", value=10**400), ": inputs.before.value: is 1000"),
    (changed("inputs", "before", labl="x"), ": inputs.before.labl: unknown field; did you mean 'label'?"),
    (
        changed("inputs", "before", **{"in ms": None}),
        ": inputs.before.in ms: unknown field; put quotes around text that holds a comma",
    ),
    (changed("inputs", "role", value=5), ": inputs.role.value: is 5; give it words"),
    (changed("inputs", "latencies", values=[]), ": inputs.latencies.values: must be a list with at least one number"),
    (changed("inputs", "latencies", values=5), ": inputs.latencies.values: must be a list with at least one number"),
    (changed("inputs", "latencies", values=[1, "x"]), ": inputs.latencies.values.2: is 'x'; give a finite number"),
    (changed("inputs", "latencies", unit="text"), ": inputs.latencies.unit: 'text' is no unit of a number"),
    # Tables
    (
        without("inputs", "predictions", "columns"),
        ": inputs.predictions.columns: is missing or empty; name each column",
    ),
    (changed("inputs", "predictions", columns={}), ": inputs.predictions.columns: is missing or empty"),
    (changed("inputs", "predictions", rows=[]), ": inputs.predictions.rows: must be a list with at least one row"),
    (changed("inputs", "predictions", rows={}), ": inputs.predictions.rows: must be a list with at least one row"),
    (
        changed("inputs", "predictions", rows=[3]),
        ": inputs.predictions.rows.1: is 3; give the row its columns in braces",
    ),
    (changed("inputs", "predictions", unit="%"), ": inputs.predictions.unit: unknown field"),
    (
        changed("inputs", "predictions", rows=[{"predicted": 90}]),
        ": inputs.predictions.rows.1.outcome: is missing; give it a number",
    ),
    (
        changed("inputs", "predictions", rows=[{"predicted": 90, "outcome": "yes"}]),
        ": inputs.predictions.rows.1.outcome: is 'yes'; give a finite number",
    ),
    (
        changed("inputs", "predictions", rows=[{"predicted": 90, "outcom": 1, "outcome": 1}]),
        ": inputs.predictions.rows.1.outcom: unknown field; did you mean 'outcome'?",
    ),
    (
        changed("inputs", "predictions", "columns", "outcome", to="plain"),
        ": inputs.predictions.columns.outcome: is 'plain'; give it a unit and a label",
    ),
    (
        without("inputs", "predictions", "columns", "outcome", "label"),
        ": inputs.predictions.columns.outcome.label: is missing; give it words",
    ),
    (
        changed("inputs", "predictions", "columns", "outcome", decimals=2),
        ": inputs.predictions.columns.outcome.decimals: unknown field",
    ),
    # Figures
    (without("figures", "change", "label"), ": figures.change.label: is missing; give it words"),
    (without("figures", "change", "formula"), ": figures.change.formula: is missing; known are:"),
    (
        changed("figures", "change", formula="relative_chnge"),
        ": figures.change.formula: unknown formula 'relative_chnge'; did you mean 'relative_change'?",
    ),
    (changed("figures", "change", formula=["ratio"]), ": figures.change.formula: unknown formula ['ratio']"),
    (
        without("figures", "change", "before"),
        ": figures.change.before: is missing: relative_change needs it; name an input or a figure",
    ),
    (
        changed("figures", "change", before="befre"),
        ": figures.change.before: no input or figure is named 'befre'; did you mean 'before'?",
    ),
    (changed("figures", "change", before=500), ": figures.change.before: is 500; name an input or a figure"),
    (changed("figures", "change", base="before"), ": figures.change.base: unknown field"),
    (changed("figures", "change", unit="percent"), ": figures.change.unit: unknown unit 'percent'"),
    # Goals
    (without("goals", "latency", "label"), ": goals.latency.label: is missing; give it words"),
    (
        without("goals", "latency", "of"),
        ": goals.latency.of: is missing: the goal has no result; name the input or figure",
    ),
    (
        changed("goals", "latency", of="aftre"),
        ": goals.latency.of: no input or figure is named 'aftre'; did you mean 'after'?",
    ),
    (changed("goals", "latency", of=110), ": goals.latency.of: is 110; name an input or a figure"),
    (changed("goals", "latency", of=[]), ": goals.latency.of: is []; name an input or a figure"),
    (changed("goals", "both", of=["before", "x"]), ": goals.both.of: no input or figure is named 'x'"),
    (without("goals", "latency", "at_most"), ": goals.latency: has no target; give one of at_least, at_most"),
    (changed("goals", "latency", at_least=1), ": goals.latency: has at_least and at_most; give one of"),
    (changed("goals", "latency", at_most=True), ": goals.latency.at_most: is True; give a finite number"),
    (without("goals", "latency", "unit"), ": goals.latency.unit: is missing; give a unit"),
    (changed("goals", "latency", unit="sec"), ": goals.latency.unit: unknown unit 'sec'"),
    (changed("goals", "latency", exclusive="yes"), ": goals.latency.exclusive: is 'yes'; write true or false"),
    (changed("goals", "latency", baseline="befre"), ": goals.latency.baseline: no input or figure is named 'befre'"),
    (changed("goals", "latency", result=5), ": goals.latency.result: is 5; name an input or a figure"),
    (changed("goals", "latency", change=None), ": goals.latency.change: is None; name an input or a figure"),
    (changed("goals", "latency", at_mst=1), ": goals.latency.at_mst: unknown field; did you mean 'at_most'?"),
    (
        changed("goals", "both", at_most="p59"),
        ": goals.both.at_most: no input or figure is named 'p59'; did you mean 'p95'?",
    ),
    (changed("goals", "latency", at_most="5%"), ": goals.latency.at_most: is '5%'; write 5, and the unit in a field"),
    (
        changed("goals", "cut", at_most=-1e300),
        ": goals.cut.at_most: is -1e+300 %; it must be 0, or between 1e-12 and 1e+15",
    ),
    (changed("goals", "latency", at_most=[5]), ": goals.latency.at_most: is a list; give one finite number"),
    (
        changed("figures", "change", before="b\u0435fore"),
        "no input or figure is named 'b\u0435fore'; character 2 is U+0435 CYRILLIC SMALL LETTER IE; did you mean 'befo",
    ),
    (changed("goals", "both", unit="ms"), ": goals.both.unit: isn't needed: the target is named; remove it"),
]


@for_every("data, expected", {f"{place} {rule[1]}": rule for place, rule in enumerate(RULES)})
def test_a_mistake_is_told_with_its_place_problem_and_remedy(tmp_path: Path, data: Any, expected: str) -> None:
    told = errors(tmp_path, data)
    assert any(expected in line and line.startswith("small.yml") for line in told), told


def test_a_mistake_is_told_with_the_line_on_which_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "small.yml"
    path.write_text("title: T\nsummary: S\ninputs:\n  a: {value: x, unit: ms, label: a}\n", encoding="utf-8")
    with pytest.raises(PlaybookError, match=r"^small.yml:4: inputs.a.value: is 'x'"):
        read_story(path, "small.yml")


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    data = changed("inputs", "before", to="x", unit="sec")
    data["figures"]["change"]["formula"] = "rato"
    data["goals"]["latency"]["of"] = "nothing"
    told = errors(tmp_path, data)
    for part in ("inputs.before.unit", "figures.change.formula", "goals.latency.of"):
        assert sum(part in line for line in told) == 1
    assert len(told) == 3


# Overlays: the reader's own numbers


def number(story: Any, name: str) -> float:
    entry = story.inputs[name]
    assert isinstance(entry, Number)
    return entry.value


def test_an_overlay_gives_inputs_by_their_bare_names(tmp_path: Path) -> None:
    story = read(tmp_path, STORY, {"after": 180, "slo": 99.5, "role": "director"})
    assert (number(story, "after"), number(story, "slo")) == (180, 0.995)
    assert story.inputs["role"] == Text("role", "your role", "director")
    assert number(story, "before") == 500


def test_an_overlay_gives_lists_and_rows_by_their_bare_names(tmp_path: Path) -> None:
    story = read(tmp_path, STORY, {"latencies": [1, 2], "predictions": [{"predicted": 50, "outcome": 1}]})
    latencies, predictions = story.inputs["latencies"], story.inputs["predictions"]
    assert isinstance(latencies, NumberList)
    assert latencies.values == (1.0, 2.0)
    assert isinstance(predictions, NumberTable)
    assert predictions.rows == (SimpleNamespace(predicted=0.5, outcome=1.0),)


def test_an_overlay_may_be_written_like_a_story(tmp_path: Path) -> None:
    overlay = {"title": "Ours", "inputs": {"after": {"value": 0.18, "unit": "s"}, "slo": 99.5}}
    story = read(tmp_path, STORY, overlay)
    assert (story.title, number(story, "after"), number(story, "slo")) == ("Ours", 0.18, 0.995)
    assert story.inputs["after"].label == "latency after"


def test_the_two_ways_to_write_a_number_of_an_overlay_come_to_the_same(tmp_path: Path) -> None:
    bare, whole = {"after": 180}, {"inputs": {"after": {"value": 180}}}
    assert read(tmp_path, STORY, bare) == read(tmp_path, STORY, whole) != read(tmp_path, STORY)


def test_an_overlay_changes_a_goal_and_adds_a_figure(tmp_path: Path) -> None:
    overlay = {
        "goals": {"latency": {"at_most": 100}},
        "figures": {"rise": {"label": "rise", "formula": "relative_change", "before": "after", "after": "before"}},
    }
    calculated = ledger(tmp_path, STORY, overlay)
    assert calculated.goals["latency"].verdict == "missed"
    assert calculated.figures["rise"].value == pytest.approx(390 / 110)


def test_the_figures_follow_an_overlay(tmp_path: Path) -> None:
    assert ledger(tmp_path, STORY, {"after": 180}).figures["change"].words() == "−64\u00a0%"


def test_an_input_that_the_story_lacks_is_refused_with_the_nearest(tmp_path: Path) -> None:
    told = errors(tmp_path, STORY, {"aftr": 180, "inputs": {"befre": 3}})
    assert told == [
        "over.yml:1: aftr: the story has no such input; did you mean 'after'?",
        "over.yml:3: inputs.befre: the story has no such input; did you mean 'before'?",
    ]


def test_a_mistake_of_an_overlay_is_placed_in_the_overlay(tmp_path: Path) -> None:
    (told,) = errors(tmp_path, STORY, {"before": 400, "after": "fast"})
    assert told.startswith("over.yml:2: inputs.after.value: is 'fast'; give a finite number")


def test_a_mistake_within_the_rows_of_an_overlay_is_placed_in_the_overlay(tmp_path: Path) -> None:
    (told,) = errors(tmp_path, STORY, {"latencies": [1, "x"]})
    assert told.startswith("over.yml:3: inputs.latencies.values.2: is 'x'")


OVERLAID: list[tuple[Any, str]] = [
    (
        {"share": 95, "before": 0},
        "over.yml:2: inputs.before: figure 'change' can't be calculated: before is 0 ms; it must be",
    ),
    (
        {"slo": 100},
        "over.yml:1: inputs.slo: figure 'budget' can't be calculated: objective is 100 %; it must be below 100 %",
    ),
    ({"inputs": {"after": {"unit": "s"}}}, "over.yml:2: inputs.after: its arguments differ in unit: before is in 'ms'"),
    ({"inputs": {"share": {"unit": "ms"}}}, "over.yml:2: inputs.share: 'share' is in 'ms'; needed is '%'"),
    ({"inputs": {"after": {"unit": "sec"}}}, "over.yml:3: inputs.after.unit: unknown unit 'sec'"),
    ({"before": [400, 500]}, "over.yml:1: inputs.before.value: is a list; give one finite number"),
    ({"latencies": 5}, "over.yml:1: inputs.latencies.values: must be a list with at least one number"),
    ({"predictions": [{"predicted": 900, "outcome": 1}]}, "over.yml:2: inputs.predictions.rows.1.predicted: is 900 %"),
    ({"predictions": [{"predicted": 90, "outcome": 0.5}]}, "over.yml:1: inputs.predictions: figure 'brier' can't be"),
    ({"after": None}, "over.yml:1: inputs.after.value: is empty; give one finite number"),
    ({"role": ""}, "over.yml:1: inputs.role.value: is ''; give it words"),
    ({"share": 500}, "over.yml:1: inputs.share.value: is 500 %; it must be at most 100 (its kind is share)"),
    (
        {"change": 3},
        "over.yml:1: change: is a figure of the story, which is calculated; change what it is made of: before",
    ),
    ({"cut": 3}, "over.yml:1: cut: is a goal of the story; write goals: {cut: {at_least or at_most: a number}}"),
    ({"input": {"before": 3}}, "over.yml:1: input: the story has no such input; did you mean 'inputs'?"),
    (
        {"goals": {"latncy": {"at_most": 3}}},
        "over.yml:2: goals.latncy: the story has no such goal; did you mean 'latency'?",
    ),
    ({"goals": {"latncy": 3}}, "over.yml:2: goals.latncy: the story has no such goal; did you mean 'latency'?"),
    ({"goals": {"latency": {"at_least": 3}}}, "over.yml:2: goals.latency: has at_least and at_most; give one of"),
    ({"goals": {"latency": {"at_most": "5%"}}}, "over.yml:3: goals.latency.at_most: is '5%'; write 5, and the unit"),
    ({"goals": {"latency": {"unit": "s"}}}, "over.yml:2: goals.latency: 'after' is in 'ms', the target in 's'"),
    ({"goals": {"latency": {"of": "role"}}}, "over.yml:2: goals.latency: of 'role' isn't one number"),
    (
        {"figures": {"chnge": {"unit": "%"}}},
        "over.yml:2: figures.chnge: the story has no such figure; did you mean 'change'?",
    ),
    ({"figures": {"change": {"before": "slo"}}}, "over.yml:2: figures.change: its arguments differ in unit: slo is in"),
    ({"figures": {"change": {"formula": "share"}}}, "over.yml:2: figures.change.part: is missing: share needs it"),
]


@for_every("overlay, expected", {expected: (overlay, expected) for overlay, expected in OVERLAID})
def test_a_mistake_that_the_readers_file_makes_is_placed_in_that_file(
    overlay: Any, expected: str, tmp_path: Path
) -> None:
    told = errors(tmp_path, STORY, overlay)
    assert told[0].startswith(expected), told
    assert all(line.startswith("over.yml:") for line in told), told


def test_a_number_keeps_the_bounds_of_its_kind_whatever_formula_takes_it(tmp_path: Path) -> None:
    story = changed("figures", "part", to={"label": "p", "formula": "share", "part": "share", "whole": "slo"})
    told = errors(tmp_path, story, {"share": 200, "figures": {"part": {"formula": "ratio", "numerator": "share"}}})
    assert any("inputs.share.value: is 200 %; it must be at most 100" in line for line in told)


def test_an_overlay_that_names_another_formula_gives_its_arguments_anew(tmp_path: Path) -> None:
    other = {"formula": "latency_quantile", "latencies": "latencies", "share": "share"}
    figure = ledger(tmp_path, STORY, {"figures": {"faster": other}}).figures["faster"]
    assert (figure.label, figure.formula.name) == ("how many times faster", "latency_quantile")
    assert list(figure.arguments) == ["latencies", "share"]


def test_what_only_the_readers_file_has_is_known_as_the_readers(tmp_path: Path) -> None:
    rise = {"label": "rise", "formula": "relative_change", "before": "after", "after": "before"}
    story = read(tmp_path, STORY, {"after": 180, "figures": {"rise": rise}})
    assert story.added == {"rise"}
    assert story.overlaid == {"after": "over.yml:1: inputs.after", "rise": "over.yml:3: figures.rise"}


def test_a_section_of_an_overlay_that_is_no_mapping_is_placed_in_the_overlay(tmp_path: Path) -> None:
    told = errors(tmp_path, STORY, {"title": "", "goals": 5})
    assert "over.yml:1: title: is ''; give it words" in told
    assert any(line.startswith("over.yml:2: goals: must be a mapping") for line in told)


@pytest.mark.parametrize("overlay", [[], "words", 5])
def test_an_overlay_without_keys_is_refused(tmp_path: Path, overlay: Any) -> None:
    assert errors(tmp_path, STORY, overlay) == ["over.yml: has no keys; give inputs, for instance 'name: 180'"]


def test_an_overlay_over_a_file_without_keys_tells_what_is_wrong_with_the_file(tmp_path: Path) -> None:
    (told,) = errors(tmp_path, "words", {"after": 1})
    assert told.startswith("small.yml: has no keys")


def test_an_overlay_over_a_story_without_inputs_tells_it(tmp_path: Path) -> None:
    assert errors(tmp_path, without("inputs"), {"after": 1}) == [
        "over.yml:1: after: the story has no such input; none are known here"
    ]


# Whatever a file holds

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(min_value=-(10**30), max_value=10**30),
    st.floats(),
    st.sampled_from(
        ["", "after", "change", "ms", "%", "text", "relative_change", "share", "1e3", "x" * 50, "é–\u2028"]
    ),
    st.text(max_size=8),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


def places(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Give the way to every value of a story."""
    found = [path] if path else []
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return found + [place for key, value in items for place in places(value, (*path, key))]


@st.composite
def broken_stories(draw: st.DrawFn) -> Any:
    """Take the story and delete, replace, rename, move or repeat some of its parts."""
    story = copy.deepcopy(STORY)
    for _ in range(draw(st.integers(min_value=1, max_value=4))):
        known = places(story)
        if not known:
            break
        *way, key = draw(st.sampled_from(known))
        holder: Any = story
        for step in way:
            holder = holder[step]
        kind = draw(st.sampled_from(["delete", "replace", "replace", "rename", "move", "number"]))
        if kind == "replace" or isinstance(holder, list):
            holder[key] = draw(VALUES)
        elif kind == "number":
            holder[key] = draw(st.sampled_from([0, -1, 1, 100, 1e-300, 1e300, 10**400, -0.0]))
        elif kind == "move":
            holder[key] = copy.deepcopy(draw(st.sampled_from([STORY[section] for section in STORY])))
        else:
            value = holder.pop(key)
            if kind == "rename":
                holder[
                    draw(st.sampled_from(["after", "before", "value", "values", "rows", "unit"]) | st.text(max_size=5))
                ] = value
    return story


def assert_sound(calculated: Ledger) -> None:
    """See that every number that a story came to is finite, can be worded, and that every verdict is given."""
    for figure in calculated.figures.values():
        assert isinstance(figure, Figure)
        result = figure.result
        numbers = (result.value, result.low, result.high) if isinstance(result, Estimate) else (result,)
        assert all(math.isfinite(number) for number in numbers)
        assert figure.statement()
    for goal in calculated.goals.values():
        assert set(goal.verdicts) <= {"met", "missed"}
        assert goal.target()


@given(data=broken_stories())
def test_a_broken_story_is_calculated_to_finite_numbers_or_refused_by_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, data: Any
) -> None:
    try:
        calculated = ledger(tmp_path_factory.getbasetemp(), data)
    except PlaybookError as error:
        assert "small.yml" in str(error)
    else:
        assert_sound(calculated)


@given(overlay=st.dictionaries(st.sampled_from([*STORY, *STORY["inputs"], *STORY["figures"], "x"]), VALUES, max_size=4))
def test_any_overlay_is_laid_over_or_refused_by_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, overlay: Any
) -> None:
    try:
        calculated = ledger(tmp_path_factory.getbasetemp(), STORY, overlay)
    except PlaybookError as error:
        assert ".yml" in str(error)
    else:
        assert_sound(calculated)


@given(
    where=st.integers(min_value=0, max_value=2000),
    length=st.integers(min_value=0, max_value=9),
    text=st.text(max_size=9),
)
def test_a_story_with_any_text_put_into_its_file_is_read_or_refused_by_an_error_of_ours(
    tmp_path_factory: pytest.TempPathFactory, where: int, length: int, text: str
) -> None:
    path = write(tmp_path_factory.getbasetemp() / "torn.yml", STORY)
    whole = path.read_text(encoding="utf-8")
    torn = whole[:where] + text + whole[where + length :]
    path.write_text(torn, encoding="utf-8", errors="surrogatepass", newline="")
    try:
        calculated = calculate(read_story(path, "torn.yml"))
    except PlaybookError as error:
        assert "torn.yml" in str(error)
    else:
        assert_sound(calculated)


def test_the_story_of_these_tests_is_a_good_one(tmp_path: Path) -> None:
    assert_sound(ledger(tmp_path))
    assert yaml.safe_load(yaml.safe_dump(STORY)) == STORY
