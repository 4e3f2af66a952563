"""Numbers as one says them: grammar follows the value, and the value can be read back from the words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros import spoken
from macros.errors import PlaybookError
from macros.figures import Figure, Goal
from macros.formulas import FORMULAS, Estimate
from macros.library import Library
from macros.story import Number
from macros.units import units
from tests.cases import for_every

COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
FRACTIONS = {
    "a tenth": 0.1,
    "a fifth": 0.2,
    "a quarter": 0.25,
    "a third": 1 / 3,
    "two fifths": 0.4,
    "half": 0.5,
    "three fifths": 0.6,
    "two thirds": 2 / 3,
    "three quarters": 0.75,
    "four fifths": 0.8,
    "nine tenths": 0.9,
}
SIZES = {"million": 10**6, "billion": 10**9}
LONGER = {"hours": 60, "days": 60 * 24, "weeks": 60 * 24 * 7, "minutes": 1}


def number(value: float, unit: str = "", name: str = "number") -> Number:
    return Number(name, "a number", units()[unit], value)


def change(value: float, low: float | None = None, high: float | None = None) -> Figure:
    formula = FORMULAS["relative_change" if low is None else "relative_lift"]
    result = value if low is None or high is None else Estimate(value, low=low, high=high)
    return Figure("change", "a change", formula, {}, result, units()["%"])


def goal(values: list[float], limit: float, unit: str = "%", **more: bool) -> Goal:
    of = tuple(number(value, unit) for value in values)
    given_: dict[str, bool] = {"several": len(values) > 1, "at_least": True, "exclusive": False} | more
    return Goal(
        name="goal",
        label="a goal",
        of=of,
        limit=limit,
        unit=units()[unit],
        baseline=None,
        results=of,
        change=None,
        bound=None,
        **given_,
    )


@for_every(
    "value, unit, words",
    [
        (9, "people", "nine people"),
        (1, "people", "one person"),
        (0, "packets", "no packets"),
        (14, "teams", "14 teams"),
        (110, "ms", "110 milliseconds"),
        (72, "h", "three days"),
        (24, "h", "24 hours"),
        (96, "min", "96 minutes"),
        (21, "days", "three weeks"),
        (19, "days", "19 days"),
        (1900000, "$", "$1.9 million"),
        (41, "$ per 1,000", "$41 per 1,000"),
        (41.5, "$ per 1,000", "$41.50 per 1,000"),
        (1000000, "users", "a million users"),
        (1499640000, "requests", "about 1.5 billion requests"),
        (50000, "users", "50,000 users"),
        (0.999, "%", "99.9 %"),
        (0.02, "percentage points", "2 percentage points"),
        (1, "decision", "extend with reduced scope"),
        (0.5, "×", "0.5 ×"),
    ],
)
def test_amounts_are_said_as_one_says_them(value: float, unit: str, words: str) -> None:
    assert spoken.amount(number(value, unit)).words.replace("\u00a0", " ") == words


@for_every(
    "value, word, roughly, words",
    [
        (-0.78, "fell", False, "fell by 78 %"),
        (0.028, "fell", False, "rose by 3 %"),
        (0, "fell", False, "stayed the same"),
        (-0.75, "fell", True, "fell by three quarters"),
        (-0.66, "cut", True, "was cut by about two thirds"),
        (-0.55, "fell", True, "fell by 55 %"),
        (0.2, "down", False, "up 20 %"),
        (-0.2, "lower", False, "20 % lower"),
        (-0.02, "returned", False, "lost 2 % of its cost"),
    ],
)
def test_the_verb_follows_the_sign(value: float, word: str, roughly: bool, words: str) -> None:
    assert spoken.moved(change(value), word, roughly=roughly).words.replace("\u00a0", " ") == words


def test_a_difference_loses_its_sign_and_finds_its_side() -> None:
    assert spoken.moved(number(10, "days"), "late").words.replace("\u00a0", " ") == "ten days late"
    assert spoken.moved(number(-3, "days"), "late").words.replace("\u00a0", " ") == "three days early"
    assert spoken.moved(number(0, "days"), "late").words == "on time"


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (6, 7, "six of seven people"),
        (7, 7, "all seven people"),
        (0, 7, "none of seven people"),
        (1, 7, "one of seven people"),
        (50, 1000000, "50 of a million people"),
        (8, 7, "eight against seven people"),
    ],
)
def test_a_count_out_of_a_count_has_its_unit_once(part: int, whole: int, words: str) -> None:
    assert spoken.out_of(number(part, "people"), number(whole, "people")).words.replace("\u00a0", " ") == words


def test_ratios_intervals_aims_and_outcomes() -> None:
    said = {
        "twice": spoken.times(number(2, "×")),
        "24 times": spoken.times(number(24, "×")),
        "a fifth of": spoken.times(number(0.2, "×")),
        "as much as": spoken.times(number(1, "×")),
        "three quarters": spoken.fraction(number(0.75, "%")),
        "43 %": spoken.fraction(number(0.43, "%")),
        "up 2.8 %, give or take 1.2": spoken.breath(change(0.028, 0.016, 0.04)),
        "down 15 %, somewhere from −23 to −2": spoken.breath(change(-0.15, -0.23, -0.02)),
        "at least 99.9 %": spoken.aim(goal([0.5], 0.999)),
        "a cut of 80 %": spoken.aim(goal([0.5], -0.8, at_least=False)),
        "under 150 milliseconds": spoken.aim(goal([110], 150, "ms", at_least=False, exclusive=True)),
        "we met it": spoken.outcome(goal([1.0], 0.9)),
        "we missed it": spoken.outcome(goal([0.5], 0.9)),
        "held in three of four quarters": spoken.outcome(goal([1.0] * 3 + [0.1], 0.9), "held", what="quarters"),
        "held in all three quarters": spoken.outcome(goal([1.0] * 3, 0.9), "held", what="quarters"),
        "failed in all two quarters": spoken.outcome(goal([0.1] * 2, 0.9), "held", "failed", "quarters"),
    }
    wrong = {want: one.words for want, one in said.items() if one.words.replace("\u00a0", " ") != want}
    assert wrong == {}


@for_every(
    "ask, told",
    [
        (lambda: spoken.moved(change(0.1), "fel"), "unknown words; did you mean 'fell'?"),
        (lambda: spoken.fraction(number(3, "ms")), "is in 'ms'; name a share"),
        (lambda: spoken.times(number(3, "ms")), "is in 'ms'; name a ratio"),
        (lambda: spoken.breath(change(0.1)), "has no interval; use moved"),
        (lambda: spoken.out_of(number(8, "people"), number(9, "teams")), "name two counts of one unit"),
        (lambda: spoken.outcome(goal([1.0], 0.9), what="quarters"), "leave `what` out"),
        (lambda: spoken.outcome(goal([1.0, 1.0], 0.9)), "name what was judged"),
    ],
)
def test_what_cannot_be_said_is_refused(ask: object, told: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        ask()  # type: ignore[operator]
    assert told in str(caught.value)


# Reading back


def read_back(words: str) -> float:
    """Read a number from words, as a listener would write it down."""
    text = words.replace("\u00a0", " ").removeprefix("about ").replace("$", "").replace(",", "")
    for fraction, value in FRACTIONS.items():
        if text == fraction:
            return value
    first, *rest = text.split(" ")
    value = float(COUNTED.index(first)) if first in COUNTED else 1.0 if first == "a" else float(first)
    for word in rest:
        value *= SIZES.get(word, 1) * LONGER.get(word, 1)
    return value / 100 if "%" in rest else value


@given(st.integers(0, 10**12), st.sampled_from(["people", "users", "requests", "$"]))
def test_a_count_can_be_read_back(count: int, unit: str) -> None:
    said = spoken.amount(number(count, unit))
    heard = read_back(said.words)
    assert abs(heard - count) <= 0.05 * count
    assert not said.exact or heard == count
    assert said.exact or "about" in said.words


@for_every(
    "minutes, words",
    [
        (96, "96 minutes"),
        (121, "two hours and one minute"),
        (240, "four hours"),
        (340, "five hours and 40 minutes"),
        (340.5, "340.5 minutes"),
        (2900, "two days and 20 minutes"),
    ],
)
def test_minutes_that_stand_alone_are_said_in_hours_too(minutes: float, words: str) -> None:
    assert spoken.alone(number(minutes, "min")).words.replace("\u00a0", " ") == words


@given(st.integers(0, 10**6))
def test_minutes_that_stand_alone_can_be_read_back(minutes: int) -> None:
    said = spoken.alone(number(minutes, "min"))
    words = re.sub(r"\b(minute|hour|day|week)\b", r"\1s", said.words)
    assert said.exact
    assert sum(read_back(part) for part in words.split(" and ")) == minutes


@given(st.integers(0, 10**6))
def test_a_duration_can_be_read_back_to_the_minute(minutes: int) -> None:
    said = spoken.amount(number(minutes, "min"))
    words = re.sub(r"\b(minute|hour|day|week)\b", r"\1s", said.words)
    assert said.exact
    assert read_back(words) == minutes


@given(st.decimals("0.001", "1.2", places=4))
def test_a_share_can_be_read_back_within_two_points(share: Decimal) -> None:
    said = spoken.fraction(number(float(share), "%"))
    assert abs(read_back(said.words) - float(share)) <= 0.0201
    assert not said.exact or abs(read_back(said.words) - float(share)) < 1e-9


@given(st.floats(-0.99, 3, allow_nan=False), st.sampled_from(spoken.wordings()))
def test_no_spoken_change_has_a_sign(value: float, word: str) -> None:
    words = spoken.moved(change(value), word).words
    assert not set(words) & set("+−±=<>≤≥")


def test_every_number_and_goal_of_the_stories_can_be_said() -> None:
    signed = []
    said = 0
    for name, ledger in Library().ledgers.items():
        for entry in ledger.entries.values():
            if isinstance(entry, Number | Figure):
                words = [spoken.amount(entry, positive=True).words, spoken.moved(entry).words]
                said += 1
                signed += [f"{name}.{entry.name}: {one}" for one in words if set(one) & set("+−±=<>≤≥")]
        for one in ledger.goals.values():
            aim = spoken.aim(one).words
            said += 1
            signed += [f"{name}.{one.name}: {aim}"] if set(aim) & set("+−±=<>≤≥") else []
    assert said > 300
    assert signed == []
