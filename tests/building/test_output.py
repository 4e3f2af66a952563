"""The folder that a build writes: nobody's work is destroyed, and it holds the last good site or the next one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from macros.building.output import MARKER, SOURCES, checked, clear_leftovers, swap_in, unfinished
from macros.errors import PlaybookError
from tests.builds import ROOT


def _site(folder: Path, text: str) -> None:
    (folder / "a").mkdir(parents=True)
    for name in ("index.html", "a/index.html"):
        (folder / name).write_text(text, encoding="utf-8")


def _build(out: Path, text: str) -> None:
    with unfinished(out) as folder:
        _site(folder, text)
        assert swap_in(folder, out) == 2


def _said(out: Path) -> set[str]:
    """What the pages of a site say."""
    return {path.read_text(encoding="utf-8") for path in out.rglob("*.html")}


def _beside(out: Path) -> list[str]:
    return sorted(path.name for path in out.parent.iterdir())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a folder with a blank and a dollar sign, beside stories, a file and somebody's own folders."""
    root = tmp_path / "clone of $HOME"
    for name in sorted({*SOURCES, ".git", ".venv", "empty", "notes"}):
        (root / name).mkdir(parents=True)
    for name in ("README.md", "notes/mine.md", "docs/index.md"):
        (root / name).touch()
    (root / "link").symlink_to(root / "empty")
    (root / "way").symlink_to(root / "docs")
    (root / "ring").symlink_to(root / "ring")
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "own.yml").touch()
    _build(root / "public", "made")
    _build(root / "edited", "made")
    (root / "edited" / "CNAME").write_text("mine", encoding="utf-8")
    return root


REFUSED = {
    "": "OUT: is empty; name another folder, such as OUT=site",
    " ": "OUT: is empty; name another folder, such as OUT=site",
    ".": "OUT=.: is the project itself; ",
    "..": "OUT=..: is a folder that holds the project; ",
    "/": "OUT=/: is a folder that holds the project; ",
    **{name: f"OUT={name}: is or lies in {name}/, which holds what the site is made from" for name in sorted(SOURCES)},
    ".git": "OUT=.git: is or lies in .git/, ",
    ".venv/site": "OUT=.venv/site: is or lies in .venv/, ",
    "docs/new/site": "OUT=docs/new/site: is or lies in docs/, ",
    "empty/../docs": "OUT=empty/../docs: is or lies in docs/, ",
    "way/site": "OUT=way/site: is or lies in docs/, ",
    "link": "OUT=link: is a link, which a build would replace by a folder; ",
    "ring": "OUT=ring: ",
    "ring/site": "OUT=ring/site: ",
    "README.md": "OUT=README.md: is a file; ",
    "README.md/site": "OUT=README.md/site: ",
    "x" * 300: f"OUT={'x' * 300}: can't be a folder: [Errno 36] File name too long",
    "../stories": "OUT=../stories: and the folder of your stories, ",
    "../stories/site": "OUT=../stories/site: and the folder of your stories, ",
    "public/site": "OUT=public/site: lies in another built site, ",
    "/proc": "OUT=/proc: is where a disk begins, ",
    "notes": "notes: holds files that no build made; empty it, or name another folder, such as OUT=site",
    "edited": "edited/CNAME: was made by no build, which would destroy it; move it elsewhere",
}
"""Folders that a build must not write, and how that is told."""
TAKEN = (
    "site",
    "my site",
    "empty",
    "public",
    "new/deep/site",
    "../beside",
    "$HOME",
    "-x",
    "--",
    "it's",
    'a"b',
    "a*[b]",
)


def test_a_folder_that_a_build_would_destroy_is_refused(project: Path) -> None:
    before = sorted(project.parent.rglob("*"))
    wrong = []
    for given, told in REFUSED.items():
        try:
            checked(given, project, project.parent / "stories")
        except PlaybookError as error:
            if told not in str(error):
                wrong.append((given, str(error)))
        else:
            wrong.append((given, "was taken"))
    assert wrong == []
    assert sorted(project.parent.rglob("*")) == before


