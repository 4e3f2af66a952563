"""Numbers as somebody says them: with a verb for the direction, without a sign, in the unit that one would use.

`written` words (−78 %) stand in tables and workings; what follows is for sentences that are meant to be said. Each
form gives the words and whether they are exact: what was rounded for the ear has its exact value one click away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from macros.errors import PlaybookError, nearest
from macros.figures import MET, Figure, Goal
from macros.formulas import Estimate
from macros.number_words import MINUS, NO_BREAK_SPACE, number_words, significant
from macros.story import Number
from macros.units import Unit, units

Quantity = Number | Figure

# The wordings, all in one place

_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
"""Counts up to ten are said as words; larger ones are written in digits."""
_ZERO = "zero"
"""What is said for 0 of no unit, since there is nothing that there could be none of."""

_MOVES = {
    "fell": ("fell by {}", "stayed the same", "rose by {}"),
    "dropped": ("dropped by {}", "didn’t change", "went up by {}"),
    "cut": ("was cut by {}", "stayed the same", "grew by {}"),
    "down": ("down {}", "unchanged", "up {}"),
    "lower": ("{} lower", "the same", "{} higher"),
    "less": ("{} less", "the same", "{} more"),
    "fewer": ("{} fewer", "as many", "{} more"),
    "less time": ("{} less time", "as long", "{} longer"),
    "cheaper": ("{} cheaper", "at the same price", "{} dearer"),
    "faster": ("{} faster", "as fast", "{} slower"),
    "a fall": ("a fall of {}", "no change", "a rise of {}"),
    "a loss": ("a loss of {}", "neither gain nor loss", "a gain of {}"),
    "returned": ("lost {} of its cost", "earned back its cost", "returned {} on its cost"),
    "late": ("{} early", "on time", "{} late"),
    "over": ("{} under", "exactly at", "{} over"),
    "short": ("{} short", "just enough", "{} to spare"),
    "behind": ("{} ahead", "on plan", "{} behind"),
    "below": ("{} below", "at", "{} above"),
    "better": ("{} worse", "no better and no worse", "{} better"),
    "saved": ("cost {} more", "cost the same", "saved {}"),
}
"""What is said of a number below, at and above 0, by the word that a page asks for."""

FRACTIONS = (
    (Decimal("0.1"), "a tenth"),
    (Decimal("0.2"), "a fifth"),
    (Decimal("0.25"), "a quarter"),
    (Decimal(1) / 3, "a third"),
    (Decimal("0.4"), "two fifths"),
    (Decimal("0.5"), "half"),
    (Decimal("0.6"), "three fifths"),
    (Decimal(2) / 3, "two thirds"),
    (Decimal("0.75"), "three quarters"),
    (Decimal("0.8"), "four fifths"),
    (Decimal("0.9"), "nine tenths"),
)
"""The fractions that people say, as shares of 1."""

FRACTION_WITHIN = (Decimal("0.02"), Decimal("0.05"))
"""How far a share may be from a fraction that is said for it: as a share of everything, and of the fraction itself."""
_FRACTION_EXACTLY = Decimal("0.001")
"""Nearer than this, a fraction goes without "about"."""

_LARGE = ((Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_LONGER = {"min": (60, "h"), "h": (24, "days"), "days": (7, "weeks")}
"""The longer unit that a whole number of a shorter one is said in."""
_SAID_IN_LONGER_FROM = 2
"""So many of the longer unit it takes before it is used: 24 hours stay 24 hours, 48 are two days."""
_HOURS_AND_MINUTES_FROM = 120
"""From so many minutes on, those that are no whole hours are said in both where they stand alone."""

_AIMS = {
    (True, False): "at least {}",
    (True, True): "more than {}",
    (False, False): "no more than {}",
    (False, True): "under {}",
}
_TIMES = {2: "twice", 3: "three times"}


@dataclass(frozen=True)
class Said:
    """A number in words."""

    words: str
    exact: bool = True
    """Whether the words give every digit of the number."""


def amount(quantity: Quantity, *, bare: bool = False, positive: bool = False) -> Said:
    """Say a number: nine people, 110 milliseconds, three days, $1.9 million, half a billion predictions.

    Args:
        quantity: an input or a figure.
        bare: leave the unit out, for the first of two numbers that share it.
        positive: leave the sign out.
    """
    unit = quantity.unit
    value = abs(significant(quantity.value)) if positive else significant(quantity.value)
    if unit.words:
        return Said(number_words(quantity.value, unit))
    decimals = quantity.decimals if isinstance(quantity, Figure) else None
    return _amount(value, unit, decimals, bare)


def _amount(value: Decimal, unit: Unit, decimals: tuple[int, int] | None, bare: bool) -> Said:
    value, unit = _in_longer(value, unit)
    scaled = value.scaleb(unit.scale)
    if abs(scaled) >= _LARGE[-1][0] and not unit.scale:
        return _large(scaled, unit, bare)
    whole = scaled == scaled.to_integral_value()
    if whole and 0 <= scaled <= 10 and not unit.scale and not unit.prefix and unit.kind != "factor":
        word = _COUNTED[int(scaled)] if scaled or unit.noun(one=False) else _ZERO
        return Said(word if bare else _with_unit(word, unit, one=scaled == 1))
    written = _digits(value, unit, decimals)
    exact = _exactly(written, unit, scaled)
    return Said(written if bare else _with_unit(written, unit, one=written == "1"), exact)


def alone(quantity: Quantity) -> Said:
    """Say a number beside which no other of its unit stands: as `amount` does, but five hours and 40 minutes."""
    value = significant(quantity.value)
    unit = _in_longer(value, quantity.unit)[1]
    if unit.name != "min" or abs(value) < _HOURS_AND_MINUTES_FROM or value != value.to_integral_value():
        return amount(quantity)
    hours, minutes = divmod(abs(value), 60)
    said = [
        _amount(part, one, None, bare=False) for part, one in ((hours.copy_sign(value), units()["h"]), (minutes, unit))
    ]
    return Said(" and ".join(part.words for part in said), all(part.exact for part in said))


def _digits(value: Decimal, unit: Unit, decimals: tuple[int, int] | None) -> str:
    """Write a number without the zeros that nobody says: 20 for 20.00; money keeps its cents where it has any."""
    written = number_words(float(value), unit, decimals, bare=True)
    if "." not in written or unit.kind == "money":
        return written.removesuffix(".00")
    return written.rstrip("0").rstrip(".")


def _in_longer(value: Decimal, unit: Unit) -> tuple[Decimal, Unit]:
    """Say a whole number of a longer unit in that one: 72 hours are three days."""
    while unit.name in _LONGER:
        size, longer = _LONGER[unit.name]
        if value % size or abs(value) < size * _SAID_IN_LONGER_FROM:
            break
        value, unit = value / size, units()[longer]
    return value, unit


def _large(value: Decimal, unit: Unit, bare: bool) -> Said:
    """Say a million or more in two digits, or in as many as it has when those are few."""
    size, name = next((size, name) for size, name in _LARGE if abs(value) >= size)
    share = value / size
    if share == 1:
        words = f"a {name}" if not unit.prefix else f"{unit.prefix}1 {name}"
        return Said(words if bare else _with_unit(words, unit, one=False))
    rounded = share.quantize(Decimal("0.1") if abs(share) < 100 else Decimal(1), ROUND_HALF_UP)
    words = f"{MINUS if rounded < 0 else ''}{unit.prefix}{abs(rounded).normalize():,f} {name}"
    exact = rounded == share
    words = words if exact else f"about {words}"
    return Said(words if bare else _with_unit(words, unit, one=False), exact)


def _with_unit(words: str, unit: Unit, *, one: bool) -> str:
    noun = unit.noun(one)
    return f"{words}{NO_BREAK_SPACE}{noun}" if noun else words


def _exactly(written: str, unit: Unit, scaled: Decimal) -> bool:
    digits = written.replace(unit.prefix, "").replace(",", "").replace(MINUS, "-")
    return Decimal(digits) == scaled


def moved(quantity: Quantity, word: str = "fell", *, roughly: bool = False) -> Said:
    """Say a change with the verb or the direction that its sign asks for: fell by 78 %, up 2.8 %, 6.5 days short.

    Args:
        quantity: what changed, and by how much.
        word: which pair of words, by the one for a number below 0 or by the one that the wordings are listed under.
        roughly: say a fraction where one is near (fell by about three quarters).

    Raises:
        PlaybookError: no wordings are listed under the word.
    """
    if word not in _MOVES:
        raise PlaybookError(f'moved("{quantity.name}", "{word}")', "unknown words", nearest(word, _MOVES))
    below, same, above = _MOVES[word]
    value = significant(quantity.value)
    if value == 0:
        return Said(same)
    size = amount(quantity, positive=True)
    if roughly:
        size = _fraction(abs(value)) or size
    return Said((below if value < 0 else above).format(size.words), size.exact)


def fraction(quantity: Quantity) -> Said:
    """Say a share as a fraction where one is near, and as a percentage elsewhere: three quarters, about two thirds.

    Raises:
        PlaybookError: the quantity isn't a share.
    """
    if quantity.unit.scale != 2:
        raise PlaybookError(f'fraction("{quantity.name}")', f"is in {quantity.unit.name!r}", "name a share, in %")
    return _fraction(significant(quantity.value)) or amount(quantity)


def near_fraction(share: Decimal) -> Decimal | None:
    """Find the fraction that may be said for a share, as a share of 1; None where none is near enough."""
    near = min((one for one, _ in FRACTIONS), key=lambda one: abs(one - share))
    return near if abs(near - share) <= min(FRACTION_WITHIN[0], FRACTION_WITHIN[1] * near) else None


def _fraction(share: Decimal) -> Said | None:
    near = near_fraction(share)
    if near is None:
        return None
    words, away = dict(FRACTIONS)[near], abs(near - share)
    return Said(words if away <= _FRACTION_EXACTLY else f"about {words}", exact=away == 0)


def out_of(part: Quantity, whole: Quantity, *, bare: bool = False) -> Said:
    """Say a count out of a count, the unit once: six of seven people, 50,000 of a million users, all nine teams.

    Raises:
        PlaybookError: the two are in different units.
    """
    if part.unit.name != whole.unit.name:
        problem = f"'{part.name}' is in {part.unit.name!r}, '{whole.name}' in {whole.unit.name!r}"
        raise PlaybookError("out_of()", problem, "name two counts of one unit")
    few, all_of_them = significant(part.value), significant(whole.value)
    total = amount(whole, bare=bare)
    if few > all_of_them:  # with a reader's own inputs; which claim fails then is the page's to tell
        first = amount(part, bare=True)
        return Said(f"{first.words} against {total.words}", first.exact and total.exact)
    if few == all_of_them:
        return Said(f"all {total.words}", total.exact)
    if few == 0:
        return Said(f"none of {total.words}", total.exact)
    first = amount(part, bare=_share_their_unit(part, whole))
    return Said(f"{first.words} of {total.words}", first.exact and total.exact)


def span(first: Quantity, second: Quantity, between: str = "to") -> Said:
    """Say two numbers of one unit, which is said once: 500 to 110 milliseconds.

    Args:
        first: an input or a figure.
        second: another of the same unit.
        between: what stands between the two.
    """
    one, other = amount(first, bare=_share_their_unit(first, second)), amount(second)
    return Said(f"{one.words} {between} {other.words}", one.exact and other.exact)


def _share_their_unit(*quantities: Quantity) -> bool:
    """Tell whether numbers of one unit are said in one unit too: 30 hours and two days aren't."""
    said = {_in_longer(significant(quantity.value), quantity.unit)[1].name for quantity in quantities}
    return len(said) == 1


