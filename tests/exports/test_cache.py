"""The cache of exports: nothing is made twice, nothing is kept that nobody asked for, nothing half is ever there."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import jinja2
import lxml.etree
import pypandoc
import pytest

from macros.errors import PlaybookError
from macros.exports.cache import MACROS, ROOMS, Cache, code_version
from tests.builds import ROOT, copy_project
from tests.test_rooms import WAY_IN, imported


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


def test_what_was_used_last_is_kept_beside_what_a_run_used_and_takes_no_more_room(tmp_path: Path) -> None:
    first = Cache(tmp_path / "kept", "1")
    for name in ("older", "oldest", "used"):
        first.place(name, tmp_path / "out", lambda: {"a": "of equal size"})
    for path in (tmp_path / "kept").iterdir():
        os.utime(path, (0, 0))
    Cache(tmp_path / "kept", "1").place("older", tmp_path / "out", lambda: {})
    last = Cache(tmp_path / "kept", "1")
    last.place("used", tmp_path / "out", lambda: {})
    last.forget_oldest()
    kept = Cache(tmp_path / "kept", "1")
    assert {name: kept.keeps(name) for name in ("used", "older", "oldest")} == {
        "used": True,
        "older": True,
        "oldest": False,
    }
    assert _below(tmp_path / "out") == {"a": b"of equal size"}


@pytest.mark.parametrize("same", [True, False], ids=["the same files", "others"])
def test_two_runs_at_once_do_not_disturb_each_other(same: bool, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a": "1", "b/c": "2"}
    cache = Cache(tmp_path / "kept", "1")

    def interrupted() -> Mapping[str, str | bytes]:
        """Give the files after another run has written its own and tidied up."""
        other = Cache(tmp_path / "kept", "1")
        other.place("source" if same else "other source", tmp_path / "other", lambda: files)
        other.forget_oldest()
        return files

    cache.place("source", tmp_path / "out", interrupted)
    assert _below(tmp_path / "out") == _below(tmp_path / "other") == {"a": b"1", "b/c": b"2"}
    assert len(list((tmp_path / "kept").iterdir())) == (1 if same else 2)


def test_what_is_kept_can_be_relied_on_until_the_end_of_the_run(tmp_path: Path) -> None:
    Cache(tmp_path / "kept", "1").place("source", tmp_path / "one", lambda: {"a": "1"})
    cache = Cache(tmp_path / "kept", "1")
    assert cache.keeps("source")
    Cache(tmp_path / "kept", "1").forget_oldest()
    assert list((tmp_path / "kept").iterdir()) == []
    cache.place("source", tmp_path / "two", lambda: {})
    assert _below(tmp_path / "two") == {"a": b"1"}


def test_a_make_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def failing() -> Mapping[str, str]:
        raise KeyboardInterrupt

    cache = Cache(tmp_path / "kept", "1")
    with pytest.raises(KeyboardInterrupt):
        cache.place("source", tmp_path / "out", failing)
    assert not cache.keeps("source")
    assert _below(tmp_path) == {}


def test_a_set_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept", "1")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))  # as a full disk
    try:
        with pytest.raises(PlaybookError, match=r"kept: can't be read or written.*: File too large; make room"):
            cache.place("source", tmp_path / "out", lambda: {"a": "x" * 2000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list((tmp_path / "kept").iterdir()) == []
    cache.place("source", tmp_path / "out", lambda: {"a": "whole"})
    assert _below(tmp_path / "out") == {"a": b"whole"}


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(PlaybookError, match=r"file/kept: can't be read or written: Not a directory; make room"):
        Cache(tmp_path / "file" / "kept", "1")


# What somebody, or a disk, has done to it


def test_an_edit_in_the_site_does_not_reach_later_builds(tmp_path: Path) -> None:
    make = Maker({"a": "1"})
    Cache(tmp_path / "kept", "1").place("source", tmp_path / "one", make)
    with (tmp_path / "one" / "a").open("a", encoding="utf-8") as edited:
        edited.write("edited")
    Cache(tmp_path / "kept", "1").place("source", tmp_path / "two", make)
    assert make.asked == 1
    assert _below(tmp_path / "two") == {"a": b"1"}


def _cut(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes()[:-1])


def _altered(kept: Path) -> None:
    kept.write_bytes(kept.read_bytes().replace(b"content", b"CONTENT"))


def _emptied(kept: Path) -> None:
    kept.write_bytes(b"")


def _removed(kept: Path) -> None:
    kept.unlink()


def _folder(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()
    (kept / "a").write_text("stray", encoding="utf-8")


@pytest.mark.parametrize("harm", [_cut, _altered, _emptied, _removed, _folder], ids=lambda harm: harm.__name__)
def test_a_set_that_is_not_as_it_was_written_is_made_anew(harm: Callable[[Path], None], tmp_path: Path) -> None:
    make = Maker({"a": "content"})
    Cache(tmp_path / "kept", "1").place("source", tmp_path / "out", make)
    (kept,) = (tmp_path / "kept").iterdir()
    harm(kept)
    for asked in (2, 2):
        cache = Cache(tmp_path / "kept", "1")
        assert cache.keeps("source") is (make.asked == 2)
        cache.place("source", tmp_path / "out", make)
        assert make.asked == asked
        assert _below(tmp_path / "out") == {"a": b"content"}


def test_what_is_no_set_is_cleared_away(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "kept", "1")
    (tmp_path / "kept" / "stray.txt").touch()
    (tmp_path / "kept" / "folder" / "below").mkdir(parents=True)
    (tmp_path / "kept" / "link").symlink_to(tmp_path)
    for name in ("unfinished-old", "unfinished-new"):
        (tmp_path / "kept" / name).touch()
    os.utime(tmp_path / "kept" / "unfinished-old", (0, 0))
    cache.place("source", tmp_path / "out", lambda: {"a": "1"})
    cache.forget_oldest()
    assert {path.name for path in (tmp_path / "kept").iterdir()} == {*cache.used, "unfinished-new"}
    assert _below(tmp_path / "out") == {"a": b"1"}


# The version of the code


def _version(root: Path) -> str:
    code = "from macros.exports.cache import code_version; print(code_version())"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_version_is_the_same_twice() -> None:
    assert code_version() == code_version()


def test_the_version_changes_with_each_part_that_exports_are_made_with(tmp_path: Path) -> None:
    copy = copy_project(tmp_path)
    versions = [_version(copy), _version(copy), code_version()]
    assert len(set(versions)) == 1
    files = ("tree.py", "writers/markdown.py", "html/print.html.jinja", "word.lua", "../built/security_policy.py")
    for file in files:
        with (copy / "macros" / "exports" / file).open("a", encoding="utf-8") as changed:
            changed.write("\n")
        versions.append(_version(copy))
    assert len(set(versions)) == 1 + len(files)


def test_the_version_covers_every_module_that_exports_import() -> None:
    reached = {f"macros/exports/{path.name}" for path in (MACROS / "exports").glob("*.py")}
    waiting = list(reached)
    while waiting:
        found = set(imported(ROOT / waiting.pop())) - reached - {WAY_IN}
        reached |= found
        waiting += found
    covered = tuple(f"macros/{room}" for room in ROOMS)
    assert [path for path in sorted(reached) if not path.startswith(covered)] == []


def test_the_version_changes_with_the_programs_that_exports_are_made_with(monkeypatch: pytest.MonkeyPatch) -> None:
    programs: list[tuple[object, str, object]] = [
        (platform, "python_version", lambda: "3.99"),
        (pypandoc, "get_pandoc_version", lambda: "99.0"),
        (lxml.etree, "LXML_VERSION", (99, 0)),
        (lxml.etree, "LIBXML_VERSION", (99, 0)),
        (jinja2, "__version__", "99.0"),
    ]
    versions = {code_version()}
    for module, name, value in programs:
        with monkeypatch.context() as other:
            other.setattr(module, name, value)
            versions.add(code_version())
    assert len(versions) == 1 + len(programs)
