"""Rows of a form are found where one more of them shows, and named there."""

from __future__ import annotations

import lxml.html
import pytest

from macros.errors import PlaybookError
from macros.presentation.repeated import ROWS, named_rows

TOLD = {"steps": {"data-rows-label": "step"}}


def place(row: int) -> str:
    return f'<span data-field="what" data-row="{row}">[what]</span>'


def named(form: str, row: str) -> lxml.html.HtmlElement:
    """Name the rows of a form, in which {} stands for them."""
    one, two = (form.format("".join(row.format(place(number)) for number in range(count))) for count in (1, 2))
    return lxml.html.fragment_fromstring(named_rows("card.md", one, {"steps": two}, TOLD), create_parent="div")


@pytest.mark.parametrize(
    ("form", "row", "expected"),
    [
        ("<table><tbody><tr><td>head</td></tr>{}</tbody></table>", "<tr><td>{}</td></tr>", ["tr"]),
        ("<ul><li>before</li>{}<li>after</li></ul>", "<li>Step: {}</li>", ["li"]),
        ("<p>before</p>{}<p>after</p>", "<h4>Step</h4><p>{}</p>", ["h4", "p"]),
        ("<p>same</p>{}<p>same</p>", "<p>same</p><p>{}</p>", ["p", "p"]),
        ("<ul>{}</ul><p>and</p><ul>{0}</ul>", "<li>{}</li>", ["li", "li"]),
        ("<ul><li>{}</li></ul>{0}<table><tr>{}</tr></table>", "<p>{}</p>", ["p", "p", "p"]),
    ],
)
def test_what_stands_once_more_is_a_row_at_each_place(form: str, row: str, expected: list[str]) -> None:
    tree = named(form.replace("{}", "{0}"), row)
    rows = tree.xpath(f"//*[@{ROWS}]")
    assert [element.tag for element in rows] == expected
    assert {(element.get(ROWS), element.get("data-rows-label")) for element in rows} == {("steps", "step")}
    assert not tree.xpath("//*[@data-row]")
    assert all(element.xpath(f"boolean(ancestor-or-self::*[@{ROWS}])") for element in tree.xpath("//*[@data-field]"))


@pytest.mark.parametrize(
    ("form", "row", "problem"),
    [
        ("<p>Names: {}</p>", "{}, ", "the rows 'steps' are parts of one line; let each be a row of a table"),
        ("<ol>{}</ol>", "<li>{}</li>", "the rows 'steps' stand in a numbered list; begin them with a dash"),
    ],
)
def test_rows_that_readers_could_not_add_are_refused(form: str, row: str, problem: str) -> None:
    with pytest.raises(PlaybookError) as caught:
        named(form.replace("{}", "{0}"), row)
    assert f"card.md: {problem}" in str(caught.value)