def times(quantity: Quantity) -> Said:
    """Say a ratio: twice, 24 times, a fifth of, half of, as much as.

    Raises:
        PlaybookError: the quantity isn't a ratio.
    """
    if quantity.unit.kind != "factor":
        raise PlaybookError(f'times("{quantity.name}")', f"is in {quantity.unit.name!r}", "name a ratio, in ×")
    value = significant(quantity.value)
    if value == 1:
        return Said("as much as")
    if value < 1:
        near = _fraction(value)
        if near is not None:
            return Said(f"{near.words} of", near.exact)
    if value in _TIMES:
        return Said(_TIMES[int(value)])
    written = number_words(quantity.value, quantity.unit, _decimals(quantity), bare=True)
    return Said(f"{written}{NO_BREAK_SPACE}times", _exactly(written, quantity.unit, value))


def _decimals(quantity: Quantity) -> tuple[int, int] | None:
    return quantity.decimals if isinstance(quantity, Figure) else None


def breath(figure: Figure, word: str = "down") -> Said:
    """Say a figure and its interval in one breath: up 2.8 %, give or take 1.2.

    Where the interval reaches much further to one side, both ends are said: up 2.8 %, somewhere from 1.0 to 6.1.

    Raises:
        PlaybookError: the figure has no interval.
    """
    if not isinstance(figure.result, Estimate):
        raise PlaybookError(f'breath("{figure.name}")', f"{figure.formula.name} has no interval", "use moved")
    value, low, high = (significant(end) for end in (figure.value, figure.result.low, figure.result.high))
    said = moved(figure, word).words
    below, above = value - low, high - value
    larger = max(below, above)
    if larger == 0:
        return Said(said)
    if abs(below - above) <= larger / 5:
        size = _digits(larger, figure.unit, figure.decimals)
        return Said(f"{said}, give or take {size}", exact=False)
    ends = [_digits(end, figure.unit, figure.decimals) for end in (low, high)]
    return Said(f"{said}, somewhere from {ends[0]} to {ends[1]}", exact=False)


