"""Units: each is complete, and the point of a number is moved without rounding."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.units import TEXT, Unit, read_units, too_long, unit_named, units
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
    hundredths = {unit.kind for unit in units().values() if unit.scale == 2}
    assert hundredths == {"share", "relative change", "difference of shares"}


def test_units_of_one_kind_have_one_scale_so_that_each_may_stand_for_another() -> None:
    scales = {(unit.kind, unit.scale) for unit in units().values()}
    assert len(scales) == len({kind for kind, _ in scales})


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


def test_units_that_are_written_alike_say_so() -> None:
    share, change = units()["%"], units()["% change"]
    assert change.is_written_like(share)
    assert share.is_written_like(change)
    assert not share.is_written_like(units()["percentage points"])
    assert (change.suffix, change.scale, change.decimals) == (share.suffix, share.scale, share.decimals)
    assert change.symbol == share.symbol == "%"
    assert [units()[name].symbol for name in ("$ per 1,000", "", "number", "decision")] == [
        "$ per 1,000",
        "",
        "number",
        "decision",
    ]


@for_every(
    "unit, written, remedy",
    [
        ("people", 9, None),
        ("people", 0, None),
        ("people", 9.5, "it must be a whole number (its kind is count)"),
        ("people", -9, "it must be at least 0 (its kind is count)"),
        ("ms", -5, "it must be at least 0 (its kind is time)"),
        ("ms", 0.5, None),
        ("%", 500, "it must be at most 100 (its kind is share)"),
        ("%", -1, "it must be at least 0 (its kind is share)"),
        ("% change", 500, None),
        ("% change", -100, None),
        ("% change", -101, "it must be at least -100 (its kind is relative change)"),
        ("percentage points", -101, "it must be at least -100 (its kind is difference of shares)"),
        ("", -0.5, None),
        ("decision", -1, "it must be at least 0 (its kind is decision)"),
        ("decision", 3, "it must be at most 2 (its kind is decision)"),
        ("decision", 1, None),
    ],
)
def test_a_number_that_things_of_its_kind_cannot_come_to_is_refused(
    unit: str, written: float, remedy: str | None
) -> None:
    assert units()[unit].impossible(written) == remedy


@for_every("written", [1e300, -1e300, 1e16, 1e-13, -1e-300])
def test_a_number_that_nobody_could_read_is_refused(written: float) -> None:
    assert too_long(written) == "it must be 0, or between 1e-12 and 1e+15 in size"


@for_every("written", [0, 0.0, 1e15, -1e15, 1e-12, 99.9])
def test_a_number_that_people_write_is_taken(written: float) -> None:
    assert too_long(written) is None


@for_every("value", [-1, 3, 0.5])
def test_a_number_without_a_word_is_refused_instead_of_taking_another_one(value: float) -> None:
    with pytest.raises(PlaybookError, match=r"unit 'decision': has no word for .*; it must be a whole number from 0"):
        units()["decision"].word(value)


# The file itself

GOOD: dict[str, Any] = {
    "kinds": {"share": {"at_least": 0, "at_most": 100}, "time": {"at_least": 0}, "choice": {"whole": True}},
    "units": {
        "%": {"kind": "share", "scale": 2, "suffix": "%", "decimals": [0, 1]},
        "ms": {"kind": "time", "suffix": "ms", "decimals": [0, 1]},
        "days": {"kind": "time", "suffix": "days", "one": "day", "decimals": [0, 1]},
        "answer": {"kind": "choice", "words": ["yes", "no"], "decimals": [0, 0]},
    },
}


def with_unit(name: str, **fields: Any) -> dict[str, Any]:
    """Take the good file with one unit changed or added; a field that is None is left out."""
    described = {**GOOD["units"].get(name, {}), **fields}
    return GOOD | {"units": GOOD["units"] | {name: {k: v for k, v in described.items() if v is not None}}}


def with_kind(name: str, described: Any) -> dict[str, Any]:
    return GOOD | {"kinds": GOOD["kinds"] | {name: described}}


BROKEN: list[tuple[Any, str]] = [
    ("", "units.yml: has no keys; give kinds and units"),
    ("words", "units.yml: has no keys; give kinds and units"),
    ("kinds: [\n", "units.yml:2: isn't valid YAML"),
    ("kinds: {a: {}}\nunits:\n  ms: {}\n  ms: {}\n", "units.yml:4: the key 'units.ms' stands twice; keep one of them"),
    (GOOD | {"unit": {}}, "unit: unknown section; did you mean 'units'?"),
    ({"kinds": GOOD["kinds"]}, "units: must be a mapping with at least one entry; give 'units:' its entries"),
    ({"units": GOOD["units"]}, "kinds: must be a mapping with at least one entry"),
    (with_kind("time", 5), "kinds.time: is 5; give it fields in braces"),
    (with_kind("time", {"at_lest": 0}), "kinds.time.at_lest: unknown field; did you mean 'at_least'?"),
    (with_kind("time", {"at_least": "0"}), "kinds.time.at_least: is '0'; give a number"),
    (with_kind("time", {"whole": 1}), "kinds.time.whole: is 1; write true or false"),
    (with_kind("time", {"at_least": 2, "at_most": 1}), "kinds.time: at_least is above at_most; turn them round"),
    (with_kind("effort", {}), "kinds.effort: no unit is of this kind; give one it, or remove it"),
    (with_kind("ms", {}), "kinds.ms: is the name of a unit of another kind; rename the kind"),
    (GOOD | {"units": GOOD["units"] | {"s": 5}}, "units.s: is 5; give it fields in braces"),
    (with_unit("ms", sufix="ms"), "units.ms.sufix: unknown field; did you mean 'suffix'?"),
    (with_unit("ms", kind=None), "units.ms.kind: is missing; name one of the kinds"),
    (with_unit("ms", kind="tame"), "units.ms.kind: unknown kind 'tame'; did you mean 'time'?"),
    (with_unit("ms", kind=3), "units.ms.kind: is 3; name one of the kinds"),
    (with_unit("ms", decimals=None), "units.ms.decimals: is missing; give the fewest and the most digits"),
    (with_unit("ms", decimals=[3, 1]), "units.ms.decimals: is [3, 1]; give the fewest and the most digits, two whole"),
    (with_unit("ms", decimals=[0, 9]), "units.ms.decimals: is [0, 9]; give the fewest"),
    (with_unit("ms", decimals=1), "units.ms.decimals: is 1; give the fewest"),
    (with_unit("ms", decimals=[0, True]), "units.ms.decimals: is [0, True]; give the fewest"),
    (with_unit("%", scale="two"), "units.%.scale: is 'two'; write 0, or 2 for hundredths"),
    (with_unit("%", scale=3), "units.%.scale: is 3; write 0, or 2 for hundredths"),
    (with_unit("ms", suffix=5), "units.ms.suffix: is 5; give it words, or leave it out"),
    (with_unit("ms", suffix="24 ms"), "units.ms.suffix: '24 ms' begins like a number; give the words after the number"),
    (with_unit("ms", suffix="seconds"), "units.ms: is written 'seconds', which isn't its name; write it 'ms'"),
    (with_unit("s", kind="time", suffix="ms", decimals=[0, 1]), "units.s: is written 'ms', which isn't its name"),
    (with_unit("days", one="1 day"), "units.days.one: '1 day' begins like a number"),
    (with_unit("days", one="days"), "units.days.one: is the suffix; give the word for a single one"),
    (with_unit("answer", one="yes"), "units.answer.one: has no suffix that it could replace"),
    (with_unit("answer", words=["yes"]), "units.answer.words: is ['yes']; give a list of at least two words"),
    (with_unit("answer", words=["yes", "yes"]), "units.answer.words: is ['yes', 'yes']; give a list of at least two"),
    (with_unit("answer", decimals=[0, 1]), "units.answer.words: stand instead of digits; leave out prefix, suffix"),
    (with_unit("rise", kind="share", like="persent"), "units.rise.like: unknown unit 'persent'"),
    (
        with_unit("rise", kind="share", like="%", suffix="%"),
        "units.rise: has further fields, though it is written",
    ),
    (with_unit("rise", like="%"), "units.rise.kind: is missing; name one of the kinds"),
]


def written(folder: Path, content: Any) -> Path:
    path = folder / "units.yml"
    text = content if isinstance(content, str) else yaml.safe_dump(content, sort_keys=False, allow_unicode=True)
    path.write_text(text, encoding="utf-8")
    return path


@for_every("content, expected", {expected: (content, expected) for content, expected in BROKEN})
def test_a_file_of_units_that_contradicts_itself_is_refused_with_its_line(
    content: Any, expected: str, tmp_path: Path
) -> None:
    with pytest.raises(PlaybookError) as caught:
        read_units(written(tmp_path, content))
    assert any(expected in line and "units.yml" in line for line in str(caught.value).splitlines()), str(caught.value)


def test_the_good_file_of_these_tests_is_one(tmp_path: Path) -> None:
    kinds, listed = read_units(written(tmp_path, GOOD))
    assert list(listed) == ["%", "ms", "days", "answer"]
    assert kinds["choice"].whole


def test_text_is_no_unit_of_a_number() -> None:
    with pytest.raises(PlaybookError, match="'text' is no unit of a number; give the unit of the number"):
        unit_named(TEXT, "here")
