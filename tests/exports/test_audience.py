"""Pages for maintainers are read on the site; what gathers pages for readers leaves them out."""

from __future__ import annotations

import json
from pathlib import Path

from macros.exports.pages import exported_pages
from macros.exports.print_view import print_views
from macros.exports.wiki.book import read_book
from macros.front_matter import front_matter
from tests.builds import ROOT


def maintainers() -> set[str]:
    """Give the places of the pages that say so in their front matter."""
    pages = [path for path in (ROOT / "docs").rglob("*.md") if "assets" not in path.parts]
    said = [path for path in pages if front_matter(path, path.name).get("audience") == "maintainers"]
    return {path.relative_to(ROOT / "docs").with_suffix("").as_posix() for path in said}


def test_the_site_tells_which_pages_they_are(site: Path) -> None:
    assert {page.place for page in exported_pages(site) if not page.for_readers and not page.stays} == maintainers()
    assert {"about/architecture", "about/upgrades", "about/vocabulary", "about/host-it-yourself"} == maintainers()


def test_they_have_their_own_text_and_stand_in_no_list_print_or_wiki(site: Path) -> None:
    everything = exported_pages(site)
    readers = {page.place for page in everything if page.for_readers}
    assert {page.place for view in print_views(everything) for page in view.pages} == readers
    assert {leaf.place for leaf in read_book(ROOT, site).leaves if not leaf.fill} == readers
    for name in ("llms.txt", "llms-full.txt"):
        text = (site / name).read_text(encoding="utf-8")
        listed = {
            page.place for page in everything if page.address + "index.md" in text or f"<!-- {page.address} -->" in text
        }
        assert listed - {""} == readers - {""}, name
    assert all((site / place / "index.md").is_file() for place in maintainers())


def test_the_search_does_not_find_them(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = {page["location"].strip("/") for page in index["docs"]["pages"]}
    assert len(found) > 100
    assert found & maintainers() == set()
