"""A release in a repository made for it: what it refuses, and what it leaves behind."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builds import ROOT

CHANGELOG = """# Changelog

## [Unreleased]

### Added

- A thing.

## [0.9.0] - 2026-01-31

### Added

- The first thing.
"""
PROJECT = '[project]\nname = "playbook"\nversion = "0.9.0"\n\n[tool.other]\nkey = "1.0.0"\n'


class Repository:
    """A repository on main, with a changelog and a version."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / ".ci").mkdir(parents=True)
        shutil.copy(ROOT / ".ci" / "release", folder / ".ci")
        self.write("CHANGELOG.md", CHANGELOG)
        self.write("pyproject.toml", PROJECT)
        self.git("init", "--initial-branch=main")
        self.commit()

    def write(self, name: str, text: str) -> None:
        """Write a file."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def read(self, name: str) -> str:
        """Read a file."""
        return (self.folder / name).read_text(encoding="utf-8")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command as somebody whose own settings of git do not count."""
        who = {f"GIT_{role}_{what}": "a@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        environment = os.environ | who | alone
        return subprocess.run(command, cwd=self.folder, env=environment, capture_output=True, text=True, check=False)

    def git(self, *arguments: str) -> str:
        """Run git; give what it says."""
        result = self.run("git", *arguments)
        assert result.returncode == 0, result.stderr
        return result.stdout.strip()

    def commit(self) -> None:
        """Commit everything."""
        self.git("add", "--all")
        self.git("commit", "--message", "Change")

    def release(self, version: str) -> subprocess.CompletedProcess[str]:
        """Run the release."""
        return self.run(".ci/release", version)

    def state(self) -> tuple[str, str, str, str]:
        """Give all that a release changes."""
        return (self.git("rev-parse", "HEAD"), self.git("tag"), self.read("CHANGELOG.md"), self.read("pyproject.toml"))


def _changelog(old: str, new: str) -> Callable[[Repository], None]:
    def change(repository: Repository) -> None:
        assert old in CHANGELOG
        repository.write("CHANGELOG.md", CHANGELOG.replace(old, new))
        repository.commit()

    return change


def _unwilling(repository: Repository) -> None:
    hook = repository.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)


def _nothing(repository: Repository) -> None:
    assert repository.git("status", "--porcelain") == ""


REFUSED: dict[str, tuple[Callable[[Repository], object], str, str]] = {
    "no version": (_nothing, "", "'' is no version. Give three numbers"),
    "two numbers": (_nothing, "1.0", "'1.0' is no version. Give three numbers"),
    "the same": (_nothing, "0.9.0", "0.9.0 is not newer than 0.9.0. Give the next version"),
    "older": (_nothing, "0.10.0-rc1", "'0.10.0-rc1' is no version"),
    "older by number": (_nothing, "0.8.12", "0.8.12 is not newer than 0.9.0. Give the next version"),
    "a branch": (lambda one: one.git("switch", "--create", "next"), "1.0.0", "branch 'next'. Merge it"),
    "no branch": (lambda one: one.git("switch", "--detach"), "1.0.0", "branch ''. Merge it"),
    "a change": (lambda one: one.write("pyproject.toml", PROJECT + "\n"), "1.0.0", "changed or new. Commit them"),
    "a new file": (lambda one: one.write("new.md", ""), "1.0.0", "changed or new. Commit them"),
    "a tag": (lambda one: one.git("tag", "v1.0.0"), "1.0.0", "a tag v1.0.0 already. Give a version"),
    "an empty part": (_changelog("- A thing.\n", ""), "1.0.0", "nothing stands under '## [Unreleased]'"),
    "no part": (_changelog("## [Unreleased]", "## [Next]"), "1.0.0", "no part '## [Unreleased]'. Put one above"),
    "two opinions": (
        _changelog("[0.9.0]", "[0.9.1]"),
        "1.0.0",
        "says version '0.9.0', and the newest in CHANGELOG.md is",
    ),
    "an unwilling hook": (_unwilling, "1.0.0", "git made no commit, for the reason above"),
}


def test_what_is_not_ready_is_refused_with_a_remedy_and_changes_nothing(tmp_path: Path) -> None:
    wrong = []
    for case, (prepare, version, message) in REFUSED.items():
        repository = Repository(tmp_path / case)
        prepare(repository)
        before = repository.state()
        told = repository.release(version)
        if told.returncode != 1 or message not in told.stderr or repository.state() != before:
            wrong.append((case, told.returncode, told.stderr))
    assert wrong == []


@pytest.mark.parametrize("version", ["0.10.0", "1.0.0"])
def test_a_release_dates_the_changelog_sets_the_version_commits_and_tags(tmp_path: Path, version: str) -> None:
    repository = Repository(tmp_path / "one")
    days = {f"{datetime.now(UTC):%Y-%m-%d}"}
    told = repository.release(version)
    days.add(f"{datetime.now(UTC):%Y-%m-%d}")
    assert (told.returncode, told.stderr) == (0, "")
    part = "## [Unreleased]\n\n"
    assert repository.read("CHANGELOG.md") in {
        CHANGELOG.replace(part, f"{part}## [{version}] - {day}\n\n") for day in days
    }
    assert repository.read("pyproject.toml") == PROJECT.replace('"0.9.0"', f'"{version}"')
    assert repository.git("status", "--porcelain") == ""
    assert repository.git("log", "-1", "--format=%s") == f"Release {version}"
    assert repository.git("rev-parse", f"v{version}^{{commit}}") == repository.git("rev-parse", "HEAD")
    assert f"git push origin main v{version}" in told.stdout
    again = repository.release("2.0.0")
    assert "nothing stands under '## [Unreleased]'" in again.stderr


def test_the_projects_own_changelog_and_version_could_be_released() -> None:
    repository = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = repository.split("\n## [")[2].split("]")[0]
    assert f'version = "{newest}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
