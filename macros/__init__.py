"""The Python of the playbook; mkdocs-macros comes in by `define_env`, which loads the rest only when it is called."""

from __future__ import annotations

from typing import Any


def define_env(env: Any) -> None:
    """Give the pages their vocabulary; mkdocs-macros calls this once a build."""
    # Imported here, so that `import macros.formulas` loads the formulas and what they need, and nothing else.
    from macros.building.vocabulary import give  # noqa: PLC0415

    give(env)
