"""A story is calculated: units and shapes checked, cycles found, verdicts given on the numbers as they are shown."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.figures import Figure, Goal, read_text
from macros.formulas import FORMULAS, Estimate
from macros.story import Number, Text
from macros.units import units
from tests.cases import for_every
from tests.small_story import STORY, changed, errors, ledger

MS = units()["ms"]


def number(value: float, name: str = "of") -> Number:
    return Number(name, name, MS, value)


def goal(
    *values: float, limit: float = 150, at_least: bool = False, exclusive: bool = False, several: bool = False
) -> Goal:
    of = tuple(number(value) for value in values)
    return Goal("goal", "label", of, several, at_least, exclusive, limit, MS, None, of, None)


# Figures


def test_a_figure_is_its_formula_applied_to_its_arguments(tmp_path: Path) -> None:
    figure = ledger(tmp_path).figures["change"]
    assert (figure.name, figure.label, figure.formula.name) == ("change", "change of latency", "relative_change")
    assert figure.value == figure.result == -0.78
    assert list(figure.arguments) == ["before", "after"]


def test_a_figure_may_use_another_that_stands_after_it(tmp_path: Path) -> None:
    data = changed("figures", to={name: STORY["figures"][name] for name in ("faster", "p95")})
    del data["goals"]
    figures = ledger(tmp_path, data).figures
    assert figures["faster"].value == figures["p95"].value / 110


def test_a_figure_is_worded_with_the_decimals_and_the_sign_of_its_formula(tmp_path: Path) -> None:
    figures = ledger(tmp_path).figures
    assert figures["change"].words() == "−78\u00a0%"
    assert figures["brier"].words() == "0.025"
    assert figures["p95"].words() == "124.0\u00a0ms"


def test_a_figure_without_an_interval_states_its_number_alone(tmp_path: Path) -> None:
    figure = ledger(tmp_path).figures["change"]
    assert figure.interval() is None
    assert figure.statement() == figure.words()


def test_a_figure_with_an_interval_states_it() -> None:
    result = Estimate(0.028, low=0.0157, high=0.0404)
    figure = Figure("lift", "lift", FORMULAS["relative_lift"], {}, result, units()["%"])
    assert figure.value == 0.028
    assert figure.interval() == "1.6 to 4.0\u00a0%"
    assert figure.statement() == "+2.8\u00a0% (1.6 to 4.0\u00a0%)"


def test_the_result_of_any_unit_has_the_unit_of_its_arguments(tmp_path: Path) -> None:
    assert ledger(tmp_path).figures["p95"].unit is MS


def test_a_figure_may_be_given_a_longer_unit_of_the_same_kind(tmp_path: Path) -> None:
    data = changed(
        "figures", "cost", to={"label": "cost", "formula": "cost_per_thousand", "cost": "bill", "units": "calls"}
    )
    data["inputs"]["bill"] = {"value": 425_000, "unit": "$", "label": "bill"}
    data["inputs"]["calls"] = {"value": 500_000_000, "unit": "inferences", "label": "calls"}
    assert ledger(tmp_path, data).figures["cost"].words() == "$0.85\u00a0per 1,000"
    data["figures"]["cost"]["unit"] = "$ per 1,000 inferences"
    assert ledger(tmp_path, data).figures["cost"].words() == "$0.85\u00a0per 1,000 inferences"


@for_every(
    "data, expected",
    [
        (
            changed("figures", "change", after="slo"),
            "figures.change: its arguments differ in unit: before is in 'ms', slo is in '%'; give all of them in one",
        ),
        (
            changed("figures", "change", after="role"),
            "figures.change.after: 'role' isn't one number; name a number or a figure",
        ),
        (changed("figures", "change", after="latencies"), "figures.change.after: 'latencies' isn't one number"),
        (
            changed("figures", "p95", latencies="after"),
            "figures.p95.latencies: 'after' isn't a list of numbers; name an input",
        ),
        (changed("figures", "p95", share="after"), "figures.p95.share: 'after' is in 'ms'; needed is '%'"),
        (
            changed("figures", "brier", predictions="after"),
            "figures.brier.predictions: 'after' isn't a table; name an input",
        ),
        (
            changed(
                "figures", "brier", to={"label": "e", "formula": "expected_calibration_error", "bins": "predictions"}
            ),
            "figures.brier.bins: its columns are predicted, outcome; needed are count, predicted, observed",
        ),
        (
            changed("inputs", "predictions", "columns", "predicted", unit="ms"),
            "figures.brier.predictions: 'predictions.predicted' is in 'ms'; needed is '%'",
        ),
        (changed("figures", "change", unit="ms"), "figures.change: unit 'ms' doesn't fit a result in '%'; remove it"),
        (changed("figures", "change", unit="percentage points"), "doesn't fit a result in '%'"),
        (
            changed("inputs", "before", value=0),
            "figures.change: before is 0 ms; it must be above 0 ms (here before = before, after = after)",
        ),
        (
            changed("inputs", "slo", value=100),
            "figures.budget: objective is 100 %; it must be below 100 % (here objective = slo)",
        ),
        (
            changed("figures", "part", to={"label": "p", "formula": "share", "part": "before", "whole": "after"}),
            "figures.part: part is 500 ms; it must be at most whole (110 ms) (here part = before, whole = after)",
        ),
        (
            changed("figures", "p95", share="change"),
            "figures.p95: share is −78 %; it must be at least 0 % (here latencies = latencies, share = change)",
        ),
    ],
)
def test_a_figure_that_cannot_be_calculated_says_why(tmp_path: Path, data: Any, expected: str) -> None:
    told = errors(tmp_path, data)
    assert any(expected in line and line.startswith("small.yml:") for line in told), told


def test_an_argument_of_a_kind_takes_every_unit_of_that_kind(tmp_path: Path) -> None:
    saved = {"label": "s", "formula": "avoided_cost", "cost_before": "a", "cost_after": "a", "periods": "n"}
    data = changed("figures", "saved", to=saved)
    data["inputs"]["a"] = {"value": 3, "unit": "$", "label": "a"}
    data["inputs"]["n"] = {"value": 3, "unit": "months", "label": "n"}
    assert ledger(tmp_path, data).figures["saved"].value == 0
    data["inputs"]["n"]["unit"] = "ms"
    assert any("'n' is in 'ms'; needed is 'a count'" in line for line in errors(tmp_path, data))


def test_a_figure_that_depends_on_itself_is_found_with_its_way_round(tmp_path: Path) -> None:
    data = changed("figures", "faster", denominator="again")
    data["figures"]["again"] = {"label": "again", "formula": "ratio", "numerator": "faster", "denominator": "p95"}
    del data["goals"]
    (told,) = errors(tmp_path, data)
    assert "figures.faster: depends on itself: faster → again → faster; build it from inputs" in told


def test_a_figure_of_itself_is_found(tmp_path: Path) -> None:
    (told,) = errors(tmp_path, changed("figures", "faster", numerator="faster"))
    assert "figures.faster: depends on itself: faster → faster" in told


def test_what_depends_on_a_failed_figure_is_not_told_as_well(tmp_path: Path) -> None:
    told = errors(tmp_path, changed("figures", "p95", share="change"))
    assert [line for line in told if "faster" in line] == []


def test_all_figures_that_fail_are_told_at_once(tmp_path: Path) -> None:
    data = changed("inputs", "before", value=0)
    data["inputs"]["slo"]["value"] = 100
    told = errors(tmp_path, data)
    assert len(told) == 2


def test_units_that_are_written_alike_may_stand_for_each_other(tmp_path: Path) -> None:
    data = changed("inputs", "share", unit="% change")
    calculated = ledger(tmp_path, data)
    assert calculated.figures["p95"].value == ledger(tmp_path).figures["p95"].value
    data["goals"]["cut"]["unit"] = "% change"
    assert ledger(tmp_path, data).goals["cut"].target() == "≤\u00a0−80\u00a0%"


def test_a_figure_in_a_unit_of_words_needs_a_word_for_its_number(tmp_path: Path) -> None:
    rule = dict.fromkeys(("milestones_met", "earlier_met"), "met") | dict.fromkeys(
        ("milestones_due", "earlier_due"), "due"
    )
    data = changed("figures", "decision", to={"label": "d", "formula": "escalation_rule", **rule})
    data["inputs"]["met"] = {"value": 1, "unit": "number", "label": "met"}
    data["inputs"]["due"] = {"value": 4, "unit": "milestones", "label": "due"}
    data["goals"]["gentle"] = {"label": "g", "of": "decision", "at_most": 3, "unit": "decision"}
    (told,) = errors(tmp_path, data)
    assert "goals.gentle: the target is 3 decision; it must be at most 2 (its kind is decision)" in told
    data["goals"]["gentle"]["at_most"] = 1
    assert ledger(tmp_path, data).goals["gentle"].target() == "≤\u00a0extend with reduced scope"


def test_a_change_may_be_typed_in_a_unit_of_changes(tmp_path: Path) -> None:
    data = changed("goals", "latency", change="typed")
    data["inputs"]["typed"] = {"value": -78, "unit": "% change", "label": "typed"}
    assert ledger(tmp_path, data).goals["latency"].change == Number("typed", "typed", units()["% change"], -0.78)


# Goals


@for_every(
    "value, at_least, exclusive, verdict",
    [
        (149.9, False, False, "met"),
        (150, False, False, "met"),
        (150, False, True, "missed"),
        (150.1, False, False, "missed"),
        (149.9, True, False, "missed"),
        (150, True, False, "met"),
        (150, True, True, "missed"),
        (150.1, True, True, "met"),
        (149.9, False, True, "met"),
    ],
)
def test_a_verdict_depends_on_the_side_and_on_the_bound_itself(
    value: float, at_least: bool, exclusive: bool, verdict: str
) -> None:
    judged = goal(value, at_least=at_least, exclusive=exclusive)
    assert judged.verdict == judged.state == verdict


def test_rounding_noise_does_not_decide_a_verdict() -> None:
    assert goal(0.1 + 0.2, limit=0.3).verdict == "met"
    assert goal(0.1 + 0.2, limit=0.3, exclusive=True).verdict == "missed"
    assert goal(1 - 0.1 / 100, limit=0.999, at_least=True).verdict == "met"


@pytest.mark.parametrize(
    ("values", "verdict", "state"),
    [
        ((100, 200), "met in 1 of 2", "partly"),
        ((100, 150), "met in 2 of 2", "met"),
        ((151, 200), "met in 0 of 2", "missed"),
    ],
)
def test_several_results_are_counted(values: tuple[float, ...], verdict: str, state: str) -> None:
    judged = goal(*values, several=True)
    assert (judged.verdict, judged.state) == (verdict, state)


def test_a_list_of_one_is_counted_too() -> None:
    assert goal(100, several=True).verdict == "met in 1 of 1"


@pytest.mark.parametrize(
    ("at_least", "exclusive", "sign"), [(True, False, "≥"), (True, True, ">"), (False, False, "≤"), (False, True, "<")]
)
def test_a_target_is_written_with_its_sign(at_least: bool, exclusive: bool, sign: str) -> None:
    assert goal(1, at_least=at_least, exclusive=exclusive).target() == f"{sign}\u00a0150\u00a0ms"


@given(value=st.floats(min_value=-1e9, max_value=1e9), limit=st.floats(min_value=-1e9, max_value=1e9))
def test_a_goal_and_its_opposite_never_agree(value: float, limit: float) -> None:
    assert goal(value, limit=limit).verdict != goal(value, limit=limit, at_least=True, exclusive=True).verdict


def test_the_goals_of_a_story_are_judged(tmp_path: Path) -> None:
    goals = ledger(tmp_path).goals
    assert {name: judged.verdict for name, judged in goals.items()} == {
        "latency": "met",
        "both": "met in 1 of 2",
        "cut": "missed",
    }


def test_a_goal_keeps_baseline_results_and_change(tmp_path: Path) -> None:
    calculated = ledger(tmp_path)
    latency = calculated.goals["latency"]
    assert latency.baseline == calculated.story.inputs["before"]
    assert latency.change == calculated.figures["change"]
    assert latency.results == latency.of
    assert calculated.goals["cut"].results == (calculated.story.inputs["after"],)
    assert calculated.goals["cut"].baseline is None


def test_a_target_may_be_named(tmp_path: Path) -> None:
    assert ledger(tmp_path).goals["both"].target() == "≤\u00a0124\u00a0ms"


@for_every(
    "data, expected",
    [
        (
            changed("goals", "latency", unit="s"),
            "goals.latency: 'after' is in 'ms', the target in 's'; give the target in 'ms'",
        ),
        (changed("goals", "both", at_most="slo"), "goals.both: 'before' is in 'ms', the target in '%'"),
        (
            changed("goals", "latency", of="latencies"),
            "goals.latency: of 'latencies' isn't one number; name a number or a figure",
        ),
        (changed("goals", "latency", baseline="role"), "goals.latency: baseline 'role' isn't one number"),
        (changed("goals", "latency", result="role"), "goals.latency: result 'role' isn't one number"),
        (changed("goals", "latency", change="latencies"), "goals.latency: change 'latencies' isn't one number"),
        (changed("goals", "both", at_most="role"), "goals.both: target 'role' isn't one number"),
        (
            changed("goals", "latency", change="after"),
            "goals.latency: change 'after' is 110 ms, which is no change; name a figure of one of these formulas: "
            "relative_change, point_difference",
        ),
        (changed("goals", "latency", change="p95"), "goals.latency: change 'p95' is 124.0 ms, which is no change"),
        (changed("goals", "latency", at_most=-1), "goals.latency: the target is -1 ms; it must be at least 0"),
    ],
)
def test_a_goal_that_cannot_be_judged_says_why(tmp_path: Path, data: Any, expected: str) -> None:
    (told,) = errors(tmp_path, data)
    assert expected in told
    assert told.startswith("small.yml:")


# Words


def test_a_number_a_text_and_a_figure_are_read_as_they_stand_in_a_sentence(tmp_path: Path) -> None:
    entries = ledger(tmp_path).entries
    assert read_text(entries["slo"]) == "99.9\u00a0%"
    assert read_text(entries["role"]) == "engineering manager"
    assert read_text(entries["change"]) == "−78\u00a0%"
    assert isinstance(entries["role"], Text)


@pytest.mark.parametrize("name", ["latencies", "predictions"])
def test_a_list_and_a_table_have_no_single_wording(tmp_path: Path, name: str) -> None:
    entry = ledger(tmp_path).entries[name]
    with pytest.raises(PlaybookError, match=f"^{name}: is a list or a table; use a table or a chart"):
        read_text(entry)


# Rounding against the verdict


def near_target(folder: Path, after: float, **goal_: Any) -> dict[str, str]:
    """Cut latency from 500 ms to nearly its target; give what is shown, and the verdict."""
    data = changed("inputs", "after", value=after)
    data["goals"] = {"cut": {"label": "cut", "of": "change", "at_most": -80, "unit": "%", **goal_}}
    made = ledger(folder, data)
    cut = made.goals["cut"]
    shown = cut.of[0]
    assert isinstance(shown, Figure)
    assert made.figures["change"] is shown
    return {"result": shown.words(), "verdict": cut.verdict}


def test_a_result_near_its_target_shows_on_which_side_it_is(tmp_path: Path) -> None:
    assert near_target(tmp_path, 100.4) == {"result": "−79.9\u00a0%", "verdict": "missed"}
    assert near_target(tmp_path, 100.004) == {"result": "−79.999\u00a0%", "verdict": "missed"}
    assert near_target(tmp_path, 99.6) == {"result": "−80.1\u00a0%", "verdict": "met"}
    assert near_target(tmp_path, 100) == {"result": "−80\u00a0%", "verdict": "met"}
    assert near_target(tmp_path, 110) == {"result": "−78\u00a0%", "verdict": "missed"}


@given(st.floats(50, 150), st.booleans())
def test_no_displayed_result_contradicts_its_verdict(after: float, exclusive: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = near_target(Path(folder), round(after, 6), exclusive=exclusive)
    shown = Decimal(told["result"].replace("\u2212", "-").removesuffix("\u00a0%"))
    met = shown < -80 if exclusive else shown <= -80
    assert told["verdict"] == ("met" if met else "missed")


def near_figure(folder: Path, after: float, wanted: float) -> tuple[str, str, str]:
    """Hold one change against another; give the result and the target as they are shown, and the verdict."""
    data = changed("inputs", "after", value=after)
    data["inputs"]["wanted"] = {"value": wanted, "unit": "ms", "label": "wanted"}
    data["figures"]["wanted_change"] = {**data["figures"]["change"], "after": "wanted"}
    data["goals"] = {"cut": {"label": "cut", "of": "change", "at_most": "wanted_change"}}
    cut = ledger(folder, data).goals["cut"]
    (shown,) = cut.of
    assert isinstance(shown, Figure)
    return shown.words(), cut.target(), cut.verdict


def test_a_target_that_is_a_figure_is_rounded_as_it_is(tmp_path: Path) -> None:
    assert near_figure(tmp_path, 110, 123.4567) == ("−78\u00a0%", "≤\u00a0−75\u00a0%", "met")
    assert near_figure(tmp_path, 110, 111.1) == ("−78\u00a0%", "≤\u00a0−77.8\u00a0%", "met")


@given(st.floats(50, 150), st.floats(-3, 3))
def test_no_displayed_result_contradicts_a_target_that_is_a_figure(after: float, further: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        result, target, verdict = near_figure(Path(folder), round(after, 4), round(after + further, 4))
    shown, least = (
        Decimal(words.replace("\u2212", "-").removesuffix("\u00a0%"))
        for words in (result, target.removeprefix("≤\u00a0"))
    )
    assert verdict == ("met" if shown <= least else "missed")


def test_a_figure_made_of_a_sharpened_one_shows_it_so_too(tmp_path: Path) -> None:
    data = changed("inputs", "latencies", values=[58, 61, 131.03])
    data["goals"] = {"quick": {"label": "quick", "of": "p95", "at_most": 124.01, "unit": "ms"}}
    figures = ledger(tmp_path, data).figures
    assert figures["p95"].words() == "124.03\u00a0ms"
    assert figures["faster"].arguments["numerator"] is figures["p95"]
