"""A form is filled row by row, and the parts between its marks are the format's own, in Python as in the browser."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.escapes import WORD, escapes, tidied
from macros.exports.marks import Marks, pieces
from macros.exports.pieces import put_in
from macros.exports.reading import read_document
from macros.exports.texts import marked, written
from macros.exports.yours import Filling, fill, form_of
from tests.cases import for_every

PAGE = """<article><div class="pb-yours"><template>
<p>Role: <span data-filled="open" data-field="role">[my <abbr title="role">role</abbr>]</span></p>
<ul>
<li><input type="checkbox"> Still in: <span data-filled="open" data-field="kept">[kept]</span></li>
<li data-rows="steps"><input type="checkbox"> <span data-filled="open" data-field="what">[what]</span>
<ul><li data-rows="proofs">by <span data-filled="open" data-field="proof">[proof]</span></li></ul></li>
<li><input type="checkbox"> <span data-filled="open" data-field="end">[the end]</span></li>
</ul></template></div></article>"""


def form() -> Any:
    """The form of the page above."""
    found = form_of(lxml.html.fromstring(PAGE), "card/")
    assert found is not None
    return found


def text(filling: Filling, ending: str = ".txt") -> str:
    return written(read_document(fill(form(), filling), title="Card", address="https://a.example/"))[ending]


STEPS = Filling(
    {"role": "lead of *routing*\r\n second line "},
    frozenset({1}),
    {
        "steps": [
            Filling({"what": "first"}, frozenset({0}), {"proofs": [Filling({"proof": "a"}), Filling({"proof": "b"})]}),
            Filling({}, frozenset(), {}),
        ]
    },
)


def test_rows_and_rows_in_rows_repeat_and_open_places_keep_their_words() -> None:
    assert text(STEPS) == (
        "Role: lead of *routing*\nsecond line\n\n"
        "☐ Still in: [kept]\n☑ first\n  • by a\n  • by b\n☐ [what]\n  • by [proof]\n☑ [the end]\n"
    )


def test_the_form_itself_stays_as_it_is() -> None:
    before = lxml.html.tostring(form())
    one = form()
    fill(one, STEPS)
    assert lxml.html.tostring(one) == before


OPEN = {
    ("", "role"): "[my role]",
    ("", "kept"): "[kept]",
    ("", "end"): "[the end]",
    ("steps", "what"): "[what]",
    ("proofs", "proof"): "[proof]",
}


@for_every("kind", [".md", ".mediawiki.txt", ".dokuwiki.txt", ".confluence-wiki.txt", ".txt"])
def test_the_parts_between_marks_give_what_the_writer_gives(kind: str) -> None:
    document = read_document(fill(form(), Marks()), title="Card", address="https://a.example/")
    assert put_in(marked(document)[kind], STEPS, kind, OPEN) == text(STEPS, kind)


def test_rows_that_depend_on_their_number_are_refused() -> None:
    written_out = "1. \ue000steps\ue0040\ue0050\ue006what\ue001<|\ue002\n\ue003\n2. \ue000steps\ue0040\ue0051\ue006what"
    with pytest.raises(PlaybookError, match=r"the rows 'steps'.*are written in a way that depends on their number"):
        pieces(f"{written_out}\ue001<|\ue002\n\ue003\n", ".txt")


@for_every("kind", sorted(escapes()))
def test_words_without_signs_are_left_as_they_are(kind: str) -> None:
    assert escapes()[kind].escaped("Ask first, then tell 12 people") == "Ask first, then tell 12 people"


@given(st.text())
def test_tidied_words_stay_so_and_hold_no_marks(words: str) -> None:
    once = tidied(words)
    assert tidied(once) == once
    assert not set(once) & {chr(code) for code in (*range(0xE000, 0xE010), *range(32), 0x7F) if code != ord("\n")}
    assert [line.strip(" ") for line in once.split("\n")] == once.split("\n")


def test_a_word_file_is_filled_like_a_text() -> None:
    assert escapes()[WORD].escaped("R&D <b> 'x'") == "R&amp;D &lt;b&gt; &#39;x&#39;"
