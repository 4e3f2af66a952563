"""Check the templates before they are built: their forms, and that no blank tells of the playbook's own example."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from markupsafe import Markup

from macros.calendar import Calendar
from macros.checks.calls import TEMPLATES
from macros.claims import judge
from macros.errors import PlaybookError
from macros.figures import Ledger
from macros.library import Library
from macros.names import ClaimNames
from macros.sources import folded
from macros.story import NumberTable
from macros.templates import BLANK, FILLS, Templates

_MARKS = re.compile(r"<[^>]*>|[*_|#>`\[\]-]+")
_TRADE = (
    *("adapter", "adapters", "bake-off", "bets", "buyer", "buyers", "carrier", "carriers", "click-through"),
    *("drift alert", "drift alerts", "feature store", "home feed", "listing", "listings", "marketplace"),
    *("nightly table", "platform", "ranker", "ranking", "seller", "sellers", "skew"),
)
"""Words by which one knows what the invented company does."""
_PHRASE = 3
"""So many words of a label are told from what any team would say."""


def templates(root: Path, library: Library, ledgers: Mapping[str, Ledger] | None) -> Iterator[PlaybookError]:
    """Check every template.

    Args:
        root: the project.
        library: the stories that fill the examples.
        ledgers: the same, calculated; None where they can't be, and only the forms are checked.

    Raises:
        PlaybookErrors: what is wrong with the forms.
    """
    calendar = Calendar()
    names_of_claims = ClaimNames(library, calendar)

    def claim(words: str) -> Markup:
        """Refuse what can't be judged; whether it holds, the build of the page tells."""
        judge(words, names_of_claims)
        return Markup("")

    held = Templates(root / TEMPLATES, library, claim)
    names = [name for name in held.names() if name in held.forms]
    if ledgers is None:
        return
    own = dict(_own(ledgers, calendar))
    longest_first = "|".join(re.escape(words) for words in sorted(own, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{longest_first})(?!\w)")
    for name in names:
        texts = {}
        for fill in FILLS:
            try:
                texts[fill] = held.text(name, fill)
            except PlaybookError as error:
                yield error
        yield from _told_of(f"{TEMPLATES}{name}.md", _plain(texts.get(BLANK, "")), own, pattern)


def _plain(text: str) -> str:
    return f" {' '.join(_MARKS.sub(' ', folded(text)).split()).lower()} "


def _told_of(shown: str, blank: str, own: Mapping[str, str], pattern: re.Pattern[str]) -> Iterator[PlaybookError]:
    for words in sorted(set(pattern.findall(blank))):
        problem = f"the blank says '{words}', {own[words]}"
        yield PlaybookError(shown, problem, "say in the text and in the labels what any team could fill in")


def _own(ledgers: Mapping[str, Ledger], calendar: Calendar) -> Iterator[tuple[str, str]]:
    """Give the words that only the playbook's own company would write, in small letters, with whose they are."""
    for person in calendar.people.values():
        if len(person.name) > 1:  # who tells the stories is "I"
            yield person.name.lower(), "a person of the example"
    for word in _TRADE:
        yield word, "which belongs to the trade of the example"
    for team in calendar.teams.values():
        yield team.label.lower(), "a team of the example"
    for name, ledger in ledgers.items():
        yield ledger.story.title.lower(), f"the title of the story '{name}'"
        for key, entry in (*ledger.entries.items(), *ledger.goals.items()):
            columns = entry.columns if isinstance(entry, NumberTable) else ()
            for label in (entry.label, *(column.label for column in columns)):
                words = _plain(label).strip()
                if len(words.split()) >= _PHRASE:
                    yield words, f"the label of '{name}.{key}'"
