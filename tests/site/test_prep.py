"""The documents of one workbook are the same from Python and from the browser, byte for byte."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path
from typing import Any, cast

import pytest
from playwright.sync_api import Page

from macros.errors import PlaybookError
from macros.escapes import WORD
from macros.exports.word import document_text
from macros.exports.yours import FIELD, ROWS
from macros.formats import FORMATS, WORD_ENDING
from macros.prep.__main__ import write
from macros.prep.documents import Form, documents, read_forms
from macros.prep.workbook import file_stem, filled_forms, read_workbook
from macros.schemas import WORKBOOK_VERSION
from tests.exports.hostile import MARKUP
from tests.site.places import of_kind

pytestmark = pytest.mark.xdist_group("yours")
MEASURE = {
    "formula": "relative_change",
    "inputs": {"before": "500", "after": "110"},
    "units": {"before": "ms"},
    "goal": {"bound": "at_most", "limit": "-75"},
    "wording": "written",
    "words": "−78\N{NO-BREAK SPACE}%, from 500 to 110\N{NO-BREAK SPACE}ms; goal at most −75\N{NO-BREAK SPACE}%: met",
}
WORDS: dict[str, list[Any]] = {
    "number": ["1,200", " 12.50 ", "a dozen", "0.5 %", "\u22123"],
    "date": ["2031-05-09", "2031-11-30", "in May"],
    "choice": ["one of them"],
    "measure": [MEASURE, "words instead"],
}
TITLES = ["Tickets, routed at once", "  ", "Ärger & Glück – zwei Jahre später, und noch viel mehr davon", "-x-", "日本"]
# Fills every form by the modules of the site; JSON on the way, since Playwright would look at each part on its own.
FILL = """async ({ base, jobs, kinds }) => {
  const load = (name) => import(new URL(`assets/javascripts/${name}`, base));
  const modules = ["yours/take.js", "yours/pieces.js", "yours/form.js"];
  const [{ inWords }, { filled }, { fieldsOf }] = await Promise.all(modules.map(load));
  const written = {};
  for (const [path, address, filling] of JSON.parse(jobs)) {
    const html = await (await fetch(new URL(address, base))).text();
    const page = new DOMParser().parseFromString(html, "text/html");
    const fields = fieldsOf(page.querySelector(".pb-yours template"));
    const pieces = await (await fetch(new URL(`${address}yours.json`, base))).json();
    const words = inWords(filling, fields);
    for (const kind of kinds) written[`${path} ${kind}`] = filled(kind, pieces[kind], words, fields);
  }
  return JSON.stringify(written);
}"""


class _Writer:
    """Writes something into every place of a form; every fifth stays open."""

    def __init__(self) -> None:
        self.words: dict[str, Any] = {kind: cycle(words) for kind, words in WORDS.items()}
        self.words["text"] = self.words["person"] = cycle(["Asked first, then told 12 people", *MARKUP])
        self.count = 0

    def filling(self, scope: Any) -> dict[str, Any]:
        """Fill a form or a row of it; rows stand twice, those in them too."""
        made: dict[str, Any] = {"words": {}, "ticked": [0, 2], "rows": {}}
        for place in scope.xpath(f".//*[@{FIELD}]"):
            around = next((above for above in place.iterancestors() if above.get(ROWS)), None)
            if around is scope or (around is None and not scope.get(ROWS)) or self._same(around, scope):
                self.count += 1
                if self.count % 5:
                    made["words"][place.get(FIELD)] = next(self.words[place.get("data-kind")])
        for unit in scope.xpath(f".//*[@{ROWS}]"):
            above = next((one for one in unit.iterancestors() if one.get(ROWS)), None)
            if above is None or self._same(above, scope):
                for row in made["rows"].setdefault(unit.get(ROWS), [self._row(), self._row()]):
                    inner = self.filling(unit)
                    row["words"] |= inner["words"]
                    row["rows"] |= inner["rows"]
        return made

    def _same(self, one: Any, other: Any) -> bool:
        return one is not None and other.get(ROWS) is not None and one.get(ROWS) == other.get(ROWS)

    def _row(self) -> dict[str, Any]:
        self.count += 1
        return {"id": f"row{self.count}", "words": {}, "ticked": [0], "rows": {}}


@pytest.fixture(scope="module")
def forms(site: Path) -> Mapping[str, Form]:
    return read_forms(site)


def workbook(forms: Mapping[str, Form]) -> dict[str, Any]:
    """Make a workbook in which every template is filled, and a few stories."""
    writer = _Writer()
    cards = [writer.filling(forms["story-card"].element) for _ in TITLES]
    return {
        "version": WORKBOOK_VERSION,
        "facts": {"role": "lead"},
        "templates": {name: writer.filling(form.element) for name, form in forms.items()},
        "stories": [
            {"id": f"s{number}", "title": title, "state": "rough", "card": card, "telling": "", "example": True}
            for number, (title, card) in enumerate(zip(TITLES, cards, strict=True))
        ],
        "coverage": {},
        "practice": {"settings": {}, "history": []},
    }


def test_python_writes_a_workbook_as_the_browser_does(
    page: Page, base_url: str, forms: Mapping[str, Form], tmp_path: Path
) -> None:
    assert len(forms) == len(of_kind("template"))
    file = tmp_path / "my.json"
    file.write_text(json.dumps(workbook(forms), ensure_ascii=False), encoding="utf-8")
    filled = list(filled_forms(read_workbook(str(file))))
    by_python = documents(forms, filled)
    page.goto(f"{base_url}formulas/")
    kinds = [*(format_.ending for format_ in FORMATS), WORD]
    jobs = [[one.path, f"{forms[one.template].page.place}/", one.filling] for one in filled]
    by_browser = json.loads(page.evaluate(FILL, {"base": base_url, "jobs": json.dumps(jobs), "kinds": kinds}))
    assert len(by_browser) == len(by_python) == len(kinds) * (len(of_kind("template")) + len(TITLES))
    different = [
        name
        for name, text in by_browser.items()
        for path, kind in [name.split(" ")]
        if text
        != (document_text(cast(bytes, by_python[path + WORD_ENDING])) if kind == WORD else by_python[path + kind])
    ]
    assert different == []


def test_the_files_of_stories_have_the_same_names(page: Page, base_url: str) -> None:
    page.goto(f"{base_url}formulas/")
    stories = [
        {"title": title, "example": example} for title in (*TITLES, "example of mine") for example in (False, True)
    ]
    by_browser = page.evaluate(
        """async ({ base, stories }) => {
          const { fileStem } = await import(new URL("assets/javascripts/workbook/story-editor.js", base));
          return stories.map(fileStem);
        }""",
        {"base": base_url, "stories": stories},
    )
    assert by_browser == [file_stem(str(one["title"]), example=bool(one["example"])) for one in stories]


def test_files_of_ones_own_stay_and_what_is_no_longer_filled_goes(
    site: Path, forms: Mapping[str, Form], tmp_path: Path
) -> None:
    (tmp_path / "site").symlink_to(site)
    book = workbook(forms) | {"stories": []}
    file = tmp_path / "my.json"
    file.write_text(json.dumps(book), encoding="utf-8")
    assert write(tmp_path, str(file), "out").startswith(f"prep: {len(forms)} documents in 8 formats each")
    out = tmp_path / "out"
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "prep-document-yours.md").write_text("edited", encoding="utf-8")
    with pytest.raises(PlaybookError, match=r"prep-document-yours\.md: was edited since it was written"):
        write(tmp_path, str(file), "out")
    (out / "prep-document-yours.md").unlink()
    book["templates"] = {"prep-document": book["templates"]["prep-document"]}
    file.write_text(json.dumps(book), encoding="utf-8")
    write(tmp_path, str(file), "out")
    left = {path.name for path in out.rglob("*") if path.is_file()} - {".playbook-prep"}
    assert left == {
        "notes.txt",
        *(f"prep-document-yours{ending}" for ending in (*(one.ending for one in FORMATS), ".docx")),
    }
