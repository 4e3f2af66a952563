"""The sentences that hand a result over: one to say and one to write, by what `sentences.yml` declares for its formula.

`sentences.js` does the same with what a reader types; the build gives it the same patterns, as `patterns` reads them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from macros import spoken
from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.figures import Figure, read_text
from macros.formula_units import formula_mistakes
from macros.formulas import FORMULAS, Argument, Estimate, Formula
from macros.story import Number, NumberList, NumberTable
from macros.yaml_source import Located, read_yaml

SENTENCES_FILE = Path(__file__).with_name("sentences.yml")

RESULT, INTERVAL = "result", "interval"
"""The names in a pattern that aren't those of arguments."""
SAID, WRITTEN = "said", "written"
"""What is declared for each formula."""

_ONE, _ROWS = "a number", "a list or a table"


@dataclass(frozen=True)
class Form:
    """What one word of the patterns takes, and where it may stand."""

    names: tuple[str, ...]
    """For each name that it takes, what that has to be."""
    words: tuple[int, ...]
    """How many words in quotes may follow."""
    where: tuple[str, ...] = (SAID,)


FORMS: Mapping[str, Form] = {
    "say": Form((_ONE,), (0, 2)),
    "write": Form((_ONE,), (0,), (SAID, WRITTEN)),
    "interval": Form((), (0,), (WRITTEN,)),
    "bare": Form((_ONE,), (0,), (WRITTEN,)),
    "count": Form((_ROWS,), (0, 2), (SAID, WRITTEN)),
    "arms": Form((_ONE, _ONE), (0,), (SAID, WRITTEN)),
    "moved": Form((_ONE,), (1,)),
    "breath": Form((), (1,)),
    "fraction": Form((_ONE,), (0,)),
    "times": Form((_ONE,), (0,)),
    "out_of": Form((_ONE, _ONE), (0,)),
    "span": Form((_ONE, _ONE), (0, 1)),
}
"""The forms of a pattern; a name alone is said or written."""


@dataclass(frozen=True)
class Slot:
    """A place in a pattern that a number fills."""

    form: str
    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


Pattern = tuple[str | Slot, ...]


@cache
def patterns() -> Mapping[str, Mapping[str, Pattern]]:
    """Give the two patterns of every formula, SAID and WRITTEN, by its name.

    Raises:
        PlaybookErrors: all that is wrong with the formulas or else with `sentences.yml`: a formula is missing or
            unknown, or a pattern has a form or a name that there isn't.
    """
    mistakes = formula_mistakes()
    if mistakes:
        raise PlaybookErrors(mistakes)  # a family that can't be read would seem to have no formulas
    source = read_yaml(SENTENCES_FILE, f"macros/{SENTENCES_FILE.name}")
    errors: list[PlaybookError] = []
    read = dict(_entries(source, errors))
    if errors:
        raise PlaybookErrors(errors)
    return read


def said(figure: Figure) -> str:
    """Give the sentence that one says of a figure: It fell by 78 %, from 500 to 110 milliseconds.

    Args:
        figure: of any formula; its inputs may be those of a story or anybody's.
    """
    return _sentence(figure, SAID)


def written(figure: Figure) -> str:
    """Give the line that one writes of a figure: −78 %, from 500 ms to 110 ms.

    Args:
        figure: of any formula; its inputs may be those of a story or anybody's.
    """
    return _sentence(figure, WRITTEN)


# Reading


def _entries(source: Located, errors: list[PlaybookError]) -> Iterator[tuple[str, Mapping[str, Pattern]]]:
    data = source.data if isinstance(source.data, dict) else {}
    remedy = f"say what is {SAID} and {WRITTEN} of it"
    errors.extend(PlaybookError(source.file, f"lacks '{name}'", remedy) for name in FORMULAS if name not in data)
    for name, entry in data.items():
        if name not in FORMULAS:
            errors.append(PlaybookError(source.where(name), "no formula has this name", nearest(name, FORMULAS)))
        elif not isinstance(entry, dict) or set(entry) != {SAID, WRITTEN}:
            errors.append(PlaybookError(source.where(name), "isn't complete", f"give it {SAID} and {WRITTEN} alone"))
        else:
            made: dict[str, Pattern] = {}
            for kind, text in entry.items():
                try:
                    made[kind] = tuple(_parts(str(text), kind, FORMULAS[name]))
                except _WrongPattern as error:
                    errors.append(PlaybookError(source.where(name, kind), *error.args))
            yield name, made


class _WrongPattern(Exception):
    """Problem and remedy of a pattern."""


def _parts(text: str, kind: str, formula: Formula) -> Iterator[str | Slot]:
    for place, part in enumerate(re.split(r"\{([^{}]*)\}", text)):
        if place % 2:
            yield _slot(part, kind, formula)
        elif re.search(r"[{}]", part):
            raise _WrongPattern(
                f"has a brace without its other in '{part}'", "write {result}, or a form with its names"
            )
        elif part:
            yield part


def _slot(text: str, kind: str, formula: Formula) -> Slot:
    try:
        expression = ast.parse(text.strip(), mode="eval").body
    except SyntaxError:
        expression = None
    match expression:
        case ast.Name(id=name) if name == INTERVAL:
            slot = Slot(INTERVAL)
        case ast.Name(id=name):
            slot = Slot("say" if kind == SAID else "write", (name,))
        case ast.Call(func=ast.Name(id=form), args=arguments, keywords=[]):
            names = tuple(one.id for one in arguments if isinstance(one, ast.Name))
            words = tuple(
                one.value for one in arguments if isinstance(one, ast.Constant) and isinstance(one.value, str)
            )
            if len(names) + len(words) != len(arguments):
                raise _WrongPattern(f"can't read {{{text}}}", "give it names, and words in quotes")
            slot = Slot(form, names, words)
        case _:
            raise _WrongPattern(f"can't read {{{text}}}", 'write {result}, or a form: {moved(result, "fell")}')
    _check(slot, kind, formula)
    return slot


