"""Words to cut, long sentences and turns that wear out are found, with file and line."""

from __future__ import annotations

from pathlib import Path

from macros.checks.prose import TICS, prose, table
from tests.small_site import told

RULES = "turn: {pattern: '\\bturn\\b', page: 1, site: 2, instead: say it otherwise}\n"
LONG = "It goes on " + "and on " * 40 + "here."


def project(root: Path, **pages: str) -> Path:
    for folder in ("docs", "snippets", "macros/checks"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / TICS).write_text(RULES, encoding="utf-8")
    for name, text in pages.items():
        (root / "docs" / f"{name}.md").write_text(f"---\ntitle: A turn\n---\n\n{text}\n", encoding="utf-8")
    return root


def test_plain_prose_is_left_alone(tmp_path: Path) -> None:
    assert list(prose(project(tmp_path, a="It takes one turn of the wheel to get there."))) == []


def test_each_rule_names_its_place(tmp_path: Path) -> None:
    twice = "One turn here and one more turn there on the same page, that is what counts."
    root = project(
        tmp_path,
        a=f"This is a robust way to say it all.\n\n{LONG}",
        b=twice,
        c=f"{twice}\n\nHere `robust` is the name of some thing.",
    )
    assert told(list(prose(root))) == [
        "docs/a.md:5: says 'robust'; say it plainly",
        "docs/a.md:7: has a sentence of 84 words; make it two, of at most 34",
        "docs/b.md: has 'turn' 2 times, at most 1 may stand; say it otherwise",
        "docs/c.md: has 'turn' 2 times, at most 1 may stand; say it otherwise",
        f"{TICS}: 'turn' stands 4 times on the site, at most 2 may; say it otherwise",
        "docs/b.md:5: has a sentence that stands at docs/c.md:5 too; say it in one place",
    ]


def test_too_many_short_sentences_are_found(tmp_path: Path) -> None:
    (found,) = prose(project(tmp_path, a="It was so. We went. They came. This one is a longer sentence than those."))
    assert str(found) == "docs: 3 of 4 sentences have at most 5 words; join some, until at most 15% have"


def test_the_table_tells_how_often_each_stands(tmp_path: Path) -> None:
    lines = table(
        project(tmp_path, a="A turn. And another turn, for those who like it.", b="No such thing here, at all.")
    )
    assert [" ".join(line.split()) for line in lines] == [
        "turn 2 on 1 pages, at most 2",
        "sentences of 5 words or fewer 1 of 3",
    ]
