"""Places of one template have labels that differ."""

from __future__ import annotations

from macros.checks.places import places
from macros.library import Library
from tests.small_project import SmallProject, words

STORY = """title: One
summary: It says little.
inputs:
  before: {value: 2, unit: ms, label: latency}
  after: {value: 1, unit: ms, label: Latency}
  other: {value: 1, unit: ms, label: other latency}
"""


def test_two_places_with_one_label_are_told(project: SmallProject) -> None:
    story = project.write("stories/one.yml", STORY)
    call = '{{{{ slot("one.{}") }}}}\n'
    text = "".join(call.format(key) for key in ("before", "other", "before", "after", "none"))
    project.write("snippets/templates/card.md", f"## Card\n{text}")
    assert words(places(project.root, Library(story.parent))) == [
        "snippets/templates/card.md:5: the place 'Latency' reads like that of line 2; "
        "give one.after and one.before labels that differ"
    ]
