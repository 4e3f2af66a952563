"""What tests share: the built site, a server that offers it below a path, and a real browser."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.database import DirectoryBasedExampleDatabase
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Playwright, sync_playwright

from tests.builds import ROOT, build
from tests.embeds import Embedding, embedding
from tests.order import ordered
from tests.serving import serving
from tests.small_project import SmallProject
from tests.small_site import SmallSite
from tests.tab import Tab
from tests.windows import DESK

# The same examples on every run, so that a failure is a fault and not luck; no time limit, machines differ. Every night
# ten times as many are drawn anew, and those that once failed are kept in .hypothesis/ and tried first.
settings.register_profile("playbook", deadline=None, max_examples=100, derandomize=True, database=None)
KEPT = DirectoryBasedExampleDatabase(ROOT / ".hypothesis")
settings.register_profile("nightly", deadline=None, max_examples=1000, derandomize=False, database=KEPT)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or "playbook")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let one process build the site while the other does what needs none, and let what takes long come first."""
    items[:] = ordered(items)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as `make build` does: once, for all the processes that test it."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    folder = shared / "built-site"
    with (shared / "built-site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        said = shared / "built-site.txt"
        if not said.exists():
            result = build(ROOT, folder)
            said.write_text("" if result.returncode == 0 else result.stdout, encoding="utf-8")
        assert said.read_text(encoding="utf-8") == ""  # a site that doesn't build isn't tried again for every test
    return folder


@pytest.fixture(scope="session")
def base_url(site: Path) -> Iterator[str]:
    """The address of the served site, with a slash at its end."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def unthemed_url(site: Path) -> Iterator[str]:
    """The address of the site with our own scripts alone, for what a test tries on page after page."""
    with serving(site, themed=False) as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What launches browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Callable[..., Browser]:
    """Starts a real Chromium, the one that `.ci/browser` found, with further flags."""
    executable = (ROOT / ".venv" / "browser").read_text(encoding="utf-8").strip()
    return lambda *flags: playwright.chromium.launch(executable_path=executable, args=flags)


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A real Chromium."""
    launched = launch()
    yield launched
    launched.close()


@pytest.fixture(scope="module")
def modules(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of the site, from which its modules can be imported."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{base_url}formulas/")
    yield opened
    context.close()


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Tab]:
    """A tab for test after test."""
    opened = Tab(browser)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def copying_tab(browser: Browser) -> Iterator[Tab]:
    """A tab for test after test, whose clipboard they may read."""
    opened = Tab(browser, "clipboard-read", "clipboard-write")
    yield opened
    opened.close()


@contextlib.contextmanager
def _uncomplaining(opened: Page) -> Iterator[Page]:
    """A page on which a script error or a console error fails the test."""
    problems: list[str] = []

    def fails(error: Error) -> None:
        problems.append(f"{opened.url}: {error}")

    def says(message: ConsoleMessage) -> None:
        if message.type == "error":
            problems.append(f"{opened.url}: {message.text}")

    opened.on("pageerror", fails)
    opened.on("console", says)
    yield opened
    opened.remove_listener("pageerror", fails)
    opened.remove_listener("console", says)
    assert problems == []


@pytest.fixture
def page(tab: Tab) -> Iterator[Page]:
    """A page at desktop size, as good as new; a script error or a console error on it fails the test."""
    try:
        with _uncomplaining(tab.page):
            yield tab.page
    finally:
        tab.clear()


@pytest.fixture
def own_page(browser: Browser) -> Iterator[Page]:
    """The same, but new, for tests that leave behind what can't be taken back."""
    context = browser.new_context(viewport=DESK)
    with _uncomplaining(context.new_page()) as opened:
        yield opened
    context.close()


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    """A small project of sources without a mistake."""
    return SmallProject(tmp_path)


@pytest.fixture
def context(copying_tab: Tab) -> Iterator[BrowserContext]:
    """A browser as good as new, whose clipboard a test may read."""
    yield copying_tab.context
    copying_tab.clear()


@pytest.fixture
def own_context(browser: Browser) -> Iterator[BrowserContext]:
    """The same, but new, for tests that leave behind what can't be taken back."""
    opened = browser.new_context(viewport=DESK, permissions=["clipboard-read", "clipboard-write"])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def embedded(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedding]:
    """The embeds at one origin, and pages that show them at another."""
    with embedding(site, tmp_path_factory.mktemp("embeds")) as opened:
        yield opened


@pytest.fixture
def small(tmp_path: Path) -> SmallSite:
    """An empty project."""
    return SmallSite(tmp_path)
