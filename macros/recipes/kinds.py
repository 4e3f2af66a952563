"""What each kind of new thing is made of: its files from the skeletons, and its entries in files that are there."""

from __future__ import annotations

import datetime
import keyword
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import jinja2

from macros.checks.anatomy import OPENING, SECTION, TELLINGS
from macros.checks.prompts import prompt
from macros.errors import PlaybookError, nearest
from macros.formulas import FAMILIES, FORMULAS
from macros.front_matter import LEVELS, front_matter
from macros.library import Library
from macros.plan import Answer, read_sections, sections
from macros.recipes import entries
from macros.recipes.changes import Changes

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_SKELETONS = jinja2.Environment(  # noqa: S701 - it writes Markdown, YAML and Python
    loader=jinja2.FileSystemLoader(Path(__file__).with_name("skeletons")),
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
    variable_start_string="<<",
    variable_end_string=">>",
    block_start_string="<%",
    block_end_string="%>",
    comment_start_string="<#",
    comment_end_string="#>",
)
_NAVIGATION = "mkdocs.yml"
_CATALOGUE = "tests/formulas/test_catalogue.py"


@dataclass(frozen=True)
class Wish:
    """What somebody asked for.

    Args:
        kind: one of `KINDS`.
        name: the name of its page, in lower-case words with hyphens.
        section: the section of an answer.
        family: the family of a formula.
        story: the story that it starts from, "" for the one that its neighbours use most.
        today: the day on which it is written.
    """

    kind: str
    name: str
    section: str = ""
    family: str = ""
    story: str = ""
    today: datetime.date = field(default_factory=datetime.date.today)


def changes(root: Path, wish: Wish) -> Changes:
    """Work out what a wish takes; nothing is written yet.

    Args:
        root: the folder of the project.
        wish: what somebody asked for.

    Raises:
        PlaybookError: a name isn't a good one or is taken, there is no such kind, section, family or story, or a file
            has no place for the entry.
    """
    if wish.kind not in KINDS:
        raise PlaybookError(f"make new: KIND={wish.kind}", "there is no such kind", nearest(wish.kind, KINDS))
    if not _NAME.fullmatch(wish.name) or wish.name == "index":
        good = re.sub(r"[^a-z0-9]+", "-", wish.name.lower()).strip("-")
        example = f", such as '{good}'" if _NAME.fullmatch(good) and good != wish.name else ""
        remedy = f"use lower-case words with hyphens{example}"
        raise PlaybookError(f"make new: NAME={wish.name}", "isn't a good name for a page", remedy)
    gathered = Changes(root)
    KINDS[wish.kind](gathered, wish)
    return gathered


def _filled(skeleton: str, wish: Wish, **values: object) -> str:
    template = _SKELETONS.get_template(f"{skeleton}.jinja")
    return template.render(prompt=prompt, name=wish.name, today=str(wish.today), **values)


def _title(name: str) -> str:
    return name.replace("-", " ").capitalize()


def _known(wish: Wish, option: str, known: Iterable[str]) -> None:
    given = getattr(wish, option)
    if given not in known:
        problem = f"names no {option}" if given else "is missing"
        raise PlaybookError(f"make new: {option.upper()}={given}", problem, nearest(given, known))


def _story(wish: Wish, used: Iterable[str | None]) -> str:
    """Name the story that was asked for, or else the one that is used most."""
    known = Library().ledgers
    if wish.story:
        _known(wish, "story", known)
        return wish.story
    counted = Counter(story for story in used if story in known)
    return str(counted.most_common(1)[0][0]) if counted else next(iter(known))


def _answer(gathered: Changes, wish: Wish) -> None:
    plan = read_sections().data
    _known(wish, "section", plan)
    answers = [answer for section in sections(gathered.root / "docs") for answer in section.answers]
    for answer in answers:
        if answer.page.endswith(f"/{wish.name}.md"):
            raise PlaybookError(f"docs/{answer.page}", "has this name already", "take another: embeds go by it")
    folder = f"answers/{wish.section}"
    neighbours = [answer for answer in answers if answer.page.startswith(f"{folder}/")] or answers
    template = _commonest(neighbours)
    gathered.add(
        f"docs/{folder}/{wish.name}.md",
        _filled(
            "answer.md",
            wish,
            levels=", ".join(LEVELS),
            story=_story(wish, (answer.story for answer in neighbours)),
            template=template,
            template_title=_title(template),
            opening=_words(OPENING),
            tellings={label: _words(bounds) for label, bounds in TELLINGS.items()},
        ),
    )
    index = f"docs/{folder}/index.md"
    if (gathered.root / index).exists():
        beside, opened = f"{folder}/", None
    else:
        opened = str(plan[wish.section]["title"])
        gathered.add(index, _filled("section.md", wish, section=wish.section, title=opened, longest=SECTION[1]))
        beside = "answers/"
    _navigate(gathered, f"{folder}/{wish.name}.md", lambda page: page.startswith(beside), opened)


