"""What a mock interview is planned by adds up, knows every section, and says what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import PlaybookErrors
from macros.practice.interviews import FILE, interviews

TEXT = FILE.read_text(encoding="utf-8")


def test_the_minutes_of_each_length_add_up() -> None:
    for length in interviews()["lengths"]:
        each = length["tell"] + length["ask_on"] + length["rate"]
        whole = length["opening"] + length["questions"] * each + length["theirs"] + length["notes"]
        assert whole == length["minutes"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "opening: 3, questions: 3",
            "opening: 4, questions: 3",
            "interviews.yml:4: lengths.2: says 45 minutes, and its",
        ),
        (
            "{minutes: 30, ",
            "{minutes: 30, break: 0, ",
            "lengths.1: isn't whole; give whole numbers above 0 for minutes",
        ),
        ("[why-this-company, ", "[", "loops: no loop draws from the section 'why-this-company'; name it in one"),
        ("[style-and-conflict", "[style-and-conflicts", "'style-and-conflicts'; did you mean 'style-and-conflict'?"),
        ("  people:\n", "  mixed:\n", "loops.mixed: is no loop; give it a title and its sections, and another name"),
        ("  Facts:\n", "  Facts: []\n  More:\n", "probes.Facts: is no list of questions; write one or more"),
        ("lengths:", "length:", "lengths: is missing or empty; give it entries"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in TEXT
    file = tmp_path / FILE.name
    file.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PlaybookErrors) as caught:
        interviews(file)
    assert told in str(caught.value)
