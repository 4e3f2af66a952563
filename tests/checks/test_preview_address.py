"""Links to where only a preview stands are found, whatever address the site is built for."""

from __future__ import annotations

from macros.checks.preview_address import preview_address
from macros.errors import PlaybookError
from tests.builds import ROOT
from tests.small_site import SmallSite, told

SETTINGS = 'site_name: A\nsite_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]\n'
REMEDY = "name the page's file instead, as in [words](../about/index.md)"


def _found(small: SmallSite, settings: str = SETTINGS) -> list[str]:
    (small.root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    try:
        return told(list(preview_address(small.root, small.pages())))
    except PlaybookError as error:
        return [str(error)]


def test_a_link_and_an_image_there_are_told_with_their_lines(small: SmallSite) -> None:
    link, image = "http://127.0.0.1:8000/a/", "http://localhost:8000/a.png"
    small.page("index", f'<a href="{link}">a</a><img src="{image}">', f"Words.\n[a]({link})\n![]({image})\n")
    place = "docs/index.md:{}: leads to '{}', where only a preview stands; {}"
    assert _found(small) == [place.format(7, link, REMEDY), place.format(8, image, REMEDY)]


def test_other_addresses_and_words_about_it_are_let_be(small: SmallSite) -> None:
    body = '<a href="http://127.0.0.1:8080/">a</a><a href="../a/">b</a><code>http://127.0.0.1:8000/</code>'
    small.page("index", body)
    assert _found(small) == []


def test_settings_without_an_address_to_fall_back_on_are_told(small: SmallSite) -> None:
    small.page("index")
    assert _found(small, "site_name: A\n") == [
        'mkdocs.yml: gives site_url no address to fall back on; write !ENV [SITE_URL, "http://…/"]'
    ]


def test_the_settings_of_the_playbook_are_understood(small: SmallSite) -> None:
    small.page("index", '<a href="http://127.0.0.1:8000/">a</a>')
    assert len(_found(small, (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))) == 1
