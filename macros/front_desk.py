"""The front desk: the names that a page may call.

Each takes full names such as "feature-platform.latency_change" and gives HTML for the place where it stands; what it
does is done elsewhere. docs/about/vocabulary.md shows every call at work.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

from markupsafe import Markup

from macros import spoken, spoken_days
from macros.calendar import Calendar, Span
from macros.claims import Answer, judge
from macros.errors import PlaybookError, PlaybookErrors, nearest
from macros.faces.mathematics import equations
from macros.faces.working import Working
from macros.faces.working import working as written_out
from macros.figures import Figure, read_text
from macros.formats import (
    CARDS_FOLDER,
    DECK_FILE,
    FORMATS,
    PAGE_COPY_CHOICES,
    PLANS_FILE,
    QUESTIONS_FILE,
    TABLE_FILE,
    WORD_ENDING,
)
from macros.formula_units import formula_mistakes
from macros.formulas import ANY, FAMILIES, FORMULAS, Formula
from macros.front_matter import LEVELS, front_matter
from macros.glossary import read_glossary
from macros.library import Library
from macros.names import ClaimNames
from macros.plan import QUICK_MINUTES, SECTIONS_FOLDER, Section, answer_name, sections
from macros.practice import plans
from macros.practice.interviews import interviews
from macros.presentation import calculators, charts
from macros.presentation.charts import timeline
from macros.presentation.render import Numbering, render
from macros.prompt_map import PAGE as PROMPT_PAGE
from macros.prompt_map import prompt_parts
from macros.spoken import Said
from macros.story import Number, NumberTable
from macros.templates import FILLS, YOURS, Templates

Listed = list[tuple[str, list[tuple[Formula, str, str]]]]
"""Formulas by family, each with the address of its page and its first line."""


STORY_CARD = "story-card"
"""The template that a story of a reader fills."""
PREP_DOCUMENT = "prep-document"
"""The template that a reader's choices fill."""
MOCK_FORMS = ("interview-scorecard", "interview-brief")
"""The templates that a mock interview fills: for whoever asks, and for whoever is asked."""


def vocabulary(desk: FrontDesk) -> Mapping[str, Callable[..., Any]]:
    """Give every name that a page may call, with what it calls."""
    return {name: getattr(desk, name) for name in vars(FrontDesk) if not name.startswith("_")}


class Writing(Protocol):
    """What the desk must know of the page that is being written."""

    def url(self) -> str:
        """Give its address below the site."""

    def place(self) -> str:
        """Name the file and the line of the call that is being answered."""

    def aside(self, html: Markup) -> Markup:
        """Keep HTML from Markdown; give what stands for it until the page is converted."""

    def stale(self, answer: Answer) -> int:
        """Note a claim of the page that doesn't hold with the reader's own inputs; give its number on the page.

        Raises:
            PlaybookError: there are no inputs of a reader, so that the page itself is wrong.
        """


