"""Every formula has a page, a figure, a test, sources and a family; and nothing claims to be one that isn't."""

from __future__ import annotations

import doctest
import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from types import ModuleType

import pytest

import macros
from macros.formulas import ANY, FAMILIES, FORMULAS, Argument, Column, Formula, Table
from macros.library import Library
from macros.number_words import number_words
from macros.units import units
from tests.builds import ROOT
from tests.cases import for_every

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(macros.__path__, "macros.")
    if not module.name.endswith("__main__") and not module.name.startswith("macros.checks")
)
WORDED = {  # a number that shows how many digits of a result are kept, and whether a rise has a sign
    "relative_change": "+123 %",
    "point_difference": "+123.5 percentage points",
    "ratio": "1.2 ×",
    "share": "123 %",
    "return_on_investment": "+123 %",
    "avoided_cost": "$1",
    "cost_per_thousand": "$1.23 per 1,000",
    "relative_lift": "+123.5 %",
    "proportion_difference": "+123.46 percentage points",
    "ratio_of_means": "+123.5 %",
    "sample_size_per_arm": "1 user",
    "latency_quantile": "1.2 ms",
    "expected_calibration_error": "123.5 %",
    "brier_score": "1.235",
    "brier_reference": "1.235",
    "availability_by_time": "123.46 %",
    "availability_by_requests": "123.457 %",
    "error_budget": "123.457 %",
    "allowed_downtime": "1.2 ms",
    "budget_consumed": "123 %",
    "burn_rate": "1.2 ×",
    "time_to_exhaustion": "1.23 ms",
    "population_stability_index": "1.235",
    "freshness_share": "123.5 %",
    "null_rate": "123.46 %",
    "label_throughput": "1 label a day",
    "change_lead_time": "1.2 ms",
    "deployment_frequency": "1.2 deployments a day",
    "change_fail_rate": "123 %",
    "failed_deployment_recovery_time": "1.2 ms",
    "deployment_rework_rate": "123 %",
    "cost_per_unit": "$1.23 each",
    "demographic_parity_difference": "123.5 percentage points",
    "demographic_parity_ratio": "1.23",
    "equal_opportunity_gap": "123.5 percentage points",
    "quadratic_weighted_kappa": "1.23",
    "adverse_impact_ratio": "1.23 ×",
    "milestone_attainment": "123 %",
    "escalation_rule": "extend with reduced scope",
    "plan_exposure": "1 day",
    "rice": "1",
    "ice": "1",
    "weighted_score": "1.23 points",
    "blended_score": "1.23 points",
    "break_even_weight": "123.5 %",
    "schedule_forecast": "1.2 days",
    "schedule_spread": "1.2 days",
    "schedule_gap": "+1.2 ms",
    "path_slack": "1.2 ms",
    "wilson_interval": "123.5 %",
    "sample_size_for_drop": "1 case",
    "always_valid_difference": "+123.46 percentage points",
    "cohens_kappa": "1.23",
    "win_rate": "123.5 %",
    "token_cost": "$1.23 per 1,000",
    "caching_saving": "123 %",
    "token_throughput": "1 tokens a second",
    "accelerators_needed": "1 accelerator",
    "accelerator_utilisation": "123 %",
    "time_to_hire": "1.2 ms",
    "funnel_conversion": "123.5 %",
    "attrition_rate": "123.5 %",
    "span_of_control": "1.2 people per manager",
}
ROUND = {
    "availability_by_requests": "200.00 %",
    "error_budget": "200.0 %",
    "time_to_exhaustion": "2.00 ms",
    "ratio": "2 ×",
    "point_difference": "+200 percentage points",
}
"""What is left of a number without a fraction."""
TENS = {
    "ratio": "24 ×",
    "label_throughput": "24 labels a day",
    "plan_exposure": "24 days",
    "rice": "24",
    "ice": "24",
    "sample_size_for_drop": "24 cases",
    "token_throughput": "24 tokens a second",
    "accelerators_needed": "24 accelerators",
}
"""A number that shows that no digit before the point is rounded away where none after it is kept."""
every_formula = for_every("formula", FORMULAS)


NO_FAMILIES = {"__init__", "arguments", "definition", "expression", "loading", "primitives", "signature"}
"""The modules of formulas that hold none."""
BELOW = ("macros.errors", "macros.units")
"""What formulas may know of the rest."""


def declared(parameter: Argument | Column | Table) -> list[Argument]:
    """Give the numbers that an argument declares."""
    if isinstance(parameter, Argument):
        return [parameter]
    return [parameter.each] if isinstance(parameter, Column) else list(parameter.columns.values())


