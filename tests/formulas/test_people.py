"""Agreement of raters against scikit-learn, the escalation rule case by case, attainment and exposure."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from macros.formulas import Formula
from macros.formulas.people import (
    adverse_impact_ratio,
    escalation_rule,
    milestone_attainment,
    plan_exposure,
    quadratic_weighted_kappa,
)
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused

GOES_ON, EXTEND, FORMAL_PLAN = 0, 1, 2
ratings = st.integers(min_value=1, max_value=5)
days = st.integers(min_value=0, max_value=365)


def packets(pairs: Sequence[tuple[float, float]]) -> list[SimpleNamespace]:
    return [SimpleNamespace(first=first, second=second) for first, second in pairs]


@given(pairs=st.lists(st.tuples(ratings, ratings), min_size=2, max_size=40))
def test_kappa_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    assume(len({*first, *second}) > 1)
    expected = cohen_kappa_score(first, second, weights="quadratic", labels=[1, 2, 3, 4, 5])
    assert quadratic_weighted_kappa(packets(pairs)) == pytest.approx(expected, abs=1e-12)


@given(pairs=st.lists(st.tuples(ratings, ratings), min_size=2, max_size=20))
def test_kappa_is_the_same_whoever_is_named_first(pairs: list[tuple[int, int]]) -> None:
    assume(len({rating for pair in pairs for rating in pair}) > 1)
    turned = [(second, first) for first, second in pairs]
    assert quadratic_weighted_kappa(packets(pairs)) == pytest.approx(quadratic_weighted_kappa(packets(turned)))


def test_kappa_takes_both_ends_of_the_scale() -> None:
    first, second = (0, 10, 0), (0, 10, 10)
    expected = cohen_kappa_score(first, second, weights="quadratic", labels=list(range(11)))
    assert expected == pytest.approx(0.4)  # by hand: 1 − (100/3) ÷ (200/9 + 200/9 + 100/9)
    assert quadratic_weighted_kappa(packets([*zip(first, second, strict=True)])) == pytest.approx(expected, abs=1e-12)


def test_kappa_of_one_rating_for_everybody_does_not_exist() -> None:
    assert_no_result(quadratic_weighted_kappa, {"packets": packets([(3, 3), (3, 3)])})


@for_every(
    "met, due, earlier_met, earlier_due, decision",
    [
        (2, 4, 0, 2, GOES_ON),  # half is enough, whatever the trend
        (4, 4, 2, 2, GOES_ON),
        (2, 4, 2, 2, GOES_ON),  # half is enough even when it fell
        (2, 5, 1, 3, EXTEND),  # fewer than half, but a higher share than before
        (1, 3, 0, 2, EXTEND),
        (1, 4, 1, 4, FORMAL_PLAN),  # no trend
        (1, 4, 1, 2, FORMAL_PLAN),  # downwards
        (2, 5, 1, 2, FORMAL_PLAN),  # more milestones, but a lower share
        (0, 3, 0, 1, FORMAL_PLAN),
    ],
)
def test_the_escalation_rule(met: int, due: int, earlier_met: int, earlier_due: int, decision: int) -> None:
    assert escalation_rule(met, due, earlier_met, earlier_due) == decision


@given(due=st.integers(1, 20), earlier_due=st.integers(1, 20), data=st.data())
def test_one_more_milestone_never_makes_the_decision_harsher(due: int, earlier_due: int, data: st.DataObject) -> None:
    met = data.draw(st.integers(0, due - 1))
    earlier_met = data.draw(st.integers(0, earlier_due))
    before = escalation_rule(met, due, earlier_met, earlier_due)
    assert escalation_rule(met + 1, due, earlier_met, earlier_due) <= before  # type: ignore[operator]


@given(due=st.integers(1, 30), data=st.data())
def test_attainment_is_the_share_of_what_was_due(due: int, data: st.DataObject) -> None:
    met = data.draw(st.integers(0, due))
    assert milestone_attainment(met, due) == met / due


@given(coaching=days, extension=days, formal_plan=days, notice=days)
def test_exposure_is_the_sum_of_its_stages(coaching: int, extension: int, formal_plan: int, notice: int) -> None:
    assert plan_exposure(coaching, extension, formal_plan, notice) == sum((coaching, extension, formal_plan, notice))


@pytest.mark.parametrize(("first", "second", "expected"), [(0.2, 0.25, 0.8), (0, 0.5, 0), (0.5, 0.5, 1)])
def test_adverse_impact_ratio_of_known_rates_in_either_order(first: float, second: float, expected: float) -> None:
    assert adverse_impact_ratio(first_rate=first, second_rate=second) == pytest.approx(expected)
    assert adverse_impact_ratio(first_rate=second, second_rate=first) == pytest.approx(expected)


def test_an_outcome_that_nobody_had_has_no_impact_ratio() -> None:
    assert_no_result(adverse_impact_ratio, {"first_rate": 0, "second_rate": 0})


RULE: dict[str, Any] = {"milestones_met": 1, "milestones_due": 4, "earlier_met": 0, "earlier_due": 2}
EXPOSURE: dict[str, Any] = {"coaching": 90, "extension": 30, "formal_plan": 60, "notice": 14}


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (escalation_rule, RULE | {"milestones_met": 5}, "milestones_met", "at most milestones_due (4)"),
        (escalation_rule, RULE | {"milestones_met": -1}, "milestones_met", "at least 0"),
        (escalation_rule, RULE | {"milestones_met": 0.5}, "milestones_met", "whole"),
        (escalation_rule, RULE | {"milestones_due": 0, "milestones_met": 0}, "milestones_due", "above 0"),
        (escalation_rule, RULE | {"earlier_met": 3}, "earlier_met", "at most earlier_due (2)"),
        (escalation_rule, RULE | {"earlier_met": -1}, "earlier_met", "at least 0"),
        (escalation_rule, RULE | {"earlier_met": 0.5}, "earlier_met", "whole"),
        (milestone_attainment, {"milestones_met": 2, "milestones_due": 1}, "milestones_met", "at most"),
        (milestone_attainment, {"milestones_met": 0, "milestones_due": 1.5}, "milestones_due", "whole"),
        (plan_exposure, EXPOSURE | {"coaching": -1}, "coaching", "at least 0"),
        (plan_exposure, EXPOSURE | {"extension": -1}, "extension", "at least 0"),
        (plan_exposure, EXPOSURE | {"formal_plan": -1}, "formal_plan", "at least 0"),
        (plan_exposure, EXPOSURE | {"notice": -1}, "notice", "at least 0"),
        (adverse_impact_ratio, {"first_rate": -0.1, "second_rate": 0.4}, "first_rate", "at least 0"),
        (adverse_impact_ratio, {"first_rate": 0.5, "second_rate": 1.4}, "second_rate", "at most 1"),
        (quadratic_weighted_kappa, {"packets": []}, "packets", "at least one"),
        (quadratic_weighted_kappa, {"packets": packets([(3.3, 1)])}, "first in packets 1", "whole number"),
        (quadratic_weighted_kappa, {"packets": packets([(11, 1)])}, "first in packets 1", "at most 10"),
        (quadratic_weighted_kappa, {"packets": packets([(1, -1)])}, "second in packets 1", "at least 0"),
    ],
)
def test_what_is_out_of_bounds_is_refused(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)
