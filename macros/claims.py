"""Claims: conditions on inputs, figures, verdicts and dates that a sentence rests on, in a language that reads like it.

A claim is one comparison or several, joined by `and`, `or`, `not` and brackets:

    feature-platform.platform_return < 0
    feature-platform.cost_after is about half of feature-platform.cost_before
    feature-platform.ctr_lift excludes 0 and feature-platform.platform_lift includes 0
    feature-platform.skew missed and feature-platform.availability met in 3 of 4
    calendar.freeze_begins before calendar.feed_launch
    calendar.feed_launch - calendar.freeze_begins >= 2 weeks
    working days from calendar.bakeoff_begins to calendar.bakeoff_decided == bake-off.days_used
    people of platform on calendar.incident is 8
    rank of strategy-bets.rice_platform among strategy-bets.rice_graph, strategy-bets.rice_delivery is 2
    strategy-bets.rice_assistant < smallest of strategy-bets.rice_graph, strategy-bets.rice_delivery
    rows (ratings.before.first == ratings.before.second) == ratings.same

Quantities are named `story.key`. Numbers are written as the site writes them, with their unit or without: `150 ms`
fits only what is in ms, and beside a share or points every number but 0 carries its unit (`80 %`). `+`, `-`, `*`, `/`
and brackets calculate, `size of` leaves the sign out, `low of` and `high of` are the ends of an interval, `count of`
is how many things a goal judges or a list holds. `rank of` a quantity `among` others is 1 for the largest, and
`largest of` and `smallest of` choose one of several. `is about` allows a tenth of the larger side. Of a goal that
judges several things, `met` means all of them and `missed` none. `story.table.column` is a column of a table; `rows
(…)` counts the rows that a comparison of columns holds in, in which `range of` several columns is the largest less the
smallest. Working days are Monday to Friday, without the first day and with the last.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, Protocol

from macros.errors import PlaybookError
from macros.figures import MET, MISSED, Figure, Goal, read_text
from macros.formulas import Estimate
from macros.number_words import significant
from macros.story import Number, NumberList, Text
from macros.units import units

ABOUT = 0.1
"""How far two sides of `is about` may lie apart, as a share of the larger one."""

_TOKEN = re.compile(
    r"\s*(?:(?P<name>[a-z][a-z0-9-]*\.[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?)"
    r"|(?P<text>\"[^\"]*\"|'[^']*')"
    r"|(?P<number>\d[\d,]*(?:\.\d+)?)"
    r"|(?P<sign><=|>=|==|!=|[<>+\-−*/()%×$≤≥,])"
    r"|(?P<word>[A-Za-z][A-Za-z-]*))"
)
_COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "≤": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "≥": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
_DAYS = {"days": {"day": 1, "days": 1, "week": 7, "weeks": 7}, "working days": {"day": 1, "days": 1}}
_SATURDAY = 5
_FRACTIONS = {
    "half": Fraction(1, 2),
    "third": Fraction(1, 3),
    "quarter": Fraction(1, 4),
    "fifth": Fraction(1, 5),
    "tenth": Fraction(1, 10),
}


class Names(Protocol):
    """What tells a claim the values of its names."""

    def value(self, name: str) -> Number | Figure | Goal | NumberList | Text | date:
        """Give what has a full name.

        Raises:
            PlaybookError: nothing has it.
        """

    def people(self, team: str, day: date) -> int:
        """Give the size of a team on a day.

        Raises:
            PlaybookError: there is no such team, or not yet.
        """

    def written(self, day: date) -> str:
        """Write a day in the years of the company."""


class Quantity(NamedTuple):
    """A value while a claim is worked out, with the unit that numbers beside it are read in."""

    value: float
    unit: str | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Answer:
    """Whether a claim holds, and the values that decided it."""

    claim: str
    holds: bool
    values: str


def judge(claim: str, names: Names) -> Answer:
    """Work a claim out.

    Args:
        claim: its words, in the language that this module describes.
        names: what its names stand for.

    Raises:
        PlaybookError: it isn't a claim, or names what isn't there; the message shows the place.
    """
    reader = _Reader(claim, names)
    holds = reader.whole()
    return Answer(" ".join(claim.split()), holds, ", ".join(reader.values))


class _Reader:
    """Reads and works out one claim from left to right."""

    def __init__(self, claim: str, names: Names) -> None:
        self.claim = claim
        self.names = names
        self.values: list[str] = []
        self.tokens = _tokens(claim)
        self.place = 0

    # The language

    def whole(self) -> bool:
        holds = self.either()
        if self.place < len(self.tokens):
            raise self.wrong("ends with words that belong to nothing", "join two conditions with and, or or")
        return holds

    def either(self) -> bool:
        holds = self.both()
        while self.take("or"):
            holds = self.both() or holds  # both sides are read, so that an unknown name is found in either
        return holds

    def both(self) -> bool:
        holds = self.single()
        while self.take("and"):
            holds = self.single() and holds
        return holds

    def single(self) -> bool:
        if self.take("not"):
            return not self.single()
        start = self.place
        if self.take("("):
            noted = len(self.values)
            try:
                holds = self.either()
                self.need(")")
            except PlaybookError:
                self.place = start  # the bracket belongs to a sum
                del self.values[noted:]
            else:
                if self.peek() not in (*_COMPARED, "+", "-", "*", "/", "is"):
                    return holds
                self.place = start
                del self.values[noted:]
        return self.relation()

    def relation(self) -> bool:
        named = self.name_ahead()
        if isinstance(named, Goal):
            return self.goal(named)
        if isinstance(named, Text):
            return self.words(named)
        if isinstance(named, date):
            return self.dates()
        if isinstance(named, NumberList):
            return self.listed(named)
        left = self.sum(None)
        return self.compared(left)

    def compared(self, left: Quantity) -> bool:
        sign = self.peek()
        if sign in _COMPARED:
            holds = True
            while self.peek() in _COMPARED:  # a < b < c, as in mathematics
                compare = _COMPARED[self.next()]
                right = _in_unit_of(left, self.share_or_sum(left.unit))
                _same(self, left, right)
                holds = compare(significant(left.value), significant(right.value)) and holds
                left = right
            return holds
        if self.take("is"):
            if self.take("about"):
                right = self.share_or_sum(left.unit)
                larger = max(abs(left.value), abs(right.value))
                return abs(left.value - right.value) <= ABOUT * larger
            if self.take("whole"):
                return significant(left.value) == significant(left.value).to_integral_value()
            if self.take("between"):
                lowest = self.sum(left.unit)
                self.need("and")
                highest = self.sum(left.unit)
                return lowest.value <= left.value <= highest.value
            right = self.share_or_sum(left.unit)
            return significant(left.value) == significant(right.value)
        for word, inside in (("includes", True), ("excludes", False)):
            if self.take(word):
                right = self.sum(left.unit)
                low, high = _ends(self, left)
                return (low <= right.value <= high) is inside
        if self.take("overlaps"):
            low, high = _ends(self, left)
            other_low, other_high = _ends(self, self.sum(left.unit))
            return low <= other_high and other_low <= high
        for word, below in (("fell", True), ("rose", False)):
            if self.take(word):
                return left.value < 0 if below else left.value > 0
        raise self.wrong("compares nothing", "write for instance < 0, is about half, includes 0, met or missed")

    def goal(self, goal: Goal) -> bool:
        self.next()
        verdicts = goal.verdicts
        self.values.append(f"{goal.name} is {goal.verdict}")
        for word, count in (("met", verdicts.count(MET)), ("missed", verdicts.count(MISSED))):
            if self.take(word):
                wanted = int(self.sum(None).value) if self.take("in") else len(verdicts)
                judged = int(self.sum(None).value) if self.take("of") else len(verdicts)
                return (count, len(verdicts)) == (wanted, judged)
        raise self.wrong(f"says nothing of the goal '{goal.name}'", "write met, missed, met in 3 or met in 3 of 4")

    def words(self, text: Text) -> bool:
        self.next()
        self.values.append(f"{text.name} is '{text.value}'")
        negated = False
        if self.take("is"):
            negated = self.take("not")
        kind, token = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        if kind != "text":
            raise self.wrong(f"compares the text '{text.name}' with no text", 'write is "the words"')
        self.place += 1
        return (text.value == token[1:-1]) is not negated

    def dates(self) -> bool:
        left = self.day()
        if self.take("-") or self.take("−"):
            other = self.day()
            days = Quantity(float((left - other).days), "days")
            return self.compared(days)
        for word, compare in (("before", operator.lt), ("after", operator.gt), ("on", operator.eq)):
            if self.take(word):
                return bool(compare(left, self.day()))
        raise self.wrong("says nothing of a date", "write before, after, on, or subtract another date")

    def day(self) -> date:
        name = self.tokens[self.place][1] if self.place < len(self.tokens) else ""
        found = self.name_ahead()
        if not isinstance(found, date):
            raise self.wrong(f"compares a date with '{name}'", "name another date of the calendar")
        self.next()
        self.values.append(f"{name.partition('.')[2]} is {self.names.written(found)}")
        return found

    def listed(self, numbers: NumberList) -> bool:
        raise self.wrong(f"names the list '{numbers.name}'", "name a figure of it")

    # Sums

    def share_or_sum(self, unit: str | None) -> Quantity:
        """Read half of a quantity, a third of it, or a sum."""
        start = self.place
        many = 1
        if self.take("a") or self.take("one"):
            many = 1
        elif self.take("two"):
            many = 2
        elif self.take("three"):
            many = 3
        word = (self.peek() or "").removesuffix("s")
        if word in _FRACTIONS:
            self.next()
            share = float(_FRACTIONS[word] * many)
            if self.take("of"):
                whole = self.factor(unit)
                return Quantity(share * whole.value, whole.unit)
            return Quantity(share, unit)
        self.place = start
        return self.sum(unit)

    def sum(self, unit: str | None) -> Quantity:
        left = self.product(unit)
        while self.peek() in ("+", "-", "−"):
            sign = self.next()
            right = self.product(left.unit)
            _same(self, left, right)
            value = left.value + right.value if sign == "+" else left.value - right.value
            left = Quantity(value, left.unit or right.unit)
        return left

    def product(self, unit: str | None) -> Quantity:
        left = self.factor(unit)
        while self.peek() in ("*", "×", "/"):
            sign = self.next()
            right = self.factor(None)
            if sign == "/" and right.value == 0:
                raise self.wrong("divides by 0", "compare the two sides instead")
            value = left.value / right.value if sign == "/" else left.value * right.value
            same = sign == "/" and left.unit == right.unit
            left = Quantity(value, None if same else left.unit or right.unit)
        return left

    def factor(self, unit: str | None) -> Quantity:
        if self.take("-") or self.take("−"):
            inner = self.factor(unit)
            return Quantity(-inner.value, inner.unit)
        if self.take("("):
            inner = self.sum(unit)
            self.need(")")
            return inner
        for word, pick in (("size", _size), ("low", _low), ("high", _high)):
            if self.peek() == word and self.after() == "of":
                self.next()
                self.next()
                return pick(self, self.factor(unit))
        for word, choose in (("largest", max), ("smallest", min)):
            if self.peek() == word and self.after() == "of":
                self.next()
                self.next()
                several = self.several()
                return choose(several, key=lambda one: significant(one.value))
        if self.peek() == "rank" and self.after() == "of":
            return self.rank()
        if self.peek() == "rows" and self.after() == "(":
            self.next()
            self.next()
            return self.rows()
        if self.peek() == "working" and self.after() == "days":
            return self.working_days()
        if self.peek() == "people" and self.after() == "of":
            return self.people()
        if self.peek() == "count" and self.after() == "of":
            self.next()
            self.next()
            named = self.name_ahead()
            if not isinstance(named, Goal | NumberList):
                raise self.wrong("counts what can't be counted", "name a goal or a list")
            self.next()
            return Quantity(float(len(named.verdicts if isinstance(named, Goal) else named.values)), None)
        return self.number(unit)

    def number(self, unit: str | None) -> Quantity:
        kind, token = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        if kind == "name":
            named = self.name_ahead()
            if not isinstance(named, Number | Figure):
                raise self.wrong(f"calculates with '{token}'", "name an input or a figure that is one number")
            self.next()
            from_result = isinstance(named, Figure) and isinstance(named.result, Estimate)
            self.values.append(f"{named.name} = {_written(named)}")
            return Quantity(
                named.value,
                named.unit.name,
                named.result.low if from_result else None,  # type: ignore[union-attr] # an Estimate, as just asked
                named.result.high if from_result else None,  # type: ignore[union-attr]
            )
        if self.take("$"):
            kind, token = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
            unit = unit or "$"
        if kind != "number":
            raise self.wrong("lacks a number", "name a quantity, or write a number")
        self.next()
        return self.with_unit(float(token.replace(",", "")), unit)

    def with_unit(self, written: float, unit: str | None) -> Quantity:
        """Read the unit that follows a number, and store the number as formulas use it."""
        known = units()
        ahead = self.peek() or ""
        if unit in _DAYS and ahead in _DAYS[unit]:
            self.next()
            return Quantity(written * _DAYS[unit][ahead], unit)
        for name in sorted(known, key=len, reverse=True):
            spelled = name.split()
            if name and [token for _, token in self.tokens[self.place : self.place + len(spelled)]] == spelled:
                if unit is not None and known[name].kind != known[unit].kind and known[name].scale != known[unit].scale:
                    raise self.wrong(f"compares {known[unit].name!r} with {name!r}", f"write the number in {unit!r}")
                if unit is not None and name != unit and known[name].scale == known[unit].scale == 0:
                    raise self.wrong(f"compares {unit!r} with {name!r}", f"write the number in {unit!r}")
                self.place += len(spelled)
                return Quantity(known[name].stored(written), unit or name)
        if unit is not None and known[unit].scale and written:
            raise self.wrong(f"writes {written:g} beside what is in {unit!r}", f"write {written:g} {unit}")
        return Quantity(written, unit)

    # Days, people and rows

    def working_days(self) -> Quantity:
        self.next()
        self.next()
        self.need("from")
        first = self.day()
        self.need("to")
        last = self.day()
        if last < first:
            raise self.wrong("counts backwards", "name the earlier day first")
        days = _working_days(first, last)
        self.values.append(f"{days} working days")
        return Quantity(float(days), "working days")

    def people(self) -> Quantity:
        self.next()
        self.next()
        team = self.next() if self.peek() else ""
        self.need("on")
        people = self.names.people(team, self.day())
        self.values.append(f"{team} had {people} people")
        return Quantity(float(people), None)

    def several(self) -> list[Quantity]:
        """Read quantities of one unit, with commas between them."""
        several = [self.factor(None)]
        while self.take(","):
            several.append(self.factor(several[0].unit))
            _same(self, several[0], several[-1])
        return several

    def rank(self) -> Quantity:
        """Read a quantity and others, and count how many of these are larger, and itself."""
        self.next()
        self.next()
        ranked = self.factor(None)
        self.need("among")
        others = self.several()
        _same(self, ranked, others[0])
        return Quantity(1.0 + sum(significant(other.value) > significant(ranked.value) for other in others), None)

    def rows(self) -> Quantity:
        """Count the rows in which a chain of comparisons of columns holds, as in `rows (a.t.x == a.t.y == a.t.z)`."""
        left = self.columns()
        holds = [True] * len(left)
        compared = False
        while self.peek() in _COMPARED:
            compare = _COMPARED[self.next()]
            right = self.columns(len(left))
            pairs = zip(holds, left, right, strict=True)
            holds = [before and compare(significant(one), significant(other)) for before, one, other in pairs]
            left = right
            compared = True
        if not compared:
            raise self.wrong("compares no columns", "write rows (story.table.one == story.table.other)")
        self.need(")")
        self.values.append(f"{sum(holds)} of {len(holds)} rows")
        return Quantity(float(sum(holds)), None)

    def columns(self, length: int | None = None) -> tuple[float, ...]:
        """Read a column, the range of several, or a number for each row."""
        if self.peek() == "range" and self.after() == "of":
            self.next()
            self.next()
            several = [self.column(length)]
            while self.take(","):
                several.append(self.column(len(several[0])))
            return tuple(max(row) - min(row) for row in zip(*several, strict=True))
        if length is not None and self.peek() and not isinstance(self.name_ahead(), NumberList):
            return (self.sum(None).value,) * length
        return self.column(length)

    def column(self, length: int | None) -> tuple[float, ...]:
        named = self.name_ahead()
        if not isinstance(named, NumberList):
            raise self.wrong("lacks a column", "name one, as story.table.column")
        if length is not None and len(named.values) != length:
            raise self.wrong(f"compares {length} rows with the {len(named.values)} of '{named.name}'", "give each one")
        self.next()
        return named.values

    # Tokens

    def name_ahead(self) -> Number | Figure | Goal | NumberList | Text | date | None:
        kind, token = self.tokens[self.place] if self.place < len(self.tokens) else ("", "")
        return self.names.value(token) if kind == "name" else None

    def peek(self) -> str | None:
        return self.tokens[self.place][1] if self.place < len(self.tokens) else None

    def after(self) -> str | None:
        return self.tokens[self.place + 1][1] if self.place + 1 < len(self.tokens) else None

    def next(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1][1]

    def take(self, word: str) -> bool:
        found = self.peek() == word
        self.place += found
        return found

    def need(self, word: str) -> None:
        if not self.take(word):
            raise self.wrong(f"lacks '{word}'", "close what was opened, and say what is compared")

    def wrong(self, problem: str, remedy: str) -> PlaybookError:
        told = " ".join(token for _, token in self.tokens[: self.place])
        return PlaybookError(f'claim("{self.claim}")', f"{problem}, after '{told}'", remedy)


def _tokens(claim: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    place = 0
    text = claim.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None:
            where = f'claim("{claim}")'
            raise PlaybookError(where, f"can't be read from '{text[place:].strip()}' on", "see the page vocabulary")
        kind = str(match.lastgroup)
        found.append((kind, match[kind]))
        place = match.end()
    if not found:
        raise PlaybookError(f'claim("{claim}")', "is empty", "say what the sentence rests on")
    return found


def _same(reader: _Reader, left: Quantity, right: Quantity) -> None:
    """Refuse to compare what is in units that don't measure the same."""
    if left.unit is None or right.unit is None or left.unit == right.unit:
        return
    one, other = units()[left.unit], units()[right.unit]
    if not one.is_written_like(other) and (
        one.scale != other.scale or (one.kind != other.kind and "plain" not in (one.kind, other.kind))
    ):
        raise reader.wrong(f"compares '{one.name}' with '{other.name}'", "compare quantities of one unit")
    if one.kind == "time" and one.name != other.name:
        raise reader.wrong(f"compares '{one.name}' with '{other.name}'", "compare quantities of one unit")


