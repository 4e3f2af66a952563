"""Tell which addresses a page may write: within the site, on another host by https, or of a mailbox."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SCHEMES = ("https", "http", "mailto")
_SIGNS = re.compile(r"[\x00-\x20\x7f\\]")
_ENCODED = re.compile(r"%(?:2e|2f|5c|00)", re.IGNORECASE)
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,")


def address_problem(tag: str, address: str) -> tuple[str, str] | None:
    """Find what is wrong with the way in which an address is written.

    Args:
        tag: the element that it stands in.
        address: the address, its entities read.

    Returns:
        The problem and the remedy; None where there is none.
    """
    if not address.strip():
        return f"<{tag}> has an empty address", "say where it leads"
    if _SIGNS.search(address.strip(" ")):
        return f"'{address}' holds a blank or a backslash", "write it without, %20 for a blank"
    if address.startswith("//"):
        return f"'{address}' leaves out https:", "write the whole address"
    if _ENCODED.search(address.partition("?")[0].partition("#")[0]):
        return f"'{address}' hides dots or slashes in its path", "write them as they are"
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return f"'{address}' isn't an address", "mend it"
    if not scheme or scheme in SCHEMES or (tag == "img" and PICTURE.match(address)):
        return None
    if scheme == "javascript":
        return f"'{address}' runs a script", "use a button"
    return f"'{address}' is of the kind '{scheme}:'", "link to pages of the site, by https: to others, or by mailto:"
