"""Each kind of wiki: every page is there, every link leads to one, and the list of contents is complete."""

from __future__ import annotations

import posixpath
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import lxml.etree
import lxml.html
import pytest
import yaml
from cmarkgfm.cmark import Options

from macros.errors import PlaybookError
from macros.exports.tree import Document, Heading, Text
from macros.exports.wiki.azure import Azure
from macros.exports.wiki.backstage import Backstage
from macros.exports.wiki.book import Book, Leaf, read_book
from macros.exports.wiki.formats import FOLDER, FORMATS, LIST, format_named, sections_named, write_wiki
from macros.exports.wiki.github import GitHub
from macros.exports.wiki.gitlab import GitLab
from macros.exports.wiki.mediawiki import CATEGORY, CONTENTS, FILE, NAMESPACE, ROOT, MediaWiki
from macros.exports.wiki.obsidian import Obsidian
from macros.exports.wiki.target import Target
from macros.sources import sources
from tests.builds import ROOT as PROJECT

pytestmark = pytest.mark.xdist_group("wiki")

DATED = 1790000000
Files = dict[str, str | bytes]
Resolver = Callable[[str, str], str]

IN_MARKDOWN = ("azure", "backstage", "github", "gitlab", "obsidian")
LISTS = {"github": "_Sidebar.md", "gitlab": "_sidebar.md", "obsidian": "Contents.md"}
"""The file that lists all pages."""
BESIDE = {"_Sidebar.md", "_sidebar.md", "Contents.md"}
"""Files of Markdown that are no pages."""


def _beside(source: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), unquote(link)))


def _from_root(_: str, link: str) -> str:
    return link.lstrip("/") if link.endswith(".svg") else f"{unquote(link).lstrip('/')}.md"


def _azure(_: str, link: str) -> str:
    return link.lstrip("/") if link.endswith(".svg") else f"{link.lstrip('/')}.md"


RESOLVERS: dict[str, Resolver] = {
    "azure": _azure,
    "backstage": _beside,
    "github": _from_root,
    "gitlab": _from_root,
    "obsidian": _beside,
}


def _html(text: str) -> lxml.html.HtmlElement:
    body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    html = cmarkgfm.github_flavored_markdown_to_html(body, Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_UNSAFE)
    return lxml.html.fragment_fromstring(html, create_parent="div")


def _links(text: str) -> list[str]:
    found = _html(text).xpath("//a[not(@class)]/@href | //img/@src")
    return [str(link) for link in found if not link.startswith("#")]


@pytest.fixture(scope="module")
def book(site: Path) -> Book:
    return read_book(PROJECT, site)


@pytest.fixture(scope="module")
def targets(book: Book) -> dict[str, Target]:
    made: dict[str, Target] = {
        "azure": Azure(book),
        "backstage": Backstage(book),
        "github": GitHub(book),
        "gitlab": GitLab(book),
        "mediawiki": MediaWiki(book, DATED),
        "obsidian": Obsidian(book),
    }
    assert set(made) == set(FORMATS)
    return made


@pytest.fixture(scope="module")
def wikis(targets: dict[str, Target]) -> dict[str, Files]:
    return {name: target.files() for name, target in targets.items()}


def _pages(files: Files) -> dict[str, str]:
    return {path: str(text) for path, text in files.items() if path.endswith(".md") and path not in BESIDE}


def test_the_book_has_every_page_for_readers_and_both_fills_of_every_template(book: Book) -> None:
    readers = [source for source in sources(PROJECT, "docs") if not {"audience", "exports"} & set(source.meta)]
    pages = {source.shown.removeprefix("docs/").removesuffix(".md") for source in readers}
    places = {re.sub(r"(^|/)index$", "", page) for page in pages}
    templates = {path.stem for path in (PROJECT / "snippets" / "templates").glob("*.md")}
    fills = {f"templates/{name}/{fill}" for name in templates for fill in ("blank", "example")}
    assert {leaf.place for leaf in book.leaves} == places | fills
    assert len(book.by_key) == len(book.leaves)


