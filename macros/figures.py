"""Calculate a story: each figure from its formula, each verdict from its goal, each result with its origin."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors
from macros.formula_units import fits, may_replace, result_unit
from macros.formulas import ANY, FORMULAS, Argument, ArgumentError, Column, Estimate, Formula, Result, Table
from macros.number_words import NO_BREAK_SPACE, decimals_apart, input_words, interval_words, number_words, significant
from macros.story import FigurePlan, GoalPlan, Input, Number, NumberList, NumberTable, Story, Text
from macros.units import Unit, unit_named, units

MET = "met"
MISSED = "missed"
TARGETS = {(True, False): "at least", (True, True): "over", (False, False): "at most", (False, True): "under"}
"""How a target is said, by whether it is a least number, and whether that number itself misses it."""
_CHANGES = ("relative change", "difference of shares")
"""The kinds of units in which people type a change."""


@dataclass(frozen=True)
class Figure:
    """A formula applied to inputs and other figures of a story."""

    name: str
    label: str
    formula: Formula
    arguments: Mapping[str, Input | Figure]
    result: Result
    unit: Unit
    sharpened: tuple[int, int] | None = None
    """Digits after the point that show the verdict of a goal, where the formula's own would hide it."""

    @property
    def decimals(self) -> tuple[int, int] | None:
        """The fewest and the most digits after the point; the unit's own when None."""
        return self.sharpened or self.formula.decimals

    @property
    def value(self) -> float:
        """The number itself, without its interval."""
        return self.result.value if isinstance(self.result, Estimate) else self.result

    @property
    def digits(self) -> tuple[int, int]:
        """The fewest and the most digits after the point."""
        return self.decimals or self.unit.decimals

    def words(self, bare: bool = False) -> str:
        """The number as it is written, for instance −78 %; bare leaves out the words of its unit."""
        return number_words(self.value, self.unit, self.decimals, self.formula.signed, bare)

    def statement(self) -> str:
        """The number with its interval, where it has one, for instance +2.8 % (1.6 to 4.0 %)."""
        interval = self.interval()
        return f"{self.words()} ({interval})" if interval else self.words()

    def interval(self) -> str | None:
        """The interval as it is written, or None where the formula has none."""
        if not isinstance(self.result, Estimate):
            return None
        return interval_words(self.result.low, self.result.high, self.unit, self.decimals)


@dataclass(frozen=True)
class Goal:
    """A target, what is held against it, and the verdicts that follow."""

    name: str
    label: str
    of: tuple[Number | Figure, ...]
    several: bool
    at_least: bool
    exclusive: bool
    limit: float
    unit: Unit
    baseline: Number | Figure | None
    results: tuple[Number | Figure, ...]
    change: Number | Figure | None
    bound: Number | Figure | None = None
    """What gives the target, where it is no number of its own."""

    @property
    def verdicts(self) -> tuple[str, ...]:
        """One verdict for each thing that is judged, *met* or *missed*, in order."""
        limit = significant(self.limit)
        return tuple(MET if self._holds(significant(item.value), limit) else MISSED for item in self.of)

    def _holds(self, value: Any, limit: Any) -> bool:
        if value == limit:
            return not self.exclusive
        return bool(value > limit) if self.at_least else bool(value < limit)

    @property
    def verdict(self) -> str:
        """The verdict in words: *met*, *missed*, or how many of several were met."""
        verdicts = self.verdicts
        if not self.several:
            return verdicts[0]
        return f"{MET} in {verdicts.count(MET)} of {len(verdicts)}"

    @property
    def state(self) -> str:
        """The verdict as one word for style sheets: met, missed or partly."""
        verdicts = set(self.verdicts)
        return verdicts.pop() if len(verdicts) == 1 else "partly"

    def spoken_target(self) -> str:
        """The target as it is said, for instance under 150 ms."""
        return f"{TARGETS[self.at_least, self.exclusive]} {self._limit_words()}"

    def target(self) -> str:
        """The target as it is written, for instance < 150 ms."""
        sign = {(True, False): "≥", (True, True): ">", (False, False): "≤", (False, True): "<"}
        return f"{sign[self.at_least, self.exclusive]}\u00a0{self._limit_words()}"

    def _limit_words(self) -> str:
        """The number that is to be reached: with no more digits than the figure that gives it, else as it was typed."""
        if isinstance(self.bound, Figure):
            return number_words(self.limit, self.unit, (self.unit.decimals[0], self.bound.digits[1]))
        return input_words(self.limit, self.unit)