class FrontDesk:
    """The vocabulary of the pages of one build: every public method is a name that a page may call."""

    def __init__(self, root: Path, library: Library, order: Sequence[str], writing: Writing) -> None:
        """Open the desk for one build.

        Args:
            root: the folder of the project.
            library: the stories.
            order: the pages in the order of the navigation, as their sources below docs/.
            writing: tells which page is being written, and where on it a call stands.
        """
        self._root = root
        self._library = library
        self._order = order
        self._writing = writing
        self._calendar = Calendar()
        self._names = ClaimNames(library, self._calendar)
        self._templates = Templates(root / "snippets" / "templates", library, self.claim)
        self._numbering: defaultdict[str, Numbering] = defaultdict(Numbering)
        self._working_of = cache(self._write_out)  # once a build; pages name the same figures again and again

    # Numbers

    def input(self, name: str) -> Markup:
        """A raw value of a story, with its unit."""
        ledger, entry = self._library.input(name)
        read_text(entry)  # a list or a table has no single wording: say so here, with the name
        return render("input", ledger=ledger, entry=entry)

    def figure(self, name: str) -> Markup:
        """A calculated number, its working behind it."""
        ledger, entry = self._library.figure(name)
        return render(
            "figure",
            ledger=ledger,
            figure=entry,
            id=self._next_id("working"),
            working=self._working_of(name),
            formula_url=self._formula_url(entry.formula),
            inputs=calculators.inputs(entry),
        )

    def interval(self, name: str) -> Markup:
        """The interval that belongs to a figure."""
        ledger, entry = self._library.figure(name)
        if entry.interval() is None:
            raise PlaybookError(f'interval("{name}")', f"{entry.formula.name} has no interval", "use figure alone")
        return render("interval", ledger=ledger, figure=entry)

    def verdict(self, name: str) -> Markup:
        """Whether a goal was met."""
        ledger, goal = self._library.goal(name)
        return render("verdict", ledger=ledger, goal=goal)

    def target(self, name: str) -> Markup:
        """What a goal asks for, as one says it."""
        ledger, goal = self._library.goal(name)
        return render("target", ledger=ledger, goal=goal, spoken=True)

    def working(self, name: str) -> Markup:
        """A figure written out: formula, inputs put in, result."""
        ledger, entry = self._library.figure(name)
        return render(
            "working",
            ledger=ledger,
            figure=entry,
            working=self._working_of(name),
            formula_url=self._formula_url(entry.formula),
            inputs=calculators.inputs(entry),
        )

    # Numbers as one says them

    def say(self, name: str, *, bare: bool = False) -> Markup:
        """A number as one says it: nine people, three days, $1.9 million; bare leaves the unit out."""
        return self._said(name, lambda quantity: spoken.amount(quantity, bare=True) if bare else spoken.alone(quantity))

    def moved(self, name: str, word: str = "fell", *, roughly: bool = False) -> Markup:
        """A change with the verb that its sign asks for: fell by 78 %, up 2.8 %, ten days late."""
        return self._said(name, lambda quantity: spoken.moved(quantity, word, roughly=roughly))

    def fraction(self, name: str) -> Markup:
        """A share as a fraction where one is near: three quarters, about two thirds."""
        return self._said(name, spoken.fraction)

    def times(self, name: str) -> Markup:
        """A ratio: twice, 24 times, a fifth of."""
        return self._said(name, spoken.times)

    def breath(self, name: str, word: str = "down") -> Markup:
        """A change with its interval in one breath: up 2.8 %, give or take 1.2."""
        figure = self._library.figure(name)[1]
        return self._said(name, lambda _: spoken.breath(figure, word))

    def out_of(self, part: str, whole: str, *, bare: bool = False) -> Markup:
        """A count out of a count: six of seven people; bare leaves the unit out."""
        other = self._quantity(whole)
        return self._said(part, lambda quantity: spoken.out_of(quantity, other, bare=bare))

    def aim(self, name: str) -> Markup:
        """What a goal asks for, as a noun: 99.9 %, under 150 milliseconds, a cut of 80 %."""
        ledger, goal = self._library.goal(name)
        value = f"{goal.limit:.17g}"
        return render("said_goal", ledger=ledger, goal=goal, said=spoken.aim(goal), value=value)

    def outcome(self, name: str, met: str = "we met it", missed: str = "we missed it", *, what: str = "") -> Markup:
        """A verdict as a verb: we met it, we missed it; of several: held in three of four quarters."""
        ledger, goal = self._library.goal(name)
        said = spoken.outcome(goal, met, missed, what)
        return render("said_goal", ledger=ledger, goal=goal, said=said, value=goal.state)

    # Days as one says them

    def when(
        self, event: str, form: str = "month", *, of_year: bool = False, planned: bool = False, bare: bool = False
    ) -> Markup:
        """When something happened or had been promised: in March, on 6 March of year two, on a Saturday."""
        found = self._calendar.event(event)
        day = self._calendar.day(f"{event}_planned") if planned else found.day
        words = spoken_days.when(day, form, self._calendar.year(day) if of_year else None, bare=bare)
        return render("when", event=found, value=self._calendar.written(day), words=words)

    def apart(self, event: str, other: str | None = None) -> Markup:
        """How long after another event one came, or after the day promised: three weeks later, two weeks late."""
        found = self._calendar.event(event)
        words = spoken_days.late(found) if other is None else spoken_days.apart(found, self._calendar.event(other))
        return render("when", event=found, value=self._calendar.written(found.day), words=words)

    # Claims

    def claim(self, words: str) -> Markup:
        """What the sentence before it rests on; writes nothing while it holds."""
        answer = judge(words, self._names)
        if answer.holds:
            return Markup("")
        return render("stale", number=self._writing.stale(answer))

    def either(self, words: str, holds: str, fails: str) -> str:
        """One of two wordings, by whether a claim holds."""
        return holds if judge(words, self._names).holds else fails

    # Tables and drawings

    def scorecard(self, story: str, *goals: str) -> Markup:
        """Goals of a story with baseline, target, result, change and verdict; all of them when none is named."""
        ledger = self._library.ledger(story)
        chosen = [self._library.goal(f"{story}.{goal}")[1] for goal in goals or ledger.goals]
        return render("scorecard", ledger=ledger, goals=chosen)

    def values(self, *names: str) -> Markup:
        """A table of inputs and figures of one story, each with where it comes from."""
        found = [self._library.entry(name) for name in names]
        if len({ledger.story.name for ledger, _ in found}) != 1:
            raise PlaybookError("values()", "needs names of one story", 'write values("story.one", "story.two")')
        entries = [entry for _, entry in found]
        for entry in entries:
            read_text(entry)
        urls = {entry.formula.name: self._formula_url(entry.formula) for entry in entries if isinstance(entry, Figure)}
        return render("values", ledger=found[0][0], entries=entries, formula_urls=urls)

    def rows(self, name: str) -> Markup:
        """The rows of a table input."""
        ledger, entry = self._library.input(name)
        if not isinstance(entry, NumberTable):
            raise PlaybookError(f'rows("{name}")', "isn't a table", f'write input("{name}")')
        return render("rows", ledger=ledger, table=entry)

    def chart(self, kind: str, *names: str, title: str | None = None) -> Markup:
        """A drawing of inputs or figures, with its data as a table."""
        return charts.chart(kind, [self._library.entry(name)[1] for name in names], self._next_id("chart"), title)

    def timeline(self, name: str) -> Markup:
        """A stretch of the calendar as a drawing, with its events as a table."""
        known = self._calendar.timelines
        if name not in known:
            raise PlaybookError(f'timeline("{name}")', "no timeline has this name", nearest(name, known))
        return timeline.timeline(known[name], self._next_id("chart"))

    def people(self) -> Markup:
        """Everybody in the stories with their roles over time."""
        rows = [
            (person, role, "–" if role.team is None else self._calendar.teams[role.team].label, self._since(role.since))
            for person in self._calendar.people.values()
            for role in person.roles
        ]
        return render("people", rows=rows)

    def years(self) -> Markup:
        """The stories in the order of time, each with the months that it covers."""
        rows = [
            (self._months(span), span, self._url_of(f"stories/{story}.md"))
            for story, span in self._calendar.chapters.items()
        ]
        return render("years", rows=rows)

    # Formulas

    def mathematics(self, name: str) -> Markup:
        """A formula as people write it."""
        return render("mathematics", lines=equations(_formula_named(name)))

    def arguments(self, name: str) -> Markup:
        """The arguments of a formula with their units and bounds."""
        formula = _formula_named(name)
        unit = "that of the arguments" if formula.unit == ANY else formula.unit or "a number"
        return render("arguments", formula=formula, rows=calculators.argument_rows(formula), result_unit=unit)

    def calculator(self, name: str, example: str) -> Markup:
        """A formula to try out, started with the inputs of a figure."""
        _, figure = self._library.figure(example)
        return calculators.calculator(_formula_named(name), figure, self._next_id("calculator"))

    def sources(self, name: str) -> Markup:
        """Where a formula was published."""
        return render("sources", sources=_formula_named(name).sources)

    def formula_list(self) -> Markup:
        """Every formula, by family, with its first line."""
        return render("formula_list", families=self._formulas_by_family())

    def source_list(self) -> Markup:
        """Every formula, by family, with where it was published."""
        return render("source_list", families=self._formulas_by_family())

    # Texts and lists

    def template(self, name: str) -> str:
        """A copyable template in its two fills and as a form, as tabs."""
        contents = {fill: self._templates.html(name, fill) for fill in FILLS} | {YOURS: self._templates.yours(name)}
        return "\n".join(
            f'=== "{label.capitalize()}"\n\n    {self._writing.aside(content)}\n' for label, content in contents.items()
        )

    def workbook(self, part: str) -> Markup:
        """A tool for what readers write of their own: their stories, what these cover, a document, how to keep it."""
        values = {
            "stories": self._stories_to_write,
            "coverage": self._answers_to_cover,
            "prep": self._document_to_make,
            "keep": dict,
        }
        if part not in values:
            raise PlaybookError(f'workbook("{part}")', "the workbook has no such part", nearest(part, values))
        card = self._url_of(f"templates/{STORY_CARD}.md")
        return render(f"workbook_{part}", card=card, word_ending=WORD_ENDING, **values[part]())

    def practice(self, part: str) -> Markup:
        """A tool for practising: a round of questions, how it goes, a mock interview, cards, what else goes along."""
        values = {
            "round": self._round_to_practise,
            "progress": self._round_to_practise,
            "mock-interview": self._interview_to_plan,
            "cards": self._cards_to_take,
            "away": self._own_to_take,
        }
        if part not in values:
            raise PlaybookError(f'practice("{part}")', "practice has no such part", nearest(part, values))
        return render(f"practice_{part.replace('-', '_')}", word_ending=WORD_ENDING, **values[part]())

    def offline(self) -> Markup:
        """The buttons that keep the whole playbook on a reader's device, and remove it."""
        return render("offline")

    def glossary(self) -> Markup:
        """Every term of the glossary, in the order of the alphabet."""
        terms = sorted(read_glossary(self._root), key=lambda term: term.name.lower())
        return render("glossary", terms=[(term.name, term.meaning) for term in terms])

    def plan(self) -> Markup:
        """The sections of the playbook and what stands of each."""
        listed = [
            {
                "title": section.title,
                "question": section.question,
                "state": section.state,
                "url": self._url_of(section.page) if section.page else None,
            }
            for section in self._sections
        ]
        return render("plan", sections=listed)

    def answer_list(self, section: str | None = None) -> Markup:
        """The answers of one section with what each gives, or all by section, to be narrowed by level and time."""
        known = {one.name: one for one in self._sections}
        if section is not None and section not in known:
            raise PlaybookError(f'answer_list("{section}")', "unknown section", nearest(section, known))
        written = [one for one in self._sections if one.answers]
        return render(
            "answer_list",
            sections=[known[section]] if section else written,
            narrowed=section is None,
            levels=LEVELS,
            quick=QUICK_MINUTES,
            url_of=self._url_of,
            name_of=answer_name,
        )

    # What the names share

    @cached_property
    def _sections(self) -> list[Section]:
        return sections(self._root / "docs", self._order)

    def _stories_to_write(self) -> dict[str, Any]:
        """Give what stories are written on, the titles of templates, and the formats to take stories along in."""
        return {"form": self._templates.form(STORY_CARD), "titles": self._template_titles, **_OFFERED}

    def _answers_to_cover(self) -> dict[str, Any]:
        """Give the parts of the prompt, each with what a workbook calls its answers, and all answers by section."""
        parts = prompt_parts(self._root / "docs")
        return {
            "parts": [(part.asked, [answer_name(page) for page in part.answers]) for part in parts],
            "sections": self._answers_by_section(),
        }

    def _document_to_make(self) -> dict[str, Any]:
        """Give the form of the prep document, what it may be made of, and the formats that it is taken along in."""
        titles = {name: title for name, title in self._template_titles.items() if name != PREP_DOCUMENT}
        return {
            "form": self._templates.form(PREP_DOCUMENT),
            "page": self._url_of(f"templates/{PREP_DOCUMENT}.md"),
            "questions": self._questions_url(),
            "titles": titles,
            "sections": self._answers_by_section(),
            **_OFFERED,
        }

    def _round_to_practise(self) -> dict[str, Any]:
        """Give where the questions stand, whole and by section, and what leads from a round to elsewhere."""
        return {
            "questions": self._questions_url(),
            "answers": self._url_of(f"{SECTIONS_FOLDER}/index.md"),
            "stories": self._url_of("workbook/index.md"),
            "round": self._url_of("practise/index.md"),
            "progress": self._url_of("practise/progress.md"),
            "prompt": self._url_of(PROMPT_PAGE),
            "sections": [(section.title, self._url_of(section.page)) for section in self._sections if section.page],
        }

    def _interview_to_plan(self) -> dict[str, Any]:
        """Give how interviews are planned, the forms that one fills, and the formats that those are taken along in."""
        return {
            "questions": self._questions_url(),
            "answers": self._url_of(f"{SECTIONS_FOLDER}/index.md"),
            "templates": self._url_of("templates/index.md"),
            "interviews": interviews(),
            "levels": LEVELS,
            "forms": {name: self._templates.form(name) for name in MOCK_FORMS},
            **_OFFERED,
        }

    def _cards_to_take(self) -> dict[str, Any]:
        """Give where the questions stand as a package, as a table and on paper."""
        home = "../" * self._writing.url().count("/")
        return {"deck": f"{home}{DECK_FILE}", "table": f"{home}{TABLE_FILE}", "printed": f"{home}{CARDS_FOLDER}/"}

    def _own_to_take(self) -> dict[str, Any]:
        """Give where the plans stand, and the answers that a reader's own table may name."""
        return {
            "plans": f"{self._url_of(plans.PAGE)}../{PLANS_FILE}",
            "source": self._url_of(plans.PAGE),
            "stories": self._url_of("workbook/index.md"),
            "answers": [
                {"name": name, "title": title} for _, all_ in self._answers_by_section() for name, title, _ in all_
            ],
        }

    @cached_property
    def _template_titles(self) -> dict[str, str]:
        """Give the title of the page of each template by the template's name; a check asks for those without a page."""
        pages = {name: f"docs/templates/{name}.md" for name in self._templates.names()}
        there = {name: page for name, page in pages.items() if (self._root / page).is_file()}
        return {name: front_matter(self._root / page, page)["title"] for name, page in there.items()}

    def _answers_by_section(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """Give all answers by section: what a workbook calls each, its title and its address."""
        return [
            (section.title, [(answer_name(one.page), one.title, self._url_of(one.page)) for one in section.answers])
            for section in self._sections
        ]

    def _since(self, day: date) -> str:
        year = self._calendar.year(day)
        if year < 1:
            return "before year one"
        return spoken_days.when(day, "month", year, bare=True)

    def _months(self, span: Span) -> str:
        begins, ends = (spoken_days.when(event.day, "month", bare=True) for event in (span.begins, span.ends))
        year = spoken_days.year_words(self._calendar.year(span.begins.day)).capitalize()
        return f"{year}, {begins}" if begins == ends else f"{year}, {begins} to {ends}"

    def _quantity(self, name: str) -> spoken.Quantity:
        entry = self._library.entry(name)[1]
        if not isinstance(entry, Number | Figure):
            raise PlaybookError(f'"{name}"', "isn't one number", "name a number or a figure")
        return entry

    def _said(self, name: str, say: Callable[[spoken.Quantity], Said]) -> Markup:
        quantity = self._quantity(name)
        figure = quantity if isinstance(quantity, Figure) else None
        said = say(quantity)
        return render(
            "said",
            ledger=self._library.entry(name)[0],
            entry=quantity,
            said=said,
            id=self._next_id("working") if figure or not said.exact else "",
            working=self._working_of(name) if figure else None,
            formula_url=self._formula_url(figure.formula) if figure else "",
            inputs=calculators.inputs(figure) if figure else "",
        )

    def _next_id(self, kind: str) -> str:
        return self._numbering[self._writing.url()].next(kind)

    def _url_of(self, page: str) -> str:
        """Give the way from the page that is being written to another, both named below docs/."""
        folder, _, name = page.rpartition("/")
        target = f"{folder}/" if name == "index.md" else f"{page.removesuffix('.md')}/"
        return f"{'../' * self._writing.url().count('/')}{target}"

    def _questions_url(self) -> str:
        return f"{self._url_of(f'{SECTIONS_FOLDER}/index.md')}{QUESTIONS_FILE}"

    def _formula_url(self, formula: Formula) -> str:
        return self._url_of(f"formulas/{formula.name.replace('_', '-')}.md")

    def _write_out(self, name: str) -> Working:
        return written_out(self._library.figure(name)[1])

    def _formulas_by_family(self) -> Listed:
        return [
            (
                family,
                [
                    (formula, self._formula_url(formula), formula.__doc__.splitlines()[0])
                    for formula in FORMULAS.values()
                    if formula.function.__module__ == module.__name__
                ],
            )
            for family, module in FAMILIES.items()
        ]


_OFFERED: Mapping[str, Any] = {
    "choices": [(choice.key, choice.label) for choice in PAGE_COPY_CHOICES],
    "files": [(WORD_ENDING, "Word"), *((format_.ending, format_.name) for format_ in FORMATS)],
}
"""The ways to copy what a reader has filled, and the files of it."""


def _formula_named(name: str) -> Formula:
    if name in FORMULAS:
        return FORMULAS[name]
    mistakes = formula_mistakes()
    if mistakes:
        raise PlaybookErrors(mistakes)  # it may be missing for them, and not for a slip of the page
    raise PlaybookError(f'"{name}"', "no formula has this name", nearest(str(name), FORMULAS))