@pytest.mark.parametrize("name", IN_MARKDOWN)
def test_every_page_has_its_file(name: str, book: Book, targets: dict[str, Target], wikis: dict[str, Files]) -> None:
    paths = {targets[name].path(leaf) for leaf in book.leaves}
    assert len(paths) == len(book.leaves)
    assert len({path.casefold() for path in paths}) == len(paths), "some disks know no capitals"
    made = set(_pages(wikis[name]))
    assert paths <= made
    if name != "azure":  # which needs a page for each part of the navigation
        assert paths == made


@pytest.mark.parametrize("name", IN_MARKDOWN)
def test_every_link_within_leads_to_a_file(name: str, wikis: dict[str, Files]) -> None:
    files = wikis[name]
    broken, followed = [], 0
    for path, text in files.items():
        if not path.endswith(".md"):
            continue
        for link in _links(str(text)):
            if re.match(r"https?:|mailto:", link):
                continue
            followed += 1
            if RESOLVERS[name](path, link) not in files:
                broken.append((path, link))
    assert broken == []
    assert followed > len(_pages(files))


@pytest.mark.parametrize("name", IN_MARKDOWN)
def test_links_to_pages_stay_within(name: str, book: Book, targets: dict[str, Target], wikis: dict[str, Files]) -> None:
    known = {leaf.address for leaf in book.leaves}
    leading_out = []
    for leaf in book.leaves:
        path = targets[name].path(leaf)
        links = _links(str(wikis[name][path]))
        leading_out += [(path, link) for link in links if link.partition("#")[0] in known - {leaf.address}]
    assert leading_out == []


@pytest.mark.parametrize("name", sorted(LISTS))
def test_the_list_of_contents_is_complete(name: str, wikis: dict[str, Files]) -> None:
    listed = [RESOLVERS[name](LISTS[name], link) for link in _links(str(wikis[name][LISTS[name]]))]
    assert sorted(listed) == sorted(_pages(wikis[name]))


def test_azure_has_an_order_for_every_folder(wikis: dict[str, Files]) -> None:
    pages = _pages(wikis["azure"])
    folders = {posixpath.dirname(path) for path in pages}
    for folder in folders:
        names = str(wikis["azure"][posixpath.join(folder, ".order")]).splitlines()
        held = {posixpath.basename(path).removesuffix(".md") for path in pages if posixpath.dirname(path) == folder}
        assert sorted(names) == sorted(held), folder
        assert not folder or f"{folder}.md" in pages, "a folder without a page isn't shown"
    assert {path for path in wikis["azure"] if path.endswith(".order")} == {
        posixpath.join(folder, ".order") for folder in folders
    }
    assert all(len(path) <= 235 for path in pages)
    assert str(wikis["azure"][".order"]).splitlines()[0] == "Numbers-you-can-defend"


def test_the_navigation_of_the_bundle_is_complete(wikis: dict[str, Files]) -> None:
    def named(part: object) -> list[str]:
        if isinstance(part, str):
            return [part]
        if isinstance(part, dict):
            return [name for below in part.values() for name in named(below)]
        assert isinstance(part, list)
        return [name for below in part for name in named(below)]

    settings = yaml.safe_load(str(wikis["backstage"]["mkdocs.yml"]))
    assert sorted(f"docs/{name}" for name in named(settings["nav"])) == sorted(_pages(wikis["backstage"]))
    assert settings["plugins"] == ["techdocs-core"]
    catalogue = yaml.safe_load(str(wikis["backstage"]["catalog-info.yaml"]))
    assert catalogue["metadata"]["annotations"] == {"backstage.io/techdocs-ref": "dir:."}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", catalogue["metadata"]["name"])
    assert len(catalogue["metadata"]["name"]) <= 63


def test_gitlab_offers_the_blank_templates_and_nothing_else_as_templates(book: Book, wikis: dict[str, Files]) -> None:
    offered = {path for path in wikis["gitlab"] if path.startswith("templates/")}
    blank = {leaf.place.split("/")[1] for leaf in book.leaves if leaf.fill == "blank"}
    assert offered == {f"templates/{name}.md" for name in blank} != set()


