"""The rules of "Check my answer", from `answer_rules.yml`: what each looks for, what it says, which page shows how.

The browser runs them; `docs/assets/javascripts/workbook/check-answer.js` says how. A rule looks for one thing:

finds     each place that a pattern finds, unless `without` is found in its sentence or one beside it. `case` tells
          capitals from small letters, `once` passes over what was found before, `except` over words that are known.
lacks     the text, when a pattern finds nothing in it. A text of fewer words than `from` isn't looked at: there may be
          more to come.
unbacked  each number that no measure of the story gives, outside what the patterns except.
lasts     the text, when it takes more seconds to say than its kind has, and more than what `allows` adds.

Each looks at both texts, unless `of` names the one that it is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.yaml_source import Located, read_yaml

RULES_FILE = Path(__file__).with_name("answer_rules.yml")

TEXTS = ("opening", "telling")
"""The texts that are checked: the 30 seconds, and the two minutes."""
CUT = "words to cut"
"""The rule whose words the pages of the playbook don't use either."""

_SECTIONS = ("pace", "rules")
_ALWAYS = ("words", "page", "found", "fine")
_OF = "of"
"""The text that a rule is for, where it is for one alone."""
_KINDS: Mapping[str, tuple[str, ...]] = {
    "finds": ("without", "case", "once", "except"),
    "lacks": ("from",),
    "unbacked": (),
    "lasts": ("allows",),
}
"""What a rule looks for, and what it may say beside that."""
_FILLED = {"finds": ("found",), "lacks": (), "unbacked": ("found",), "lasts": ("seconds", "most", "pace")}
"""What the words of a finding may hold in braces."""
_PAGE = re.compile(r"(?P<page>[a-z0-9-]+(?:/[a-z0-9-]+)*\.md)(?:#(?P<anchor>[a-z0-9-]+))?")
_ENDLESS = re.compile(r"(?<!\\)[*+](?![^\[]*\])|\{\d+,\}")
"""What repeats without a limit: an expression with two of them may take the square of a text's length."""


@dataclass(frozen=True)
class Rule:
    """One rule."""

    name: str
    kind: str
    """What it looks for: a key of the list above."""
    words: str
    page: str
    """The page that shows how, as its source below docs/."""
    anchor: str
    found: tuple[str, ...]
    fine: tuple[str, ...]
    pattern: str = ""
    """Of what it finds, lacks or excepts."""
    settings: Mapping[str, Any] = field(default_factory=dict)
    """What it says beside that."""

    def for_browser(self) -> Mapping[str, Any]:
        """Give what the browser needs of it, ready for JSON; the page by its address below the site."""
        anchor = f"#{self.anchor}" if self.anchor else ""
        page = f"{self.page.removesuffix('.md').removesuffix('index').rstrip('/')}/{anchor}"
        pattern = {"pattern": self.pattern} if self.pattern else {}
        return {"kind": self.kind, **pattern, **self.settings, "words": self.words, "page": page}


@dataclass(frozen=True)
class AnswerRules:
    """All that is checked."""

    pace: int
    """Words that people say in a minute."""
    rules: Mapping[str, Rule]

    def for_browser(self) -> Mapping[str, Any]:
        """Give what the browser needs, ready for JSON."""
        return {"pace": self.pace, "rules": {name: rule.for_browser() for name, rule in self.rules.items()}}


@cache
def answer_rules() -> AnswerRules:
    """Give the rules of the playbook.

    Raises:
        PlaybookErrors: all that is wrong with `answer_rules.yml`.
    """
    return read_rules(read_yaml(RULES_FILE, f"macros/{RULES_FILE.name}"))


def read_rules(source: Located) -> AnswerRules:
    """Read rules.

    Args:
        source: the content of a file such as `answer_rules.yml`.

    Raises:
        PlaybookErrors: everything that is wrong, each with file, line, key, problem and remedy.
    """
    reader = _Reader(source)
    rules = reader.rules()
    if reader.errors:
        raise PlaybookErrors(reader.errors)
    return rules


