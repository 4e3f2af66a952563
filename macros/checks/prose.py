"""Read the prose for words to cut and for turns that wear out: `python -m macros.checks.prose`.

The rules are those of the editorial guide that can be counted; a person has to hear the rest.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.answer_rules import CUT, answer_rules
from macros.errors import PlaybookError
from macros.sources import Source, sources
from macros.yaml_source import read_yaml

TICS = "macros/checks/tics.yml"
LONGEST = 34
"""So many words a sentence may have."""
SHORT = 5
"""A sentence of so many words is short; a string of them tires."""
MOST_SHORT = 0.15
"""The share of short sentences that the whole site may have."""

_CUT = re.compile(answer_rules().rules[CUT].pattern, re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)*]*\s+")
_WORD = re.compile(r"[\w’'-]*\w")
_NOT_TEXT = re.compile(r"\{\{.*?\}\}|<[^>]+>|\]\([^)]*\)|`[^`]*`")
_SKIPPED = ("|", "{%", "#", "===", "???", "!!!", "- [", "<")


@dataclass(frozen=True)
class Tic:
    """A turn of phrase, and how often it may stand."""

    name: str
    pattern: re.Pattern[str]
    page: int
    site: int
    instead: str


@dataclass
class Counted:
    """How often a turn of phrase stands, page by page."""

    tic: Tic
    pages: Counter[str]

    @property
    def hits(self) -> int:
        """How often it stands on the whole site."""
        return self.pages.total()


def read_tics(root: Path) -> list[Tic]:
    """Read the turns of phrase that are counted.

    Raises:
        PlaybookError: one lacks a part.
    """
    source = read_yaml(root / TICS, TICS)
    found = []
    for name, entry in source.data.items():
        if not isinstance(entry, dict) or set(entry) != {"pattern", "page", "site", "instead"}:
            raise PlaybookError(source.where(name), "isn't a tic", "give it pattern, page, site and instead")
        pattern = re.compile(entry["pattern"], re.IGNORECASE if name != "rang" else 0)
        found.append(Tic(name, pattern, entry["page"], entry["site"], entry["instead"]))
    return found


def prose(root: Path) -> Iterator[PlaybookError]:
    """Find what the guide cuts, sentences that are too long, and turns that stand more often than they may."""
    texts = list(sources(root, "docs", "snippets"))
    for source in texts:
        for number, line in _lines(source):
            for found in _CUT.finditer(line):
                yield PlaybookError(f"{source.shown}:{number}", f"says '{found[0]}'", "say it plainly")
            for sentence in _SENTENCE.split(line):
                words = len(_WORD.findall(sentence))
                if words > LONGEST:
                    where = f"{source.shown}:{number}"
                    yield PlaybookError(where, f"has a sentence of {words} words", f"make it two, of at most {LONGEST}")
    for counted in count(root, texts):
        tic = counted.tic
        for page, hits in sorted(counted.pages.items()):
            if hits > tic.page:
                yield PlaybookError(page, f"has '{tic.name}' {hits} times, at most {tic.page} may stand", tic.instead)
        if counted.hits > tic.site:
            problem = f"'{tic.name}' stands {counted.hits} times on the site, at most {tic.site} may"
            yield PlaybookError(TICS, problem, tic.instead)
    for places in same_sentences(texts).values():
        yield PlaybookError(
            places[0], f"has a sentence that stands at {', '.join(places[1:])} too", "say it in one place"
        )
    short, all_of_them = _short_sentences(texts)
    if short > MOST_SHORT * all_of_them:
        problem = f"{short} of {all_of_them} sentences have at most {SHORT} words"
        yield PlaybookError("docs", problem, f"join some, until at most {MOST_SHORT:.0%} have")


def count(root: Path, texts: Sequence[Source]) -> list[Counted]:
    """Count each turn of phrase on each page."""
    counted = [Counted(tic, Counter()) for tic in read_tics(root)]
    for source in texts:
        for _, line in _lines(source):
            for one in counted:
                hits = len(one.tic.pattern.findall(line))
                if hits:
                    one.pages[source.shown] += hits
    return counted


def table(root: Path) -> list[str]:
    """Write how often each turn of phrase stands, one a line."""
    texts = list(sources(root, "docs", "snippets"))
    lines = [
        f"{counted.tic.name:<30} {counted.hits:>4} on {len(counted.pages):>3} pages, at most {counted.tic.site}"
        for counted in count(root, texts)
    ]
    short, all_of_them = _short_sentences(texts)
    return [*lines, f"{'sentences of 5 words or fewer':<30} {short:>4} of {all_of_them}"]


def same_sentences(texts: Sequence[Source]) -> Mapping[str, list[str]]:
    """Find sentences of ten words or more that stand on more than one page."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for source in texts:
        for number, line in _lines(source):
            for sentence in _SENTENCE.split(line):
                words = _WORD.findall(sentence.lower())
                if len(words) >= 10:
                    places[" ".join(words)].append(f"{source.shown}:{number}")
    return {words: found for words, found in places.items() if len({one.partition(":")[0] for one in found}) > 1}


def _lines(source: Source) -> Iterator[tuple[int, str]]:
    """Give each line of running text with its number: no front matter, code, headings, tables or list of a form."""
    for number, line in enumerate(source.unfenced, 1):
        if line.strip() and not line.lstrip().startswith(_SKIPPED):
            yield number, _NOT_TEXT.sub(" X ", line).replace("**", "")


def _short_sentences(texts: Sequence[Source]) -> tuple[int, int]:
    """Count the short sentences of running text and all of them; pieces without a full stop are no sentences."""
    lengths = [
        len(_WORD.findall(sentence))
        for source in texts
        for _, line in _lines(source)
        for sentence in _SENTENCE.split(line.strip().lstrip("-0123456789. "))
        if sentence.rstrip('"”’)*_').endswith((".", "!", "?"))
    ]
    return sum(length <= SHORT for length in lengths), len(lengths)


def main() -> int:
    """Print how often each turn of phrase stands, and what is to be mended; give 1 when there was something."""
    root = Path.cwd()
    print("\n".join(table(root)))
    found = list(prose(root))
    for finding in found:
        print(f"ERROR   -  {finding}")
    print(f"prose: {len(found) or 'no'} {'place' if len(found) == 1 else 'places'} to mend")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
