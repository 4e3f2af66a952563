"""Templates: one text with its form in snippets/templates/, filled blank or with the example, for readers to copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path
from typing import TypeVar

import jinja2
import markdown
from markupsafe import Markup

from macros.errors import PlaybookError, PlaybookErrors, nearest, shown
from macros.figures import Figure
from macros.formats import COPIES_ENDING, COPY_CHOICES, FORMATS, WORD_ENDING
from macros.forms import HELD, Example, Field, Form, Kind, Rows, read_form
from macros.library import Library
from macros.presentation.abbreviations import explained
from macros.presentation.render import render
from macros.presentation.repeated import named_rows
from macros.story import Number

BLANK, EXAMPLE = "blank", "example"
FILLS = (BLANK, EXAMPLE)
"""What a template is filled with when it is built."""
YOURS = "yours"
"""What readers fill in the browser: each place says what belongs there."""

_markdown = markdown.Markdown(extensions=["tables", "sane_lists", "pymdownx.tasklist"], output_format="html")
_HEADING = re.compile(r"^(?=#+ )", re.MULTILINE)
_TASK = '<input type="checkbox" disabled'

_Named = TypeVar("_Named", Field, Rows)

Write = Callable[[str], Markup]
"""Writes a field, given by its name, or judges a claim, given in words."""


class Templates:
    """The templates of one folder, their examples filled from one library of stories."""

    def __init__(self, folder: Path, library: Library, claim: Write) -> None:
        """Name where templates stand, and what fills their examples.

        Args:
            folder: the folder of the texts and forms.
            library: the stories that examples take values from.
            claim: judges what a sentence of an example rests on, and writes its mark where that doesn't hold.
        """
        self.folder = folder
        self.library = library
        self.claim = claim

    def names(self) -> list[str]:
        """Name every template of the folder."""
        return sorted(path.stem for path in self.folder.glob("*.md"))

    @cached_property
    def forms(self) -> Mapping[str, Form]:
        """The form of every template, by its name.

        Raises:
            PlaybookErrors: everything that is wrong with them, a text or a form that stands alone included.
        """
        forms: dict[str, Form] = {}
        errors: list[PlaybookError] = []
        texts = set(self.names())
        paths = {path.stem: path for path in self.folder.glob("*.yml")}
        for name in sorted(texts | set(paths)):
            missing = ".yml" if name not in paths else ".md" if name not in texts else ""
            if missing:
                problem = f"has no {name}{missing} beside it"
                there = ".md" if missing == ".yml" else ".yml"
                errors.append(
                    PlaybookError(f"snippets/templates/{name}{there}", problem, "write it, or remove this one")
                )
                continue
            try:
                forms[name] = read_form(paths[name])
            except PlaybookErrors as error:
                errors.extend(error.errors)
        if errors:
            raise PlaybookErrors(errors)
        return forms

    def text(self, name: str, fill: str, more: str = "") -> str:
        """Fill a template and give it as Markdown.

        Args:
            name: a template of the folder.
            fill: BLANK for placeholders, EXAMPLE for the example of its form, YOURS for one row of each kind.
            more: the rows of which YOURS has two.

        Raises:
            PlaybookError: there is no such template or fill, its text and its form don't fit together, or the example
                names what no story has.
        """
        if name not in self.forms:
            raise PlaybookError(f'template("{name}")', "no template has this name", nearest(name, self.forms))
        if fill not in (*FILLS, YOURS):
            raise PlaybookError(f'template("{name}")', f"unknown fill '{fill}'", nearest(fill, FILLS))
        filling = _Filling(self.forms[name], self, fill, more)
        path = self.folder / f"{name}.md"
        try:
            text = (
                _texts(self.folder)
                .get_template(path.name)
                .render(field=filling.field, rows=filling.rows, claim=filling.claim)
            )
        except jinja2.TemplateSyntaxError as error:
            raise PlaybookError(f"{shown(path)}:{error.lineno}", str(error.message), "mend the template") from error
        except jinja2.UndefinedError as error:
            raise PlaybookError(_place(error, path), str(error), "call field, rows, row and claim alone") from error
        except PlaybookError as error:
            raise PlaybookError(f"{_place(error, path)}: {error.where}", error.problem, error.remedy) from error
        filling.refuse_what_is_left()
        return text

    def html(self, name: str, fill: str) -> Markup:
        """Fill a template and give it as HTML, with what copies and downloads it."""
        return render(
            "template",
            name=name,
            fill=fill,
            content=self._body(name, fill),
            choices=COPY_CHOICES,
            formats=FORMATS,
            copies_ending=COPIES_ENDING,
            word_ending=WORD_ENDING,
        )

    def yours(self, name: str) -> Markup:
        """Give the form of a template, with what stands there without scripts."""
        return render("yours", name=name, content=self.form(name))

    def form(self, name: str) -> Markup:
        """Give a template as HTML that a reader's browser makes a form of.

        Raises:
            PlaybookError: rows of it aren't elements of their own.
        """
        rows = self.forms[name].all_rows()
        content = named_rows(
            shown(self.folder / f"{name}.md"),
            self._body(name, YOURS),
            {one: self._body(name, YOURS, one) for one in rows},
            {one: {"data-rows-label": rows[one].label, "data-rows-blank": str(rows[one].blank)} for one in rows},
        )
        return Markup(content)

    def _body(self, name: str, fill: str, more: str = "") -> Markup:
        return Markup(" ").join(map(_converted, filter(None, _HEADING.split(self.text(name, fill, more)))))


@cache  # a form is converted once more for each kind of its rows, and nearly all of its parts are the same
def _converted(part: str) -> Markup:
    """Write a part of a filled text as HTML, on one line."""
    body = _markdown.reset().convert(part)
    # A form control needs a name; here it is one that says what an empty box stands for.
    body = body.replace(_TASK, f'{_TASK} aria-label="to do"')
    return explained(Markup(re.sub(r"\s*\n\s*", " ", body)))


@cache  # the checks and the pages fill the same texts
def _texts(folder: Path) -> jinja2.Environment:
    """The texts of a folder, each read once."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
    )