def _commonest(answers: Iterable[Answer]) -> str:
    return Counter(template for answer in answers for template in sorted(answer.templates)).most_common(1)[0][0]


def _words(bounds: tuple[int, int]) -> str:
    return f"{bounds[0]} to {bounds[1]} words"


def _new_story(gathered: Changes, wish: Wish) -> None:
    gathered.add(f"macros/stories/{wish.name}.yml", _filled("story.yml", wish))
    gathered.add(f"docs/stories/{wish.name}.md", _filled("story.md", wish))
    index = "docs/stories/index.md"
    item = f"[{_title(wish.name)}]({wish.name}.md): {prompt('what the story shows, in a few words')}"
    gathered.edit(index, partial(entries.in_list, item=item, shown=index))
    _navigate(gathered, f"stories/{wish.name}.md", lambda page: page.startswith("stories/"))


def _new_formula(gathered: Changes, wish: Wish) -> None:
    _known(wish, "family", FAMILIES)
    function = wish.name.replace("-", "_")
    module = FAMILIES[wish.family]
    if function in FORMULAS or hasattr(module, function) or keyword.iskeyword(function):
        raise PlaybookError(f"make new: NAME={wish.name}", f"'{function}' is taken in Python", "take another name")
    family = [name for name, one in FORMULAS.items() if one.function.__module__ == module.__name__]
    stories = [
        story
        for story, ledger in Library().ledgers.items()
        for figure in ledger.figures.values()
        if figure.formula.name in family
    ]
    story = _story(wish, stories)
    file = module.__name__.rpartition(".")[2]
    names = {"function": function, "constant": f"{function.upper()}_SOURCE", "story": story}
    gathered.add(f"docs/formulas/{wish.name}.md", _filled("formula.md", wish, **names))
    for place, skeleton in (
        (f"macros/formulas/{file}.py", "formula.py"),
        (f"tests/formulas/test_{file}.py", "formula_test.py"),
        ("macros/sentences.yml", "formula_sentences.yml"),
    ):
        gathered.edit(place, lambda text, skeleton=skeleton: text + _filled(skeleton, wish, **names))  # type: ignore[misc]
    row = f'"{function}": "123 %",'
    gathered.edit(_CATALOGUE, lambda text: entries.in_table(text, "WORDED", row, _CATALOGUE))
    listed = "macros/formulas/__init__.py"
    words = f", {wish.name.replace('-', ' ')}"
    gathered.edit(listed, lambda text: entries.in_line(text, f"{file} ", words, listed))
    _example(gathered, wish, story, function)
    pages = {f"formulas/{name.replace('_', '-')}.md" for name in family}
    _navigate(gathered, f"formulas/{wish.name}.md", pages.__contains__)


def _example(gathered: Changes, wish: Wish, story: str, function: str) -> None:
    """Give a story a figure of the new formula, with inputs of its own."""
    file = f"macros/stories/{story}.yml"
    ledger = Library().ledgers[story]
    for name in (function, f"{function}_part", f"{function}_whole"):
        if name in ledger.entries:
            raise PlaybookError(f"{file}: {name}", "is there already", "name another story with STORY=")
    for section in ("inputs", "figures"):
        text = _filled(f"formula_{section}.yml", wish, function=function)
        gathered.edit(file, partial(entries.in_section, section=section, entries=text, shown=file))


def _new_template(gathered: Changes, wish: Wish) -> None:
    pages = sorted((gathered.root / "docs" / "templates").glob("*.md"))
    story = _story(wish, (front_matter(page, f"docs/templates/{page.name}").get("story") for page in pages))
    goal = f"{story}.{next(iter(Library().ledgers[story].goals))}"
    gathered.add(f"snippets/templates/{wish.name}.md", _filled("template_text.md", wish))
    gathered.add(f"snippets/templates/{wish.name}.yml", _filled("template_form.yml", wish, goal=goal))
    gathered.add(f"docs/templates/{wish.name}.md", _filled("template.md", wish, story=story))
    index = "docs/templates/index.md"
    words = f"[{wish.name.replace('-', ' ')}]({wish.name}.md)"
    gathered.edit(index, partial(entries.in_last_item, words=words, shown=index))
    _navigate(gathered, f"templates/{wish.name}.md", lambda page: page.startswith("templates/"))


def _navigate(gathered: Changes, page: str, belongs: Callable[[str], bool], section: str | None = None) -> None:
    gathered.edit(_NAVIGATION, lambda text: entries.in_navigation(text, page, belongs, section))


KINDS: dict[str, Callable[[Changes, Wish], None]] = {
    "answer": _answer,
    "story": _new_story,
    "formula": _new_formula,
    "template": _new_template,
}
"""What each kind of thing takes."""