def aim(goal: Goal) -> Said:
    """Say what a goal asks for as a noun: 99.9 %, under 150 milliseconds, a cut of 80 %."""
    limit = significant(goal.limit)
    size = _amount(abs(limit), goal.unit, None, bare=False)
    if limit < 0 and not goal.at_least:
        return Said(f"a cut of {size.words}", size.exact)
    if limit < 0:
        return Said(f"a loss of no more than {size.words}", size.exact)
    return Said(_AIMS[goal.at_least, goal.exclusive].format(size.words), size.exact)


def outcome(goal: Goal, met: str = "we met it", missed: str = "we missed it", what: str = "") -> Said:
    """Say a verdict as a verb: we met it, we missed it, held in three of four quarters.

    Args:
        goal: what was judged.
        met: what is said when it was met; of several, what precedes the count (held).
        missed: what is said when it was missed; of several, when none was met.
        what: the things that were judged, where there are several (quarters).

    Raises:
        PlaybookError: the goal judges several things and none are named, or one and some are.
    """
    if goal.several is not bool(what):
        remedy = 'name what was judged, for instance what="quarters"' if goal.several else "leave `what` out"
        raise PlaybookError(f'outcome("{goal.name}")', f"judges {'several things' if goal.several else 'one'}", remedy)
    if not goal.several:
        return Said(met if goal.verdict == MET else missed)
    count, judged = goal.verdicts.count(MET), len(goal.verdicts)
    if count == judged:
        return Said(f"{met} in all {counted(judged)} {what}")
    if count == 0:
        return Said(f"{missed} in all {counted(judged)} {what}")
    return Said(f"{met} in {counted(count)} of {counted(judged)} {what}")


def counted(number: int) -> str:
    """Say a count: none of its digits up to ten, all of them beyond."""
    return _COUNTED[number] if number < len(_COUNTED) else str(number)


def wordings() -> Sequence[str]:
    """Give the words that `moved` knows, for the page that documents them."""
    return tuple(_MOVES)


def declared() -> Mapping[str, Any]:
    """Give all wordings ready for JSON, by which `spoken.js` says the numbers that readers type."""
    return {
        "counted": _COUNTED,
        "zero": _ZERO,
        "moves": _MOVES,
        "fractions": [[float(share), words] for share, words in FRACTIONS],
        "fractionWithin": [float(share) for share in FRACTION_WITHIN],
        "fractionExactly": float(_FRACTION_EXACTLY),
        "large": [[int(size), name] for size, name in _LARGE],
        "longer": _LONGER,
        "longerFrom": _SAID_IN_LONGER_FROM,
        "times": _TIMES,
    }
