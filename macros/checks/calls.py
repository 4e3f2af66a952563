"""Hold pages and templates to plain calls of their vocabulary: no logic, no texts, no names of their own."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
from jinja2 import nodes

from macros.errors import PlaybookError, strange_character
from macros.sources import Source, sources

TEMPLATES = "snippets/templates/"
PARTIALS = "snippets/partials"
PLACES = ("field", "rows", "row", "claim")
"""What the text of a template may call."""
LOOP = '{% for row in rows("name") %} … {% endfor %}'
WORDED = ("either", "outcome")
"""Calls whose arguments behind the first are words for readers."""

_STATEMENT = re.compile(r"\{%[-+]?\s*(?P<word>\w*)")
_ENVIRONMENT = jinja2.Environment(autoescape=True)


@dataclass(frozen=True)
class Call:
    """One call of a page."""

    line: int
    name: str
    arguments: tuple[str, ...]
    titles: tuple[str, ...]
    """Texts that it gives by keyword, or behind the name in calls that take wordings: readers see them."""


def calls(source: Source) -> tuple[tuple[Call, ...], tuple[PlaybookError, ...]]:
    """Read the calls of a source.

    Returns:
        Its calls, and what is no plain call. A source that Jinja can't read has neither: the build tells its line.
    """
    return _calls(source.shown, "\n".join(source.lines))


@functools.lru_cache(maxsize=1024)  # several checks ask for the calls of the same text
def _calls(shown: str, text: str) -> tuple[tuple[Call, ...], tuple[PlaybookError, ...]]:
    try:
        tree = _ENVIRONMENT.parse(text)
    except jinja2.TemplateSyntaxError:
        return (), ()
    except RecursionError:
        return (), (PlaybookError(shown, "nests brackets too deeply", "write plain calls"),)
    reader = _Reader(shown, text)
    reader.read(tree.body)
    return tuple(reader.found), tuple(reader.errors)


class _Reader:
    """Gathers the calls of one text, and what is no plain call."""

    def __init__(self, shown: str, text: str) -> None:
        self.shown = shown
        self.text = text
        self.found: list[Call] = []
        self.errors: list[PlaybookError] = []

    def read(self, body: Iterable[nodes.Node]) -> None:
        """Read what stands in a text, or in a loop of a template."""
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    self._part(part)
            elif isinstance(node, nodes.For) and self.shown.startswith(TEMPLATES) and _plain_loop(node):
                self._part(node.iter)
                self.read(node.body)
            elif not (isinstance(node, nodes.Include) and _plain_include(node)):
                word = _statement(self.text, node.lineno)
                remedy = 'pages know {% include "file.md" %} and {% raw %} alone; numbers come from stories'
                if self.shown.startswith(TEMPLATES):
                    remedy = f"a template knows {LOOP} alone"
                self._tell(node, f"holds the statement '{word}'", remedy)

    def _part(self, part: nodes.Node) -> None:
        if isinstance(part, nodes.TemplateData):
            return
        call = _call(part)
        if call is None:
            remedy = 'write {{ name("story.key") }}, with texts in quotes, and True or False by name'
            self._tell(part, "holds more than a plain call", remedy)
        else:
            self.found.append(call)

    def _tell(self, node: nodes.Node, problem: str, remedy: str) -> None:
        self.errors.append(PlaybookError(f"{self.shown}:{node.lineno}", problem, remedy))


def _plain_loop(node: nodes.For) -> bool:
    """Tell whether a loop is one over the rows of a form."""
    rows = _call(node.iter)
    named = isinstance(node.target, nodes.Name) and node.target.name == "row"
    return named and rows is not None and rows.name == "rows" and not (node.test or node.else_ or node.recursive)


def _call(node: nodes.Node) -> Call | None:
    """Read one call, indented or not; None for anything else."""
    if isinstance(node, nodes.Filter) and node.name == "indent" and node.node is not None:  # for lists in tabs
        node = node.node
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        return None
    arguments = [*node.args, *(pair.value for pair in node.kwargs)]
    if not all(isinstance(argument, nodes.Const) and isinstance(argument.value, str | bool) for argument in arguments):
        return None
    texts = [argument.value for argument in node.args if isinstance(argument, nodes.Const)]
    titles = [pair.value.value for pair in node.kwargs if isinstance(pair.value, nodes.Const)]
    if node.node.name in WORDED:
        titles += texts[1:]
    if not all(isinstance(text, str) for text in texts):
        return None
    return Call(node.lineno, node.node.name, tuple(texts), tuple(title for title in titles if isinstance(title, str)))


def _plain_include(node: nodes.Include) -> bool:
    return isinstance(node.template, nodes.Const) and node.with_context and not node.ignore_missing


def _statement(text: str, line: int) -> str:
    found = _STATEMENT.search(text.split("\n")[line - 1])
    return found["word"] if found else "{%"


def only_calls(root: Path) -> Iterator[PlaybookError]:
    """Find what is no plain call, calls that a template doesn't know, and partials that include themselves."""
    for source in sources(root, "docs", "snippets"):
        found, errors = calls(source)
        yield from errors
        for call in found:
            for word in (call.name, *call.arguments):
                strange = strange_character(word)
                if strange:
                    problem = f"'{word}' isn't what it looks like: {strange}"
                    yield PlaybookError(f"{source.shown}:{call.line}", problem, "type it anew")
        if source.shown.startswith(TEMPLATES):
            for call in found:
                if call.name not in PLACES:
                    problem = f"a template has no '{call.name}'"
                    remedy = f'it has {{{{ field("name") }}}}, and {LOOP} with {{{{ row("name") }}}} in it'
                    yield PlaybookError(f"{source.shown}:{call.line}", problem, remedy)
    yield from _circles(root)


_INCLUDED = re.compile(
    r"\{%[-+]?\s*include\s+[\"'](?P<partial>[^\"']+)[\"']|-+8<-+[ \t]+[\"'](?P<snippet>[^\"':]+)[\"']"
)


def _circles(root: Path) -> Iterator[PlaybookError]:
    """Find snippets that include themselves, through others or not."""
    leads: dict[str, dict[str, int]] = {}
    for path in sorted((root / "snippets").rglob("*.md")):
        source = Source(path, root)
        leads[source.shown] = {
            f"{PARTIALS}/{found['partial']}" if found["partial"] else f"snippets/{found['snippet']}": number
            for number, line in enumerate(source.lines, 1)
            for found in _INCLUDED.finditer(line)
        }
    for name, included in leads.items():
        for one, line in included.items():
            if one == name or name in _reach(one, leads):
                yield PlaybookError(f"{name}:{line}", "includes itself", "take one of the includes out of the circle")
                break


def _reach(name: str, leads: dict[str, dict[str, int]]) -> set[str]:
    reached, waiting = set[str](), [name]
    while waiting:
        one = waiting.pop()
        for following in leads.get(one, ()):
            if following not in reached:
                reached.add(following)
                waiting.append(following)
    return reached
