"""Building and previewing: the same bytes each time, the reader's own stories, a preview that follows every edit."""

from __future__ import annotations

import contextlib
import filecmp
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Page, expect

from macros.building.preview import FEW
from tests.builds import ROOT, build, copy_project, keep_pages

pytestmark = pytest.mark.xdist_group("building")

# A make that was called by another make would take that one's goals and variables for its own.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
LONGEST = 60
"""Seconds to wait for what a preview says, and for its end."""
PREVIEWED = (
    "index.md",
    "answers/index.md",
    "answers/retrospective/did-it-work.md",
    "templates/story-card.md",
    *("stories/index.md", "stories/feature-platform.md", "about/index.md", "about/fiction.md"),
    *("formulas/index.md", "formulas/relative-change.md", "formulas/ratio.md", "formulas/share.md"),
)
"""The pages of the preview: a few more than it builds at once, so that the others wait until somebody opens them."""


def _differences(one: Path, other: Path) -> list[str]:
    """Name the files that two folders do not share byte by byte."""
    names = {path.relative_to(folder).as_posix() for folder in (one, other) for path in folder.rglob("*")}
    files = sorted(name for name in names if not ((one / name).is_dir() and (other / name).is_dir()))
    assert files
    return sorted({name for result in filecmp.cmpfiles(one, other, files, shallow=False)[1:] for name in result})


def _workshop(folder: Path) -> Path:
    """Copy the project with all that `make` needs; what is installed is shared."""
    folder.mkdir()
    copy_project(folder)
    for name in ("Makefile", "requirements.txt", "pyproject.toml"):
        shutil.copy2(ROOT / name, folder / name)  # with its date, or make would install everything anew
    shutil.copytree(ROOT / ".ci", folder / ".ci")
    (folder / ".venv").symlink_to(ROOT / ".venv")
    return folder


def _make(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["make", *words], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)


# Reproducible


