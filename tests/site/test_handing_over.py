"""Calculators that hand over: filled from a link, copied as sentences and as a link, and told where they can't run."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from macros.figures import Figure
from macros.library import Library
from macros.presentation.calculators import inputs
from tests.cases import for_every
from tests.clipboard import read_clipboard
from tests.site.places import ANSWER, PAGES, example, of_kind, open_page

pytestmark = pytest.mark.xdist_group("calculators")
LIFT = "formulas/relative-lift/"
CHANGE = "formulas/relative-change/"
BINS = "formulas/expected-calibration-error/"
LINKED = (CHANGE, BINS, LIFT, "formulas/cost-per-unit/", "formulas/change-lead-time/", "formulas/rice/")
"""Formulas whose links differ in kind: a shared unit, a table, counts, a unit of the result, a list, declared units."""
FIGURES = [figure for ledger in Library().ledgers.values() for figure in ledger.figures.values()]
# Follows one link after the other within a page, as a click on each would, and tells what the calculator then says.
_FOLLOW = """async (links) => {
  const form = document.querySelector(".pb-calculator");
  const followed = [];
  for (const link of links) {
    const changed = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
    location.hash = link;
    await changed;
    followed.push([form.querySelector("output").value, form.querySelector("[role=alert]").textContent]);
  }
  return followed;
}"""


def _open(page: Page, address: str) -> Locator:
    page.goto("about:blank")  # else a link that differs behind # alone would load nothing
    open_page(page, address)
    return page.locator(".pb-calculator")


@for_every("address", LINKED)
def test_the_link_of_every_figure_fills_in_its_inputs(address: str, window: Page, base_url: str) -> None:
    figures = [figure for figure in FIGURES if figure.formula.name == PAGES[address]["formula"]]
    _open(window, f"{base_url}{address}#calculator")
    story = example(address)
    others = [figure for figure in figures if figure is not story] or figures
    expected = [[dataclasses.replace(figure, sharpened=None).statement(), ""] for figure in others]
    links = list(dict.fromkeys(inputs(figure) for figure in others))
    told = dict(zip(links, window.evaluate(_FOLLOW, links), strict=True))
    assert [told[inputs(figure)] for figure in others] == expected


def test_a_working_leads_to_the_calculator_with_its_inputs(page: Page, base_url: str) -> None:
    open_page(page, base_url + ANSWER)
    figure = page.locator("a.pb-figure:visible").first
    value = figure.locator("data")
    story, key = value.get_attribute("data-story"), value.get_attribute("data-key")
    figure.click()
    page.locator(".pb-working:popover-open").get_by_role("link", name="Try your numbers").click()
    form = page.locator(".pb-calculator")
    expect(form.locator("output")).to_have_text(Library().figure(f"{story}.{key}")[1].statement())
    expect(form.get_by_role("status").last).to_have_text("Filled in from the link.")
    expect(form.get_by_role("textbox").first).to_be_focused()
    expect(form.get_by_role("textbox").first).to_be_in_viewport()


HOSTILE = {
    "markup": (CHANGE, "before=<img src=x onerror=alert(1)>&after=1", "before can’t be in “src=x onerror=alert(1)>”"),
    "markup in a name": (CHANGE, "<script>alert(1)</script>=1", "it names “<script>alert(1)</script>”"),
    "the prototype": (CHANGE, "__proto__=1&before=5&after=1", "it names “__proto__”"),
    "an exponent": (CHANGE, "before=1e400&after=1", "before isn’t made of numbers"),
    "more than anybody means": (CHANGE, f"before={'9' * 400}&after=1", "Before must be 0, or between"),
    "a novel": (CHANGE, f"before={'9' * 9000}&after=1", "it is too long"),
    "too many rows": (
        "formulas/latency-quantile/",
        f"latencies={','.join('1' * 501)}&share=95",
        "latencies has more than 500 numbers",
    ),
    "no value": (CHANGE, "before=5", "it lacks after"),
    "a value twice": (CHANGE, "before=5&before=6&after=1", "it gives before twice"),
    "two values": (CHANGE, "before=5,6&after=1", "before is one number"),
    "a unit that is not there": (
        CHANGE,
        "before=5+toString&after=1",
        "before can’t be in “toString”: there is no such unit",
    ),
    "two units": (CHANGE, "before=5+ms&after=1+s", "they must be in one unit"),
    "a unit where none is asked for": (
        LIFT.replace("lift", "change"),
        "before=5&after=1&in=ms",
        "the result can’t be in “ms”",
    ),
    "columns that differ": (BINS, "bins.count=1,2&bins.predicted=1&bins.observed=1,2", "the columns of bins differ"),
    "broken signs": (CHANGE, "before=%E0%A4%A&after=1", "before isn’t made of numbers"),
}


@for_every("address, link, words", HOSTILE)
def test_a_link_that_cannot_be_used_is_refused_and_runs_nothing(
    address: str, link: str, words: str, window: Page, base_url: str
) -> None:
    form = _open(window, f"{base_url}{address}#{link}")
    expect(form.get_by_role("alert")).to_contain_text(words)
    assert form.evaluate("form => form.querySelectorAll('img, script').length") == 0
    if words[0].islower():  # such a link isn't even filled in
        expect(form.get_by_role("alert")).to_contain_text("The link can’t be used: ")
        expect(form.locator("output")).to_have_text(example(address).statement())


def test_a_link_out_of_bounds_is_filled_in_and_refused_at_its_field(window: Page, base_url: str) -> None:
    link = "control_successes=5&control_size=9&treatment_successes=5&treatment_size=9&confidence=950"
    form = _open(window, f"{base_url}{LIFT}#{link}")
    expect(form.get_by_role("alert")).to_have_text("Confidence must be below 100.")
    expect(form.get_by_label("confidence")).to_have_value("950")
    expect(form.get_by_label("confidence")).to_have_attribute("aria-invalid", "true")
    expect(form.locator("output")).to_have_text("–")


def _copied(page: Page, form: Locator, place: int) -> str:
    form.locator("[data-copy]").nth(place).click()
    expect(form.get_by_role("status").last).to_have_text("Copied. Now paste it.")
    (text,) = read_clipboard(page).values()
    return text


def test_what_is_copied_is_the_sentence_of_the_numbers_that_stand_there(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    form = _open(page, base_url + LIFT)
    form.get_by_label("treatment successes").fill("52,000")
    form.get_by_label("control size").fill("900000")
    nbsp = "\u00a0"
    arms = "900,000 in control and 1,000,000 in treatment"
    assert _copied(page, form, 0) == (
        f"Against control it is down 6.4{nbsp}%, give or take 1.1, "
        f"with 900,000{nbsp}users in control and a million in treatment."
    )
    assert _copied(page, form, 1) == f"−6.4{nbsp}%, 95{nbsp}% interval −7.5 to −5.3{nbsp}%, n = {arms}"
    link = _copied(page, form, 2)
    assert link == (
        f"{base_url}{LIFT}#control_successes=50000+users&control_size=900000+users"
        "&treatment_successes=52000+users&treatment_size=1000000+users&confidence=95"
    )
    other = _open(page, link)
    expect(other.locator("output")).to_have_text(f"−6.4{nbsp}% (−7.5 to −5.3{nbsp}%)")
    assert [address for address in sent if "52000" in address or "900000" in address] == []


def test_a_table_goes_along_in_a_link(context: BrowserContext, base_url: str) -> None:
    page = context.new_page()
    form = _open(page, base_url + BINS)
    form.get_by_role("button", name="Remove").first.click()
    form.get_by_role("textbox").first.fill("7")
    result = form.locator("output").inner_text()
    link = _copied(page, form, 2)
    other = _open(page, link)
    expect(other.locator("output")).to_have_text(result)
    expect(other.locator("tbody tr")).to_have_count(len(_rows(example(BINS))) - 1)


def _rows(figure: Figure) -> list[object]:
    (table,) = figure.arguments.values()
    return list(getattr(table, "rows", ()))


def test_nothing_can_be_taken_along_while_a_number_is_refused(window: Page, base_url: str) -> None:
    form = _open(window, base_url + LIFT)
    form.get_by_label("confidence").fill("many")
    expect(form.get_by_role("button", name="Copy")).to_have_count(0)
    expect(form.locator("[data-sentence=said]")).not_to_be_visible()
    form.get_by_label("confidence").fill("90")
    expect(form.get_by_role("button", name="Copy")).to_have_count(3)
    expect(form.locator("[data-sentence=written]")).to_contain_text("90\u00a0% interval")


def test_a_chosen_unit_reaches_labels_sentences_and_working_until_the_form_is_reset(
    window: Page, base_url: str
) -> None:
    form = _open(window, f"{base_url}formulas/schedule-gap/#forecast=12+days&available=10+days")
    form.get_by_role("combobox").select_option("weeks")
    expect(form.locator("output")).to_have_text("+2.0\u00a0weeks")
    expect(form.locator("[data-sentence=said]")).to_have_text(
        "It will be two\u00a0weeks late: 12 against ten\u00a0weeks."
    )
    expect(form.locator("[data-unit-of=available]")).to_have_text("weeks")
    expect(form.locator(".pb-line").first).to_contain_text("12\u00a0weeks")
    form.get_by_role("button", name="Back to the story’s values").click()
    story = example("formulas/schedule-gap/")
    expect(form.locator("output")).to_have_text(story.statement())
    expect(form.get_by_role("combobox")).to_have_value(story.unit.name)
    assert "#" not in window.url


def _instead(figure: Figure, page: Page) -> None:
    expect(page.locator("form.pb-calculator")).to_be_hidden()
    instead = page.locator(".pb-calculator__instead")
    expect(instead).to_be_visible()
    expect(instead).to_contain_text("there is a calculator here")
    expect(instead).to_contain_text(figure.statement())


def test_without_scripts_and_on_paper_the_worked_example_stands_there(browser: Browser, base_url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base_url + LIFT)
    _instead(example(LIFT), page)
    context.close()
    context = browser.new_context()
    page = context.new_page()
    open_page(page, base_url + LIFT)
    expect(page.locator(".pb-calculator__instead")).to_be_hidden()
    page.emulate_media(media="print")
    _instead(example(LIFT), page)
    page.goto(f"{base_url}print/formulas/")
    expect(page.locator(".pb-calculator__instead")).to_have_count(len(of_kind("formula")))
    context.close()


def test_no_export_carries_what_only_works_on_the_site(site: Path) -> None:
    exported = [*site.glob("formulas/*/*.md"), *site.glob("formulas/*/*.txt"), *site.glob("formulas/*/*.json")]
    assert len(exported) >= len(of_kind("formula"))
    texts = {path: path.read_text(encoding="utf-8") for path in exported if path.suffix != ".docx"}
    phrases = ("Try your numbers", "Copy a link", "On a screen, with JavaScript", "To take along", "Back to the story")
    assert [(path.name, phrase) for path, text in texts.items() for phrase in phrases if phrase in text] == []
    # The worked example goes along, and the way to the page where the calculator stands.
    text = (site / "formulas" / "relative-change" / "index.txt").read_text(encoding="utf-8")
    assert "−78\N{NO-BREAK SPACE}%" in text and "/formulas/relative-change/" in text
