"""Arguments for a formula, drawn from its own declaration: within its bounds, on them, and beyond them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
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
            found.extend(_with(vector, path, value) for value in _edge_values(argument, vector, source))
    return found


def beyond(formula: Formula) -> list[tuple[Vector, str]]:
    """Break each bound of each number in turn, and give no number; each with the argument that is to blame."""
    (vector,) = within(formula, 1)
    found: list[tuple[Vector, str]] = []
    for name, argument, path in _numbers(formula, vector):
        values = [math.nan, math.inf, -math.inf]
        for bound, towards in ((argument.at_least, -math.inf), (argument.at_most, math.inf)):
            if bound is not None:
                values.append(math.nextafter(_limit(bound, vector), towards))
        values.extend(_limit(bound, vector) for bound in (argument.above, argument.below) if bound is not None)
        if argument.whole:
            values.append(0.5)
        found.extend((_with(vector, path, value), name) for value in values)
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
    # What bounds another argument comes first.
    free = [name for name, parameter in formula.parameters.items() if not _names(parameter)]
    for name in [*free, *(name for name in formula.parameters if name not in free)]:
        parameter = formula.parameters[name]
        rows = range(source.randint(1, 12))
        if isinstance(parameter, Argument):
            vector[name] = _drawn(parameter, vector, source)
        elif isinstance(parameter, Column):
            vector[name] = [_drawn(parameter.each, vector, source) for _ in rows]
        else:
            vector[name] = [
                Row(**{column: _drawn(each, vector, source) for column, each in parameter.columns.items()})
                for _ in rows
            ]
    return {name: vector[name] for name in formula.parameters}


def _names(parameter: Argument | Column | Table) -> bool:
    bounds = (parameter.at_least, parameter.at_most) if isinstance(parameter, Argument) else ()
    return any(isinstance(bound, str) for bound in bounds)


def _drawn(argument: Argument, vector: Vector, source: random.Random) -> float:
    bounds = [
        bound for bound in (argument.at_least, argument.above, argument.at_most, argument.below) if bound is not None
    ]
    limits = [_limit(bound, vector) for bound in bounds]
    low = max((limit for limit in limits[:1]), default=-1e6)
    upper = [bound for bound in (argument.at_most, argument.below) if bound is not None]
    if argument.whole:
        return source.randint(int(low), int(_limit(upper[0], vector)) if upper else 1000)
    if upper:
        return _between(low, _limit(upper[0], vector), source)
    if argument.unit in units() and units()[argument.unit].kind == "share":
        return _between(low, low + 1, source)
    size = 10 ** source.uniform(-3, 7)
    drawn = max(1, round(size)) if argument.unit == "count" or source.random() < 0.5 else size
    return low + drawn if limits else source.choice((drawn, -drawn))


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
            values.extend(
                (math.nextafter(limit, towards), limit + inward * 1e-9, limit + inward * source.random() * 0.01)
            )
    return values


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
