"""Building by `make`: the reader's own stories, and the targets that there are."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest

from macros.built.page import GENERATED
from tests.builds import DATED, ENVIRONMENT, ROOT, build_pages, copy_project, only_pages
from tests.overlay import lay_over

pytestmark = pytest.mark.xdist_group("building")


def _make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = ENVIRONMENT | {"SOURCE_DATE_EPOCH": DATED}
    return subprocess.run(["make", *words], cwd=folder, env=environment, capture_output=True, text=True, check=False)


# The reader's own stories


OF_MANY = ("section.docx",)
"""Files beside a page that other pages are in too."""
TOUCHED = (
    *("index.md", "answers/retrospective/did-it-work.md", "answers/retrospective/walk-me-through.md"),
    *("stories/feature-platform.md", "templates/story-card.md", "answers/you-and-the-role/career.md"),
    "answers/why-this-company/what-you-bring.md",
)
UNTOUCHED = ("start/index.md", "templates/rfc.md", "formulas/share.md", "formulas/ice.md")
"""Pages of each kind that shows numbers, and pages that none of these numbers stands on; `make audit` builds all."""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Some pages with their exports, as they are and with one number of the reader's own.

    The reader's folder has a name that YAML would read as something else; a figure and a whole story are further in it,
    which no page shows.
    """
    folder = tmp_path_factory.mktemp("overlaid")
    (folder / "project").mkdir()
    copy = copy_project(folder / "project")
    only_pages(copy, [*TOUCHED, *UNTOUCHED])
    lay_over(copy / "no")
    for name, stories in (("plain", ""), ("overlaid", "no")):
        build_pages(copy, folder / name, STORIES=stories)
        environment = os.environ | {"PYTHONPATH": str(copy), "SOURCE_DATE_EPOCH": DATED, "STORIES": stories}
        command = [sys.executable, "-m", "macros.exports", str(folder / name)]
        result = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
        assert result.returncode == 0, result.stdout + result.stderr
    return folder / "plain", folder / "overlaid"


@pytest.fixture(scope="module")
def plain(sites: tuple[Path, Path]) -> Path:
    """The pages as they are."""
    return sites[0]


@pytest.fixture(scope="module")
def overlaid(sites: tuple[Path, Path]) -> Path:
    """The pages with a number of the reader's own."""
    return sites[1]


def _said(site: Path, page: str, key: str, attribute: str = "data-key") -> set[str]:
    tree = lxml.html.fromstring((site / page / "index.html").read_bytes())
    found = tree.xpath(f"//data[@data-story='feature-platform'][@{attribute}='{key}']")
    assert found, f"{page} shows no {key}"
    return {element.text_content() for element in found}


@pytest.mark.parametrize(
    "page",
    ["", "answers/retrospective/did-it-work", "answers/retrospective/walk-me-through", "stories/feature-platform"],
)
def test_every_page_follows_a_number_of_the_readers_own(page: str, overlaid: Path) -> None:
    for key, number in (("latency_p95_after", "180"), ("latency_change", "64")):
        said = _said(overlaid, page, key)  # as it is written or as somebody says it
        assert {tuple(re.findall(r"\d+", words)) for words in said} == {(number,)}, said


@pytest.mark.parametrize("page", ["answers/retrospective/walk-me-through", "stories/feature-platform"])
def test_the_verdict_of_a_goal_follows(page: str, overlaid: Path, plain: Path) -> None:
    for folder, verdict in ((plain, "met"), (overlaid, "missed")):
        tree = lxml.html.fromstring((folder / page / "index.html").read_bytes())
        assert set(tree.xpath("//data[@data-goal='latency'][contains(@class, 'pb-verdict')]/text()")) == {verdict}


def test_a_working_follows(overlaid: Path) -> None:
    tree = lxml.html.fromstring((overlaid / "index.html").read_bytes())
    (line,) = tree.xpath("//*[@class='pb-worked']/*[@class='pb-line']")
    assert "180" in line.text_content()
    assert "110" not in line.text_content()


