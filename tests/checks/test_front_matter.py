"""Titles of pages are apart, and the names that front matter gives are there."""

from __future__ import annotations

from macros.checks.front_matter import front_matters
from tests.small_project import SmallProject, words

HEAD = "description: What it says.\nkind: page\n---\n"


def test_two_pages_with_one_title_are_told(project: SmallProject) -> None:
    project.write("docs/other.md", f"---\ntitle: home\n{HEAD}")
    assert words(front_matters(project.root, {})) == [
        "docs/other.md:2: the title 'home' is that of docs/index.md too; give each page a title of its own"
    ]


def test_a_page_that_cannot_be_read_does_not_hide_the_mistakes_of_others(project: SmallProject) -> None:
    project.write("docs/a.md", f"---\ntitle: One: two\n{HEAD}")
    project.write("docs/b.md", f"---\ntitle: B\nreviewd: 2026-11-24\n{HEAD}")
    first, second = words(front_matters(project.root, {}))
    assert first.startswith("docs/a.md:2: isn't valid YAML")
    assert second == "docs/b.md:3: the front matter has no key 'reviewd'; did you mean 'reviewed'?"


def test_names_are_looked_up_in_the_project(project: SmallProject) -> None:
    text = f"---\ntitle: Card\nform: crad\nreaders: you\nreviewed: 2026-11-24\n{HEAD}".replace("page", "template")
    project.write("docs/templates/card.md", text)
    assert words(front_matters(project.root, {})) == [
        "docs/templates/card.md:3: 'form' names 'crad'; did you mean 'card'?"
    ]


def test_a_page_whose_kind_its_folder_does_not_look_for_is_told(project: SmallProject) -> None:
    pages = {
        "docs/answers/one/page.md": "full or short",
        "docs/stories/page.md": "story",
        "docs/about/index.md": "section",
    }
    for name in pages:
        project.write(name, f"---\ntitle: {name}\n{HEAD}")
    assert words(front_matters(project.root, {})) == [
        f"{name}:4: a page of kind page doesn't belong here; make it one of kind {kinds}, or move it"
        for name, kinds in sorted(pages.items())
    ]
