"""Embeds as files: which there are, what is in them, and what hosts read from them."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.etree
import lxml.html
import pytest

from macros.errors import PlaybookError
from macros.exports.embedding.codes import embed_code, loader_code
from macros.exports.embedding.contents import page_embeds
from macros.exports.embedding.embed import Embed
from macros.exports.embedding.files import embed_files
from macros.exports.embedding.settings import Settings, read_settings
from macros.exports.pages import ExportedPage, exported_pages
from macros.exports.tree import Document, Heading, Paragraph, Text
from tests.embeds import all_files, page_of, site_embeds
from tests.exports.hostile import hostile
from tests.site.places import of_kind

pytestmark = pytest.mark.xdist_group("embedding")

SHARED = {"embed.css", "drawing.css", "formula.css", "frame.js", "formula.js", "embed.js", "check.js", "calculator.js"}
SETTINGS = Settings("A site & its name", "https://site.example/book/", "https://site.example/book/card.png", "en")
_LOADING = "//*[@src]/@src | //link[not(@rel='canonical') and not(@rel='alternate')]/@href | //object/@data"


@pytest.fixture(scope="module")
def settings(site: Path) -> Settings:
    """What the built site says of itself."""
    return read_settings(site)


@pytest.fixture(scope="module")
def files(site: Path, settings: Settings) -> dict[str, str]:
    """Everything below embed/."""
    return all_files(site, settings)


@pytest.fixture(scope="module")
def listed(site: Path) -> dict[str, Embed]:
    """Every embed by its name."""
    return {embed.slug: embed for embed in site_embeds(site)}


def _pages(files: dict[str, str]) -> dict[str, Any]:
    found = {
        name.removesuffix("/index.html"): lxml.html.document_fromstring(text)
        for name, text in files.items()
        if name.endswith("/index.html")
    }
    assert len(found) > 100
    return found


def _small(html: str, place: str) -> ExportedPage:
    article = f'<article class="md-content__inner">{html}</article>'
    return ExportedPage(
        place, "A title", "A description.", f"https://site.example/book/{place}/", article, "A", "2026-11-24"
    )


# Which there are


def test_every_template_answer_and_story_has_its_embeds_and_nothing_else_has(
    files: dict[str, str], listed: dict[str, Embed]
) -> None:
    formulas = {f"formula-{address.split('/')[1]}" for address in of_kind("formula")}
    templates = {
        f"template-{address.split('/')[1]}-{fill}" for address in of_kind("template") for fill in ("blank", "example")
    }
    answers = {f"answer-{address.split('/')[2]}" for kind in ("full", "short") for address in of_kind(kind)}
    figures = (
        {slug for slug in listed if re.search(r"-(chart|numbers|scorecard)(-|$)", slug)}
        - templates
        - answers
        - formulas
    )
    assert templates and answers and formulas
    assert set(listed) == templates | answers | formulas | figures
    stories = {slug.split("-numbers-")[0].split("-chart-")[0].removesuffix("-scorecard") for slug in figures}
    assert {f"story-{address.split('/')[1]}" for address in of_kind("story")} <= stories
    assert {name.split("/")[0] for name in files} == set(listed) | {"check", *SHARED}


def test_every_chart_of_an_answer_or_a_story_is_embedded(site: Path, listed: dict[str, Embed]) -> None:
    shown = sum(
        len(page.article.find_class("pb-chart"))
        for page in exported_pages(site)
        if page.section in ("answers", "stories")
    )
    assert shown == sum(bool(embed.drawing) for embed in listed.values()) > 10


def test_every_table_of_numbers_of_a_story_is_embedded(site: Path, listed: dict[str, Embed]) -> None:
    pages = [page for page in exported_pages(site) if page.section == "stories"]
    tables = sum(len(page.article.find_class(name)) for page in pages for name in ("pb-values", "pb-scorecard"))
    found = [slug for slug in listed if slug.startswith("story-") and re.search(r"-numbers-|-scorecard$", slug)]
    assert tables == len(found) > 10


def test_the_second_figure_of_a_kind_adds_its_caption_and_leaves_the_first_where_it_was() -> None:
    chart = (
        '<figure class="pb-chart pb-chart--growth"><figcaption>{0}</figcaption><svg viewBox="0 0 400 100"><desc>{0}'
        "</desc></svg><details><summary>Data</summary><table><tr><th>A</th></tr></table></details></figure>"
    )
    page = _small(chart.format("Teams by quarter") + chart.format("Teams, again!"), "stories/one")
    assert [embed.slug for embed in page_embeds(page)] == [
        "story-one-chart-growth",
        "story-one-chart-growth-teams-again",
    ]


def test_a_figure_that_cannot_be_told_from_another_is_refused() -> None:
    chart = (
        '<figure class="pb-chart pb-chart--growth"><figcaption>Same</figcaption><svg viewBox="0 0 400 100"><desc>x'
        "</desc></svg><details><summary>Data</summary><table><tr><th>A</th></tr></table></details></figure>"
    )
    with pytest.raises(PlaybookError, match=r"stories/one/index.html: shows 'Same' twice; give the second"):
        page_embeds(_small(chart * 3, "stories/one"))


def test_an_answer_without_its_parts_is_refused() -> None:
    with pytest.raises(
        PlaybookError, match=r"answers/a/b/index.html: has not 'Tell it in 2 minutes' and 'How I decide'"
    ):
        page_embeds(_small("<h1>Why?</h1><p>Because.</p><h2 id='how-i-decide'>How I decide</h2>", "answers/a/b"))


def test_a_page_without_what_embeds_say_of_the_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<html lang="en"><head></head><body></body></html>', encoding="utf-8")
    with pytest.raises(PlaybookError, match=r"index\.html: has no og:site_name"):
        read_settings(tmp_path)


# What is in them


def test_a_template_is_whole(site: Path, files: dict[str, str]) -> None:
    judged = 0
    for page in exported_pages(site):
        for holder in page.article.find_class("pb-fill"):
            slug = f"template-{page.place.split('/')[1]}-{holder.get('data-fill')}"
            shown = iter(_words(_pages_article(files[f"{slug}/index.html"])))
            wanted = _words(holder.find_class("pb-template")[0])
            assert all(word in shown for word in wanted), slug  # in this order; abbreviations add words between
            judged += 1
    assert judged == 2 * len(of_kind("template"))


def _pages_article(page: str) -> Any:
    (article,) = lxml.html.document_fromstring(page).xpath("//article/div[@class='document']")
    return article


def _words(element: Any) -> list[str]:
    """Give the words of an element, a space between blocks, without punctuation that abbreviations move."""
    text = " ".join(element.itertext())
    return re.findall(r"\w+", text)


def test_an_answer_opens_with_its_question_and_has_its_short_telling_and_its_method(
    site: Path, files: dict[str, str]
) -> None:
    judged = 0
    for page in exported_pages(site):
        if page.section != "answers" or page.place.count("/") != 2:
            continue
        article = _pages_article(files[f"answer-{page.place.split('/')[2]}/index.html"])
        assert article[0].tag == "h2" and article[0].text_content() == page.article.xpath("string(.//h1)")
        assert (
            _words(article[1])[:8] == _words(page.article.xpath("./h1/following-sibling::p[not(@data-export)]")[0])[:8]
        )
        (telling,) = article.xpath("./details[summary = 'Tell it in 2 minutes']")
        assert len(_words(telling)) > 150
        (method,) = article.xpath("./h3[. = 'How I decide']")
        assert len(method.xpath("./following-sibling::*")) > 0
        judged += 1
    assert judged > 40


def test_a_chart_keeps_its_drawing_and_its_data(listed: dict[str, Embed], settings: Settings) -> None:
    for embed in listed.values():
        if not embed.drawing:
            continue
        drawing = lxml.etree.fromstring(embed.drawing)
        assert re.fullmatch(r"0 0 400 [\d.]+", drawing.get("viewBox", "")), embed.slug
        assert {mark.tag for mark in drawing} > {"title", "desc", "text"}
        article = _pages_article(page_of(embed, settings))
        (described,) = {drawing.get("aria-labelledby")}
        assert described and all(article.xpath(f"//*[@id='{name}']") for name in described.split())
        assert article.xpath("./details//table//td"), embed.slug


def test_a_formula_has_its_definition_its_mathematics_and_its_calculator(
    site: Path, files: dict[str, str], listed: dict[str, Embed]
) -> None:
    judged = 0
    for page in exported_pages(site):
        if page.section != "formulas" or "/" not in page.place:
            continue
        slug = f"formula-{page.place.split('/')[1]}"
        tree = lxml.html.document_fromstring(files[f"{slug}/index.html"])
        article = _pages_article(files[f"{slug}/index.html"])
        told = iter(_words(article[1]))
        assert all(word in told for word in _words(page.article.xpath("./p")[0])), slug
        lines = page.article.xpath(".//*[contains(@class, 'pb-mathematics')]/*[@role='math']")
        shown = ["".join(line.itertext()).replace(" ", "") for line in article.xpath(".//math")]
        drawn = str.maketrans("", "", " ÷√{")  # the signs of boxes, which mathematics in one piece draws
        own = ["".join(line.itertext()).translate(drawn) for line in lines]
        assert [line.translate(drawn) for line in shown] == own != [], slug
        (form,), (own,) = tree.xpath("//form"), page.article.xpath(".//form")
        assert form.get("hidden") is not None and form.get("autocomplete") == "off", slug
        fields = [dict(one.attrib) for one in form.iter("input")]
        usual = {"type": "text", "autocomplete": "off"}
        assert [usual | field for field in fields] == [dict(one.attrib) for one in own.iter("input")], slug
        assert files[f"{slug}/frame.txt"].strip() == embed_code(listed[slug], read_settings(site)), slug
        judged += 1
    assert judged > 40


def test_headings_leave_the_first_level_to_the_page_around(files: dict[str, str]) -> None:
    for slug, tree in _pages(files).items():
        levels = [int(heading.tag[1]) for heading in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 2 and min(levels) == 2, slug
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), slug


def test_made_up_numbers_are_called_fictional(files: dict[str, str]) -> None:
    for slug, tree in _pages(files).items():
        told = "fictional" in tree.text_content()
        if slug.startswith("story-") or slug.endswith("-example") or "-chart-" in slug:
            assert told, slug
        if slug.endswith("-blank"):
            assert not told, slug


def test_every_kind_of_content_comes_through_as_what_it_is() -> None:
    source = hostile()
    embed = Embed("hostile", "T", "D", "https://site.example/", dataclasses.replace(source))
    body = lxml.etree.fromstring(f"<div>{embed.body}</div>")
    assert not body.xpath("//script | //iframe | //*[@onclick]")
    assert all(link.get("rel") == "noopener" for link in body.xpath("//a[starts-with(@href, 'http')]"))
    marks = body.xpath("//a[starts-with(@href, '#')]")
    assert len(marks) >= 2 * len(source.notes) > 0
    names = body.xpath("//@id")
    assert len(set(names)) == len(names)
    for mark in marks:
        assert mark.get("target") == "_self"
        assert body.xpath(f"//*[@id='{mark.get('href')[1:]}']")
    assert body.xpath("//table") and body.xpath("//table[not(parent::div[@class='scroll'])]") == []


def test_a_title_full_of_markup_stays_text_everywhere() -> None:
    title = 'Less < more & "so" <script>alert(1)</script>'
    document = Document(title, "https://site.example/", (Heading(2, (Text(title),)), Paragraph((Text(title),))))
    embed = Embed("hostile", title, title, "https://site.example/", document, copied=document)
    written = embed_files(embed, SETTINGS)
    tree = lxml.html.document_fromstring(written["hostile/index.html"])
    assert [script.get("src") for script in tree.iter("script")] == ["../frame.js"]
    assert tree.findtext(".//title") == title == tree.findtext(".//h2")
    assert tree.xpath("string(//meta[@property='og:title']/@content)") == title
    frame = lxml.html.fragment_fromstring(embed_code(embed, SETTINGS))
    assert frame.tag == "iframe" and frame.get("title") == title
    loader = lxml.html.fragment_fromstring(loader_code(embed, SETTINGS), create_parent=True)
    assert [one.tag for one in loader] == ["script", "answer-playbook"] and loader[1].get("label") == title


# What browsers, search engines and hosts read


def test_every_page_says_what_it_is_and_where_it_comes_from(files: dict[str, str], settings: Settings) -> None:
    for slug, tree in _pages(files).items():
        head = tree.head
        own = f"{settings.address}embed/{slug}/"
        source = head.xpath("string(link[@rel='canonical']/@href)")
        assert tree.get("lang") == "en" and tree.get("data-theme") == "light"
        assert head.xpath("string(meta[@name='robots']/@content)") == "noindex"
        assert source.startswith(settings.address) and (source == own) == (slug == "check")
        assert head.xpath("string(base/@target)") == "_blank" and head.xpath("base/@href") == []
        assert head.xpath("string(link[@type='application/json+oembed']/@href)") == f"{own}oembed.json"
        cards = {meta.get("property"): meta.get("content") for meta in head.xpath("meta[@property]")}
        assert cards == {
            "og:type": "article",
            "og:title": head.findtext("title"),
            "og:description": cards["og:description"],
            "og:url": source,
            "og:site_name": settings.name,
            "og:image": settings.image,
        }
        assert cards["og:description"]
        (link,) = tree.xpath("//footer//a")
        assert link.text_content() == settings.name and link.get("href") in (source, settings.address)


def test_the_policy_allows_the_files_of_the_site_and_no_inline_script_or_style(files: dict[str, str]) -> None:
    for slug, tree in _pages(files).items():
        policy = tree.head[0]
        assert policy.get("http-equiv") == "Content-Security-Policy", slug
        rules = dict(rule.split(" ", 1) for rule in policy.get("content").split("; "))
        assert rules["default-src"] == rules["script-src"] == "'self'", slug
        assert tree.xpath("//script[not(@src)] | //style | //*[@style] | //*[@*[starts-with(name(), 'on')]]") == []


def test_nothing_is_loaded_from_elsewhere_and_every_file_is_there(files: dict[str, str], settings: Settings) -> None:
    for slug, tree in _pages(files).items():
        loaded = {urljoin(f"{settings.address}embed/{slug}/", address) for address in tree.xpath(_LOADING)}
        assert len(loaded) >= 2
        for address in loaded:
            assert address.removeprefix(f"{settings.address}embed/") in files, (slug, address)
    for name in SHARED:
        # The name of a namespace is fetched by nobody.
        text = files[name].replace("http://www.w3.org/1998/Math/MathML", "")
        assert not any(sign in text for sign in ("url(", "@import", "@font-face", "://")), name


def test_links_open_beside_the_page_around(files: dict[str, str]) -> None:
    for slug, tree in _pages(files).items():
        links = tree.xpath("//a[@href]")
        assert links and all(link.get("rel") == "noopener" for link in links if not link.get("href").startswith("#")), (
            slug
        )


def test_oembed_answers_as_its_convention_wants(
    files: dict[str, str], listed: dict[str, Embed], settings: Settings
) -> None:
    for slug in (*listed, "check"):
        answer = json.loads(files[f"{slug}/oembed.json"])
        assert answer["version"] == "1.0" and answer["type"] == "rich"
        assert isinstance(answer["width"], int) and isinstance(answer["height"], int)
        assert answer["provider_url"] == settings.address and answer["provider_name"] == settings.name
        frame = lxml.html.fragment_fromstring(answer["html"])
        assert frame.tag == "iframe" and frame.get("src") == settings.embed(slug)
        assert frame.get("title") == answer["title"] and frame.get("height") == str(answer["height"])
        assert frame.get("loading") == "lazy"
        assert set(str(frame.get("sandbox")).split()) == {
            "allow-scripts",
            "allow-popups",
            "allow-popups-to-escape-sandbox",
        }


def test_titles_tell_embeds_of_one_page_apart(listed: dict[str, Embed]) -> None:
    titles = [(embed.source, embed.title) for embed in listed.values() if "what-i-could-verify" not in embed.slug]
    assert len(set(titles)) == len(titles)


def test_the_codes_take_a_theme(listed: dict[str, Embed]) -> None:
    embed = listed["template-daci-blank"]
    assert 'src="https://site.example/book/embed/template-daci-blank/?theme=auto"' in embed_code(
        embed, SETTINGS, "auto"
    )
    assert 'theme="dark"' in loader_code(embed, SETTINGS, "dark")
    assert "theme" not in embed_code(embed, SETTINGS) + loader_code(embed, SETTINGS)


def test_markdown_stands_beside_templates_alone(files: dict[str, str]) -> None:
    holders = {name.split("/")[0] for name in files if name.endswith("/markdown.js")}
    assert holders == {name.split("/")[0] for name in files if name.startswith("template-")}
    text = json.loads(files["template-daci-blank/markdown.js"].removeprefix("window.playbookMarkdown = ")[:-2])
    assert text.startswith("## Decision roles (DACI)\n") and text.endswith("\n")
    assert "| Role | Who | Because |" in text
