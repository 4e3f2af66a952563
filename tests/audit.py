"""The slow twin of the tests, `python -m tests.audit SITE`: visits, axe, Nu HTML checker, Lighthouse, LibreOffice."""

from __future__ import annotations

import contextlib
import itertools
import json
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html
from playwright.sync_api import Browser, Page, sync_playwright

from macros.building.progress import Progress
from macros.built.page import GENERATED
from tests import lighthouse
from tests.accessibility import reveal, violations
from tests.builds import ROOT, build
from tests.filling import TEMPLATES, most_sheets, sheets
from tests.office import unread
from tests.overlay import lay_over
from tests.serving import serving
from tests.site.places import PAGES
from tests.visiting import Visitor
from tests.windows import DESK, PHONE

BROWSERS = 2
"""So many judge pages at the same time."""
BATCH = 60
"""So many pages are given to the HTML checker at once."""
SCHEMES = {"light": "default", "dark": "slate"}
"""What a browser asks for, and what Material calls it."""
SIZES = ((1366, 900), (375, 720))
SETTINGS = tuple(itertools.product(SCHEMES, SIZES))


@dataclass(frozen=True)
class Filter:
    """What the HTML checker says of every Material site or of what is newer than itself, and why that is let pass."""

    message: str
    """How the message begins, as a pattern."""
    extract: str
    """What its excerpt holds, as a pattern."""
    reason: str


FILTERS = (
    Filter(
        "Attribute “autocomplete” is only allowed when the input type is",
        r'class="md-toggle"|"pb-read"><input',
        "Material, and we, keep the browser from restoring the state of a check box, which browsers understand",
    ),
    Filter(
        "Trailing slash on void elements has no effect",
        r"/>",
        "Markdown's tab, image and line break writers close elements as XHTML did; browsers ignore the slash",
    ),
    Filter(
        "Inline script violates Content Security Policy",
        r'<script id="__config" type="application/json">',
        "Material's settings are data, which no policy forbids; the checker takes them for a script",
    ),
    Filter(
        "This document has heading elements but none of them has a computed heading level of 1",
        r">\s*<h2",
        "an embed begins at level 2, below the heading of the page that shows it",
    ),
    Filter(
        r"CSS: (“(position-area|anchor-name|position-anchor|position-try-fallbacks|container-type|math-style|"
        r"paint-order|vector-effect)”: Property|Unrecognized at-rule “@container”)",
        "",
        "newer than the checker; a browser that does not know the property passes over it, and the page stands without",
    ),
    Filter(
        r"CSS: “justify-self”: “anchor-center” is not a",
        "",
        "a value as new as those properties",
    ),
)


def main() -> int:
    """Audit a built site; give 1 when anything was found."""
    site = Path(sys.argv[1]).resolve()
    found = 0
    for audit in (overlay, reading, accessibility, validity, speed, printing, office):
        begun = time.monotonic()
        findings, summary = audit(site)
        for finding in findings:
            print(f"  {finding}")
        print(
            f"{audit.__name__}: {summary}; {len(findings) or 'no'} findings, {time.monotonic() - begun:.0f} s",
            flush=True,
        )
        found += len(findings)
    print(f"audit: {'clean' if not found else f'{found} findings'}")
    return 1 if found else 0


def base_path(site: Path) -> str:
    """Tell the path that the site was built for; its page for what is not there names files from there."""
    (canonical,) = lxml.html.fromstring((site / "index.html").read_bytes()).xpath("//link[@rel='canonical']/@href")
    return urlsplit(str(canonical)).path.strip("/")


def addresses(site: Path) -> list[str]:
    """Name every page of the site, its embeds and print views included, from its home page."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("*.html"))


def themed(site: Path) -> list[str]:
    """Name every page that the theme made."""
    return [address for address in addresses(site) if not address.startswith(GENERATED)]


# A reader's own stories


def overlay(_: Path) -> tuple[list[str], str]:
    """Build the whole site with a reader's own stories; tests/site builds some pages so."""
    with tempfile.TemporaryDirectory() as folder:
        stories, out = Path(folder) / "no", Path(folder) / "my site"
        lay_over(stories)
        result = build(ROOT, out, stories)
        files = sum(path.is_file() for path in out.rglob("*"))
    findings = [] if result.returncode == 0 else [f"the build fails: {result.stdout[-500:]}"]
    return findings, f"{files} files of a site with a reader's own stories"


