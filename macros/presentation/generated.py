"""Write the files that come from definitions: formulas and units as JavaScript, the palette as styles, the schemas."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from macros import spoken
from macros.answer_rules import answer_rules
from macros.escapes import TIDYING, escapes
from macros.faces.javascript import description, function_source
from macros.figures import TARGETS
from macros.formulas import FORMULAS, primitives
from macros.formulas.expression import FUNCTIONS
from macros.number_words import SIGNIFICANT_DIGITS
from macros.palette import palette
from macros.schemas import questions_schema, schemas, workbook_schema
from macros.search.words import search_words
from macros.sentences import Slot, patterns
from macros.units import LARGEST, SMALLEST, units
from macros.yaml_source import read_yaml

EXAMPLE_STORIES = Path(__file__).parents[1] / "example_stories.yml"
"""What a reader may look at before there is a story of their own."""


def generated() -> dict[str, str]:
    """Give the text of every generated file by its path below docs/."""
    return {
        "assets/stylesheets/generated/colours.css": colours_sheet(),
        "assets/javascripts/generated/formulas.js": formulas_module(),
        "assets/javascripts/generated/units.js": units_module(),
        "assets/javascripts/generated/escapes.js": escapes_module(),
        "assets/javascripts/generated/sentences.js": sentences_module(),
        "assets/javascripts/generated/example-stories.js": example_stories_module(),
        "assets/javascripts/generated/answer-rules.js": answer_rules_module(),
        "assets/javascripts/generated/search-words.js": search_words_module(),
        **{f"schemas/{name}": text for name, text in schemas().items()},
        "schemas/workbook.json": workbook_schema(),
        "schemas/questions.json": questions_schema(),
    }


def formulas_module() -> str:
    """Write every formula as JavaScript."""
    names = ", ".join(sorted({*FUNCTIONS, primitives.total.__name__}))
    entries = "".join(
        f"  {name}: {{\n  ...{json.dumps(description(formula), ensure_ascii=False)},\n"
        f"  calculate: {function_source(formula)},\n  }},\n"
        for name, formula in FORMULAS.items()
    )
    return f'import {{ {names} }} from "../primitives.js";\n\nexport const formulas = {{\n{entries}}};\n'


def units_module() -> str:
    """Write the units and how their numbers are worded."""
    table = {name: dataclasses.asdict(unit) for name, unit in units().items()}
    for name, described in table.items():
        described["wordy"] = units()[name].is_wordy
        described["inMathematics"] = units()[name].in_mathematics
    return (
        f"export const SIGNIFICANT_DIGITS = {SIGNIFICANT_DIGITS};\n"
        f"export const LARGEST = {LARGEST};\nexport const SMALLEST = {SMALLEST};\n"
        f"export const units = {json.dumps(table, ensure_ascii=False, indent=1)};\n"
    )


def escapes_module() -> str:
    """Write how a reader's words are tidied, and escaped in each format."""
    table = {key: dataclasses.asdict(escape) for key, escape in escapes().items()}
    return (
        f"export const tidying = {json.dumps(TIDYING)};\n"
        f"export const escapes = {json.dumps(table, ensure_ascii=False, indent=1)};\n"
    )


def sentences_module() -> str:
    """Write what is said and written of each formula, and the wordings that it takes."""
    table = {
        name: {kind: [_part(part) for part in pattern] for kind, pattern in both.items()}
        for name, both in patterns().items()
    }
    targets = {
        bound: [TARGETS[bound == "at_least", exclusive] for exclusive in (False, True)]
        for bound in ("at_least", "at_most")
    }
    wordings = {**spoken.declared(), "targets": targets}
    return (
        f"export const wordings = {json.dumps(wordings, ensure_ascii=False)};\n"
        f"export const patterns = {json.dumps(table, ensure_ascii=False)};\n"
    )


def example_stories_module() -> str:
    """Write the stories that a reader's workbook may show as an example."""
    stories = read_yaml(EXAMPLE_STORIES, "macros/example_stories.yml").data
    return f"export const examples = {json.dumps(stories, ensure_ascii=False, indent=1)};\n"


def search_words_module() -> str:
    """Write what the search does with words."""
    return f"export const searchWords = {json.dumps(search_words().for_browser(), ensure_ascii=False)};\n"


def answer_rules_module() -> str:
    """Write what is pointed out in a reader's own texts."""
    return f"export const answerRules = {json.dumps(answer_rules().for_browser(), ensure_ascii=False, indent=1)};\n"


def _part(part: str | Slot) -> str | list[str]:
    return part if isinstance(part, str) else [part.form, *part.names, *part.words]


def colours_sheet() -> str:
    """Write the palette as variables; paper is always light."""
    light = "".join(f"  --pb-{name}: {colour.light};\n" for name, colour in palette().items())
    dark = "".join(f"    --pb-{name}: {colour.dark};\n" for name, colour in palette().items())
    return (
        f':root,\n[data-md-color-scheme="default"] {{\n{light}}}\n\n'
        f'@media screen {{\n  [data-md-color-scheme="slate"] {{\n{dark}  }}\n}}\n'
    )