def test_a_folder_that_is_new_empty_or_made_by_a_build_is_taken(project: Path) -> None:
    for given in TAKEN:
        out = checked(given, project, project.parent / "stories")
        assert out == Path(os.path.normpath(project / given))
        _build(out, "again")
        assert _said(out) == {"again"}
        assert checked(given, project, None) == out


def test_a_folder_that_may_not_be_written_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever runs the tests may have every right, so the answer of the machine stands in for a read-only disk.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) != project.resolve() / "empty")
    for given in ("empty", "empty/site"):
        with pytest.raises(PlaybookError, match=rf"OUT={given}: can't be written: .* is read-only"):
            checked(given, project, None)
    assert checked("site", project, None) == project / "site"


def test_every_folder_that_belongs_to_the_project_is_kept_from_builds() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {line.partition("/")[0] for line in listed.splitlines() if "/" in line}
    assert folders
    assert sorted(name for name in folders - SOURCES if not name.startswith(".")) == []


# The swap


def test_the_last_site_stands_until_the_next_one_is_whole(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, "first")
    (out / "old.html").touch()
    (out / "old.html").unlink()
    with unfinished(out) as folder:
        _site(folder, "second")
        assert folder.parent == out.parent
        assert _said(out) == {"first"}
        swap_in(folder, out)
    assert _said(out) == {"second"}
    assert _beside(out) == ["site"]


def test_the_marker_lists_what_was_built(tmp_path: Path) -> None:
    _build(tmp_path / "site", "first")
    lines = (tmp_path / "site" / MARKER).read_text(encoding="utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a/index.html", "index.html"]
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", MARKER], cwd=tmp_path / "site", check=True)


@pytest.mark.parametrize("built", [True, False], ids=["built before", "not there"])
def test_a_build_that_fails_leaves_the_last_site_or_nothing(built: bool, tmp_path: Path) -> None:
    out = tmp_path / "new" / "site"
    if built:
        _build(out, "first")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KeyboardInterrupt), unfinished(out) as folder:
        _site(folder, "second")
        raise KeyboardInterrupt
    assert sorted(tmp_path.rglob("*")) == before
    assert _said(out) == ({"first"} if built else set())


def test_the_site_may_be_read_by_whom_its_folder_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        _build(tmp_path / "site", "first")
    finally:
        os.umask(before)
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site" / "index.html").stat().st_mode & 0o777 == 0o644


def test_two_builds_at_once_give_the_last_one_and_never_a_mix(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with unfinished(out) as one:
        _site(one, "one")
        with unfinished(out) as other:
            _site(other, "other")
            swap_in(other, out)
        assert _said(out) == {"other"}
        assert one.is_dir(), "what another build is writing is no leftover"
        swap_in(one, out)
    assert _said(out) == {"one"}
    assert _beside(out) == ["site"]


def test_a_file_that_somebody_puts_there_during_the_build_is_not_destroyed(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, "first")
    with pytest.raises(PlaybookError, match=r"site/mine\.md: was made by no build"), unfinished(out) as folder:
        _site(folder, "second")
        (out / "mine.md").touch()
        swap_in(folder, out)
    assert _said(out) == {"first"}
    assert _beside(out) == ["site"]


def test_what_killed_builds_left_is_cleared_away_and_only_that(tmp_path: Path) -> None:
    out = tmp_path / "a*"
    _build(out, "first")
    for name in (".a*.unfinished-1", ".a*.replaced-1", ".ab.unfinished-1", "a*.unfinished-1"):
        _site(tmp_path / name, "left")
    clear_leftovers(out)
    assert _beside(out) == [".ab.unfinished-1", "a*", "a*.unfinished-1"]
    assert _said(out) == {"first"}


def test_a_build_that_was_killed_while_it_swapped_gives_the_last_site_back(tmp_path: Path) -> None:
    out = tmp_path / "site"
    _build(out, "first")
    out.rename(tmp_path / ".site.replaced-1")
    with pytest.raises(KeyboardInterrupt), unfinished(out):
        raise KeyboardInterrupt
    assert _said(out) == {"first"}
    assert _beside(out) == ["site"]