# Reading


def reading(site: Path) -> tuple[list[str], str]:
    """Visit every page with everything running; tests/site visits those that together have all that scripts know of."""
    findings = []
    progress = Progress("pages visited", len(PAGES))
    with serving(site, base_path(site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lighthouse.browser_path())
        visitor = Visitor(browser.new_context(viewport=PHONE).new_page())
        for address in PAGES:
            findings += [f"{address or 'home'} {fault}" for fault in visitor.visit(home + address).faults(home)]
            progress.step()
        browser.close()
    return findings, f"{len(PAGES)} pages on a phone"


# Accessibility

View = tuple[str, str, tuple[int, int]]
"""A page by its address, in a colour scheme and a size."""


class Shared(Progress):
    """A progress that several threads make."""

    def __init__(self, what: str, total: int) -> None:
        super().__init__(what, total)
        self.lock = threading.Lock()

    def step(self) -> None:
        """Count one more."""
        with self.lock:
            super().step()


def accessibility(site: Path) -> tuple[list[str], str]:
    """Run axe over every page, in both colour schemes and two sizes; tests/site opens the tools and judges those.

    Embeds and print views have neither scheme nor navigation of the theme; tests/site judges one of each kind.
    """
    pages = themed(site)
    views: queue.SimpleQueue[View] = queue.SimpleQueue()
    for (scheme, size), address in itertools.product(SETTINGS, pages):
        views.put((address, scheme, size))
    progress = Shared("views judged by axe", views.qsize())
    with serving(site, base_path(site)) as home, ThreadPoolExecutor(BROWSERS) as pool:
        judging = [pool.submit(_judge, home, views, progress) for _ in range(BROWSERS)]
        results = [result for one in judging for result in one.result()]
    places: defaultdict[str, list[str]] = defaultdict(list)
    for where, lines in results:
        for line in lines:
            places[line].append(where)
    findings = [f"{line} | {len(where)} views, first {where[0]}" for line, where in places.items()]
    return findings, f"{len(results)} views of {len(pages)} pages"


def _judge(home: str, views: queue.SimpleQueue[View], progress: Shared) -> list[tuple[str, list[str]]]:
    """Judge views, in a browser of its own, until none is left."""
    results = []
    with sync_playwright() as playwright, contextlib.suppress(queue.Empty):
        browser = playwright.chromium.launch(executable_path=lighthouse.browser_path())
        while True:
            address, scheme, size = views.get_nowait()
            page = _opened(browser, home + address, scheme, size)
            reveal(page)
            results.append((f"{address or 'home'} {scheme} {size[0]}", violations(page, passed=None)))
            page.context.close()
            progress.step()
    return results


def _opened(browser: Browser, address: str, scheme: str, size: tuple[int, int]) -> Page:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    shown = page.locator("body").get_attribute("data-md-color-scheme")
    assert shown == SCHEMES[scheme], f"{address} shows the scheme {shown}, not {SCHEMES[scheme]}"
    return page


# Validity


def validity(site: Path) -> tuple[list[str], str]:
    """Run the Nu HTML checker over every page, and over the styles and drawings that are ours."""
    pages = addresses(site)
    own = ROOT / "docs" / "assets"
    styles = sorted(
        str(path) for folder in (own, ROOT / "macros" / "exports" / "assets") for path in folder.rglob("*.css")
    )
    drawings = sorted(str(path) for path in own.rglob("*.svg"))
    # Served, not read from files: so the checker tells whether a page's security policy lets its own files through.
    with serving(site, base_path(site)) as home:
        jobs = [[home + address for address in pages[start : start + BATCH]] for start in range(0, len(pages), BATCH)]
        jobs += [["--css", *styles], ["--svg", *drawings]]
        progress = Progress("parts of the site read by the HTML checker", len(jobs))
        messages = []
        for job in jobs:
            messages += _check(job)
            progress.step()
    used = set()
    findings = []
    for message in messages:
        fitting = [
            one
            for one in FILTERS
            if re.match(one.message, message["message"]) and re.search(one.extract, message.get("extract", ""))
        ]
        used.update(fitting)
        if not fitting:
            findings.append(_told(message, home))
    findings += [f"unused filter, remove it from tests/audit.py: {one.message}" for one in FILTERS if one not in used]
    return findings, (
        f"{len(pages)} pages, {len(styles)} styles, {len(drawings)} drawings; {len(messages)} messages, "
        f"{len(FILTERS)} filters"
    )


def _check(arguments: list[str]) -> list[dict[str, str]]:
    jar = lighthouse.TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    allowed = "-Dnu.validator.servlet.allow-forbidden-hosts=true"  # this machine is one of them
    result = subprocess.run(
        ["java", "-Xss8m", allowed, "-jar", str(jar), "--format", "json", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if not result.stderr.startswith("{"):
        raise RuntimeError(f"the HTML checker failed: {result.stderr[-500:] or result.returncode}")
    messages: list[dict[str, str]] = json.loads(result.stderr)["messages"]
    return messages


def _told(message: dict[str, str], home: str) -> str:
    url = message.get("url", "").removeprefix(home).removeprefix("file:").removeprefix(f"{ROOT}/")
    where = f"{url}:{message.get('lastLine', '')}"
    return f"{where} {message['message']} | {' '.join(message.get('extract', '').split())[:120]}"


# Speed


def one_of_each_kind(site: Path) -> dict[str, str]:
    """Name the address of the largest page of each kind."""
    sized = sorted(PAGES, key=lambda address: (site / address / "index.html").stat().st_size)
    return {"home": "", **{PAGES[address]["kind"]: address for address in sized if address}}


def speed(site: Path) -> tuple[list[str], str]:
    """Run Lighthouse on the largest page of each kind, served as hosts do: compressed, over lasting connections."""
    findings = []
    told = []
    chosen = one_of_each_kind(site)
    progress = Progress("pages measured by Lighthouse", len(chosen))
    with serving(site, base_path(site), compressed=True) as home:
        for kind, address in chosen.items():
            scores = lighthouse.scores(home + address)
            told.append(f"  Lighthouse, {kind} ({address or 'home'}): {scores}")
            progress.step()
            findings += [
                f"{address or 'home'}: {category} {getattr(scores, category)}, at least {least} is needed"
                for category, least in lighthouse.LEAST.items()
                if getattr(scores, category) < least
            ]
            findings += [f"{address or 'home'}: {fault}" for fault in scores.faults]
    print("\n".join(told), flush=True)
    return findings, f"{len(chosen)} pages on a simulated phone, served with gzip"


# Paper and Word files


def printing(site: Path) -> tuple[list[str], str]:
    """Print every empty form; tests/site prints the longest."""
    with serving(site, base_path(site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lighthouse.browser_path())
        page = browser.new_context(viewport=DESK).new_page()
        counted = {address: sheets(page, home + address) for address in TEMPLATES}
        browser.close()
    findings = [
        f"{address} takes {count} sheets, {most_sheets(address)} are the most"
        for address, count in counted.items()
        if not 1 <= count <= most_sheets(address)
    ]
    return findings, f"the sheets of {len(counted)} empty forms"


def office(site: Path) -> tuple[list[str], str]:
    """Let LibreOffice read every template that a browser has filled."""
    with (
        serving(site, base_path(site)) as home,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory() as folder,
    ):
        browser = playwright.chromium.launch(executable_path=lighthouse.browser_path())
        findings = list(unread(browser, home, Path(folder)))
        browser.close()
    return findings, "the Word files of all filled templates in LibreOffice"


if __name__ == "__main__":
    sys.exit(main())
