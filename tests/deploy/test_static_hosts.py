"""`_headers`, read by the rules that Netlify and Cloudflare Pages share, gives every address what nginx gives it."""

from __future__ import annotations

import contextlib
import functools
import re
from collections import defaultdict
from email.message import Message
from pathlib import Path

import pytest

from macros.hosting.site import ALWAYS, FOR_A_YEAR, Site
from macros.hosting.static_hosts import headers_file
from tests.deploy.asking import address, asked, files
from tests.deploy.offered import EMBEDDED, EXPORTS
from tests.nginx import Server

pytestmark = pytest.mark.xdist_group("nginx")

CROSS_ORIGIN = "Access-Control-Allow-Origin"
POLICY = "Content-Security-Policy"


def read(text: str) -> list[tuple[str, dict[str, str]]]:
    """Read a `_headers` file: a path at the start of a line, its headers indented below it."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        else:
            name, value = re.fullmatch(r"  ([\w-]+): (.+)", line).groups()  # type: ignore[union-attr]
            assert name not in rules[-1][1]
            rules[-1][1][name] = value
    return rules


@functools.cache
def pattern_of(written: str, netlify: bool) -> re.Pattern[str]:
    """Tell which paths a rule is for: `*` stands for anything, `:name` for anything within one folder.

    To Netlify, `/about/*` is for /about as well, and for /about-us.
    """
    assert "*" not in written.removesuffix("*"), "Netlify takes a star at the end alone"
    parts = re.split(r"(\*|:\w+)", written)
    expression = (".*" if part == "*" else "[^/]+" if part.startswith(":") else re.escape(part) for part in parts)
    whole = "".join(expression)
    if netlify:
        whole = re.sub(r"/\.\*$", "/?.*", whole) + "/?"
    return re.compile(whole, re.IGNORECASE if netlify else 0)


@pytest.fixture(scope="module")
def rules(offered: Path) -> list[tuple[str, dict[str, str]]]:
    """The rules of the site with a file of every kind."""
    return read(headers_file(Site(offered)))


def given(rules: list[tuple[str, dict[str, str]]], path: str, netlify: bool = False) -> dict[str, list[str]]:
    """Collect what all rules for a path give it."""
    headers = defaultdict(list)
    for pattern, values in rules:
        if pattern_of(pattern, netlify).fullmatch(path):
            for name, value in values.items():
                headers[name].append(value)
    return headers


@pytest.fixture(scope="module")
def sent(offered: Path, server: Server) -> dict[str, Message]:
    """What nginx gives every file, asked for over one connection."""
    with contextlib.closing(server.connection()) as connection:
        return {file: asked(connection, address(file), "HEAD").headers for file in files(offered)}


@pytest.mark.parametrize("netlify", [False, True])
def test_every_address_gets_what_nginx_gives_it_and_no_header_twice(
    netlify: bool, rules: list[tuple[str, dict[str, str]]], sent: dict[str, Message]
) -> None:
    """Two policies would both hold, and two origins are none."""
    for file, theirs in sent.items():
        every = given(rules, address(file), netlify)
        assert {name: values for name, values in every.items() if len(values) > 1} == {}, file
        headers = {name: value for name, (value,) in every.items()}
        for name in (POLICY, CROSS_ORIGIN, *ALWAYS):
            assert headers.get(name) == theirs[name], f"{file}: {name}"
        if file in EXPORTS:
            assert headers["Content-Type"] == theirs["Content-Type"], file
        if theirs["Cache-Control"] == FOR_A_YEAR:
            assert headers["Cache-Control"] == FOR_A_YEAR, file
        else:
            assert "Cache-Control" not in headers, "both hosts have a browser ask each time unless told otherwise"


def test_both_names_of_a_page_get_its_policy(rules: list[tuple[str, dict[str, str]]]) -> None:
    for page in ("/", "/about/fiction/", "/embed/laid-out/"):
        assert given(rules, page)[POLICY] == given(rules, f"{page}index.html")[POLICY] != []


def test_what_is_not_there_gets_the_headers_of_every_answer(rules: list[tuple[str, dict[str, str]]]) -> None:
    assert given(rules, "/no/page") == {name: [value] for name, value in ALWAYS.items()}


def test_the_file_keeps_to_what_cloudflare_pages_takes(rules: list[tuple[str, dict[str, str]]], offered: Path) -> None:
    assert len(rules) <= 100
    assert max(len(line) for line in headers_file(Site(offered)).splitlines()) <= 2000


def test_there_is_a_rule_for_every_kind_of_file(rules: list[tuple[str, dict[str, str]]]) -> None:
    for file in (*EXPORTS, *EMBEDDED):
        assert given(rules, address(file))[CROSS_ORIGIN] == ["*"], file