@dataclass
class Ledger:
    """Everything that a story comes to, by name."""

    story: Story
    figures: dict[str, Figure] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)

    @property
    def entries(self) -> Mapping[str, Input | Figure]:
        """Inputs and figures together."""
        return {**self.story.inputs, **self.figures}


def calculate(story: Story) -> Ledger:
    """Calculate every figure and goal of a story.

    Raises:
        PlaybookErrors: a figure depends on itself, has an argument of the wrong shape or unit or out of bounds, or a
            goal judges something that isn't a number of its unit. All of them are told together.
    """
    calculation = _Calculation(story)
    for name in story.figures:
        calculation.figure(name, ())
    if not calculation.errors:
        for goal in story.goals.values():
            calculation.goal(goal)
    if calculation.errors:
        raise PlaybookErrors(calculation.errors)
    return _sharpened(calculation.ledger)


def _sharpened(ledger: Ledger) -> Ledger:
    """Give figures more digits where rounding would show a target as reached that isn't, or the other way round."""
    digits: dict[str, tuple[int, int]] = {}
    for goal in ledger.goals.values():
        for item in goal.of:
            judged = [figure for figure in (item, goal.bound) if isinstance(figure, Figure)]
            if not judged:
                continue
            most = item.digits[1] if isinstance(item, Figure) else item.unit.decimals[1]
            rounded = goal.bound.digits[1] if isinstance(goal.bound, Figure) else None
            needed = decimals_apart(item.value, goal.limit, item.unit, most, rounded)
            for figure in judged:
                fewest, usual = digits.get(figure.name, figure.digits)
                if needed > usual:
                    digits[figure.name] = (fewest, needed)
    if not digits:
        return ledger
    made: dict[str, Figure] = {}

    def again(entry: Any) -> Any:
        """Make a figure once more, with the digits that it and those which it is made of need."""
        if not isinstance(entry, Figure):
            return entry
        if entry.name not in made:
            arguments = {name: again(argument) for name, argument in entry.arguments.items()}
            sharpened = digits.get(entry.name, entry.sharpened)
            made[entry.name] = replace(entry, arguments=arguments, sharpened=sharpened)
        return made[entry.name]

    figures = {name: again(figure) for name, figure in ledger.figures.items()}
    goals = {
        name: replace(
            goal,
            of=tuple(map(again, goal.of)),
            baseline=again(goal.baseline),
            results=tuple(map(again, goal.results)),
            change=again(goal.change),
            bound=again(goal.bound),
        )
        for name, goal in ledger.goals.items()
    }
    return _sharpened(Ledger(ledger.story, figures, goals))  # two goals may need different digits of one figure


