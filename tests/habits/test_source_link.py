"""Where REPO_URL names a repository, pages lead to their source; elsewhere nothing mentions one."""

from __future__ import annotations

import re
from pathlib import Path

from tests.builds import OF_EACH_KIND, build_pages, copy_project, only_pages

REPOSITORY = "https://git.example.org/team/playbook"
AT_THE_FOOT = re.compile(
    r'\n  <p class="pb-take" [^>]+><a href="(?P<edit>[^"]+)" rel="edit">.+Changelog.+Download the source</a></p>'
)
IN_THE_HEAD = re.compile(r'<div class="md-(?:header|nav)__source">.*?</a>\s*</div>', re.DOTALL)


def _plain(html: str) -> str:
    """Give a page without its links to the source, and without the lines that these leave empty."""
    return re.sub(r"\s*\n\s*", "\n", IN_THE_HEAD.sub("", AT_THE_FOOT.sub("", html)))


def _built(root: Path, repository: str) -> tuple[dict[Path, str], list[str]]:
    """Build with or without a repository; give the pages, and what MkDocs warns of."""
    out = root / f"site of {'one' if repository else 'none'}"
    said = build_pages(root, out, REPO_URL=repository)
    return {path.relative_to(out): path.read_text(encoding="utf-8") for path in out.rglob("*.html")}, said


def test_pages_lead_to_the_source_only_where_one_is_named(tmp_path: Path) -> None:
    copy = copy_project(tmp_path)
    only_pages(copy, OF_EACH_KIND)  # the theme writes these links into all pages of a kind alike
    (unnamed, said), (named, said_of_named) = (_built(copy, repository) for repository in ("", f"{REPOSITORY}/"))
    assert said_of_named == said != []  # of links to the other pages, and of nothing else
    assert len(named) == len(OF_EACH_KIND) + 2
    assert set(named) == set(unnamed)
    assert [place for place, html in unnamed.items() if "Edit this page" in html or "md-source" in html] == []
    assert [place for place, html in named.items() if len(IN_THE_HEAD.findall(html)) != 2] == []
    assert [place for place in named if _plain(named[place]) != _plain(unnamed[place])] == []

    edited = {str(place): found["edit"] for place, html in named.items() if (found := AT_THE_FOOT.search(html))}
    assert set(map(str, named)) - set(edited) == {"404.html", "index.html"}
    sources = [address.removeprefix(f"{REPOSITORY}/edit/main/") for address in edited.values()]
    assert [source for source in sources if not (copy / source).is_file()] == []
    page = named[Path("answers/retrospective/walk-me-through/index.html")]
    assert f'href="{REPOSITORY}/blob/main/CHANGELOG.md"' in page
    assert f'href="{REPOSITORY}/archive/refs/heads/main.zip"' in page
    assert 'data-md-component="source"' not in page  # with it Material asks another host for stars and forks
