"""Units: each is complete, and the point of a number is moved without rounding."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.units import TEXT, Unit, unit_named, units
from tests.cases import for_every

every_unit = for_every("unit", units())


@every_unit
def test_every_unit_has_a_kind_and_decimals_in_order(unit: Unit) -> None:
    assert unit.kind
    fewest, most = unit.decimals
    assert 0 <= fewest <= most <= 4
    assert unit.scale in (0, 2)


@every_unit
def test_a_unit_knows_its_own_name(unit: Unit) -> None:
    assert units()[unit.name] is unit
    assert unit_named(unit.name, "here") is unit


def test_only_shares_and_points_are_written_in_hundredths() -> None:
    assert {unit.kind for unit in units().values() if unit.scale == 2} == {"share", "points"}


def test_a_word_for_one_needs_a_word_for_many() -> None:
    assert all(unit.suffix and unit.suffix != unit.one for unit in units().values() if unit.one)


@pytest.mark.parametrize(
    ("written", "name", "stored"),
    [
        (99.9, "%", 0.999),
        (1.44, "%", 0.0144),
        (0.07, "%", 0.0007),
        (-80, "%", -0.8),
        (2.4312, "$ per user", 2.4312),
        (7, "days", 7),
    ],
)
def test_a_written_number_is_stored_without_rounding(written: float, name: str, stored: float) -> None:
    assert units()[name].stored(written) == stored


@given(thousandths=st.integers(min_value=-(10**9), max_value=10**9))
def test_a_share_is_stored_as_its_exact_decimal(thousandths: int) -> None:
    written = thousandths / 1000
    assert units()["%"].stored(written) == float(Decimal(repr(written)) / 100)


def test_an_unknown_unit_is_refused_with_the_nearest() -> None:
    with pytest.raises(PlaybookError, match=r"^here: unknown unit 'incident'; did you mean 'incidents'\?$"):
        unit_named("incident", "here")


@pytest.mark.parametrize("name", [None, 5, ["ms"], {}])
def test_what_is_no_name_is_no_unit(name: object) -> None:
    with pytest.raises(PlaybookError, match="unknown unit"):
        unit_named(name, "here")


def test_text_is_no_unit_of_a_number() -> None:
    with pytest.raises(PlaybookError, match="'text' is no unit of a number; give the unit of the number"):
        unit_named(TEXT, "here")
