"""Embeds inside pages of real wikis, in a browser, from another origin.

MediaWiki takes the code as it is where its administrator has set $wgRawHtml. DokuWiki needs its plugin "iframe", which
no package brings; one that reads the same syntax stands in for it.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, expect

from macros.exports.embedding.codes import embed_code, loader_code
from macros.exports.embedding.embed import Embed
from tests.embeds import Embedding
from tests.wikis.servers import DOKUWIKI, PATIENCE, DokuWiki, MediaWiki, dokuwiki, mediawiki

TEMPLATE = "template-decision-record-blank"
ANSWER = "answer-did-it-work"
CHART = "story-feature-platform-chart-intervals"
pytestmark = pytest.mark.xdist_group("embeds in wikis")  # each worker would start the wikis anew
PLUGINS = Path(__file__).with_name("dokuwiki_plugins")


@pytest.fixture(scope="module")
def media_wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """MediaWiki as it comes."""
    with mediawiki(tmp_path_factory.mktemp("mediawiki")) as started:
        yield started


@pytest.fixture(scope="module")
def raw_media_wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MediaWiki]:
    """MediaWiki whose administrator lets pages have HTML."""
    folder = tmp_path_factory.mktemp("mediawiki")
    with mediawiki(folder) as started:
        with (folder / "LocalSettings.php").open("a", encoding="utf-8") as file:
            file.write("\n$wgRawHtml = true;\n")
        _wait_for_html(started)
        yield started


def _wait_for_html(wiki: MediaWiki) -> None:
    """Write pages until one is shown as HTML: PHP keeps settings that it has read for a short while."""
    until = time.monotonic() + PATIENCE
    for number in itertools.count():
        wiki.save(f"Waiting_{number}", "<html><b>raw</b><iframe></iframe></html>")
        if "<b>raw</b><iframe></iframe>" in wiki.show(f"Waiting_{number}"):
            return
        assert time.monotonic() < until, "the wiki doesn't take $wgRawHtml"


@pytest.fixture(scope="module")
def doku_wiki(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DokuWiki]:
    """DokuWiki with its own plugins and the one for frames."""
    folder = tmp_path_factory.mktemp("dokuwiki")
    plugins = folder / "plugins"
    plugins.mkdir()
    for path in (*(DOKUWIKI / "lib" / "plugins").iterdir(), *PLUGINS.iterdir()):
        (plugins / path.name).symlink_to(path)
    with dokuwiki(folder) as started:
        with (folder / "first.php").open("a", encoding="utf-8") as file:
            file.write(f"define('DOKU_PLUGIN', '{plugins}/');\n")
        yield started


def _frame(page: Page) -> Frame:
    """Give the frame of the page when it has loaded."""
    page.locator("iframe").scroll_into_view_if_needed()
    page.frame_locator("iframe").locator("footer a").wait_for()
    frame = page.locator("iframe").element_handle().content_frame()
    assert frame is not None
    return frame


def _open_in_media_wiki(page: Page, wiki: MediaWiki, title: str, code: str) -> None:
    wiki.save(title, f"Before.\n\n<html>{code}</html>\n\nAfter.")
    page.goto(f"{wiki.address}index.php?title={title}")


def _open_in_doku_wiki(page: Page, wiki: DokuWiki, title: str, embed: Embed, embedded: Embedding) -> None:
    address = embedded.address(embed.slug)
    wiki.save(title, f"Before.\n\n{{{{url>{address} 100%,{embed.height}px noborder|{embed.title}}}}}\n\nAfter.")
    page.goto(f"{wiki.address}doku.php?id={title}")


def _copied(page: Page, around: str) -> str:
    """Copy a template in the frame, and read the real clipboard from the wiki's page."""
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Copy").click()
    expect(frame.get_by_role("status")).to_have_text("Copied. Paste it into your document.")
    page.locator(around).first.click()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def _overflow(frame: Frame) -> int:
    pixels: int = frame.evaluate("document.documentElement.scrollHeight - innerHeight")
    return pixels


# MediaWiki


def test_media_wiki_shows_the_code_as_text_unless_html_is_allowed(media_wiki: MediaWiki, embedded: Embedding) -> None:
    media_wiki.save("As_it_comes", f"<html>{embed_code(embedded.embeds[TEMPLATE], embedded.settings)}</html>")
    shown = media_wiki.show("As_it_comes")
    assert "<iframe" not in shown and "&lt;iframe" in shown


