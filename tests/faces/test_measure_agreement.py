"""A reader's measure in a real Chromium as in Python: units, words, sentences, working, links and refusals."""

from __future__ import annotations

import dataclasses
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from macros.errors import PlaybookError
from macros.faces.working import working
from macros.figures import Figure
from macros.formula_units import fits, may_replace, result_unit
from macros.formulas import ANY, FORMULAS, Argument, Column, Formula, Row, Table
from macros.library import Library
from macros.presentation.calculators import inputs, typed
from macros.sentences import said, written
from macros.story import Number, NumberList, NumberTable, TableColumn
from macros.units import Unit, units
from macros.units import too_long as too_long_for_people
from tests.cases import for_every
from tests.faces.vectors import within

pytestmark = pytest.mark.xdist_group("agreement")

DRAWN = 60
"""Measures drawn for each formula, beside the figures of all stories."""
DRAWN_WORKINGS = 12
"""The same for workings, which are long."""

# Jobs go there and answers come back as JSON: Playwright would look at each part on its own.
COMPUTE = """async ({ base, jobs }) => {
  const { compute } = await import(`${base}assets/javascripts/measure.js`);
  return JSON.stringify(JSON.parse(jobs).map(({ formula, typed, units }) => {
    const { words, said, written, refused } = compute(formula, typed, units);
    return refused ? { refused } : { words, said, written };
  }));
}"""
# Each page's own template is filled; what Python wrote is parsed as the page would be, and both are compared as markup.
WORK = """async ({ base, address, jobs }) => {
  const { compute } = await import(`${base}assets/javascripts/measure.js`);
  const { fill } = await import(`${base}assets/javascripts/worked.js`);
  const page = new DOMParser().parseFromString(await (await fetch(base + address)).text(), "text/html");
  const template = page.querySelector(".pb-calculator template");
  const markup = (text) => new DOMParser().parseFromString(text, "text/html").body.innerHTML;
  return JSON.stringify(JSON.parse(jobs).map(({ formula, typed, units, lines }) => {
    const working = document.importNode(template.content, true);
    fill(working, compute(formula, typed, units));
    const browser = [...working.querySelectorAll(".pb-line")].map((line) => line.innerHTML);
    return { browser, python: lines.map(markup) };
  }));
}"""
LINK = """async ({ base, jobs }) => {
  const { read, write } = await import(`${base}assets/javascripts/calculator-link.js`);
  return JSON.stringify(JSON.parse(jobs).map(({ formula, link }) => {
    const { typed, units } = read(link, formula);
    return write(formula, typed, units);
  }));
}"""

FIGURES = [figure for ledger in Library().ledgers.values() for figure in ledger.figures.values()]
every_formula = for_every("formula", FORMULAS)


def _typed(value: float, unit: Unit) -> tuple[str, float]:
    """Write a number as a person types it, and give the number that is stored of that."""
    text = typed(value, unit)
    too_long = too_long_for_people(float(text))
    if too_long:
        raise PlaybookError(text, "is refused in the browser", too_long)
    return text, unit.stored(float(text))


def _job(figure: Figure) -> tuple[dict[str, Any], Figure]:
    """Type the inputs of a figure; give what goes into the browser, and the figure of exactly what was typed."""
    texts: dict[str, Any] = {}
    chosen = {"in": figure.unit.name}
    arguments: dict[str, Any] = {}
    for name, source in figure.arguments.items():
        if isinstance(source, NumberTable):
            rows = [
                {one.name: _typed(getattr(row, one.name), one.unit) for one in source.columns} for row in source.rows
            ]
            texts[name] = [{column: text for column, (text, _) in row.items()} for row in rows]
            chosen |= {f"{name}.{column.name}": column.unit.name for column in source.columns}
            stored = tuple(Row(**{column: number for column, (_, number) in row.items()}) for row in rows)
            arguments[name] = dataclasses.replace(source, rows=stored)
        elif isinstance(source, NumberList):
            pairs = [_typed(value, source.unit) for value in source.values]
            texts[name] = " ".join(text for text, _ in pairs)
            chosen[name] = source.unit.name
            arguments[name] = dataclasses.replace(source, values=tuple(number for _, number in pairs))
        else:
            assert isinstance(source, Number | Figure)
            texts[name], number = _typed(source.value, source.unit)
            chosen[name] = source.unit.name
            arguments[name] = Number(name, name, source.unit, number)
    bare = {
        name: list(source.values if isinstance(source, NumberList) else source.rows)
        if isinstance(source, NumberList | NumberTable)
        else source.value
        for name, source in arguments.items()
    }
    again = dataclasses.replace(figure, arguments=arguments, result=figure.formula(**bare), sharpened=None)
    return {"formula": figure.formula.name, "typed": texts, "units": chosen}, again


def _drawn(formula: Formula, count: int) -> Iterator[tuple[dict[str, Any], Figure]]:
    """Draw measures of a formula in units that it takes, as far as what is typed of them still fits its bounds."""
    source = random.Random(formula.name)  # noqa: S311 - repeatable on purpose
    for vector in within(formula, count):
        shared = source.choice([unit for unit in units().values() if not unit.words])

        def unit_of(argument: Argument, shared: Unit = shared) -> Unit:
            if argument.unit == ANY:
                return shared
            return source.choice([unit for unit in units().values() if fits(unit, argument)])

        arguments: dict[str, Any] = {}
        for name, parameter in formula.parameters.items():
            if isinstance(parameter, Argument):
                arguments[name] = Number(name, name, unit_of(parameter), vector[name])
            elif isinstance(parameter, Column):
                arguments[name] = NumberList(name, name, unit_of(parameter.each), tuple(vector[name]))
            else:
                columns = tuple(TableColumn(one, one, unit_of(each)) for one, each in parameter.columns.items())
                arguments[name] = NumberTable(name, name, columns, tuple(vector[name]))
        own = units()[result_unit(formula, shared.name)]
        unit = source.choice([unit for unit in units().values() if may_replace(unit, own)])
        try:
            yield _job(Figure("drawn", "drawn", formula, arguments, formula(**vector), unit))
        except PlaybookError:  # 12 digits of it lie beyond a bound, as may the sum of a column
            continue


