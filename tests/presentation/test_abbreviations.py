"""The terms of the glossary are explained where Markdown doesn't see them."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from macros.glossary import read_glossary
from macros.presentation.abbreviations import explained
from tests.builds import ROOT

MEANINGS = {term.name: term.meaning for term in read_glossary(ROOT)}
SLO = f'<abbr title="{MEANINGS["SLO"]}">SLO</abbr>'
CODE = Markup("<code>SLO</code> <math><mi>SLO</mi></math> SLO")
EXPLAINED = Markup('<abbr title="as we say">SLO</abbr>')


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("the SLO, again", f"the {SLO}, again"),
        ("SLOW, xSLO, slo", "SLOW, xSLO, slo"),
        ("R&D < SLO", f"R&amp;D &lt; {SLO}"),
        (Markup('<td title="SLO">SLO</td>'), f'<td title="SLO">{SLO}</td>'),
        (CODE, f"<code>SLO</code> <math><mi>SLO</mi></math> {SLO}"),
        (EXPLAINED, EXPLAINED),
        ("", ""),
    ],
)
def test_a_term_is_explained_where_it_is_a_word_of_the_text(text: str, written: str) -> None:
    assert explained(text) == written


@pytest.mark.parametrize("name", MEANINGS)
def test_every_term_is_known(name: str) -> None:
    assert f'">{name}</abbr>' in explained(f"so {name}.")
