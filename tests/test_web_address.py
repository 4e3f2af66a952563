"""Addresses that can't exist, or that browsers write otherwise, are told from those that can."""

from __future__ import annotations

from collections.abc import Callable

from macros.web_address import origin_problem, site_problem

HOSTS = {
    "": "can't exist",
    "-a.example": "can't exist",
    "a..example": "can't exist",
    ".example.com": "can't exist",
    "wiki.example.": "can't exist",
    f"{'a' * 64}.example": "can't exist",
    ".".join(["a" * 60] * 5): "can't exist",
    "a_b.example": "can't exist",
    "300.1.1.1": "can't exist",
    "1.2.3": "can't exist",
    "exa mple.com": "' ' in it",
    "bücher.example": "'ü' in it",
    "a;x": "';' in it",
    'a"x': "'\"' in it",
    "a.example:": "names no port",
    "a.example:0": "names no port",
    "a.example:99999": "can't be read",
    "a.example:http": "can't be read",
    "[::1": "can't be read",
    "me@a.example": "names a user",
}
"""What stands between the slashes, and what is told of it."""
SCHEMES = {
    "": "neither http:// nor https://",
    "wiki.example.com": "neither http:// nor https://",
    "//wiki.example.com": "neither http:// nor https://",
    "ftp://wiki.example.com": "neither http:// nor https://",
    "javascript:alert": "neither http:// nor https://",
}
GOOD = ("https://wiki.example.com", "http://wiki", "https://a-1.example:8443", "http://127.0.0.1:8000", "http://[::1]")


def _wrong(check: Callable[[str], str | None], expected: dict[str, str]) -> list[tuple[str, str | None]]:
    """Give the addresses of which something else is told than expected."""
    told = {address: check(address) for address in expected}
    return [(address, problem) for address, problem in told.items() if expected[address] not in str(problem)]


def test_hosts_and_schemes_that_can_not_be_are_told() -> None:
    addresses = {f"https://{host}": told for host, told in HOSTS.items()} | SCHEMES
    assert _wrong(origin_problem, addresses) == []
    assert _wrong(site_problem, addresses) == []


def test_an_origin_is_written_as_browsers_write_it() -> None:
    expected = {
        "https://wiki.example.com/": "has a path",
        "https://wiki.example.com/a": "has a path",
        "https://wiki.example.com?a": "has a path",
        "https://Wiki.example.com": "capitals",
        "https://wiki.example.com:443": "port 443, which browsers leave out",
        "http://wiki.example.com:80": "port 80, which browsers leave out",
    }
    assert _wrong(origin_problem, expected) == []
    assert [address for address in GOOD if origin_problem(address)] == []


def test_a_site_may_have_a_path_and_nothing_after_it() -> None:
    expected = {"https://a.example/?b": "has a ? or a #", "https://a.example/#": "has a ? or a #"}
    assert _wrong(site_problem, expected) == []
    good = [*GOOD, *(f"{address}/" for address in GOOD), "https://A.example/team/play%20book/"]
    assert [address for address in good if site_problem(address)] == []
