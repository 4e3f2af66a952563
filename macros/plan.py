"""The plan of the playbook: its sections in order, the answers of each, and which answers belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.front_matter import ANSWERS, asked_aloud, front_matter, split
from macros.yaml_source import Located, read_yaml

SECTIONS_FILE = Path(__file__).with_name("sections.yml")
SECTIONS_FOLDER = "answers"
"""The folder below docs/ that holds a folder for each section."""
SECTION_FIELDS = ("title", "question")
"""What each section of sections.yml has: texts that aren't empty."""
WORDS_A_MINUTE = 220
"""How fast a page is read that somebody wants to remember; grown-ups read plain English prose at some 240."""
QUICK_MINUTES = 8
"""What takes at most so long is read in a break; answers of two minutes do, and those with both tellings don't."""
_WORD = re.compile(r"\w[\w'’]*")
_UNREAD = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\]\([^)]*\)|<[^>]+>")
"""What stands in the source of a page and isn't read: calls, addresses, tags."""


@dataclass(frozen=True)
class Answer:
    """One answer page, as its front matter tells of it."""

    page: str
    title: str
    description: str
    section: str
    levels: tuple[str, ...]
    story: str | None
    templates: frozenset[str]
    minutes: int = 1
    """What it takes to read it, follow-ups included."""
    asked: tuple[str, ...] = ()
    """Whole sentences in which people ask for it; what they only type for it is left to the search."""


@dataclass(frozen=True)
class Section:
    """One section of the playbook with its answers."""

    name: str
    title: str
    question: str
    page: str | None
    answers: tuple[Answer, ...]

    @property
    def state(self) -> str:
        """How many answers are written, in words."""
        count = len(self.answers)
        return f"{count} {'answer' if count == 1 else 'answers'}" if count else "not written"


def sections(docs: Path, order: Sequence[str] = ()) -> list[Section]:
    """Read the sections with what stands of each below `docs`/answers.

    Args:
        docs: the folder of the pages.
        order: pages in the order of the navigation; others follow by name.
    """
    return [_section(name, entry, docs, order) for name, entry in read_sections().data.items()]


def section_titles() -> dict[str, str]:
    """Give the title of each section by its name, in their order."""
    return {name: entry["title"] for name, entry in read_sections().data.items()}


def answer_name(page: str) -> str:
    """Give what a workbook calls an answer: its section and its name.

    >>> answer_name("answers/people/trust.md")
    'people/trust'
    """
    return page.removeprefix(f"{SECTIONS_FOLDER}/").removesuffix(".md")


def read_sections() -> Located:
    """Read sections.yml.

    Raises:
        PlaybookErrors: it is broken or empty, or a section lacks a field or has one too many.
    """
    source = read_yaml(SECTIONS_FILE, "macros/sections.yml")
    errors = list(_malformed(source))
    if errors:
        raise PlaybookErrors(errors)
    return source


def _malformed(source: Located) -> Iterator[PlaybookError]:
    if not isinstance(source.data, dict) or not source.data:
        yield PlaybookError(source.file, "holds no section", "name each, with its title and its question")
        return
    for name, entry in source.data.items():
        if not isinstance(entry, dict):
            yield PlaybookError(source.where(name), "is no section", f"give it {' and '.join(SECTION_FIELDS)}")
            continue
        for key in entry:
            if key not in SECTION_FIELDS:
                yield PlaybookError(source.where(name, key), "unknown field", nearest(key, SECTION_FIELDS))
        for key in SECTION_FIELDS:
            if not isinstance(entry.get(key), str) or not entry[key].strip():
                yield PlaybookError(source.where(name, key), "is missing or no text", "write it in words")


def related(answer: Answer, others: Sequence[Answer], most: int = 3) -> list[Answer]:
    """Find the answers that share most with one: the story counts twice, each template and the section once."""

    def shared(other: Answer) -> int:
        story = 2 * (other.story is not None and other.story == answer.story)
        return story + len(other.templates & answer.templates) + (other.section == answer.section)

    candidates = [other for other in others if other.page != answer.page and shared(other) > 0]
    return sorted(candidates, key=shared, reverse=True)[:most]


def _section(name: str, entry: dict[str, str], docs: Path, order: Sequence[str]) -> Section:
    paths = [path for path in sorted((docs / SECTIONS_FOLDER / name).glob("*.md")) if path.name != "index.md"]
    found = [_answer(path.relative_to(docs).as_posix(), path, entry["title"]) for path in paths]
    placed = {page: place for place, page in enumerate(order)}
    answers = sorted((answer for answer in found if answer), key=lambda answer: placed.get(answer.page, len(placed)))
    return Section(
        name,
        entry["title"],
        entry["question"],
        f"{SECTIONS_FOLDER}/{name}/index.md" if answers else None,
        tuple(answers),
    )


def _answer(page: str, path: Path, section: str) -> Answer | None:
    meta = front_matter(path, f"docs/{page}")
    if meta.get("kind") not in ANSWERS:
        return None
    return Answer(
        page=page,
        title=str(meta.get("title")),
        description=str(meta.get("description")),
        section=section,
        levels=tuple(meta.get("levels") or ()),
        story=meta.get("story"),
        templates=frozenset(meta.get("templates") or ()),
        minutes=_minutes(path.read_text(encoding="utf-8")),
        asked=asked_aloud(meta),
    )


def _minutes(source: str) -> int:
    """Tell how many minutes the text of a page takes, by its words."""
    return max(1, round(len(_WORD.findall(_UNREAD.sub(" ", split(source)[1]))) / WORDS_A_MINUTE))
