"""What is pointed out in a reader's own texts, and where it is shown: the built site in a real browser."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from macros.answer_rules import TEXTS, answer_rules
from tests.cases import for_every

pytestmark = pytest.mark.xdist_group("check-answer")
RULES = answer_rules().rules
LATENCY = {
    "formula": "relative_change",
    "inputs": {"before": "500", "after": "110"},
    "units": {"before": "ms"},
    "goal": {"bound": "at_most", "limit": "-75"},
    "wording": "words",
    "words": "−78 %",
}
SERVED = {
    "formula": "relative_lift",
    "inputs": {
        "control_successes": "50,000",
        "control_size": "1,000,000",
        "treatment_successes": "51,400",
        "treatment_size": "1,000,000",
        "confidence": "95",
    },
    "units": {},
    "goal": None,
    "wording": "words",
    "words": "2.8 % (1.6 to 4.0 %)",
}
LENGTH = 100_000
PATIENCE = 10  # seconds; a rule that reads a text again from each of its letters takes minutes
# One call for many texts, and JSON on the way: Playwright would look at each part on its own.
CHECK = """async ({ base, texts, kind, measures }) => {
  const { check } = await import(`${base}assets/javascripts/workbook/check-answer.js`);
  return JSON.stringify(JSON.parse(texts).map((text) => check(text, { kind, measures })
    .map((finding) => ({ ...finding, length: text.length, shown: text.slice(...finding.place) }))));
}"""
TIMED = """async ({ base, text, measures }) => {
  const { check } = await import(`${base}assets/javascripts/workbook/check-answer.js`);
  const times = [1, 2, 3].map(() => {
    const begun = performance.now();
    check(text, { kind: "telling", measures });
    return performance.now() - begun;
  });
  return Math.min(...times) / 1000;
}"""


def found(modules: Page, base_url: str, *texts: str, kind: str = "opening", measures: Any = (LATENCY,)) -> list[Any]:
    """Give what is found in each text."""
    given_ = {"base": base_url, "texts": json.dumps(texts), "kind": kind, "measures": list(measures)}
    findings: list[Any] = json.loads(modules.evaluate(CHECK, given_))
    return findings


def of_rule(findings: list[Any], rule: str) -> list[str]:
    return [one["shown"] for one in findings if one["rule"] == rule]


@for_every("name", list(RULES))
def test_each_rule_finds_what_it_is_for_and_passes_over_what_is_fine(modules: Page, base_url: str, name: str) -> None:
    rule = RULES[name]
    kind = rule.settings.get("of", "opening")
    for text, findings in zip(rule.found, found(modules, base_url, *rule.found, kind=kind), strict=True):
        of_it = [one for one in findings if one["rule"] == name]
        assert of_it, text
        for one in of_it:
            assert one["words"].count("\n") == 0
            assert not {"{", "}", "undefined"} & set(one["words"].split()), one["words"]
            assert one["page"] == rule.for_browser()["page"]
    for text, findings in zip(rule.fine, found(modules, base_url, *rule.fine, kind=kind), strict=True):
        assert of_rule(findings, name) == [], text
    if "of" in rule.settings:
        (other,) = {*TEXTS} - {kind}
        assert not any(of_rule(one, name) for one in found(modules, base_url, *rule.found, kind=other))


UNLIKE_OURS = {"name", "number without measure"}
"""Rules that our own texts can't judge: their people have names, and their numbers no measures of a reader."""
MOST = 1 / 8


