"""Cleaning removes what builds wrote and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.building.cleaning import LISTS, clean, main
from macros.building.output import swap_in, unfinished
from macros.exports.wiki import formats
from macros.hosting import __main__ as hosting
from macros.upkeep import update


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in which everything was written that builds write."""
    with unfinished(tmp_path / "site") as folder:
        (folder / "index.html").touch()
        swap_in(folder, tmp_path / "site")
    for name in ("github", "azure"):
        update(tmp_path / "wiki" / name, formats.LIST, {"Home.md": "one"})
    update(tmp_path / "hosting", hosting.LIST, {"_headers": "one"})
    (tmp_path / "docs").mkdir()
    (tmp_path / ".site.unfinished-1").mkdir()
    return tmp_path


def test_what_builds_wrote_is_removed(project: Path) -> None:
    assert clean(project, project / "site") == []
    assert [path.name for path in project.iterdir()] == ["docs"]
    assert clean(project, project / "site") == []


def test_what_is_ones_own_stays_and_is_named(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for own in ("wiki/github/Own.md", "hosting/own.conf", "public/own.html"):
        (project / own).parent.mkdir(exist_ok=True)
        (project / own).touch()
    monkeypatch.chdir(project)
    monkeypatch.setattr("sys.argv", ["cleaning", "public"])
    assert main() == 0
    said = capsys.readouterr().out
    for folder in ("public", "hosting", "wiki/github"):
        assert f"{project / folder} stays: it holds what no build made\n" in said
    assert [path.name for path in (project / "wiki" / "github").iterdir()] == ["Own.md"]
    assert not (project / "wiki" / "azure").exists()
    assert (project / "public" / "own.html").exists()


def test_a_site_with_a_file_of_ones_own_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "site" / "CNAME").touch()
    monkeypatch.chdir(project)
    monkeypatch.setattr("sys.argv", ["cleaning", "site"])
    assert main() == 1
    assert capsys.readouterr().out.startswith(f"ERROR   -  {project / 'site' / 'CNAME'}: was made by no build")
    assert (project / "site" / "index.html").exists()


def test_the_lists_are_those_that_are_written() -> None:
    assert {"hosting": hosting.LIST, f"{formats.FOLDER}/*": formats.LIST} == LISTS
