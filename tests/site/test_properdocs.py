"""ProperDocs, the maintained fork of MkDocs, builds the same site: whenever MkDocs ends, the playbook goes on."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from macros.built.page import GENERATED
from tests.builds import ROOT
from tests.environments import interpreter

pytestmark = pytest.mark.xdist_group("properdocs")

GENERATOR = re.compile(rb'<meta name="generator" content="([^"]*)">')


@pytest.fixture(scope="module")
def forked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as ProperDocs builds it, before anything is exported."""
    folder = tmp_path_factory.mktemp("properdocs") / "site"
    result = subprocess.run(
        [interpreter("properdocs"), "-m", "properdocs", "build", "-f", "mkdocs.yml", "--strict", "--site-dir", folder],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000", "STORIES": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout
    return folder


def _files(folder: Path) -> dict[str, bytes]:
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: GENERATOR.sub(b"", path.read_bytes()) for name, path in files.items()}


def test_properdocs_writes_the_same_files_but_for_the_line_that_names_it(forked: Path, site: Path) -> None:
    ours, theirs = _files(site), _files(forked)
    pages = {name for name in ours if name.endswith(".html") and not name.startswith(GENERATED)}
    assert {name for name in theirs if name.endswith(".html")} == pages
    assert [name for name, content in theirs.items() if ours.get(name) != content] == []


def test_each_page_says_which_of_the_two_built_it(forked: Path, site: Path) -> None:
    for folder, name in ((site, "mkdocs-1."), (forked, "mkdocs-ProperDocs 1.")):
        named = {path: GENERATOR.findall(path.read_bytes()) for path in folder.rglob("*.html")}
        pages = {page: found for page, found in named.items() if found}
        assert len(pages) > 150
        assert all(len(found) == 1 and found[0].decode().startswith(name) for found in pages.values())
