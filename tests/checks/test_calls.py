"""Pages call their vocabulary and nothing else."""

from __future__ import annotations

from macros.checks.calls import only_calls
from tests.cases import for_every
from tests.small_project import SmallProject, culprits, words

WRONG = {
    "{{ '35 %' }}": "7: holds more than a plain call",
    "{{ 35 }} ms": "7: holds more than a plain call",
    '{{ figure("a.b") | upper }}': "7: holds more than a plain call",
    '{{ figure("a.b") ~ "%" }}': "7: holds more than a plain call",
    '{{ figure("a" + ".b") }}': "7: holds more than a plain call",
    "{{ figure(name) }}": "7: holds more than a plain call",
    "{{ config.site_name }}": "7: holds more than a plain call",
    '{{ "".__class__ }}': "7: holds more than a plain call",
    'One\n{% set figure = "35" %}': "8: holds the statement 'set'",
    "{% macro figure(name) %}35{% endmacro %}": "7: holds the statement 'macro'",
    '{% import "fiction.md" as fiction %}': "7: holds the statement 'import'",
    '{% from "fiction.md" import a %}': "7: holds the statement 'from'",
    "{% for a in [1] %}x{% endfor %}": "7: holds the statement 'for'",
    "{% if true %}x{% endif %}": "7: holds the statement 'if'",
    '{% include "fiction.md" without context %}': "7: holds the statement 'include'",
    '{% include ["fiction.md"] %}': "7: holds the statement 'include'",
}
WRONG |= {
    '{{ figure("a.l\u0430tency") }}': "7: 'a.l\u0430tency' isn't what it looks like: character 4 is U+0430",
}
RIGHT = (
    '{{ figure("a.b") }} and {{ chart("growth", "a.b", title="Growth") }}',
    '{% include "fiction.md" %}',
    "{% raw %}{{ '35' }}{% set x = 1 %}{% endraw %}",
    '    {{ answer_list("EM") | indent(4) }}',
    "{# a note #}",
    "{{ unfinished(",  # the build tells its line
)


def _told(project: SmallProject, text: str) -> list[str]:
    project.page(f"{text}\n")
    return words(only_calls(project.root))


def test_what_is_no_plain_call_is_told_with_its_line(project: SmallProject) -> None:
    cases = [(text, _told(project, text), f"docs/page.md:{message}") for text, message in WRONG.items()]
    assert culprits(cases) == []


def test_plain_calls_pass(project: SmallProject) -> None:
    assert culprits((text, _told(project, text), "") for text in RIGHT) == []


def test_a_template_knows_its_places_alone(project: SmallProject) -> None:
    project.write(
        "snippets/templates/card.md",
        '## Card\n\n{{ field("a") }}\n{% for row in rows("b") %}\n{{ row("c") }}\n{% endfor %}\n{{ figure("a.b") }}\n',
    )
    (found,) = words(only_calls(project.root))
    assert found == (
        "snippets/templates/card.md:7: a template has no 'figure'; "
        """it has {{ field("name") }}, and {% for row in rows("name") %} … {% endfor %} with {{ row("name") }} in it"""
    )


@for_every(
    "loop",
    [
        '{% for one in rows("b") %}{% endfor %}',
        "{% for row in [1, 2] %}{% endfor %}",
        '{% for row in field("b") %}{% endfor %}',
        '{% for row in rows("b") if row %}{% endfor %}',
        '{% for row in rows("b") %}{% else %}none{% endfor %}',
    ],
)
def test_a_template_loops_over_rows_alone(project: SmallProject, loop: str) -> None:
    project.write("snippets/templates/card.md", f"## Card\n\n{loop}\n")
    (found,) = words(only_calls(project.root))
    assert found.startswith("snippets/templates/card.md:3: holds the statement 'for'; a template knows {% for row in")


def test_a_page_loops_over_nothing(project: SmallProject) -> None:
    project.page('{% for row in rows("b") %}{% endfor %}')
    (found,) = words(only_calls(project.root))
    assert found.startswith("docs/page.md:7: holds the statement 'for'; pages know")


def test_partials_that_include_themselves_are_told(project: SmallProject) -> None:
    project.write("snippets/partials/one.md", 'One\n{% include "two.md" %}\n')
    project.write("snippets/partials/two.md", '--8<-- "partials/one.md"\n')
    project.write("snippets/partials/self.md", '{% include "self.md" %}\n')
    assert words(only_calls(project.root)) == [
        f"snippets/partials/{name}: includes itself; take one of the includes out of the circle"
        for name in ("one.md:2", "self.md:1", "two.md:1")
    ]


def test_brackets_that_python_gives_up_on_are_told(project: SmallProject) -> None:
    (found,) = _told(project, f"{{{{ {'(' * 4000}1{')' * 4000} }}}}")
    assert found == "docs/page.md: nests brackets too deeply; write plain calls"
