"""The index counts each word of a page in its field, and keeps what results show."""

from __future__ import annotations

from macros.search.index import MOST, Sought, index
from macros.search.parts import Part

SOUGHT = {
    "a/": Sought(
        "The budget",
        [Part("", "Its own title", "Spent & gone.\nBudget of a team"), Part("how", "How", "40\n9")],
        "Part · A",
        "page",
        ("money is gone",),
    ),
    "b/": Sought("Team", [Part("", "", "")], "Part", "section"),
}


def test_pages_keep_their_parts_and_the_title_is_no_heading() -> None:
    assert index(SOUGHT)["pages"] == [
        {
            "location": "a/",
            "title": "The budget",
            "parts": [["", "", "Spent & gone.\nBudget of a team"], ["how", "How", "40\n9"]],
            "label": "Part · A",
            "kind": "page",
        },
        {"location": "b/", "title": "Team", "parts": [["", "", ""]], "label": "Part", "kind": "section"},
    ]
    assert index(SOUGHT)["headings"]["words"] == {}


def test_words_are_counted_in_their_field_and_what_tells_nothing_is_left_out() -> None:
    found = index(SOUGHT)
    assert found["title"] == {"words": {"budget": [1], "team": [MOST + 1]}, "lengths": [1, 1]}
    assert found["wordings"] == {"words": {"gone": [1], "money": [1]}, "lengths": [2, 0]}
    assert found["text"]["words"] == {word: [1] for word in ("40", "9", "budget", "gone", "spent", "team")}


def test_a_word_of_most_texts_is_no_longer_counted_there_and_one_that_is_said_often_not_for_more() -> None:
    texts = ["rare " * 50, *("often " * 50 * (number > 5) for number in range(1, 10))]
    known = {f"{number}/": Sought(f"T{number}", [Part("", "", text)], "", "page") for number, text in enumerate(texts)}
    assert index(known)["text"]["words"] == {"rare": [MOST - 1]}


def test_what_is_learned_from_is_the_title_and_the_wordings_of_pages_that_have_wordings() -> None:
    found: list[object] = []
    known = {
        "a/": Sought("The budget", [], "", "page", ("money is gone", "broke")),
        "b/": Sought("Team", [], "", "page"),
    }

    def learning(ways: object) -> dict[str, list[tuple[int, int]]]:
        found.append(ways)
        return {"monei": [(0, 7), (1, 2)]}

    assert index(known, learning)["learned"] == {"monei": [7, MOST + 2]}
    assert found == [((0, "The budget"), (0, "money is gone"), (0, "broke"))]
