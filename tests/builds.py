"""Build the site, or a copy of it that a test may break."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import yaml

from macros.building.environment import READ
from macros.checks.citations import UNENCRYPTED
from macros.checks.metrics import ANY_FILE, EXCEPTIONS
from macros.search.asked import FOLDER as ASKED

ROOT = Path(__file__).resolve().parent.parent
# A make that was called by another make would take that one's goals and variables for its own.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}

DATED = "1790000000"
"""The second since 1970 in which every site of the tests is said to be made."""


def build(root: Path, out: Path, stories: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Build a copy of the project strictly, export and check the result, as `make build` does.

    Args:
        root: the folder that holds mkdocs.yml.
        out: where the site goes.
        stories: a folder of story files to lay over, as STORIES= names it.

    Returns:
        The finished process; its output is all in stdout.
    """
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": str(root),
        "SOURCE_DATE_EPOCH": DATED,
        "STORIES": str(stories or ""),
    }
    return subprocess.run(
        [sys.executable, "-m", "macros.building", str(out)],
        cwd=root,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def build_pages(
    root: Path, out: Path, builder: Sequence[str] = (sys.executable, "-m", "mkdocs"), **settings: str
) -> list[str]:
    """Let MkDocs alone build a copy of some pages, whose links to the others lead nowhere.

    Args:
        root: the folder that holds mkdocs.yml.
        out: where the site goes.
        builder: the command that builds.
        settings: variables of the environment.

    Returns:
        What it warns of, a warning a line.
    """
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root), "STORIES": ""}
    result = subprocess.run(
        [*builder, "build", "--no-strict", "--site-dir", str(out)],
        cwd=root,
        env=environment | {"SOURCE_DATE_EPOCH": DATED} | settings,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return sorted(line for line in result.stdout.splitlines() if line.startswith(("WARNING", "ERROR")))


def copy_project(folder: Path) -> Path:
    """Copy what a build reads into a folder, to be broken there; give the copy's root."""
    for part in READ:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part)  # with what is compiled, and the dates that it goes by
        else:
            shutil.copy(source, folder / part)
    return folder


def workshop(folder: Path) -> Path:
    """Copy the project with all that `make` needs; what is installed is shared."""
    folder.mkdir()
    copy_project(folder)
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)  # with its date, or make would install everything anew
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def keep_pages(root: Path, pages: Collection[str]) -> None:
    """Leave of a copy's pages only these, given as their files below docs/."""
    for path in (root / "docs").rglob("*.md"):
        if path.relative_to(root / "docs").as_posix() not in pages:
            path.unlink()
    shutil.rmtree(root / ASKED)  # it names the answers of the whole site


def keep_links(root: Path) -> None:
    """Leave of the links of a copy's pages those to pages that it has; the others become their words."""
    for path in (root / "docs").rglob("*.md"):
        path.write_text(_leading_on(path.read_text(encoding="utf-8"), path.parent), encoding="utf-8")


def _leading_on(text: str, folder: Path) -> str:
    return re.sub(
        r"\[([^\]]*)\]\((?!https?:)([^()\s#]+\.md)(?:#[^()\s]*)?\)",
        lambda link: link[0] if (folder / link[2]).is_file() else link[1],
        text,
    )


EXCEPTED = "about/excepted.md"
OF_EACH_KIND = (
    *("index.md", "start/index.md", "about/vocabulary.md", "stories/feature-platform.md", "templates/story-card.md"),
    *("answers/retrospective/walk-me-through.md", "formulas/index.md", "formulas/expected-calibration-error.md"),
)
"""One page of each kind, for what holds for all pages of a kind alike."""


def only_pages(root: Path, pages: Collection[str], titles: Mapping[str, str] | None = None) -> None:
    """Leave of a copy's pages only these, in its navigation too, and add one that needs all exceptions of the checks.

    So its sources are right, and MkDocs builds it in a second or two; the checks of built pages miss the other pages.

    Args:
        root: the copy.
        pages: their files below docs/.
        titles: the titles of sections by their only page; the page that is added stands in the last of them.
    """
    keep_pages(root, pages)
    home = root / "docs" / "index.md"
    if home.is_file():
        told = re.sub(
            r"\[([^\]]+)\]\(([^()\s]+\.md)\)",
            lambda link: link[0] if link[2] in pages else link[1],
            home.read_text("utf-8"),
        )
        home.write_text(told, encoding="utf-8")  # it leads to every part of the playbook
    settings = root / "mkdocs.yml"
    sections = titles or {}
    entries = (f"  - {sections[page]}:\n      - {page}\n" if page in sections else f"  - {page}\n" for page in pages)
    nav = "".join(entries) + f"{'    ' if sections else ''}  - {EXCEPTED}\n"
    text, found = re.subn(r"^nav:\n(?:(?: .*)?\n)+", f"nav:\n{nav}\n", settings.read_text("utf-8"), flags=re.MULTILINE)
    assert found == 1
    settings.write_text(text, encoding="utf-8")
    exceptions = yaml.safe_load((root / EXCEPTIONS).read_text("utf-8"))
    left = {file: phrases for file, phrases in exceptions.items() if file == ANY_FILE or (root / file).is_file()}
    (root / EXCEPTIONS).write_text(yaml.safe_dump(left, allow_unicode=True), encoding="utf-8")
    front = "---\ntitle: Excepted\ndescription: All that is excepted.\nkind: page\n---\n"
    cited = "".join(f"- [A source](http://{host}/)\n" for host in UNENCRYPTED)
    page = root / "docs" / EXCEPTED
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"{front}\n{', '.join(left[ANY_FILE])}.\n\n## Sources\n\n{cited}", encoding="utf-8")
