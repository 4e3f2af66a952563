"""Questions as people ask them, put to the search that ships with the site: their answer comes first or near it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

EXPECTED = Path(__file__).with_name("expected_pages.tsv")
"""Each question in words and as a short query, with the pages that answer it."""

FIRST, AMONG_THREE = 0.75, 0.95
"""Least shares of questions whose page is the first result, and among the first three."""

ASKING = """async ({ worker, queries }) => {
  const index = await (await fetch("search/search_index.json")).json();
  const search = new Worker(worker);
  const answer = (message, kind) => new Promise((resolve) => {
    search.onmessage = ({ data }) => { if (data.type === kind) resolve(data.data); };
    search.postMessage(message);
  });
  await answer({ type: 0, data: { ...index, options: { suggest: true } } }, 1);
  const ask = (query) => answer({ type: 2, data: query }, 3);
"""
"""How a function for a page begins that asks the worker of its search."""

_ASK = f"""{ASKING}
  const found = [];
  for (const query of queries) {{
    const {{ items }} = await ask(query);
    found.push(items.slice(0, 3).map(([first]) => first.location.split("#")[0]));
  }}
  search.terminate();
  return found;
}}"""


def questions() -> list[dict[str, str]]:
    with EXPECTED.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def test_every_expected_page_is_there(site: Path) -> None:
    expected = {page for question in questions() for page in question["expected"].split()}
    assert expected
    assert [page for page in sorted(expected) if not (site / page / "index.html").is_file()] == []


@pytest.mark.parametrize("column", ["query", "question"])
def test_the_search_finds_the_answer(column: str, page: Page, base_url: str) -> None:
    asked = questions()
    page.goto(base_url)
    settings = json.loads(page.locator("#__config").text_content() or "")
    worker = page.evaluate("(path) => new URL(path, location).href", settings["search"])
    found = page.evaluate(_ASK, {"worker": worker, "queries": [question[column] for question in asked]})
    first, among_three, missed = 0, 0, []
    for question, results in zip(asked, found, strict=True):
        expected = question["expected"].split()
        first += bool(results) and results[0] in expected
        if set(results) & set(expected):
            among_three += 1
        else:
            missed.append(f"{question[column]}: {', '.join(results)}")
    assert among_three >= AMONG_THREE * len(asked), missed
    assert first >= FIRST * len(asked), f"{first} of {len(asked)}"
