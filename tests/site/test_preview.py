"""The preview: it follows every edit, shows every mistake in the page, and lives on."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import threading
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from macros.building.preview import FEW
from tests.builds import ENVIRONMENT, keep_pages, workshop

pytestmark = pytest.mark.xdist_group("preview")

LONGEST = 60
"""Seconds to wait for what a preview says, and for its end."""
PREVIEWED = (
    "index.md",
    "answers/index.md",
    "answers/retrospective/did-it-work.md",
    "templates/story-card.md",
    *("stories/index.md", "stories/feature-platform.md", "about/index.md", "about/fiction.md"),
    *("formulas/index.md", "formulas/relative-change.md", "formulas/ratio.md", "formulas/share.md"),
    *("practise/cards.md", "start/plans.md", "start/prompt-map.md"),
)
"""The pages of the preview: a few more than it builds at once, so that the others wait until somebody opens them."""


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

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace words in a file."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old!r}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    @contextlib.contextmanager
    def edited(self, file: str, old: str, new: str) -> Iterator[None]:
        """Replace words in a file as long as the block runs."""
        text = (self.root / file).read_text(encoding="utf-8")
        self.edit(file, old, new)
        yield
        (self.root / file).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A running `make serve`."""
    folder = workshop(tmp_path_factory.mktemp("preview") / "project")
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
        ("", "macros/presentation/html/working.html.jinja", "Result: ", "It comes to: "),
        (
            "answers/retrospective/did-it-work/",
            "overrides/partials/answer-top.html",
            'aria-label="Jump to"',
            'aria-label="Doors" data-edited',
        ),
    ],
    ids=["a page", "a snippet", "a template", "the HTML of a macro", "a theme override"],
)
def test_the_preview_shows_an_edit(address: str, file: str, old: str, new: str, preview: Preview, page: Page) -> None:
    page.goto(preview.url + address)
    words = "Follow-ups" if "data-edited" in new else re.sub(r"^## |: $", "", new)
    place = page.locator("[data-edited]") if "data-edited" in new else page.locator("body")
    preview.edit(file, old, new)  # and it stays so: each is taken in once
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
    expect(page.locator("script[src*=offline]")).to_have_count(0)  # who writes wants a page as it is now
    page.goto(f"{preview.url}formulas/")
    with preview.edited("macros/formulas/change.py", 'title="Relative change"', 'title="Change in relative terms"'):
        expect(page.locator("body")).to_contain_text("Change in relative terms", timeout=PATIENCE)
        for address in ("", "answers/retrospective/did-it-work/"):
            page.goto(preview.url + address)
            expect(linked.first).to_be_attached()
    page.goto(preview.url)
    expect(linked).to_have_count(0, timeout=PATIENCE)
    page.goto("about:blank")


def test_a_form_of_the_preview_is_filled_and_taken_along(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.url}templates/story-card/")
    page.locator(".tabbed-labels").get_by_text("Yours", exact=True).click()
    page.get_by_label("what hurt, for users or for the team").fill("tickets in the wrong queue")
    page.get_by_text("Download your template").click()
    with page.expect_download() as waiting:
        page.locator(".pb-yours").get_by_role("button", name="Markdown", exact=True).click()
    assert "tickets in the wrong queue" in Path(waiting.value.path()).read_text(encoding="utf-8")


def test_what_is_gathered_from_many_pages_is_there_as_soon_as_it_is_asked_for(preview: Preview, page: Page) -> None:
    page.goto(f"{preview.url}practise/cards/")
    page.get_by_label("Day of the interview").fill("2999-01-01")  # without the plans it says that they are missing
    expect(page.get_by_label("Two weeks")).to_be_checked()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="package for Anki").click()
    with zipfile.ZipFile(waiting.value.path()) as package:
        assert "collection.anki2" in package.namelist()
    assert "How do you know that it worked?" in page.request.get(f"{preview.url}print/cards/").text()
    page.goto("about:blank")


def test_the_preview_shows_when_an_edit_is_taken_back(preview: Preview, page: Page) -> None:
    page.goto(preview.url)
    change = page.locator("data[data-key=latency_change]").first
    expect(change).to_have_text("−78\u00a0%", timeout=PATIENCE)
    with preview.edited("macros/stories/feature-platform.yml", "{value: 110, unit: ms", "{value: 200, unit: ms"):
        expect(change).to_have_text("−60\u00a0%", timeout=PATIENCE)
    expect(change).to_have_text("−78\u00a0%", timeout=PATIENCE)
    page.goto("about:blank")


MISTAKES = (
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
)
ENDS = (
    ("macros/formulas/change.py", "def relative_change(", "def relative_change((", "change.py:"),  # it is no Python
    ("macros/formulas/change.py", 'title="Relative change"', 'title="x", titel="Relative change"', "'titel'"),
    ("macros/presentation/html/working.html.jinja", "It comes to: ", "{% if %}", "working.html.jinja:"),
    ("mkdocs.yml", "site_name: ", "site_name: [", "mkdocs.yml"),
)


@pytest.mark.parametrize("edits", [MISTAKES, ENDS], ids=["in a page", "that ends a build"])
def test_the_preview_shows_each_mistake_in_the_page_and_recovers(
    edits: Sequence[tuple[str, str, str, str]], preview: Preview, page: Page
) -> None:
    said = len(preview.said)
    page.goto(preview.url)
    for file, old, new, told in edits:  # one is taken back as the next is made: what is told is told anew
        with preview.edited(file, old, new):
            expect(page.get_by_role("article")).to_contain_text(told, timeout=PATIENCE)
    for _, _, _, told in edits:
        expect(page.get_by_role("article")).not_to_contain_text(told, timeout=PATIENCE)
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