class _Calculation:
    """One pass over a story; figures are calculated when first needed."""

    def __init__(self, story: Story) -> None:
        self.ledger = Ledger(story)
        self.places = _Places(story.overlaid)
        self.errors: list[PlaybookError] = []
        self.failed: set[str] = set()

    def figure(self, name: str, path: tuple[str, ...]) -> Figure | None:
        """Calculate one figure and those that it needs; `path` holds the figures that wait for it."""
        if name in self.ledger.figures:
            return self.ledger.figures[name]
        if name in self.failed:
            return None
        plan = self.ledger.story.figures[name]
        if name in path:
            self.errors.append(
                PlaybookError(plan.where, f"depends on itself: {' → '.join((*path, name))}", "build it from inputs")
            )
            self.failed.add(name)
            return None
        arguments = {parameter: self.entry(source, (*path, name)) for parameter, source in plan.arguments.items()}
        if any(argument is None for argument in arguments.values()):
            self.failed.add(name)
            return None
        try:
            figure = _apply(plan, {key: value for key, value in arguments.items() if value is not None}, self.places)
        except PlaybookError as error:
            self.errors.append(error)
            self.failed.add(name)
            return None
        self.ledger.figures[name] = figure
        return figure

    def entry(self, name: str, path: tuple[str, ...]) -> Input | Figure | None:
        """Find an input, or calculate a figure."""
        inputs = self.ledger.story.inputs
        return inputs[name] if name in inputs else self.figure(name, path)

    def goal(self, plan: GoalPlan) -> None:
        """Judge one goal."""
        try:
            self.ledger.goals[plan.name] = self._judged(plan)
        except PlaybookError as error:
            self.errors.append(error)

    def _judged(self, plan: GoalPlan) -> Goal:
        of = tuple(self._quantity(name, plan, "of") for name in plan.of)
        if isinstance(plan.limit, str):
            bound = self._quantity(plan.limit, plan, "target")
            limit, unit = bound.value, bound.unit
        else:
            bound, limit, unit = None, plan.limit, plan.unit or of[0].unit
        for item in of:
            if not item.unit.is_written_like(unit):
                problem = f"'{item.name}' is in {item.unit.name!r}, the target in {unit.name!r}"
                where = self.places.of(plan.where, item)
                raise PlaybookError(where, problem, f"give the target in {item.unit.name!r}")
        if bound is None:
            self._check_limit(plan, limit, of)
        return Goal(
            name=plan.name,
            label=plan.label,
            of=of,
            several=plan.several,
            at_least=plan.at_least,
            exclusive=plan.exclusive,
            limit=limit,
            unit=unit,
            baseline=self._quantity(plan.baseline, plan, "baseline") if plan.baseline else None,
            results=(self._quantity(plan.result, plan, "result"),) if plan.result else of,
            change=self._change(plan.change, plan) if plan.change else None,
            bound=bound,
        )

    def _check_limit(self, plan: GoalPlan, limit: float, of: tuple[Number | Figure, ...]) -> None:
        """See that a typed target is a number that what is judged can come to, where its unit says so."""
        for item in of:
            typed = float(significant(limit).scaleb(item.unit.scale))
            wrong = item.unit.impossible(typed) if isinstance(item, Number) or item.unit.words else None
            if wrong:
                raise PlaybookError(plan.where, f"the target is {typed:g} {item.unit.symbol}".rstrip(), wrong)

    def _change(self, name: str, plan: GoalPlan) -> Number | Figure:
        """Find the change that a goal shows; a level in its place would be read as one."""
        entry = self._quantity(name, plan, "change")
        is_change = entry.formula.signed if isinstance(entry, Figure) else entry.unit.kind in _CHANGES
        if is_change:
            return entry
        givers = ", ".join(formula.name for formula in FORMULAS.values() if formula.signed)
        problem = f"change '{name}' is {read_text(entry).replace(NO_BREAK_SPACE, ' ')}, which is no change"
        raise PlaybookError(plan.where, problem, f"name a figure of one of these formulas: {givers}")

    def _quantity(self, name: str, plan: GoalPlan, field_name: str) -> Number | Figure:
        entry = self.entry(name, ())
        if isinstance(entry, Number | Figure):
            return entry
        assert entry is not None  # figures are calculated before goals, and none has failed
        where = self.places.of(plan.where, entry)
        raise PlaybookError(where, f"{field_name} '{name}' isn't one number", "name a number or a figure")


def _apply(plan: FigurePlan, arguments: Mapping[str, Input | Figure], places: _Places) -> Figure:
    formula = FORMULAS[plan.formula]
    values: dict[str, Any] = {}
    shared: dict[str, str] = {}
    for name, parameter in formula.parameters.items():
        values[name] = _checked(arguments[name], parameter, places.of(f"{plan.where}.{name}", arguments[name]), shared)
    if len(shared) > 1:
        listed = ", ".join(f"{source} is in {unit!r}" for unit, source in shared.items())
        where = places.of(plan.where, *arguments.values())
        raise PlaybookError(where, f"its arguments differ in unit: {listed}", "give all of them in one unit")
    try:
        result = formula(**values)
    except ArgumentError as error:
        raise _refused(plan, error, arguments, places) from error
    own = unit_named(result_unit(formula, next(iter(shared), "")), plan.where)
    if plan.unit is not None and not may_replace(plan.unit, own):
        raise PlaybookError(plan.where, f"unit {plan.unit.name!r} doesn't fit a result in {own.name!r}", "remove it")
    figure = Figure(plan.name, plan.label, formula, arguments, result, plan.unit or own)
    try:
        figure.statement()
    except PlaybookError as error:  # a decision without a word for it
        raise PlaybookError(plan.where, error.problem, error.remedy) from error
    return figure


