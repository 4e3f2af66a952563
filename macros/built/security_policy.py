"""The content security policy of a page: everything from its own site, and the inline scripts that are known."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from pathlib import Path

from macros.yaml_source import read_yaml

KNOWN_FILE = Path(__file__).with_name("known_scripts.yml")
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_HEAD = "<head>"
_NOT_INLINE = re.compile(r"\ssrc\s*=|\stype\s*=\s*[\"']?application/(?:\w+\+)?json", re.IGNORECASE)
_DECLARED = re.compile(r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">", re.IGNORECASE)
_HASH = re.compile(r"'sha256-[^']*'")
_WAY_HOME = re.compile(r'new URL\("[\w./~%-]*",location\)')
"""How Material tells a page where the site begins, the one thing in its scripts that differs from page to page."""


@cache
def known_scripts() -> frozenset[str]:
    """Read which inline scripts pages may carry, by their prints."""
    return frozenset(read_yaml(KNOWN_FILE, "macros/built/known_scripts.yml").data)


def print_of(code: str) -> str:
    """Give what an inline script is known by: the same for each depth of the page, another for any other change."""
    return hashlib.sha256(_WAY_HOME.sub('new URL(".",location)', code).encode()).hexdigest()


def inline_scripts(html: str) -> Iterator[str]:
    """Give the code of each inline script of a page; data and what is loaded from a file are none."""
    for script in _INLINE_SCRIPT.finditer(html):
        if not _NOT_INLINE.search(script["attributes"]):
            yield script["code"]


def script_hashes(html: str, known: Collection[str] | None = None) -> set[str]:
    """Hash the inline scripts of a page, as policies name them; what isn't known is left out, so that it can't run.

    Args:
        html: the page.
        known: the prints of the scripts that may run; those of known_scripts.yml when None.
    """
    prints = known_scripts() if known is None else known
    return {
        f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
        for code in inline_scripts(html)
        if print_of(code) in prints
    }


def policy(hashes: Iterable[str]) -> str:
    """Write the policy that allows some inline scripts.

    Styles come from files alone; Material's script sets positions through the style object, which no policy forbids.
    """
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *sorted(set(hashes)))),
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def with_policy(html: str) -> str:
    """Put the policy of a page into its head, before anything that it governs.

    Raises:
        ValueError: the page has no head to put it into.
    """
    if _HEAD not in html:
        raise ValueError("the page has no <head> for its content security policy")
    written = policy(script_hashes(html))
    return html.replace(_HEAD, f'{_HEAD}<meta http-equiv="Content-Security-Policy" content="{written}">', 1)


def allowed_scripts(html: str) -> frozenset[str]:
    """Read which inline scripts the policy in a page allows, by their hashes.

    Raises:
        ValueError: the page has no policy, several, or one that is not as `policy` writes it.
    """
    declared = _DECLARED.findall(html)
    if len(declared) != 1:
        raise ValueError(f"carries {len(declared) or 'no'} content security policies")
    hashes = frozenset(_HASH.findall(declared[0]))
    if declared[0] != policy(hashes):
        raise ValueError("carries a content security policy that this project did not write")
    return hashes
