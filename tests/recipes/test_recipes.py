"""`make new` writes what a recipe takes: the build refuses the prompts and nothing else, and takes it without them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.exports.beside_pages import publish
from macros.exports.cache import Cache
from macros.recipes.changes import Changes
from macros.recipes.kinds import KINDS, Wish, changes
from tests.builds import ROOT, build_pages, copy_project, only_pages

WISHES = (
    ("answer", "first-ninety-days", "--section", "managing-managers"),
    ("story", "search-rewrite"),
    ("formula", "cost-share", "--family", "economics"),
    ("template", "hand-over"),
)
WRITTEN = (
    "docs/answers/managing-managers/first-ninety-days.md",
    "docs/formulas/cost-share.md",
    "docs/stories/index.md",
    "docs/stories/search-rewrite.md",
    "docs/templates/hand-over.md",
    "docs/templates/index.md",
    "macros/formulas/__init__.py",
    "macros/formulas/economics.py",
    "macros/sentences.yml",
    "macros/stories/feature-platform.yml",
    "macros/stories/search-rewrite.yml",
    "mkdocs.yml",
    "snippets/templates/hand-over.md",
    "snippets/templates/hand-over.yml",
    "tests/formulas/test_catalogue.py",
    "tests/formulas/test_economics.py",
)
PROMPT = re.compile(r"\[\[write: (.+?)\]\]")
SOURCE = "[A book](https://example.org/a-book): what it says. Reviewed 2026-11-24."
FILLED = {
    "the 30-second answer": "I say who it was for. " * 8,
    "the telling of 2 minutes": "Then I say what we did about it. " * 32,
    "the telling of 5 minutes": "Then I say what we did about it. " * 80,
    "a link to each source": SOURCE,
    "the whole address": "a-book",
    "another formula": "[Share](share.md), for a part of a whole.",
    "a link to an answer": "[The answers](../answers/index.md)",
}
"""What is written in the place of a prompt that begins so; of all others, what they ask for."""


def copied(folder: Path) -> Path:
    """Copy what a build reads, and the tests of the formulas, to which a recipe adds."""
    folder.mkdir()
    copy_project(folder)
    shutil.copytree(ROOT / "tests" / "formulas", folder / "tests" / "formulas")
    return folder


def new(root: Path, *words: str, code: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command in a folder, with the code that is there or elsewhere."""
    return subprocess.run(
        [sys.executable, "-m", "macros.recipes", *words],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(code or root)},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )


def texts(root: Path, names: Sequence[str]) -> dict[str, str]:
    return {name: (root / name).read_text(encoding="utf-8") for name in names}


def filled(prompt: re.Match[str]) -> str:
    words = prompt[1]
    return next((text for start, text in FILLED.items() if words.startswith(start)), f"Here stands {words}").strip()


NEW = (
    *("answers/managing-managers/first-ninety-days.md", "stories/search-rewrite.md", "formulas/cost-share.md"),
    "templates/hand-over.md",
)
LED_TO = (
    *("index.md", "answers/index.md", "answers/managing-managers/index.md", "formulas/index.md", "formulas/share.md"),
    *("formulas/relative-change.md", "stories/index.md", "templates/index.md", "templates/one-to-one-notes.md"),
)
"""The pages that list what is new, and those that it leads to."""


def checked(root: Path, *words: str) -> list[str]:
    """Run the checks in a folder; give the mistakes that they tell."""
    result = subprocess.run(
        [sys.executable, "-m", "macros.checks", *words],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root), "STORIES": ""},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    *told, last = result.stdout.splitlines()
    assert last.startswith("checks: "), result.stdout
    assert result.returncode == bool(told)
    return [line.removeprefix("ERROR   -  ") for line in told]


def test_each_recipe_builds_as_soon_as_its_prompts_are_filled(tmp_path: Path) -> None:
    """All sources are checked; built, checked and exported are the new pages and those around them alone."""
    root = copied(tmp_path / "copy")
    for wish in WISHES:
        result = new(root, *wish)
        assert result.returncode == 0, result.stdout
        assert re.search(r"^new +docs/\S+$", result.stdout, re.MULTILINE), result.stdout
    written = texts(root, WRITTEN)
    assert [name for name in WRITTEN if (ROOT / name).exists() and written[name] == texts(ROOT, [name])[name]] == []

    expected = {
        f"{name}:{number}: still has the prompt '{found[1]}'; write that in its place, brackets included"
        for name, text in written.items()
        if not name.startswith("tests/")
        for number, line in enumerate(text.splitlines(), 1)
        for found in PROMPT.finditer(line)
    }
    assert len(expected) > 50
    assert sorted(checked(root)) == sorted(expected)

    for name, text in written.items():
        (root / name).write_text(PROMPT.sub(filled, text), encoding="utf-8")
    assert checked(root) == []

    for name in ("pyproject.toml", "tests/__init__.py"):
        shutil.copy(ROOT / name, root / name)
    style = [sys.executable, "-m", "ruff", "check", *(name for name in WRITTEN if name.endswith(".py"))]
    assert subprocess.run(style, cwd=root, capture_output=True, text=True, check=False).stdout == "All checks passed!\n"

    only_pages(root, [*LED_TO, *NEW])
    site = tmp_path / "site"
    assert [line for line in build_pages(root, site) if any(page in line for page in NEW)] == []
    told = checked(root, str(site))
    assert "formula 'ratio': has no page; write one of kind formula that names it" in told
    named = ("first-ninety-days", "search-rewrite", "cost-share", "cost_share", "hand-over")
    about = [line.partition("known are: ")[0] for line in told]
    assert [line for line in about if any(name in line for name in named)] == []
    publish(site, Cache(tmp_path / "kept", "1"), root / "docs")
    assert (site / "templates" / "hand-over" / "blank.docx").is_file()


