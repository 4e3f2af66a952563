"""A reader fills templates in place: what is typed is kept, counted and taken along, as Python would write it."""

from __future__ import annotations

import functools
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import docx
import jsonschema
import lxml.html
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.escapes import tidied
from macros.exports.pages import ExportedPage, read_page
from macros.exports.texts import copies, written
from macros.exports.yours import Filling, places
from macros.formats import FORMATS, PASTED
from tests.accessibility import OF_LOOK, violations
from tests.cases import for_every
from tests.exports.hostile import MARKUP
from tests.filling import CARD, FILL, ORDINARY, TEMPLATES, most_sheets, open_form, sheets

pytestmark = pytest.mark.xdist_group("yours")
LONG = "long words " * 9_000


def _kept(page: Page) -> dict[str, Any]:
    """Read the workbook as the browser keeps it, once nothing is left to save."""
    expect(page.locator(".pb-yours[data-saved=true]")).to_be_visible()
    kept: dict[str, Any] = page.evaluate(
        """async () => {
          const library = new URL("../../assets/javascripts/vendor/idb-keyval/index.js", location);
          const { createStore, get } = await import(library);
          return get("workbook", createStore("playbook", "workbook"));
        }"""
    )
    return kept


def test_what_the_browser_keeps_fits_its_schema(page: Page, base_url: str, site: Path) -> None:
    form = open_form(page, base_url + CARD)
    form.evaluate(FILL, [ORDINARY])
    form.get_by_role("button", name="Calculate").first.click()
    dialog = page.locator("dialog.pb-measure")
    dialog.get_by_label("before", exact=True).fill("40")
    dialog.get_by_label("after", exact=True).fill("9")
    dialog.get_by_role("button", name="Put it in").click()
    kept = _kept(page)
    assert kept["templates"]["story-card"]["rows"]["results"][0]["words"]["change"]["formula"] == "relative_change"
    schema = json.loads((site / "schemas" / "workbook.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert not [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(kept)]


def _filling(kept: Mapping[str, Any]) -> Filling:
    """Read what the browser keeps as Python fills it in."""
    return Filling(
        {name: words if isinstance(words, str) else words["words"] for name, words in kept["words"].items()},
        frozenset(kept["ticked"]),
        {name: [_filling(row) for row in rows] for name, rows in kept["rows"].items()},
    )


@functools.cache
def _page(site: Path, address: str) -> ExportedPage:
    return read_page((site / address / "index.html").read_text(encoding="utf-8"), address.strip("/"))


def _python(site: Path, address: str, filling: Filling) -> dict[str, str]:
    """Write the form of a page with the same words as Python does, by format."""
    page = _page(site, address)
    assert page.form is not None
    document = page.filled(page.form, filling)
    pasted: dict[str, str] = json.loads(copies(document, ""))["html"]
    return written(document) | pasted


# What the module that fills formats gives for what the page keeps.
_FILLED = """async ([template, kinds]) => {
  const base = new URL("../../assets/javascripts/", location);
  const [{ inWords }, { filled }, { fieldsOf }, { createStore, get }] = await Promise.all([
    "yours/take.js", "yours/pieces.js", "yours/form.js", "vendor/idb-keyval/index.js",
  ].map((name) => import(new URL(name, base))));
  const kept = await get("workbook", createStore("playbook", "workbook"));
  const fields = fieldsOf(document.querySelector(".pb-yours template"));
  const pieces = await (await fetch("yours.json")).json();
  const filling = inWords(kept.templates[template], fields);
  return [filling, Object.fromEntries(kinds.map((kind) => [kind, filled(kind, pieces[kind], filling, fields)]))];
}"""
# The same for one set of texts after the other, each once the form is filled with it and all of it is kept.
_EACH_FILLED = f"""async (form, [template, kinds, fillings]) => {{
  for (const add of form.querySelectorAll(".pb-row-add")) add.click();
  const holder = form.closest(".pb-yours");
  const all = [];
  for (const texts of fillings) {{
    ({FILL})(form, texts);
    await new Promise((kept) => {{
      const look = () => (holder.dataset.saved === "true" ? kept() : requestAnimationFrame(look));
      look();
    }});
    all.push(await ({_FILLED})([template, kinds]));
  }}
  return all;
}}"""
KINDS = [*(format_.ending for format_ in FORMATS), *(choice.key for choice in PASTED)]


@for_every("address", TEMPLATES)
def test_every_template_is_filled_as_python_fills_it(page: Page, unthemed_url: str, site: Path, address: str) -> None:
    form = open_form(page, unthemed_url + address)
    fillings = [list(MARKUP), [ORDINARY, ""]]
    if _names_twice(site, address):  # whichever place of two is open, it shows its own words
        fillings.append(["", ORDINARY])
    name = page.locator(".pb-yours").get_attribute("data-yours")
    seen = form.evaluate(_EACH_FILLED, [name, KINDS, fillings])
    assert len(seen) == len(fillings)
    for filling, by_browser in seen:
        expected = _python(site, address, _filling(filling))
        assert {kind: by_browser[kind] for kind in KINDS} == {kind: expected[kind] for kind in KINDS}
    hostile, *ordinary = (by_browser[".txt"] for _, by_browser in seen)
    assert any(tidied(text) in hostile for text in MARKUP)
    assert all(ORDINARY in text for text in ordinary)


def test_the_longest_forms_are_printed_alone_on_two_sheets_at_most_and_a_story_card_on_one(
    page: Page, base_url: str, site: Path
) -> None:
    blank = Filling({}, frozenset(), {})
    longest = sorted(TEMPLATES, key=lambda address: _python(site, address, blank)[".txt"].count("\n"))[-5:]
    for address in {CARD, *longest}:  # what is shorter takes no more; `make audit` prints each
        assert 1 <= sheets(page, base_url + address) <= most_sheets(address), address


def _names_twice(site: Path, address: str) -> bool:
    """Tell whether fields of a form are called alike: those of different rows may be."""
    form = _page(site, address).form
    assert form is not None
    names = [name for _, name in places(form)]
    return len(set(names)) < len(names)


def test_what_is_typed_is_counted_kept_and_taken_along(
    context: BrowserContext, base_url: str, site: Path, tmp_path: Path
) -> None:
    page = context.new_page()
    form = open_form(page, base_url + CARD)
    counted = page.locator(".pb-yours__open")
    total = int((counted.text_content() or "").split()[2])
    expect(counted).to_have_text(f"{total} of {total} still empty.")
    opening = form.get_by_label("what I led and for whom")
    opening.click()
    page.keyboard.type("I led the routing of tickets.\nIt worked | mostly.")
    form.get_by_label("size of the team").fill("40")
    expect(counted).to_have_text(f"{total - 2} of {total} still empty.")
    form.get_by_role("button", name="Add: action").click()
    form.get_by_label("what I did, action 4").fill("Moved the queue")
    form.get_by_role("button", name="Move up action 4").click()
    expect(form.get_by_label("what I did, action 3")).to_have_value("Moved the queue")
    form.get_by_role("checkbox").nth(1).check()

    _kept(page)
    page.reload()
    form = open_form(page, base_url + CARD)
    expect(form.get_by_label("what I led and for whom")).to_have_value(
        "I led the routing of tickets.\nIt worked | mostly."
    )
    expect(form.get_by_label("what I did, action 3")).to_have_value("Moved the queue")
    expect(form.get_by_role("checkbox").nth(1)).to_be_checked()

    page.get_by_text("Download your template").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word", exact=True).click()
    file = tmp_path / "card.docx"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename == "story-card-yours.docx"
    document = docx.Document(str(file))
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert "I led the routing of tickets.\nIt worked | mostly." in texts
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[0] for row in rows] == ["What I did", "[what I did]", "[what I did]", "Moved the queue", "[what I did]"]
    with zipfile.ZipFile(file) as archive:
        text = archive.read("word/document.xml").decode()
    lxml.html.document_fromstring(text.encode())
    assert [text.count(f'w14:checked w14:val="{ticked}"') for ticked in (0, 1)] == [2, 1]
    # What is filled isn't marked any more, and what is open still is.
    left = int((page.locator(".pb-yours__open").text_content() or "").split()[0])
    assert text.count('w:rStyle w:val="Placeholder"') == left

    with page.expect_download() as waiting:
        page.get_by_role("button", name="Markdown", exact=True).click()
    waiting.value.save_as(tmp_path / "card.md")
    expected = _python(site, CARD, _shown(page))
    assert (tmp_path / "card.md").read_text(encoding="utf-8") == expected[".md"]


def _shown(page: Page) -> Filling:
    """Read what the page takes along, in words."""
    name = page.locator(".pb-yours").get_attribute("data-yours")
    return _filling(page.evaluate(_FILLED, [name, []])[0])


def test_a_measure_is_calculated_refused_and_put_in(page: Page, base_url: str) -> None:
    form = open_form(page, base_url + CARD)
    form.get_by_role("button", name="Calculate").first.click()
    dialog = page.locator("dialog.pb-measure")
    dialog.get_by_label("before", exact=True).fill("0")
    dialog.get_by_label("after", exact=True).fill("9")
    expect(dialog.get_by_role("alert")).to_have_text("Before must be above 0.")
    expect(dialog.get_by_label("before", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(dialog.get_by_role("button", name="Put it in")).to_be_disabled()
    dialog.get_by_label("before", exact=True).fill("40")
    dialog.get_by_label("unit: after", exact=True).select_option(label="min")
    expect(dialog.get_by_label("unit: before", exact=True)).to_have_value("min")
    dialog.get_by_label("Goal").select_option(label="At most")
    dialog.get_by_label("goal", exact=True).fill("-80")
    dialog.get_by_label("The result").check()
    dialog.get_by_role("button", name="Put it in").click()
    expect(form.locator("output")).to_have_text("−78\N{NO-BREAK SPACE}%; goal at most −80\N{NO-BREAK SPACE}%: missed")
    expect(form.get_by_role("button", name="Change the result")).to_be_focused()
    form.get_by_role("button", name="Write words instead").click()
    expect(form.get_by_label("change, with its interval, result 1")).to_have_value(
        "−78\N{NO-BREAK SPACE}%; goal at most −80\N{NO-BREAK SPACE}%: missed"
    )


def test_two_tabs_show_the_same_and_lose_nothing(context: BrowserContext, base_url: str) -> None:
    first, second = context.new_page(), context.new_page()
    one, other = open_form(first, base_url + CARD), open_form(second, base_url + CARD)
    one.get_by_label("what hurt, for users").fill("slow answers")
    expect(other.get_by_label("what hurt, for users")).to_have_value("slow answers")
    other.get_by_label("budget").fill("small")
    expect(one.get_by_label("budget")).to_have_value("small")
    expect(one.get_by_label("what hurt, for users")).to_have_value("slow answers")


def test_what_was_written_once_is_offered_in_the_next_template(page: Page, base_url: str) -> None:
    form = open_form(page, base_url + CARD)
    form.get_by_label("my role then").fill("lead of routing")
    _kept(page)
    form = open_form(page, base_url + "templates/how-i-work/")
    form.get_by_role("button", name="Use “lead of routing”").click()
    expect(form.get_by_label("my role, and whom I report to")).to_have_value("lead of routing")
    expect(form.get_by_label("my role, and whom I report to")).to_be_focused()


def test_what_is_removed_or_emptied_can_be_brought_back(page: Page, base_url: str) -> None:
    form = open_form(page, base_url + CARD)
    form.get_by_label("what I did, action 2").fill("Moved the queue")
    form.get_by_role("button", name="Remove action 2").click()
    expect(form.get_by_label("what I did, action 3")).to_have_count(0)
    page.get_by_role("button", name="Bring back what was removed").click()
    expect(form.get_by_label("what I did, action 2")).to_have_value("Moved the queue")
    page.get_by_role("button", name="Clear the form").click()
    page.get_by_role("button", name="Keep it").click()
    expect(form.get_by_label("what I did, action 2")).to_have_value("Moved the queue")
    page.get_by_role("button", name="Clear the form").click()
    page.get_by_role("button", name="Clear it").click()
    expect(form.get_by_label("what I did, action 2")).to_have_value("")
    page.get_by_role("button", name="Bring back what was removed").click()
    expect(form.get_by_label("what I did, action 2")).to_have_value("Moved the queue")


def test_rows_hold_rows_and_what_stands_twice_is_written_once(page: Page, base_url: str) -> None:
    form = open_form(page, base_url + "templates/prep-document/")
    title = form.get_by_label("title of a story, story 2")
    expect(title).to_have_count(1)
    title.fill("Tickets, routed at once")
    expect(form.get_by_role("heading", name="Tickets, routed at once")).to_be_visible()
    form.get_by_role("button", name="Add: number").nth(1).click()
    added = form.get_by_label("goal and verdict, number 3 of story 2")
    added.fill("met")
    form.get_by_role("button", name="Move up number 3 of story 2").click()
    expect(form.get_by_label("goal and verdict, number 2 of story 2")).to_have_value("met")
    form.get_by_role("button", name="Add: story").first.click()
    expect(form.get_by_label("goal and verdict, number 2 of story 3")).to_be_visible()
    expect(form.get_by_label("the honest answer in one breath, question 1 of story 3")).to_be_visible()
    kept = _kept(page)["templates"]["prep-document"]["rows"]["stories"]
    assert [len(story["rows"]["measures"]) for story in kept] == [2, 3, 2]
    assert kept[1]["words"]["title"] == "Tickets, routed at once"


def test_hostile_words_stay_words_on_the_page_and_on_paper(page: Page, base_url: str) -> None:
    sent: list[str] = []
    form = open_form(page, base_url + CARD)
    page.on("request", lambda request: sent.append(request.url))
    hostile = "<img src=x onerror=document.title='ran'> {{7*7}} =HYPERLINK('x') \u202eright to left\u0000 العربية"
    form.get_by_label("what hurt, for users").fill(hostile)
    form.get_by_label("budget").fill(LONG)
    _kept(page)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = page.locator(".pb-yours__paper")
    expect(paper).to_contain_text("<img src=x onerror=document.title='ran'> {{7*7}}")
    expect(paper.locator("img")).to_have_count(0)
    assert page.title() != "ran"
    expect(form).to_be_hidden()
    assert not [url for url in sent if not url.startswith(base_url)]


def test_a_number_that_is_none_is_told_and_kept(page: Page, base_url: str) -> None:
    form = open_form(page, base_url + CARD)
    people = form.get_by_label("size of the team")
    people.fill("a dozen")
    expect(people).to_have_attribute("aria-invalid", "true")
    expect(form.get_by_role("alert")).to_have_text("This must be a number, such as 1,200 or 99.9.")
    people.fill("12")
    expect(form.get_by_role("alert")).to_have_count(0)
    _kept(page)
    assert _shown(page).words["people"] == "12\N{NO-BREAK SPACE}people"


def test_a_browser_that_keeps_nothing_says_so_and_still_fills(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }")
    form = open_form(page, base_url + CARD)
    form.get_by_label("budget").fill("small")
    expect(page.locator(".pb-yours__state")).to_contain_text("Your browser keeps nothing in this window")
    page.get_by_text("Download your template").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Plain text", exact=True).click()
    assert "small" in Path(waiting.value.path()).read_text(encoding="utf-8")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_form_is_accessible_in_every_state(browser: Browser, base_url: str, scheme: Any, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked = OF_LOOK if scheme == "dark" else ()  # names, roles and order are the same
    form = open_form(page, base_url + CARD)
    assert violations(page, ".pb-yours", asked=asked) == []  # empty
    form.get_by_label("size of the team").fill("a dozen")
    form.get_by_label("budget").fill("small")
    assert violations(page, ".pb-yours", asked=asked) == []  # half filled, and a mistake
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    form.get_by_role("button", name="Calculate").first.click()
    dialog = page.locator("dialog.pb-measure")
    dialog.get_by_label("before", exact=True).fill("0")
    expect(dialog.get_by_role("alert")).not_to_be_empty()
    assert violations(page, ".pb-dialog", asked=asked) == []  # refused, in an open dialog
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.close()
