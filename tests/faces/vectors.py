"""Arguments for a formula, drawn from its own declaration: within its bounds, on them, and beyond them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from typing import Any

from macros.formulas import Argument, Column, Formula, Row, Table
from macros.units import units

Vector = dict[str, Any]


def within(formula: Formula, count: int) -> list[Vector]:
    """Draw vectors whose arguments keep their bounds; the same ones on every run."""
    source = random.Random(formula.name)  # noqa: S311 - repeatable on purpose
    return [_vector(formula, source) for _ in range(count)]


def edges(formula: Formula) -> list[Vector]:
    """Put each number of a vector on each of its bounds, or next to one that excludes itself."""
    source = random.Random(formula.name)  # noqa: S311
    found: list[Vector] = []
    for vector in within(formula, 3):
        for _, argument, path in _numbers(formula, vector):
            found.extend(_with(vector, path, value) for value in _edge_values(argument, _scope(vector, path), source))
    return found


def beyond(formula: Formula) -> list[tuple[Vector, str]]:
    """Break each bound of each number in turn, and give no number; each with the argument that is to blame."""
    (vector,) = within(formula, 1)
    found: list[tuple[Vector, str]] = []
    for name, argument, path in _numbers(formula, vector):
        values = [math.nan, math.inf, -math.inf]
        scope = _scope(vector, path)
        for bound, towards in ((argument.at_least, -math.inf), (argument.at_most, math.inf)):
            if bound is not None:
                values.append(math.nextafter(_limit(bound, scope), towards))
        values.extend(_limit(bound, scope) for bound in (argument.above, argument.below) if bound is not None)
        if argument.whole:
            values.append(0.5)
        found.extend((_with(vector, path, value), name) for value in values)
    for name, parameter in formula.parameters.items():
        if isinstance(parameter, Table):
            found.extend((vector | {name: [*vector[name], *vector[name]]}, name) for _ in parameter.sums)
    found.extend(
        (vector | {name: []}, name)
        for name, parameter in formula.parameters.items()
        if isinstance(parameter, Column | Table)
    )
    return found


def for_browser(vector: Vector) -> Vector:
    """Write a vector as the browser takes it: rows as objects."""
    return {
        name: [vars(row) if isinstance(row, Row) else row for row in value] if isinstance(value, list) else value
        for name, value in vector.items()
    }


def _vector(formula: Formula, source: random.Random) -> Vector:
    vector: Vector = {}
    for name in _free_first(formula.parameters):
        parameter = formula.parameters[name]
        rows = range(source.randint(1, 12))
        if isinstance(parameter, Argument):
            vector[name] = _drawn(parameter, vector, source)
        elif isinstance(parameter, Column):
            vector[name] = [_drawn(parameter.each, vector, source) for _ in rows]
        else:
            vector[name] = _adding_up(parameter, [_row(parameter, vector, source) for _ in rows])
    return {name: vector[name] for name in formula.parameters}


def _row(table: Table, vector: Vector, source: random.Random) -> Row:
    cells: Vector = {}
    for column in _free_first(table.columns):
        cells[column] = _drawn(table.columns[column], vector | cells, source)
    return Row(**{column: cells[column] for column in table.columns})


def _adding_up(table: Table, rows: list[Row]) -> list[Row]:
    """Scale the columns whose sum is bounded, so that they are shares of a whole."""
    for column in table.sums:
        whole = sum(getattr(row, column) for row in rows)
        for row in rows:
            setattr(row, column, getattr(row, column) / whole)
    return rows


def _free_first(parameters: Mapping[str, Argument | Column | Table]) -> list[str]:
    """Order names so that what bounds another comes before it."""
    ordered: list[str] = []
    while len(ordered) < len(parameters):
        ordered.extend(
            name
            for name, parameter in parameters.items()
            if name not in ordered and _names(parameter) & set(parameters) <= set(ordered)
        )
    return ordered


def _names(parameter: Argument | Column | Table) -> set[str]:
    bounds = parameter.bounds.values() if isinstance(parameter, Argument) else ()
    return {bound for bound in bounds if isinstance(bound, str)}


def _drawn(argument: Argument, vector: Vector, source: random.Random) -> float:
    lower = [bound for bound in (argument.at_least, argument.above) if bound is not None]
    upper = [bound for bound in (argument.at_most, argument.below) if bound is not None]
    low = max((_limit(bound, vector) for bound in lower), default=-1e6)
    if argument.whole:
        least = int(low) + (argument.above is not None)
        reach = round(10 ** source.uniform(0, 7))
        most = int(_limit(upper[0], vector)) - (argument.below is not None) if upper else least + reach
        return source.randint(least, max(least, most))
    if upper:
        return _between(low, _limit(upper[0], vector), source)
    if argument.unit in units() and units()[argument.unit].kind == "share":
        return _between(low, low + 1, source)
    size = 10 ** source.uniform(-3, 7)
    drawn = max(1, round(size)) if source.random() < 0.5 else size
    return low + drawn if lower else source.choice((drawn, -drawn))


def _between(low: float, high: float, source: random.Random) -> float:
    """Draw a number strictly between two, as people write it half of the time, near an end now and then."""
    part = source.choice((source.uniform(0.001, 0.999), 10 ** -source.uniform(1, 6), 1 - 10 ** -source.uniform(1, 6)))
    drawn = low + (high - low) * part
    rounded = round(drawn, 4)
    return rounded if low < rounded < high and source.random() < 0.5 else drawn


def _edge_values(argument: Argument, vector: Vector, source: random.Random) -> list[float]:
    values = [_limit(bound, vector) for bound in (argument.at_least, argument.at_most) if bound is not None]
    values = [value for value in values if not argument.whole or value == int(value)]
    for bound, towards in ((argument.above, math.inf), (argument.below, -math.inf)):
        if bound is not None:
            limit = _limit(bound, vector)
            inward = 1 if towards > 0 else -1
            near = (math.nextafter(limit, towards), limit + inward * 1e-9, limit + inward * source.random() * 0.01)
            values.extend((limit + inward,) if argument.whole else near)
    return values


def _scope(vector: Vector, path: tuple[Any, ...]) -> Vector:
    """Give what the bounds of a number may name: the arguments, and in a table the columns of its row."""
    row = vector[path[0]][path[1]] if path[2:] else None
    return vector | vars(row) if row is not None else vector


def _limit(bound: float | str, vector: Vector) -> float:
    return float(vector[bound] if isinstance(bound, str) else bound)


def _numbers(formula: Formula, vector: Vector) -> Iterator[tuple[str, Argument, tuple[Any, ...]]]:
    """Give each number with the way to it; of a list or a table, those of the last row."""
    for name, parameter in formula.parameters.items():
        if isinstance(parameter, Argument):
            yield name, parameter, (name,)
            continue
        last = len(vector[name]) - 1
        if isinstance(parameter, Column):
            yield name, parameter.each, (name, last)
            continue
        for column, argument in parameter.columns.items():
            yield name, argument, (name, last, column)


def _with(vector: Vector, path: tuple[Any, ...], value: float) -> Vector:
    name, *rest = path
    if not rest:
        return vector | {name: value}
    rows = list(vector[name])
    rows[rest[0]] = Row(**vars(rows[rest[0]]) | {rest[1]: value}) if rest[1:] else value
    return vector | {name: rows}
