"""Every text that readers see, wherever somebody wrote it, with the file and line in which it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import lxml.etree
import lxml.html

from macros.built.markup import Element
from macros.built.page import BuiltPage
from macros.checks.calls import calls
from macros.checks.settings import SETTINGS, settings, shown_settings
from macros.errors import PlaybookError
from macros.forms import HELD
from macros.formulas import FORMULAS
from macros.formulas.expression import place_of
from macros.front_matter import FOR_SEARCH, read_front_matter
from macros.plan import SECTIONS_FILE
from macros.sources import WRITTEN, Source, folded, read_text, sources
from macros.units import TEXT
from macros.yaml_source import Located, read_yaml

SPOKEN = re.compile(r"alt|title|label|placeholder|summary|aria-(?:label|description|roledescription|valuetext)")
"""Attributes that readers see or hear."""

_ATTRIBUTE = re.compile(rf"\s(?:{SPOKEN.pattern})\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')", re.IGNORECASE)
_LINK_TITLE = re.compile(r"\]\([^)\n]*?\s[\"'(](?P<title>[^\n]*?)[\"')]\)")
_CSS_TEXT = re.compile(r"\bcontent\s*:\s*(?P<value>[^;}]*)")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKUP = re.compile(r"<(?:style|script)\b.*?</(?:style|script)>|<!--.*?-->|<[^>]*>", re.DOTALL | re.IGNORECASE)
_NAMES = {"unit", "formula", "of", "at_least", "at_most", "baseline", "change", "result"}
"""Keys of a story whose values are names, not words."""
_FORM_NAMES = {"kind", "unit"}
"""Keys of a form whose values are names."""
_PARTS = (
    "address article aside blockquote details div fieldset figcaption figure footer form header hr main nav section"
)
_TEXTS = (
    "caption dd dl dt h1 h2 h3 h4 h5 h6 label legend li ol option p pre summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset((*_PARTS.split(), *_TEXTS.split()))
_SKIPPED = frozenset(["code", "pre", "kbd", "samp", "script", "style", "math", "svg", "data"])


@dataclass(frozen=True)
class Text:
    """Words that readers see; a line break in them is one of the file."""

    file: str
    words: str
    line: int | None = 1
    """The line in which they begin; None where it isn't known."""

    def where(self, offset: int) -> str:
        """Name the place of a letter of the words."""
        return f"{self.file}:{self.line + self.words.count(chr(10), 0, offset)}" if self.line else self.file


def shown_texts(root: Path) -> Iterator[Text]:
    """Give every text that a person wrote for readers, outside code and addresses."""
    for source in sources(root, "docs", "snippets"):
        yield Text(source.shown, source.words)
        yield from _beside(source)
    yield from _settings(root)
    yield from _drawings(root)
    yield from _overrides(root)
    yield from _style_sheets(root)
    yield from _stories(root)
    yield from _forms(root)
    yield from _formulas()


def _beside(source: Source) -> Iterator[Text]:
    """Give what isn't in the text of a page: its front matter, titles, alternatives, and texts in calls."""
    yield from _located(partial(read_front_matter, source.text, source.shown), _is_on_page)
    markup = _without_calls(source.without_code)
    for pattern in (_ATTRIBUTE, _LINK_TITLE):
        for found in pattern.finditer(markup):
            text = next(group for group in found.groups() if group is not None)
            yield Text(source.shown, folded(text), markup.count("\n", 0, found.start()) + 1)
    for call in calls(source)[0]:
        for title in call.titles:
            yield Text(source.shown, folded(title), call.line)


def _without_calls(text: str) -> str:
    """Put a mark in the place of what Jinja reads, and keep every line where it is."""
    return _JINJA.sub(lambda found: WRITTEN + "\n" * found[0].count("\n"), text)


