"""Charts in a browser, which knows how wide words are: every word within its drawing and none upon another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from macros.presentation.charts import chart
from tests.presentation.charts.drawn import CHARTS

pytestmark = pytest.mark.xdist_group("charts")

MEASURE = """(html) => {
  const holder = document.querySelector(".md-content__inner");
  holder.innerHTML = html;
  const box = ({ x, y, width, height }) => [x, y, x + width, y + height];
  return [...holder.querySelectorAll("svg.pb-svg")].map((svg) => ({
    size: box(svg.viewBox.baseVal),
    texts: [...svg.querySelectorAll("text")].map((text) => [text.textContent, ...box(text.getBBox())]),
    shapes: [...svg.querySelectorAll("rect, circle, polyline")].map((shape) => box(shape.getBBox())),
    lines: [...svg.querySelectorAll("polyline.pb-grid, polyline.pb-reference")]
      .map((line) => [...line.points].map(({ x, y }) => [x, y])),
  }));
}"""

Box = tuple[float, float, float, float]


@pytest.fixture(scope="module")
def paper(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page of the site with its style sheets and fonts, on which charts are laid."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{base_url}about/vocabulary/")
    opened.evaluate("document.fonts.ready.then(() => null)")
    yield opened
    context.close()


def ink(box: Sequence[float]) -> Box:
    """Shrink the box of a text to about what its letters cover."""
    left, top, right, bottom = box
    return left, top + 4, right, bottom - 4


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crosses(line: list[list[float]], box: Box) -> bool:
    (x1, y1), (x2, y2) = line[0], line[-1]
    steps = [(x1 + (x2 - x1) * part / 400, y1 + (y2 - y1) * part / 400) for part in range(401)]
    return any(box[0] < x < box[2] and box[1] < y < box[3] for x, y in steps)


@pytest.fixture(scope="module")
def measured(paper: Page) -> dict[str, Any]:
    """What the browser measures of each chart, by its name."""
    return {name: paper.evaluate(MEASURE, chart(*CHARTS[name], "chart-1"))[0] for name in CHARTS}


def test_every_word_and_shape_is_within_its_drawing(measured: dict[str, Any]) -> None:
    outside = []
    for name, found in measured.items():
        _, _, width, height = found["size"]
        boxes = [*found["texts"], *(["a shape", *box] for box in found["shapes"])]
        outside += [
            (name, what)
            for what, left, top, right, bottom in boxes
            if left < -0.5 or right > width + 0.5 or top < -0.5 or bottom > height + 0.5
        ]
    assert outside == []


def test_no_words_stand_upon_others(measured: dict[str, Any]) -> None:
    collisions = []
    for name, found in measured.items():
        texts = [(text, ink(box)) for text, *box in found["texts"]]
        collisions += [
            (name, text, other)
            for place, (text, box) in enumerate(texts)
            for other, other_box in texts[place + 1 :]
            if overlap(box, other_box)
        ]
    assert collisions == []


def test_no_line_of_the_scale_runs_through_words(measured: dict[str, Any]) -> None:
    crossed = [
        (name, text)
        for name, found in measured.items()
        if CHARTS[name][0] in ("intervals", "reliability")
        for text, *box in found["texts"]
        for line in found["lines"]
        if crosses(line, ink(box))
    ]
    assert crossed == []