def _jobs(formula: Formula, count: int = DRAWN) -> list[tuple[dict[str, Any], Figure]]:
    told = [_job(figure) for figure in FIGURES if figure.formula is formula]
    drawn = list(_drawn(formula, count))
    assert told
    assert len(drawn) >= count / 2
    return told + drawn


@every_formula
def test_a_measure_is_worded_said_and_written_as_in_python(formula: Formula, modules: Page, base_url: str) -> None:
    jobs = _jobs(formula)
    given = {"base": base_url, "jobs": json.dumps([job for job, _ in jobs])}
    answers = json.loads(modules.evaluate(COMPUTE, given))
    expected = [{"words": one.statement(), "said": said(one), "written": written(one)} for _, one in jobs]
    assert [pair for pair in zip(answers, expected, [job for job, _ in jobs], strict=True) if pair[0] != pair[1]] == []


@every_formula
def test_the_working_of_a_measure_is_that_of_python(formula: Formula, modules: Page, base_url: str) -> None:
    jobs = _jobs(formula, DRAWN_WORKINGS)
    sent = [job | {"lines": [line.markup for line in working(figure).lines]} for job, figure in jobs]
    address = f"formulas/{formula.name.replace('_', '-')}/"
    answers = json.loads(modules.evaluate(WORK, {"base": base_url, "address": address, "jobs": json.dumps(sent)}))
    assert all(answer["python"] for answer in answers)
    assert [answer for answer in answers if answer["browser"] != answer["python"]] == []


def test_the_browser_writes_the_links_of_the_figures_as_python_does(modules: Page, base_url: str) -> None:
    jobs = [{"formula": figure.formula.name, "link": f"#{inputs(figure)}"} for figure in FIGURES]
    given = {"base": base_url, "jobs": json.dumps(jobs)}
    assert json.loads(modules.evaluate(LINK, given)) == [job["link"] for job in jobs]


def test_the_browser_lets_the_same_units_into_every_argument(modules: Page, base_url: str) -> None:
    declared = sorted(
        {
            argument.unit
            for formula in FORMULAS.values()
            for parameter in formula.parameters.values()
            for argument in (
                parameter.columns.values()
                if isinstance(parameter, Table)
                else [parameter.each if isinstance(parameter, Column) else parameter]
            )
        }
    )
    in_browser = modules.evaluate(
        """async ({ base, declared, names }) => {
          const { fits } = await import(`${base}assets/javascripts/formula-units.js`);
          return declared.map((one) => names.filter((name) => fits(name, one)));
        }""",
        {"base": base_url, "declared": declared, "names": list(units())},
    )
    assert in_browser == [[unit.name for unit in units().values() if fits(unit, Argument(one))] for one in declared]


REFUSED: dict[str, tuple[str, dict[str, Any], dict[str, str], str]] = {
    "a unit that isn’t there": ("relative_change", {"before": "5", "after": "1"}, {"before": "stone"}, "stone"),
    "a unit that doesn’t fit": ("burn_rate", {"error_rate": "1", "objective": "99"}, {"objective": "ms"}, "in %"),
    "two units where one is shared": (
        "relative_change",
        {"before": "5", "after": "1"},
        {"before": "s", "after": "ms"},
        "one unit",
    ),
    "a result in a unit of another kind": ("relative_change", {"before": "5", "after": "1"}, {"in": "ms"}, "result"),
    "a number beyond what anybody means": ("relative_change", {"before": "9" * 400, "after": "1"}, {}, "in size"),
    "a result in minutes for days": ("plan_exposure", {}, {"in": "min"}, "in days"),
    "nothing": ("relative_change", {}, {}, "must be a number"),
}


@for_every("formula, texts, chosen, words", REFUSED)
def test_a_measure_that_cannot_be_is_refused_in_words(
    formula: str, texts: dict[str, Any], chosen: dict[str, str], words: str, modules: Page, base_url: str
) -> None:
    job = {"formula": formula, "typed": texts, "units": chosen}
    (answer,) = json.loads(modules.evaluate(COMPUTE, {"base": base_url, "jobs": json.dumps([job])}))
    assert words in answer["refused"]["message"]


def test_a_goal_gets_its_verdict_and_the_digits_that_show_it(modules: Page, base_url: str) -> None:
    told = modules.evaluate(
        """async (base) => {
          const { compute } = await import(`${base}assets/javascripts/measure.js`);
          const typed = { good_requests: "998996", valid_requests: "1000000" };
          const goal = (limit, rest) => compute("availability_by_requests", typed, {}, { limit, ...rest });
          return [
            goal("99.9", { bound: "at_least" }),
            goal("99.8996", { bound: "at_least" }),
            goal("99.8996", { bound: "at_most", exclusive: true }),
            goal("many", { bound: "at_least" }),
          ].map(({ verdict, words, target, refused }) => refused?.message ?? `${words} ${verdict}, ${target}`);
        }""",
        base_url,
    )
    assert told == [
        "99.8996\u00a0% missed, at least 99.9\u00a0%",
        "99.8996\u00a0% met, at least 99.8996\u00a0%",
        "99.8996\u00a0% missed, under 99.8996\u00a0%",
        "The goal must be a number.",
    ]
