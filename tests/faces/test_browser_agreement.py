"""Python and the browser agree: the site's own modules, in a real Chromium, against formulas and words here."""

from __future__ import annotations

import json
import math
import random
from typing import Any

import pytest
from playwright.sync_api import Page

from macros.formulas import ANY, FORMULAS, Argument, ArgumentError, Estimate, Formula
from macros.number_words import interval_words, number_words
from macros.units import Unit, units
from tests.cases import for_every
from tests.faces.vectors import Vector, beyond, edges, for_browser, within

pytestmark = pytest.mark.xdist_group("agreement")

VECTORS = 300
"""Vectors a formula, beside those on its bounds."""

CALCULATE = """async ({ base, formula, vectors }) => {
  const { calculate, InputError } = await import(`${base}assets/javascripts/calculation.js`);
  return vectors.map((vector) => {
    try {
      const { steps, ...ends } = calculate(formula, vector);
      return ends;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { refused: error.argument ?? null };
    }
  });
}"""

# Jobs go there and words come back as JSON: Playwright would look at each of a hundred thousand parts on its own.
WORD = """async ({ base, jobs }) => {
  const { numberWords, intervalWords } = await import(`${base}assets/javascripts/number-words.js`);
  const words = ({ value, low, high, unit, decimals, signed, bare }) => low === undefined
    ? numberWords(value, unit, { decimals, signed, bare })
    : intervalWords(low, high, unit, decimals);
  return JSON.stringify(JSON.parse(jobs).map(words));
}"""

Outcome = dict[str, float] | str
"""What a calculation came to: its numbers by name, or the argument that was refused ("" for all together)."""

every_formula = for_every("formula", FORMULAS)


def in_python(formula: Formula, vector: Vector) -> Outcome:
    try:
        result = formula(**vector)
    except ArgumentError as error:
        return error.argument
    if isinstance(result, Estimate):
        return {"value": result.value, "low": result.low, "high": result.high}
    return {"value": result}


def in_browser(modules: Page, base_url: str, formula: Formula, vectors: list[Vector]) -> list[Outcome]:
    given = {"base": base_url, "formula": formula.name, "vectors": [for_browser(vector) for vector in vectors]}
    return [outcome.get("refused", outcome) or "" for outcome in modules.evaluate(CALCULATE, given)]


def worded_in_browser(modules: Page, base_url: str, jobs: list[dict[str, Any]]) -> list[str]:
    words: list[str] = json.loads(modules.evaluate(WORD, {"base": base_url, "jobs": json.dumps(jobs)}))
    return words


def agree(ours: float, theirs: float) -> bool:
    """Twelve significant digits are shown, so twelve must agree.

    Near zero a result is the difference of numbers near one (a ratio − 1), and what is left may be the last bits of
    exp() or log(), which no standard fixes: 1e-15 is five of these bits.
    """
    return math.isclose(ours, theirs, rel_tol=1e-12, abs_tol=1e-15)


@every_formula
def test_a_formula_comes_to_the_same_numbers_and_words(formula: Formula, modules: Page, base_url: str) -> None:
    vectors = [*within(formula, VECTORS), *edges(formula)]
    ours = [in_python(formula, vector) for vector in vectors]
    theirs = in_browser(modules, base_url, formula, vectors)
    unit = units()["ms" if formula.unit == ANY else formula.unit]
    jobs: list[dict[str, Any]] = []
    expected = []
    for vector, mine, other in zip(vectors, ours, theirs, strict=True):
        if isinstance(mine, str) or isinstance(other, str):
            assert mine == other, vector
            continue
        assert mine.keys() == other.keys()
        assert all(agree(mine[name], other[name]) for name in mine), (vector, mine, other)
        for numbers in (mine, other):  # the words of the same number, and of the browser's own
            usual = {"unit": unit.name, "decimals": formula.decimals, "signed": formula.signed, "bare": False}
            jobs.append(usual | {"value": numbers["value"]})
            expected.append(number_words(mine["value"], unit, formula.decimals, formula.signed))
            if "low" in numbers:
                jobs.append(usual | {"low": numbers["low"], "high": numbers["high"]})
                expected.append(interval_words(mine["low"], mine["high"], unit, formula.decimals))
    assert sum(isinstance(mine, dict) for mine in ours) >= 200
    assert worded_in_browser(modules, base_url, jobs) == expected


