"""How a number is worded: rounding, signs, separators and unit words; `number-words.js` does the same in the browser.

One rule beyond rounding: a number that isn't 0 is never written as 0, and one that isn't (−)100 % never as that. Such a
number gets more digits, up to 24, until it shows its difference.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberPattern, parse_pattern

from macros.units import Unit, units

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
SIGNIFICANT_DIGITS = 12
"""Digits that count: what a calculation leaves beyond them is rounding noise."""

_SIGNIFICANT = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_UP)
_FOUR = Context(prec=4, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_LOCALE = Locale.parse("en_GB")


def significant(value: float) -> Decimal:
    """Round a number to the digits that count, halves away from zero.

    >>> significant(0.1 + 0.2)
    Decimal('0.300000000000')
    """
    return _SIGNIFICANT.create_decimal(Decimal(value))


@lru_cache(maxsize=4096)  # pages say the same numbers again, and one is compared with many
def number_words(
    value: float, unit: Unit, decimals: tuple[int, int] | None = None, signed: bool = False, bare: bool = False
) -> str:
    r"""Write a number with its unit.

    Args:
        value: the stored number, finite; shares and points are fractions of 1.
        unit: its unit.
        decimals: fewest and most digits after the point; the unit's own when None.
        signed: whether a positive number carries a plus sign.
        bare: leave out the words of the unit (for the first number of an interval).

    Returns:
        The number in words, with a true minus sign and non-breaking spaces between number and unit.

    Raises:
        PlaybookError: the unit has words instead of digits, and none for this number.

    >>> from macros.units import units
    >>> number_words(-0.78, units()["%"])
    '−78\xa0%'
    """
    if unit.words:
        return unit.word(value)
    fewest, most = decimals or unit.decimals
    written = significant(value).scaleb(unit.scale, _WIDE)
    rounded = _rounded(written, most)
    landmarks = (-100, 0, 100) if unit.scale == 2 else (0,)
    while rounded in landmarks and rounded != written and most < SIGNIFICANT_DIGITS * 2:
        most += 1
        rounded = _rounded(written, most)
    with localcontext(_WIDE):  # Babel rounds once more, in the context of the moment
        digits = _pattern(fewest, most).apply(abs(rounded), _LOCALE)
    sign = MINUS if rounded < 0 else "+" if signed and rounded > 0 else ""
    suffix = unit.one if unit.one and digits == "1" else unit.suffix
    if bare or not suffix:
        return f"{sign}{unit.prefix}{digits}"
    return f"{sign}{unit.prefix}{digits}{NO_BREAK_SPACE}{suffix}"


def input_words(value: float, unit: Unit, bare: bool = False) -> str:
    r"""Write a number of a story with every digit that its author typed.

    >>> from macros.units import units
    >>> input_words(0.0144, units()["%"])
    '1.44\xa0%'
    """
    fewest, most = unit.decimals
    exponent = significant(value).scaleb(unit.scale, _WIDE).normalize(_WIDE).as_tuple().exponent
    typed = -exponent if isinstance(exponent, int) else 0
    return number_words(value, unit, (fewest, max(most, typed)), bare=bare)


def rounded_words(value: float) -> str:
    """Write what an intermediate step comes to, with four significant digits and no unit.

    >>> rounded_words(0.0123456)
    '0.01235'
    """
    rounded = _FOUR.create_decimal(significant(value))
    digits = max(0, -int(rounded.normalize(_WIDE).as_tuple().exponent))
    return number_words(float(rounded), units()[""], (0, digits))


def decimals_apart(value: float, limit: float, unit: Unit, most: int, rounded: int | None = None) -> int:
    """Tell how many digits after the point show on which side of a limit a number lies.

    Args:
        value: the stored number.
        limit: what it is held against.
        unit: the unit of both.
        most: the digits that the number is written with otherwise, the fewest that are told.
        rounded: the digits that the limit is written with otherwise; with those that are told, where they are more.
            None where it is written with all that it has.

    >>> from macros.units import units
    >>> decimals_apart(0.998996, 0.999, units()["%"], 2)
    4
    """
    written, target = (significant(number).scaleb(unit.scale, _WIDE) for number in (value, limit))

    def shown(digits: int) -> Decimal:
        against = target if rounded is None else _rounded(target, max(digits, rounded))
        return _rounded(written, digits).compare(against)

    while most < SIGNIFICANT_DIGITS * 2 and shown(most) != written.compare(target):
        most += 1
    return most


def interval_words(low: float, high: float, unit: Unit, decimals: tuple[int, int] | None = None) -> str:
    r"""Write an interval, its unit once.

    >>> from macros.units import units
    >>> interval_words(0.016, 0.04, units()["%"], (1, 1))
    '1.6 to 4.0\xa0%'
    """
    return f"{number_words(low, unit, decimals, bare=True)} to {number_words(high, unit, decimals)}"


def _rounded(number: Decimal, digits: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-digits), context=_WIDE)


@lru_cache
def _pattern(fewest: int, most: int) -> NumberPattern:
    return parse_pattern(f"#,##0.{'0' * fewest}{'#' * (most - fewest)}" if most else "#,##0")
