"""What a page of each kind must hold, and how long its tellings may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from macros.checks.anatomy import FORMULA_PARTS, FULL_PARTS, SHORT_PARTS, anatomy
from tests.small_site import SmallSite, told

ANSWER = {
    "kind": "full",
    "wordings": "[one, two, three]",
    "terms": "[one, two, three, four, five]",
    "levels": "[EM]",
    "templates": "[story-card]",
    "story": "feature-platform",
    "reviewed": "2026-11-24",
}
FORMULA = {"kind": "formula", "formula": "ratio", "example": "feature-platform.x", "reviewed": "2026-11-24"}


def _words(count: int) -> str:
    return "word " * count


def _tabs(**lengths: int) -> str:
    labels = "".join(f"<label>{label.replace('_', ' ')}</label>" for label in lengths)
    blocks = "".join(f'<div class="tabbed-block"><p>{_words(count)}</p></div>' for count in lengths.values())
    return (
        f'<div class="tabbed-set"><div class="tabbed-labels">{labels}</div>'
        f'<div class="tabbed-content">{blocks}</div></div>'
    )


def _answer(
    parts: tuple[str, ...] = FULL_PARTS,
    opening: int = 60,
    tabs: dict[str, int] | None = None,
    follow_ups: int = 5,
    before: str = "",
    rule: str = "<p>The rule: x.</p>",
) -> str:
    lengths = tabs if tabs is not None else {"2_minutes": 250, "5_minutes": 600}
    inside = {"Tell it": _tabs(**lengths), "Follow-ups": "<details></details>" * follow_ups, "How I decide": rule}
    body = "".join(f'<h2>{part}<a class="headerlink">¶</a></h2>{inside.get(part, "<p>x</p>")}' for part in parts)
    return f"{before}<p>{_words(opening)}</p>{body}"


@pytest.mark.parametrize("rule, told_of", [("<p>Our rule: x.</p>", "no"), ("<p>The rule: x.</p>" * 2, "2")])
def test_an_answer_says_one_rule(rule: str, told_of: str, judged: Callable[..., list[str]]) -> None:
    remedy = "write one paragraph that begins with 'The rule:', for the cheat sheet"
    assert judged(_answer(rule=rule), kind="full") == [f"says {told_of} rules under How I decide; {remedy}"]


@pytest.fixture
def judged(small: SmallSite) -> Callable[..., list[str]]:
    """Write one page and give what is told of it, without its name."""

    def judge(body: str, **meta: str) -> list[str]:
        small.page("index", body, **meta)
        return [one.partition(": ")[2] for one in told(list(anatomy(small.pages())))]

    return judge


Judge = Callable[..., list[str]]


def test_with_numbers_of_a_readers_own_nothing_is_too_long_to_say_but_parts_may_be_missing(small: SmallSite) -> None:
    small.page("index", _answer(FULL_PARTS[:-1], opening=90, tabs={"2_minutes": 400, "5_minutes": 900}), **ANSWER)
    (found,) = told(list(anatomy(small.pages(), counts=False)))
    assert "lacks the part 'Sources'" in found


def test_a_whole_answer_passes(judged: Judge) -> None:
    assert judged(_answer(), **ANSWER) == []


def test_a_short_answer_needs_less(judged: Judge) -> None:
    body = _answer(SHORT_PARTS, tabs={"2_minutes": 250}, follow_ups=3)
    assert judged(body, **ANSWER | {"kind": "short", "story": ""}) == []


def test_a_whole_formula_page_passes(judged: Judge) -> None:
    assert judged("".join(f"<h2>{part}</h2>" for part in FORMULA_PARTS), **FORMULA) == []


def test_each_part_of_an_answer_is_needed(judged: Judge) -> None:
    first = {part: judged(_answer(tuple(one for one in FULL_PARTS if one != part)), **ANSWER)[0] for part in FULL_PARTS}
    assert first == {
        part: f"lacks the part '{part}'; write '## {part}' with its text"
        f"{'' if part in SHORT_PARTS else ', or make the page a short one'}"
        for part in FULL_PARTS
    }


def test_a_formula_page_is_not_told_to_be_shorter(judged: Judge) -> None:
    body = "".join(f"<h2>{part}</h2>" for part in FORMULA_PARTS[1:])
    assert judged(body, **FORMULA) == ["lacks the part 'Formula'; write '## Formula' with its text"]


def test_a_part_that_no_answer_has_is_told_with_the_nearest_one(judged: Judge) -> None:
    parts = tuple("Ask firstly" if part == "Ask first" else part for part in FULL_PARTS)
    assert judged(_answer(parts), **ANSWER) == [
        "lacks the part 'Ask first'; write '## Ask first' with its text, or make the page a short one",
        "has a part 'Ask firstly'; did you mean 'Ask first'?",
    ]


def test_the_order_of_the_parts_is_told(judged: Judge) -> None:
    (found,) = judged(_answer(tuple(reversed(FULL_PARTS))), **ANSWER)
    assert found == f"has its parts in another order; order them: {', '.join(FULL_PARTS)}"


@pytest.mark.parametrize(
    ("opening", "passes"), [(14, False), (15, True), (75, True), (76, False)], ids=["14", "15", "75", "76"]
)
def test_the_opening_can_be_said_in_half_a_minute(opening: int, passes: bool, judged: Judge) -> None:
    expected = [] if passes else [f"the opening has {opening} words; say it in 15 to 75"]
    assert judged(_answer(opening=opening), **ANSWER) == expected


@pytest.mark.parametrize(
    ("label", "words", "bounds"),
    [
        ("2_minutes", 219, "220 to 320"),
        ("2_minutes", 321, "220 to 320"),
        ("5_minutes", 549, "550 to 750"),
        ("5_minutes", 751, "550 to 750"),
    ],
)
def test_each_telling_keeps_to_its_time(label: str, words: int, bounds: str, judged: Judge) -> None:
    tabs = {"2_minutes": 250, "5_minutes": 600} | {label: words}
    assert judged(_answer(tabs=tabs), **ANSWER) == [
        f"'{label.replace('_', ' ')}' has {words} words; say it in {bounds}"
    ]


def test_each_telling_has_its_tab(judged: Judge) -> None:
    assert judged(_answer(tabs={"5_minutes": 600}), **ANSWER) == [
        "has no tab '2 minutes'; write === \"2 minutes\" under Tell it"
    ]


def test_an_answer_opens_with_its_paragraph(judged: Judge) -> None:
    assert judged(_answer(before="<ul><li>A run-up</li></ul>"), **ANSWER) == [
        "doesn't open with the 30-second answer; start with its paragraph"
    ]


def test_an_answer_has_enough_follow_ups(judged: Judge) -> None:
    assert judged(_answer(follow_ups=4), **ANSWER) == ['has fewer than 5 follow-ups; write each as ??? question "…"']


def test_a_section_page_is_short(judged: Judge) -> None:
    assert judged(f"<p>{_words(150)}</p><ul><li>{_words(90)}</li></ul>", kind="section") == []
    assert judged(f"<p>{_words(100)}</p><p>{_words(51)}</p>", kind="section") == [
        "the text has 151 words; say it in 0 to 150"
    ]


def test_a_plain_page_needs_only_what_every_page_needs(judged: Judge) -> None:
    assert judged("<p>Anything.</p>", kind="page") == []