@pytest.mark.parametrize("name", IN_MARKDOWN)
def test_images_come_along(
    name: str, book: Book, targets: dict[str, Target], wikis: dict[str, Files], site: Path
) -> None:
    folder = targets[name].images
    assert wikis[name][f"{folder}/feature-platform.svg"] == (site / "assets/images/feature-platform.svg").read_bytes()
    places = [leaf.place for leaf in book.leaves if leaf.place]
    drawn = {
        f"{place}/{path.name}": path.read_bytes() for place in places for path in (site / place).glob("chart-*.svg")
    }
    assert len(drawn) > 30
    for place, content in drawn.items():
        assert wikis[name][f"{folder}/{place.replace('/', '-')}"] == content, place
    pages = "".join(str(text) for path, text in wikis[name].items() if path.endswith(".md"))
    assert len(re.findall(r"!\[[^\]]+\]\([^)]*chart-[^)]*\.svg\)", pages)) == len(drawn)
    assert "/chart-" not in pages


@pytest.mark.parametrize("name", IN_MARKDOWN)
def test_every_page_says_where_it_comes_from_but_one_that_begins_pages_of_a_team(
    name: str, book: Book, targets: dict[str, Target], wikis: dict[str, Files]
) -> None:
    unsigned = set()
    for leaf in book.leaves:
        text = str(wikis[name][targets[name].path(leaf)])
        line = f"Source: [{book.name}]({leaf.address}), last changed on {leaf.page.changed}. The text is under the"
        if line not in text:
            unsigned.add(leaf.fill)
    assert unsigned == ({"blank"} if name == "gitlab" else set())


@pytest.mark.parametrize("name", IN_MARKDOWN)
def test_a_template_stands_once_blank_and_once_with_its_example(
    name: str, book: Book, targets: dict[str, Target], wikis: dict[str, Files]
) -> None:
    leaves = {leaf.fill: leaf for leaf in book.leaves if leaf.place.startswith("templates/decision-record")}
    assert list(leaves) == ["", "blank", "example"]
    texts = {fill: str(wikis[name][targets[name].path(leaf)]) for fill, leaf in leaves.items()}
    assert [fill for fill, text in texts.items() if "\\[" in text or "&#91;" in text] == ["blank"]
    assert texts["example"].count("\n") > 20 < texts["blank"].count("\n")
    path = targets[name].path(leaves[""])
    links = {RESOLVERS[name](path, link) for link in _links(texts[""]) if not link.startswith("http")}
    assert {targets[name].path(leaves[fill]) for fill in ("blank", "example")} <= links


@pytest.mark.parametrize("name", ["github", "gitlab"])
def test_the_side_bar_has_a_folder_for_each_part(name: str, book: Book, wikis: dict[str, Files]) -> None:
    bar = _html(str(wikis[name][LISTS[name]]))
    folders = {str(one.findtext("summary")): one for one in bar.iter("details")}
    parts = {title for leaf in book.leaves for title in leaf.trail if not leaf.fill}
    assert set(folders) == parts
    assert len(parts) > 20
    assert bar.xpath("count(./ul/li | ./p/a)") == 1, "outside of them stands the home page alone"
    assert folders["Calibration"].xpath("ancestor::details/summary/text()") in (["Answers"], ["Templates"])


def test_each_note_of_obsidian_has_properties(book: Book, targets: dict[str, Target], wikis: dict[str, Files]) -> None:
    for leaf in book.leaves:
        text = str(wikis["obsidian"][targets["obsidian"].path(leaf)])
        told = yaml.safe_load(text.split("---\n")[1])
        assert told["source"] == leaf.address
        assert str(told["changed"]) == leaf.page.changed
        assert told["licence"] == "CC BY 4.0"
        assert told["description"] == leaf.page.description
        assert told["tags"][0] == f"playbook/{leaf.place.partition('/')[0] or 'home'}"
        assert told["tags"][1:] == ([f"playbook/{leaf.fill}"] if leaf.fill else [])