def _in_unit_of(days: Quantity, other: Quantity) -> Quantity:
    """Turn weeks into days where they stand beside days."""
    if days.unit != "days" or other.unit != "weeks":
        return other
    return Quantity(other.value * _DAYS["days"]["weeks"], "days")


def _working_days(first: date, last: date) -> int:
    """Count the days from Monday to Friday after one day, up to another."""
    days = (first + timedelta(number) for number in range(1, (last - first).days + 1))
    return sum(day.weekday() < _SATURDAY for day in days)


def _ends(reader: _Reader, quantity: Quantity) -> tuple[float, float]:
    if quantity.low is None or quantity.high is None:
        raise reader.wrong("asks for the interval of what has none", "name a figure with an interval")
    return quantity.low, quantity.high


def _size(_: _Reader, quantity: Quantity) -> Quantity:
    return quantity._replace(value=abs(quantity.value))


def _low(reader: _Reader, quantity: Quantity) -> Quantity:
    return Quantity(_ends(reader, quantity)[0], quantity.unit)


def _high(reader: _Reader, quantity: Quantity) -> Quantity:
    return Quantity(_ends(reader, quantity)[1], quantity.unit)


def _written(named: Number | Figure) -> str:
    return named.statement() if isinstance(named, Figure) else read_text(named)
