"""What was learned is read again for the same ways to ask, and learned anew for others or when the file isn't whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.errors import PlaybookError
from macros.search.index import Learned, Ways
from macros.search.remembered import remembered

WAYS = ((0, "money is gone"), (1, "a team"))
FOUND = {"monei": [(0, 7), (1, 2)]}


def counting(times: list[Ways]) -> Callable[[Ways], Learned]:
    def learning(ways: Ways) -> Learned:
        times.append(ways)
        return FOUND

    return learning


def test_the_same_ways_are_learned_from_once(tmp_path: Path) -> None:
    times: list[Ways] = []
    for _ in range(3):
        assert remembered(tmp_path / "kept" / "learned.json", counting(times))(WAYS) == FOUND
    assert times == [WAYS]


def test_another_way_is_learned_from_anew(tmp_path: Path) -> None:
    times: list[Ways] = []
    for ways in (WAYS, WAYS[1:], WAYS):
        remembered(tmp_path / "learned.json", counting(times))(ways)
    assert times == [WAYS, WAYS[1:], WAYS]


@pytest.mark.parametrize("change", ["", "[", '{"source": 1}', "[1, 2, 3]"])
def test_what_is_not_whole_is_learned_anew(tmp_path: Path, change: str) -> None:
    times: list[Ways] = []
    learned = remembered(tmp_path / "learned.json", counting(times))
    learned(WAYS)
    (tmp_path / "learned.json").write_text(change, encoding="utf-8")
    assert learned(WAYS) == FOUND
    assert len(times) == 2
    assert json.loads((tmp_path / "learned.json").read_text(encoding="utf-8"))[1] == {"monei": [[0, 7], [1, 2]]}


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "learned.json").mkdir()
    with pytest.raises(PlaybookError, match=r"learned\.json: can't be read or written"):
        remembered(tmp_path / "learned.json", counting([]))(WAYS)
