"""Leave out of the theme's style sheets what no page shows and no script names: a quarter of their bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tinycss2

from macros.errors import PlaybookError

THEME_SHEETS = "assets/stylesheets/*.min.css"
SCRIPTS = "assets/javascripts/**/*.js"
_SHOWN = re.compile(r'\b(?:class|id)="([^"]*)"')
_SET = re.compile(r'\b(dir|data-md-color-\w+)="([^"]*)"')
_NAME = re.compile(r"[A-Za-z_-][\w-]*")
_SELECTED = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_SELECTED_SETTING = re.compile(r"\[(dir|data-md-color-\w+)=[\"']?([\w-]+)")
_NOT_ASKED_FOR = re.compile(r"\\.|\[[^\]]*\]|:(?:not|is|where|has)\([^)]*\)")
"""What of a selector doesn't say that something has to be there, or not in a way that is worth to read."""
_NEGATED = re.compile(r":not\([^)]*\)")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_WITH_RULES = frozenset({"media", "supports"})


@dataclass(frozen=True)
class Named:
    """What the pages and scripts of a site name."""

    shown: frozenset[str]
    """Classes and ids of pages."""
    scripted: frozenset[str]
    """Words of scripts, which may be names of classes, or begin some."""
    settings: frozenset[tuple[str, str]]
    """Directions of writing, and colours, with the attribute of each."""

    def has(self, name: str) -> bool:
        """Tell whether something may have this class or id."""
        if name in self.shown or name in self.scripted:
            return True
        ends = (end for end, sign in enumerate(name, 1) if sign in "-_")  # a script may put the rest behind
        return any(name[:end] in self.scripted for end in ends)

    def selects(self, selector: str) -> bool:
        """Tell whether a selector may find something."""
        if not self.settings.issuperset(_SELECTED_SETTING.findall(_NEGATED.sub("", selector))):
            return False
        return all(self.has(name) for name in _SELECTED.findall(_NOT_ASKED_FOR.sub("", selector)))


def prune(site: Path) -> None:
    """Write the theme's style sheets of a finished site anew, without what it doesn't use.

    Args:
        site: its folder, with all that is made from its pages.

    Raises:
        PlaybookError: the theme's style sheets are not where they were, or can't be read.
    """
    sheets = sorted(site.glob(THEME_SHEETS))
    if not sheets:
        raise PlaybookError(str(site / THEME_SHEETS), "names no style sheet", "look whether the theme has changed")
    named = _named(site)
    texts = {sheet: _rules(sheet.name, _parsed(sheet.read_text(encoding="utf-8")), named) for sheet in sheets}
    ours = (sheet.read_text(encoding="utf-8") for sheet in site.rglob("*.css") if sheet not in texts)
    used = set(_USED.findall("".join((*texts.values(), *ours)))) | named.scripted
    for sheet, text in texts.items():
        sheet.write_text(_without_icons(text, used), encoding="utf-8")


def _named(site: Path) -> Named:
    shown: set[str] = set()
    settings: set[tuple[str, str]] = set()
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        shown.update(name for names in _SHOWN.findall(html) for name in names.split())
        settings.update(_SET.findall(html))
    scripts = (script.read_text(encoding="utf-8") for script in site.glob(SCRIPTS))
    scripted = frozenset(name for script in scripts for name in _NAME.findall(script))
    return Named(frozenset(shown), scripted, frozenset(settings))


def _parsed(text: str) -> list[Any]:
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _rules(file: str, rules: Iterable[Any], named: Named) -> str:
    return "".join(_rule(file, rule, named) for rule in rules)


def _rule(file: str, rule: Any, named: Named) -> str:
    """Write a rule with those of its selectors that may find something; nothing where none may."""
    if rule.type == "error":
        raise PlaybookError(file, f"can't be read: {rule.message}", "look whether the theme has changed")
    if rule.type == "qualified-rule":
        selectors = [one for one in _selectors(rule.prelude) if named.selects(one)]
        return f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}" if selectors else ""
    if rule.lower_at_keyword in _WITH_RULES:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        written = _rules(file, inner, named)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{written}}}" if written else ""
    return str(rule.serialize())


def _selectors(prelude: Iterable[Any]) -> Iterator[str]:
    """Part a list of selectors at its commas, which are no others: those in brackets stand deeper."""
    one: list[Any] = []
    for part in prelude:
        if part == ",":
            yield tinycss2.serialize(one).strip()
            one = []
        else:
            one.append(part)
    yield tinycss2.serialize(one).strip()


def _without_icons(text: str, used: set[str]) -> str:
    """Leave out the icons that are declared and drawn nowhere; they weigh as much as many rules."""
    written = []
    for rule in _parsed(text):
        if rule.type == "qualified-rule" and "url(" in tinycss2.serialize(rule.content):
            declared = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            kept = [one.serialize() for one in declared if not (_is_icon(one) and one.name not in used)]
            written.append(f"{tinycss2.serialize(rule.prelude)}{{{';'.join(kept)}}}" if kept else "")
        else:
            written.append(rule.serialize())
    return "".join(written)


def _is_icon(declaration: Any) -> bool:
    return declaration.name.startswith("--") and "url(" in tinycss2.serialize(declaration.value)
