"""The drawings of charts in a browser: each alone under the policy of a server, and in a page of another site."""

from __future__ import annotations

from pathlib import Path

import lxml.etree
from playwright.sync_api import Page, Route

from macros.built.security_policy import policy
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


def test_a_page_of_another_site_shows_a_drawing_as_an_image(page: Page, base_url: str, site: Path) -> None:
    places = _drawings(site)
    page.set_content("".join(f'<img src="{base_url}{place}" alt="{place}">' for place in places))
    page.wait_for_function("() => [...document.images].every((one) => one.complete)")
    widths = page.evaluate("() => [...document.images].map((one) => one.naturalWidth)")
    assert widths == [416] * len(places)
