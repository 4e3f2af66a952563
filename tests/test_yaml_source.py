"""A YAML file is read with the line of each key, and what could be misread is refused."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.errors import PlaybookError
from macros.yaml_source import Located, read_yaml
from tests.cases import for_every


def parse(folder: Path, text: str) -> Located:
    path = folder / "file.yml"
    path.write_text(text, encoding="utf-8", newline="")
    return read_yaml(path, "shown.yml")


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(PlaybookError) as caught:
        parse(folder, text)
    return str(caught.value)


def test_mappings_lists_text_numbers_and_truth_are_read(tmp_path: Path) -> None:
    read = parse(tmp_path, "a: {b: [1, 2.5, -3, .5, 1_000, 1.0e+3]}\nc: text\nd: true\ne: null\nf: '5'\n").data
    assert read == {"a": {"b": [1, 2.5, -3, 0.5, 1000, 1000.0]}, "c": "text", "d": True, "e": None, "f": "5"}


def test_an_empty_file_holds_nothing(tmp_path: Path) -> None:
    assert parse(tmp_path, "# nothing\n").data is None


def test_every_key_remembers_its_line(tmp_path: Path) -> None:
    located = parse(tmp_path, "a:\n  b: 1\n  c:\n    - d: 2\n")
    assert located.where("a", "b") == "shown.yml:2: a.b"
    assert located.where("a", "c", "1", "d") == "shown.yml:4: a.c.1.d"


def test_a_missing_key_is_placed_at_its_nearest_ancestor(tmp_path: Path) -> None:
    located = parse(tmp_path, "a:\n  b: 1\n")
    assert located.where("a", "x", "y") == "shown.yml:1: a.x.y"
    assert located.where("z") == "shown.yml:1: z"
    assert located.where() == "shown.yml:1"


def test_a_place_in_an_empty_file_is_the_file(tmp_path: Path) -> None:
    assert parse(tmp_path, "").where("z") == "shown.yml: z"


@for_every(
    "text, expected",
    [
        ("a: 1\na: 2\n", "shown.yml:2: the key 'a' stands twice; keep one of them"),
        ("a:\n  b: 1\n  b: 2\n", "shown.yml:3: the key 'a.b' stands twice"),
        ("1: a\n", "shown.yml:1: the key '1' isn't text; use a name as the key"),
        ("yes: a\n", "shown.yml:1: the key 'yes' isn't text"),
        ("? [a]\n: b\n", "isn't text; use a name as the key"),
        ("<<: {a: 1}\n", "shown.yml:1: the key '<<' isn't text"),
        (
            "v\u0430lue: 1\n",
            "shown.yml:1: the key 'v\u0430lue' isn't what it looks like: character 2 is U+0430 CYRILLIC",
        ),
        ("a\u200bb: 1\n", "character 2 is U+200B ZERO WIDTH SPACE; type it anew"),
        ("a: {b: 99,9, c: 1}\n", "shown.yml:1: the number 99,9 has a comma; write 99.9"),
        ("a: {b: -1,250}\n", "the number -1,250 has a comma; write -1.250, or -1250 if thousands are meant"),
        ("a: &name 1\n", "shown.yml:1: has the anchor 'name'; write the value out, without it"),
        ("a: 1\nb: *name\n", "shown.yml:2: has the anchor 'name'"),
        ("a: !!str 5\n", "shown.yml:1: has the tag 'tag:yaml.org,2002:str'"),
        ("a: !!int ''\n", "has the tag"),
        ("a: !!bool maybe\n", "has the tag"),
        ("a: !thing x\n", "shown.yml:1: has the tag '!thing'"),
        ("a: !!python/object:os.system x\n", "has the tag"),
        ("a: 2024-01-02\n", "shown.yml:1: '2024-01-02' is read as a date; put quotes around it to make it text"),
        ("a: 2024-13-45\n", "shown.yml:1: has a value that can't be read: '2024-13-45'; write text or a number"),
        ("a: =\n", "has a value that can't be read: '='"),
        ("a: 1:30\n", "shown.yml:1: '1:30' is read as 90; write a decimal number"),
        ("a: 1:30.5\n", "is read as 90.5"),
        ("a: 010\n", "shown.yml:1: '010' is read as 8"),
        ("a: 0x1F\n", "is read as 31"),
        ("a: 0b11\n", "is read as 3"),
        ("a: .inf\n", "is read as inf"),
        ("a: -.INF\n", "is read as -inf"),
        ("a: .nan\n", "is read as nan"),
        ("a: [1\n", "isn't valid YAML"),
        ("a: 'x\n", "isn't valid YAML"),
        ("\ta: 1\n", "shown.yml:1: isn't valid YAML"),
        ("---\na: 1\n---\nb: 1\n", "isn't valid YAML"),
        ("a: \x07\n", "shown.yml: isn't valid YAML"),
        ("a: @x\n", "isn't valid YAML"),
        ("a: " + "[" * 13 + "]" * 13, "shown.yml:1: is nested too deeply; stay within 12 levels"),
        ("a: " + "[" * 20 + "]" * 20, "shown.yml:1: is nested too deeply; stay within 12 levels"),
        ("[" * 100_000, "isn't valid YAML"),
        ("a: " + "1" * 5000, "has a value that can't be read"),
    ],
)
def test_what_could_be_misread_is_refused_with_its_line(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in refusal(tmp_path, text)


def test_twelve_levels_are_read(tmp_path: Path) -> None:
    assert parse(tmp_path, "a: " + "[" * 12 + "]" * 12).data == {"a": [[[[[[[[[[[[]]]]]]]]]]]]}


def test_the_laughing_aliases_are_refused_before_they_grow(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 11)]
    assert "has the anchor 'a0'" in refusal(tmp_path, "\n".join(lines))


def test_what_is_no_file_is_told_instead_of_being_waited_for(tmp_path: Path) -> None:
    pipe, folder, device = tmp_path / "pipe.yml", tmp_path / "folder.yml", tmp_path / "device.yml"
    os.mkfifo(pipe)
    folder.mkdir()
    device.symlink_to("/dev/zero")
    told = {}
    for path in (pipe, folder, device):
        with pytest.raises(PlaybookError) as caught:
            read_yaml(path, path.name)
        told[path.stem] = str(caught.value)
    assert told == {
        "pipe": "pipe.yml: isn't a file but a named pipe; give a text file",
        "folder": "folder.yml: isn't a file but a folder; give a text file",
        "device": "device.yml: isn't a file but a device or a socket; give a text file",
    }


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError, match=r"^shown.yml: can't be read"):
        read_yaml(tmp_path / "none.yml", "shown.yml")


def test_a_file_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "file.yml").write_bytes(b"a: \xff\n")
    with pytest.raises(PlaybookError, match=r"can't be read .* give a UTF-8 text file"):
        read_yaml(tmp_path / "file.yml", "shown.yml")


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    located = parse(tmp_path, "\ufeffa: 1\r\nb: 2\r\n")
    assert located.data == {"a": 1, "b": 2}
    assert located.where("b") == "shown.yml:2: b"


def plain(data: Any) -> bool:
    if isinstance(data, dict):
        return all(isinstance(key, str) and plain(value) for key, value in data.items())
    if isinstance(data, list):
        return all(map(plain, data))
    return data is None or isinstance(data, str | int | float | bool)


yaml_like = st.lists(
    st.sampled_from(
        [*"abz019:-?[]{},&*!|>'\"%@`#=~.\n\t \x00é", "- ", ": ", "\n  ", "!!int ", "<<", "---\n", "0x", "1:2"]
    ),
    max_size=40,
).map("".join)


@given(text=st.one_of(yaml_like, st.text(max_size=60)))
@example("a: !!timestamp x")
@example("? a\n? b")
def test_any_text_gives_plain_values_or_an_error_of_ours(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass", newline="")
    try:
        located = read_yaml(path, "any.yml")
    except PlaybookError as error:
        assert str(error).startswith("any.yml")
    else:
        assert plain(located.data)
