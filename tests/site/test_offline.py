"""What a reader keeps: pages that were seen, or all; of one build, and without a server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, expect

from macros.building.joined_styles import JOINED
from macros.offline.listing import LIST_FILE, WORKER_FILE, write
from tests.lighthouse import browser_path
from tests.serving import serving
from tests.site.places import ANSWER, ONE_OF_EACH, open_page

pytestmark = pytest.mark.xdist_group("offline")
KEEPING = "about/offline/"
TO_TAKE_ALONG = (".copies.json", "/yours.json")
LEFT = "net::ERR_ABORTED"
"""What happens to requests of a page that is left."""
TOOLS = ("workbook/", "workbook/coverage/", "workbook/prep/", "workbook/keep/")
_KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return found;
}"""
_WAIT = f"""async ({{ files, without, alone }}) => {{
  const end = performance.now() + 60_000;
  for (;;) {{
    const kept = Object.entries(await ({_KEPT})());
    const has = ([name, urls]) => name !== without && files.every((file) => urls.some((url) => url.endsWith(file)));
    if (kept.some(has) && (kept.length === 1 || !alone)) return;
    if (performance.now() > end) throw new Error(kept.map(([name, {{ length }}]) => `${{name}}: ${{length}}`));
    await new Promise(requestAnimationFrame);
  }}
}}"""
_NAMED = "(text) => text.match(/--build: (\\w+)/)[1]"
_BUILD = "getComputedStyle(document.documentElement).getPropertyValue('--build')"


class Host:
    """A server that can be stopped, and that another build can be put on."""

    def __init__(self) -> None:
        self._running = ExitStack()
        self.home = ""

    def show(self, site: Path) -> None:
        """Serve a build, at the address of the one before."""
        self.stop()
        port = urlsplit(self.home).port or 0
        self.home = self._running.enter_context(serving(site, port=port))

    def stop(self) -> None:
        """Answer nobody."""
        self._running.close()


class Reader:
    """A browser with a memory that outlasts it."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self._browser, self._folder = browser, folder
        self._running = ExitStack()

    def open(self) -> Page:
        """Begin anew, with what was kept."""
        self.close()
        launch = self._browser.browser_type.launch_persistent_context
        return self._running.enter_context(launch(self._folder, executable_path=browser_path())).new_page()

    def close(self) -> None:
        """End all its pages and workers."""
        self._running.close()

    def renewed(self, page: Page, files: Collection[str], old: str) -> Page:
        """Wait until another build's worker has what was kept, begin anew, and wait until it has cleared up.

        The former worker has to end before. A browser ends workers that have nothing to do, but not always those that
        are watched, as all are here.
        """
        _wait_until_kept(page, files, old, alone=False)
        address = page.url
        page = self.open()
        page.goto(address)
        _wait_until_kept(page, files, old)
        return page


@pytest.fixture
def host() -> Iterator[Host]:
    """A host that nobody uses yet."""
    one = Host()
    yield one
    one.stop()


def _built(site: Path, folder: Path, build: str, minute: int) -> Path:
    """Copy a site as another build, made in its minute: its styles and the title of an answer say which."""
    shutil.copytree(site, folder, copy_function=os.link)
    _change(folder / JOINED, lambda text: f"{text}:root {{ --build: {build} }}", minute)
    _change(folder / ANSWER / "index.html", lambda text: text.replace("</h1>", f" {build}</h1>", 1), minute)
    for name in (WORKER_FILE, LIST_FILE):
        (folder / name).unlink()
    write(folder)
    return folder


def _change(path: Path, change: Callable[[str], str], minute: int) -> None:
    """Change a file that is a link to another's; servers tell versions apart by when they were written."""
    text = change(path.read_text(encoding="utf-8"))
    path.unlink()
    path.write_text(text, encoding="utf-8")
    written = path.stat().st_mtime + 60 * minute
    os.utime(path, (written, written))


def _wait_until_kept(page: Page, files: Collection[str], without: str = "", alone: bool = True) -> None:
    """Wait until files are kept in a cache that isn't the one of this name; and no other is beside it."""
    page.evaluate(_WAIT, {"files": list(files), "without": without, "alone": alone})


