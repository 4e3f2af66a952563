"""What a reader keeps: pages that were seen, or all; of one build, and without a server."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from macros.building.joined_styles import JOINED
from macros.offline.listing import LIST_FILE, write
from tests.serving import serving
from tests.site.places import ANSWER, ONE_OF_EACH, open_page

pytestmark = pytest.mark.xdist_group("offline")
KEEPING = "about/offline/"
TO_TAKE_ALONG = (".copies.json", "/yours.json")
TOOLS = ("workbook/", "workbook/coverage/", "workbook/prep/", "workbook/keep/")
_KEPT = """async () => {
  const found = {};
  for (const name of await caches.keys()) found[name] = (await (await caches.open(name)).keys()).map(({ url }) => url);
  return found;
}"""
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


@pytest.fixture
def host() -> Iterator[Host]:
    """A host that nobody uses yet."""
    one = Host()
    yield one
    one.stop()


def _built(site: Path, folder: Path, build: str) -> Path:
    """Copy a site as another build: its styles and the title of an answer say which."""
    shutil.copytree(site, folder, copy_function=os.link)
    _change(folder / JOINED, "", f":root {{ --build: {build} }}")
    _change(folder / ANSWER / "index.html", "</h1>", f" {build}</h1>")
    for name in ("offline.js", LIST_FILE):
        (folder / name).unlink()
    write(folder)
    return folder


def _change(path: Path, before: str, put: str) -> None:
    """Put words into a file that is a link to another's."""
    text = path.read_text(encoding="utf-8")
    path.unlink()
    path.write_text(text.replace(before, put, 1) if before else text + put, encoding="utf-8")


def _wait_until_kept(page: Page, *files: str) -> None:
    """Wait until files are kept, in one cache and no other beside it."""
    page.wait_for_function(
        f"""async (files) => {{
          const kept = Object.values(await ({_KEPT})());
          return kept.length === 1 && files.every((file) => kept[0].some((url) => url.endsWith(file)));
        }}""",
        arg=files,
    )


def _shown(page: Page, address: str) -> tuple[str, str]:
    """Open the answer; tell of which build it is, and of which its styles are."""
    page.goto(address)
    title = page.locator("h1").inner_text().rstrip("¶")
    return title.split()[-1], page.evaluate(_BUILD)


def _kept(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = page.evaluate(_KEPT)
    return found


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that has never been here."""
    context = browser.new_context()
    yield context
    context.close()


def test_a_page_that_was_seen_can_be_read_without_a_server_and_each_build_stays_by_itself(
    site: Path, host: Host, reader: BrowserContext, tmp_path: Path
) -> None:
    page = reader.new_page()
    first, second, half = (_built(site, tmp_path / name, name) for name in ("first", "second", "half"))
    _change(half / JOINED, "half", "torn")  # uploaded while the rest was not
    host.show(first)
    answer = host.home + ANSWER
    page.goto(answer)
    _wait_until_kept(page, ANSWER, JOINED, "playbook-sans.woff2", "drawer.js")

    host.stop()
    assert _shown(page, answer) == ("first", "first")
    expect(page.locator("button.pb-drawer")).to_be_attached()  # scripts run too
    with pytest.raises(Error, match="ERR_FAILED"):
        reader.new_page().goto(f"{host.home}formulas/ratio/")

    host.show(half)  # a build that can't be had whole doesn't take over
    assert _shown(page, answer)[0] == "half"
    host.stop()
    styles = f"fetch('{host.home}{JOINED}', {{ cache: 'no-store' }}).then((one) => one.text()).catch(() => 'nothing')"
    assert page.evaluate(styles) == "nothing"  # nothing old for what is new
    assert _shown(page, answer) == ("first", "first")
    assert "--build: first" in page.evaluate(styles)

    host.show(second)
    assert _shown(page, answer) == ("second", "second")
    page.wait_for_function(f"async () => Object.keys(await ({_KEPT})()).length === 1")
    _wait_until_kept(page, ANSWER, JOINED)
    host.stop()
    assert _shown(page, answer) == ("second", "second")


def test_all_of_it_can_be_kept_and_searched_renewed_and_removed(
    site: Path, host: Host, reader: BrowserContext, tmp_path: Path
) -> None:
    page = reader.new_page()
    first, second = (_built(site, tmp_path / name, name) for name in ("first", "second"))
    failed: list[str] = []
    host.show(first)
    open_page(page, host.home + KEEPING)
    keep, remove = page.get_by_role("button", name="Keep for the train"), page.get_by_role("button", name="Remove")
    status = page.locator(".pb-offline [role=status]")
    expect(status).to_contain_text("files are kept")
    keep.focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("All of it is kept", timeout=60_000)
    expect(remove).to_be_focused()

    host.stop()
    page.on("requestfailed", lambda request: failed.append(request.url))
    for address in (*ONE_OF_EACH.values(), *TOOLS):
        open_page(page, host.home + address)
        page.wait_for_load_state("networkidle")
    page.goto(f"{host.home}?q=latency")
    page.locator(".md-search-result__link").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert [url for url in failed if not url.endswith(TO_TAKE_ALONG)] == []

    host.show(second)
    page.goto(host.home)
    (old,) = _kept(page).values()
    page.wait_for_function(f"async () => !Object.keys(await ({_KEPT})()).includes({str(next(iter(_kept(page))))!r})")
    ((_, new),) = _kept(page).items()
    assert {url for url in old if "?" not in url} <= set(new)
    host.stop()
    assert _shown(page, host.home + ANSWER) == ("second", "second")

    open_page(page, host.home + KEEPING)
    expect(status).to_contain_text("All of it is kept")
    remove.click()
    expect(status).to_contain_text("Nothing is kept any more")
    assert not any(_kept(page).values())
