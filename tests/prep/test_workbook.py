"""A workbook that can't be read, and a folder that can't be written, are told in one message each."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest

from macros.building.output import MARKER
from macros.errors import PlaybookError
from macros.prep.__main__ import main, write
from macros.prep.wording import typed_number
from macros.prep.workbook import filled_forms, read_workbook
from macros.schemas import WORKBOOK_VERSION
from tests.cases import for_every

FILLING: dict[str, Any] = {"words": {"role": "lead"}, "ticked": [], "rows": {}}
STORY = {"id": "a", "title": "One", "state": "rough", "card": FILLING, "telling": ""}
BOOK: dict[str, Any] = {
    "version": WORKBOOK_VERSION,
    "facts": {},
    "templates": {"rfc": FILLING},
    "stories": [STORY, STORY | {"id": "b"}],
    "coverage": {},
    "practice": {"settings": {}, "history": []},
}


def told(folder: Path, content: str | bytes) -> str:
    """Give what is told of a file."""
    path = folder / "my.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(PlaybookError) as caught:
        read_workbook(str(path))
    return str(caught.value).replace(f"{folder}/", "")


@for_every(
    "content, expected",
    {
        "nothing": ("", "WORKBOOK=my.json:1: isn't whole JSON: Expecting value; mend that line"),
        "cut off": (json.dumps(BOOK, indent=1)[:-4], "isn't whole JSON: "),
        "bytes": (b"\xff\xfe\x00", "WORKBOOK=my.json: isn't text in UTF-8"),
        "a list": ("[]", "WORKBOOK=my.json: holds no workbook"),
        "deep": ("[" * 100_000, "nests too deeply"),
        "large": (b" " * 5_100_000, "has 5.1 MB, and a workbook has 5 MB at most"),
        "older": (json.dumps(BOOK | {"version": 1}), "WORKBOOK=my.json: version: is of version 1, and this playbook"),
        "newer": (json.dumps(BOOK | {"version": 99}), "is of version 99, and this playbook reads version"),
        "unknown": (json.dumps(BOOK | {"more": 1}), "WORKBOOK=my.json: the top: Additional properties"),
        "a place": (
            json.dumps(BOOK | {"stories": [STORY, STORY | {"id": "b", "state": "done"}]}),
            "WORKBOOK=my.json: stories.2.state: 'done' is not one of",
        ),
        "words": (
            json.dumps(BOOK | {"templates": {"rfc": FILLING | {"words": {"role": 3}}}}),
            "WORKBOOK=my.json: templates.rfc.words.role: 3 is not",
        ),
        "twice": (
            json.dumps(BOOK | {"stories": [STORY, STORY]}),
            "stories.2.id: is 'a', like that of an earlier story",
        ),
    },
)
def test_a_file_that_is_no_workbook_is_told_in_one_message(tmp_path: Path, content: Any, expected: str) -> None:
    message = told(tmp_path, content)
    assert expected in message
    assert "\n" not in message


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for given, expected in (("", "names no file"), (str(tmp_path), "is a folder"), (f"{tmp_path}/no", "isn't there")):
        with pytest.raises(PlaybookError, match=expected):
            read_workbook(given)


def test_two_stories_of_one_title_have_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "my.json").write_text(json.dumps(BOOK), encoding="utf-8")
    filled = list(filled_forms(read_workbook(str(tmp_path / "my.json"))))
    assert [one.path for one in filled] == ["templates/rfc-yours", "stories/one", "stories/one-2"]


@for_every(
    "out, expected",
    [
        ("", "OUT: names no folder"),
        ("file", "OUT=file: is a file"),
        (".", "OUT=.: is the project itself"),
        ("docs/mine", "is or lies in docs/, which belongs to the project"),
        (".cache", "is or lies in .cache/"),
        ("site", "is or lies in a built site"),
        ("elsewhere/inner", "is or lies in a built site"),
    ],
)
def test_a_folder_that_is_of_others_is_refused_before_anything_is_built(
    tmp_path: Path, out: str, expected: str
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "elsewhere").mkdir(exist_ok=True)
    (tmp_path / "elsewhere" / MARKER).touch()
    (tmp_path / "my.json").write_text(json.dumps(BOOK), encoding="utf-8")
    with pytest.raises(PlaybookError) as caught:
        write(tmp_path, str(tmp_path / "my.json"), out)
    assert expected in str(caught.value)


def test_the_command_prints_the_mistake_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["prep", "no.json", "out"])
    assert main() == 1
    assert capsys.readouterr().out.startswith("ERROR   -  WORKBOOK=no.json: isn't there; name the file")


@for_every(
    "text, unit, number",
    [
        ("1,200", "people", 1200),
        ("99.9 %", "%", 0.999),
        ("\u22123", "", -3),
        ("0,5", "", math.nan),
        ("1e3", "", math.nan),
        ("1" * 16, "", math.nan),
        (".5", "", 0.5),
        ("\u0663", "", math.nan),
    ],
)
def test_a_number_is_read_as_the_browser_reads_it(text: str, unit: str, number: float) -> None:
    assert typed_number(text, unit) == pytest.approx(number, nan_ok=True)