def failures(test: doctest.DocTest) -> int:
    return doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test).failed


@every_formula
def test_the_example_in_the_docstring_of_a_formula_comes_out(formula: Formula) -> None:
    names = vars(importlib.import_module(formula.function.__module__))
    test = doctest.DocTestParser().get_doctest(formula.__doc__, dict(names), formula.name, None, None)
    assert test.examples, f"{formula.name} shows no example"
    assert failures(test) == 0


@for_every("name", MODULES)
def test_the_examples_of_a_module_come_out(name: str) -> None:
    module = importlib.import_module(name)
    assert sum(failures(test) for test in doctest.DocTestFinder(exclude_empty=True).find(module)) == 0


def test_some_module_has_an_example() -> None:
    finder = doctest.DocTestFinder()
    examples = [test for name in MODULES for test in finder.find(importlib.import_module(name)) if test.examples]
    assert len(examples) >= 5


def worded(formula: Formula, value: float) -> str:
    unit = units()["ms" if formula.unit == ANY else formula.unit]
    return number_words(value, unit, formula.decimals, formula.signed).replace("\u00a0", " ")


@every_formula
def test_the_result_is_worded_with_its_digits_its_sign_and_its_unit(formula: Formula) -> None:
    assert formula.name in WORDED, f"say in WORDED how {formula.name} words 1.23456789, with its digits and its sign"
    shown = 1 if units()["ms" if formula.unit == ANY else formula.unit].words else 1.23456789
    assert worded(formula, shown) == WORDED[formula.name]


@pytest.mark.parametrize(("name", "words"), ROUND.items())
def test_a_round_result_keeps_its_fewest_digits(name: str, words: str) -> None:
    assert worded(FORMULAS[name], 2) == words


@pytest.mark.parametrize(("name", "words"), TENS.items())
def test_a_whole_result_keeps_all_its_digits(name: str, words: str) -> None:
    assert worded(FORMULAS[name], 24) == words


@every_formula
def test_every_formula_was_published_somewhere_with_an_address(formula: Formula) -> None:
    assert formula.sources
    assert all(source.title and source.url for source in formula.sources)


def families(module: ModuleType) -> list[str]:
    return [name for name, formula in FORMULAS.items() if formula.function.__module__ == module.__name__]


def test_every_formula_belongs_to_one_family_and_no_family_is_empty() -> None:
    assert all(families(module) for module in FAMILIES.values())
    assert sorted(name for module in FAMILIES.values() for name in families(module)) == sorted(FORMULAS)


def test_every_module_of_formulas_is_a_family() -> None:
    folder = Path(inspect.getfile(macros)).parent / "formulas"
    modules = {path.stem for path in folder.glob("*.py")} - NO_FAMILIES
    assert {module.__name__.rpartition(".")[2] for module in FAMILIES.values()} == modules


def test_whatever_counts_things_counts_them_in_whole_numbers() -> None:
    counted = [
        (formula.name, name)
        for formula in FORMULAS.values()
        for name, parameter in formula.parameters.items()
        for argument in declared(parameter)
        if "count" in (argument.unit, getattr(units().get(argument.unit), "kind", "")) and not argument.whole
    ]
    assert counted == []


def test_formulas_know_nothing_of_stories_markdown_or_mkdocs() -> None:
    folder = Path(inspect.getfile(macros)).parent / "formulas"
    for path in folder.glob("*.py"):
        imported = re.findall(r"^(?:from|import) (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
        ours = {name for name in imported if name.startswith("macros")}
        assert all(name.startswith("macros.formulas") or name in BELOW for name in ours), path.name


def test_the_pages_are_those_of_the_formulas() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "formulas").glob("*.md")} - {"index"}
    assert pages == {name.replace("_", "-") for name in FORMULAS}


def test_every_formula_has_a_figure_in_some_story_and_every_figure_a_formula() -> None:
    used = {figure.formula.name for ledger in Library().ledgers.values() for figure in ledger.figures.values()}
    assert used == set(FORMULAS)


def test_every_formula_is_called_by_the_tests_of_its_family() -> None:
    folder = ROOT / "tests" / "formulas"
    for module in FAMILIES.values():
        tests = (folder / f"test_{module.__name__.rpartition('.')[2]}.py").read_text(encoding="utf-8")
        for name in families(module):
            assert re.search(rf"\b{name}\b", tests), f"{name} has no test"
