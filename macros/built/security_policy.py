"""The content security policy of a page: everything from its own site, and exactly the inline scripts that it has."""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.DOTALL | re.IGNORECASE)
_HEAD = "<head>"
_NOT_INLINE = re.compile(r"\ssrc\s*=|\stype\s*=\s*[\"']?application/(?:\w+\+)?json", re.IGNORECASE)


def policy(html: str) -> str:
    """Write the policy that a page needs.

    Styles come from files alone; Material's script sets positions through the style object, which no policy forbids.
    """
    hashes = sorted(
        {
            f"'sha256-{base64.b64encode(hashlib.sha256(script['code'].encode()).digest()).decode()}'"
            for script in _INLINE_SCRIPT.finditer(html)
            if not _NOT_INLINE.search(script["attributes"])
        }
    )
    return "; ".join(
        (
            "default-src 'self'",
            " ".join(("script-src 'self'", *hashes)),
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
    return html.replace(_HEAD, f'{_HEAD}<meta http-equiv="Content-Security-Policy" content="{policy(html)}">', 1)