def _texts(value: Any, keys: tuple[str, ...], holder: Any = None) -> Iterator[tuple[tuple[str, ...], str, Any]]:
    """Give each text of a YAML value with the keys that lead to it and the mapping or list that holds it."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*keys, key), value)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _texts(inner, (*keys, str(number)), value)
    elif isinstance(value, str):
        yield keys, value, holder


def _settings(root: Path) -> Iterator[Text]:
    for setting in shown_settings(settings(root)):
        yield Text(SETTINGS, folded(setting.value), setting.line)
    yield from _located(partial(read_yaml, SECTIONS_FILE, f"macros/{SECTIONS_FILE.name}"))


def _drawings(root: Path) -> Iterator[Text]:
    for path in sorted((root / "docs").rglob("*.svg")):
        shown = path.relative_to(root).as_posix()
        try:
            tree = lxml.etree.fromstring(
                path.read_bytes(), lxml.etree.XMLParser(resolve_entities=False, no_network=True)
            )
        except lxml.etree.XMLSyntaxError:
            continue  # told by the check of files
        for element in tree.iter():
            if isinstance(element.tag, str) and lxml.etree.QName(element).localname in ("text", "title", "desc"):
                yield Text(shown, folded(" ".join("".join(element.itertext()).split())), element.sourceline)
            for name, value in element.attrib.items():
                if SPOKEN.fullmatch(str(name)):
                    yield Text(shown, folded(str(value)), element.sourceline)


def _overrides(root: Path) -> Iterator[Text]:
    for path in sorted((root / "overrides").rglob("*.html")):
        shown = path.relative_to(root).as_posix()
        plain = _without_calls(read_text(path, shown))
        for found in _ATTRIBUTE.finditer(plain):
            text = next(group for group in found.groups() if group is not None)
            yield Text(shown, folded(text), plain.count("\n", 0, found.start()) + 1)
        bare = _MARKUP.sub(lambda found: "\n" * found[0].count("\n"), plain)
        yield Text(shown, "\n".join(folded(line) for line in bare.split("\n")))


def _style_sheets(root: Path) -> Iterator[Text]:
    for path in sorted((root / "docs").rglob("*.css")):
        shown = path.relative_to(root).as_posix()
        text = read_text(path, shown)
        for found in _CSS_TEXT.finditer(text):
            yield Text(shown, folded(found["value"].replace('"', "")), text.count("\n", 0, found.start()) + 1)


def _stories(root: Path) -> Iterator[Text]:
    for path in sorted((root / "macros" / "stories").glob("*.yml")):
        yield from _located(partial(read_yaml, path, path.relative_to(root).as_posix()), _is_words)


def _forms(root: Path) -> Iterator[Text]:
    for path in sorted((root / "snippets" / "templates").glob("*.yml")):
        for text in _located(partial(read_yaml, path, path.relative_to(root).as_posix()), _is_shown):
            yield Text(text.file, HELD.sub(WRITTEN, text.words), text.line)


def _is_on_page(keys: tuple[str, ...], _: Any) -> bool:
    """Tell whether a key of front matter holds words that a page shows, and not what others type to find it."""
    return keys[0] not in FOR_SEARCH


def _is_shown(keys: tuple[str, ...], _: Any) -> bool:
    """Tell whether a key of a form holds words that readers see; the others name units, formulas and entries."""
    return keys[-1] not in _FORM_NAMES and "formulas" not in keys


def _is_words(keys: tuple[str, ...], entry: Any) -> bool:
    """Tell whether a key of a story holds words, and neither names nor what should have been a number."""
    if keys[-1] == "value":
        return isinstance(entry, dict) and entry.get("unit") == TEXT
    return keys[0] != "asserts" and keys[-1] not in _NAMES and not (keys[0] == "figures" and keys[-1] != "label")


def _anything(keys: tuple[str, ...], entry: Any) -> bool:
    """Take every key for words."""
    return bool(keys or entry)


def _located(read: Callable[[], Located], shown: Callable[[tuple[str, ...], Any], bool] = _anything) -> Iterator[Text]:
    """Give the texts of a YAML source; none of one that can't be read, which whoever needs its content tells."""
    try:
        source = read()
    except PlaybookError:
        return
    for keys, text, holder in _texts(source.data, ()):
        if shown(keys, holder):
            line = int(source.where(*keys).partition(": ")[0].rpartition(":")[2])
            yield Text(source.file, folded(text), line)


def _formulas() -> Iterator[Text]:
    for formula in FORMULAS.values():
        file, _, line = place_of(formula.function).rpartition(":")
        for text in (formula.title, formula.__doc__.partition("\n")[0]):
            yield Text(file, folded(text), int(line))


# In built pages


def built_blocks(page: BuiltPage) -> Iterator[str]:
    """Give the words of a built page without what macros wrote, each block by itself."""
    for words in "".join(_pieces(page.article)).split("\n"):
        yield " ".join(folded(words).split())


def placed(words: str, source: Source, snippets: Sequence[Source]) -> Text:
    """Find where some words of a built page were written: in its source, or in a snippet."""
    for one in (source, *snippets):
        line = one.line_of(words)
        if line is not None:
            return Text(one.shown, words, line)
    return Text(source.shown, words, None)


def _pieces(element: Element) -> Iterator[str]:
    """Give the words of an element: a line break around each block, a mark for what macros wrote."""
    for name, value in element.attrib.items():
        if SPOKEN.fullmatch(str(name)) and element.tag != "abbr":
            yield f"\n{value}\n"
    block = element.tag in _BLOCKS
    yield "\n" if block else ""
    yield (element.text or "").replace("\n", " ")
    for child in element:
        if isinstance(child.tag, str):
            if written_by_macro(child) or child.tag in _SKIPPED:
                yield WRITTEN
            elif child.tag == "br":
                yield " "
            else:
                yield from _pieces(child)
        yield (child.tail or "").replace("\n", " ")
    yield "\n" if block else ""


def written_by_macro(element: Element) -> bool:
    """Tell whether a macro or the theme wrote an element; no page may write such names of its own."""
    own = [name for name in (element.get("class") or "").split() if name.startswith("pb-")]
    return bool(own) and not {"pb-fill", "pb-template"} & set(own)
