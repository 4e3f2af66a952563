"""Word what a field of a workbook holds as it will be read, as yours/field-words.js of the browser does."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import format_date

from macros.built.markup import Element
from macros.errors import PlaybookError
from macros.exports.yours import FieldName, Filling, places
from macros.forms import Kind
from macros.number_words import input_words
from macros.units import too_long, units

_SPACE = " \t\n\v\f\r\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
"""What JavaScript takes for blank."""
_NUMBER = re.compile(r"[+-]?((\d{1,3}(,\d{3})+|\d+)(\.\d*)?|\.\d+)", re.ASCII)
_PERCENT = re.compile(rf"[{_SPACE}]*%$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True)
class Asked:
    """What the place of a field in a built form says of it."""

    kind: Kind
    unit: str


def asked_in(form: Element) -> dict[FieldName, Asked]:
    """Give what a form asks for."""
    return {
        name: Asked(Kind(place.get("data-kind")), str(place.get("data-unit") or ""))
        for name, place in places(form).items()
    }


def worded(held: Mapping[str, Any], asked: Mapping[FieldName, Asked], place: str, within: str = "") -> Filling:
    """Make words of all that a filling holds; what its form doesn't ask for any more is left out.

    Args:
        held: a form or a row as the workbook holds it.
        asked: what the form asks for.
        place: where it stands in the workbook, for messages.
        within: the rows that it is one of, where it is a row.

    Raises:
        PlaybookError: a day is none.
    """
    return Filling(
        {
            name: _words(value, asked[within, name], f"{place}.words.{name}")
            for name, value in held["words"].items()
            if (within, name) in asked
        },
        frozenset(held["ticked"]),
        {
            name: [worded(row, asked, f"{place}.rows.{name}.{number}", name) for number, row in enumerate(rows, 1)]
            for name, rows in held["rows"].items()
        },
    )


def _words(value: Any, asked: Asked, place: str) -> str:
    if not isinstance(value, str):
        return str(value["words"])  # a measure: the browser has calculated and worded it
    if asked.kind is Kind.DATE and _DAY.fullmatch(value):
        try:
            return format_date(date.fromisoformat(value), "d MMMM y", locale="en_GB")
        except ValueError as error:
            raise PlaybookError(place, f"is '{value}', which is no day", "write year-month-day") from error
    if asked.kind is not Kind.NUMBER:
        return value
    number = typed_number(value, asked.unit)
    return input_words(number, units()[asked.unit]) if math.isfinite(number) else value


def typed_number(text: str, unit: str) -> float:
    """Read a number as people type it, NaN where it is none or one that nobody means.

    >>> typed_number("1,200", "people"), typed_number("99.9 %", "%"), typed_number("a dozen", "people")
    (1200.0, 0.999, nan)
    """
    bare = text.strip(_SPACE).replace("\u2212", "-", 1)
    scale = units()[unit].scale
    if scale:
        bare = _PERCENT.sub("", bare)
    if not _NUMBER.fullmatch(bare) or too_long(float(bare.replace(",", ""))):
        return math.nan
    return float(f"{bare.replace(',', '')}e-{scale}")
