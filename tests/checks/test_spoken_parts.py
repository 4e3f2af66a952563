"""What is meant to be said is held to what can be said."""

from __future__ import annotations

from macros.checks.spoken_parts import spoken_parts
from tests.cases import for_every
from tests.small_site import SmallSite, told

FINE = "<p>We cut it by <data>three quarters</data>, and a goal was missed.</p>"


def page(opening: str = FINE, two: str = "<p>Noor came first.</p>", fold: str = "<p>Nothing more.</p>") -> str:
    labels = '<div class="tabbed-labels"><label>2 minutes</label></div>'
    blocks = f'<div class="tabbed-content"><div class="tabbed-block">{two}</div></div>'
    tabs = f'<div class="tabbed-set">{labels}{blocks}</div>'
    return f'{opening}{tabs}<details class="question"><summary>Why?</summary>{fold}</details>'


def found(small: SmallSite, **parts: str) -> list[str]:
    small.page("index")
    small.page("answers/a", page(**parts), kind="full")
    return [one.removeprefix("docs/answers/a.md: ") for one in told(list(spoken_parts(small.pages())))]


def test_a_page_that_can_be_said_is_left_alone(small: SmallSite) -> None:
    assert found(small) == []


@for_every(
    "parts, message",
    [
        (
            {"opening": "<p>From <data>500</data> to <data>110 milliseconds</data> in 90 days for two teams.</p>"},
            "the opening has 4 numbers (500, 110 milliseconds, 90, two teams); keep 3; move the rest to The numbers",
        ),
        (
            {"two": "".join(f"<p>It was <data>{number} %</data>.</p>" for number in range(6))},
            "2 minutes has 6 numbers (0 %, 1 %, 2 %, 3 %, 4 %, 5 %); keep 5; move the rest to The numbers",
        ),
        ({"opening": "<p>It rose <data>+3 %</data>.</p>"}, "the opening says '+3'; say it without a sign"),
        ({"two": "<p>It was <data>at most −80 %</data>.</p>"}, "2 minutes says '−8'; say it without a sign"),
        ({"fold": "<p>It was <data>−2 %</data>.</p>"}, "the follow-up 'Why?' says '−2'; say it without a sign"),
        (
            {"two": '<p>It was <data class="pb-verdict">missed</data>.</p>'},
            "2 minutes has the pill 'missed'; say the verdict: outcome",
        ),
        (
            {"two": "<p>We ran <data>14 tests</data> and shipped <data>9 tests</data>.</p>"},
            "2 minutes says 'test' twice in 'We ran 14 tests and shipped 9 tests.…'; say the unit once",
        ),
        (
            {"fold": "<p>Set an SLO (service level objective) first.</p>"},
            "the follow-up 'Why?' explains 'SLO (service level objective)' in brackets; say one of the two",
        ),
        (
            {"two": "<p>And a goal was missed, we cut it by three quarters, by then.</p>"},
            "2 minutes begins with the opening's words, 'we cut it by three quarters'; begin with something new",
        ),
    ],
)
def test_what_an_ear_cannot_follow_is_found(parts: dict[str, str], message: str, small: SmallSite) -> None:
    (only,) = found(small, **parts)
    assert only.startswith(message)


def test_other_pages_may_write_as_they_like(small: SmallSite) -> None:
    small.page("index", "<p>It rose +3 % and +4 %.</p>")
    assert list(spoken_parts(small.pages())) == []
