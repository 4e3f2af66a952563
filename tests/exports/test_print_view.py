"""Print views: whole, in order, each name once, each link leads somewhere, and nothing to operate is left."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

import lxml.html
import pytest

from macros.built.markup import style_sheets
from macros.exports.pages import ExportedPage, exported_pages
from macros.exports.print_view import FOLDER, PrintView, print_views, read_head, write
from tests.cases import for_every

pytestmark = pytest.mark.xdist_group("print view")

HOME = "https://site.example/book/"
HOME_HTML = (
    '<link rel="stylesheet" href="assets/a.css"><link rel="stylesheet" href="https://cdn.example/b.css">'
    '<meta property="og:site_name" content="Numbers &amp; words">'
)


def _page(place: str, html: str = "<p>Words.</p>") -> ExportedPage:
    address = f"{HOME}{place}/" if place else HOME
    article = f'<article class="md-content__inner">{html}</article>'
    return ExportedPage(place, f"Title of {place or 'home'}", "", address, article, "Numbers", "2026-11-24")


def _part(html: str, place: str = "a/b") -> Any:
    """Write a print view of three pages, and give the part that has this HTML."""
    pages = (_page("a"), _page(place, html), _page("a/c"))
    tree = lxml.html.document_fromstring(write(PrintView("print/a", "All of A", pages), read_head(HOME_HTML)))
    return tree.get_element_by_id(place.replace("/", "-"))


# Which there are


def test_there_is_one_for_the_whole_and_one_for_each_page_that_others_stand_below() -> None:
    pages = [_page(place) for place in ("", "a", "a/b", "a/b/c", "a/d", "ab", "e")]
    views = {view.folder: [page.place for page in view.pages] for view in print_views(pages)}
    assert views == {
        "print": ["", "a", "a/b", "a/b/c", "a/d", "ab", "e"],
        "print/a": ["a", "a/b", "a/b/c", "a/d"],
        "print/a/b": ["a/b", "a/b/c"],
    }


def test_the_styles_are_those_of_the_home_page() -> None:
    assert style_sheets(HOME_HTML) == ["assets/a.css", "https://cdn.example/b.css"]


# How a page becomes a part


def test_a_view_names_itself_its_site_and_its_parts() -> None:
    view = PrintView("print/a", "All <of> A", (_page("a"), _page("a/b")))
    written = write(view, read_head(HOME_HTML))
    assert write(view, read_head(HOME_HTML)) == written
    tree = lxml.html.document_fromstring(written)
    assert tree.findtext(".//title") == "All <of> A - Numbers & words"
    assert tree.xpath("//nav//a/@href") == ["#a", "#a-b"]
    assert tree.xpath("//nav//a/text()") == ["Title of a", "Title of a/b"]
    assert tree.xpath("//article/@id") == ["a", "a-b"]
    assert tree.xpath("//link[@rel='stylesheet']/@href")[0] == "../../assets/a.css"
    assert tree.xpath("//header//a/@href") == [HOME]


def test_the_page_itself_stays_as_it_was() -> None:
    page = _page("a", '<h1 id="x">A<a class="headerlink" href="#x">¶</a></h1><details><p>b</p></details>')
    before = lxml.html.tostring(page.article)
    write(PrintView("print/a", "A", (page,)), read_head(HOME_HTML))
    assert lxml.html.tostring(page.article) == before


def test_names_and_what_refers_to_them_get_the_name_of_the_page_before_them() -> None:
    part = _part(
        '<table><tr><th id="h">x</th></tr><tr><td headers="h g">y</td></tr></table>'
        '<svg aria-labelledby="t d"><title id="t">z</title></svg><label for="i">w</label><p aria-describedby="d">v</p>'
    )
    assert part.xpath(".//*/@id") == ["a-b--h", "a-b--t"]
    assert part.xpath(".//@headers") == ["a-b--h a-b--g"]
    assert part.xpath(".//@aria-labelledby") == ["a-b--t a-b--d"]
    assert part.xpath(".//@for | .//@aria-describedby") == ["a-b--i", "a-b--d"]


@for_every(
    "written, leads",
    [
        ("#here", "#a-b--here"),
        ("../c/", "#a-c"),
        ("../c/#there", "#a-c--there"),
        ("../", "#a"),
        ("./", "#a-b"),
        ("../../d/", f"{HOME}d/"),
        ("../../d/#e", f"{HOME}d/#e"),
        ("https://a.example/?b#c", "https://a.example/?b#c"),
    ],
)
def test_links_lead_to_parts_of_the_view_and_else_to_the_site(written: str, leads: str) -> None:
    assert _part(f'<p><a href="{written}">x</a></p>').xpath(".//@href") == [leads]


def test_an_image_is_the_one_of_the_site_beside_the_view() -> None:
    assert _part('<p><img src="../x.png" alt=""></p>').xpath(".//@src") == ["../../a/x.png"]


@pytest.mark.parametrize(
    "left_out",
    [
        '<a class="headerlink" href="#x">secret</a>',
        '<pb-working data-export="omit">secret</pb-working>',
        "<form>secret</form>",
        "<button>secret</button>",
    ],
)
def test_what_works_only_on_a_screen_is_gone_and_the_text_after_it_stays(left_out: str) -> None:
    part = _part(f"<p>a {left_out}b</p>")
    assert " ".join(part.text_content().split()) == "a b"


def test_a_figure_stays_and_no_longer_leads_to_its_working() -> None:
    part = _part('<p>by <a class="pb-figure" href="#w"><data value="1">5 ms</data></a> in all</p>')
    assert part.text_content().strip() == "by 5 ms in all"
    assert part.xpath(".//a") == []
    assert part.xpath(".//data/@value") == ["1"]


def test_folds_are_open_and_tabs_stand_one_below_the_other_under_their_labels() -> None:
    labels = '<div class="tabbed-labels"><label for="i">One</label><label for="j">Two</label></div>'
    blocks = '<div class="tabbed-block"><p>1</p></div><div class="tabbed-block"><p>2</p></div>'
    content = f'<div class="tabbed-content">{blocks}</div>'
    tabs = f'<div class="tabbed-set"><input type="radio" id="i" name="n">{labels}{content}</div>'
    part = _part(f"<details><summary>More</summary><p>b</p></details>{tabs}")
    assert part.xpath(".//details/@open") == [""]
    assert part.xpath(".//input | .//label") == []
    assert [" ".join(one.text_content().split()) for one in part.find_class("pb-print__tab")] == ["One1", "Two2"]
    assert part.xpath(".//*[@class='pb-print__tab']/p[1]/strong/text()") == ["One", "Two"]


# The views of the built site


@pytest.fixture(scope="module")
def views(site: Path) -> dict[str, Any]:
    """Every print view of the built site, parsed, by its folder; cheat sheets and question cards are none."""
    found = {
        path.parent.relative_to(site).as_posix(): lxml.html.document_fromstring(path.read_bytes())
        for path in (site / FOLDER).rglob("index.html")
    }
    return {
        folder: tree
        for folder, tree in found.items()
        if not tree.xpath("/html/body[contains(@class, 'pb-sheet') or contains(@class, 'pb-cards')]")
    }


def test_the_whole_and_every_section_has_one(site: Path, views: dict[str, Any]) -> None:
    assert set(views) == {view.folder for view in print_views(exported_pages(site))}
    sections = {f"print/{path.parent.name}" for path in site.glob("*/index.html")}
    sections -= {"print/print", "print/embed", "print/workbook", "print/practise"}  # the last two stay in the browser
    assert {"print", *sections} <= set(views)
    assert len(views) > len(sections)


def test_each_name_is_given_once_in_a_view(views: dict[str, Any]) -> None:
    for folder, tree in views.items():
        names = tree.xpath("//@id")
        assert names
        assert [name for name, times in Counter(names).items() if times > 1] == [], folder


def test_every_link_within_a_view_and_every_reference_leads_to_what_is_there(views: dict[str, Any]) -> None:
    for folder, tree in views.items():
        names = set(tree.xpath("//@id"))
        inside = {unquote(link[1:]) for link in tree.xpath("//a/@href") if link.startswith("#")}
        assert len(inside) > 3, folder
        referred = {
            name
            for value in tree.xpath("//@aria-labelledby | //@aria-describedby | //@for | //@headers")
            for name in value.split()
        }
        assert sorted((inside | referred) - names) == [], folder


def test_every_other_link_is_absolute_and_to_no_page_of_the_view(site: Path, views: dict[str, Any]) -> None:
    pages = {page.place: page.address for page in exported_pages(site) if page.for_readers}
    for folder, tree in views.items():
        below = folder.removeprefix("print").removeprefix("/")
        inside = {address for place, address in pages.items() if f"{place}/".startswith(f"{below}/") or not below}
        outside = {link for link in tree.xpath("//article//a/@href") if not link.startswith("#")}
        assert [link for link in outside if ":" not in link] == [], folder
        assert {link.partition("#")[0] for link in outside} & inside == set(), folder


def test_below_each_page_stands_where_it_comes_from(site: Path, views: dict[str, Any]) -> None:
    for view in print_views(exported_pages(site)):
        lines = views[view.folder].find_class("pb-print__source")
        assert [line.xpath(".//a/@href")[0] for line in lines] == [page.address for page in view.pages]


def test_the_table_of_contents_names_every_page_of_the_view_in_order(site: Path, views: dict[str, Any]) -> None:
    for view in print_views(exported_pages(site)):
        tree = views[view.folder]
        (contents,) = tree.find_class("pb-print__contents")
        assert contents.xpath(".//a/text()") == [page.title for page in view.pages]
        assert [link[1:] for link in contents.xpath(".//a/@href")] == tree.xpath("//article/@id")


def test_no_control_no_popover_and_no_script_is_left(views: dict[str, Any]) -> None:
    for folder, tree in views.items():
        left = tree.xpath(
            "//button | //form | //script | //iframe | //select | //textarea | //pb-working | //*[@popover]"
            " | //*[@data-export='omit'] | //input[not(@type='checkbox')] | //*[contains(@class, 'headerlink')]"
            " | //*[@aria-haspopup]"
        )
        assert [lxml.html.tostring(one)[:100] for one in left] == [], folder


def test_tabs_are_unfolded_and_folds_are_open(views: dict[str, Any]) -> None:
    whole = views[FOLDER]
    assert len(whole.find_class("pb-print__tab")) > 10
    for tree in views.values():
        assert tree.xpath("//*[contains(@class, 'tabbed-labels') or contains(@class, 'tabbed-block')]") == []
        assert tree.xpath("//details[not(@open)]") == []
    assert whole.xpath("//details")


def test_no_words_of_an_article_are_lost_on_paper(site: Path, views: dict[str, Any]) -> None:
    parts = {part.get("id"): part for part in views[FOLDER].iter() if part.get("id")}
    for page in print_views(exported_pages(site))[0].pages:
        part = parts[page.place.replace("/", "-") or "home"]
        paper = " ".join(part.text_content().split())
        stays = "ancestor-or-self::*[@data-export='omit' or @class='site-only' or self::form]"
        shown = page.article.xpath(
            f".//*[self::p or self::td or self::dd or self::h2][not({stays})]/text()[normalize-space()]"
        )
        assert shown, page.place
        texts = [" ".join(text.split()) for text in shown]
        assert [text for text in texts if text not in paper] == [], page.place


def test_every_file_that_a_view_loads_is_one_of_the_site(site: Path, views: dict[str, Any]) -> None:
    for folder, tree in views.items():
        loaded = tree.xpath("//@src | //link[@rel='stylesheet' or @rel='icon']/@href")
        assert len(loaded) > 3, folder
        files = [site / urljoin(f"/{folder}/", address)[1:] for address in loaded]
        assert [str(file) for file in files if not file.is_file()] == [], folder
