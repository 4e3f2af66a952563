"""The list of what reading needs names those files, each by its hash, and the worker names the list by its own."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.offline.listing import LIST_FILE, VERSION, WORKER, WORKER_FILE, write

READ = (
    *("index.html", "a/index.html", "assets/a.css", "assets/javascripts/a/b.js", "assets/fonts/a.woff2"),
    *("assets/images/a.svg", "answers/questions.json", "schemas/workbook.json"),
    *("search/search_index.json", "start/plans.json"),
)
NOT_READ = (
    *(
        "404.html",
        "embed/a/index.html",
        "print/index.html",
        "a/index.md",
        "a/index.docx",
        "answers/b/index.md.parts.json",
    ),
    *("assets/javascripts/lunr/x.js", "assets/a.js.map", "assets/fonts/LICENCE.txt", "schemas/story.json"),
)


def _hash(body: bytes) -> str:
    return base64.b64encode(hashlib.sha256(body).digest()).decode()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in (*READ, *NOT_READ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path


def test_it_lists_what_is_read_and_nothing_to_take_along(site: Path) -> None:
    write(site)
    listed = json.loads((site / LIST_FILE).read_text("utf-8"))
    assert listed["files"] == {name: _hash(name.encode()) for name in sorted(READ)}
    assert listed["bytes"] == sum(map(len, READ))


def test_the_worker_is_of_the_version_that_the_list_is(site: Path) -> None:
    assert WORKER.read_text("utf-8").count(VERSION) == 1
    write(site)
    version = _hash((site / LIST_FILE).read_bytes())
    worker = (site / WORKER_FILE).read_text("utf-8")
    assert f'"{version}"' in worker
    (site / "index.html").write_text("changed", encoding="utf-8")
    write(site)
    assert f'"{version}"' not in (site / WORKER_FILE).read_text("utf-8")


def test_a_kind_of_file_that_has_moved_is_told(site: Path) -> None:
    (site / "assets" / "fonts" / "a.woff2").unlink()
    with pytest.raises(PlaybookError, match=r"'assets/fonts/\*\.woff2' names nothing; say where such files lie now"):
        write(site)
