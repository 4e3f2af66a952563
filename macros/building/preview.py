"""Which pages a preview builds anew after an edit: those that it touches, and of many those that somebody looks at."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import jinja2

from macros.building.failures import worded
from macros.formats import CARDS_FOLDER, DECK_FILE, PAGE_STEM, PLANS_FILE, QUESTIONS_FILE, TABLE_FILE
from macros.plan import SECTIONS_FOLDER
from macros.practice import plans

FEW = 10
"""So many pages are built at once; of more, each is built when somebody asks for it."""
_EXPORTED = (".md", ".txt", ".xml", ".json")
"""How the names of exported texts end; they are written when somebody asks for them."""
_GATHERED = {
    f"{SECTIONS_FOLDER}/{QUESTIONS_FILE}",
    f"{Path(plans.PAGE).parent}/{PLANS_FILE}",
    *(DECK_FILE, TABLE_FILE, f"{CARDS_FOLDER}/"),
}
"""What is gathered from many pages, by its address below the site; it is written when somebody asks for it."""
_MISTAKE = Path(__file__).parent / "html" / "mistake.html.jinja"
_log = logging.getLogger("mkdocs.playbook")
_FRONT_MATTER = re.compile(r"---\n.*?\n---\n", re.DOTALL)


class Preview:
    """Remembers, from build to build, what has been edited since and which pages still show what was before."""

    def __init__(self, root: Path, overlay: Path | None) -> None:
        """Begin with everything to be built.

        Args:
            root: the folder of the project.
            overlay: the folder of the reader's own stories, if there is one.
        """
        self.root = root
        self.folders = [root / name for name in ("docs", "snippets", "macros", "overrides", "mkdocs.yml")]
        self.overlays = [overlay] if overlay else []
        self.folders += self.overlays
        self.seen: dict[Path, tuple[int, str]] = {}
        self.stale: set[str] = set()
        self.asked: set[str] = set()
        self.begun = False
        self.taken: set[str] = set()
        self.mistake: str | None = None
        """Why the last build came to nothing."""

    def choose(self, pages: Collection[str]) -> set[str]:
        """Tell which pages to build now, given as their sources below docs/."""
        changed = self._changed()
        if self.begun:
            for path, before, after in changed:
                self.stale |= self._touched(path, before, after, pages)
        else:
            self.begun, self.stale = True, set(pages)
            return self._taken(self.stale)
        self.stale &= set(pages)
        return self._taken(self.stale if len(self.stale) <= FEW else self.stale & self.asked)

    def build(self, build: Callable[[], None]) -> None:
        """Build, and remember what was to be built where that came to nothing."""
        self.taken = set()
        try:
            build()
        except (Exception, SystemExit) as error:  # whatever it is, the preview tells it and lives on
            self.stale |= self.taken
            self.mistake = self.told(error)
        else:
            self.mistake = None

    def told(self, error: BaseException) -> str:
        """Put an error into words, in the terminal too."""
        words = worded(error, self.root)
        _log.error(" ".join(words.splitlines()))
        return words

    def _taken(self, chosen: set[str]) -> set[str]:
        self.stale = self.stale - chosen
        self.taken = chosen
        return chosen

    def _changed(self) -> list[tuple[Path, str, str]]:
        """Find the files that were edited, with their text before and after."""
        found = []
        present = {path for folder in self.folders for path in _files(folder)}
        for path in sorted(present):
            stamp = path.stat().st_mtime_ns
            known, before = self.seen.get(path, (0, ""))
            if stamp != known:
                after = path.read_text(encoding="utf-8", errors="replace")
                self.seen[path] = (stamp, after)
                found.append((path, before, after))
        found.extend((path, self.seen.pop(path)[1], "") for path in sorted(set(self.seen) - present))
        return found

    def _touched(self, path: Path, before: str, after: str, pages: Collection[str]) -> set[str]:
        """Tell which pages one edit touches."""
        inside = path.relative_to(self.root).parts if path.is_relative_to(self.root) else path.parts
        if inside[0] == "docs" and path.suffix == ".md":
            # Titles and descriptions stand on other pages too: in the navigation, in lists, as related answers.
            return set(pages) if _head(before) != _head(after) else {"/".join(inside[1:])}
        if inside[0] == "snippets" and path.name != "glossary.md":
            return self._naming(path.stem, pages)
        if inside[:2] == ("macros", "stories") or any(path.is_relative_to(folder) for folder in self.overlays):
            return self._naming(path.stem, pages)
        return set() if inside[0] == "docs" else set(pages)

    def _naming(self, name: str, pages: Iterable[str]) -> set[str]:
        """Find the pages that name a story or a snippet, themselves or through snippets."""
        snippets = _files(self.root / "snippets")
        names = {name}
        while reached := {path.stem for path in snippets if _names(names).search(self.seen[path][1])} - names:
            names |= reached
        return {page for page in pages if _names(names).search(self.seen[self.root / "docs" / page][1])}


def follow(
    server: Any,
    preview: Preview,
    pages: Callable[[], Mapping[str, str]],
    export: Callable[[Path, str], None],
    gather: Callable[[Path], None],
) -> None:
    """Make a preview's server note which pages are looked at, and build those that are stale before it serves them.

    While the project can't be built, each page shows why.

    Args:
        server: the live-reload server of MkDocs.
        preview: what it remembers.
        pages: gives the source of each page by its address below the site.
        export: writes the texts of the page at an address beside it, into the folder of the built site.
        gather: writes what is gathered from many pages into that folder.
    """
    build, serve = server.builder, server.serve_request
    one_at_a_time = threading.Lock()
    shown = jinja2.Template(_MISTAKE.read_text(encoding="utf-8"), autoescape=True)

    def build_alone() -> None:
        with one_at_a_time:
            preview.build(build)

    def serve_fresh(environ: dict[str, Any], start_response: Any) -> Any:
        address = environ["PATH_INFO"].removeprefix(server.mount_path).removesuffix("index.html")
        source = pages().get(address)
        if source is not None:
            preview.asked = {source}
            if source in preview.stale and not preview.mistake:  # an edit makes it try again
                build_alone()
        if preview.mistake and source is not None:
            start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
            return [shown.render(told=preview.mistake).encode()]
        folder, _, name = address.rpartition("/")
        beside_page = f"{folder}/" in pages() if folder else name.startswith(PAGE_STEM)
        try:
            if not preview.mistake and address in _GATHERED:
                with one_at_a_time:
                    gather(Path(server.root))
            elif not preview.mistake and beside_page and name.endswith(_EXPORTED):
                with one_at_a_time:  # a page that is just being written has no text to take
                    export(Path(server.root), folder)
        except (Exception, SystemExit) as error:  # whatever it is, the preview tells it and lives on
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8")])
            return [preview.told(error).encode()]
        return serve(environ, start_response)

    server.builder = build_alone
    server.set_app(serve_fresh)


def _files(folder: Path) -> list[Path]:
    """Find what an author edits: texts, not pictures, fonts or what Python compiled."""
    if folder.is_file():
        return [folder]
    return [
        path for path in folder.rglob("*") if path.suffix in {".md", ".py", ".yml", ".jinja", ".html", ".js", ".css"}
    ]


def _names(words: Iterable[str]) -> re.Pattern[str]:
    """Give what finds one of some names where it is a word of its own."""
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, sorted(words)))})(?![\w-])")


def _head(text: str) -> str:
    found = _FRONT_MATTER.match(text)
    return found[0] if found else ""