def test_the_stub_of_a_test_fails_until_somebody_writes_it() -> None:
    gathered = changes(ROOT, Wish("formula", "cost-share", family="economics"))
    stub = gathered.texts["tests/formulas/test_economics.py"].removeprefix(
        (ROOT / "tests" / "formulas" / "test_economics.py").read_text(encoding="utf-8")
    )
    names: dict[str, object] = {}
    exec(stub, names)  # noqa: S102 - our own skeleton
    test = names["test_cost_share_agrees_with_an_independent_library"]
    assert callable(test)
    with pytest.raises(NotImplementedError, match="compare cost_share with an independent library"):
        test()


REFUSED = {
    Wish("essay", "a-name"): "make new: KIND=essay: there is no such kind; known are: answer, formula, story, template",
    Wish("", ""): "make new: KIND=: there is no such kind; known are: answer, formula, story, template",
    Wish("story", ""): "make new: NAME=: isn't a good name for a page; use lower-case words with hyphens",
    Wish("story", "Search Rewrite"): "make new: NAME=Search Rewrite: isn't a good name for a page; "
    "use lower-case words with hyphens, such as 'search-rewrite'",
    Wish("formula", "cost_share", family="economics"): "make new: NAME=cost_share: isn't a good name for a page; "
    "use lower-case words with hyphens, such as 'cost-share'",
    Wish("story", "../out"): "make new: NAME=../out: isn't a good name for a page; "
    "use lower-case words with hyphens, such as 'out'",
    Wish("story", "index"): "make new: NAME=index: isn't a good name for a page; use lower-case words with hyphens",
    Wish("answer", "a-name"): "make new: SECTION=: is missing; known are: calibration, delivery, "
    "growing-and-keeping, language-models, managing-managers, people, performance, retrospective, "
    "strategy-and-execution, style-and-conflict, why-this-company, you-and-the-role",
    Wish("answer", "a-name", section="calibraton"): "make new: SECTION=calibraton: names no section; "
    "did you mean 'calibration'?",
    Wish("answer", "hiring", section="calibration"): "docs/answers/growing-and-keeping/hiring.md: has "
    "this name already; "
    "take another: embeds go by it",
    Wish("answer", "a-name", section="calibration", story="bake-of"): "make new: STORY=bake-of: names no story; "
    "did you mean 'bake-off'?",
    Wish("formula", "a-name", family="economic"): "make new: FAMILY=economic: names no family; "
    "did you mean 'economics'?",
    Wish("formula", "ratio", family="economics"): "make new: NAME=ratio: 'ratio' is taken in Python; take another name",
    Wish("formula", "formula", family="economics"): "make new: NAME=formula: 'formula' is taken in Python; "
    "take another name",
    Wish("formula", "lambda", family="economics"): "make new: NAME=lambda: 'lambda' is taken in Python; "
    "take another name",
    Wish("story", "bake-off"): "macros/stories/bake-off.yml: is there already; take another name, or edit that file",
    Wish("template", "story-card"): "snippets/templates/story-card.md: is there already; "
    "take another name, or edit that file",
}


def test_what_cannot_be_is_refused_with_the_nearest_name() -> None:
    told = {}
    for wish in REFUSED:
        with pytest.raises(PlaybookError) as caught:
            changes(ROOT, wish)
        told[wish] = str(caught.value)
    assert told == REFUSED
    assert {wish.kind for wish in REFUSED} > set(KINDS)


def test_the_command_tells_a_refusal_and_writes_nothing(tmp_path: Path) -> None:
    result = new(tmp_path, "story", "search-rewrite", code=ROOT)
    assert result.returncode == 1
    assert result.stdout == "ERROR   -  docs/stories/index.md: isn't there; run this from the root of the project\n"
    assert list(tmp_path.iterdir()) == []


def test_a_section_without_pages_gets_its_folder_its_index_and_its_place(tmp_path: Path) -> None:
    root = tmp_path
    shutil.copytree(ROOT / "docs" / "answers", root / "docs" / "answers")
    shutil.rmtree(root / "docs" / "answers" / "calibration")
    lines = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "answers/calibration/" not in line and line.strip() != "- Calibration:"]
    (root / "mkdocs.yml").write_text("\n".join(kept) + "\n", encoding="utf-8")
    gathered = changes(root, Wish("answer", "first-round", section="calibration"))
    assert set(gathered.texts) == {
        "docs/answers/calibration/first-round.md",
        "docs/answers/calibration/index.md",
        "mkdocs.yml",
    }
    folder = "          - answers/calibration"
    opened = f"      - Calibration:\n{folder}/index.md\n{folder}/first-round.md\n"
    assert gathered.texts["mkdocs.yml"].replace(opened, "") == (root / "mkdocs.yml").read_text(encoding="utf-8")
    assert gathered.texts["docs/answers/calibration/index.md"].startswith("---\ntitle: Calibration\n")


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "kept.md").write_text("before\n", encoding="utf-8")
    gathered = Changes(tmp_path)
    gathered.edit("kept.md", lambda text: f"{text}after\n")
    gathered.add("new.md", "new\n")
    gathered.add("kept.md/below.md", "no folder can be here\n")
    with pytest.raises(PlaybookError) as caught:
        gathered.write()
    assert str(caught.value).startswith("kept.md/below.md: can't be written (")
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"kept.md": "before\n"}
    with pytest.raises(PlaybookError, match=r"gone\.md: isn't there"):
        gathered.edit("gone.md", str)
