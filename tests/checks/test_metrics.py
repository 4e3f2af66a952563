"""Which phrases count as a metric that somebody typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.checks.metrics import METRIC, hand_typed
from macros.errors import PlaybookError
from tests.cases import for_every
from tests.small_site import told


def _found(line: str) -> list[str]:
    return [found.group() for found in METRIC.finditer(line)]


@for_every(
    "line, phrase",
    [
        ("It fell by 35 %.", "35 %"),
        ("It fell by 35%.", "35%"),
        ("It fell by 35\u00a0% in all.", "35\u00a0%"),
        ("It changed by −78 % (relative).", "−78 %"),
        ("It changed by -78 %.", "-78 %"),
        ("It rose by +2.8 %.", "+2.8 %"),
        ("It rose by 2.8 percentage points.", "2.8 percentage points"),
        ("It rose by 3 pp.", "3 pp"),
        ("It is 24 × faster.", "24 ×"),
        ("It took 110 ms.", "110 ms"),
        ("It took 110ms.", "110ms"),
        ("It took 1.5 s and no more.", "1.5 s"),
        ("For 3 hours nothing worked.", "3 hours"),
        ("A 30-day window.", "30-day"),
        ("After 1 week it was over.", "1 week"),
        ("It cost $4,000.", "$4,000."),
        ("It cost € 12.50 each.", "€ 12.50"),
        ("1,000,000 users took part.", "1,000,000 users"),
        ("We had 6 incidents.", "6 incidents"),
        ("We were 9 engineers.", "9 engineers"),
        ("(24 teams)", "24 teams"),
        ("In 2 Quarters it was done.", "2 Quarters"),
    ],
)
def test_a_number_with_a_unit_is_a_metric(line: str, phrase: str) -> None:
    assert _found(line) == [phrase]


@for_every(
    "line",
    [
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
    ],
)
def test_a_number_without_a_unit_is_none(line: str) -> None:
    assert _found(line) == []


def _project(root: Path, page: str, exceptions: str) -> Path:
    (root / "docs").mkdir()
    (root / "snippets").mkdir()
    (root / "macros" / "checks").mkdir(parents=True)
    (root / "docs" / "index.md").write_text(page, encoding="utf-8")
    (root / "macros" / "checks" / "exceptions.yml").write_text(exceptions, encoding="utf-8")
    return root


def test_a_metric_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    root = _project(tmp_path, "---\ntitle: x\n---\n\nIt took 110 ms.\n", "{}\n")
    (found,) = told(list(hand_typed(root)))
    assert found.startswith("docs/index.md:5: '110 ms' is typed by hand; name an input or a figure of a story")


@pytest.mark.parametrize(
    "page",
    [
        "```\nIt took 110 ms.\n```\n",
        "~~~ text\nIt took 110 ms.\n~~~\n",
        "It took `110 ms` once.\n",
        'It took {{ input("story.latency") }}, {{ 110 }} ms.\n',
        "See [the source](https://example.org/110-days).\n",
        '<div data-wait="110 ms">x</div>\n',
    ],
    ids=["code fence", "tilde fence", "code span", "macro call", "address", "attribute"],
)
def test_code_calls_and_addresses_are_passed_over(page: str, tmp_path: Path) -> None:
    assert list(hand_typed(_project(tmp_path, page, "{}\n"))) == []


def test_a_metric_after_a_code_fence_is_seen(tmp_path: Path) -> None:
    root = _project(tmp_path, "```\ncode\n```\nIt took 110 ms.\n", "{}\n")
    assert len(list(hand_typed(root))) == 1


def test_a_phrase_may_be_excepted_in_one_file_or_in_all(tmp_path: Path) -> None:
    exceptions = 'docs/index.md:\n  110 ms: a rule\n"*":\n  30 days: a rule\n'
    assert list(hand_typed(_project(tmp_path, "It took 110 ms in 30\u00a0days.\n", exceptions))) == []


def test_an_exception_of_one_file_does_not_hold_in_another(tmp_path: Path) -> None:
    root = _project(tmp_path, "It took 110 ms.\n", "docs/other.md:\n  110 ms: a rule\n")
    words = told(list(hand_typed(root)))
    assert any(one.startswith("docs/index.md:1: '110 ms' is typed by hand") for one in words)
    assert any(one.startswith("macros/checks/exceptions.yml:2: docs/other.md.110 ms: allows a phrase") for one in words)


def test_no_page_at_all_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "macros" / "checks").mkdir(parents=True)
    (tmp_path / "macros" / "checks" / "exceptions.yml").write_text("{}\n", encoding="utf-8")
    with pytest.raises(PlaybookError, match="hold no Markdown; run this from the root of the project"):
        list(hand_typed(tmp_path))
