"""An answer page is read into its question, whole or with a word on what it lacks; the site's file keeps its schema."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from macros.errors import PlaybookErrors
from macros.practice.questions import FollowUp, Question, Scale, Telling, read_questions
from macros.schemas import questions_schema
from tests.builds import ROOT
from tests.site.places import of_kind
from tests.small_site import SmallSite

WANTED = '<h2 id="what-they-want-to-know">What they want to know</h2><p>They listen for:</p><ul><li>a reason</li></ul>'
TABS = "".join(f"<label>{minutes} minutes</label>" for minutes in (2, 5))
TOLD = (
    f'<h2 id="tell-it">Tell it</h2><div class="tabbed-set"><div class="tabbed-labels">{TABS}</div>'
    '<div class="tabbed-content"><div class="tabbed-block"></div><div class="tabbed-block"></div></div></div>'
)
RULE = '<h2 id="how-i-decide">How I decide</h2><p><strong>The rule:</strong> ask first.</p>'
ASKED = (
    '<h2 id="follow-ups">Follow-ups</h2><h3>Facts<a href="#facts">¶</a></h3>'
    "<details><summary>Why?</summary><p>It fell by <data>3\u00a0%</data>"
    "<pb-working data-search-exclude>= 3</pb-working>. And more.</p></details>"
    '<details><summary>How?</summary><p>"Twice." Then on.</p></details>'
    "<h3>People</h3><details><summary>Who?</summary><p>Noor did.</p></details>"
)
SCALE = '<h2 id="weak-solid-strong">Weak, solid, strong</h2><p>The moment: "So?"</p>' + "".join(
    f"<p><strong>{place}.</strong> Said. <em>The listener concludes:</em> heard {place}.</p>"
    for place in ("Weak", "Solid", "Strong")
)
FLAGS = "<p>Red flags:</p><ul><li>no number</li></ul>"
FULL = "<p>We began.</p>" + WANTED + TOLD + RULE + ASKED + SCALE + FLAGS
META = {
    "kind": "full",
    "title": "Why?",
    "levels": "[EM]",
    "story": "own",
    "wordings": '["So why?", typed for it, Tell me.]',
}
HEADINGS = "\n## What they want to know\n\n## Tell it\n\n## Follow-ups\n\n## Weak, solid, strong\n"


def _read(tmp_path: Path, body: str) -> Question:
    small = SmallSite(tmp_path)
    small.page("answers/a-section/why", body, HEADINGS, **META)
    small.page("about", "<p>No answer.</p>")
    (question,) = read_questions(small.pages())
    return question


def test_a_page_is_read_whole_without_what_is_folded_away(tmp_path: Path) -> None:
    tellings = {place: Telling("Said.", f"Heard {place.capitalize()}.") for place in ("weak", "solid", "strong")}
    assert _read(tmp_path, FULL) == Question(
        name="a-section/why",
        title="Why?",
        levels=("EM",),
        seconds=(30, 120, 300),
        wordings=("So why?", "Tell me."),
        signals=("a reason",),
        follow_ups=(
            FollowUp("Why?", "It fell by 3\u00a0%.", "Facts"),
            FollowUp("Who?", "Noor did.", "People"),
            FollowUp("How?", '"Twice."', "Facts"),
        ),
        opening="We began.",
        rule="Ask first.",
        story="own",
        scale=Scale('"So?"', tellings, ("no number",)),
    )


def test_what_can_be_asked_of_any_story_points_at_nothing_of_the_pages_own() -> None:
    general = (
        "What would you do differently?",
        "Who disagreed with you, and how did it end?",
        "What did your team say?",
    )
    bound = (
        *("How is Sofia today?", "Why didn't you give her the extra week?", "Did you see that page?", "Is it closed?"),
        *("You had no curve. What then?", "Did you ask Noor?", "Were you 3 days late?", "Why did you keep the cake?"),
    )
    assert [asked for asked in (*general, *bound) if FollowUp(asked, "", "").is_general] == list(general)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (WANTED, "", "has no lists under What they want to know; write one"),
        (FLAGS, "", "lacks 'Red flags:' under Weak, solid, strong; begin a paragraph with each"),
        ("<strong>Solid.", "<strong>Fair.", "lacks 'Solid.' under Weak, solid, strong"),
        ("<p>Noor did.</p>", "", "has no answer to 'Who?' under Follow-ups; write what you would say"),
        ("5 minutes", "A while", "has a telling of 'A while' under Tell it; name each tab by its length"),
    ],
)
def test_what_a_page_lacks_is_told_with_its_line(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in FULL
    with pytest.raises(PlaybookErrors, match=rf"^docs/answers/a-section/why\.md:\d+: {re.escape(told)}"):
        _read(tmp_path, FULL.replace(old, new))


def test_the_file_of_the_site_keeps_to_its_schema_and_holds_every_answer(site: Path) -> None:
    held = json.loads((site / "answers" / "questions.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(json.loads(questions_schema())).validate(held)
    answers = [address for kind in ("full", "short") for address in of_kind(kind)]
    assert {f"answers/{name}/" for name in held["questions"]} == set(answers)
    assert [len(part["answers"]) > 0 for part in held["parts"]] == [True] * 9
    assert {name for part in held["parts"] for name in part["answers"]} <= set(held["questions"])
    assert list(held["sections"]) == list(dict.fromkeys(name.partition("/")[0] for name in held["questions"]))
    for name, question in held["questions"].items():
        source = (ROOT / "docs" / "answers" / f"{name}.md").read_text(encoding="utf-8")
        follow_ups = source.partition("\n## Follow-ups\n")[2].partition("\n## ")[0]
        assert len(question["follow_ups"]) == len(re.findall(r'^\?\?\? question "', follow_ups, re.MULTILINE)) >= 3
        assert ("scale" in question) == ("kind: full" in source)