def test_two_builds_give_the_same_bytes_wherever_they_are_made(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    copy = copy_project(tmp_path / "elsewhere")
    assert build(copy, tmp_path / "out").returncode == 0
    assert _differences(site, tmp_path / "out") == []


def test_the_comparison_of_two_folders_does_see_a_difference(tmp_path: Path) -> None:
    for name, text in (("one", "a"), ("two", "b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text(text, encoding="utf-8")
    (tmp_path / "two" / "more").touch()
    assert _differences(tmp_path / "one", tmp_path / "two") == ["file", "more"]


# The reader's own stories


OWN_NUMBERS = """latency_p95_after: 180
figures:
  left_over: {label: left over, formula: share, part: latency_p95_after, whole: latency_p95_before}
"""
OWN_STORY = """title: A case of our own
summary: No page tells it yet.
inputs:
  before: {value: 2, unit: ms, label: before}
  after: {value: 1, unit: ms, label: after}
figures:
  change: {label: change, formula: relative_change, before: before, after: after}
"""


@pytest.fixture(scope="module")
def overlaid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with one number of the reader's own, built by `make` into a folder that the reader named.

    The reader's folder has a name that YAML would read as something else; a figure and a whole story are further in it,
    which no page shows.
    """
    folder = tmp_path_factory.mktemp("overlaid")
    workshop = _workshop(folder / "project")
    (workshop / "no").mkdir()
    (workshop / "no" / "feature-platform.yml").write_text(OWN_NUMBERS, encoding="utf-8")
    (workshop / "no" / "our-own-case.yml").write_text(OWN_STORY, encoding="utf-8")
    result = _make(workshop, "build", "STORIES=no", f"OUT={folder / 'my site'}")
    assert result.returncode == 0, result.stdout + result.stderr
    assert not (workshop / "site").exists()
    return folder / "my site"


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
def test_the_verdict_of_a_goal_follows(page: str, overlaid: Path, site: Path) -> None:
    for folder, verdict in ((site, "met"), (overlaid, "missed")):
        tree = lxml.html.fromstring((folder / page / "index.html").read_bytes())
        assert set(tree.xpath("//data[@data-goal='latency'][contains(@class, 'pb-verdict')]/text()")) == {verdict}


def test_a_working_follows(overlaid: Path) -> None:
    tree = lxml.html.fromstring((overlaid / "index.html").read_bytes())
    (line,) = tree.xpath("//*[@class='pb-worked__line']")
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


def test_the_example_of_a_template_follows_and_its_blank_form_stays(overlaid: Path, site: Path) -> None:
    page = Path("templates/story-card/index.html")
    fills = {}
    for folder in (overlaid, site):
        tree = lxml.html.fromstring((folder / page).read_bytes())
        fills[folder] = {fill.get("data-fill"): fill.text_content() for fill in tree.xpath("//*[@data-fill]")}
    assert "180\u00a0ms" in fills[overlaid]["example"]
    assert "110\u00a0ms" not in fills[overlaid]["example"]
    assert fills[overlaid]["blank"] == fills[site]["blank"]


def test_the_search_follows(overlaid: Path, site: Path) -> None:
    for folder, number in ((site, "110"), (overlaid, "180")):
        assert f"to {number}\\u00a0ms" in (folder / "search" / "search_index.json").read_text(encoding="utf-8")


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


# The preview


class Preview:
    """A copy of the project that `make serve` serves."""

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.url = f"http://127.0.0.1:{port}/"
        self.process = subprocess.Popen(
            ["make", "serve", f"PORT={port}"],
            cwd=root,
            env=ENVIRONMENT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.said: list[str] = []
        self.news = threading.Condition()
        self.listener = threading.Thread(target=self._listen)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self.news:
                self.said.append(line)
                self.news.notify_all()

    def wait_for(self, words: str, after: int = 0) -> None:
        """Wait until the server has said something, in a line after so many."""
        with self.news:
            heard = self.news.wait_for(lambda: any(words in line for line in self.said[after:]), LONGEST)
        assert heard, f"the preview did not say {words!r}:\n{''.join(self.said[after:])}"

    def end(self) -> None:
        """End the server and what it has started, by the id of their group."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(LONGEST)
        self.listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    @contextlib.contextmanager
    def edited(self, file: str, old: str, new: str) -> Iterator[None]:
        """Replace words in a file as long as the block runs."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        yield
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A running `make serve`."""
    folder = _workshop(tmp_path_factory.mktemp("preview") / "project")
    keep_pages(folder, PREVIEWED)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    running = Preview(folder, port)
    try:
        running.wait_for("Serving on")
        yield running
        assert running.process.poll() is None, "the preview has ended by itself"
    finally:
        running.end()


PATIENCE = 60_000
"""Milliseconds in which a change has to arrive in the window, which the preview reloads by itself."""


@pytest.mark.parametrize(
    ("address", "file", "old", "new"),
    [
        ("", "docs/index.md", "the arithmetic is real", "the sums are real"),
        (
            "answers/retrospective/did-it-work/",
            "snippets/partials/fiction.md",
            "This story is fictional",
            "All of it is invented",
        ),
        ("templates/story-card/", "snippets/templates/story-card.md", "## Story card", "## Card of one story"),
        ("", "macros/stories/feature-platform.yml", "{value: 110, unit: ms", "{value: 120, unit: ms"),
        ("formulas/", "macros/formulas/change.py", 'title="Relative change"', 'title="Change in relative terms"'),
        ("", "macros/presentation/html/working.html.jinja", "Result: ", "It comes to: "),
        ("", "overrides/partials/ways-in.html", 'aria-label="Ways in"', 'aria-label="Doors" data-edited'),
    ],
    ids=["a page", "a snippet", "a template", "a story", "a macro module", "the HTML of a macro", "a theme override"],
)
def test_the_preview_shows_an_edit(address: str, file: str, old: str, new: str, preview: Preview, page: Page) -> None:
    page.goto(preview.url + address)
    shown = {"macros/stories/feature-platform.yml": "120\u00a0ms", "overrides/partials/ways-in.html": "Answers"}
    words = shown.get(file, re.sub(r"^## |^title=\"|\"$|: $", "", new))
    place = page.locator("[data-edited]") if "data-edited" in new else page.locator("body")
    with preview.edited(file, old, new):
        expect(place).to_contain_text(words, timeout=PATIENCE)
    page.goto("about:blank")


def test_a_page_that_nobody_looked_at_shows_the_change_of_a_macro_module_when_it_is_opened(
    preview: Preview, page: Page
) -> None:
    assert len(PREVIEWED) > FEW
    linked = page.locator(".pb-working__formula", has_text="Change in relative terms")
    page.goto(preview.url)
    expect(page.locator(".pb-working__formula").first).to_be_attached()
    expect(linked).to_have_count(0)
    page.goto(f"{preview.url}formulas/")
    with preview.edited("macros/formulas/change.py", 'title="Relative change"', 'title="Change in relative terms"'):
        expect(page.locator("body")).to_contain_text("Change in relative terms", timeout=PATIENCE)
        for address in ("", "answers/retrospective/did-it-work/"):
            page.goto(preview.url + address)
            expect(linked.first).to_be_attached()
    page.goto(preview.url)
    expect(linked).to_have_count(0, timeout=PATIENCE)
    page.goto("about:blank")


def test_the_preview_shows_when_an_edit_is_taken_back(preview: Preview, page: Page) -> None:
    page.goto(preview.url)
    change = page.locator("data[data-key=latency_change]").first
    expect(change).to_have_text("−78\u00a0%", timeout=PATIENCE)
    with preview.edited("macros/stories/feature-platform.yml", "{value: 110, unit: ms", "{value: 200, unit: ms"):
        expect(change).to_have_text("−60\u00a0%", timeout=PATIENCE)
    expect(change).to_have_text("−78\u00a0%", timeout=PATIENCE)
    page.goto("about:blank")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "docs/index.md",
            'figure("feature-platform.latency_change")',
            'figure("feature-platform.latency_chnge")',
            "has no input or figure 'latency_chnge'; did you mean 'latency_change'?",
        ),
        (
            "macros/stories/feature-platform.yml",
            "{value: 110, unit: ms",
            "{value: 110, unit: msec",
            "inputs.latency_p95_after.unit: unknown unit 'msec'; did you mean 'ms'?",
        ),
        (
            "docs/index.md",
            "{{ plan() }}",
            '--8<-- "partials/ficton.md"',
            "there is no snippet 'partials/ficton.md'",
        ),
    ],
    ids=["a wrong name on a page", "a mistake in a story", "a snippet that is not there"],
)
def test_the_preview_shows_a_mistake_in_the_page_and_lives_on(
    file: str, old: str, new: str, told: str, preview: Preview, page: Page
) -> None:
    page.goto(preview.url)
    with preview.edited(file, old, new):
        expect(page.get_by_role("article")).to_contain_text(told, timeout=PATIENCE)
    expect(page.get_by_role("article")).not_to_contain_text(told, timeout=PATIENCE)
    expect(page.locator("data[data-key=latency_change]").first).to_have_text("−78\u00a0%")
    page.goto("about:blank")


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "macros/formulas/change.py",
            "def relative_change(",
            "def relative_change((",
            "macros/formulas/change.py:",
        ),
        (
            "macros/formulas/change.py",
            'title="Relative change"',
            'title="Relative change", titel="x"',
            "macros/formulas/change.py:",
        ),
        ("macros/presentation/html/working.html.jinja", "Result: ", "{% if %}", "working.html.jinja:"),
        ("mkdocs.yml", "site_name: ", "site_name: [", "mkdocs.yml"),
    ],
    ids=["a macro module that is no Python", "a broken formula", "a broken template", "settings that are no YAML"],
)
def test_the_preview_shows_what_ends_a_build_and_recovers(
    file: str, old: str, new: str, told: str, preview: Preview, page: Page
) -> None:
    said = len(preview.said)
    page.goto(preview.url)
    with preview.edited(file, old, new):
        expect(page.get_by_role("article")).to_contain_text(told, timeout=PATIENCE)
    expect(page.locator("data[data-key=latency_change]").first).to_have_text("−78\u00a0%", timeout=PATIENCE)
    page.goto("about:blank")
    assert not [line for line in preview.said[said:] if "Traceback" in line]


def test_the_preview_shows_a_page_that_is_not_in_utf_8_as_a_mistake_and_recovers(preview: Preview, page: Page) -> None:
    path = preview.root / "docs" / "about" / "fiction.md"
    whole = path.read_bytes()
    page.goto(f"{preview.url}about/fiction/")
    path.write_bytes(whole + "ü".encode("latin-1"))
    expect(page.get_by_role("article")).to_contain_text("can't decode byte 0xfc", timeout=PATIENCE)
    path.write_bytes(whole)
    expect(page.get_by_role("article")).to_contain_text("fictional", timeout=PATIENCE)
    page.goto("about:blank")
