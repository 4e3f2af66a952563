"""Which phrases count as a metric that somebody typed, and where they are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.checks.metrics import METRIC, hand_typed, hand_typed_in_pages, metrics
from macros.errors import PlaybookError
from macros.sources import folded
from tests.small_project import SmallProject, culprits, words
from tests.small_site import SmallSite

METRICS = {
    "It fell by 35 %.": "35 %",
    "It fell by 35%.": "35%",
    "It fell by 35&nbsp;% in all.": "35 %",
    "It fell by 35\u202f% in all.": "35 %",
    "It fell by 35\uff05.": "35%",
    "It fell by 35&#8203;%.": "35%",
    "It fell by ½ %.": "1⁄2 %",
    "It changed by −78 % (relative).": "−78 %",
    "It changed by -78 %.": "-78 %",
    "It rose by +2.8 %.": "+2.8 %",
    "It rose by 2.8 percentage points.": "2.8 percentage points",
    "It rose by 35 per cent.": "35 per cent",
    "It rose by 3 pp.": "3 pp",
    "It rose by 35 bps.": "35 bps",
    "It is 24 × faster.": "24 ×",
    "It is 3x faster.": "3x",
    "It is x3 now.": "x3",
    "A 3-fold rise.": "3-fold",
    "A fivefold rise.": "fivefold",
    "It took 110 ms.": "110 ms",
    "It took 110ms.": "110ms",
    "It took 110 milliseconds.": "110 milliseconds",
    "It took 1.5 s and no more.": "1.5 s",
    "It took half a second.": "half a second",
    "It took two hundred milliseconds.": "two hundred milliseconds",
    "It took two and a half seconds.": "two and a half seconds",
    "Twenty-five per cent left.": "Twenty-five per cent",
    "A quarter of a percent.": "quarter of a percent",
    "For 3 hours nothing worked.": "3 hours",
    "A 30-day window.": "30-day",
    "After 1 week it was over.": "1 week",
    "It took 30-40 days.": "30-40 days",
    "It took 30 to 60 days.": "60 days",
    "It holds 5 GB.": "5 GB",
    "It cost $4,000.": "$4,000",
    "It cost € 12.50 each.": "€ 12.50",
    "It cost USD 500.": "USD 500",
    "It cost 500 dollars.": "500 dollars",
    "It cost half a million dollars.": "half a million dollars",
    "It cost $1.9 million.": "$1.9 million",
    "1,000,000 users took part.": "1,000,000 users",
    "1 000 000 users took part.": "1 000 000 users",
    "3.5 million users took part.": "3.5 million users",
    "10k users took part.": "10k users",
    "We had 6 incidents.": "6 incidents",
    "We were 9 engineers.": "9 engineers",
    "(24 teams)": "24 teams",
    "In 2 Quarters it was done.": "2 Quarters",
    "3 of 9 milestones": "9 milestones",
    "8 GPUs ran.": "8 GPUs",
}
NONE = (
    "In 2026 it began.",
    "See chapter 5 of the book.",
    "Quarter 1 was the worst.",
    "p95 latency fell.",
    "The top-3 users were asked.",
    "Use version 1.2.3 everywhere.",
    "ISO/IEC 27001 holds.",
    "#12 days of it",
    "30/60/90 days",
    "v2 teams",
    "One in twenty requests is slower.",
    "A third of the teams took part.",
    "The 5th incident came.",
    "5 sandwiches",
    "Two weeks later.",
)


def test_a_number_with_a_unit_is_a_metric() -> None:
    found = {line: [phrase.group() for phrase in metrics(folded(line))] for line in METRICS}
    assert {line: phrases for line, phrases in found.items() if phrases != [METRICS[line]]} == {}


@given(
    st.lists(
        st.sampled_from([*" .,-+−%$×x/", "\n", "12", "3.5", "twenty", "One", "tenfold", "USD", "of", "half a", "ms"])
    )
)
def test_nothing_is_passed_over_by_looking_only_where_a_metric_can_begin(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert [found.span() for found in metrics(text)] == [found.span() for found in METRIC.finditer(text)]


def test_a_number_without_a_unit_is_none() -> None:
    found = {line: [phrase.group() for phrase in metrics(folded(line))] for line in NONE}
    assert {line: phrases for line, phrases in found.items() if phrases} == {}


TYPED = {
    "in a sentence": ("It took 110 ms.\n", 7),
    "on two lines": ("It fell by 35\n% in all.\n", 7),
    "with the number set off": ("It fell by **35** %.\n", 7),
    "with the unit set off": ("It fell by 35 <b>%</b>.\n", 7),
    "with a comment between": ("It fell by 35<!-- x --> %.\n", 7),
    "with the number linked": ("It fell by [35](index.md) %.\n", 7),
    "escaped": ("It fell by 35\\%.\n", 7),
    "in a quotation": ("> It fell by 35\n> % in all.\n", 7),
    "in a cell": ("| a | b |\n| - | - |\n| 35 % | c |\n", 9),
    "in the label of a tab": ('=== "35 %"\n\n    Text.\n', 7),
    "in the title of a box": ('??? question "Why 35 %?"\n\n    So.\n', 7),
    "in the text of an image": ("![A drawing of 35 %](a.svg)\n", 7),
    "in the title of a link": ('[Go](index.md "35 % more")\n', 7),
    "in the title of an element": ('\n<span title="35 % more">so</span>\n', 8),
    "in a label for ears": ('<a href="x" aria-label="35 % more">so</a>\n', 7),
    "in the title of a chart": ('{{ chart("growth", "a.b", title="35 % more") }}\n', 7),
    "after code": ("```\ncode\n```\nIt took 110 ms.\n", 10),
}


def test_a_metric_is_told_with_its_line_wherever_it_stands(project: SmallProject) -> None:
    cases = []
    for what, (text, line) in TYPED.items():
        project.page(text)
        cases.append((what, words(hand_typed(project.root, {})), f"docs/page.md:{line}: '"))
    assert culprits(cases) == []


def test_a_metric_is_told_in_other_texts_that_readers_see(tmp_path: Path) -> None:
    places = {
        "docs/page.md": ("---\ntitle: A page\ndescription: It fell by 35 %.\nkind: page\n---\n", 3),
        "mkdocs.yml": ("site_name: A playbook\nnav:\n  - 35 % more: index.md\n", 3),
        "docs/assets/a.svg": ('<svg xmlns="http://www.w3.org/2000/svg">\n<text>35 <tspan>%</tspan></text></svg>', 2),
        "overrides/home.html": ('{% extends "main.html" %}\n<nav aria-label="35 % more"></nav>\n', 2),
        "docs/assets/a.css": ('a::after {\n  content: "35 %";\n}\n', 2),
        "snippets/partials/fiction.md": ("One line.\nIt took 3 weeks.\n", 2),
        "snippets/templates/card.md": ("## Card\n\nIt cost $4,000.\n", 3),
        "macros/stories/one.yml": ("title: One\ninputs:\n  a: {value: 1, unit: ms, label: over 28 days}\n", 3),
    }
    cases = []
    for number, (name, (text, line)) in enumerate(places.items()):
        project = SmallProject(tmp_path / str(number))
        project.write(name, text)
        cases.append((name, words(hand_typed(project.root, {})), f"{name}:{line}: '"))
    assert culprits(cases) == []


def test_the_message_says_what_to_do(project: SmallProject) -> None:
    project.page("It took 110 ms.\n")
    (found,) = words(hand_typed(project.root, {}))
    assert found == (
        "docs/page.md:7: '110 ms' is typed by hand; name an input or a figure of a story, or give the phrase its "
        "reason in macros/checks/exceptions.yml"
    )


def test_code_calls_and_addresses_are_passed_over(project: SmallProject) -> None:
    texts = (
        "```\nIt took 110 ms.\n```\n",
        "~~~ text\nIt took 110 ms.\n~~~\n",
        "It took `110 ms` once.\n",
        'It took {{ input("story.latency") }} of 5 {{ input("story.slow") }}\n',
        "See [the source](https://example.org/110-days).\n",
        "1. Weeks later.\n2. Teams came.\n",
    )
    cases = []
    for text in texts:
        project.page(text)
        cases.append((text, words(hand_typed(project.root, {})), ""))
    assert culprits(cases) == []


def test_a_metric_that_comes_together_in_the_page_is_told_with_the_page(small: SmallSite) -> None:
    small.page("index", "<p>It fell by 35 <i>%</i> or <data class='pb-input'>7 %</data>.</p>", "It fell by {{ x }}.\n")
    (small.root / "macros" / "checks").mkdir(parents=True)
    (small.root / "macros" / "checks" / "exceptions.yml").write_text("{}\n", encoding="utf-8")
    (found,) = words(hand_typed_in_pages(small.root, small.pages()))
    assert found.startswith("docs/index.md: '35 %' is typed by hand")


# Exceptions


def test_a_phrase_may_be_excepted_in_one_file_or_in_all(project: SmallProject) -> None:
    project.page("It took 110 ms in 30\u00a0days.\n")
    project.write("macros/checks/exceptions.yml", 'docs/page.md:\n  110 ms: a rule\n"*":\n  30 days: a rule\n')
    assert words(hand_typed(project.root, {})) == []


def test_an_exception_of_one_file_does_not_hold_in_another(project: SmallProject) -> None:
    project.page("It took 110 ms.\n")
    project.write("macros/checks/exceptions.yml", "docs/index.md:\n  110 ms: a rule\n")
    typed, unused = words(hand_typed(project.root, {}))
    assert typed.startswith("docs/page.md:7: '110 ms' is typed by hand")
    assert unused == (
        "macros/checks/exceptions.yml:2: docs/index.md.110 ms: allows a phrase that stands nowhere; remove it"
    )


def test_exceptions_that_are_none_are_told_once(project: SmallProject) -> None:
    place = "macros/checks/exceptions.yml"
    project.page("It took 110 ms in 30 days.\n")
    broken = {
        "": f"{place}: holds no exceptions",
        "- one\n": f"{place}: holds no exceptions",
        "docs/none.md:\n  110 ms: a rule\n": f"{place}:1: docs/none.md: names a file that isn't there",
        "docs/page.md:\n": f"{place}:1: docs/page.md: holds no phrase",
        "docs/page.md:\n  110 ms:\n": f"{place}:2: docs/page.md.110 ms: gives None as the reason",
        "docs/page.md: [\n": f"{place}:2: isn't valid YAML",
    }
    cases = []
    for text, message in broken.items():
        project.write(place, text)
        with pytest.raises(PlaybookError) as told:
            list(hand_typed(project.root, {}))
        cases.append((text, [str(told.value)], message))
    assert culprits(cases) == []


def test_no_page_at_all_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "macros" / "checks").mkdir(parents=True)
    (tmp_path / "macros" / "checks" / "exceptions.yml").write_text("{}\n", encoding="utf-8")
    with pytest.raises(PlaybookError, match="hold no Markdown; run this from the root of the project"):
        list(hand_typed(tmp_path, None))
