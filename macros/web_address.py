"""Tell whether an address of the web can exist, and is written as browsers write it."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit

_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
_LONGEST_HOST = 253
_OWN_PORTS = {"http": 80, "https": 443}
_NOT_WRITTEN = re.compile(r"[^!-~]|[\"'<>\\^`{|};,]")
"""What no address holds as it stands, or what ends a value in a header."""


def site_problem(address: str) -> str | None:
    """Tell why an address can't be a site's, if it can't.

    >>> site_problem("https://playbook.example.com/team/")
    >>> site_problem("ftp://example.com/")
    'begins with neither http:// nor https://'
    """
    parts, problem = _read(address)
    if problem:
        return problem
    if parts.query or parts.fragment or "?" in address or "#" in address:
        return "has a ? or a #, after which no page can stand"
    return None


def origin_problem(address: str) -> str | None:
    """Tell why an address can't be an origin as browsers name it, if it can't.

    >>> origin_problem("https://wiki.example.com:8443")
    >>> origin_problem("https://wiki.example.com/")
    'has a path, or a slash at its end'
    """
    parts, problem = _read(address)
    if problem:
        return problem
    if address != f"{parts.scheme}://{parts.netloc}":
        return "has a path, or a slash at its end"
    if address != address.lower():
        return "has capitals, which browsers write small"
    if parts.port == _OWN_PORTS[parts.scheme]:
        return f"names port {parts.port}, which browsers leave out"
    return None


def _read(address: str) -> tuple[SplitResult, str | None]:
    """Take an address apart, and tell what is wrong with its beginning."""
    empty = urlsplit("")
    found = _NOT_WRITTEN.search(address)
    if found:
        return empty, f"has {found[0]!r} in it, which no address has"
    try:
        parts = urlsplit(address)
        port, host = parts.port, parts.hostname or ""
    except ValueError as error:
        return empty, f"can't be read: {error}"
    if parts.scheme not in _OWN_PORTS:
        return empty, "begins with neither http:// nor https://"
    if "@" in parts.netloc:
        return empty, "names a user, which readers would see"
    if port == 0 or parts.netloc.endswith(":"):
        return empty, "names no port after its colon"
    return parts, None if _can_exist(host.lower()) else f"names the host '{host}', which can't exist"


def _can_exist(host: str) -> bool:
    """Tell whether a host is an address of the internet protocol, or labels of letters, digits and hyphens."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.split(".")
        numeric = labels[-1].isdecimal()  # then browsers take it for an address of four numbers
        return len(host) <= _LONGEST_HOST and not numeric and all(_LABEL.fullmatch(label) for label in labels)
    return True
