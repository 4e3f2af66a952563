"""When a page was changed: by the newest commit to its files, and never later than the site says that it was made."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from macros.building.changes import changed, last_commits

DAY = 86_400
MADE = 100 * DAY


def _commit(root: Path, second: int, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(str(second), encoding="utf-8")
    dates = {f"GIT_{who}_DATE": f"@{second} +0000" for who in ("AUTHOR", "COMMITTER")}
    who = [word for key in ("name=A", "email=a@a.example") for word in ("-c", f"user.{key}")]
    for words in (["add", "."], ["commit", "--quiet", "-m", "One"]):
        subprocess.run(["git", "-C", str(root), *who, *words], check=True, env=dates | {"PATH": "/usr/bin:/bin"})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    _commit(tmp_path, 10 * DAY, "docs/a.md", "docs/é.md", "macros/stories/s.yml", "snippets/templates/t.yml", "other")
    _commit(tmp_path, 20 * DAY, "docs/a.md")
    _commit(tmp_path, 30 * DAY, "macros/stories/s.yml", "other")
    _commit(tmp_path, 40 * DAY, "snippets/templates/t.yml")
    return tmp_path


def test_the_last_commit_to_each_file_counts(repository: Path) -> None:
    days = {name: second // DAY for name, second in last_commits(repository).items()}
    assert days == {"docs/a.md": 20, "docs/é.md": 10, "macros/stories/s.yml": 30, "snippets/templates/t.yml": 40}


@pytest.mark.parametrize(
    ("source", "meta", "day"),
    [
        ("a.md", {}, "1970-01-21"),
        ("a.md", {"story": "s"}, "1970-01-31"),
        ("a.md", {"example": "s.figure"}, "1970-01-31"),
        ("a.md", {"story": "s", "form": "t"}, "1970-02-10"),
        ("new.md", {}, "1970-04-11"),
    ],
    ids=["itself", "its story", "the story of its example", "its template", "not committed"],
)
def test_a_page_changes_with_what_it_shows(source: str, meta: dict[str, str], day: str, repository: Path) -> None:
    assert changed(source, meta, last_commits(repository), MADE) == day


def test_no_day_is_later_than_that_of_the_site(repository: Path) -> None:
    assert changed("a.md", {}, last_commits(repository), 5 * DAY) == "1970-01-06"


@pytest.mark.usefixtures("repository")
def test_without_a_repository_of_its_own_a_project_has_the_day_of_the_site(tmp_path: Path) -> None:
    inside = tmp_path / "docs"
    assert last_commits(inside) == {}
    assert changed("a.md", {}, {}, MADE) == "1970-04-11"
