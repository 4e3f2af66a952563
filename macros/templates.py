"""Templates: one text in snippets/templates/, filled blank or with a story's example, for readers to copy."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import jinja2
import markdown
from markupsafe import Markup

from macros.errors import PlaybookError, nearest
from macros.figures import Figure, Goal
from macros.formats import COPIES_ENDING, COPY_CHOICES, FORMATS, WORD_ENDING
from macros.library import Library
from macros.presentation.render import render
from macros.story import Number, Text

BLANK, EXAMPLE = "blank", "example"
FILLS = (BLANK, EXAMPLE)

_EXTENSIONS = ["tables", "sane_lists", "pymdownx.tasklist"]
_TASK = '<input type="checkbox" disabled'


class Templates:
    """The templates of one folder, filled from one library of stories."""

    def __init__(self, folder: Path, library: Library) -> None:
        self.folder = folder
        self.library = library

    def names(self) -> list[str]:
        """Name every template of the folder."""
        return sorted(path.stem for path in self.folder.glob("*.md"))

    def text(self, name: str, fill: str) -> str:
        """Fill a template and give it as Markdown.

        Args:
            name: a file of the folder, without ending.
            fill: BLANK for placeholders, EXAMPLE for the story's values.

        Raises:
            PlaybookError: there is no such template or fill, or it names what no story has; the line is told.
        """
        if name not in self.names():
            raise PlaybookError(f'template("{name}")', "no template has this name", nearest(name, self.names()))
        if fill not in FILLS:
            raise PlaybookError(f'template("{name}")', f"unknown fill '{fill}'", nearest(fill, FILLS))
        environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self.folder), undefined=jinja2.StrictUndefined, keep_trailing_newline=True
        )
        return environment.get_template(f"{name}.md").render(slot=self._slot(fill), target=self._target(fill))

    def html(self, name: str, fill: str) -> Markup:
        """Fill a template and give it as HTML, with what copies and downloads it."""
        body = markdown.markdown(self.text(name, fill), extensions=_EXTENSIONS, output_format="html")
        # A form control needs a name; here it is one that says what an empty box stands for.
        body = body.replace(_TASK, f'{_TASK} aria-label="to do"')
        return render(
            "template",
            name=name,
            fill=fill,
            content=Markup(re.sub(r"\s*\n\s*", " ", body)),
            choices=COPY_CHOICES,
            formats=FORMATS,
            copies_ending=COPIES_ENDING,
            word_ending=WORD_ENDING,
        )

    def _target(self, fill: str) -> Callable[[str], Markup]:
        def target(name: str) -> Markup:
            """Write a placeholder for a goal's target in a blank template, the target in an example."""
            ledger, goal = self.library.goal(name)
            return render("target" if fill == EXAMPLE else "slot_target", ledger=ledger, goal=goal, spoken=False)

        return target

    def _slot(self, fill: str) -> Callable[[str], Markup]:
        def slot(name: str) -> Markup:
            """Write a placeholder in a blank template, the value of the story in an example."""
            _, _, key = name.partition(".")
            if key in self.library.ledger(name.partition(".")[0]).goals:
                ledger, goal = self.library.goal(name)
                return _filled_goal(ledger, goal, fill)
            ledger, entry = self.library.entry(name)
            if not isinstance(entry, Number | Text | Figure):
                raise PlaybookError(f'slot("{name}")', "is a list or a table", "name a number or a text")
            if fill == EXAMPLE:
                value = entry.value if isinstance(entry, Text) else f"{entry.value:.17g}"
                return render("slot_filled", ledger=ledger, entry=entry, value=value)
            unit = "" if isinstance(entry, Text) else entry.unit.symbol
            return render("slot", ledger=ledger, entry=entry, unit=unit)

        return slot


def _filled_goal(ledger: object, goal: Goal, fill: str) -> Markup:
    if fill == EXAMPLE:
        return render("verdict", ledger=ledger, goal=goal)
    return render("slot_verdict", ledger=ledger, goal=goal)
