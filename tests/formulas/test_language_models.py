"""Judges, win rates, token costs and accelerators, held against statsmodels, published values and exact fractions."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa as kappa_of_statsmodels
from statsmodels.stats.weightstats import DescrStatsW

from macros.formulas import Formula
from macros.formulas.language_models import (
    accelerator_utilisation,
    accelerators_needed,
    caching_saving,
    cohens_kappa,
    token_cost,
    token_throughput,
    win_rate,
)
from tests.cases import for_every
from tests.formulas.calling import assert_no_result, assert_refused, estimate, number

confidences = st.floats(min_value=0.8, max_value=0.999)
counts = st.integers(min_value=0, max_value=5000)
some = st.integers(min_value=1, max_value=5000)
tokens = st.integers(min_value=0, max_value=200_000)
prices = st.integers(min_value=0, max_value=10_000).map(lambda cents: cents / 100)
shares = st.floats(min_value=0, max_value=1)


# Agreement of judges


@given(both_yes=some, both_no=some, first=counts, second=counts, confidence=confidences)
def test_kappa_and_its_interval_are_those_of_statsmodels(
    both_yes: int, both_no: int, first: int, second: int, confidence: float
) -> None:
    second += not first and not second
    result = estimate(cohens_kappa, both_yes, both_no, first + second, first, confidence)
    table = np.array([[both_yes, first], [second, both_no]])
    expected = kappa_of_statsmodels(table)
    margin = stats.norm.ppf((1 + confidence) / 2) * expected.std_kappa
    assert result.value == pytest.approx(expected.kappa, abs=1e-12)
    assert result.low == pytest.approx(max(-1, expected.kappa - margin), abs=1e-7)
    assert result.high == pytest.approx(min(1, expected.kappa + margin), abs=1e-7)
    assert -1 <= result.low < result.value < result.high <= 1


@given(both_yes=some, both_no=some, disagreed=some, data=st.data())
def test_kappa_is_the_same_whoever_is_named_first(
    both_yes: int, both_no: int, disagreed: int, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, disagreed))
    there = estimate(cohens_kappa, both_yes, both_no, disagreed, first, 0.95)
    back = estimate(cohens_kappa, both_yes, both_no, disagreed, disagreed - first, 0.95)
    turned = estimate(cohens_kappa, both_no, both_yes, disagreed, first, 0.95)
    for other in (back, turned):
        assert [other.value, other.low, other.high] == pytest.approx([there.value, there.low, there.high], abs=1e-9)


def test_kappa_is_that_of_scikit_learn_on_single_verdicts() -> None:
    first = [1] * 40 + [1] * 9 + [0] * 6 + [0] * 45
    second = [1] * 40 + [0] * 9 + [1] * 6 + [0] * 45
    result = estimate(cohens_kappa, 40, 45, 15, 9, 0.95)
    assert result.value == pytest.approx(cohen_kappa_score(first, second), abs=1e-12)


@pytest.mark.parametrize(
    ("both_yes", "both_no", "disagreed", "first", "published"),
    [  # Feinstein and Cicchetti (1990): equal agreement, different kappa; Gerstman's X-ray readings
        (40, 45, 15, 9, 0.70),
        (80, 5, 15, 10, 0.32),
        (1467, 16232, 2091, 782, 0.52),
    ],
)
def test_published_kappas_come_out(both_yes: int, both_no: int, disagreed: int, first: int, published: float) -> None:
    assert round(estimate(cohens_kappa, both_yes, both_no, disagreed, first, 0.95).value, 2) == published


# Win rate


@given(wins=counts, ties=counts, losses=counts, confidence=confidences)
def test_the_win_rate_has_the_walds_interval_of_statsmodels_on_one_more_win_and_loss(
    wins: int, ties: int, losses: int, confidence: float
) -> None:
    ties += not wins + ties + losses
    result = estimate(win_rate, wins, ties, losses, confidence)
    scores = DescrStatsW([1, 0.5, 0], weights=[wins + 1, ties, losses + 1])
    error = scores.std / math.sqrt(scores.sum_weights)
    low, high = stats.norm.interval(confidence, loc=scores.mean, scale=error)
    assert result.value == pytest.approx(DescrStatsW([1, 0.5, 0], weights=[wins, ties, losses]).mean, abs=1e-12)
    assert result.low == pytest.approx(max(0, low), abs=1e-9)
    assert result.high == pytest.approx(min(1, high), abs=1e-9)
    assert 0 <= result.low <= result.value <= result.high <= 1
    assert result.low < result.high


def test_the_published_interval_of_a_paired_difference_comes_out() -> None:
    result = estimate(win_rate, 26, 18, 4, 0.95)  # ci.prop.ps(.05, 12, 4, 26, 6) of R's statpsych, by Bonett
    assert [2 * result.low - 1, 2 * result.high - 1] == pytest.approx([0.2548067, 0.6251933], abs=1e-7)


@given(wins=counts, ties=counts, losses=counts, confidence=confidences)
def test_the_other_version_wins_the_rest(wins: int, ties: int, losses: int, confidence: float) -> None:
    ties += not wins + ties + losses
    ours = estimate(win_rate, wins, ties, losses, confidence)
    theirs = estimate(win_rate, losses, ties, wins, confidence)
    assert [ours.value, ours.low, ours.high] == pytest.approx([1 - theirs.value, 1 - theirs.high, 1 - theirs.low])


def test_of_no_comparison_there_is_no_win_rate() -> None:
    assert_no_result(win_rate, {"wins": 0, "ties": 0, "losses": 0, "confidence": 0.95})


# Tokens


@given(sent=tokens, received=tokens, input_price=prices, output_price=prices)
def test_a_million_requests_cost_a_thousand_times_their_thousand(
    sent: int, received: int, input_price: float, output_price: float
) -> None:
    bill = sent * Fraction(input_price) + received * Fraction(output_price)  # a million requests, per million tokens
    result = number(token_cost, sent, received, input_price, output_price)
    assert result * 1000 == pytest.approx(float(bill), rel=1e-12, abs=1e-12)


@given(
    sent=st.integers(min_value=1, max_value=200_000),
    received=tokens,
    hit_rate=shares,
    price=st.integers(min_value=1, max_value=1000),
    read_price=prices,
    write_price=prices,
    output_price=prices,
    data=st.data(),
)
def test_the_saving_is_the_difference_of_two_bills_counted_request_by_request(
    sent: int,
    received: int,
    hit_rate: float,
    price: float,
    read_price: float,
    write_price: float,
    output_price: float,
    data: st.DataObject,
) -> None:
    prefix = data.draw(st.integers(0, sent))
    without = sent * Fraction(price) + received * Fraction(output_price)
    rest = (sent - prefix) * Fraction(price) + received * Fraction(output_price)
    hit, miss = rest + prefix * Fraction(read_price), rest + prefix * Fraction(write_price)
    cached = Fraction(hit_rate) * hit + (1 - Fraction(hit_rate)) * miss
    result = number(caching_saving, sent, prefix, received, hit_rate, price, read_price, write_price, output_price)
    assert result == pytest.approx(float(1 - cached / without), rel=1e-9, abs=1e-9)
    assert result <= 1


@pytest.mark.parametrize(("hit_rate", "saved"), [(0, -0.25), (0.2, -0.02), (0.5, 0.325), (1, 0.9)])
def test_writing_at_a_premium_loses_money_until_hits_pay_for_it(hit_rate: float, saved: float) -> None:
    result = number(caching_saving, 1000, 1000, 0, hit_rate, 1, 0.1, 1.25, 5)
    assert result == pytest.approx(saved)


def test_of_requests_that_cost_nothing_nothing_can_be_saved() -> None:
    assert_no_result(caching_saving, SAVING | {"input_price": 0, "output_price": 0})


# Accelerators


@given(generated=st.integers(0, 10**12), seconds=st.integers(1, 10**7))
def test_throughput_is_tokens_by_seconds(generated: int, seconds: int) -> None:
    assert number(token_throughput, generated, seconds) == generated / seconds


@given(
    load=st.integers(0, 10**6),
    throughput=st.integers(1, 10**4),
    percent=st.integers(1, 100),
    spares=st.integers(0, 10),
)
def test_accelerators_are_those_of_exact_arithmetic(load: int, throughput: int, percent: int, spares: int) -> None:
    exact = math.ceil(Fraction(load * 100, throughput * percent)) + spares
    assert number(accelerators_needed, load, throughput, percent / 100, spares) == exact


@given(load=st.integers(1, 10**6), throughput=st.integers(1, 10**4), percent=st.integers(1, 100))
def test_the_accelerators_needed_are_no_fuller_than_planned_and_one_fewer_would_be(
    load: int, throughput: int, percent: int
) -> None:
    needed = number(accelerators_needed, load, throughput, percent / 100, 0)
    planned = percent / 100 * (1 + 1e-9)
    assert number(accelerator_utilisation, load, needed, throughput) <= planned
    if needed > 1:
        assert number(accelerator_utilisation, load, needed - 1, throughput) > planned


def test_a_load_that_does_not_fit_takes_more_than_all() -> None:
    assert number(accelerator_utilisation, load=3000, accelerators=2, throughput=1000) == 1.5


KAPPA: dict[str, Any] = {"both_yes": 20, "both_no": 15, "disagreed": 15, "only_first_yes": 5, "confidence": 0.95}
WINS: dict[str, Any] = {"wins": 5, "ties": 2, "losses": 3, "confidence": 0.95}
COST: dict[str, Any] = {"input_tokens": 2000, "output_tokens": 500, "input_price": 1, "output_price": 4}
SAVING: dict[str, Any] = COST | {"prefix_tokens": 1600, "hit_rate": 0.75, "read_price": 0.25, "write_price": 1}
NEEDED: dict[str, Any] = {"load": 9000, "throughput": 1500, "utilisation": 0.75, "spares": 1}
USED: dict[str, Any] = {"load": 9000, "accelerators": 8, "throughput": 1500}


@for_every(
    "formula, arguments, culprit, remedy",
    [
        (cohens_kappa, KAPPA | {"both_yes": 0}, "both_yes", "above 0"),
        (cohens_kappa, KAPPA | {"both_no": 0}, "both_no", "above 0"),
        (cohens_kappa, KAPPA | {"disagreed": 0, "only_first_yes": 0}, "disagreed", "above 0"),
        (cohens_kappa, KAPPA | {"only_first_yes": 16}, "only_first_yes", "at most disagreed (15)"),
        (cohens_kappa, KAPPA | {"only_first_yes": -1}, "only_first_yes", "at least 0"),
        (cohens_kappa, KAPPA | {"both_yes": 1.5}, "both_yes", "whole number"),
        (cohens_kappa, KAPPA | {"confidence": 1}, "confidence", "below 1"),
        (win_rate, WINS | {"wins": -1}, "wins", "at least 0"),
        (win_rate, WINS | {"ties": 0.5}, "ties", "whole number"),
        (win_rate, WINS | {"losses": -1}, "losses", "at least 0"),
        (win_rate, WINS | {"confidence": 0.7}, "confidence", "at least 0.8"),
        (win_rate, WINS | {"confidence": 1}, "confidence", "below 1"),
        (token_cost, COST | {"input_tokens": -1}, "input_tokens", "at least 0"),
        (token_cost, COST | {"output_tokens": -1}, "output_tokens", "at least 0"),
        (token_cost, COST | {"input_price": -1}, "input_price", "at least 0"),
        (token_cost, COST | {"output_price": -1}, "output_price", "at least 0"),
        (caching_saving, SAVING | {"prefix_tokens": 2001}, "prefix_tokens", "at most input_tokens (2000)"),
        (caching_saving, SAVING | {"hit_rate": 1.1}, "hit_rate", "at most 1"),
        (caching_saving, SAVING | {"hit_rate": -0.1}, "hit_rate", "at least 0"),
        (caching_saving, SAVING | {"read_price": -1}, "read_price", "at least 0"),
        (caching_saving, SAVING | {"write_price": -1}, "write_price", "at least 0"),
        (token_throughput, {"tokens": -1, "duration": 1}, "tokens", "at least 0"),
        (token_throughput, {"tokens": 1.5, "duration": 1}, "tokens", "whole number"),
        (token_throughput, {"tokens": 1, "duration": 0}, "duration", "above 0"),
        (accelerators_needed, NEEDED | {"load": -1}, "load", "at least 0"),
        (accelerators_needed, NEEDED | {"throughput": 0}, "throughput", "above 0"),
        (accelerators_needed, NEEDED | {"utilisation": 0}, "utilisation", "above 0"),
        (accelerators_needed, NEEDED | {"utilisation": 1.1}, "utilisation", "at most 1"),
        (accelerators_needed, NEEDED | {"spares": -1}, "spares", "at least 0"),
        (accelerators_needed, NEEDED | {"spares": 0.5}, "spares", "whole number"),
        (accelerator_utilisation, USED | {"load": -1}, "load", "at least 0"),
        (accelerator_utilisation, USED | {"accelerators": 0}, "accelerators", "above 0"),
        (accelerator_utilisation, USED | {"accelerators": 1.5}, "accelerators", "whole number"),
        (accelerator_utilisation, USED | {"throughput": 0}, "throughput", "above 0"),
    ],
)
def test_an_argument_out_of_bounds_is_refused_by_name(
    formula: Formula, arguments: dict[str, Any], culprit: str, remedy: str
) -> None:
    assert_refused(formula, arguments, culprit, remedy)
