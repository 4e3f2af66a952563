"""Practice in a real browser: draws, the schedule, the clock, a recording, and whole evenings of it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from playwright.sync_api import Browser, Page, expect
from scipy.stats import chisquare

from tests.accessibility import OF_LOOK, violations
from tests.site.places import tab_to
from tests.site.workbooks import (
    entry_of,
    file_of,
    open_tool,
    practised_with,
    read_kept,
    story_of,
    workbook_of,
)
from tests.windows import DESK

pytestmark = pytest.mark.xdist_group("practice")
ROUND, PROGRESS, KEEP, STORIES = "practise/", "practise/progress/", "workbook/keep/", "workbook/"
QUESTIONS = "answers/questions.json"
TITLE = "How do you decide which bets to fund?"
LINK = "#draw=abc234&from=section%2Fretrospective&level=&seconds=120&count=2&ask_on=1"
EVENING = "2026-11-25T19:00:00"
SPOKEN = re.compile(r"0:(0[2-9]|[1-5]\d) of")
"""What the clock says once somebody has spoken for a while."""

_IMPORT = """async ([module, given]) => {
  const scripts = document.querySelector("script[type=module]").src;
  const held = await import(scripts.replace("playbook.js", module));
"""

# From ts-fsrs, packages/fsrs/__tests__/impl/long-term_scheduler.test.ts and FSRS-6.test.ts.
WEIGHTS = [
    *(0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712, 1.1178, 2.0225, 0.0904),
    *(0.3025, 2.1214, 0.2498, 2.9466, 0.4891, 0.6468),
]
LONG_TERM = {
    "GGGGGGAAGGGGG": [3, 13, 48, 155, 445, 1158, 17, 3, 11, 37, 112, 307, 773],
    "AHGEAHGE": [1, 2, 6, 41, 4, 7, 21, 133],
    "HGEAHGEA": [2, 7, 54, 5, 8, 26, 171, 8],
    "GEAHGEAH": [3, 33, 4, 7, 26, 193, 9, 14],
    "EAHGEAHG": [15, 3, 6, 27, 240, 10, 17, 60],
}
MEMORY = ("AGGGGG", [0, 0, 1, 3, 8, 21], 53.335106, 6.3574867)
FIRST_STABILITY = {"A": 0.212, "H": 1.2931, "G": 2.3065, "E": 8.2956}
PLACES = {"A": "none", "H": "weak", "G": "solid", "E": "strong"}


def _run(page: Page, module: str, code: str, given: Any = None) -> Any:
    """Run code on what a module of the site gives, `held`, and on what is `given`."""
    return page.evaluate(f"{_IMPORT}{code}}}", [module, given])


def _begin(page: Page, address: str) -> None:
    """Open the page and wait until there is something to choose or to answer."""
    page.goto(address)
    expect(page.locator(".pb-practice__screen button").first).to_be_visible()


def _speak(page: Page, seconds: int) -> None:
    """Speak for so long by the clock of the page, which stands still besides, however busy the machine is."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)
    page.get_by_role("button", name="Start speaking").click()
    done = page.get_by_role("button", name="Done")
    expect(done).to_be_visible()
    page.clock.run_for(seconds * 1000)
    done.click()
    page.clock.resume()


def _place(page: Page, place: str) -> None:
    page.locator(".pb-mirror").get_by_role("radio", name=re.compile(f"^{place}")).check()
    page.get_by_role("button", name="Show what the page says").click()


@pytest.fixture(scope="module")
def recorder(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser with a microphone that beeps, which every page may use."""
    launched = launch("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    yield launched
    launched.close()


def test_a_draw_is_the_same_by_its_seed_and_every_question_is_as_likely(modules: Page, site: Path) -> None:
    names = list(json.loads((site / QUESTIONS).read_text(encoding="utf-8"))["questions"])
    few = names[:12]
    draws = "return given.seeds.map((seed) => held.drawn(given.names, given.count, seed));"
    seeds = [f"seed{number}" for number in range(6000)]
    drawn = _run(modules, "practise/draw.js", draws, {"names": few, "seeds": seeds, "count": 3})
    assert drawn == _run(modules, "practise/draw.js", draws, {"names": few[::-1], "seeds": seeds, "count": 3})
    assert all(len(set(one)) == 3 for one in drawn)
    for place in range(3):
        counts = Counter(one[place] for one in drawn)
        assert chisquare([counts[name] for name in few]).pvalue > 0.001
    everything = _run(modules, "practise/draw.js", draws, {"names": names, "seeds": ["a"], "count": 1000})[0]
    assert sorted(everything) == sorted(names)
    assert everything != sorted(names)


def test_each_wording_comes_and_what_follows_varies_in_kind(modules: Page, site: Path) -> None:
    questions = json.loads((site / QUESTIONS).read_text(encoding="utf-8"))["questions"]
    question = next(one for one in questions.values() if one["title"] == TITLE)
    code = "return Array.from({ length: 400 }, (_, index) => held.wordingOf(given, `seed${index}`));"
    counts = Counter(_run(modules, "practise/draw.js", code, question))
    assert set(counts) == {TITLE, *question["wordings"]}
    assert chisquare(list(counts.values())).pvalue > 0.001
    code = """const before = [];
    while (before.length < given.follow_ups.length + 1) before.push(held.followUpOf(given, before, "seed"));
    return before;"""
    followed = _run(modules, "practise/draw.js", code, question)
    kinds = [one["kind"] for one in followed]
    known = {one["kind"] for one in question["follow_ups"]}
    assert set(kinds[: len(known)]) == known
    assert {one["asked"] for one in followed[:-1]} == {one["asked"] for one in question["follow_ups"]}


def test_each_choice_leaves_the_questions_that_it_names(modules: Page, site: Path) -> None:
    catalogue = json.loads((site / QUESTIONS).read_text(encoding="utf-8"))
    questions = catalogue["questions"]
    bad, mended, good, never, *_ = (name for name in questions if "EM" in questions[name]["levels"])
    workbook = workbook_of(
        stories=[story_of("one", "The platform")],
        coverage={good: {"stories": ["one"], "best": None}},
        practice=practised_with(
            *(
                entry_of(id=f"{name}-{place}", question=name, place=place)
                for name, place in (
                    (bad, "strong"),
                    (bad, "none"),
                    (mended, "weak"),
                    (mended, "solid"),
                    ("gone/away", "weak"),
                )
            ),
            question=good,
            place="strong",
        ),
    )
    code = "return held.poolOf(given.catalogue, given.workbook, given.choice, new Date(2026, 10, 26)).toSorted();"

    def left(source: str, level: str = "", seconds: int = 120) -> list[str]:
        choice = {"from": source, "level": level, "seconds": seconds}
        given = {"catalogue": catalogue, "workbook": workbook, "choice": choice}
        found: list[str] = _run(modules, "practise/pool.js", code, given)
        return found

    assert left("all") == sorted(questions)
    assert left("all", level="director") == sorted(
        name for name in questions if "director" in questions[name]["levels"]
    )
    long = sorted(name for name in questions if 300 in questions[name]["seconds"])
    assert left("all", seconds=300) == long != sorted(questions)
    assert left("badly") == [bad]
    assert left("untold") == sorted(set(questions) - {good})
    assert bad in left("due") and never not in left("due")
    assert len(catalogue["parts"]) == 9
    for number, part in enumerate(catalogue["parts"], 1):
        assert left(f"part/{number}") == sorted(part["answers"])
    for name in catalogue["sections"]:
        assert left(f"section/{name}") == sorted(one for one in questions if one.startswith(f"{name}/"))


def test_the_schedule_is_that_of_the_published_vectors(modules: Page) -> None:
    code = """const { scheduler, cardsOf } = held;
    const by = given.w ? new scheduler.constructor({ ...scheduler.parameters, w: given.w }) : scheduler;
    const history = [];
    let at = new Date("2022-12-29T12:30:00Z");
    const cards = given.places.map((place, index) => {
      if (given.days) at = new Date(+at + given.days[index] * 86400000);
      history.push({ question: "a/b", at: at.toISOString(), place });
      const card = cardsOf(history, by).get("a/b");
      if (!given.days) at = card.due;
      return card;
    });
    return cards.map(({ scheduled_days: days, stability, difficulty }) => [days, stability, difficulty]);"""

    def cards(ratings: str, **given: Any) -> Any:
        return _run(modules, "practise/schedule.js", code, {"places": [PLACES[one] for one in ratings], **given})

    for ratings, intervals in LONG_TERM.items():
        assert [days for days, *_ in cards(ratings, w=WEIGHTS)] == intervals
    ratings, days, stability, difficulty = MEMORY
    assert cards(ratings, days=days)[-1][1:] == pytest.approx([stability, difficulty], abs=1e-4)
    assert {rating: cards(rating)[0][1] for rating in "AHGE"} == FIRST_STABILITY


def test_pauses_are_found_between_the_first_word_and_the_last(modules: Page) -> None:
    code = """const rate = 8000;
    const samples = new Float32Array(given.flatMap(([seconds, loud]) => (
      Array.from({ length: seconds * rate }, (_, index) => loud * Math.sin(index)))));
    const levels = held.loudness(samples, rate);
    return [held.pausesIn(levels), held.columns(levels, 10), held.pausesIn([]), held.pausesIn([0, 0, 0])];"""
    sound = [[2, 0.001], [3, 0.5], [1.5, 0.002], [2, 0.4], [0.5, 0], [1, 0.5], [3, 0]]
    pauses, columns, *none = _run(modules, "practise/sound.js", code, sound)
    assert [(one["from"], one["to"]) for one in pauses] == [pytest.approx((5, 6.5), abs=0.06)]
    assert (len(columns), max(columns)) == (10, 1)
    assert none == [[], []]


def test_the_clock_goes_by_the_time_of_day_through_a_pause_and_a_sleep(own_opened: Page, base_url: str) -> None:
    page = own_opened
    page.clock.install(time=EVENING)
    _begin(page, base_url + ROUND + LINK)
    time = page.get_by_role("timer")
    page.get_by_role("button", name="Start speaking").click()
    page.clock.run_for(65_000)
    expect(time).to_contain_text("1:05 of 2:00")
    page.get_by_role("button", name="Pause").click()
    page.clock.fast_forward(600_000)
    expect(time).to_contain_text("1:05")
    page.get_by_role("button", name="Resume").click()
    page.clock.fast_forward(60_000)  # a tab in the background is looked at once a minute
    expect(time).to_contain_text("2:05 of 2:00 0:05 over")
    expect(page.locator(".pb-practice__told")).to_have_text("Time is up. Wrap up now.")
    page.clock.fast_forward(1_800_000)
    expect(time).to_contain_text("32:05")
    expect(page.locator(".pb-practice__told")).to_contain_text("while your computer slept")
    page.get_by_role("button", name="Start again").click()
    expect(time).to_contain_text("0:00")
    page.clock.run_for(30_000)
    page.get_by_role("button", name="Done").click()
    expect(page.locator(".pb-practice__over")).to_contain_text("They follow up")


def test_evenings_from_the_first_question_to_what_is_due(engine: Browser, base_url: str, site: Path) -> None:
    context = engine.new_context(viewport=DESK)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", lambda request: None if request.method == "GET" else problems.append(request.url))
    page.clock.install(time=EVENING)
    open_tool(page, base_url + KEEP)
    page.get_by_label("A workbook that was saved here").set_input_files(
        file_of("mine.json", workbook_of(stories=[story_of("one", "The platform")]))
    )
    page.get_by_role("button", name="Load it").click()
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Practise").click()
    page.get_by_label("Which questions").select_option(label="Retrospective")
    page.get_by_label("How many").select_option("3")
    page.get_by_label("For which role").select_option("EM")
    page.get_by_role("button", name="Begin", exact=True).click()
    questions = json.loads((site / QUESTIONS).read_text(encoding="utf-8"))["questions"]
    asked = {text: one for one in questions.values() for text in (one["title"], *one["wordings"])}

    # The first: noted, asked on, placed, and only then the page's own words.
    first = asked[page.locator(".pb-practice__screen h2").inner_text()]
    page.get_by_text("Notes, if you like").click()
    page.get_by_label("Notes").fill("Begin with the number.")
    _speak(page, 95)
    follow_up = page.locator(".pb-practice__screen h2").inner_text()
    assert follow_up in [one["asked"] for one in first["follow_ups"]]
    _speak(page, 20)
    screen = page.locator(".pb-practice__screen")
    expect(screen).to_contain_text("You spoke for 1:35 of 2:00")
    assert first["opening"] not in screen.inner_text()
    assert first["title"] not in page.locator(".pb-mirror").inner_text()
    page.get_by_role("checkbox", name=first["signals"][0]).check()
    page.get_by_label("Which of your stories did you tell?").select_option("The platform")
    _place(page, "Weak")
    expect(screen).to_contain_text(first["opening"])
    expect(screen).to_contain_text("It comes up again ")
    expect(screen.get_by_role("link", name=first["title"])).to_be_visible()

    # A page that is read in between leads back to the second question; the third is passed over.
    page.get_by_role("button", name="Next question").click()
    second = page.locator(".pb-practice__screen h2").inner_text()
    assert second not in (first["title"], *first["wordings"])
    page.goto(base_url + STORIES)
    page.go_back()
    expect(page.locator(".pb-practice__screen h2")).to_have_text(second)
    _speak(page, 130)
    page.get_by_role("button", name="Skip it").click()
    _place(page, "Strong")
    page.get_by_role("button", name="Next question").click()
    page.get_by_role("button", name="Skip this question").click()
    expect(page.locator(".pb-practice__list li")).to_have_count(2)

    kept = read_kept(page)
    schema = json.loads((site / "schemas" / "workbook.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(kept)
    noted, other = kept["practice"]["history"]
    assert (noted["place"], noted["took"], noted["story"]) == ("weak", 95, "one")
    assert noted["notes"] == "Begin with the number."
    assert noted["signals"] == {"given": 1, "of": len(first["signals"])}
    assert (noted["follow_up"], "follow_up" in other) == ({"asked": follow_up, "took": 20}, False)
    assert kept["practice"]["settings"]["from"] == "section/retrospective"

    # The next evening begins earlier, and the weak answer is due all the same; told thrice, a story is told too often.
    page.clock.set_system_time("2026-11-27T18:00:00")
    _begin(page, base_url + ROUND)
    expect(page.locator(".pb-due")).to_contain_text("1 question is due today")
    page.get_by_role("button", name="Choose it").click()
    for evening in ("2026-11-27T18:05:00", "2026-12-02T17:00:00"):
        page.clock.set_system_time(evening)
        _begin(page, base_url + ROUND)
        page.get_by_label("Which questions").select_option("due")
        expect(page.locator(".pb-choice")).to_contain_text("1 question fits.")
        page.get_by_role("button", name="Begin", exact=True).click()
        assert asked[page.locator(".pb-practice__screen h2").inner_text()] == first
        _speak(page, 60)
        page.get_by_role("button", name="Skip it").click()
        page.get_by_label("Which of your stories did you tell?").select_option("The platform")
        _place(page, "Weak")
        page.get_by_role("button", name="Finish").click()
    page.get_by_role("link", name="How your practice goes").last.click()
    screen = page.locator(".pb-practice__screen")
    expect(screen.locator(".pb-picture tr", has_text="Retrospective")).to_contain_text("1 strong, 1 weak, 2 not yet")
    expect(screen.locator(".pb-often")).to_contain_text("Too often: in 3 of your last 3 answers")
    expect(screen.locator(".pb-times > li")).to_have_count(4)

    # A time is removed and comes back; then all is forgotten, and the story stays.
    screen.get_by_role("button", name=re.compile("^Remove")).first.click()
    expect(screen.locator(".pb-times > li")).to_have_count(3)
    page.get_by_role("button", name="Bring it back").click()
    expect(screen.locator(".pb-times > li")).to_have_count(4)
    page.get_by_role("button", name="Forget my practice").click()
    page.get_by_role("dialog").get_by_role("button", name="Forget it all").click()
    expect(screen).to_contain_text("You haven’t answered anything yet")
    kept = read_kept(page)
    assert (kept["practice"], len(kept["stories"])) == ({"settings": {}, "history": []}, 1)
    assert problems == []
    context.close()


def test_a_link_draws_the_same_in_two_tabs_which_lose_nothing(engine: Browser, base_url: str) -> None:
    context = engine.new_context()
    tabs = [context.new_page(), context.new_page()]
    for tab in tabs:
        tab.clock.install(time=EVENING)
        _begin(tab, base_url + ROUND + LINK)
    heard = [tab.locator(".pb-practice__screen h2").inner_text() for tab in tabs]
    assert heard[0] == heard[1]
    for tab, place in zip(tabs, ("Solid", "Strong"), strict=True):
        _speak(tab, 40)
        tab.get_by_role("button", name="Skip it").click()
        _place(tab, place)
    expect(tabs[0].locator(".pb-kept[data-saved=true]")).to_be_visible()
    history = read_kept(tabs[1])["practice"]["history"]
    assert [entry["place"] for entry in history] == ["solid", "strong"]
    assert history[0]["question"] == history[1]["question"]
    tabs[0].goto(base_url + PROGRESS)
    expect(tabs[0].locator(".pb-times > li")).to_have_count(2)
    tabs[1].goto(base_url + PROGRESS)
    tabs[1].get_by_role("button", name=re.compile("^Remove")).first.click()
    expect(tabs[0].locator(".pb-times > li")).to_have_count(1)

    mistaken = {
        "#draw=abc&from=all&seconds=7&count=2": "can’t be read",
        LINK.replace("retro", "no"): "No question fits",
    }
    tabs[0].goto("about:blank")
    _begin(tabs[0], base_url + ROUND + LINK)
    tabs[0].get_by_role("button", name="Stop here").click()
    tabs[0].get_by_role("button", name="Choose again").click()
    expect(tabs[0].get_by_label("How many")).to_have_value("2")
    for wrong, told in mistaken.items():
        tabs[0].goto("about:blank")
        _begin(tabs[0], base_url + ROUND + wrong)
        expect(tabs[0].locator(".pb-practice__told")).to_contain_text(told)
    context.close()


def test_a_recording_is_heard_kept_only_if_wanted_and_erased(recorder: Browser, base_url: str) -> None:
    page = recorder.new_page()
    _begin(page, base_url + ROUND)
    page.get_by_label("30 seconds").check()
    page.get_by_label("Record me").check()
    page.get_by_role("button", name="Begin", exact=True).click()
    for _ in range(2):
        page.get_by_role("button", name="Start speaking").click()
        expect(page.locator(".pb-practice__records")).to_have_text("Recording")
        expect(page.get_by_role("timer")).to_contain_text(SPOKEN)
        page.get_by_role("button", name="Done").click()
    players = page.locator(".pb-player")
    expect(players).to_have_count(2)
    expect(players.locator("svg path")).to_have_count(2)
    assert players.first.locator("path").get_attribute("d").count("M") > 20  # type: ignore[union-attr]
    expect(players.first).to_contain_text("pause")
    players.first.get_by_role("button", name="Listen").click()
    expect(players.first.get_by_role("button", name="Stop")).to_be_visible()
    expect(players.first.get_by_role("button", name="Listen")).to_be_visible()  # it has come to its end
    players.first.get_by_role("button", name="Keep this recording").click()
    expect(players.first).to_contain_text("Kept in this browser")
    with page.expect_download() as waiting:
        players.last.get_by_role("button", name="Save it as a file").click()
    assert Path(waiting.value.path()).stat().st_size > 500
    _place(page, "Solid")
    asked = page.evaluate("document.querySelector('.pb-player').getAttribute('aria-label')").removeprefix("Recording: ")
    page.goto(base_url + PROGRESS)
    kept = page.locator(".pb-times").last.locator("li")
    expect(kept).to_have_count(1)  # the other went with its question
    kept.get_by_role("button", name=f"Listen to {asked}").click()
    expect(kept.locator("svg path")).to_be_visible()
    page.goto(base_url + KEEP)
    expect(page.locator(".pb-keep")).to_contain_text(
        "The recording that you kept is only in this browser, not in the file"
    )
    page.get_by_role("button", name="Erase everything").click()
    page.get_by_role("button", name="Erase it all").click()
    expect(page.locator(".pb-keep")).not_to_contain_text("recording that you kept")
    page.goto(base_url + PROGRESS)
    expect(page.locator(".pb-practice__screen")).to_contain_text("None. A recording is deleted")
    page.close()


def test_without_a_microphone_all_else_works_and_the_keyboard_suffices(opened: Page, base_url: str) -> None:
    page = opened
    _begin(page, base_url + ROUND)
    tab_to(page, page.get_by_label("Record me"), 40)
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Begin", exact=True), 5)
    page.keyboard.press("Enter")
    expect(page.locator(".pb-practice__screen h2")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".pb-practice__told")).to_contain_text("There is no microphone")
    expect(page.get_by_role("timer")).to_contain_text(SPOKEN)
    expect(page.get_by_role("button", name="Done")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".pb-practice__over")).to_contain_text("They follow up")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_practice_is_accessible_in_every_state(recorder: Browser, base_url: str, scheme: Any, width: int) -> None:
    context = recorder.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found: dict[str, list[str]] = {}
    asked = OF_LOOK if scheme == "dark" else ()  # names, roles and order are the same

    def judge(state: str) -> None:
        page.evaluate("scrollTo(0, 0)")  # what lies below the head of the page isn't judged
        found[state] = violations(page, "main", asked=asked)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), state

    page.route(f"**/{QUESTIONS}", lambda route: route.abort())
    _begin(page, base_url + ROUND)
    judge("unreached")
    page.unroute(f"**/{QUESTIONS}")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_visible()
    judge("the choice")
    page.get_by_label("Which questions").select_option("due")
    expect(page.get_by_role("button", name="Begin", exact=True)).to_be_disabled()
    judge("nothing fits")
    page.get_by_label("Record me").check()
    page.evaluate("hash => { location.hash = hash; }", LINK)
    judge("a question")
    page.get_by_role("button", name="Start speaking").click()
    expect(page.locator(".pb-practice__records")).to_be_visible()
    page.get_by_text("Notes, if you like").click()
    judge("speaking")
    expect(page.get_by_role("timer")).to_contain_text(SPOKEN)
    page.get_by_role("button", name="Pause").click()
    judge("a pause")
    page.get_by_role("button", name="Done").click()
    judge("they follow up")
    page.get_by_role("button", name="Skip it").click()
    expect(page.get_by_role("button", name="Listen")).to_be_visible()
    judge("the mirror")
    page.get_by_role("button", name="Keep this recording").click()
    _place(page, "Weak")
    judge("the page's words")
    page.get_by_role("button", name="Stop here").click()
    judge("the end")
    page.goto(base_url + PROGRESS)
    page.get_by_role("button", name=re.compile("^Listen")).click()
    expect(page.locator(".pb-player svg")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Remove")).click()
    judge("how it goes")
    assert {state: told for state, told in found.items() if told} == {}
    context.close()


def test_without_scripts_the_pages_say_what_they_need_and_lead_to_the_questions(
    browser: Browser, base_url: str, site: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in (ROUND, PROGRESS):
        page.goto(base_url + address)
        without = page.locator(".pb-workbook__without")
        expect(without).to_contain_text("needs JavaScript")
    page.goto(base_url + ROUND)
    without.get_by_role("link", name="Managing managers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Managing managers")
    context.close()
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    titles = {one["location"]: one["title"] for one in index["docs"]["pages"]}
    assert (titles[ROUND], titles[PROGRESS]) == ("Practise", "How your practice goes")
    assert not (site / "print" / "practise").exists()
