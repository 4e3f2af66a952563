"""All stories are asked by full names, and a wrong name is met with the nearest right one."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from macros.errors import PlaybookError, PlaybookErrors
from macros.figures import Figure
from macros.formulas import MISTAKES
from macros.library import STORIES_FOLDER, Library, overlay_folder
from macros.story import Number
from tests.cases import for_every
from tests.small_story import STORY, changed, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one story."""
    made = tmp_path / "stories"
    made.mkdir()
    write(made / "small.yml", STORY)
    return made


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An empty folder for the reader's own stories."""
    made = tmp_path / "own"
    made.mkdir()
    return made


def refusal(ask: Callable[[], object]) -> str:
    with pytest.raises(PlaybookError) as caught:
        ask()
    return str(caught.value)


def test_the_stories_of_the_playbook_can_be_calculated() -> None:
    library = Library()
    assert set(library.ledgers) == {path.stem for path in STORIES_FOLDER.glob("*.yml")}


def test_a_name_finds_an_input_a_figure_or_a_goal(folder: Path) -> None:
    library = Library(folder)
    assert isinstance(library.input("small.before")[1], Number)
    assert isinstance(library.figure("small.change")[1], Figure)
    assert library.goal("small.latency")[1].verdict == "met"
    assert library.entry("small.before")[0] is library.ledger("small")


@for_every(
    "ask, expected",
    [
        (lambda library: library.ledger("smalll"), "\"smalll\": no story has this name; did you mean 'small'?"),
        (lambda library: library.entry("smalll.before"), "\"smalll\": no story has this name; did you mean 'small'?"),
        (lambda library: library.entry("before"), "'before': isn't a full name; write \"story.key\""),
        (lambda library: library.goal(None), "None: isn't a full name"),
        (
            lambda library: library.entry("small.befre"),
            "\"small.befre\": small has no input or figure 'befre'; did you mean 'before'?",
        ),
        (
            lambda library: library.entry("small.latency"),
            "it is a goal: use verdict or target for it, or did you mean 'latencies'?",
        ),
        (
            lambda library: library.figure("small.before"),
            '"small.before": is an input, not a figure; write input("small.before")',
        ),
        (
            lambda library: library.input("small.change"),
            '"small.change": is a figure, not an input; write figure("small.change")',
        ),
        (
            lambda library: library.goal("small.latenc"),
            "\"small.latenc\": small has no goal 'latenc'; did you mean 'latency'?",
        ),
    ],
)
def test_a_wrong_name_is_met_with_the_right_one(folder: Path, ask: Callable[[Library], object], expected: str) -> None:
    assert expected in refusal(lambda: ask(Library(folder)))


def test_the_readers_file_of_the_same_name_lies_over_the_story(folder: Path, own: Path) -> None:
    write(own / "small.yml", {"after": 180})
    assert Library(folder, own).figure("small.change")[1].words() == "−64\u00a0%"


def test_the_readers_file_of_another_name_is_a_story_of_its_own(folder: Path, own: Path) -> None:
    write(own / "other.yml", STORY)
    assert set(Library(folder, own).ledgers) == {"small", "other"}


def test_the_mistakes_of_all_stories_are_told_together(folder: Path, own: Path) -> None:
    write(folder / "another.yml", changed("inputs", "before", value=0))
    (folder / "broken.yml").write_text("a: [", encoding="utf-8")
    write(own / "small.yml", {"aftr": 1})
    with pytest.raises(PlaybookErrors) as caught:
        _ = Library(folder, own).ledgers
    told = str(caught.value)
    assert len(caught.value.errors) == 3
    assert all(name in told for name in ("another.yml", "broken.yml", "own/small.yml"))


def test_a_mistake_names_the_file_as_seen_from_where_one_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "small.yml", changed("inputs", "before", value="x"))
    monkeypatch.chdir(folder.parent)
    assert refusal(lambda: Library(folder).ledgers).startswith("stories/small.yml:")


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    assert refusal(lambda: Library(tmp_path / "none").ledgers).endswith(
        "isn't there; name the folder that holds the story files"
    )
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert refusal(lambda: Library(tmp_path / "file").ledgers).endswith(
        "isn't a folder; name the folder that holds the story files"
    )


def test_an_overlay_without_stories_is_told_instead_of_changing_nothing(folder: Path, own: Path) -> None:
    assert "holds no story; put files such as" in refusal(lambda: Library(folder, own).ledgers)


def test_a_story_with_the_longer_ending_is_told_instead_of_being_passed_over(folder: Path, own: Path) -> None:
    write(own / "small.yml", {"after": 180})
    write(own / "small.yaml", {"after": 190})
    told = refusal(lambda: Library(folder, own).ledgers)
    assert told.endswith("own/small.yaml: isn't read; let the name of a story end in .yml")


def test_whatever_looks_like_a_story_and_would_not_be_read_is_told(folder: Path, own: Path) -> None:
    write(own / "small.yml", {"after": 180})
    for name in ("big.YML", "note.yml.txt", "other.yaml", "small.txt", "small", "Small.yml", "my story.yml", "x.y.yml"):
        write(own / name, {"after": 1})
    os.mkfifo(own / "pipe.yml")
    (own / "device.yml").symlink_to("/dev/zero")
    (own / "lost.yml").symlink_to(own / "nowhere")
    (own / "folder.yml").mkdir()
    (own / "nested" / "deep").mkdir(parents=True)
    write(own / "nested" / "deep" / "small.yml", {"after": 1})
    with pytest.raises(PlaybookErrors) as caught:
        _ = Library(folder, own).ledgers
    told = {Path(error.where).relative_to(own).as_posix(): error.problem for error in caught.value.errors}
    assert told == {
        **dict.fromkeys(("big.YML", "note.yml.txt", "other.yaml", "small.txt", "small"), "isn't read"),
        **dict.fromkeys(("Small.yml", "my story.yml", "x.y.yml"), "has a name that no page could use"),
        **dict.fromkeys(("pipe.yml", "device.yml", "lost.yml"), "isn't a file that could be read"),
        **dict.fromkeys(("folder.yml", "nested"), "is a folder, in which no story is looked for"),
    }


def test_notes_and_what_an_editor_leaves_behind_are_no_stories(folder: Path, own: Path) -> None:
    write(own / "small.yml", {"after": 180})
    for name in ("README.md", "small.md", "numbers.tsv", "small.yml~", ".small.yml.swp", ".gitignore"):
        (own / name).write_text("no story", encoding="utf-8")
    (own / "pictures").mkdir()
    assert set(Library(folder, own).ledgers) == {"small"}


def test_a_folder_may_have_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("no", "0", "null", "true", "2026", "2026-11-26", "~", "[a]", " "):
        monkeypatch.setenv("STORIES", name)
        assert overlay_folder(tmp_path) == tmp_path / name
    monkeypatch.setenv("STORIES", "")
    assert overlay_folder(tmp_path) is None
    monkeypatch.delenv("STORIES")
    assert overlay_folder(tmp_path) is None


def test_a_story_that_only_the_reader_has_is_known_as_the_readers(folder: Path, own: Path) -> None:
    write(own / "other.yml", STORY)
    write(own / "small.yml", {"after": 180})
    assert Library(folder, own).own == {"other"}
    assert Library(folder).own == frozenset()


def test_a_mistake_in_the_formulas_is_told_before_all_stories(folder: Path) -> None:
    mistake = PlaybookError("macros/formulas/change.py:3", "isn't valid Python", "mend the line")
    MISTAKES.append(mistake)
    try:
        assert refusal(lambda: Library(folder).ledgers) == str(mistake)
    finally:
        MISTAKES.remove(mistake)
