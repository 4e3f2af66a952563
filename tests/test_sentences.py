"""What is said and written of a result: every formula with the figures of the stories, and patterns that can't be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from macros import sentences
from macros.errors import PlaybookErrors
from macros.figures import Figure
from macros.formulas import FORMULAS
from macros.library import Library
from macros.sentences import SENTENCES_FILE, patterns, said, written
from macros.story import Number
from macros.units import units
from tests.cases import for_every

FIGURES = {
    f"{story}.{name}": figure for story, ledger in Library().ledgers.items() for name, figure in ledger.figures.items()
}


@for_every("figure", FIGURES)
def test_every_figure_can_be_said_and_written(figure: Figure) -> None:
    sentence, line = said(figure), written(figure)
    assert sentence.endswith(".")
    assert not sentence[0].islower()
    assert "{" not in sentence + line
    assert "  " not in sentence + line
    assert figure.words() in line  # −0.0 and its like apart, a line gives the value as pages do


def figure(formula: str, unit: str, **numbers: float) -> Figure:
    made = FORMULAS[formula]
    named = {name: Number(name, name, units()[unit], value) for name, value in numbers.items()}
    return Figure("one", "one", made, named, made(**numbers), units()["%" if made.unit == "any" else made.unit])


SPOKEN = {
    ("relative_change", "ms", 500.0, 110.0): "It fell by 78 %, from 500 to 110 milliseconds.",
    ("relative_change", "ms", 110.0, 500.0): "It rose by 355 %, from 110 to 500 milliseconds.",
    ("relative_change", "ms", 110.0, 110.0): "It stayed the same, from 110 to 110 milliseconds.",
    ("relative_change", "h", 30.0, 48.0): "It rose by 60 %, from 30 hours to two days.",
    ("relative_change", "$", 1.2e6, 1.25e6): "It rose by 4 %, from $1.2 million to about $1.3 million.",
    ("relative_change", "users", 1.2e6, 2e6): "It rose by 67 %, from 1.2 million to 2 million users.",
}


@for_every("formula, unit, before, after, sentence", {sentence: (*case, sentence) for case, sentence in SPOKEN.items()})
def test_a_sentence_follows_its_numbers(formula: str, unit: str, before: float, after: float, sentence: str) -> None:
    assert said(figure(formula, unit, before=before, after=after)).replace("\u00a0", " ") == sentence


def test_an_objective_is_said_with_every_digit_that_its_budget_comes_from() -> None:
    sentence = said(figure("error_budget", "%", objective=0.9985)).replace("\u00a0", " ")
    assert sentence == "An objective of 99.85 % leaves 0.15 % that may fail."


def test_an_interval_goes_with_its_confidence_and_with_both_sizes_where_they_differ() -> None:
    lift = FIGURES["feature-platform.ctr_lift"]
    assert written(lift).replace("\u00a0", " ") == "+2.8 %, 95 % interval 1.6 to 4.0 %, n = 1,000,000 in each arm"
    control = lift.arguments["control_size"]
    assert isinstance(control, Number)
    other = replace(lift, arguments={**lift.arguments, "control_size": replace(control, value=900_000)})
    assert written(other).endswith("n = 900,000 in control and 1,000,000 in treatment")
    assert said(other).replace("\u00a0", " ").endswith("with 900,000 users in control and a million in treatment.")


def test_a_number_without_a_unit_gets_the_words_of_its_pattern() -> None:
    saved = FIGURES["feature-platform.avoided_serving_cost"]
    periods = saved.arguments["periods"]
    assert isinstance(periods, Number)
    counted = replace(periods, unit=units()["number"], value=1.0)
    assert said(replace(saved, arguments={**saved.arguments, "periods": counted})).endswith("over one\u00a0period.")


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Read the patterns once more, one of them changed, and give what is told of it."""

    def read(old: str, new: str) -> str:
        text = SENTENCES_FILE.read_text(encoding="utf-8")
        assert text.count(old) == 1
        (tmp_path / "sentences.yml").write_text(text.replace(old, new), encoding="utf-8")
        monkeypatch.setattr(sentences, "SENTENCES_FILE", tmp_path / "sentences.yml")
        patterns.cache_clear()
        with pytest.raises(PlaybookErrors) as caught:
            patterns()
        return str(caught.value)

    yield read
    patterns.cache_clear()


WRONG = {
    "The score is {result}.": {
        "The score is {result.": "ice.said: has a brace without its other in 'The score is {result.'; write {result}",
        "The score is {1 + 1}.": "ice.said: can't read {1 + 1}; write {result}, or a form",
        "The score is {moved(result, 1)}.": "ice.said: can't read {moved(result, 1)}; give it names, and words",
        "The score is {mooved(result)}.": "ice.said: there is no form 'mooved' of what is said; did you mean 'moved'?",
        "The score is {bare(result)}.": "ice.said: there is no form 'bare' of what is said; did you mean 'breath'?",
        "The score is {moved(result)}.": "ice.said: moved is given 1 names and 0 words; give 1 names and 1 words",
        "The score is {moved(result, 'fall')}.": "ice.said: moved has no words for 'fall'; did you mean 'a fall'?",
        "The score is {impct}.": "ice.said: 'impct' is no argument; did you mean 'impact'?",
        "The score is {count(impact)}.": "ice.said: count is given 'impact'; give it a list or a table",
    },
    "The Brier score is {result},": {
        "The Brier score is {predictions},": "brier_score.said: say is given 'predictions'; give it a number",
    },
    "\nice:\n": {"\nicy:\n": "lacks 'ice'; say what is said and written of it"},
    "  said: The score is {result}.\n": {"": "ice: isn't complete; give it said and written alone"},
}


@for_every(
    "old, new, message",
    {f"{old} -> {new}": (old, new, told) for old, all_ in WRONG.items() for new, told in all_.items()},
)
def test_a_pattern_that_cannot_be_is_told(old: str, new: str, message: str, told: object) -> None:
    assert callable(told)
    assert message in told(old, new)
