"""No export takes the place of a page, of another file of docs/ or of another export."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.exports.addresses import Addresses
from macros.exports.beside_pages import publish
from macros.exports.cache import Cache

_HEAD = (
    '<html lang="en"><head><meta property="og:site_name" content="A site"><meta property="og:title" content="{title}">'
    '<meta property="article:modified_time" content="2026-11-24">'
    '<meta property="og:image" content="https://site.example/card.png">'
    '<link rel="canonical" href="https://site.example/{place}"><link rel="next" href="{following}"></head>'
)
_ANSWER = (
    '<h1>Why?</h1><p>Because.</p><h2 id="tell-it">Tell it</h2><div class="tabbed-set"><div class="tabbed-labels">'
    '<label>2 minutes</label></div><div class="tabbed-content"><div class="tabbed-block"><p>So.</p></div></div></div>'
    '<h2 id="how-i-decide">How I decide</h2><p>Thus.</p>'
)


def _page(project: Path, source: str, place: str, following: str = "", article: str = "<h1>Home</h1>") -> None:
    """Write a page of docs/ and what was built of it."""
    (project / "docs" / source).parent.mkdir(parents=True, exist_ok=True)
    (project / "docs" / source).write_text("# Title\n", encoding="utf-8")
    built = project / "site" / place / "index.html"
    built.parent.mkdir(parents=True)
    head = _HEAD.format(title=source, place=place, following=following)
    body = f'<body><article class="md-content__inner md-typeset">{article}</article></body></html>'
    built.write_text(head + body, encoding="utf-8")


def _refused(project: Path) -> str:
    with pytest.raises(PlaybookError) as caught:
        publish(project / "site", Cache(project / "kept", "1"), project / "docs")
    return str(caught.value)


def test_two_answers_of_one_name_are_refused(tmp_path: Path) -> None:
    """Their embeds would have the same address."""
    _page(tmp_path, "index.md", "", "answers/one/same/")
    _page(tmp_path, "answers/one/same.md", "answers/one/same/", "../../two/same/", _ANSWER)
    _page(tmp_path, "answers/two/same.md", "answers/two/same/", "", _ANSWER)
    assert _refused(tmp_path) == (
        "docs/answers/two/same.md: is exported to embed/answer-same/index.html, where docs/answers/one/same.md stands "
        "already; give one of them another name"
    )


def test_a_file_of_docs_that_an_export_would_overwrite_is_refused(tmp_path: Path) -> None:
    told = {
        "llms.txt": "stands at llms.txt, where the list of pages is exported to",
        "index.txt": "stands at index.txt, where docs/index.md is exported to",
        "embed/embed.css": "stands in embed/, which holds exports alone",
        "print.md": "stands in print/, which holds exports alone",
    }
    _page(tmp_path, "index.md", "")
    found = {}
    for name in told:
        path = tmp_path / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Somebody's own words.", encoding="utf-8")
        found[name] = _refused(tmp_path)
        path.unlink()
    assert found == {name: f"docs/{name}: {problem}; give it another name" for name, problem in told.items()}


def test_an_address_is_taken_once(tmp_path: Path) -> None:
    addresses = Addresses(tmp_path)
    addresses.claim("one", ["a", "b"], "folder")
    addresses.claim("two", ["a", "b"])
    with pytest.raises(PlaybookError, match=r"three: is exported to folder/b, where one stands already"):
        addresses.claim("three", ["folder/b"])
