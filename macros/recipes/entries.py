"""Put an entry into a file that people keep by hand, so that all else in it stays as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from macros.errors import PlaybookError

_PAGE = re.compile(r"^(?P<indent> *)- (?:.+: )?(?P<page>\S+\.md)\s*(?:#.*)?$")


def in_navigation(text: str, page: str, belongs: Callable[[str], bool], section: str | None = None) -> str:
    """Put a page into the navigation, below the last page that it belongs with.

    Args:
        text: mkdocs.yml.
        page: the page, named below docs/.
        belongs: tells of a page of the navigation whether the new one stands beside it.
        section: the title of a section that is opened for the page and its index, one level higher.

    Raises:
        PlaybookError: the page has a place already, or none of the pages is one that it belongs with.
    """
    lines = text.splitlines()
    listed = [(number, found) for number, line in enumerate(lines) if (found := _PAGE.match(line))]
    beside = [(number, found) for number, found in listed if belongs(found["page"])]
    if any(found["page"] == page for _, found in listed):
        raise PlaybookError("mkdocs.yml", f"has '{page}' in its navigation already", "remove it, or take another name")
    if not beside:
        raise PlaybookError("mkdocs.yml", f"has no page beside which '{page}' could stand", "put it in by hand")
    number, last = beside[-1]
    indent = last["indent"]
    entries = [f"{indent}- {page}"]
    if section is not None:
        folder = page.rpartition("/")[0]
        entries = [f"{indent[4:]}- {section}:", f"{indent}- {folder}/index.md", *entries]
    return _joined([*lines[: number + 1], *entries, *lines[number + 1 :]])


def in_list(text: str, item: str, shown: str) -> str:
    """Put an item below the last one of the last list of a page.

    Raises:
        PlaybookError: the page has no list.
    """
    lines = text.splitlines()
    number = _last(lines, "- ", shown)
    return _joined([*lines[: number + 1], f"- {item}", *lines[number + 1 :]])


def in_last_item(text: str, words: str, shown: str) -> str:
    """Put words at the end of the last item of a page.

    Raises:
        PlaybookError: the page has no list.
    """
    lines = text.splitlines()
    lines[_last(lines, "- ", shown)] += f", {words}"
    return _joined(lines)


def in_section(text: str, section: str, entries: str, shown: str) -> str:
    """Put entries at the end of a section of a YAML file.

    Args:
        text: the file.
        section: its key at the margin.
        entries: whole lines, with their indentation.
        shown: the file's name in messages.

    Raises:
        PlaybookError: the file has no such section.
    """
    lines = text.splitlines()
    keys = [number for number, line in enumerate(lines) if re.match(r"\w+:", line)]
    starts = [number for number in keys if lines[number].startswith(f"{section}:")]
    if not starts:
        raise PlaybookError(shown, f"has no section '{section}'", "add it with an entry")
    end = min((number for number in keys if number > starts[0]), default=len(lines))
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    return _joined([*lines[:end], *entries.splitlines(), *lines[end:]])


def in_line(text: str, start: str, words: str, shown: str) -> str:
    """Put words at the end of the one line that starts so.

    Raises:
        PlaybookError: no line, or more than one, starts so.
    """
    lines = text.splitlines()
    found = [number for number, line in enumerate(lines) if line.startswith(start)]
    if len(found) != 1:
        raise PlaybookError(shown, f"has {len(found)} lines that start with '{start.strip()}'", "have one of them")
    lines[found[0]] += words
    return _joined(lines)


def in_table(text: str, name: str, row: str, shown: str) -> str:
    """Put a row at the end of a mapping that a Python module assigns to a name.

    Raises:
        PlaybookError: the module has no such mapping.
    """
    found = re.search(rf"^{name} = \{{.*?^(?=\}})", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise PlaybookError(shown, f"assigns no mapping to '{name}'", "put the row in by hand")
    return f"{text[: found.end()]}    {row}\n{text[found.end() :]}"


def _last(lines: Collection[str], start: str, shown: str) -> int:
    numbers = [number for number, line in enumerate(lines) if line.startswith(start)]
    if not numbers:
        raise PlaybookError(shown, "has no list", "begin one with '- '")
    return numbers[-1]


def _joined(lines: Collection[str]) -> str:
    return "\n".join(lines) + "\n"
