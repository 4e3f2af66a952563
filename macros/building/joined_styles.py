"""Join the style sheets that every page loads into one: a single request, and fewer bytes than they have apart."""

from __future__ import annotations

import re
from typing import Any

from mkdocs.structure.files import File, Files

JOINED = "assets/stylesheets/playbook.css"
_ONLY_FOR_AUTHORS = re.compile(r"/\*.*?\*/|^ +", re.DOTALL | re.MULTILINE)


def join_styles(files: Files, config: Any) -> None:
    """Put one style sheet in the place of those that `extra_css` of mkdocs.yml names, in their order.

    A comment names each, and its lines stay apart, so that a check can tell where a mistake was written. Addresses stay
    as they are: a style sheet that names any stands in the folder of the joined one.
    """
    parts = [files.src_uris[name] for name in config["extra_css"]]
    text = "".join(f"/* {part.src_uri} */\n{_bare(part.content_string)}" for part in parts)
    for part in parts:
        files.remove(part)
    files.append(File.generated(config, JOINED, content=text))
    config["extra_css"] = [JOINED]


def _bare(text: str) -> str:
    """Leave out comments and what lines begin with, and keep every line."""
    return _ONLY_FOR_AUTHORS.sub(lambda found: "\n" * found[0].count("\n"), text)
