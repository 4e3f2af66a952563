"""Look through mkdocs.yml and sections.yml: the navigation, its titles, the address of the site, icons, sections."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import material
import yaml

from macros.errors import PlaybookError, nearest
from macros.plan import SECTIONS_FOLDER, read_sections
from macros.yaml_source import FAST_LOADER

SETTINGS = "mkdocs.yml"
AGAIN = "again"
"""The last key of a key that stands more than once in its mapping; MkDocs would take the last and say nothing."""
TITLE = "title"
"""The last key of a title in the navigation, which is itself a key there."""
_ICONS = Path(material.__file__).parent / "templates" / ".icons"
_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:]+\]", re.IGNORECASE
)


@dataclass(frozen=True)
class Setting:
    """One value of mkdocs.yml: the keys that lead to it, the value, and its line."""

    keys: tuple[str, ...]
    value: str
    line: int

    @property
    def where(self) -> str:
        """Its place in messages."""
        return f"{SETTINGS}:{self.line}"


def settings(root: Path) -> list[Setting]:
    """Read every value of mkdocs.yml in the order in which they stand; items of lists count from 1.

    Raises:
        PlaybookError: it isn't YAML.
    """
    if not (root / SETTINGS).is_file():
        raise PlaybookError(SETTINGS, "isn't there", "run this from the root of the project")
    try:
        node = yaml.compose((root / SETTINGS).read_text(encoding="utf-8"), Loader=FAST_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{SETTINGS}:{mark.line + 1}" if mark else SETTINGS
        raise PlaybookError(place, "isn't valid YAML", "mend the line, or put quotes around the value") from error
    return list(_values(node, ()))


def _values(node: yaml.Node | None, keys: tuple[str, ...]) -> Iterator[Setting]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if any(key.value == other.value for other, _ in node.value if other is not key):
                yield Setting((*keys, AGAIN), str(key.value), key.start_mark.line + 1)
            if keys[:1] == ("nav",):
                yield Setting((*keys, TITLE), str(key.value), key.start_mark.line + 1)
            yield from _values(value, (*keys, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value, 1):
            yield from _values(item, (*keys, str(number)))
    elif node is not None:
        yield Setting(keys, str(node.value), node.start_mark.line + 1)


def navigation(found: list[Setting]) -> list[Setting]:
    """Give the pages of the navigation, below docs/, in its order."""
    return [
        setting
        for setting in found
        if setting.keys[0] == "nav" and setting.keys[-1] not in (TITLE, AGAIN) and not _is_external(setting.value)
    ]


def shown_settings(found: list[Setting]) -> list[Setting]:
    """Give what readers see: the titles of the navigation, the words of the site, and the names of buttons."""
    words = ("site_name", "site_description", "site_author", "copyright")
    return [setting for setting in found if setting.keys[0] in words or setting.keys[-1] in (TITLE, "name")]


def _is_external(address: str) -> bool:
    return bool(urlsplit(address).scheme)


def settings_mistakes(root: Path, site_url: str | None) -> Iterator[PlaybookError]:
    """Find what is wrong with the settings.

    Args:
        root: the folder of the project.
        site_url: where the site will stand, as SITE_URL or mkdocs.yml gives it; None where nobody knows yet.
    """
    found = settings(root)
    yield from _navigation(root, navigation(found))
    yield from _sections(root)
    for setting in shown_settings(found):
        if re.search(r"[<>]|\{\{|\{%", setting.value) or not setting.value.strip():
            yield PlaybookError(setting.where, f"'{setting.value}' isn't plain words", "write what readers shall see")
    for setting in found:
        if setting.keys[-1] == "icon" or "icon" in setting.keys[:-1]:
            if setting.value not in _icons():
                remedy = nearest(setting.value, _icons())
                yield PlaybookError(setting.where, f"there is no icon '{setting.value}'", remedy)
        elif setting.keys[-1] == AGAIN:
            yield PlaybookError(setting.where, f"the key '{setting.value}' stands more than once", "keep one of them")
        elif setting.keys[0] in ("extra_css", "extra_javascript") and re.match(r"(?:\w[\w+.-]*:)?//", setting.value):
            yield PlaybookError(setting.where, f"loads '{setting.value}' from another host", "serve it from the site")
        elif setting.keys == ("theme", "font") and setting.value != "false":
            problem = "lets the theme ask another host for its fonts"
            yield PlaybookError(setting.where, problem, "write font: false; ours are in docs/assets/fonts")
    if site_url is not None:
        yield from site_address(site_url)


@functools.cache
def _icons() -> frozenset[str]:
    """Name the icons of the theme, of which there are more than ten thousand."""
    folders = ((Path(folder).relative_to(_ICONS).as_posix(), names) for folder, _, names in os.walk(_ICONS))
    return frozenset(
        f"{folder}/{name}".removeprefix("./").removesuffix(".svg")
        for folder, names in folders
        for name in names
        if name.endswith(".svg")
    )


def _navigation(root: Path, pages: list[Setting]) -> Iterator[PlaybookError]:
    there = {path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md")}
    first: dict[str, Setting] = {}
    for page in pages:
        if page.value not in there:
            remedy = f"write docs/{page.value}, or remove the line; {nearest(page.value, there)}"
            yield PlaybookError(page.where, f"the navigation names '{page.value}', which isn't there", remedy)
        elif page.value in first:
            problem = f"the navigation names '{page.value}' again"
            yield PlaybookError(page.where, problem, f"keep one of it and line {first[page.value].line}")
        first.setdefault(page.value, page)


def _sections(root: Path) -> Iterator[PlaybookError]:
    """Compare the folders of the answers with the sections, both ways."""
    try:
        plan = read_sections()
    except PlaybookError as error:
        yield error
        return
    folder = root / "docs" / SECTIONS_FOLDER
    folders = {path.name for path in folder.iterdir() if path.is_dir()} if folder.is_dir() else set[str]()
    for name in sorted(folders - set(plan.data)):
        remedy = f"name it in {plan.file}; {nearest(name, plan.data)}"
        yield PlaybookError(f"docs/{SECTIONS_FOLDER}/{name}", "is the folder of no section", remedy)
    for name in plan.data:
        if name not in folders:
            remedy = f"make the folder docs/{SECTIONS_FOLDER}/{name}; {nearest(name, folders)}"
            yield PlaybookError(plan.where(name), "is a section without a folder", remedy)


def site_address(address: Any) -> Iterator[PlaybookError]:
    """Find what is wrong with the address that the site will have.

    Args:
        address: what SITE_URL says, or site_url of mkdocs.yml.
    """
    remedy = "write https:// and the host, for instance https://playbook.example.org/"
    try:
        parts = urlsplit(str(address))
        _ = parts.port
    except ValueError:
        yield PlaybookError(f"SITE_URL={address}", "isn't an address", remedy)
        return
    if str(address) != str(address).strip() or re.search(r"[\s\"'<>\\^`{|}]", str(address)):
        yield PlaybookError(f"SITE_URL={address}", "holds a blank or a sign that no address has", remedy)
    elif parts.scheme not in ("https", "http"):
        yield PlaybookError(f"SITE_URL={address}", "isn't an address of the web", remedy)
    elif not _HOST.fullmatch(parts.hostname or ""):
        yield PlaybookError(f"SITE_URL={address}", "names no host", remedy)
    elif parts.username or parts.query or parts.fragment:
        yield PlaybookError(f"SITE_URL={address}", "has a name, a question or an anchor in it", remedy)
