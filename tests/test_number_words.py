"""How numbers are worded; tests/faces/test_browser_agreement.py holds the browser to the same."""

from __future__ import annotations

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from macros.number_words import MINUS, input_words, interval_words, number_words, significant
from macros.units import Unit, units
from tests.cases import for_every

PERCENT = units()["%"]
PLAIN = units()[""]
finite = st.floats(allow_nan=False, allow_infinity=False)
any_unit = st.sampled_from([unit for unit in units().values() if not unit.words])


def read(words: str, unit: Unit) -> Decimal:
    """Read worded digits back as the number that they stand for."""
    digits = re.sub(r"[^0-9.]", "", words.removesuffix(unit.suffix).removeprefix(unit.prefix))
    return (-1 if MINUS in words else 1) * Decimal(digits).scaleb(-unit.scale)


@for_every(
    "value, unit, decimals, expected",
    [
        (-0.78, "%", None, "−78 %"),
        (0.028, "%", (1, 1), "2.8 %"),
        (0.285, "%", (0, 0), "29 %"),
        (0.125, "", (2, 2), "0.13"),
        (-0.125, "", (2, 2), "−0.13"),
        (2.5, "", (0, 0), "3"),
        (1.005, "", (2, 2), "1.01"),
        (0.1 + 0.2, "", (0, 20), "0.3"),
        (1 - 0.999, "%", (1, 3), "0.1 %"),
        (1_499_640_000, "requests", None, "1,499,640,000 requests"),
        (1, "days", None, "1 day"),
        (-1, "days", None, "−1 day"),
        (1.0, "people", None, "1 person"),
        (1.2, "days", None, "1.2 days"),
        (0.01, "percentage points", (0, 0), "1 percentage point"),
        (0.014, "percentage points", (2, 2), "1.40 percentage points"),
        (1_900_000, "$", None, "$1,900,000"),
        (-1_900_000, "$", None, "−$1,900,000"),
        (0.85, "$ per 1,000", None, "$0.85 per 1,000"),
        (24, "×", None, "24 ×"),
        (0, "%", None, "0 %"),
        (-0.0, "%", None, "0 %"),
        (1e15, "", None, "1,000,000,000,000,000"),
        (1e30, "", (0, 0), "1,000,000,000,000,000,000,000,000,000,000"),
    ],
)
def test_a_number_is_worded(value: float, unit: str, decimals: tuple[int, int] | None, expected: str) -> None:
    assert number_words(value, units()[unit], decimals).replace("\u00a0", " ") == expected


@for_every(
    "value, expected",
    [
        (0.99999, "99.999 %"),
        (0.9996, "99.96 %"),
        (1.0004, "100.04 %"),
        (0.0004, "0.04 %"),
        (-0.0004, "−0.04 %"),
        (-0.99999, "−99.999 %"),
        (1, "100 %"),
        (0.996, "99.6 %"),
    ],
)
def test_a_number_that_is_not_0_or_100_percent_is_not_written_as_that(value: float, expected: str) -> None:
    assert number_words(value, PERCENT, (0, 0)).replace("\u00a0", " ") == expected


def test_100_is_no_landmark_of_a_unit_without_percent() -> None:
    assert number_words(99.9996, units()["ms"]) == "100\u00a0ms"


def test_rounding_noise_beyond_twelve_digits_does_not_count() -> None:
    assert number_words(0.9999999999999, PERCENT) == "100\u00a0%"
    assert number_words(1e-13 * 1e13, PERCENT) == "100\u00a0%"


def test_a_plus_sign_stands_only_where_it_is_asked_for_and_never_before_zero() -> None:
    assert number_words(0.5, PERCENT, signed=True) == "+50\u00a0%"
    assert number_words(0.5, PERCENT) == "50\u00a0%"
    assert number_words(0, PERCENT, signed=True) == "0\u00a0%"
    assert number_words(-0.5, PERCENT, signed=True) == "−50\u00a0%"


def test_a_bare_number_keeps_its_prefix_and_loses_its_suffix() -> None:
    assert number_words(0.85, units()["$ per user"], bare=True) == "$0.85"
    assert number_words(0.85, PERCENT, bare=True) == "85"


def test_an_interval_has_its_unit_once() -> None:
    assert interval_words(0.0157, 0.0404, PERCENT, (1, 1)) == "1.6 to 4.0\u00a0%"
    assert interval_words(-1, 1, units()["days"]) == "−1 to 1\u00a0day"


@for_every(
    "value, unit, expected",
    [
        (0.0144, "%", "1.44 %"),
        (0.999, "%", "99.9 %"),
        (0.9999, "%", "99.99 %"),
        (0.95, "%", "95 %"),
        (2.4312, "$ per user", "$2.4312 per user"),
        (2.4, "$ per user", "$2.40 per user"),
        (5.2, "h", "5.2 h"),
        (7.0, "days", "7 days"),
        (1.5, "people", "1.5 people"),
        (0.0, "%", "0 %"),
        (1_500_000_000.0, "requests", "1,500,000,000 requests"),
        (1e-7, "", "0.0000001"),
    ],
)
def test_an_input_shows_every_digit_that_was_typed(value: float, unit: str, expected: str) -> None:
    assert input_words(value, units()[unit]).replace("\u00a0", " ") == expected


@given(value=finite, unit=any_unit)
def test_the_words_are_within_half_of_their_last_digit(value: float, unit: Unit) -> None:
    words = number_words(value, unit)
    digits = words.partition(".")[2]
    places = len(re.match(r"\d*", digits)[0])  # type: ignore[index]
    step = Decimal(1).scaleb(-max(places, unit.decimals[1]) - unit.scale)
    assert abs(read(words, unit) - significant(value)) <= step / 2 + abs(significant(value)) * Decimal("1e-25")


@given(value=st.floats(min_value=1e-20, max_value=1e300), unit=any_unit)
def test_a_number_that_is_not_zero_never_reads_as_zero(value: float, unit: Unit) -> None:
    assert read(number_words(value, unit), unit) > 0
    assert read(number_words(-value, unit), unit) < 0


@given(value=finite, unit=any_unit)
def test_a_number_and_its_negative_differ_in_the_sign_alone(value: float, unit: Unit) -> None:
    assert number_words(-value, unit).replace(MINUS, "") == number_words(value, unit).replace(MINUS, "")


@given(thousandths=st.integers(min_value=-(10**8), max_value=10**8), unit=any_unit)
def test_an_input_reads_back_as_what_was_typed(thousandths: int, unit: Unit) -> None:
    stored = unit.stored(thousandths / 1000)
    assert float(read(input_words(stored, unit), unit)) == stored
