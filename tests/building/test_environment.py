"""What the machine gives to a build: what is amiss is told before anything is built, and dates can be relied on."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from macros.building.environment import HOST, free_port, prepare
from macros.errors import PlaybookError
from tests.cases import for_every

WRONG = {
    ("SOURCE_DATE_EPOCH", "tomorrow"): "is no date; write the seconds since 1970",
    ("SOURCE_DATE_EPOCH", ""): "is no date",
    ("SOURCE_DATE_EPOCH", "-1"): "is no date",
    ("SOURCE_DATE_EPOCH", "1e9"): "is no date",
    ("SOURCE_DATE_EPOCH", "٣"): "is no date",
    ("SOURCE_DATE_EPOCH", "0"): "is no date",
    ("SOURCE_DATE_EPOCH", "99999999999999"): "is no date",
    (
        "SITE_URL",
        "ftp://a.example/",
    ): "begins with neither http:// nor https://; write where readers will find the site",
    ("SITE_URL", ""): "begins with neither http:// nor https://",
    ("SITE_URL", "https://a b.example/"): "has ' ' in it",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two files of different days, in an environment that says nothing."""
    for name in ("SOURCE_DATE_EPOCH", "SITE_URL"):
        monkeypatch.setenv(name, "")  # so that what a test leaves there is taken back
        monkeypatch.delenv(name)
    root = tmp_path / "project"
    for name, dated in (
        ("mkdocs.yml", 1_600_000_000),
        ("docs/index.md", 1_700_000_000),
        ("site/a.html", 1_790_000_000),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
        os.utime(root / name, (dated, dated))
    return root


def _git(root: Path, *words: str, dated: int = 0) -> None:
    environment = os.environ | {"GIT_AUTHOR_DATE": f"{dated} +0000", "GIT_COMMITTER_DATE": f"{dated} +0000"}
    names = ("-c", "user.name=A", "-c", "user.email=a@a.example")
    subprocess.run(["git", "-C", root, *names, *words], env=environment, capture_output=True, check=True)


def _commit(root: Path, dated: int) -> None:
    _git(root, "init")
    _git(root, "add", ".", dated=dated)
    _git(root, "commit", "-m", "One", dated=dated)


def test_what_is_amiss_is_told_with_its_name(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = []
    for (name, value), told in WRONG.items():
        with monkeypatch.context() as given:
            given.setenv(name, value)
            try:
                prepare(project)
            except PlaybookError as error:
                if not str(error).startswith(f"{name}={value}: {told}"):
                    wrong.append((name, value, str(error)))
            else:
                wrong.append((name, value, "was taken"))
    assert wrong == []


def test_a_folder_that_is_no_project_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"holds no mkdocs\.yml; start the build in the root of the project"):
        prepare(tmp_path)


def test_a_date_that_is_given_wins(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _commit(project, 1_750_000_000)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1650000000")
    assert prepare(project) == 1_650_000_000


def test_the_last_commit_dates_the_site_and_mkdocs_is_told(project: Path) -> None:
    _commit(project, 1_750_000_000)
    assert prepare(project) == 1_750_000_000
    assert os.environ["SOURCE_DATE_EPOCH"] == "1750000000"


def test_without_a_repository_the_newest_file_that_is_read_dates_the_site(project: Path) -> None:
    assert prepare(project) == 1_700_000_000


@pytest.mark.parametrize("committed", [True, False], ids=["of something else", "without a commit"])
def test_a_repository_that_says_nothing_of_the_project_is_not_asked(committed: bool, project: Path) -> None:
    if committed:
        _commit(project.parent, 1_750_000_000)
    else:
        _git(project.parent, "init", str(project))
    assert prepare(project) == 1_700_000_000


def test_without_git_the_newest_file_that_is_read_dates_the_site(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _commit(project, 1_750_000_000)
    monkeypatch.setenv("PATH", str(project))
    assert prepare(project) == 1_700_000_000


# Ports


@for_every("given", ["", "http", "0", "65536", "-1", "80 00", "8e3", "٣"])
def test_what_is_no_port_is_told(given: str) -> None:
    with pytest.raises(PlaybookError) as error:
        free_port(given)
    assert str(error.value) == f"PORT={given}: is no port; write a number from 1 to 65535, such as PORT=8000"


def test_a_port_that_is_taken_is_told_and_one_that_is_free_is_not() -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PlaybookError, match=rf"PORT={port}: can't be used: Address already in use; end what list"):
            free_port(str(port))
    assert free_port(str(port)) == port
