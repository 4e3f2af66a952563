"""What maintainers read and machines run names no registry and no path of somebody's machine."""

from __future__ import annotations

import re
import subprocess

from tests.builds import ROOT

PLACES = (
    ".ci",
    ".devcontainer",
    ".github",
    "deploy",
    "docs/about/host-it-yourself.md",
    "pyproject.toml",
    *(f":(glob){name}" for name in ("Makefile", "mkdocs.yml", "*.md", "*.in", "*.jsonc", ".*.yaml")),
)

ALLOWED = {
    "127.0.0.1",
    "creativecommons.org",
    "developers.cloudflare.com",
    "docs.netlify.com",
    "github.com",
    "keepachangelog.com",
    "opencollective.com",
    "playbook.example.com",
    "tools.example.com",
    "wiki.example.com",
    "you.github.io",
}
"""Hosts that these files may name; none of them hands out packages."""

FORBIDDEN = re.compile(
    r"(?<![\w.])/(?:home|mnt|opt|root|tmp/[a-z]+|work)/\S*|\b(?:registry|index)[-_]url\s*=\s*http\S+"
)


def named(text: str) -> list[str]:
    """Give the hosts and paths in a text that don't belong there."""
    hosts = re.findall(r"https?://([\w.-]+)", text.replace("\\.", "."))  # a pattern escapes its full stops
    return [*(host for host in hosts if host not in ALLOWED), *FORBIDDEN.findall(text)]


def test_no_registry_and_no_machine_is_named() -> None:
    listed = ["git", "ls-files", "-z", "--", *PLACES]
    files = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")[:-1]
    assert len(files) > 25
    wrong = {name: named((ROOT / name).read_text(encoding="utf-8")) for name in files}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_a_registry_and_a_path_are_found() -> None:
    text = "see https://packages.example.net/simple and /home/me/x, not https://github.com/a or docs/home/x"
    assert named(text) == ["packages.example.net", "/home/me/x,"]
