"""The few functions that a formula may call beside arithmetic; `primitives.js` has the same ones for the browser."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from statistics import NormalDist

sqrt = math.sqrt
exp = math.exp
log = math.log


NOISE = 1e-12
"""Of a number, the part that may come from rounding: 9,000 ÷ 750 has to be 12 and not a hair more."""


def ceil(number: float) -> int:
    """Round up to a whole number; what lies above one by no more than rounding noise is that whole number."""
    return math.ceil(number - abs(number) * NOISE)


def square(number: float) -> float:
    """Multiply a number by itself; unlike a power, it rounds alike in Python and in the browser."""
    return number * number


def total(numbers: Iterable[float]) -> float:
    """Add numbers from left to right.

    The built-in sum compensates rounding errors from Python 3.12 on; the browser doesn't, so neither does this.
    """
    result = 0.0
    for number in numbers:
        result += number
    return result


def quantile(numbers: Sequence[float], share: float) -> float:
    """Find the value below which a share of the numbers lies, interpolated linearly between neighbours.

    This is definition 7 of Hyndman and Fan (1996), the default of NumPy and R.
    """
    ordered = sorted(numbers)
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def normal_quantile(share: float) -> float:
    """Find the point of the standard normal distribution below which a share (0 to 1, exclusive) lies.

    Algorithm AS 241 (Wichura 1988), the one in the standard library.
    """
    return NormalDist().inv_cdf(share)