class _Reader:
    """Turns the YAML into rules, and gathers what is wrong."""

    def __init__(self, source: Located) -> None:
        self.source = source
        self.errors: list[PlaybookError] = []

    def rules(self) -> AnswerRules:
        data = self._mapping((), self.source.data, _SECTIONS, _SECTIONS)
        pace = self._number(("pace",), data.get("pace", 1), least=1)
        entries = data.get("rules", {})
        if not isinstance(entries, dict) or not entries:
            self._wrong(("rules",), "holds no rule", "write each below it as name: {finds: …, words: …}")
            entries = {}
        return AnswerRules(int(pace), {name: self._rule(name, entry) for name, entry in entries.items()})

    def _rule(self, name: str, entry: Any) -> Rule:
        place = ("rules", name)
        kinds = [kind for kind in _KINDS if isinstance(entry, dict) and kind in entry]
        if len(kinds) != 1:
            problem = f"looks for {' and '.join(kinds)} at once" if kinds else "looks for nothing"
            self._wrong(place, problem, f"give it one of {', '.join(_KINDS)}")
            return Rule(name, "finds", "", "", "", (), ())
        (kind,) = kinds
        optional = (*_KINDS[kind], _OF)
        data = self._mapping(place, entry, (kind, *optional, *_ALWAYS), (kind, *_ALWAYS))
        settings = {key: self._setting((*place, key), key, data[key]) for key in optional if key in data}
        pattern = ""
        if kind == "lasts":
            settings["lasts"] = self._seconds((*place, kind), data.get(kind))
        elif kind in data:
            pattern = self._pattern((*place, kind), data[kind])
        page = _PAGE.fullmatch(str(data.get("page", "")))
        if "page" in data and not page:
            self._wrong((*place, "page"), f"is {data['page']!r}", "name a page, as in start/plans.md#one-day")
        return Rule(
            name,
            kind,
            self._told((*place, "words"), data["words"], _FILLED[kind]) if "words" in data else "",
            page["page"] if page else "",
            (page["anchor"] or "") if page else "",
            self._texts((*place, "found"), data["found"]) if "found" in data else (),
            self._texts((*place, "fine"), data["fine"]) if "fine" in data else (),
            pattern,
            settings,
        )

    def _setting(self, place: tuple[str, ...], key: str, given: Any) -> Any:
        read: Mapping[str, Callable[[], Any]] = {
            "without": lambda: self._pattern(place, given),
            "case": lambda: self._truth(place, given),
            "once": lambda: self._truth(place, given),
            "except": lambda: self._words(place, given).split(),
            "from": lambda: self._number(place, given, least=1),
            "allows": lambda: self._number(place, given, least=0),
            _OF: lambda: self._text(place, given),
        }
        return read[key]()

    def _pattern(self, place: tuple[str, ...], given: Any) -> str:
        """Join the alternatives of a pattern, and try it."""
        listed = given if isinstance(given, list) else [given]
        joined = "|".join(self._words(place, one) for one in listed)
        try:
            compiled = re.compile(joined)
        except re.error as error:
            self._wrong(place, f"is no expression: {error}", "mend it")
            return ""
        if compiled.search(""):
            self._wrong(place, "finds nothing at all in every text", "let it need a character")
        endless = _ENDLESS.search(joined)
        if endless:
            self._wrong(place, f"repeats '{endless[0]}' without a limit", "write {0,60}, say")
        return joined

    def _seconds(self, place: tuple[str, ...], given: Any) -> dict[str, float]:
        data = self._mapping(place, given, TEXTS, TEXTS)
        return {text: self._number((*place, text), data[text], least=1) for text in data}

    def _told(self, place: tuple[str, ...], given: Any, known: Sequence[str]) -> str:
        words = self._words(place, given)
        for held in re.findall(r"\{([^{}]*)\}", words):
            if held not in known:
                self._wrong(place, f"has no value for '{{{held}}}'", nearest(held, known))
        return words

    def _texts(self, place: tuple[str, ...], given: Any) -> tuple[str, ...]:
        if isinstance(given, list) and given and all(isinstance(one, str) for one in given):
            return tuple(given)
        self._wrong(place, "shows no text", "give a list of texts, on which the rule is tried")
        return ()

    def _words(self, place: tuple[str, ...], given: Any) -> str:
        if isinstance(given, str) and given.strip():
            return given.strip()
        self._wrong(place, "holds no words", "give text that isn't empty")
        return ""

    def _number(self, place: tuple[str, ...], given: Any, *, least: float) -> float:
        if type(given) in (int, float) and given >= least:
            return float(given) if isinstance(given, float) else int(given)
        self._wrong(place, f"is {given!r}", f"give a number, at least {least:g}")
        return least

    def _text(self, place: tuple[str, ...], given: Any) -> str:
        if given not in TEXTS:
            self._wrong(place, f"is {given!r}", nearest(str(given), TEXTS))
        return str(given)

    def _truth(self, place: tuple[str, ...], given: Any) -> bool:
        if given is not True:
            self._wrong(place, f"is {given!r}", "write true, or leave it out")
        return True

    def _mapping(
        self, place: tuple[str, ...], data: Any, known: Sequence[str], needed: Sequence[str]
    ) -> dict[str, Any]:
        if not isinstance(data, dict):
            self._wrong(place, "isn't a mapping", f"give it {', '.join(needed)}")
            return {}
        for name in data:
            if name not in known:
                self._wrong((*place, name), "is unknown here", nearest(name, known))
        for name in needed:
            if name not in data:
                self._wrong(place, f"lacks '{name}'", f"give it {', '.join(needed)}")
        return {name: value for name, value in data.items() if name in known}

    def _wrong(self, place: tuple[str, ...], problem: str, remedy: str) -> None:
        self.errors.append(PlaybookError(self.source.where(*place), problem, remedy))


def pages_of(rules: AnswerRules) -> Iterator[tuple[str, str, str]]:
    """Give each page that a rule leads to: where it stands, the page and its anchor."""
    where = read_yaml(RULES_FILE, f"macros/{RULES_FILE.name}").where
    for rule in rules.rules.values():
        yield where("rules", rule.name, "page"), rule.page, rule.anchor
