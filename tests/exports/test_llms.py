"""llms.txt as its convention has it: a title, a summary, sections of links; and the whole text below addresses."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pytest

from macros.exports.llms import llms, llms_full
from macros.exports.pages import ExportedPage, exported_pages

pytestmark = pytest.mark.xdist_group("llms")

_LINK = re.compile(r"- \[(?P<title>.+?)\]\((?P<address>[^()\s]+)\): (?P<description>\S.*)")
HOME = "https://site.example/book/"


def _page(place: str) -> ExportedPage:
    return ExportedPage(
        place,
        f"Title of {place or 'home'}",
        f"About {place or 'all'}.",
        f"{HOME}{place}/" if place else HOME,
        "<article/>",
        "Numbers",
        "2026-11-24",
    )


def test_the_list_is_a_title_a_summary_and_sections_of_links() -> None:
    pages = [_page(place) for place in ("", "start", "answers", "answers/a/b")]
    assert llms(pages) == (
        "# Title of home\n\n> About all.\n\n"
        "## Start\n\n- [Title of start](https://site.example/book/start/index.md): About start.\n\n"
        "## Answers\n\n- [Title of answers](https://site.example/book/answers/index.md): About answers.\n"
        "- [Title of answers/a/b](https://site.example/book/answers/a/b/index.md): About answers/a/b.\n"
    )


def test_the_whole_is_every_text_below_its_address() -> None:
    assert llms_full([_page(""), _page("a")], ["# Home\n", "# A\n"]) == (
        "<!-- https://site.example/book/ -->\n\n# Home\n\n<!-- https://site.example/book/a/ -->\n\n# A\n"
    )


def test_a_text_that_is_missing_is_no_shorter_list() -> None:
    with pytest.raises(ValueError, match="shorter"):
        llms_full([_page(""), _page("a")], ["# Home\n"])


# The built site


@pytest.fixture(scope="module")
def lines(site: Path) -> list[str]:
    """The lines of llms.txt that say something."""
    return [line for line in (site / "llms.txt").read_text(encoding="utf-8").split("\n") if line]


def test_the_file_has_one_title_one_summary_and_then_only_sections_and_links(lines: list[str]) -> None:
    assert lines[0].startswith("# ")
    assert lines[1].startswith("> ")
    assert [line for line in lines[2:] if not line.startswith("## ") and not _LINK.fullmatch(line)] == []
    kinds = [kind for kind, _ in groupby(line.startswith("## ") for line in lines[2:])]
    assert kinds == [True, False] * (len(kinds) // 2)


def test_each_section_comes_once(lines: list[str]) -> None:
    sections = [line for line in lines if line.startswith("## ")]
    assert sections == ["## Start", "## Answers", "## Stories", "## Templates", "## Formulas", "## About"]


def test_every_page_but_home_is_listed_once_with_its_title_and_description(site: Path, lines: list[str]) -> None:
    listed = [found.groupdict() for line in lines if (found := _LINK.fullmatch(line))]
    assert listed == [
        {"title": page.title, "address": f"{page.address}index.md", "description": page.description}
        for page in exported_pages(site)
        if page.place and page.for_readers
    ]


def test_every_link_leads_to_a_file_of_the_site(site: Path, lines: list[str]) -> None:
    home = exported_pages(site)[0].address
    targets = [site / found["address"].removeprefix(home) for line in lines if (found := _LINK.fullmatch(line))]
    assert len(targets) > 100
    assert [str(target) for target in targets if not target.is_file()] == []


def test_the_whole_text_holds_every_twin_once_in_the_order_of_the_site(site: Path) -> None:
    whole = (site / "llms-full.txt").read_text(encoding="utf-8")
    pages = [page for page in exported_pages(site) if page.for_readers]
    assert re.findall(r"^<!-- (\S+) -->$", whole, re.MULTILINE) == [page.address for page in pages]
    at = 0
    for page in pages:
        twin = (site / page.place / "index.md").read_text(encoding="utf-8")
        assert twin.startswith("# ")
        at = whole.index(f"<!-- {page.address} -->\n\n{twin}", at)
