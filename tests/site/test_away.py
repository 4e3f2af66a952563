"""What goes along: cards on paper, a table of one's own that runs nothing, and days that a calendar reads."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Page, expect

from macros.formats import CARDS_FOLDER, DECK_FILE, TABLE_FILE
from tests.accessibility import violations
from tests.site.places import PAGES, of_kind

pytestmark = pytest.mark.xdist_group("practise")
CARDS, STORIES, COVERAGE = "practise/cards/", "workbook/", "workbook/coverage/"
QUESTION = "style-and-conflict/two-engineers"
FORMULA = '=HYPERLINK("http://elsewhere.example","click"), "and\nmore"'
NOW = datetime(2026, 12, 1, 9, 30)


def _saved(page: Page, button: str) -> str:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return Path(waiting.value.path()).read_bytes().decode()


def test_every_card_holds_its_words_and_every_page_is_one_sheet_of_paper(page: Page, base_url: str, site: Path) -> None:
    page.goto(f"{base_url}{CARDS_FOLDER}/")
    answers = len(of_kind("full") + of_kind("short"))
    expect(page.locator(".pb-card__question")).to_have_count(answers)
    page.emulate_media(media="print")
    full = page.evaluate(
        """() => [...document.querySelectorAll(".pb-card")].filter((one) => one.scrollHeight > one.clientHeight + 1)
            .map((one) => one.textContent.trim().slice(0, 60))"""
    )
    assert full == []
    sides = page.locator(".pb-cards__page").count()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == sides
    assert (site / DECK_FILE).stat().st_size > 10_000
    assert len(list(csv.reader(io.StringIO((site / TABLE_FILE).read_text(encoding="utf-8-sig"))))) == answers + 1


def test_a_table_of_ones_own_holds_what_was_written_and_runs_nothing(opened: Page, base_url: str) -> None:
    page = opened
    page.goto(base_url + CARDS)
    expect(page.get_by_text("There is no story yet.")).to_be_visible()
    page.goto(base_url + STORIES)
    page.get_by_label("A new story").fill("The outage, = 1")
    page.keyboard.press("Enter")
    page.get_by_label("30 seconds").fill(FORMULA)
    expect(page.locator(".pb-kept[data-saved=true]")).to_be_visible()
    page.goto(base_url + CARDS)
    head, alone = csv.reader(io.StringIO(_saved(page, "Save the table as CSV").removeprefix("\ufeff")))
    assert alone[head.index("question")] == "The outage, = 1"  # it serves no question yet
    page.goto(base_url + COVERAGE)
    page.get_by_role("checkbox", name=f": {PAGES[f'answers/{QUESTION}/']['title']}").check()
    expect(page.locator(".pb-kept[data-saved=true]")).to_be_visible()
    page.goto(base_url + CARDS)
    text = _saved(page, "Save the table as CSV")
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    (row,) = (dict(zip(head, row, strict=True)) for row in rows)
    assert row["question"] == PAGES[f"answers/{QUESTION}/"]["title"]
    assert row["opening"] == f"'{FORMULA}"
    assert row["tags"].split() == ["section::style-and-conflict", "story::The-outage,-=-1"]
    page.get_by_label("Day of the interview").fill((date.today() + timedelta(days=20)).isoformat())
    expect(page.get_by_label("Two weeks")).to_be_checked()
    assert violations(page, ".pb-workbook") == []


def _events(text: str) -> list[Any]:
    assert text.endswith("END:VCALENDAR\r\n")
    assert [line for line in text.encode().split(b"\r\n") if len(line) > 75] == []
    assert "\n" not in text.replace("\r\n", "")
    calendar = icalendar.Calendar.from_ical(text)
    assert calendar.errors == []
    return calendar.walk("VEVENT")


def test_the_days_until_the_interview_go_into_a_calendar(own_opened: Page, base_url: str, site: Path) -> None:
    page = own_opened
    plans = json.loads((site / "start" / "plans.json").read_text(encoding="utf-8"))
    page.clock.set_fixed_time(NOW)
    page.goto(base_url + CARDS)
    page.get_by_label("Day of the interview").fill("2026-11-30")
    expect(page.get_by_role("alert")).to_contain_text("That day has passed.")

    # Two weeks fit, day after day, and the interview behind them.
    page.get_by_label("Day of the interview").fill("2026-12-20")
    expect(page.get_by_label("Two weeks")).to_be_checked()
    *days, last = _events(_saved(page, "Save the calendar file"))
    stretches = plans[2]["stretches"]
    assert len(days) == len(stretches)
    for event, stretch in zip(days, stretches, strict=True):
        assert event.decoded("dtstart") == date(2026, 12, 20) - timedelta(days=15 - stretch["first"])
        assert event.decoded("dtend") == date(2026, 12, 20) - timedelta(days=14 - stretch["last"])
        assert str(event["description"]).startswith(stretch["steps"][0])
        assert str(event["description"]).endswith("/start/plans/")
    assert (last.decoded("dtstart"), str(last["summary"])) == (date(2026, 12, 20), "Interview")
    names = [str(event["uid"]) for event in (*days, last)]
    assert len(set(names)) == len(names)
    assert [str(one["uid"]) for one in _events(_saved(page, "Save the calendar file"))] == names

    # In two days, what would lie behind is left out; the hour before is an hour of that day, in no zone.
    page.get_by_label("Day of the interview").fill("2026-12-03")
    page.get_by_label("Three days").check()
    page.get_by_label("Time, if you know it").fill("10:15")
    expect(page.get_by_text("Days that have already passed are left out.")).to_be_visible()
    events = _events(_saved(page, "Save the calendar file"))
    assert [event.decoded("dtstart") for event in events] == [
        date(2026, 12, 1),
        date(2026, 12, 2),
        datetime(2026, 12, 3, 10, 15),
    ]
    page.get_by_label("One hour").check()
    hour, interview = _events(_saved(page, "Save the calendar file"))
    assert hour.decoded("dtstart") == datetime(2026, 12, 3, 9, 15)
    assert hour.decoded("duration") == interview.decoded("dtstart") - hour.decoded("dtstart") == timedelta(hours=1)
    steps = plans[0]["stretches"][0]["steps"]
    assert f"{len(steps)}. {steps[-1]}" in str(hour["description"])
