"""Where REPO_URL names a repository, pages lead to their source; elsewhere nothing mentions one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.builds import ROOT

REPOSITORY = "https://git.example.org/team/playbook"
AT_THE_FOOT = re.compile(r'\n    <p><a href="(?P<edit>[^"]+)" rel="edit">.+Changelog.+Download the source</a></p>')
IN_THE_HEAD = re.compile(r'<div class="md-(?:header|nav)__source">.*?</a>\s*</div>', re.DOTALL)


def _plain(html: str) -> str:
    """Give a page without its links to the source, and without the lines that these leave empty."""
    return re.sub(r"\s*\n\s*", "\n", IN_THE_HEAD.sub("", AT_THE_FOOT.sub("", html)))


def test_pages_lead_to_the_source_only_where_one_is_named(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path)]
    given = {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1790000000", "STORIES": ""}
    environment = os.environ | given | {"REPO_URL": f"{REPOSITORY}/"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)

    named = {path.relative_to(tmp_path): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")}
    unnamed = {place: (site / place).read_text(encoding="utf-8") for place in named}
    assert [place for place, html in unnamed.items() if "Edit this page" in html or "md-source" in html] == []
    assert [place for place, html in named.items() if len(IN_THE_HEAD.findall(html)) != 2] == []
    assert [place for place in named if _plain(named[place]) != _plain(unnamed[place])] == []

    edited = {str(place): found["edit"] for place, html in named.items() if (found := AT_THE_FOOT.search(html))}
    assert set(map(str, named)) - set(edited) == {"404.html", "index.html"}
    sources = [address.removeprefix(f"{REPOSITORY}/edit/main/") for address in edited.values()]
    assert [source for source in sources if not (ROOT / source).is_file()] == []
    page = named[Path("answers/retrospective/walk-me-through/index.html")]
    assert f'href="{REPOSITORY}/blob/main/CHANGELOG.md"' in page
    assert f'href="{REPOSITORY}/archive/refs/heads/main.zip"' in page
    assert 'data-md-component="source"' not in page  # with it Material asks another host for stars and forks
