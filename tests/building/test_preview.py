"""Which pages a preview builds after an edit: each that shows it, and of many only the one that somebody looks at."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from macros.building.preview import FEW, Preview, follow
from macros.errors import PlaybookError

FILES = {
    "mkdocs.yml": "site_name: A\n",
    "docs/index.md": '---\ntitle: Home\n---\n\nWelcome. {{ figure("one-story.change") }}\n',
    "docs/a.md": '---\ntitle: A\n---\n\n--8<-- "partials/shared.md"\n',
    "docs/b.md": '---\ntitle: B\n---\n\n{{ template("form") }}\n',
    "docs/c.md": '---\ntitle: C\n---\n\n{% include "outer.md" %}\n',
    "docs/d.md": "---\ntitle: D\n---\n\nNames nothing: one-story-more, formal, not-one-story, inform.\n",
    "docs/assets/style.css": "a {}\n",
    "snippets/glossary.md": "*[X]: Ex\n",
    "snippets/partials/shared.md": "Shared words.\n",
    "snippets/partials/outer.md": '--8<-- "partials/inner.md"\n',
    "snippets/partials/inner.md": 'It says {{ figure("second.change") }}.\n',
    "snippets/templates/form.md": '## Form\n\n{{ field("change") }}\n',
    "snippets/templates/form.yml": 'fields:\n  change: {label: change, kind: text, example: "{one-story.change}"}\n',
    "macros/stories/one-story.yml": "title: One\n",
    "macros/stories/second.yml": "title: Two\n",
    "macros/formulas/change.py": "# change\n",
    "macros/presentation/html/a.html.jinja": "<p>\n",
    "overrides/main.html": "<html>\n",
}
MORE = {f"docs/more/{number}.md": f"---\ntitle: More {number}\n---\n\nWords.\n" for number in range(FEW)}


class Project:
    """A small project with a preview that has begun."""

    def __init__(self, root: Path, files: dict[str, str], overlay: Path | None = None) -> None:
        self.root = root
        for name, text in files.items():
            self.write(name, text)
        self.preview = Preview(root, overlay)
        assert self.choose() == self.pages

    @property
    def pages(self) -> set[str]:
        """The sources of the pages that there are."""
        docs = self.root / "docs"
        return {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")}

    def write(self, name: str, text: str) -> None:
        """Write a file with a date of its own, as an editor does who needs longer than a clock's tick."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.stat().st_mtime_ns if path.exists() else 0
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(before + 10**9, max(before + 10**9, path.stat().st_mtime_ns)))

    def edit(self, name: str, old: str = "", new: str = "edited ") -> None:
        """Replace words of a file, or put some at its end."""
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1) if old else text + new)

    def choose(self) -> set[str]:
        """Tell what is built now."""
        return self.preview.choose(sorted(self.pages))


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project of so few pages that all stale ones are built at once."""
    return Project(tmp_path, FILES)


@pytest.fixture
def large(tmp_path: Path) -> Project:
    """A project of more pages than are built at once."""
    return Project(tmp_path, FILES | MORE)


def test_everything_is_built_first_and_nothing_while_nobody_edits(large: Project) -> None:
    assert len(large.pages) > FEW
    assert large.choose() == set()
    large.preview.asked = {"a.md"}
    assert large.choose() == set()


@pytest.mark.parametrize("page", ["index.md", "a.md", "more/3.md"])
def test_an_edited_page_is_built_alone_and_once(page: str, large: Project) -> None:
    large.edit(f"docs/{page}")
    assert large.choose() == {page}
    assert large.choose() == set()


@pytest.mark.parametrize(
    ("file", "pages"),
    [
        ("snippets/partials/shared.md", {"a.md"}),
        ("snippets/partials/outer.md", {"c.md"}),
        ("snippets/partials/inner.md", {"c.md"}),
        ("snippets/templates/form.md", {"b.md"}),
        ("snippets/templates/form.yml", {"b.md"}),
        ("macros/stories/one-story.yml", {"index.md", "b.md"}),
        ("macros/stories/second.yml", {"c.md"}),
        ("docs/assets/style.css", set()),
    ],
    ids=[
        "a snippet",
        "a snippet that holds a snippet",
        "a snippet within a snippet",
        "a template",
        "a form",
        "a story that a page and a template name",
        "a story that a snippet within a snippet names",
        "a style",
    ],
)
def test_an_edit_touches_the_pages_that_name_what_was_edited(file: str, pages: set[str], large: Project) -> None:
    large.edit(file)
    assert large.choose() == pages
    assert large.choose() == set()


@pytest.mark.parametrize(
    "file",
    [
        "mkdocs.yml",
        "snippets/glossary.md",
        "macros/formulas/change.py",
        "macros/presentation/html/a.html.jinja",
        "overrides/main.html",
    ],
)
def test_what_every_page_may_show_makes_all_of_them_stale(file: str, large: Project) -> None:
    large.preview.asked = {"d.md"}
    large.edit(file)
    assert large.choose() == {"d.md"}
    assert large.choose() == set()
    large.preview.asked = {"more/1.md"}
    assert large.choose() == {"more/1.md"}
    assert large.preview.stale == large.pages - {"d.md", "more/1.md"}


def test_of_few_pages_all_are_built_at_once(small: Project) -> None:
    assert len(small.pages) <= FEW
    small.edit("macros/formulas/change.py")
    assert small.choose() == small.pages
    assert small.preview.stale == set()


def test_an_edited_title_makes_the_other_pages_stale_and_builds_what_is_asked_for(large: Project) -> None:
    large.preview.asked = {"a.md"}
    large.edit("docs/a.md", "title: A", "title: Another")
    assert large.choose() == {"a.md"}
    assert large.preview.stale == large.pages - {"a.md"}
    large.preview.asked = {"b.md"}
    assert large.choose() == {"b.md"}


def test_a_page_that_is_stale_for_two_edits_is_built_once_with_both(large: Project) -> None:
    large.edit("overrides/main.html")
    assert large.choose() == set()
    large.edit("docs/a.md")
    large.preview.asked = {"a.md"}
    assert large.choose() == {"a.md"}
    assert "a.md" not in large.preview.stale


def test_the_last_stale_pages_are_built_together(large: Project) -> None:
    large.edit("overrides/main.html")
    pages = sorted(large.pages)
    for page in pages[:-FEW]:
        large.preview.asked = {page}
        assert large.choose() == {page}
    large.preview.asked = set()
    assert large.choose() == set(pages[-FEW:])


def test_a_new_page_is_built_and_makes_the_others_stale(large: Project) -> None:
    large.write("docs/new.md", "---\ntitle: New\n---\n\nWords.\n")
    large.preview.asked = {"new.md"}
    assert large.choose() == {"new.md"}
    assert large.preview.stale == large.pages - {"new.md"}


def test_a_removed_page_makes_the_others_stale_and_is_forgotten(large: Project) -> None:
    large.edit("docs/d.md", "title: D", "title: Dee")
    large.choose()
    (large.root / "docs/d.md").unlink()
    large.preview.asked = {"d.md", "a.md"}
    assert large.choose() == {"a.md"}
    assert "d.md" not in large.preview.stale


def test_a_removed_snippet_and_a_new_one_touch_the_pages_that_name_them(large: Project) -> None:
    (large.root / "snippets/partials/shared.md").unlink()
    assert large.choose() == {"a.md"}
    large.write("snippets/partials/shared.md", "Again.\n")
    assert large.choose() == {"a.md"}


def test_a_reader_s_own_story_touches_the_pages_that_name_it(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", FILES | MORE, tmp_path / "stories")
    project.write("../stories/second.yml", "a: 1\n")
    assert project.choose() == {"c.md"}


def test_an_overlay_of_any_name_touches_the_pages_that_name_its_story(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", FILES | MORE, tmp_path / "mine")
    project.write("../mine/second.yml", "a: 1\n")
    assert project.choose() == {"c.md"}


def test_a_file_that_is_touched_without_an_edit_builds_what_it_would(large: Project) -> None:
    large.write("docs/a.md", FILES["docs/a.md"])
    assert large.choose() == {"a.md"}


# The server


class Server:
    """What `follow` needs of the live-reload server of MkDocs: it builds, and it serves."""

    mount_path = "/book/"

    def __init__(self, root: Path, builder: Callable[[], None]) -> None:
        self.root = str(root)
        self.builder = builder
        self.app: Any = None

    def serve_request(self, environ: dict[str, Any], start_response: Any) -> list[str]:
        """Answer with the address."""
        del start_response
        return [environ["PATH_INFO"]]

    def set_app(self, app: Any) -> None:
        """Take another way of answering."""
        self.app = app


@pytest.fixture
def followed(large: Project) -> tuple[Project, Server, list[set[str]], list[str]]:
    """A server that follows a project, what it has built, and which places it has exported."""
    built: list[set[str]] = []
    exported: list[str] = []
    server = Server(large.root / "site", lambda: built.append(large.choose()))
    addresses = {("" if page == "index.md" else f"{page.removesuffix('.md')}/"): page for page in sorted(large.pages)}
    follow(
        server,
        large.preview,
        lambda: addresses,
        lambda _, place: exported.append(place),
        lambda _: exported.append("gathered"),
    )
    return large, server, built, exported


Followed = tuple[Project, Server, list[set[str]], list[str]]


def _ask(server: Server, address: str) -> None:
    path = f"/book/{address}"
    assert server.app({"PATH_INFO": path}, None) == [path]


def test_a_stale_page_is_built_before_it_is_served(followed: Followed) -> None:
    project, server, built, _ = followed
    project.edit("macros/formulas/change.py")
    server.builder()
    assert built == [set()]
    for address, page in (("a/", "a.md"), ("more/2/index.html", "more/2.md"), ("", "index.md")):
        _ask(server, address)
        assert built[-1] == {page}
    count = len(built)
    _ask(server, "a/")
    assert len(built) == count


def test_what_is_no_page_is_served_and_builds_nothing(followed: Followed) -> None:
    project, server, built, exported = followed
    project.edit("macros/formulas/change.py")
    server.builder()
    for address in ("assets/style.css", "search/search_index.json", "nowhere/"):
        _ask(server, address)
    assert (built, exported) == ([set()], [])


@pytest.mark.parametrize(
    ("address", "place"),
    [
        *(
            ("a/index.md", "a"),
            ("more/2/blank.copies.json", "more/2"),
            ("a/index.confluence.xml", "a"),
            ("index.txt", ""),
        ),
        *((name, "gathered") for name in ("answers/questions.json", "start/plans.json", "practise/playbook.apkg")),
    ],
)
def test_what_is_exported_and_gathered_is_written_when_somebody_asks_for_them(
    address: str, place: str, followed: Followed
) -> None:
    _, server, _, exported = followed
    _ask(server, address)
    assert exported == [place]


# Mistakes


class Broken(Exception):
    """What a build meets."""


def _answer(server: Server, address: str) -> str:
    started: list[str] = []
    parts = server.app({"PATH_INFO": f"/book/{address}"}, lambda status, _: started.append(status))
    return "".join(part.decode() if isinstance(part, bytes) else part for part in parts)


@pytest.fixture
def breakable(large: Project) -> tuple[Project, Server, list[set[str]]]:
    """A server that follows a project whose builds fail, after they have chosen their pages, while a.md says so."""
    built: list[set[str]] = []

    def build() -> None:
        built.append(large.choose())
        if "broken" in (large.root / "docs" / "a.md").read_text(encoding="utf-8"):
            raise Broken("this <is> wrong")

    server = Server(large.root / "site", build)
    addresses = {("" if page == "index.md" else f"{page.removesuffix('.md')}/"): page for page in sorted(large.pages)}
    follow(server, large.preview, lambda: addresses, lambda *_: None, lambda _: None)
    return large, server, built


def test_a_build_that_fails_is_shown_on_every_page_until_it_is_mended(
    breakable: tuple[Project, Server, list[set[str]]], caplog: pytest.LogCaptureFixture
) -> None:
    project, server, built = breakable
    project.edit("docs/a.md", new="broken")
    server.builder()
    for address in ("a/", "b/", "", "more/2/index.html"):
        shown = _answer(server, address)
        assert "this &lt;is&gt; wrong (Broken)" in shown
        assert 'http-equiv="refresh"' in shown, "it comes back by itself"
    assert _answer(server, "assets/style.css") == "/book/assets/style.css"
    assert len(built) == 1, "a request doesn't build again what an edit must mend"
    assert [record.getMessage() for record in caplog.records] == ["this <is> wrong (Broken)"]
    project.edit("docs/a.md", "broken", "mended")
    server.builder()
    assert built == [{"a.md"}, {"a.md"}]
    assert _answer(server, "a/") == "/book/a/"


def test_pages_that_a_failed_build_was_to_build_are_built_after_it(
    breakable: tuple[Project, Server, list[set[str]]],
) -> None:
    project, server, built = breakable
    project.edit("docs/a.md", new="broken")
    project.edit("docs/b.md")
    server.builder()
    project.edit("docs/a.md", "broken", "mended")
    server.builder()
    assert built == [{"a.md", "b.md"}, {"a.md", "b.md"}]
    server.builder()
    assert built[-1] == set()


@pytest.mark.parametrize("error", [SystemExit("no story"), Broken("no story"), RecursionError("no story")], ids=repr)
def test_whatever_ends_a_build_does_not_end_the_preview(error: BaseException, large: Project) -> None:
    def fail() -> None:
        raise error

    large.preview.build(fail)
    assert large.preview.mistake == f"no story ({type(error).__name__})"
    large.preview.build(lambda: None)
    assert large.preview.mistake is None


@pytest.mark.parametrize("address", ["a/index.md", "answers/questions.json"])
def test_what_can_not_be_exported_or_gathered_is_told_and_the_preview_goes_on(
    address: str, large: Project, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> None:
        raise PlaybookError("docs/a.md", "has no questions", "add one")

    server = Server(large.root / "site", lambda: None)
    follow(server, large.preview, lambda: {"a/": "a.md"}, fail, fail)
    started: list[str] = []
    told = server.app({"PATH_INFO": f"/book/{address}"}, lambda status, _: started.append(status))
    assert (started, told) == (["500 Internal Server Error"], [b"docs/a.md: has no questions; add one"])
    assert [record.getMessage() for record in caplog.records] == ["docs/a.md: has no questions; add one"]
    assert _answer(server, "assets/style.css") == "/book/assets/style.css"
