"""A formula names only units and kinds that there are, in its result and in every argument."""

from __future__ import annotations

from typing import Annotated

from macros.formula_units import formula_mistakes, unknown_units
from macros.formulas import Argument, Column, Formula, Row, Table
from macros.formulas.arguments import parameters_of


def measured(
    amount: Annotated[float, Argument("sec")],
    times: Annotated[list[float], Column(Argument("mss"))],
    rows: Annotated[list[Row], Table({"fine": Argument("count"), "wrong": Argument("peple")})],
) -> float:
    """Measured in units that there aren't."""
    return amount + times[0] + float(rows[0].fine)


def test_units_that_are_not_there_are_told_with_file_line_and_nearest_name() -> None:
    told = [
        str(one)
        for one in unknown_units(Formula(measured, "Measured", "persent", [], None, False, parameters_of(measured, "")))
    ]
    line = measured.__code__.co_firstlineno
    assert all(one.startswith(f"tests/test_formula_units.py:{line}: measured(): ") for one in told)
    assert [one.partition("measured(): ")[2].partition(";")[0] for one in told] == [
        "the result has the unknown unit 'persent'",
        "'amount' has the unknown unit 'sec'",
        "'times' has the unknown unit 'mss'",
        "'rows: wrong' has the unknown unit 'peple'",
    ]


def test_the_formulas_of_the_project_name_units_that_there_are() -> None:
    assert formula_mistakes() == []
