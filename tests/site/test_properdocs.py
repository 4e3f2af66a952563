"""ProperDocs, the maintained fork of MkDocs, builds the same site: whenever MkDocs ends, the playbook goes on."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from tests.builds import OF_EACH_KIND, copy_project, only_pages
from tests.environments import interpreter

pytestmark = pytest.mark.xdist_group("properdocs")

GENERATOR = re.compile(rb'<meta name="generator" content="([^"]*)">')
Built = dict[str, dict[str, bytes]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The files of a small playbook with a page of each kind, by the name of what built it; both warn of the same."""
    root = tmp_path_factory.mktemp("properdocs")
    (root / "copy").mkdir()
    copy = copy_project(root / "copy", cached=False)
    only_pages(copy, OF_EACH_KIND)
    files, said = {}, {}
    for name, python in (("mkdocs", sys.executable), ("properdocs", interpreter("properdocs"))):
        result = subprocess.run(
            [python, "-m", name, "build", "-f", "mkdocs.yml", "--quiet", "--no-strict", "--site-dir", root / name],
            cwd=copy,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000", "STORIES": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout
        said[name] = sorted(result.stdout.splitlines())
        files[name] = {
            path.relative_to(root / name).as_posix(): path.read_bytes() for path in (root / name).rglob("*.*")
        }
    assert said["mkdocs"] == said["properdocs"]
    return files


def test_properdocs_writes_the_same_files_but_for_the_line_that_names_it(built: Built) -> None:
    ours, theirs = ({path: GENERATOR.sub(b"", content) for path, content in one.items()} for one in built.values())
    assert set(ours) == set(theirs)
    assert [path for path, content in theirs.items() if ours[path] != content] == []


def test_each_page_says_which_of_the_two_built_it(built: Built) -> None:
    for files, name in zip(built.values(), (b"mkdocs-1.", b"mkdocs-ProperDocs 1."), strict=True):
        named = [GENERATOR.findall(content) for path, content in files.items() if path.endswith(".html")]
        pages = [found for found in named if found]
        assert len(pages) > len(OF_EACH_KIND)
        assert all(len(found) == 1 and found[0].startswith(name) for found in pages)
