"""The cache of exports: nothing is made twice, nothing is kept that nobody asked for, nothing half is ever there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from macros.exports.cache import Cache, code_version
from tests.builds import copy_project


class Maker:
    """Makes the files of a source, and counts how often it was asked."""

    def __init__(self, files: Mapping[str, str | bytes]) -> None:
        self.files = files
        self.asked = 0

    def __call__(self) -> Mapping[str, str | bytes]:
        """Give the files."""
        self.asked += 1
        return self.files


def _below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_are_put_in_place_text_as_utf_8_and_bytes_as_they_are(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "kept", "1")
    make = Maker({"a/b.txt": "é\n", "c.bin": b"\x00\xff\r\n"})
    cache.place("source", tmp_path / "out" / "below", make)
    assert _below(tmp_path / "out" / "below") == {"a/b.txt": "é\n".encode(), "c.bin": b"\x00\xff\r\n"}
    assert (cache.written, cache.placed) == (2, 2)


def test_nothing_is_made_twice(tmp_path: Path) -> None:
    make = Maker({"a": "1", "b/c": "2"})
    Cache(tmp_path / "kept", "1").place("source", tmp_path / "one", make)
    again = Cache(tmp_path / "kept", "1")
    assert again.keeps("source")
    again.place("source", tmp_path / "two", make)
    assert (make.asked, again.written, again.placed) == (1, 0, 2)
    assert _below(tmp_path / "two") == _below(tmp_path / "one") == {"a": b"1", "b/c": b"2"}


def test_a_changed_source_is_made_anew_and_takes_the_place_of_the_old_file(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept", "1")
    cache.place("before", tmp_path / "out", lambda: {"a": "before"})
    assert not cache.keeps("after")
    cache.place("after", tmp_path / "out", lambda: {"a": "after"})
    assert _below(tmp_path / "out") == {"a": b"after"}
    cache.place("before", tmp_path / "out", lambda: {"a": "never asked"})
    assert _below(tmp_path / "out") == {"a": b"before"}


def test_another_version_of_the_code_makes_everything_anew(tmp_path: Path) -> None:
    Cache(tmp_path / "kept", "1").place("source", tmp_path / "out", lambda: {"a": "by the old code"})
    newer = Cache(tmp_path / "kept", "2")
    assert not newer.keeps("source")
    newer.place("source", tmp_path / "out", lambda: {"a": "by the new code"})
    assert (newer.written, _below(tmp_path / "out")) == (1, {"a": b"by the new code"})


def test_what_nobody_asked_for_in_this_run_is_forgotten_and_the_site_keeps_it(tmp_path: Path) -> None:
    first = Cache(tmp_path / "kept", "1")
    for name in ("used", "unused"):
        first.place(name, tmp_path / "out", lambda name=name: {name: name})  # type: ignore[misc]
    second = Cache(tmp_path / "kept", "1")
    second.place("used", tmp_path / "out", lambda: {})
    second.forget_unused()
    assert (second.keeps("used"), second.keeps("unused")) == (True, False)
    assert len(list((tmp_path / "kept").iterdir())) == 1
    assert _below(tmp_path / "out") == {"used": b"used", "unused": b"unused"}


class Interrupted(UserDict[str, str | bytes]):
    """Files of which the last one is written after another run has tidied up."""

    def __init__(self, files: dict[str, str | bytes], other: Callable[[], None]) -> None:
        super().__init__(files)
        self.other = other

    def __getitem__(self, name: str) -> str | bytes:
        """Give the content of one file."""
        if name == list(self)[-1]:
            self.other()
        return super().__getitem__(name)


@pytest.mark.parametrize("same", [True, False], ids=["the same files", "others"])
def test_two_runs_at_once_do_not_disturb_each_other(same: bool, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a": "1", "b/c": "2"}

    def other() -> None:
        cache = Cache(tmp_path / "kept", "1")
        cache.place("source" if same else "other source", tmp_path / "other", lambda: files)
        cache.forget_unused()

    cache = Cache(tmp_path / "kept", "1")
    cache.place("source", tmp_path / "out", lambda: Interrupted(files, other))
    assert _below(tmp_path / "out") == _below(tmp_path / "other") == {"a": b"1", "b/c": b"2"}
    assert len(list((tmp_path / "kept").iterdir())) == (1 if same else 2)


def test_a_make_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Mapping[str, str]:
        raise KeyboardInterrupt

    cache = Cache(tmp_path / "kept", "1")
    with pytest.raises(KeyboardInterrupt):
        cache.place("source", tmp_path / "out", failing)
    assert not cache.keeps("source")
    assert _below(tmp_path) == {}


def test_a_run_that_is_broken_off_while_it_writes_leaves_no_set_that_is_half(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept", "1")
    with pytest.raises(FileExistsError):
        cache.place("source", tmp_path / "out", lambda: {"a": "written", "a/b": "not to be written"})
    assert not cache.keeps("source")
    assert not (tmp_path / "out").exists()
    assert list((tmp_path / "kept").iterdir()) == []
    cache.place("source", tmp_path / "out", lambda: {"a": "whole"})
    assert _below(tmp_path / "out") == {"a": b"whole"}


def test_on_one_disk_a_file_is_stored_once(tmp_path: Path) -> None:
    Cache(tmp_path / "kept", "1").place("source", tmp_path / "out", lambda: {"a": "1"})
    (kept,) = (tmp_path / "kept").glob("*/a")
    assert kept.samefile(tmp_path / "out" / "a")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where the machine has one, which is another disk; a folder on the same disk otherwise."""
    memory = Path("/dev/shm")  # noqa: S108 - the tests make a folder of their own in it
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else tmp_path))
    yield folder
    shutil.rmtree(folder)


def test_wherever_the_site_stands_it_gets_its_files_which_later_runs_replace(tmp_path: Path, elsewhere: Path) -> None:
    cache = Cache(tmp_path / "kept", "1")
    for text in ("before", "after"):
        cache.place(text, elsewhere / "site", lambda text=text: {"a/b": text})  # type: ignore[misc]
        assert _below(elsewhere / "site") == {"a/b": text.encode()}
    (kept,) = [path for path in (tmp_path / "kept").rglob("b") if path.read_bytes() == b"after"]
    same_disk = tmp_path.stat().st_dev == elsewhere.stat().st_dev
    assert kept.samefile(elsewhere / "site" / "a" / "b") is same_disk


# The version of the code


def _version(root: Path) -> str:
    code = "from macros.exports.cache import code_version; print(code_version())"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_version_is_the_same_twice() -> None:
    assert code_version() == code_version()


@pytest.mark.parametrize(
    "file",
    [
        "macros/exports/tree.py",
        "macros/exports/writers/markdown.py",
        "macros/exports/html/print.html.jinja",
        "macros/exports/word.lua",
        "macros/built/security_policy.py",
    ],
)
def test_the_version_changes_with_each_part_that_exports_are_made_with(file: str, tmp_path: Path) -> None:
    copy = copy_project(tmp_path)
    before = _version(copy)
    assert before == _version(copy) == code_version()
    with (copy / file).open("a", encoding="utf-8") as changed:
        changed.write("\n")
    assert _version(copy) != before