def test_the_bundle_tells_the_title_and_description_of_each_page(
    book: Book, targets: dict[str, Target], wikis: dict[str, Files]
) -> None:
    for leaf in book.leaves:
        text = str(wikis["backstage"][targets["backstage"].path(leaf)])
        assert yaml.safe_load(text.split("---\n")[1]) == {"title": leaf.title, "description": leaf.page.description}


def test_sections_stay_out_with_all_that_stands_below_them(site: Path) -> None:
    small = read_book(PROJECT, site, ("about", "answers/performance", "start"))
    places = {leaf.place for leaf in small.leaves}
    assert not [place for place in places if re.match(r"about(/|$)|answers/performance(/|$)", place)]
    assert {"", "answers", "answers/calibration", "templates/daci/blank"} <= places
    listed = str(GitHub(small).files()["_Sidebar.md"])
    assert "About" not in listed
    assert "Low performance" not in listed
    home = str(GitHub(small).files()["Home.md"])
    assert f"({small.address}start/plans/)" in home, "what leads there leads to the site"


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ("", ()),
        ("about", ("about",)),
        ("about, answers/calibration/ stories", ("about", "answers/calibration", "stories")),
    ],
    ids=["none", "one", "several"],
)
def test_sections_are_named_by_their_folders(given: str, named: tuple[str, ...]) -> None:
    assert sections_named(PROJECT / "docs", given) == named


def test_an_unknown_section_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(PlaybookError) as told:
        sections_named(PROJECT / "docs", "stories,abouts")
    assert str(told.value) == "WITHOUT=stories,abouts: there is no section 'abouts'; did you mean 'about'?"


def test_obsidian_keeps_its_callouts_and_tasks(wikis: dict[str, Files]) -> None:
    answer = str(wikis["obsidian"]["Answers/Calibration/How do you rank people fairly in calibration.md"])
    assert "> [!warning] Not legal advice" in answer
    assert "> [!question]- " in answer
    rfc = str(wikis["obsidian"]["Templates/Deciding/RFC/RFC (blank).md"])
    assert "- [ ] Everybody who commented" in rfc


def _exported(files: Files) -> dict[str, str]:
    root = lxml.etree.fromstring(files[FILE])
    namespaces = {"m": NAMESPACE}
    return {
        str(page.findtext("m:title", namespaces=namespaces)): str(
            page.findtext("m:revision/m:text", namespaces=namespaces)
        )
        for page in root.iterfind("m:page", namespaces)
    }


def test_mediawiki_has_every_page_and_its_links_lead_to_one(
    book: Book, targets: dict[str, Target], wikis: dict[str, Files]
) -> None:
    pages = _exported(wikis["mediawiki"])
    categories = {title for title in pages if title.startswith("Category:")}
    for title, text in pages.items():
        assert text.count("[[Category:") == (title != CATEGORY), title
        assert not text.count("[[Category:") or re.findall(r"\[\[(Category:[^\]]+)\]\]\n\Z", text)[0] in categories
    assert {f"{CATEGORY}/{leaf.trail[0]}" for leaf in book.leaves if leaf.trail} | {CATEGORY} == categories
    pages = {title: text for title, text in pages.items() if title not in categories}
    assert {targets["mediawiki"].path(leaf) for leaf in book.leaves} | {CONTENTS} == set(pages)
    linked = {title for text in pages.values() for title in re.findall(r"\[\[([^|\]]+)\|", text)}
    assert linked == set(pages), "each page is linked from another"
    assert set(re.findall(r"\[\[([^|\]]+)\|", pages[CONTENTS])) == set(pages) - {CONTENTS}
    assert all(title == ROOT or title.startswith(f"{ROOT}/") for title in pages)


