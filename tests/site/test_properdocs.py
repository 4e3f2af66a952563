"""ProperDocs, the maintained fork of MkDocs, builds the same site: whenever MkDocs ends, the playbook goes on."""

from __future__ import annotations

import re
import sys

import pytest

from tests.builds import OF_EACH_KIND, build_pages, copy_project, only_pages
from tests.environments import interpreter

pytestmark = pytest.mark.xdist_group("properdocs")

GENERATOR = re.compile(rb'<meta name="generator" content="([^"]*)">')
Built = dict[str, dict[str, bytes]]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The files of a small playbook with a page of each kind, by the name of what built it; both warn of the same."""
    root = tmp_path_factory.mktemp("properdocs")
    (root / "copy").mkdir()
    copy = copy_project(root / "copy")
    only_pages(copy, OF_EACH_KIND)
    files, said = {}, {}
    for name, python in (("mkdocs", sys.executable), ("properdocs", interpreter("properdocs"))):
        said[name] = build_pages(copy, root / name, (str(python), "-m", name))
        files[name] = {
            path.relative_to(root / name).as_posix(): path.read_bytes() for path in (root / name).rglob("*.*")
        }
    assert said["mkdocs"] == said["properdocs"] != []
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
