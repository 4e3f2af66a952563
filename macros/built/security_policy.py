"""The content security policy of a page: everything from its own site, and exactly the inline scripts that it has."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_HEAD = "<head>"
_NOT_INLINE = re.compile(r"\ssrc\s*=|\stype\s*=\s*[\"']?application/(?:\w+\+)?json", re.IGNORECASE)
_DECLARED = re.compile(r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">", re.IGNORECASE)
_HASH = re.compile(r"'sha256-[^']*'")


def script_hashes(html: str) -> set[str]:
    """Hash the inline scripts of a page, as policies name them."""
    return {
        f"'sha256-{base64.b64encode(hashlib.sha256(script['code'].encode()).digest()).decode()}'"
        for script in _INLINE_SCRIPT.finditer(html)
        if not _NOT_INLINE.search(script["attributes"])
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