@pytest.mark.parametrize("slug", [TEMPLATE, ANSWER, CHART])
def test_media_wiki_shows_a_frame_whole(
    slug: str, context: BrowserContext, raw_media_wiki: MediaWiki, embedded: Embedding
) -> None:
    page = context.new_page()
    embed = embedded.embeds[slug]
    _open_in_media_wiki(page, raw_media_wiki, f"Frame_{slug}", embed_code(embed, embedded.settings))
    frame = _frame(page)
    assert frame.evaluate("window.origin") == "null"
    assert _overflow(frame) <= 0
    assert page.locator("iframe").evaluate("one => one.clientHeight") == embed.height


def test_a_template_is_copied_from_a_frame_in_media_wiki(
    context: BrowserContext, raw_media_wiki: MediaWiki, embedded: Embedding
) -> None:
    page = context.new_page()
    code = embed_code(embedded.embeds[TEMPLATE], embedded.settings)
    _open_in_media_wiki(page, raw_media_wiki, "Copying", code)
    _frame(page)
    assert _copied(page, "#firstHeading").startswith("## Decision record")


def test_the_loader_runs_in_media_wiki(context: BrowserContext, raw_media_wiki: MediaWiki, embedded: Embedding) -> None:
    page = context.new_page()
    code = loader_code(embedded.embeds[ANSWER], embedded.settings)
    _open_in_media_wiki(page, raw_media_wiki, "Loader", code)
    frame = _frame(page)
    _follows(page, frame)
    closed = page.locator("iframe").evaluate("one => one.clientHeight")
    frame.locator("summary").click()
    page.wait_for_function("closed => document.querySelector('iframe').clientHeight > closed + 100", arg=closed)
    _follows(page, frame)


def _follows(page: Page, frame: Frame) -> None:
    expected = frame.evaluate("Math.ceil(document.body.getBoundingClientRect().height)")
    page.wait_for_function("height => document.querySelector('iframe').clientHeight === height", arg=expected)


def test_the_check_page_says_what_media_wiki_allows(
    context: BrowserContext, raw_media_wiki: MediaWiki, embedded: Embedding
) -> None:
    page = context.new_page()
    _open_in_media_wiki(page, raw_media_wiki, "Check", embed_code(embedded.embeds["check"], embedded.settings))
    frame = _frame(page)
    expect(frame.locator("#framing")).to_contain_text("Framing works here")
    expect(frame.locator("#scripts")).to_have_text("Scripts run.")
    expect(frame.locator("#around")).to_have_text(f"The page around it is at {raw_media_wiki.address.rstrip('/')}.")
    expect(frame.locator("#height")).to_have_text("The frame shows all of this page.")


# DokuWiki


def test_doku_wiki_shows_the_code_as_text(doku_wiki: DokuWiki, embedded: Embedding) -> None:
    doku_wiki.save("as_it_comes", f"<html>{embed_code(embedded.embeds[TEMPLATE], embedded.settings)}</html>")
    shown = doku_wiki.show("as_it_comes")
    assert "<iframe" not in shown and "&lt;iframe" in shown


@pytest.mark.parametrize("slug", [TEMPLATE, ANSWER, CHART])
def test_doku_wiki_shows_a_frame_by_its_plugin(
    slug: str, context: BrowserContext, doku_wiki: DokuWiki, embedded: Embedding
) -> None:
    page = context.new_page()
    embed = embedded.embeds[slug]
    _open_in_doku_wiki(page, doku_wiki, f"frame_{slug}", embed, embedded)
    frame = _frame(page)
    assert frame.evaluate("window.origin") == embedded.origin != page.evaluate("window.origin")
    assert page.locator("iframe").get_attribute("title") == embed.title
    assert page.locator("iframe").evaluate("one => one.clientHeight") == embed.height
    assert _overflow(frame) <= 0


def test_a_template_is_copied_from_a_frame_in_doku_wiki(
    context: BrowserContext, doku_wiki: DokuWiki, embedded: Embedding
) -> None:
    page = context.new_page()
    _open_in_doku_wiki(page, doku_wiki, "copying", embedded.embeds[TEMPLATE], embedded)
    _frame(page)
    assert _copied(page, ".dokuwiki p").startswith("## Decision record")


def test_the_check_page_says_what_doku_wiki_allows(
    context: BrowserContext, doku_wiki: DokuWiki, embedded: Embedding
) -> None:
    page = context.new_page()
    _open_in_doku_wiki(page, doku_wiki, "check", embedded.embeds["check"], embedded)
    frame = _frame(page)
    expect(frame.locator("#framing")).to_contain_text("Framing works here")
    expect(frame.locator("#sandbox")).to_have_text("The frame keeps the origin of this site.")
    expect(frame.locator("#height")).to_have_text("The frame shows all of this page.")
