"""The documents of a site: each page in the order of the navigation, each fill, or one clear error."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import pytest

from macros.errors import PlaybookError
from macros.exports.pages import ExportedPage, exported_pages
from macros.exports.tree import Document, Heading, Items, Link, Paragraph, Text, plain
from macros.formats import PAGE_STEM
from tests.builds import ROOT
from tests.site.places import PAGES, of_kind

pytestmark = pytest.mark.xdist_group("pages")

SITE = "https://site.example/book/"


def _page(place: str, following: str | None = None, *, article: str = "<p>Words.</p>", without: str = "") -> str:
    """Write a page as the theme does, without the line that holds some words."""
    lines = (
        f'<link rel="canonical" href="{SITE}{place}">',
        f'<link rel="next" href="{following}">' if following else "",
        f'<meta property="og:title" content="Title of &#34;{place}&#34;">',
        f'<meta property="og:description" content="About {place} &amp; more">',
        '<meta property="og:site_name" content="Numbers">',
        '<meta property="article:modified_time" content="2026-11-24">',
        f'<article class="md-content__inner md-typeset">{article}</article>',
    )
    return "\n".join(line for line in lines if not (without and without in line))


def _site(folder: Path, pages: dict[str, str]) -> Path:
    for place, html in pages.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        (folder / place / "index.html").write_text(html, encoding="utf-8")
    return folder


def test_pages_come_in_the_order_in_which_each_names_the_next(tmp_path: Path) -> None:
    pages = {
        "": _page("", "b/z/"),
        "b/z/": _page("b/z/", "../../a/"),
        "a/": _page("a/", "../b/c/"),
        "b/c/": _page("b/c/"),
    }
    assert [page.place for page in exported_pages(_site(tmp_path, pages))] == ["", "b/z", "a", "b/c"]


def test_a_page_knows_what_its_head_says_of_it(tmp_path: Path) -> None:
    _, page = exported_pages(_site(tmp_path, {"": _page("", "a/b/"), "a/b/": _page("a/b/")}))
    assert (page.place, page.section, page.address) == ("a/b", "a", f"{SITE}a/b/")
    assert (page.site, page.changed) == ("Numbers", "2026-11-24")
    assert (page.title, page.description) == ('Title of "a/b/"', "About a/b/ & more")
    assert page.document == Document(
        page.title, page.address, (Paragraph((Text("Words."),)),), description=page.description
    )


def test_a_page_without_a_description_has_an_empty_one(tmp_path: Path) -> None:
    (page,) = exported_pages(_site(tmp_path, {"": _page("", without="description")}))
    assert page.description == ""


def test_a_page_gives_itself_and_then_its_fills(tmp_path: Path) -> None:
    fills = "".join(
        f'<div class="pb-fill" data-fill="{name}"><button>Copy</button><div data-copy><h2>{name}</h2></div></div>'
        for name in ("blank", "example")
    )
    (page,) = exported_pages(_site(tmp_path, {"": _page("", article=f"<h1>Whole</h1>{fills}")}))
    documents = dict(page.documents())
    assert list(documents) == [PAGE_STEM, "blank", "example"]
    assert documents["blank"].blocks == (Heading(2, (Text("blank"),)),)
    assert len(documents[PAGE_STEM].blocks) == 3


def test_around_its_fills_a_page_has_links_to_them(tmp_path: Path) -> None:
    fills = "".join(
        f'<div class="tabbed-block"><div class="pb-fill" data-fill="{name}"><div data-copy>Words.</div></div></div>'
        for name in ("blank", "example")
    )
    tabs = f'<div class="tabbed-set"><div class="tabbed-content">{fills}</div></div>'
    article = f"<p>Before.</p>{tabs}<p>After.</p>"
    (page,) = exported_pages(_site(tmp_path, {"": _page("", article=article)}))
    before, links, after = page.around_fills.blocks
    assert (before, after) == (Paragraph((Text("Before."),)), Paragraph((Text("After."),)))
    assert isinstance(links, Items)
    assert [item.blocks for item in links.items] == [
        (Paragraph((Link(f"{SITE}#{name.lower()}", (Text(name),)),)),) for name in ("Blank", "Example")
    ]


def test_embeds_and_print_views_are_no_pages_of_their_own(tmp_path: Path) -> None:
    pages = {"": _page(""), "embed/a/": "<p>other shape</p>", "print/": "<p>other shape</p>"}
    assert len(exported_pages(_site(tmp_path, pages))) == 1


def _error(site: Path) -> PlaybookError:
    with pytest.raises(PlaybookError) as caught:
        exported_pages(site)
    assert "\n" not in str(caught.value)
    return caught.value


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    error = _error(tmp_path)
    assert (error.where, error.problem, error.remedy) == (str(tmp_path), "holds no page", "build the site first")


def test_a_page_outside_of_the_navigation_is_an_error_that_names_it(tmp_path: Path) -> None:
    error = _error(_site(tmp_path, {"": _page("", "a/"), "a/": _page("a/"), "b/lost/": _page("b/lost/")}))
    assert error.where == "b/lost/index.html"
    assert "navigation of mkdocs.yml" in error.remedy


def test_a_site_that_was_built_without_an_address_is_an_error(tmp_path: Path) -> None:
    error = _error(_site(tmp_path, {"": _page("", "a/"), "a/": _page("a/", without="canonical")}))
    assert error.where == "a/index.html"
    assert "site_url" in error.remedy


@pytest.mark.parametrize("without", ['class="md', "og:title", "og:site_name", "article:modified_time"])
def test_a_page_that_the_theme_writes_otherwise_is_an_error(without: str, tmp_path: Path) -> None:
    error = _error(_site(tmp_path, {"": _page("", without=without)}))
    assert error.where.endswith("index.html")
    assert "theme" in error.remedy


# The built site


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, ExportedPage]:
    """Every page of the built site by its address below it."""
    return {f"{page.place}/" if page.place else "": page for page in exported_pages(site)}


def test_every_page_of_the_site_is_there_in_the_order_of_the_settings(pages: dict[str, ExportedPage]) -> None:
    assert set(pages) == set(PAGES)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    navigation = settings[settings.index("\nnav:") : settings.index("\ntheme:")]
    sources = [word for word in navigation.split() if word.endswith(".md")]
    assert [f"docs/{source}" for source in sources] == [
        f"docs/{place}index.md"
        if (ROOT / "docs" / place / "index.md").is_file()
        else f"docs/{place.removesuffix('/')}.md"
        for place in pages
    ]


def test_every_page_has_its_own_title_description_and_address(pages: dict[str, ExportedPage]) -> None:
    for place, page in pages.items():
        assert page.title == PAGES[place]["title"]
        assert page.description == PAGES[place]["description"]
        assert page.address.endswith(f"/{place}")
    assert len({page.address for page in pages.values()}) == len(pages)


def test_every_template_has_both_fills_and_no_other_page_has_any(pages: dict[str, ExportedPage]) -> None:
    filled = {place: list(page.fills) for place, page in pages.items() if page.fills}
    assert filled == {place: ["blank", "example"] for place in of_kind("template")}


def test_every_page_begins_with_its_title_and_leads_nowhere_relative(pages: dict[str, ExportedPage]) -> None:
    for place, page in pages.items():
        heading = page.document.blocks[0]
        assert isinstance(heading, Heading), place
        assert heading.level == 1
        assert plain(heading.children)
        assert [address for address in _addresses(page.document) if not urlsplit(address).scheme] == []
    assert all(_addresses(pages[place].document) for place in ("", "answers/", "templates/story-card/"))


def _addresses(document: Document) -> list[str]:
    found: list[str] = []

    def note(what: object) -> None:
        if isinstance(what, Link):
            found.append(what.address)
        if isinstance(what, tuple):
            for one in what:
                note(one)
        elif hasattr(what, "__dataclass_fields__"):
            for name in vars(what):
                note(getattr(what, name))

    note(document)
    return found
