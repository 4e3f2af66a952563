"""Find figures with a unit that somebody typed: a metric is named and computed, never written by hand.

A number in words counts where its unit is one that nobody uses loosely, such as per cent, seconds or dollars; whether
"two weeks" or "three teams" measures anything, only the story knows: `typed_counts.py` asks it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from macros.built.page import BuiltPage
from macros.checks.beginnings import beginnings
from macros.checks.texts import built_blocks, placed, shown_texts
from macros.checks.typed_counts import ONES, TEENS, TENS, typed_counts
from macros.errors import PlaybookError, PlaybookErrors
from macros.figures import Ledger
from macros.sources import sources
from macros.units import units
from macros.yaml_source import Located, read_yaml

EXCEPTIONS = "macros/checks/exceptions.yml"
ANY_FILE = "*"

_MEASURES = (
    *("%", "\u2030", "pp", r"p\.p\.", "bps?", "per ?cent", "pct", "per mille", "percentage points?", "basis points?"),
    *("[nµμ]s", "ms", "msecs?", "secs?", "(?:nano|micro|milli)?seconds?"),
    *("[kmgtp]i?b", "[kmgt]i?bits?", "[kmg]bps", "bits?", "(?:kilo|mega|giga|tera|peta)?bytes?"),
    *(
        "(?:us[ -]?)?dollars?",
        "euros?",
        "pounds?",
        "francs?",
        "yen",
        "cents?",
        "usd",
        "eur",
        "gbp",
        "chf",
        "jpy",
        "inr",
    ),
    *("qps", "rps", "tps", "fps", "[kmg]?hz", "[gt]?flops", "kwh?", "watts?", "fold", "×"),
)
"""Units that a number in words is never put before loosely, as patterns."""

_LOOSE = (
    *("x", "times", "points?", "s", "min", "mins", "minutes?", "h", "hrs?", "hours?", "d", "days?", "nights?", "wks?"),
    *("weeks?", "weekends?", "fortnights?", "months?", "quarters?", "yrs?", "years?", "decades?", "person-days?"),
    *("engineers?", "developers?", "managers?", "customers?", "buyers?", "sellers?", "clicks?", "views?", "sessions?"),
    *(
        "models?",
        "services?",
        "nodes?",
        "hosts?",
        "servers?",
        "[gc]pus?",
        "cores?",
        "tokens?",
        "rows?",
        "quer(?:y|ies)",
    ),
    *("calls?", "bugs?", "tickets?", "outages?", "failures?", "errors?", "releases?", r"req/s", r"[$€£¥]", "km", "kg"),
)
"""Units that count beside a number in digits, as patterns; those of units.yml come on top."""


def _any(patterns: Collection[str]) -> str:
    return f"(?:{'|'.join(sorted(patterns, key=len, reverse=True))})"


_PARTS = "half|halves|thirds?|quarters?|fifths?|tenths?|hundredths?|thousandths?|nought|zero|couple"
_WORD = rf"(?:{'|'.join((*ONES, *TEENS, *TENS))}|{_PARTS}|hundred|thousand|million|billion|trillion|dozen)"
_CURRENCY = "(?:us[$]?|usd|eur|gbp|chf|jpy|inr)"
_SIGNS = "".join({"$€£¥+−±×-", *(unit.prefix[0] for unit in units().values() if unit.prefix)})
_FIRST = re.compile(rf"{_WORD}(?:fold)?|{_CURRENCY}|x|\d+|[{re.escape(_SIGNS)}]", re.IGNORECASE)
"""The words, digits and signs with which a metric begins."""


def _pattern() -> re.Pattern[str]:
    named = {
        re.escape(word) for unit in units().values() if not unit.prefix for word in (unit.suffix, unit.one) if word
    }
    money = {re.escape(unit.prefix) for unit in units().values() if unit.prefix}
    money |= {"[$€£¥]", rf"(?<!\w){_CURRENCY}"}
    scale = "(?:hundred|thousand|million|billion|trillion|dozen|bn|mn|[km])(?!\\w)"
    digits = r"\d(?:[\d.,'’]*\d)?(?: \d{3}(?!\d))*(?:[⁄/]\d+)?(?:e[+-]?\d+)?"
    number = rf"[+−±-]?{digits}(?: ?[–-] ?{digits})?(?:[ -]?{scale})?"
    words = rf"{_WORD}(?:[\s-]+(?:and[\s-]+)?(?:an?[\s-]+)?{_WORD})*(?:\s+of)?(?:\s+an?)?"
    gap = r"(?:[ \t]*\n?[ \t]*|[-‐–])"
    return re.compile(
        rf"{_any(money)}[ \t]*\n?[ \t]*{digits}(?: ?{scale})?"
        rf"|(?<![\w.,#/-]){number}{gap}{_any({*named, *_MEASURES, *_LOOSE})}(?!\w)"
        rf"|(?<![\w-]){words}[\s-]+{_any(_MEASURES)}(?!\w)"
        rf"|(?<![\w-]){_WORD}fold(?!\w)|(?<![\w.])[x×][ ]?\d+(?!\w)",
        re.IGNORECASE,
    )


METRIC = _pattern()


@cache
def _can_begin(token: str) -> bool:
    return _FIRST.fullmatch(token) is not None


def metrics(words: str) -> Iterator[re.Match[str]]:
    """Find each metric in a text, as `METRIC.finditer` does, in half the time."""
    end = 0
    for start in beginnings(words, _can_begin):
        found = METRIC.match(words, start) if start >= end else None
        if found:
            end = found.end()
            yield found


class Exceptions:
    """The phrases that may be typed, and which of them are met."""

    def __init__(self, root: Path) -> None:
        """Read them.

        Raises:
            PlaybookErrors: the file is empty or broken, or an exception lacks its file or its reason.
        """
        self.source = read_yaml(root / EXCEPTIONS, EXCEPTIONS)
        errors = list(_malformed(self.source, root))
        if errors:
            raise PlaybookErrors(errors)
        self.allowed = {(file, phrase) for file, phrases in self.source.data.items() for phrase in phrases}
        self.unused = set(self.allowed)

    def allow(self, file: str, phrase: str) -> bool:
        """Tell whether a phrase may stand in a file, and remember that it was met."""
        met = self.allowed & {(file, phrase), (ANY_FILE, phrase)}
        self.unused -= met
        return bool(met)


def _malformed(source: Located, root: Path) -> Iterator[PlaybookError]:
    remedy = "write the file, and below it phrases with their reasons; {} alone where there are none"
    if not isinstance(source.data, dict):
        yield PlaybookError(source.file, "holds no exceptions", remedy)
        return
    for file, phrases in source.data.items():
        if file != ANY_FILE and not (root / file).is_file():
            yield PlaybookError(source.where(file), "names a file that isn't there", "name the file, or remove it")
        if not isinstance(phrases, dict) or not phrases:
            yield PlaybookError(source.where(file), "holds no phrase", "write 'phrase: reason' below it, or remove it")
            continue
        for phrase, reason in phrases.items():
            if not isinstance(reason, str) or not reason.strip():
                problem = f"gives {reason!r} as the reason"
                yield PlaybookError(source.where(file, phrase), problem, "say in words why it may be typed")


def hand_typed(root: Path, ledgers: Mapping[str, Ledger] | None) -> Iterator[PlaybookError]:
    """Find hand-typed metrics in whatever readers see, and exceptions that allow nothing any more.

    Args:
        root: the project.
        ledgers: the stories with the playbook's own numbers; None where these can't be known, and no count is judged.
    """
    exceptions = Exceptions(root)
    for text in shown_texts(root):
        for found in metrics(text.words):
            phrase = " ".join(found.group().split())
            if not exceptions.allow(text.file, phrase):
                yield _typed(text.where(found.start()), phrase)
    for typed in typed_counts(root, ledgers or {}):
        if not exceptions.allow(typed.file, typed.phrase):
            remedy = f"say '{typed.held[0]}' by a macro, or give the phrase its reason in {EXCEPTIONS}"
            yield PlaybookError(f"{typed.file}:{typed.line}", f"'{typed.phrase}' is typed by hand", remedy)
    for file, phrase in sorted(exceptions.unused):
        if ledgers is None and not METRIC.fullmatch(phrase):
            continue  # only the stories know whether it stands there
        yield PlaybookError(exceptions.source.where(file, phrase), "allows a phrase that stands nowhere", "remove it")


def hand_typed_in_pages(root: Path, pages: Sequence[BuiltPage]) -> Iterator[PlaybookError]:
    """Find what only comes together in a built page: a number from one place and its unit from another."""
    excepted = {phrase for _, phrase in Exceptions(root).allowed}
    snippets = sources(root, "snippets")
    told: set[str] = set()
    for page in pages:
        if page.source is None:
            continue
        for words in built_blocks(page):
            for phrase in _phrases(words):
                if phrase not in excepted:
                    found = _typed(placed(phrase, page.source, snippets).where(0), phrase)
                    if str(found) not in told:
                        told.add(str(found))
                        yield found


def _phrases(words: str) -> list[str]:
    return [" ".join(found.group().split()) for found in metrics(words)]


def _typed(where: str, phrase: str) -> PlaybookError:
    remedy = f"name an input or a figure of a story, or give the phrase its reason in {EXCEPTIONS}"
    return PlaybookError(where, f"'{phrase}' is typed by hand", remedy)
