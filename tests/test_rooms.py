"""Imports run one way: each room uses only rooms below it, in the order in which the README lists them."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from macros.formulas import FAMILIES
from tests.builds import ROOT

ROOMS = (
    "macros/prep/",
    "macros/building/",
    "macros/recipes/",
    "macros/front_desk.py",
    "macros/hosting/",
    "macros/offline/",
    "macros/exports/",
    "macros/checks/",
    "macros/practice/",
    "macros/built/",
    "macros/templates.py",
    "macros/presentation/",
    "macros/search/",
    "macros/schemas.py",
    "macros/faces/",
    "macros/staleness.py",
    "macros/consistency.py",
    "macros/claims.py",
    "macros/sentences.py",
    "macros/spoken_days.py",
    "macros/spoken.py",
    "macros/names.py",
    "macros/calendar.py",
    "macros/prompt_map.py",
    "macros/answer_rules.py",
    "macros/plan.py",
    "macros/glossary.py",
    "macros/forms.py",
    "macros/library.py",
    "macros/figures.py",
    "macros/story.py",
    "macros/number_words.py",
    "macros/formula_units.py",
    "macros/formulas/",
    "macros/units.py",
    "macros/escapes.py",
    "macros/formats.py",
    "macros/palette.py",
    "macros/sources.py",
    "macros/front_matter.py",
    "macros/yaml_source.py",
    "macros/upkeep.py",
    "macros/web_address.py",
    "macros/errors.py",
)
"""Every room of macros/, from the top down; a room may use itself and what stands below it."""

WAY_IN = "macros/__init__.py"
"""Leads from mkdocs-macros to the top floor, and imports nothing before it is called."""


def room_of(path: str) -> str:
    """Find the room of a file by its path below the project."""
    (room,) = [room for room in ROOMS if path == room or (room.endswith("/") and path.startswith(room))]
    return room


def imported(path: Path) -> Iterator[str]:
    """Give the files of macros/ that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            if name.startswith("macros."):
                place = ROOT / name.replace(".", "/")
                found = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
                if found.is_file():
                    yield found.relative_to(ROOT).as_posix()


def modules() -> list[Path]:
    return [path for path in sorted((ROOT / "macros").rglob("*.py")) if path != ROOT / WAY_IN]


def test_every_import_leads_downwards() -> None:
    backwards = [
        f"{path.relative_to(ROOT)} imports {target}"
        for path in modules()
        for target in imported(path)
        if ROOMS.index(room_of(target)) < ROOMS.index(room_of(path.relative_to(ROOT).as_posix()))
    ]
    assert backwards == []


def test_every_module_has_a_room_and_every_room_a_module() -> None:
    assert {room_of(path.relative_to(ROOT).as_posix()) for path in modules()} == set(ROOMS)


def test_the_readme_lists_the_rooms_in_their_order() -> None:
    listed = re.findall(r"^\| `(macros/[a-z_]+(?:/|\.py))` \|", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    folders = [room for room in listed if room != "macros/stories/"]
    assert folders == [room for room in ROOMS if room.endswith("/") or room == "macros/front_desk.py"]


def test_the_page_on_the_architecture_lists_every_room_in_that_order() -> None:
    page = (ROOT / "docs" / "about" / "architecture.md").read_text("utf-8")
    listed = page.partition("## The rooms")[2].partition("## The walk")[0]
    told = [name for line in listed.splitlines() if line.startswith("- ") for name in re.findall(r"`(\S+)`", line)]
    assert [f"macros/{name}" for name in told] == list(ROOMS)


def test_only_one_room_knows_mkdocs() -> None:
    knowing = [
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if re.search(r"^\s*(?:from|import) mkdocs", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert knowing
    assert [path for path in knowing if room_of(path) != "macros/building/"] == []


def test_formulas_load_only_what_they_need() -> None:
    code = "import sys, macros.formulas; print(*(name for name in sys.modules if name.partition('.')[0] == 'macros'))"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = result.stdout.split()
    assert "macros.formulas.people" in loaded
    assert len(loaded) <= len(FAMILIES) + 8, loaded