@every_formula
def test_a_formula_refuses_the_same_arguments(formula: Formula, modules: Page, base_url: str) -> None:
    cases = beyond(formula)
    ours = [in_python(formula, vector) for vector, _ in cases]
    theirs = in_browser(modules, base_url, formula, [vector for vector, _ in cases])
    assert ours == theirs
    # A broken bound may show in the argument that it bounds: an empty period, in the downtime that exceeds it.
    bounded = {
        bound: name
        for name, parameter in formula.parameters.items()
        if isinstance(parameter, Argument)
        for bound in parameter.bounds.values()
        if isinstance(bound, str)
    }
    assert all(outcome in (culprit, bounded.get(culprit)) for outcome, (_, culprit) in zip(ours, cases, strict=True))


def numbers_to_word() -> list[float]:
    source = random.Random("words")  # noqa: S311 - repeatable on purpose
    known = [
        0.0,
        -0.0,
        1.0,
        0.01,
        0.1,
        0.125,
        0.285,
        2.5,
        1.005,
        2.675,
        0.5,
        1.5,
        0.005,
        0.0005,
        0.015,
        0.99999,
        0.999999,
    ]
    known += [0.9999999999999, 1.00000000001, 0.994999, 0.995, 9.995, 99.95, 999.5, 1000, 9999.5, 123456.785, 1e6, 1e15]
    known += [1e-3, 1e-6, 4.9e-7, 1e-9, 1e-12, 1e-20, 1e-24, 1e-30, 5e-324, 1e21, 1.7976931348623157e308, 2**53 + 1.0]
    known += [0.1 + 0.2, 1 - 0.999, 0.3 - 0.1, 1 / 3, 2 / 3, 0.07 * 100, 1.1 * 1.1, 0.1295, 0.0475, 12345678.9]
    drawn = [10 ** source.uniform(-14, 14) for _ in range(60)]
    drawn += [source.randrange(10**6) / 10 ** source.randrange(7) for _ in range(60)]
    drawn += [1 + source.choice((-1, 1)) * 10 ** -source.uniform(1, 13) for _ in range(25)]
    return [signed for number in (*known, *drawn) for signed in (number, -number)]


NUMERIC = [unit for unit in units().values() if not unit.words]


@for_every("unit", {unit.name: unit for unit in NUMERIC})
def test_a_number_is_worded_alike_in_every_unit(unit: Unit, modules: Page, base_url: str) -> None:
    forms: list[dict[str, Any]] = [
        {"decimals": decimals, "signed": signed, "bare": bare}
        for decimals, signed, bare in (
            (None, False, False),
            (None, True, True),
            ((0, 0), True, False),
            ((2, 3), False, True),
        )
    ]
    jobs = [{"value": value, "unit": unit.name} | form for value in numbers_to_word() for form in forms]
    expected = [number_words(value, unit, **form) for value in numbers_to_word() for form in forms]
    worded = worded_in_browser(modules, base_url, jobs)
    differing = [
        (job, ours, theirs) for job, ours, theirs in zip(jobs, expected, worded, strict=True) if ours != theirs
    ]
    assert differing == []


def test_a_decision_is_worded_alike(modules: Page, base_url: str) -> None:
    decision = units()["decision"]
    jobs: list[dict[str, Any]] = [{"value": value, "unit": "decision"} for value in range(len(decision.words))]
    assert worded_in_browser(modules, base_url, jobs) == list(decision.words)
    assert [number_words(job["value"], decision) for job in jobs] == list(decision.words)


def test_the_browser_lists_the_formulas_and_units_of_python(modules: Page, base_url: str) -> None:
    listed = modules.evaluate(
        """async (base) => {
          const { formulas } = await import(`${base}assets/javascripts/generated/formulas.js`);
          const { units } = await import(`${base}assets/javascripts/generated/units.js`);
          return [Object.keys(formulas), Object.keys(units)];
        }""",
        base_url,
    )
    assert listed == [list(FORMULAS), list(units())]
