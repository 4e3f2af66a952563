"""The drawings of charts in a browser: each alone under the policy of a server, and in a page of another site."""

from __future__ import annotations

from pathlib import Path

import lxml.etree
from playwright.sync_api import Page, Route

from macros.built.markup import images
from macros.built.security_policy import policy
from macros.exports.pages import exported_pages
from macros.palette import palette

_SEEN = """() => {
  const { x, y, width, height } = document.documentElement.viewBox.baseVal;
  return [...document.querySelectorAll("text, rect, circle, polyline")].filter((one) => {
    const box = one.getBBox();
    return box.x < x || box.y < y || box.x + box.width > x + width || box.y + box.height > y + height;
  }).map((one) => one.outerHTML);
}"""


def _drawings(site: Path) -> list[str]:
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("chart-*.svg"))
    assert len(found) > 30
    return found


def test_a_drawing_alone_shows_all_of_itself_in_its_colours(page: Page, base_url: str, site: Path) -> None:
    """Under the policy that our servers send with files that aren't pages, too, which refuses every inline style."""

    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"content-security-policy": policy([])})

    page.route("**/*.svg", strict)
    accent = palette()["accent"].light
    red, green, blue = (int(accent[at : at + 2], 16) for at in (1, 3, 5))
    coloured = 0
    for place in _drawings(site):
        page.goto(base_url + place)
        assert page.evaluate(_SEEN) == [], place
        title = lxml.etree.fromstring((site / place).read_bytes()).findtext("{*}title")
        assert page.title() == title
        shown = page.evaluate("() => [...document.querySelectorAll('*')].map((one) => getComputedStyle(one).fill)")
        coloured += f"rgb({red}, {green}, {blue})" in shown
    assert coloured > 20


LEAST_LETTERS = 11
"""How many pixels of a phone's screen the letters of a diagram take up at least."""


def test_the_letters_of_diagrams_are_legible_on_a_phone(page: Page, base_url: str, site: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    judged = 0
    for article in exported_pages(site):
        if not any(way.endswith(".svg") for way in images(article.html)):
            continue
        page.goto(base_url + article.place)
        for image in page.locator("article img").all():
            name = str(image.get_attribute("src")).rpartition("/")[2]
            drawing = lxml.etree.fromstring((site / "assets" / "images" / name).read_bytes())
            width = float(str(drawing.get("viewBox")).split()[2])
            shown = image.evaluate("one => one.getBoundingClientRect().width") / width
            sizes = [float(size) for size in drawing.xpath("//@font-size")]
            assert min(sizes) * shown >= LEAST_LETTERS, article.place
            judged += 1
    assert judged > 0


def test_the_data_of_charts_scroll_only_where_they_are_wider_than_their_box(page: Page, base_url: str) -> None:
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(f"{base_url}stories/feature-platform/")
        wait = "() => [...document.querySelectorAll('.pb-data')].every((one) => { one.open = true; return one.open; })"
        page.wait_for_function(wait)
        spare = page.evaluate("""() => [...document.querySelectorAll(".pb-data .pb-scroll")].map((box) =>
          [box.scrollWidth - box.clientWidth, box.firstElementChild.scrollWidth - box.clientWidth])""")
        assert len(spare) > 3
        assert all(over == max(0, wider) for over, wider in spare), spare


def test_a_page_of_another_site_shows_a_drawing_as_an_image(own_page: Page, base_url: str, site: Path) -> None:
    page = own_page  # one that has been elsewhere is less trusted with what is on this machine
    places = _drawings(site)
    page.set_content("".join(f'<img src="{base_url}{place}" alt="{place}">' for place in places))
    page.wait_for_function("() => [...document.images].every((one) => one.complete)")
    widths = page.evaluate("() => [...document.images].map((one) => one.naturalWidth)")
    assert widths == [416] * len(places)
