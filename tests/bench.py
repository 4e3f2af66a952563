"""Speed and weight, `python -m tests.bench SITE`: as ratios, which hold on other machines too, with seconds behind."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load
from playwright.sync_api import sync_playwright

from macros.building.progress import Progress
from macros.exports.beside_pages import publish
from macros.exports.cache import Cache, code_version
from macros.library import Library
from macros.offline.listing import LIST_FILE, WORKER_FILE
from tests import lighthouse
from tests.audit import base_path, one_of_each_kind
from tests.builds import EXCEPTED, ROOT, copy_project, only_pages
from tests.load import load
from tests.serving import serving
from tests.site.places import ONE_OF_EACH
from tests.site.test_relevance import ASKING, WORKER, questions
from tests.weight import MOST, first_view, longest_answer, packed

RUNS = 3
FEW, MANY, LARGEST = 200, 1000, 2000
SECTIONS = 20
"""Folders that the pages are spread over."""
STORY = "feature-platform"
FIGURES = 10
"""Figures on a page, in turn from all that the story has."""
PROSE = (
    "The path from a raw event to a served feature was owned by several teams, and each of them saw a part of it. "
    "Nobody could say where a wrong value had come from, so that every question ended in a meeting and a guess. "
    "We wrote the contract down, put a test on both ends of it, and moved the readers over one at a time. "
)
HOME = "---\ntitle: Home\ndescription: The first of many.\nkind: page\n---\n\nHome.\n"
EXPANDED_HOOK = '''"""Keep the Markdown that the macros plugin has expanded."""
from pathlib import Path
from mkdocs.plugins import event_priority


@event_priority(-100)
def on_page_markdown(markdown, page, config, files):
    from macros.building.vocabulary import aside

    markdown = aside.put_back(markdown)
    path = Path(config["config_file_path"]).parent / "expanded" / page.file.src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    front = page.file.content_string.split("\\n---\\n", 1)[0]
    front = front.replace("\\ntemplate: home.html", "")  # Material alone hasn't got it
    path.write_text(f"{front}\\n---\\n{markdown}", encoding="utf-8")
'''


_TYPE = f"""{ASKING}
  const times = [];
  for (const query of queries) {{
    for (let end = 1; end <= query.length; end += 1) {{
      const begun = performance.now();
      await ask(query.slice(0, end));
      times.push(performance.now() - begun);
    }}
  }}
  return times;
}}"""


def main() -> int:
    """Print every measure with its goal."""
    site = Path(sys.argv[1]).resolve()
    busy = os.getloadavg()[0]
    noisy = "; other work is going on, so scores of speed are too bad" if busy > 1 else ""
    machine = f"{os.cpu_count()} processors, load {busy:.1f}{noisy}"
    print(f"machine: {machine}; builds: processor seconds, median of {RUNS}", flush=True)
    for bench in (building, whole_site, exporting, first_views, search_index, typing, filling, phone, load):
        for line in bench(site):
            print(line, flush=True)
    return 0


def told(what: str, measured: float, goal: float, behind: str, digits: int = 2) -> str:
    """Word a measure that should not be above its goal."""
    verdict = "met" if measured <= goal else "NOT MET"
    return f"{what}: {measured:.{digits}f} (goal ≤ {goal:g}, {verdict}); {behind}"


# Building


def building(_: Path) -> Iterator[str]:
    """Compare builds of synthetic pages: with macros and without, few and many."""
    with tempfile.TemporaryDirectory() as folder:
        few, many, most = (_project(Path(folder) / str(count), count) for count in (FEW, MANY, LARGEST))
        progress = Progress(f"builds of {FEW}, of {MANY} and of {LARGEST} pages", 1 + 4 * RUNS)
        _build(few, "expanding.yml")
        progress.step()
        plain = _median(few, "plain.yml", progress)
        macros = _median(few, "macros.yml", progress)
        large = _median(many, "macros.yml", progress)
        largest = _median(most, "macros.yml", progress)
    size = f"pages of {FIGURES} figures and 2 included snippets"
    behind = f"{FEW} {size} {macros:.1f} s, the same already expanded, by Material without macros, {plain:.1f} s"
    yield told("cost of macros", macros / plain, 1.25, behind)
    for count, seconds in ((MANY, large), (LARGEST, largest)):
        behind = f"{count} pages {seconds:.1f} s, {FEW} pages {macros:.1f} s"
        yield told(f"growth to {count} pages", seconds / macros, count / FEW, behind)


def _project(root: Path, count: int) -> Path:
    """Lay a copy of the project out with synthetic pages in the place of its own."""
    root.mkdir()
    copy_project(root)
    for number in (1, 2):
        (root / "snippets" / "partials" / f"bench-{number}.md").write_text(
            f"Snippet {number}. {PROSE}\n", encoding="utf-8"
        )
    (root / "keep_expanded.py").write_text(EXPANDED_HOOK, encoding="utf-8")
    figures = itertools.cycle(Library().ledger(STORY).figures)
    places = [f"section-{number % SECTIONS}/page-{number}.md" for number in range(count)]
    for place in places:
        path = root / "docs" / place
        path.parent.mkdir(exist_ok=True)
        path.write_text(_page(path.stem, list(itertools.islice(figures, FIGURES))), encoding="utf-8")
    (root / "docs" / "index.md").write_text(HOME, encoding="utf-8")
    sections = [
        {f"Section {one}": [place for place in places if place.startswith(f"section-{one}/")]}
        for one in range(SECTIONS)
    ]
    only_pages(root, ["index.md", *places])
    _configure(root, {"INHERIT": "mkdocs.yml", "nav": ["index.md", EXCEPTED, {"Answers": sections}]})
    return root


def _configure(root: Path, settings: dict[str, Any]) -> None:
    """Write the configurations to build with: with macros, keeping what they expand, and what was kept without them."""
    given = yaml_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    without_macros = [plugin for plugin in given["plugins"] if "macros" not in plugin]
    theme = {name: value for name, value in given["theme"].items() if name != "custom_dir"}
    plain = {"docs_dir": "plain", "plugins": without_macros, "hooks": [], "theme": theme, "edit_uri": None} | {
        "strict": False  # two pages lead to schemas, which a hook writes
    }
    configurations = {
        "macros.yml": settings,
        "expanding.yml": settings | {"hooks": [*given["hooks"], "keep_expanded.py"]},
        "plain.yml": given | {name: value for name, value in settings.items() if name != "INHERIT"} | plain,
    }
    for name, configuration in configurations.items():  # JSON is YAML
        (root / name).write_text(json.dumps(configuration), encoding="utf-8")


def _page(name: str, figures: list[str]) -> str:
    """Write a page of some 1,400 words with the parts that an answer page has."""
    paragraphs = [f'It came to {{{{ figure("{STORY}.{figure}") }}}}. {PROSE}{PROSE}' for figure in figures]
    parts = [
        f"---\ntitle: {name}\ndescription: A synthetic page.\nkind: page\n---",
        '{% include "bench-1.md" %}',
        *(f"## Part {number}\n\n{paragraph}" for number, paragraph in enumerate(paragraphs[:6])),
        "| Less like | More like |\n| --- | --- |\n" + "| It had no effect. | The interval includes zero. |\n" * 6,
        *(f'??? question "Question {number}"\n\n    {paragraph}' for number, paragraph in enumerate(paragraphs[6:8])),
        f'=== "2 minutes"\n\n    {paragraphs[8]}\n\n=== "5 minutes"\n\n    {paragraphs[9]}',
        '{% include "bench-2.md" %}',
    ]
    return "\n\n".join(parts) + "\n"


def _median(root: Path, configuration: str, progress: Progress) -> float:
    """Build some times; give the median of the processor seconds."""
    if configuration == "plain.yml" and not (root / "plain").exists():
        (root / "expanded").rename(root / "plain")
        (root / "plain" / "assets").symlink_to(root / "docs" / "assets")
    seconds = []
    for _ in range(RUNS):
        seconds.append(_build(root, configuration))
        progress.step()
    return statistics.median(seconds)


def _spent() -> float:
    """Tell the processor seconds of finished commands; unlike the clock they hardly notice what else is going on."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _build(root: Path, configuration: str, out: Path | None = None) -> float:
    site = out or root / "site"
    shutil.rmtree(site, ignore_errors=True)  # MkDocs would clear it, and each configuration leaves another
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--config-file",
        configuration,
        "--site-dir",
        str(site),
    ]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(root), "STORIES": ""}
    begun = _spent()
    result = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    seconds = _spent() - begun
    if result.returncode != 0:
        raise RuntimeError(f"{configuration} did not build: {(result.stdout + result.stderr)[-800:]}")
    return seconds