def test_mediawiki_links_lead_out_only_to_what_is_elsewhere(
    book: Book, targets: dict[str, Target], wikis: dict[str, Files]
) -> None:
    pages = _exported(wikis["mediawiki"])
    known = {leaf.address for leaf in book.leaves}
    for leaf in book.leaves:
        leading_out = set(re.findall(r"(?<!\[)\[(https?://\S+) ", pages[targets["mediawiki"].path(leaf)]))
        assert not leading_out & (known - {leaf.address}), leaf.title


def test_the_same_site_gives_the_same_files(book: Book, wikis: dict[str, Files]) -> None:
    assert MediaWiki(book, DATED).files() == wikis["mediawiki"]
    assert Azure(book).files() == wikis["azure"]


def _written(wiki: Path) -> dict[str, bytes]:
    files = {path.relative_to(wiki).as_posix(): path.read_bytes() for path in wiki.rglob("*") if path.is_file()}
    assert files.pop(LIST)
    return files


def test_a_wiki_is_written_beside_pages_of_ones_own_and_again_over_itself(
    site: Path, tmp_path: Path, wikis: dict[str, Files]
) -> None:
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    wiki = tmp_path / FOLDER / "github"
    own = {".git/HEAD": b"ref: refs/heads/main", "Our-own-page.md": b"Ours."}
    for name, content in own.items():
        (wiki / name).parent.mkdir(parents=True, exist_ok=True)
        (wiki / name).write_bytes(content)
    expected = {path: text.encode() if isinstance(text, str) else text for path, text in wikis["github"].items()}
    for _ in range(2):
        assert write_wiki(tmp_path, "github", site, DATED) == f"wiki: {len(expected)} files in {wiki}"
        assert _written(wiki) == own | expected


def test_a_page_of_ones_own_is_not_overwritten(site: Path, tmp_path: Path) -> None:
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    home = tmp_path / FOLDER / "github" / "Home.md"
    home.parent.mkdir(parents=True)
    home.write_text("Ours.", encoding="utf-8")
    with pytest.raises(PlaybookError) as told:
        write_wiki(tmp_path, "github", site, DATED)
    problem = "is a file of your own, and would be overwritten; move it elsewhere, or remove it to have ours"
    assert str(told.value) == f"{home}: {problem}"
    assert list(home.parent.iterdir()) == [home]


@pytest.mark.parametrize(
    ("name", "problem"),
    [("", "no format is named"), ("notion", "there is no format 'notion'")],
    ids=["none", "unknown"],
)
def test_an_unknown_format_is_told_with_the_known_ones(name: str, problem: str) -> None:
    with pytest.raises(PlaybookError) as told:
        format_named(name)
    known = "azure, backstage, github, gitlab, mediawiki, obsidian"
    assert str(told.value) == f"make wiki: {problem}; write FORMAT= and one of {known}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "          - formulas/ratio.md\n",
            "",
            "formulas/ratio/: isn't in the navigation; put it into nav of mkdocs.yml",
        ),
        (
            "          - formulas/ratio.md\n",
            "          - formulas/ratio.md\n          - formulas/gone.md\n",
            "mkdocs.yml: formulas/gone.md: isn't on the built site; build the site anew",
        ),
    ],
    ids=["page without a place", "place without a page"],
)
def test_navigation_and_site_must_agree(site: Path, tmp_path: Path, old: str, new: str, told: str) -> None:
    shutil.copy(PROJECT / "mkdocs.yml", tmp_path)
    settings = tmp_path / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert text.count(old) == 1
    settings.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(PlaybookError) as error:
        read_book(tmp_path, site)
    assert str(error.value) == told


def test_two_pages_of_one_name_are_told(book: Book) -> None:
    title = "Why us and not the peer"  # without its question mark, as a file is named
    document = Document(title, f"{book.address}twice/", (Heading(1, (Text(title),)),))
    leaf = Leaf(title, "twice", (), document, document.address, book.home.page)
    twice = Book(book.name, book.description, book.address, book.entries, book.site)
    twice.__dict__["leaves"] = (*book.leaves, leaf)
    with pytest.raises(PlaybookError, match=r"Why us and not the peer: has the same file as another page"):
        GitHub(twice).files()
