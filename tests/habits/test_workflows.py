"""The workflows hold no more rights than they need and publish nothing that wasn't tested."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.builds import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.yml"))}


def by_tag(text: str) -> list[str]:
    """Give the actions of a workflow that aren't named by a whole commit, with the version behind it."""
    used = re.findall(r"^ *(?:- )?uses: (.+)$", text, re.MULTILINE)
    return [one for one in used if not re.fullmatch(r"\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\$/\S+", one)]


def jobs(name: str) -> dict[str, Any]:
    """Give the jobs of a workflow."""
    found: dict[str, Any] = yaml.safe_load(WORKFLOWS[name])["jobs"]
    return found


def told(folder: Path) -> str:
    """Give what zizmor finds in a folder of workflows, as `make check` has it look."""
    command = [
        str(Path(sys.executable).with_name("zizmor")),
        "--quiet",
        "--offline",
        "--color=never",  # a service that sets CI has it in colour
        "--persona",
        "pedantic",
        str(folder),
    ]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if result.returncode == 0 else result.stdout + result.stderr


def test_every_action_is_named_by_its_commit() -> None:
    assert len(WORKFLOWS) >= 4
    assert {name: by_tag(text) for name, text in WORKFLOWS.items()} == {name: [] for name in WORKFLOWS}


def test_an_action_by_tag_is_found() -> None:
    commit = "0" * 40
    text = "".join(
        f"      - uses: {one}\n"
        for one in (f"a/b@{commit} # v1.2.3", "$/here.yml", "a/b@v4", f"a/b@{commit}", "a/b@main # v1.2.3", "./here")
    )
    assert by_tag(text) == ["a/b@v4", f"a/b@{commit}", "a/b@main # v1.2.3", "./here"]


def test_zizmor_finds_nothing() -> None:
    assert told(FOLDER.parent) == ""


def test_zizmor_refuses_what_a_workflow_must_not_do(tmp_path: Path) -> None:
    checkout = next(line for line in WORKFLOWS["test.yml"].splitlines() if "uses: actions/checkout@" in line)
    breakages = {  # what it calls the mistake: what to write, and in its place
        "unpinned-uses": (checkout, "      - uses: actions/checkout@v7"),
        "artipacked": ("          persist-credentials: false\n", "          fetch-depth: 1\n"),
        "excessive-permissions": ("permissions: {}\n", "permissions: write-all\n"),
        "template-injection": ("run: bash .ci/run", 'run: echo "${{ github.event.pull_request.title }}"'),
        "dangerous-triggers": ("  pull_request:\n", "  pull_request_target:\n"),
    }
    for mistake, (good, bad) in breakages.items():
        assert good in WORKFLOWS["test.yml"]
        folder = tmp_path / mistake / ".github" / "workflows"
        folder.mkdir(parents=True)
        (folder / f"{mistake}.yml").write_text(WORKFLOWS["test.yml"].replace(good, bad), encoding="utf-8")
    said = told(tmp_path)
    assert [one for one in breakages if not re.search(rf"\[{one}\](.*\n)+? *--> .*{one}\.yml", said)] == []


def test_every_job_says_which_rights_it_needs() -> None:
    assert [name for name, text in WORKFLOWS.items() if yaml.safe_load(text)["permissions"] != {}] == []
    assert [(name, job) for name in WORKFLOWS for job, what in jobs(name).items() if "permissions" not in what] == []


def test_only_the_job_that_deploys_may_publish_and_it_runs_no_code_of_ours() -> None:
    writing = {
        (name, job) for name in WORKFLOWS for job, what in jobs(name).items() if "write" in str(what["permissions"])
    }
    assert writing == {("publish.yml", "deploy")}
    deploy = jobs("publish.yml")["deploy"]
    assert deploy["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step for step in deploy["steps"] if "run" in step or "checkout" in step["uses"]] == []


def test_nothing_is_published_before_its_commit_is_tested() -> None:
    publish = jobs("publish.yml")
    assert (publish["deploy"]["needs"], publish["build"]["needs"]) == ("build", "test")
    assert publish["test"]["uses"] == "$/.github/workflows/test.yml"
    assert "bash .ci/run" in WORKFLOWS["test.yml"]


def test_no_commit_is_tested_twice() -> None:
    # YAML reads the key `on` as true.
    triggers = {name: set(yaml.safe_load(text)[True]) for name, text in WORKFLOWS.items()}
    assert triggers["test.yml"] == {"pull_request", "workflow_call"}
    assert [name for name, on in triggers.items() if "push" in on] == ["publish.yml"]


def test_every_supported_python_is_tried() -> None:
    versions = set(re.findall(r'"(3\.\d+)"', WORKFLOWS["test.yml"]))
    assert versions == {"3.11", "3.12", "3.13", "3.14"}