class _Places:
    """Knows where the numbers of a story come from, so that a mistake is placed in the file that made it."""

    def __init__(self, overlaid: Mapping[str, str]) -> None:
        self.overlaid = overlaid

    def of(self, where: str, *sources: Input | Figure) -> str:
        """Place a mistake where the reader's file gives the first of these that it gives; else at `where`."""
        return next((place for source in sources if (place := self._laid(source))), where)

    def _laid(self, source: Input | Figure) -> str | None:
        if source.name in self.overlaid:
            return self.overlaid[source.name]
        within = source.arguments.values() if isinstance(source, Figure) else ()
        return next((place for inner in within if (place := self._laid(inner))), None)


def _refused(
    plan: FigurePlan, error: ArgumentError, arguments: Mapping[str, Input | Figure], places: _Places
) -> PlaybookError:
    """Word what a formula refuses in the units of the story, and place it where the number comes from."""
    named = ", ".join(f"{name} = {source.name}" for name, source in arguments.items())
    problem, remedy = error.problem, error.remedy
    breach = error.breach
    if breach is not None:
        number = breach.number
        written = input_words(number.value, _unit_of(arguments[number.argument], number.column))
        limit = input_words(breach.limit, _unit_of(arguments[number.argument], number.column))
        bound = f"{breach.bound} ({limit})" if isinstance(breach.bound, str) else limit
        problem, remedy = f"{number.name} is {written}", f"it must be {breach.word} {bound}"
    bounding = breach.bound if breach is not None else None
    sources = [arguments[name] for name in (error.argument, bounding) if isinstance(name, str) and name in arguments]
    where = places.of(plan.where, *sources, *arguments.values())
    if where != plan.where:
        problem = f"figure '{plan.name}' can't be calculated: {problem}"
    problem, remedy = (words.replace(NO_BREAK_SPACE, " ") for words in (problem, remedy))
    return PlaybookError(where, problem, f"{remedy} (here {named})")


def _unit_of(source: Input | Figure, column: str) -> Unit:
    """Give the unit of what a formula was given, of a table that of one column."""
    if isinstance(source, NumberTable):
        return next(each.unit for each in source.columns if each.name == column)
    assert not isinstance(source, Text)  # which no formula is given
    return source.unit


def _checked(source: Input | Figure, parameter: Argument | Column | Table, where: str, shared: dict[str, str]) -> Any:
    """Give the bare value of an argument of the right shape and unit; note the unit of arguments that share one."""
    if isinstance(parameter, Argument):
        if not isinstance(source, Number | Figure):
            raise PlaybookError(where, f"'{source.name}' isn't one number", "name a number or a figure")
        _check_unit(source.unit, parameter, source.name, where, shared)
        return source.value
    if isinstance(parameter, Column):
        if not isinstance(source, NumberList):
            raise PlaybookError(where, f"'{source.name}' isn't a list of numbers", "name an input with values")
        _check_unit(source.unit, parameter.each, source.name, where, shared)
        return list(source.values)
    if not isinstance(source, NumberTable):
        raise PlaybookError(where, f"'{source.name}' isn't a table", "name an input with rows")
    present = {column.name: column for column in source.columns}
    if set(present) != set(parameter.columns):
        raise PlaybookError(
            where, f"its columns are {', '.join(present)}", f"needed are {', '.join(parameter.columns)}"
        )
    for name, argument in parameter.columns.items():
        _check_unit(present[name].unit, argument, f"{source.name}.{name}", where, shared)
    return list(source.rows)


def _check_unit(unit: Unit, argument: Argument, name: str, where: str, shared: dict[str, str]) -> None:
    if argument.unit == ANY:
        shared.setdefault(unit.name, name)
    elif not fits(unit, argument):
        known = argument.unit if argument.unit in units() else f"a {argument.unit}"
        raise PlaybookError(where, f"'{name}' is in {unit.name!r}", f"needed is {known!r}")


def read_text(entry: Input | Figure, bare: bool = False) -> str:
    """Write one number or text as it stands in a sentence; bare leaves out the words of its unit.

    Raises:
        PlaybookError: the entry is a list or a table, which has no single wording.
    """
    if isinstance(entry, Figure):
        return entry.words(bare)
    if isinstance(entry, Text):
        return entry.value
    if isinstance(entry, Number):
        return input_words(entry.value, entry.unit, bare)
    raise PlaybookError(entry.name, "is a list or a table", "use a table or a chart to show it")