def test_a_chart_and_the_table_of_its_data_follow(overlaid: Path) -> None:
    charts = []
    for path in overlaid.rglob("*.html"):
        charts += lxml.html.fromstring(path.read_bytes()).xpath("//figure[contains(@class, 'pb-chart--before-after')]")
    drawn = [chart for chart in charts if "latency" in chart.text_content()]
    assert drawn
    for chart in drawn:
        assert any("180\u00a0ms after" in text for text in chart.xpath(".//*[local-name()='text']/text()"))
        assert "180\u00a0ms" in chart.xpath("string(.//table)")
        assert "110\u00a0ms" not in chart.text_content()


def test_the_example_of_a_template_follows_and_its_blank_form_stays(overlaid: Path, plain: Path) -> None:
    page = Path("templates/story-card/index.html")
    fills = {}
    for folder in (overlaid, plain):
        tree = lxml.html.fromstring((folder / page).read_bytes())
        fills[folder] = {fill.get("data-fill"): fill.text_content() for fill in tree.xpath("//*[@data-fill]")}
    assert "180\u00a0ms" in fills[overlaid]["example"]
    assert "110\u00a0ms" not in fills[overlaid]["example"]
    assert fills[overlaid]["blank"] == fills[plain]["blank"]


def test_what_none_of_their_numbers_touches_is_the_same_bytes_wherever_it_is_built(overlaid: Path, plain: Path) -> None:
    ours, theirs = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (plain, overlaid)
    )
    assert set(ours) == set(theirs)
    changed = {name for name in ours if ours[name] != theirs[name]}
    of_pages = {name for name in ours if name.name == "index.html" and name.parts[0] not in GENERATED}
    assert len(of_pages - changed) >= len(UNTOUCHED)
    stale = {name for name in of_pages if b"pb-stale-note" in theirs[name]}
    assert stale
    assert [name for name in of_pages & changed - stale if b'data-story="feature-platform"' not in ours[name]] == []
    same = {page.parent for page in of_pages - changed}
    assert [name for name in changed if name.parent in same and name.name not in OF_MANY] == []
    assert [name for name in changed if name.parts[0] == "assets"] == []


def test_the_search_follows(overlaid: Path, plain: Path) -> None:
    for folder, number in ((plain, "110"), (overlaid, "180")):
        assert f"to {number}\u00a0ms" in (folder / "search" / "search_index.json").read_text(encoding="utf-8")


# The Makefile


def _listed() -> dict[str, str]:
    result = _make(ROOT)
    assert result.returncode == 0, result.stderr
    rows = [line.split(maxsplit=1) for line in result.stdout.splitlines()]
    return {row[0]: row[1] for row in rows}


def test_make_lists_every_target_that_a_person_calls_and_no_other() -> None:
    (declared,) = re.findall(r"^\.PHONY: (.*)$", _make(ROOT, "--print-data-base", "help").stdout, re.MULTILINE)
    phony = set(declared.split())
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = {
        name
        for line in re.findall(r"^([\w./ -]+):(?!=)", text, re.MULTILINE)
        for name in line.split()
        if "/" not in name
    }
    assert targets - {".PHONY"} == phony
    parts = {name for name in phony if name.startswith("check-")}  # of `make check`, which calls them all
    assert set(_listed()) == phony - parts


def test_every_target_of_make_is_described() -> None:
    assert all(len(description.split()) >= 3 for description in _listed().values())


def test_every_variable_that_make_reads_is_named_in_a_description_and_no_other() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {name for description in _listed().values() for name in re.findall(r"\b([A-Z]+)=", description)}
    assert named == set(re.findall(r"^([A-Z]+) \?=", text, re.MULTILINE)) - {"PYTHON"}


def test_make_says_which_target_it_does_not_know() -> None:
    result = _make(ROOT, "biuld")
    assert result.returncode != 0
    assert "biuld" in result.stderr