def _shown(page: Page, address: str) -> tuple[str, str]:
    """Open the answer; tell of which build it is, and of which its styles are."""
    page.goto(address)
    title = page.locator("h1").inner_text().rstrip("¶")
    return title.split()[-1], page.evaluate(_BUILD)


def _kept(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(_KEPT)
    return found


@pytest.fixture(scope="module")
def builds(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Two builds that follow each other, and one that was uploaded in part."""
    folder = tmp_path_factory.mktemp("offline")
    found = {name: _built(site, folder / name, name, minute) for minute, name in enumerate(("first", "half", "second"))}
    _change(found["half"] / JOINED, lambda text: text.replace("half", "torn"), 1)
    return found


@pytest.fixture
def reader(browser: Browser, tmp_path: Path) -> Iterator[Reader]:
    """A browser that has never been here."""
    one = Reader(browser, tmp_path)
    yield one
    one.close()


def test_a_page_that_was_seen_can_be_read_without_a_server_and_each_build_stays_by_itself(
    builds: Mapping[str, Path], host: Host, reader: Reader
) -> None:
    page = reader.open()
    host.show(builds["first"])
    answer = host.home + ANSWER
    page.goto(answer)
    _wait_until_kept(page, (ANSWER, JOINED, "playbook-sans.woff2", "drawer.js"))
    (old,) = _kept(page)

    host.stop()
    assert _shown(page, answer) == ("first", "first")
    expect(page.locator("button.pb-drawer")).to_be_attached()  # scripts run too
    with pytest.raises(Error, match="ERR_FAILED"):
        page.context.new_page().goto(f"{host.home}formulas/ratio/")

    host.show(builds["half"])  # a build that can't be had whole doesn't take over
    assert _shown(page, answer)[0] == "half"
    host.stop()
    styles = (
        f"fetch('{host.home}{JOINED}', {{ cache: 'no-store' }}).then((one) => one.text()).then({_NAMED}, () => null)"
    )
    assert page.evaluate(styles) is None  # nothing old for what is new
    assert _shown(page, answer) == ("first", "first")
    assert page.evaluate(styles) == "first"

    host.show(builds["second"])
    assert _shown(page, answer) == ("second", "second")
    page = reader.renewed(page, (ANSWER, JOINED), old)
    host.stop()
    assert _shown(page, answer) == ("second", "second")


def test_all_of_it_can_be_kept_and_searched_renewed_and_removed(
    builds: Mapping[str, Path], host: Host, reader: Reader
) -> None:
    page = reader.open()
    failed: list[str] = []
    host.show(builds["first"])
    open_page(page, host.home + KEEPING)
    keep, remove = page.get_by_role("button", name="Keep for the train"), page.get_by_role("button", name="Remove")
    status = page.locator(".pb-offline [role=status]")
    expect(status).to_contain_text("files are kept")
    keep.focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("All of it is kept", timeout=60_000)
    expect(remove).to_be_focused()

    host.stop()
    page.on("requestfailed", lambda request: failed.append(f"{request.failure} {request.url}"))
    for address in (*ONE_OF_EACH.values(), *TOOLS):
        open_page(page, host.home + address)
        expect(page.locator(".pb-workbook__without")).to_have_count(0)  # the workbook works too
    page.goto(f"{host.home}?q=latency")
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert [told for told in failed if not told.startswith(LEFT) and not told.endswith(TO_TAKE_ALONG)] == []

    ((old, files),) = _kept(page).items()
    host.show(builds["second"])
    page.goto(host.home)
    page = reader.renewed(page, [url for url in files if "?" not in url], old)
    host.stop()
    assert _shown(page, host.home + ANSWER) == ("second", "second")

    open_page(page, host.home + KEEPING)
    status = page.locator(".pb-offline [role=status]")
    expect(status).to_contain_text("All of it is kept")
    page.get_by_role("button", name="Remove").click()
    expect(status).to_contain_text("Nothing is kept any more")
    assert list(_kept(page).values()) == [[host.home + LIST_FILE]]
