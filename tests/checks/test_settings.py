"""The navigation, the address of the site, icons, and the sections with their folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros import plan
from macros.checks.settings import settings_mistakes, site_address
from macros.errors import PlaybookError
from tests.small_project import SmallProject, culprits, words

SECTIONS = "one:\n  title: One\n  question: Why?\ntwo:\n  title: Two\n  question: How?\n"


@pytest.fixture(autouse=True)
def sections(project: SmallProject, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two sections of a small project, with their folders."""
    for name in ("one", "two"):
        (project.root / "docs" / "answers" / name).mkdir(parents=True)
    path = project.write("macros/sections.yml", SECTIONS)
    monkeypatch.setattr(plan, "SECTIONS_FILE", path)
    return path


def _told(project: SmallProject) -> list[str]:
    return words(settings_mistakes(project.root, None))


def test_a_right_project_passes(project: SmallProject) -> None:
    assert _told(project) == []


def test_mistakes_of_the_settings_are_told_with_their_lines(project: SmallProject) -> None:
    head = "site_name: A\nnav:\n  - Home: index.md\n"
    wrong = {
        f"{head}  - idnex.md\n": (
            "mkdocs.yml:4: the navigation names 'idnex.md', which isn't there; write docs/idnex.md, or remove the "
            "line; did you mean 'index.md'?"
        ),
        f"{head}  - More:\n    - index.md\n": (
            "mkdocs.yml:5: the navigation names 'index.md' again; keep one of it and line 3"
        ),
        "site_name: A\nnav:\n  - <b>Home</b>: index.md\n": "mkdocs.yml:3: '<b>Home</b>' isn't plain words",
        "site_name: A {{ b }}\nnav:\n  - index.md\n": "mkdocs.yml:1: 'A {{ b }}' isn't plain words",
        f"{head}theme:\n  palette:\n    - toggle: {{icon: material/weather-nigth, name: x}}\n": (
            "mkdocs.yml:6: there is no icon 'material/weather-nigth'; did you mean 'material/weather-night'?"
        ),
        f"{head}theme:\n  font: Roboto\n": "mkdocs.yml:5: lets the theme ask another host for its fonts",
        f"{head}extra_css:\n  - https://example.org/a.css\n": (
            "mkdocs.yml:5: loads 'https://example.org/a.css' from another host; serve it from the site"
        ),
        f"{head}extra_javascript:\n  - path: //example.org/a.js\n": "mkdocs.yml:5: loads '//example.org/a.js' from",
        f"{head}theme:\n  icon:\n    repo: fontawesome/none\n": "mkdocs.yml:6: there is no icon 'fontawesome/none'",
    }
    cases = []
    for text, message in wrong.items():
        project.write("mkdocs.yml", text)
        cases.append((text, _told(project), message))
    assert culprits(cases) == []


def test_settings_that_are_no_yaml_are_told_with_their_line(project: SmallProject) -> None:
    project.write("mkdocs.yml", "site_name: A\nnav: [\n")
    with pytest.raises(PlaybookError, match=r"mkdocs\.yml:3: isn't valid YAML"):
        _told(project)


def test_a_folder_without_its_section_and_a_section_without_its_folder_are_told(
    project: SmallProject, sections: Path
) -> None:
    sections.write_text(SECTIONS.replace("two:", "tow:"), encoding="utf-8")
    assert _told(project) == [
        "docs/answers/two: is the folder of no section; name it in macros/sections.yml; did you mean 'tow'?",
        "macros/sections.yml:4: tow: is a section without a folder; make the folder docs/answers/tow; "
        "did you mean 'two'?",
    ]


def test_sections_that_are_broken_are_told(project: SmallProject, sections: Path) -> None:
    wrong = {
        "": "macros/sections.yml: holds no section",
        "- one\n": "macros/sections.yml: holds no section",
        "one: [\n": "macros/sections.yml:2: isn't valid YAML",
        "one: words\n": "macros/sections.yml:1: one: is no section; give it title and question",
        f"{SECTIONS}  titl: x\n": "macros/sections.yml:7: two.titl: unknown field; did you mean 'title'?",
        SECTIONS.replace("  question: How?\n", ""): "macros/sections.yml:4: two.question: is missing or no text",
        SECTIONS.replace("How?", "5"): "macros/sections.yml:6: two.question: is missing or no text",
    }
    cases = []
    for text, message in wrong.items():
        sections.write_text(text, encoding="utf-8")
        cases.append((text, _told(project), message))
    assert culprits(cases) == []


def test_addresses_that_no_site_can_have_are_refused() -> None:
    wrong = {
        "ftp://example.org/": "isn't an address of the web",
        "example.org": "isn't an address of the web",
        "//example.org/": "isn't an address of the web",
        "https:///playbook/": "names no host",
        "https://exa mple.org/": "holds a blank",
        " https://example.org/": "holds a blank",
        "https://example..org/": "names no host",
        "https://-example.org/": "names no host",
        "https://example.org:port/": "isn't an address",
        "https://me@example.org/": "has a name, a question or an anchor",
        "https://example.org/?a=b": "has a name, a question or an anchor",
        "https://example.org/<x>/": "holds a blank or a sign",
    }
    cases = [(url, words(site_address(url)), f"SITE_URL={url}: {problem}") for url, problem in wrong.items()]
    assert culprits(cases) == []


def test_addresses_that_a_site_can_have_pass() -> None:
    right = (
        "https://example.org/",
        "http://127.0.0.1:8000/",
        "http://localhost/book/",
        "https://a-b.example.org:8443/x/",
    )
    assert {url: words(site_address(url)) for url in right if words(site_address(url))} == {}
