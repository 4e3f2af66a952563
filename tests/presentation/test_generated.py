"""The generated modules hold every formula and unit; tests/faces/test_browser_agreement.py runs them.

tests/test_palette.py looks at the colours.
"""

from __future__ import annotations

import json
import re

from macros.faces.javascript import function_source
from macros.formulas import FORMULAS
from macros.number_words import SIGNIFICANT_DIGITS
from macros.presentation.generated import (
    answer_rules_module,
    colours_sheet,
    escapes_module,
    example_stories_module,
    formulas_module,
    generated,
    search_words_module,
    sentences_module,
    units_module,
)
from macros.schemas import questions_schema, schemas, workbook_schema
from macros.units import units
from tests.builds import ROOT

SCRIPTS = ROOT / "docs" / "assets" / "javascripts"


def test_the_modules_a_style_sheet_and_the_schemas_are_generated_beside_what_is_written() -> None:
    assert generated() == {
        "assets/stylesheets/generated/colours.css": colours_sheet(),
        "assets/javascripts/generated/formulas.js": formulas_module(),
        "assets/javascripts/generated/units.js": units_module(),
        "assets/javascripts/generated/sentences.js": sentences_module(),
        "assets/javascripts/generated/escapes.js": escapes_module(),
        "assets/javascripts/generated/example-stories.js": example_stories_module(),
        "assets/javascripts/generated/answer-rules.js": answer_rules_module(),
        "assets/javascripts/generated/search-words.js": search_words_module(),
        **{f"schemas/{name}": text for name, text in schemas().items()},
        "schemas/workbook.json": workbook_schema(),
        "schemas/questions.json": questions_schema(),
    }


def test_the_same_definitions_give_the_same_bytes() -> None:
    assert generated() == generated()


def test_every_formula_stands_in_the_module_with_its_function() -> None:
    module = formulas_module()
    assert re.findall(r"^  (\w+): \{$", module, re.MULTILINE) == list(FORMULAS)
    assert all(f"calculate: {function_source(formula)},\n" in module for formula in FORMULAS.values())


def test_the_module_imports_only_what_the_primitives_export() -> None:
    names = re.search(r"import \{ ([\w, ]+) \} from \"../primitives.js\";", formulas_module())
    assert names
    primitives = (SCRIPTS / "primitives.js").read_text(encoding="utf-8")
    exported = re.findall(r"^export (?:const|function) (\w+)", primitives, re.MULTILINE)
    assert sorted(names[1].split(", ")) == sorted(exported)


def test_no_argument_takes_the_name_of_a_primitive_that_its_formula_calls() -> None:
    for formula in FORMULAS.values():
        called = set(re.findall(r"(\w+)\(", function_source(formula)))
        assert not called & set(formula.parameters)


def test_the_units_are_those_of_python_with_the_digits_that_count() -> None:
    module = units_module()
    assert f"export const SIGNIFICANT_DIGITS = {SIGNIFICANT_DIGITS};" in module
    table = json.loads(module[module.index("export const units = ") + 21 : module.rindex(";")])
    assert list(table) == list(units())
    assert table["%"] == {
        "name": "%",
        "kind": "share",
        "decimals": [0, 1],
        "scale": 2,
        "prefix": "",
        "suffix": "%",
        "one": "",
        "words": [],
        "said": [],
        "like": "",
        "wordy": False,
        "inMathematics": "%",
    }
