"""The front desk: the names that a page may call.

Each takes full names such as "feature-platform.latency_change" and gives HTML for the place where it stands; what it
does is done elsewhere. docs/about/vocabulary.md shows every call at work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from macros.errors import PlaybookError, nearest
from macros.faces.mathematics import equations
from macros.faces.working import Working
from macros.faces.working import working as written_out
from macros.figures import Figure, read_text
from macros.formulas import ANY, FAMILIES, FORMULAS, Formula
from macros.library import STORIES_FOLDER, Library
from macros.plan import LEVELS, Section, sections
from macros.presentation import calculators, charts
from macros.presentation.render import Numbering, render
from macros.story import NumberTable
from macros.templates import FILLS, Documents


def define_env(env: Any) -> None:
    """Give the pages their vocabulary; mkdocs-macros calls this once a build."""
    root = Path(env.conf["config_file_path"]).parent
    overlay = env.conf["extra"].get("stories") or None
    library = Library(STORIES_FOLDER, root / overlay if overlay else None)
    documents = Documents(root / "snippets" / "templates", library)
    docs = Path(env.conf["docs_dir"])
    numbering: defaultdict[str, Numbering] = defaultdict(Numbering)

    def next_id(kind: str) -> str:
        return numbering[env.page.url].next(kind)

    def url_of(page: str) -> str:
        """Give the way from the page that is being written to another, both named below docs/."""
        folder, _, name = page.rpartition("/")
        target = f"{folder}/" if name == "index.md" else f"{page.removesuffix('.md')}/"
        return f"{'../' * env.page.url.count('/')}{target}"

    def formula_url(formula: Formula) -> str:
        return url_of(f"formulas/{formula.name.replace('_', '-')}.md")

    def formula_named(name: str) -> Formula:
        if name not in FORMULAS:
            raise PlaybookError(f'"{name}"', "no formula has this name", nearest(str(name), FORMULAS))
        return FORMULAS[name]

    @cache
    def working_of(name: str) -> Working:
        """Write a figure out once a build; pages name the same figures again and again."""
        return written_out(library.figure(name)[1])

    @env.macro
    def input(name: str) -> Markup:
        """A raw value of a story, with its unit."""
        ledger, entry = library.input(name)
        read_text(entry)  # a list or a table has no single wording: say so here, with the name
        return render("input", ledger=ledger, entry=entry)

    @env.macro
    def figure(name: str) -> Markup:
        """A calculated number, its working behind it."""
        ledger, entry = library.figure(name)
        return render(
            "figure",
            ledger=ledger,
            figure=entry,
            id=next_id("working"),
            working=working_of(name),
            formula_url=formula_url(entry.formula),
        )

    @env.macro
    def interval(name: str) -> Markup:
        """The interval that belongs to a figure."""
        ledger, entry = library.figure(name)
        if entry.interval() is None:
            raise PlaybookError(f'interval("{name}")', f"{entry.formula.name} has no interval", "use figure alone")
        return render("interval", ledger=ledger, figure=entry)

    @env.macro
    def verdict(name: str) -> Markup:
        """Whether a goal was met."""
        ledger, goal = library.goal(name)
        return render("verdict", ledger=ledger, goal=goal)

    @env.macro
    def target(name: str) -> Markup:
        """What a goal asks for, as one says it."""
        ledger, goal = library.goal(name)
        return render("target", ledger=ledger, goal=goal, spoken=True)

    @env.macro
    def working(name: str) -> Markup:
        """A figure written out: formula, inputs put in, result."""
        ledger, entry = library.figure(name)
        return render("working", ledger=ledger, figure=entry, working=working_of(name))

    @env.macro
    def scorecard(story: str, *goals: str) -> Markup:
        """Goals of a story with baseline, target, result, change and verdict; all of them when none is named."""
        ledger = library.ledger(story)
        chosen = [library.goal(f"{story}.{goal}")[1] for goal in goals or ledger.goals]
        return render("scorecard", ledger=ledger, goals=chosen)

    @env.macro
    def values(*names: str) -> Markup:
        """A table of inputs and figures of one story, each with where it comes from."""
        found = [library.entry(name) for name in names]
        if len({ledger.story.name for ledger, _ in found}) != 1:
            raise PlaybookError("values()", "needs names of one story", 'write values("story.one", "story.two")')
        entries = [entry for _, entry in found]
        for entry in entries:
            read_text(entry)
        formula_urls = {
            entry.formula.name: formula_url(entry.formula) for entry in entries if isinstance(entry, Figure)
        }
        return render("values", ledger=found[0][0], entries=entries, formula_urls=formula_urls)

    @env.macro
    def rows(name: str) -> Markup:
        """The rows of a table input."""
        ledger, entry = library.input(name)
        if not isinstance(entry, NumberTable):
            raise PlaybookError(f'rows("{name}")', "isn't a table", f'write input("{name}")')
        return render("rows", ledger=ledger, table=entry)

    @env.macro
    def chart(kind: str, *names: str, title: str | None = None) -> Markup:
        """A drawing of inputs or figures, with its data as a table."""
        return charts.chart(kind, [library.entry(name)[1] for name in names], next_id("chart"), title)

    @env.macro
    def mathematics(name: str) -> Markup:
        """A formula as people write it."""
        return render("mathematics", equations=equations(formula_named(name)))

    @env.macro
    def arguments(name: str) -> Markup:
        """The arguments of a formula with their units and bounds."""
        formula = formula_named(name)
        unit = "that of the arguments" if formula.unit == ANY else formula.unit or "a number"
        return render("arguments", formula=formula, rows=calculators.argument_rows(formula), result_unit=unit)

    @env.macro
    def calculator(name: str, example: str) -> Markup:
        """A formula to try out, started with the inputs of a figure."""
        return calculators.calculator(formula_named(name), library.figure(example)[1], next_id("calculator"))

    @env.macro
    def sources(name: str) -> Markup:
        """Where a formula was published."""
        return render("sources", sources=formula_named(name).sources)

    def formulas_by_family() -> list[tuple[str, list[tuple[Formula, str, str]]]]:
        """Give every formula with its page and its first line, family by family."""
        return [
            (
                family,
                [
                    (formula, formula_url(formula), formula.__doc__.splitlines()[0])
                    for formula in FORMULAS.values()
                    if formula.function.__module__ == module.__name__
                ],
            )
            for family, module in FAMILIES.items()
        ]

    @env.macro
    def formula_list() -> Markup:
        """Every formula, by family, with its first line."""
        return render("formula_list", families=formulas_by_family())

    @env.macro
    def source_list() -> Markup:
        """Every formula, by family, with where it was published."""
        return render("source_list", families=formulas_by_family())

    @env.macro
    def glossary() -> Markup:
        """Every term of the glossary, in the order of the alphabet."""
        lines = (root / "snippets" / "glossary.md").read_text(encoding="utf-8")
        terms = re.findall(r"^\*\[(.+?)\]: (.+)$", lines, re.MULTILINE)
        if not terms:
            raise PlaybookError("snippets/glossary.md", "holds no term", "write *[TERM]: What it means")
        return render("glossary", terms=sorted(terms, key=lambda term: term[0].lower()))

    @env.macro
    def template(name: str) -> str:
        """A copyable document in its two fills, as tabs."""
        tabs = [f'=== "{fill.capitalize()}"\n\n    {documents.html(name, fill)}\n' for fill in FILLS]
        return "\n".join(tabs)

    @cache
    def planned() -> list[Section]:
        """Read the plan once a build."""
        return sections(docs, list(_pages_of(env.conf["nav"])))

    @env.macro
    def plan() -> Markup:
        """The sections of the playbook and what stands of each."""
        listed = [
            {
                "title": section.title,
                "question": section.question,
                "state": section.state,
                "url": url_of(section.page) if section.page else None,
            }
            for section in planned()
        ]
        return render("plan", sections=listed)

    @env.macro
    def answer_list(level: str | None = None) -> Markup:
        """Every answer by section, in the order of the navigation; only those for one level when it is named."""
        if level is not None and level not in LEVELS:
            raise PlaybookError(f'answer_list("{level}")', "unknown level", nearest(level, LEVELS))
        listed = []
        for section in planned():
            answers = [answer for answer in section.answers if level is None or level in answer.levels]
            if answers:
                listed.append((section.title, [(answer, url_of(answer.page)) for answer in answers]))
        return render("answer_list", sections=listed)


def _pages_of(nav: Any) -> Iterator[str]:
    """Give the pages of a navigation in its order."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, list | dict):
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _pages_of(item)