def _check(slot: Slot, kind: str, formula: Formula) -> None:
    allowed = {name: form for name, form in FORMS.items() if kind in form.where}
    if slot.form not in allowed:
        raise _WrongPattern(f"there is no form '{slot.form}' of what is {kind}", nearest(slot.form, allowed))
    form = allowed[slot.form]
    if len(slot.names) != len(form.names) or len(slot.words) not in form.words:
        takes = f"{len(form.names)} names and {' or '.join(map(str, form.words))} words in quotes"
        raise _WrongPattern(
            f"{slot.form} is given {len(slot.names)} names and {len(slot.words)} words", f"give {takes}"
        )
    for name, needed in zip(slot.names, form.names, strict=True):
        if name != RESULT and name not in formula.parameters:
            raise _WrongPattern(f"'{name}' is no argument", nearest(name, (*formula.parameters, RESULT)))
        is_number = name == RESULT or isinstance(formula.parameters[name], Argument)
        if is_number is not (needed == _ONE):
            raise _WrongPattern(f"{slot.form} is given '{name}'", f"give it {needed}")
    if slot.form == "moved" and slot.words[0] not in spoken.wordings():
        raise _WrongPattern(f"moved has no words for '{slot.words[0]}'", nearest(slot.words[0], spoken.wordings()))


# Filling


def _sentence(figure: Figure, kind: str) -> str:
    fill = _SAY if kind == SAID else _WRITE
    parts = patterns()[figure.formula.name][kind]
    text = "".join(
        part if isinstance(part, str) else fill[part.form](figure, *part.names, *part.words) for part in parts
    )
    return f"{text[0].upper()}{text[1:]}" if kind == SAID else text


def _quantity(figure: Figure, name: str) -> spoken.Quantity:
    source = figure if name == RESULT else figure.arguments[name]
    assert isinstance(source, Number | Figure)  # the patterns have been checked
    return source


def _say(figure: Figure, name: str, one: str = "", several: str = "") -> str:
    quantity = _quantity(figure, name)
    if several and not quantity.unit.noun(one=False):
        quantity = replace(quantity, unit=replace(quantity.unit, one=one, suffix=several))
    return spoken.amount(quantity).words


def _moved(figure: Figure, name: str, word: str) -> str:
    return spoken.moved(_quantity(figure, name), word).words


def _breath(figure: Figure, word: str) -> str:
    return spoken.breath(figure, word).words


def _fraction(figure: Figure, name: str) -> str:
    return spoken.fraction(_quantity(figure, name)).words


def _times(figure: Figure, name: str) -> str:
    return spoken.times(_quantity(figure, name)).words


def _out_of(figure: Figure, part: str, whole: str) -> str:
    all_of_them = _quantity(figure, whole)
    few = replace(_quantity(figure, part), unit=all_of_them.unit)  # both count the same, whatever the one is called
    return spoken.out_of(few, all_of_them).words


def _span(figure: Figure, first: str, second: str, between: str = "to") -> str:
    return spoken.span(_quantity(figure, first), _quantity(figure, second), between).words


def _rows(figure: Figure, name: str) -> int:
    source = figure.arguments[name]
    assert isinstance(source, NumberList | NumberTable)
    return len(source.values if isinstance(source, NumberList) else source.rows)


def _say_count(figure: Figure, name: str, one: str = "", several: str = "") -> str:
    rows = _rows(figure, name)
    return f"{spoken.counted(rows)} {one if rows == 1 else several}".strip()


def _say_arms(figure: Figure, first: str, second: str) -> str:
    control, treatment = _quantity(figure, first), _quantity(figure, second)
    if control.value == treatment.value:
        return f"{spoken.amount(treatment).words} in each arm"
    return f"{spoken.amount(control).words} in control and {spoken.amount(treatment, bare=True).words} in treatment"


def _write(figure: Figure, name: str) -> str:
    return read_text(_quantity(figure, name))


def _bare(figure: Figure, name: str) -> str:
    return read_text(_quantity(figure, name), bare=True)


def _write_interval(figure: Figure) -> str:
    if not isinstance(figure.result, Estimate):
        raise PlaybookError(f"{figure.formula.name}()", "has no interval", f"leave {{{INTERVAL}}} out")
    return figure.interval() or ""


def _write_count(figure: Figure, name: str, one: str = "", several: str = "") -> str:
    rows = _rows(figure, name)
    return f"{rows:,} {one if rows == 1 else several}".strip()


def _write_arms(figure: Figure, first: str, second: str) -> str:
    control, treatment = _bare(figure, first), _bare(figure, second)
    return f"{control} in each arm" if control == treatment else f"{control} in control and {treatment} in treatment"


_SAY: Mapping[str, Callable[..., str]] = {
    "say": _say,
    "write": _write,
    "moved": _moved,
    "breath": _breath,
    "fraction": _fraction,
    "times": _times,
    "out_of": _out_of,
    "span": _span,
    "count": _say_count,
    "arms": _say_arms,
}
_WRITE: Mapping[str, Callable[..., str]] = {
    "write": _write,
    "bare": _bare,
    "interval": _write_interval,
    "count": _write_count,
    "arms": _write_arms,
}
