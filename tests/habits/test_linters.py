"""The linters of scripts and style sheets, and when each part of `make check` runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import yaml

from tests.builds import ROOT

CONFIGURATION = ROOT / "biome.jsonc"

MISTAKES = {
    "docs/assets/javascripts/one.js": ("export const sum = (a) => a + missing;\n", "noUndeclaredVariables"),
    "docs/assets/javascripts/two.js": ("export const same = (a, b) => a == b;\n", "noDoubleEquals"),
    "docs/assets/javascripts/three.js": ("export function first(a, b) { return a; }\n", "noUnusedFunctionParameters"),
    "docs/assets/javascripts/four.js": ("export const broken = (;\n", "parse"),
    "docs/assets/stylesheets/one.css": ("a { colr: red; }\n", "noUnknownProperty"),
    "docs/assets/stylesheets/two.css": ("a { color: red !important; }\n", "noImportantStyles"),
    "docs/assets/stylesheets/three.css": ("a { color: red;\n", "parse"),
    "macros/exports/assets/one.css": ("a {}\n", "noEmptyBlock"),
}


def test_biome_refuses_mistakes_in_scripts_and_style_sheets(tmp_path: Path) -> None:
    shutil.copy(CONFIGURATION, tmp_path)
    for name, (text, _) in MISTAKES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    biome = ROOT / "tests" / "lint" / "node_modules" / ".bin" / "biome"
    command = [str(biome), "lint", "--error-on-warnings", "--max-diagnostics=none", "."]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    said = result.stdout + result.stderr
    missed = [name for name, (_, rule) in MISTAKES.items() if not re.search(rf"{re.escape(name)}:\d+.* .*{rule}", said)]
    assert missed == []


def test_every_rule_that_is_off_says_why() -> None:
    lines = CONFIGURATION.read_text(encoding="utf-8").splitlines()
    off = [(above, line) for above, line in pairwise(lines) if re.search(r'"off"|: false', line)]
    assert len(off) >= 4
    assert [line for above, line in off if "//" not in line and not above.strip().startswith("//")] == []


def test_each_part_of_the_check_runs_before_a_commit_too() -> None:
    rule = re.search(r"^check: (.+?) ##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert rule
    configuration = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repository in configuration["repos"] for hook in repository["hooks"]]
    assert [hook["entry"] for hook in hooks] == [f"make {part}" for part in rule[1].split()]
    assert {repository["repo"] for repository in configuration["repos"]} == {"local"}  # nothing is fetched
