"""A folder that people work in too: what a command wrote is kept up to date, and nobody's own file is touched."""

from __future__ import annotations

import hashlib
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.upkeep import listed, paths, remove, update

LIST = ".list"


def _texts(folder: Path) -> dict[str, str]:
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if name != LIST}


@pytest.fixture
def wiki(tmp_path: Path) -> Path:
    """A folder with three files that were written, and two that somebody added."""
    folder = tmp_path / "wiki"
    update(folder, LIST, {"Home.md": "one", "a/b/Page.md": "two", "image.png": b"\x89"})
    (folder / "a" / "Own.md").write_text("mine", encoding="utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref", encoding="utf-8")
    (folder / "image.png").unlink()
    update(folder, LIST, {"Home.md": "one", "a/b/Page.md": "two", "image.svg": "three"})
    return folder


OWN = {"a/Own.md": "mine", ".git/HEAD": "ref"}


def test_what_was_written_is_renewed_and_removed_and_what_is_ones_own_stays(wiki: Path) -> None:
    assert _texts(wiki) == OWN | {"Home.md": "one", "a/b/Page.md": "two", "image.svg": "three"}
    update(wiki, LIST, {"Home.md": "new", "c/More.md": "four"})
    assert _texts(wiki) == OWN | {"Home.md": "new", "c/More.md": "four"}
    assert not (wiki / "a" / "b").exists()
    assert {path for _, path in listed(wiki, LIST)} == {"Home.md", "c/More.md"}


def test_the_list_is_read_by_sha256sum(wiki: Path) -> None:
    assert shutil.which("sha256sum")
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", LIST], cwd=wiki, check=True)


def test_a_file_of_ones_own_with_the_very_same_content_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "Home.md").write_text("one", encoding="utf-8")
    update(tmp_path, LIST, {"Home.md": "one"})
    assert _texts(tmp_path) == {"Home.md": "one"}


def _own(wiki: Path) -> None:
    (wiki / "New.md").write_text("mine", encoding="utf-8")


def _edited(wiki: Path) -> None:
    (wiki / "Home.md").write_text("edited", encoding="utf-8")


def _folder(wiki: Path) -> None:
    (wiki / "New.md").mkdir()


def _file_above(wiki: Path) -> None:
    (wiki / "c").write_text("mine", encoding="utf-8")


def _link(wiki: Path) -> None:
    (wiki / "c").symlink_to(wiki / "a")


def _link_to_file(wiki: Path) -> None:
    (wiki / "New.md").symlink_to(wiki / "a" / "Own.md")


REFUSED: list[tuple[Callable[[Path], None], str]] = [
    (_own, "New.md: is a file of your own, and would be overwritten; move it elsewhere, or remove it to have ours"),
    (_edited, "Home.md: was edited since it was written, and would be overwritten; move it elsewhere"),
    (_folder, "New.md: is a folder, and New.md is to be written there; move it elsewhere"),
    (_file_above, "c: is a file, and c/More.md is to be written there; move it elsewhere"),
    (_link, "c: is a link, and c/More.md is to be written there; move it elsewhere"),
    (_link_to_file, "New.md: is a link, and New.md is to be written there; move it elsewhere"),
]


@pytest.mark.parametrize(("change", "told"), REFUSED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_would_be_lost_is_named_and_nothing_is_changed(
    change: Callable[[Path], None], told: str, wiki: Path
) -> None:
    change(wiki)
    before, names = _texts(wiki), listed(wiki, LIST)
    with pytest.raises(PlaybookError) as error:
        update(wiki, LIST, {"Home.md": "new", "New.md": "new", "c/More.md": "four"})
    assert str(error.value).startswith(f"{wiki}/{told}")
    assert (_texts(wiki), listed(wiki, LIST)) == (before, names)


def test_an_edited_page_that_is_no_longer_written_is_ones_own(wiki: Path) -> None:
    _edited(wiki)
    update(wiki, LIST, {})
    assert _texts(wiki) == OWN | {"Home.md": "edited"}


def test_a_run_that_was_broken_off_still_knows_its_files(tmp_path: Path) -> None:
    update(tmp_path, LIST, {"a.md": "one", "b.md": "one"})
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))  # as a full disk
    try:
        with pytest.raises(PlaybookError, match=r"can't be read or written.*: File too large; make room"):
            update(tmp_path, LIST, {"a.md": "two", "b.md": "x" * 2000, "c.md": "three"})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert _texts(tmp_path)["b.md"] == "one"
    update(tmp_path, LIST, {"a.md": "four", "b.md": "four"})
    assert _texts(tmp_path) == {"a.md": "four", "b.md": "four"}


def test_a_list_that_says_something_else_is_refused(wiki: Path) -> None:
    with (wiki / LIST).open("a", encoding="utf-8") as file:
        file.write("Home.md\n")
    with pytest.raises(PlaybookError, match=r"\.list: line 4 is no hash with a path"):
        update(wiki, LIST, {})


def test_a_list_leads_out_of_its_folder_to_nothing(wiki: Path) -> None:
    outside = wiki.parent / "outside.md"
    outside.write_text("mine", encoding="utf-8")
    with (wiki / LIST).open("a", encoding="utf-8") as file:
        file.write(f"{hashlib.sha256(b'mine').hexdigest()}  ../outside.md\n")
    update(wiki, LIST, {})
    assert outside.read_text(encoding="utf-8") == "mine"


def test_removing_leaves_what_is_ones_own(wiki: Path) -> None:
    _edited(wiki)
    assert not remove(wiki, LIST)
    assert _texts(wiki) == OWN | {"Home.md": "edited"}
    assert not (wiki / LIST).exists()


def test_removing_all_removes_the_folder(tmp_path: Path) -> None:
    update(tmp_path / "wiki", LIST, {"a/b.md": "one"})
    assert remove(tmp_path / "wiki", LIST)
    assert not (tmp_path / "wiki").exists()


def test_paths_name_links_and_follow_none(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").touch()
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert sorted(paths(tmp_path)) == ["a/b/c", "dangling", "loop"]
