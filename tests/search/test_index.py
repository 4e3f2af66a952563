"""The index counts each word of a page in its field, and keeps what results show."""

from __future__ import annotations

from macros.search.index import MOST, Sought, index

ENTRIES = [
    {"location": "a/", "title": "The budget", "text": "<p>Spent &amp; <em>gone</em>.</p><p>Budget of a team</p>"},
    {"location": "a/#how", "title": "How", "text": "<table><tr><td>40</td><td>9</td></tr></table>"},
    {"location": "b/", "title": "Team", "text": ""},
    {"location": "unknown/", "title": "Nobody knows it", "text": "budget"},
]
SOUGHT = {"a/": Sought("Part · A", "page", ("money is gone",)), "b/": Sought("Part", "section")}


def test_pages_keep_their_parts_as_plain_text() -> None:
    assert index(ENTRIES, SOUGHT)["pages"] == [
        {
            "location": "a/",
            "title": "The budget",
            "parts": [["", "", "Spent & gone.\nBudget of a team"], ["how", "How", "40\n9"]],
            "label": "Part · A",
            "kind": "page",
        },
        {"location": "b/", "title": "Team", "parts": [["", "", ""]], "label": "Part", "kind": "section"},
    ]


def test_words_are_counted_in_their_field_and_what_tells_nothing_is_left_out() -> None:
    found = index(ENTRIES, SOUGHT)
    assert found["title"] == {"words": {"budget": [1], "team": [MOST + 1]}, "lengths": [1, 1]}
    assert found["wordings"] == {"words": {"gone": [1], "money": [1]}, "lengths": [2, 0]}
    assert found["text"]["words"] == {word: [1] for word in ("40", "9", "budget", "gone", "spent", "team")}


def test_a_word_of_most_texts_is_no_longer_counted_there_and_one_that_is_said_often_not_for_more() -> None:
    entries = [
        {"location": f"{number}/", "title": f"T{number}", "text": "often " * 50 * (number > 5)} for number in range(10)
    ]
    entries[0]["text"] = "rare " * 50
    known = {entry["location"]: Sought("", "page") for entry in entries}
    assert index(entries, known)["text"]["words"] == {"rare": [MOST - 1]}


def test_what_is_learned_from_is_the_title_and_the_wordings_of_pages_that_have_wordings() -> None:
    found: list[object] = []
    known = {"a/": Sought("", "page", ("money is gone", "broke")), "b/": Sought("", "page")}

    def learning(ways: object) -> dict[str, list[tuple[int, int]]]:
        found.append(ways)
        return {"monei": [(0, 7), (1, 2)]}

    assert index(ENTRIES, known, learning)["learned"] == {"monei": [7, MOST + 2]}
    assert found == [((0, "The budget"), (0, "money is gone"), (0, "broke"))]