@cache  # a form is written once more for each kind of its rows
def _slot(field: Field, row: int | None, *, asks: bool) -> Markup:
    """Write what stands in the place of an answer."""
    unit = {Kind.NUMBER: field.unit.symbol if field.unit else "", Kind.DATE: "date"}.get(field.kind, "")
    return render("slot", field=field, unit=unit, row=row, asks=asks)


def _place(error: Exception, path: Path) -> str:
    """Name the line of a template that led to a mistake."""
    trace = error.__traceback__
    while trace is not None and Path(trace.tb_frame.f_code.co_filename).name != path.name:
        trace = trace.tb_next
    return f"{shown(path)}:{trace.tb_lineno}" if trace is not None else shown(path)


@dataclass(frozen=True)
class _Row:
    """A row that is being written."""

    rows: Rows
    example: Example


class _Filling:
    """What a text may call while it is filled, and which fields of its form it has used."""

    def __init__(self, form: Form, templates: Templates, fill: str, more: str) -> None:
        self.form = form
        self.library = templates.library
        self.judged = templates.claim
        self.fill = fill
        self.more = more
        self.open: list[_Row] = []
        """The rows whose loop the text is in, the innermost last."""
        self.left = {("fields", name) for name in form.fields}
        self.left |= {(f"rows.{rows.name}.fields", name) for rows in form.all_rows().values() for name in rows.fields}

    def field(self, name: str) -> Markup:
        """Write a field: its placeholder in a blank template, its example in an example."""
        field = self._known(name, self.form.fields, f'field("{name}")')
        self.left.discard(("fields", name))
        return self._written(field, self.form.examples[name])

    def claim(self, words: str) -> Markup:
        """Judge what the sentence before it rests on; a blank says nothing of any story."""
        return self.judged(words) if self.fill == EXAMPLE else Markup("")

    def rows(self, name: str) -> Iterator[Write]:
        """Give what writes the fields of each row; within a row, of each that is in that."""
        around = self.open[-1] if self.open else None
        rows = self._known(name, around.rows.rows if around else self.form.rows, f'rows("{name}")')
        examples = around.example.rows[name] if around else rows.examples
        count = len(examples) if self.fill == EXAMPLE else rows.blank if self.fill == BLANK else 1 + (name == self.more)
        for number in range(count):
            self.open.append(_Row(rows, examples[number if self.fill == EXAMPLE else 0]))
            yield partial(self._row, self.open[-1], number)
            self.open.pop()

    def refuse_what_is_left(self) -> None:
        """Refuse a form that asks for what its text shows nowhere.

        Raises:
            PlaybookError: the first such field.
        """
        if self.left:
            place, name = min(self.left)
            where = f"{self.form.file}: {place}.{name}"
            raise PlaybookError(where, "the text shows it nowhere", "write it where it belongs, or remove it")

    def _row(self, row: _Row, number: int, name: str) -> Markup:
        """Write a field of a row."""
        field = self._known(name, row.rows.fields, f'row("{name}") of rows("{row.rows.name}")')
        self.left.discard((f"rows.{row.rows.name}.fields", name))
        return self._written(field, row.example.words[name], number)

    def _known(self, name: str, known: Mapping[str, _Named], call: str) -> _Named:
        if name not in known:
            raise PlaybookError(call, f"{self.form.file} has no such name", nearest(name, known))
        return known[name]

    def _written(self, field: Field, example: str, row: int | None = None) -> Markup:
        if self.fill == EXAMPLE:
            return render("filled", field=field, pieces=list(self._pieces(example)))
        return _slot(field, row, asks=self.fill == YOURS)

    def _pieces(self, example: str) -> Iterator[str]:
        """Give the words of an example, and between them what stories hold."""
        place = 0
        for held in HELD.finditer(example):
            yield example[place : held.start()]
            yield self.claim(held["claim"]) if held["claim"] else self._held(held["part"], held["name"])
            place = held.end()
        yield example[place:]

    def _held(self, part: str | None, name: str) -> Markup:
        if part is not None:
            ledger, goal = self.library.goal(name)
            if part == "verdict":
                return render("verdict", ledger=ledger, goal=goal)
            return render("target", ledger=ledger, goal=goal, spoken=False)
        ledger, entry = self.library.entry(name)
        if not isinstance(entry, Number | Figure):
            raise PlaybookError(f"{self.form.file}: {name}", "isn't one number", "name a number or a figure")
        return render("slot_filled", ledger=ledger, entry=entry, value=f"{entry.value:.17g}")
