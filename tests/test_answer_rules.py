"""The rules for a reader's own texts are read as they are written, and each mistake in them is told with its line."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from macros.answer_rules import CUT, answer_rules, read_rules
from macros.errors import PlaybookErrors
from macros.yaml_source import read_yaml
from tests import changing
from tests.cases import for_every
from tests.small_story import write

RULE = {"finds": ["gr[ea]y", "b{1,3}lue"], "words": "It says “{found}”.", "page": "start/plans.md#one-day"}
RULES = {"pace": 140, "rules": {"colour": RULE | {"found": ["grey"], "fine": ["green"]}}}


changed = partial(changing.changed, RULES)


def test_a_rule_is_read_and_given_to_the_browser(tmp_path: Path) -> None:
    path = write(tmp_path / "rules.yml", RULES)
    rules = read_rules(read_yaml(path, "rules.yml"))
    assert rules.for_browser() == {
        "pace": 140,
        "rules": {
            "colour": {
                "kind": "finds",
                "pattern": "gr[ea]y|b{1,3}lue",
                "words": "It says “{found}”.",
                "page": "start/plans/#one-day",
            }
        },
    }


@for_every(
    "rules, expected",
    [
        (changed("rules", to={}), "rules.yml:2: rules: holds no rule; write each below it"),
        (changed("pace", to="quick"), "rules.yml:1: pace: is 'quick'; give a number, at least 1"),
        (changed("pase", to=3), "pase: is unknown here; did you mean 'pace'?"),
        (changed("rules", "colour", to="grey"), "rules.colour: looks for nothing; give it one of finds, lacks"),
        (changed("rules", "colour", "lacks", to="red"), "rules.colour: looks for finds and lacks at once"),
        (
            changed("rules", "colour", "whithout", to=2),
            "rules.colour.whithout: is unknown here; did you mean 'without'?",
        ),
        (changed("rules", "colour", "of", to="opning"), "rules.colour.of: is 'opning'; did you mean 'opening'?"),
        (changed("rules", "colour", "words", to=None), "rules.colour: lacks 'words'"),
        (changed("rules", "colour", "words", to="{fuond}"), "no value for '{fuond}'; did you mean 'found'?"),
        (changed("rules", "colour", "page", to="plans"), "rules.colour.page: is 'plans'; name a page, as in start/"),
        (changed("rules", "colour", "finds", to="gr(y"), "rules.colour.finds: is no expression: missing )"),
        (changed("rules", "colour", "finds", to="gr.*y"), "rules.colour.finds: repeats '*' without a limit"),
        (changed("rules", "colour", "finds", to="gr.{2,}y"), "rules.colour.finds: repeats '{2,}' without a limit"),
        (changed("rules", "colour", "finds", to="(?:grey)?"), "finds nothing at all in every text"),
        (changed("rules", "colour", "found", to=[]), "rules.colour.found: shows no text"),
        (changed("rules", "colour", "case", to=False), "rules.colour.case: is False; write true, or leave it out"),
    ],
)
def test_a_rule_that_cannot_be_followed_is_refused(tmp_path: Path, rules: Any, expected: str) -> None:
    path = write(tmp_path / "rules.yml", rules)
    with pytest.raises(PlaybookErrors) as caught:
        read_rules(read_yaml(path, "rules.yml"))
    assert any(expected in str(error) for error in caught.value.errors), caught.value.errors


def test_the_pages_are_held_to_the_same_words_as_readers() -> None:
    assert answer_rules().rules[CUT].found
