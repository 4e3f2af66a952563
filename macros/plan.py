"""The plan of the playbook: which sections it has, and how many answers of each are written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.yaml_source import read_yaml

SECTIONS_FILE = Path(__file__).with_name("sections.yml")


@dataclass(frozen=True)
class Section:
    """One section of the playbook."""

    title: str
    question: str
    page: str | None
    state: str


def sections(docs: Path) -> list[Section]:
    """Read the sections in order, with what stands of each below `docs`/answers."""
    plan = read_yaml(SECTIONS_FILE, "macros/sections.yml").data
    return [_section(folder, entry, docs / "answers" / folder) for folder, entry in plan.items()]


def _section(name: str, entry: dict[str, str], folder: Path) -> Section:
    answers = [path for path in folder.glob("*.md") if path.name != "index.md"]
    state = f"{len(answers)} {'answer' if len(answers) == 1 else 'answers'}" if answers else "not written"
    page = f"answers/{name}/index.md" if answers else None
    return Section(entry["title"], entry["question"], page, state)