def whole_site(site: Path) -> Iterator[str]:
    """Compare a build of the whole playbook with one of the same pages already expanded, by Material without macros."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "whole"
        root.mkdir()
        copy_project(root)
        (root / "keep_expanded.py").write_text(EXPANDED_HOOK, encoding="utf-8")
        _configure(root, {"INHERIT": "mkdocs.yml"})
        progress = Progress("builds of the whole playbook", 1 + 2 * RUNS)
        _build(root, "expanding.yml")
        progress.step()
        plain = _median(root, "plain.yml", progress)
        macros = _median(root, "macros.yml", progress)
    pages = sum(1 for _ in site.rglob("index.md"))
    behind = f"{pages} pages {macros:.1f} s, the same already expanded, by Material alone, {plain:.1f} s"
    yield told("the whole playbook", macros / plain, 1.5, behind)


def exporting(site: Path) -> Iterator[str]:
    """Compare the exports, with nothing kept and with everything kept, with the build that they follow."""
    with tempfile.TemporaryDirectory() as folder:
        progress = Progress("exports and a build", 2 + RUNS)
        copy, kept = Path(folder) / "site", Path(folder) / "kept"
        shutil.copytree(site, copy)
        begun = time.monotonic()
        publish(copy, Cache(kept, code_version()), ROOT / "docs")
        cold = time.monotonic() - begun
        progress.step()
        seconds = []
        for _ in range(RUNS):
            begun = time.monotonic()
            publish(copy, Cache(kept, code_version()), ROOT / "docs")
            seconds.append(time.monotonic() - begun)
            progress.step()
        begun = time.monotonic()
        _build(ROOT, "mkdocs.yml", Path(folder) / "built")
        built = time.monotonic() - begun
        progress.step()
    warm = statistics.median(seconds)
    behind = f"{warm:.2f} s after a build of {built:.1f} s; {cold:.1f} s with nothing kept"
    yield told("exports when nothing has changed ÷ build", warm / built, 0.05, behind)


# Weight


def first_views(site: Path) -> Iterator[str]:
    """Weigh what Chromium asks for when it opens the longest answer, and a page of each kind."""
    with serving(site, base_path(site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lighthouse.browser_path())
        longest = longest_answer(site)
        for name, weigh in _weighers().items():
            view = first_view(browser, site, home, longest, weigh=weigh)
            behind = f"{len(view.files)} files: {view.by_kind()}; {longest}"
            yield told(f"first view of the longest answer, {name}, kB", view.total / 1000, MOST / 1000, behind, 1)
        for kind, address in ONE_OF_EACH.items():
            view = first_view(browser, site, home, address)
            yield f"first view, {kind}: {view.total / 1000:.1f} kB in {len(view.files)} files: {view.by_kind()}"
        browser.close()
    worker, listed = (packed((site / name).read_bytes()) / 1000 for name in (WORKER_FILE, LIST_FILE))
    yield f"after the first view, to keep pages: {worker:.1f} kB of worker, {listed:.1f} kB of list"


def _weighers() -> dict[str, Callable[[bytes], int]]:
    """Give the ways to compress that are there, by what a file weighs then."""
    found: dict[str, Callable[[bytes], int]] = {"gzip": packed}
    with contextlib.suppress(ImportError):
        brotli = import_module("brotli").compress
        found["brotli"] = lambda body: min(len(brotli(body)), len(body))
    return found


def search_index(site: Path) -> Iterator[str]:
    """Weigh the search index against the pages that it finds."""
    index = (site / "search" / "search_index.json").read_bytes()
    found = json.loads(index)["docs"]["pages"]
    pages = sum(1 for _ in site.rglob("index.md"))
    for name, weigh in _weighers().items():
        size = weigh(index) / 1000
        behind = f"{size:.1f} kB for a site of {pages} pages, of which it finds {len(found)}"
        yield told(f"search index, {name}, kB a page", size / pages, 2.5, behind)


def typing(site: Path) -> Iterator[str]:
    """Type queries and whole questions of the relevance test, and time each letter's way to the search and back."""
    with serving(site, base_path(site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lighthouse.browser_path())
        page = browser.new_page()
        page.goto(home)
        for column, step in (("query", 1), ("question", 6)):  # of the questions every sixth: they are long
            asked = [question[column] for question in questions("seen")[::step]]
            times: list[float] = page.evaluate(_TYPE, {"worker": WORKER, "queries": asked})
            centiles = statistics.quantiles(times, n=100)
            behind = f"median {centiles[49]:.1f} ms, longest {max(times):.0f} ms, {len(times)} keystrokes"
            yield told(f"a keystroke of a {column} in the search, 95th percentile, ms", centiles[94], 16, behind, 1)
        browser.close()


# Forms

LARGEST_FORM = "templates/metrics-tree/"
# Types a sentence letter by letter into every text area of the form, and takes the time from the key to the paint.
_TYPE_IN_FORM = """async (form) => {
  const times = [];
  for (const area of form.querySelectorAll("textarea")) {
    area.focus();
    for (const letter of "twelve of forty agents, since May") {
      await new Promise(requestAnimationFrame);
      const start = performance.now();
      document.execCommand("insertText", false, letter);
      form.getBoundingClientRect(); // the layout that a paint needs
      times.push(performance.now() - start);
    }
  }
  return times;
}"""


def filling(site: Path) -> Iterator[str]:
    """Type into the largest form, and time each key up to the layout that the paint needs."""
    with serving(site, base_path(site)) as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=lighthouse.browser_path())
        page = browser.new_page()
        page.goto(home + LARGEST_FORM)
        page.locator(".tabbed-labels").get_by_text("Yours", exact=True).click()
        form = page.locator(".pb-yours__form")
        form.locator("textarea").first.wait_for()
        times: list[float] = form.evaluate(_TYPE_IN_FORM)
        centiles = statistics.quantiles(times, n=100)
        behind = f"median {centiles[49]:.1f} ms, longest {max(times):.0f} ms, {len(times)} keys"
        yield told("a key in the largest form, 95th percentile, ms", centiles[94], 16, behind, 1)
        browser.close()


# Phone


def phone(site: Path) -> Iterator[str]:
    """Run Lighthouse on one page of each kind, served with gzip."""
    with serving(site, base_path(site), compressed=True) as home:
        chosen = one_of_each_kind(site)
        progress = Progress("pages measured by Lighthouse", len(chosen))
        measured = {}
        for kind, address in chosen.items():
            measured[kind] = lighthouse.scores(home + address)
            progress.step()
        for kind, scores in measured.items():
            verdict = "met" if scores.performance >= lighthouse.GOAL else "NOT MET"
            yield f"Lighthouse, phone, {kind} (goal ≥ {lighthouse.GOAL} for speed, {verdict}): {scores}"


if __name__ == "__main__":
    sys.exit(main())