def _ours(site: Path) -> dict[str, list[str]]:
    """Read the opening and the two minutes of every answer, as readers see them."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(site.glob("answers/*/*/index.md"))]
    told = [re.sub(r"\[([^]]*)\]\([^)]*\)|\*\*?", r"\1", page) for page in pages if "\n## Tell it\n" in page]
    tellings = [re.split("\n## |\n5 minutes\n", text.split("\n## Tell it\n")[1])[0] for text in told]
    return {
        "opening": [text.split("\n\n")[1] for text in told],
        "telling": [text.replace("\n2 minutes\n", "") for text in tellings],
    }


@for_every("kind", list(TEXTS))
def test_no_rule_points_out_something_in_many_of_our_own_texts(
    modules: Page, base_url: str, site: Path, kind: str
) -> None:
    texts = _ours(site)[kind]
    assert len(texts) > 100
    flagged = Counter(
        rule
        for one in found(modules, base_url, *texts, kind=kind, measures=[])
        for rule in {each["rule"] for each in one}
    )
    many = {rule: count for rule, count in flagged.items() if count > MOST * len(texts) and rule not in UNLIKE_OURS}
    assert flagged and many == {}


NUMBERS = {
    "as it was typed": ("It went from 500 to 110 milliseconds.", []),
    "the result and its goal": ("It fell by 78 %; the goal was 75 %, and we met it.", []),
    "rounded to two digits": ("2,000,000 users saw it, 1.0 million in each arm.", ["2,000,000"]),
    "an interval": ("It rose by 2.8 %, between 1.6 and 4.0 %.", []),
    "rounded further than one rounds": ("It fell by 80 %.", ["80 %"]),
    "rounded, and said so": ("It fell by nearly 80 %.", []),
    "further off than about": ("It fell by about 90 %.", ["90 %"]),
    "another digit": ("It fell by 78.3 %, to 111 ms.", ["78.3 %", "111 ms"]),
    "in words": ("A million users in each arm, two million in all.", ["two million"]),
    "a fraction": ("It fell by more than three quarters, by a half at first.", []),
    "words alone": ("We had two options and three weeks.", []),
    "one of another": ("Six of seven teams use it.", ["Six of seven"]),
    "names and years": ("In 2031 the p95 of GPT-4 on v2 ran 24/7 from 9:30.", []),
    "a unit beside it": ("It took 110ms, not 300ms.", ["300ms"]),
}


@for_every("text, expected", NUMBERS)
def test_a_number_needs_a_measure_of_the_story_behind_it(
    modules: Page, base_url: str, text: str, expected: list[str]
) -> None:
    (findings,) = found(modules, base_url, text, measures=[LATENCY, SERVED])
    assert of_rule(findings, "number without measure") == expected


def test_words_of_the_card_stand_behind_a_number_too(modules: Page, base_url: str) -> None:
    texts = ("A team of 12 did it.", "Six of seven people stayed.")
    assert all(of_rule(one, "number without measure") for one in found(modules, base_url, *texts, measures=[]))
    card = ["12 people", "six of seven"]
    assert not any(of_rule(one, "number without measure") for one in found(modules, base_url, *texts, measures=card))


def test_measures_and_numbers_are_gathered_from_every_row_of_a_card(modules: Page, base_url: str) -> None:
    gathered = modules.evaluate(
        """async ({ base, card }) => {
          const { measuresOf } = await import(`${base}assets/javascripts/workbook/check-answer.js`);
          return measuresOf(card, { people: { kind: "number", unit: "people" }, told: { kind: "text" } });
        }""",
        {
            "base": base_url,
            "card": {
                "words": {"people": "12", "told": "it fell by 99 %"},
                "ticked": [],
                "rows": {"results": [{"id": "a", "words": {"change": LATENCY}, "ticked": [], "rows": {}}]},
            },
        },
    )
    assert gathered == ["12\N{NO-BREAK SPACE}people", LATENCY]


def test_a_text_has_as_many_seconds_as_it_is_for(modules: Page, base_url: str) -> None:
    words = "I cut it. " * 27  # 81 words
    (opening,), (telling,) = (found(modules, base_url, words, kind=kind) for kind in TEXTS)
    (length,) = [one["words"] for one in opening if one["rule"] == "length"]
    assert length.startswith("It takes 35 seconds at 140 words a minute, and 30 is what you have.")
    assert of_rule(telling, "length") == []


@settings(max_examples=25)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8")) | st.from_regex(r"(we |I |\d+ ?%|A[a-z]+|[.!?,\n$@]| ){1,40}"),
        min_size=20,
    )
)
def test_no_text_stops_a_rule_and_every_place_lies_in_it(modules: Page, base_url: str, texts: list[str]) -> None:
    for findings in found(modules, base_url, *texts, kind="telling", measures=[LATENCY, SERVED]):
        places = [one["place"] for one in findings]
        assert all(0 <= start <= end <= one["length"] for (start, end), one in zip(places, findings, strict=True))
        assert places == sorted(places, key=lambda place: place[0])


LONG = {
    "prose": "We decided to cut latency by 78 % for Maria in May. The goal was 80 %. ",
    "one sentence": "it fell by 12 % and ",
    "one letter": "a",
    "digits": "1",
    "numbers": "1,000,",
    "quotes": '"',
    "addresses": "a.b@",
    "capitals": "a Ab ",
    "beginnings": "not just the goal fell $",
    "blanks": " ",
}


@for_every("piece", LONG)
def test_no_rule_reads_a_long_text_again_and_again(modules: Page, base_url: str, piece: str) -> None:
    text = (piece * (LENGTH // len(piece) + 1))[:LENGTH]
    took = modules.evaluate(TIMED, {"base": base_url, "text": text, "measures": [LATENCY, SERVED]})
    assert took < PATIENCE


_COUNT_TOLD = """status => {
  window.told = [];
  new MutationObserver(() => told.push(status.textContent)).observe(status, { childList: true });
}"""


def test_below_a_text_stands_what_is_pointed_out_as_one_types(opened: Page, base_url: str) -> None:
    page = opened
    page.goto(f"{base_url}workbook/")
    page.get_by_label("A new story, in a few words").fill("The queue")
    page.get_by_role("button", name="Add a story").click()
    field = page.get_by_label("30 seconds")
    panel = page.get_by_role("group", name="Check of the opening")
    expect(panel).to_have_text("")  # nothing is said before there is a text
    panel.get_by_role("status").evaluate(_COUNT_TOLD)
    field.press_sequentially("The wait fell by 77.5 %. We decided to stop.")
    expect(panel.locator(".pb-check__time")).to_have_text("4 of 30 seconds, at 140 words a minute.")
    findings = panel.get_by_role("listitem")
    expect(findings).to_contain_text(["is a change without its base", "No measure of this story gives", "say I"])
    expect(panel.get_by_role("status")).to_have_text("3 things to look at.")
    assert page.evaluate("told") == ["3 things to look at."]  # once, and not with each key
    findings.last.get_by_role("button", name="Show it in the text: We decided").press("Enter")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "We decided"
    page.keyboard.type("I decided")
    expect(findings).to_have_count(2)

    # A measure of the card gives the number, and the other text has a panel of its own.
    page.get_by_role("button", name="Calculate").first.click()
    dialog = page.locator("dialog.pb-measure")
    dialog.get_by_label("before", exact=True).fill("40")
    dialog.get_by_label("after", exact=True).fill("9")
    page.get_by_role("button", name="Put it in").click()
    expect(findings).to_have_count(1)
    page.get_by_label("Two minutes").fill("It took 300 ms.")
    expect(page.get_by_role("group", name="Check of the telling").get_by_role("listitem")).to_have_count(1)
    findings.get_by_role("link", name="See how").click()
    expect(page.locator("h1")).to_have_text("Relative change")
    page.go_back()
    page.get_by_label("30 seconds").fill("The wait went from 40 hours to 9. I stopped there.")
    expect(panel.locator(".pb-check__time")).to_contain_text("Nothing to point out. A listener may still ask.")
    expect(findings).to_have_count(0)
