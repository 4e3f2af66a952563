"""The build command: whatever would stop it is told first, in a line, and what stood there before stays."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from macros.building import serving
from macros.building.__main__ import main
from macros.building.output import MARKER
from macros.upkeep import write_list
from tests.builds import ROOT, copy_project, only_pages

SETTINGS = "site_name: Tiny\ntheme: {name: mkdocs}\nvalidation: {links: {not_found: warn}}\nplugins: []\n"
DEAD_LINK = "[dead](nowhere.md)\n"
BLOCKED = """
import os


def on_pre_build(config):
    open(os.path.join(config["site_dir"], "half.html"), "w").close()
    with open("begun", "w") as told:
        told.write(config["site_dir"])
    with open("released") as waited:
        waited.read()
"""
"""A hook that tells that the build has begun, through a pipe, and then waits for one that nobody writes to."""

ENDED = {
    signal.SIGKILL: (-signal.SIGKILL, ""),
    signal.SIGTERM: (128 + signal.SIGTERM, ""),
    signal.SIGINT: (128 + signal.SIGINT, "broken off; the folder that was to be written is as it was"),
}
"""How a build ends that is sent a signal, and what it says."""


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A tiny project that MkDocs refuses for a dead link, with a site that was built before."""
    project = tmp_path / "a $project"
    (project / "docs").mkdir(parents=True)
    (project / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (project / "docs" / "index.md").write_text(DEAD_LINK, encoding="utf-8")
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    write_list(project / "site", MARKER, frozenset({("0" * 64, "index.html")}))
    monkeypatch.chdir(project)
    for name, value in (("SOURCE_DATE_EPOCH", "1790000000"), ("STORIES", ""), ("SITE_URL", "http://127.0.0.1:8000/")):
        monkeypatch.setenv(name, value)
    before = signal.getsignal(signal.SIGTERM)
    yield project
    signal.signal(signal.SIGTERM, before)


def _call(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr("sys.argv", ["building", *words])
    return main()


def _held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


REFUSED = {
    ("docs",): "OUT=docs: is or lies in docs/, which holds what the site is made from",
    ("../a $project",): "OUT=../a $project: is the project itself",
    ("--", "mkdocs.yml"): "OUT=mkdocs.yml: is a file",
    ("--wiki", ""): "make wiki: no format is named; write FORMAT= and one of azure, backstage, github",
    ("--wiki", "../docs"): "make wiki: there is no format '../docs'; write FORMAT= and one of azure, backstage, github",
    ("--hosting", "https://", "site"): "WIKI=https://: names the host '', which can't exist; write https://wiki.exa",
    ("--hosting", "a b", "site"): "WIKI=a b: has ' ' in it, which no address has; write https://wiki.example.com",
}


def test_what_can_not_be_is_refused_before_anything_is_built(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _held(tiny)
    wrong = []
    for words, told in REFUSED.items():
        code, said = _call(monkeypatch, *words), capsys.readouterr().out
        if code != 1 or not said.startswith(f"ERROR   -  {told}") or said.count("\n") != 1:
            wrong.append((words, code, said))
    assert wrong == []
    assert _held(tiny) == before


def test_an_environment_that_can_not_be_is_refused(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _held(tiny)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "tomorrow")
    assert _call(monkeypatch, "site") == 1
    assert capsys.readouterr().out.startswith("ERROR   -  SOURCE_DATE_EPOCH=tomorrow: is no date; ")
    assert _held(tiny) == before


def test_python_without_docstrings_is_refused_without_a_traceback(tiny: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "macros.building", "site"],
        cwd=tiny,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONOPTIMIZE": "2"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("ERROR   -  PYTHONOPTIMIZE: leaves out the docstrings and asserts")


def test_it_says_what_it_wants_when_it_is_told_nothing(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in ((), ("site", "--wiki", "github")):
        with pytest.raises(SystemExit):
            _call(monkeypatch, *words)
        assert "name the folder of the site, or a format with --wiki" in capsys.readouterr().err
    assert tiny.is_dir()


@pytest.mark.parametrize("words", [("site",), ("--wiki", "github"), ("--hosting", "*", "site")], ids=" ".join)
def test_a_build_that_fails_leaves_everything_as_it_was(
    words: tuple[str, ...], tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _held(tiny)
    assert _call(monkeypatch, *words) == 1
    said = capsys.readouterr().out
    assert "WARNING -  Doc file 'index.md' contains a link 'nowhere.md'" in said
    assert "Aborted with 1 warnings in strict mode!" in said
    assert _held(tiny) == before


def test_whatever_ends_mkdocs_is_told_in_a_line(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _held(tiny)
    (tiny / "hook.py").write_text("def on_config(config):\n    return config['nowhere']\n", encoding="utf-8")
    (tiny / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n", encoding="utf-8")
    assert _call(monkeypatch, "site") == 1
    assert "ERROR   -  hook.py:2: 'nowhere' (KeyError)\n" in capsys.readouterr().out
    assert _held(tiny / "site") == {
        name.removeprefix("site/"): text for name, text in before.items() if "site/" in name
    }


def test_a_full_disk_is_told_in_a_line(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _held(tiny)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2000, limits[1]))
    try:
        assert _call(monkeypatch, "site") == 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "can't be written: File too large; make room and give yourself the right" in capsys.readouterr().out
    assert _held(tiny) == before


@pytest.mark.parametrize("how", ENDED, ids=lambda how: how.name)
def test_a_build_that_is_ended_leaves_the_last_site_and_the_next_one_clears_up(
    how: signal.Signals, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _held(tiny / "site")
    (tiny / "hook.py").write_text(BLOCKED, encoding="utf-8")
    (tiny / "mkdocs.yml").write_text(f"{SETTINGS}hooks: [hook.py]\n", encoding="utf-8")
    for pipe in ("begun", "released"):
        os.mkfifo(tiny / pipe)
    building = subprocess.Popen(
        [sys.executable, "-m", "macros.building", "site"],
        cwd=tiny,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - what runs us may ignore Ctrl-C
    )
    left = Path((tiny / "begun").read_text(encoding="utf-8"))
    assert left.parent == tiny
    building.send_signal(how)
    said = building.communicate()[0]
    assert (building.returncode, said.strip()) == ENDED[how]
    assert left.exists() is (how == signal.SIGKILL)
    assert _held(tiny / "site") == before
    (tiny / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    assert _call(monkeypatch, "site") == 1
    assert sorted(path.name for path in tiny.iterdir() if path.name.startswith(".")) == []
    assert _held(tiny / "site") == before


def test_a_wiki_is_checked_as_a_site_is(tmp_path: Path) -> None:
    copy = copy_project(tmp_path)
    only_pages(copy, ["index.md", "about/fiction.md"])
    with (copy / "docs" / "about" / "fiction.md").open("a", encoding="utf-8") as page:
        page.write("\n![A drawing](https://images.example/a.png)\n")
    result = subprocess.run(
        [sys.executable, "-m", "macros.building", "--wiki", "github"],
        cwd=copy,
        env=os.environ | {"PYTHONPATH": str(copy), "SOURCE_DATE_EPOCH": "1790000000", "STORIES": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert "docs/about/fiction.md:" in result.stdout
    assert "<img> loads 'https://images.example/a.png' from another host" in result.stdout
    assert not (copy / "wiki").exists()


# The preview


def test_a_preview_that_can_not_be_is_refused_before_anything_is_built(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = _held(tiny)
    monkeypatch.setattr("sys.argv", ["serving", "port"])
    assert serving.main() == 1
    assert capsys.readouterr().out == (
        "ERROR   -  PORT=port: is no port; write a number from 1 to 65535, such as PORT=8000\n"
    )
    assert _held(tiny) == before
