"""The policy of a page allows the inline scripts that are known, by their hashes, and no others."""

from __future__ import annotations

import base64
import hashlib

import pytest

from macros.built import security_policy
from macros.built.security_policy import allowed_scripts, inline_scripts, policy, print_of, script_hashes, with_policy

KNOWN = ("a()", "one()", "two()", '\n  a("é");\n', "alert('Hello, world.');")


@pytest.fixture(autouse=True)
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let some scripts be known."""
    monkeypatch.setattr(security_policy, "known_scripts", lambda: frozenset(print_of(code) for code in KNOWN))


def hashed(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def scripts(html: str) -> list[str]:
    (directive,) = (part for part in policy(script_hashes(html)).split("; ") if part.startswith("script-src "))
    return directive.split(" ")[1:]


def test_a_page_without_inline_scripts_runs_scripts_of_its_own_site_alone() -> None:
    assert policy(script_hashes("<head></head>")) == (
        "default-src 'self'; script-src 'self'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'self'; form-action 'self'"
    )


def test_the_known_hash_of_an_inline_script_is_allowed() -> None:
    # The example of the specification, https://www.w3.org/TR/CSP3/#script-src-hash-usage
    assert scripts("<script>alert('Hello, world.');</script>") == [
        "'self'",
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='",  # pragma: allowlist secret
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<script>a()</script>",
        '<script type="module">a()</script>',
        '<script type="text/javascript">a()</script>',
        '<script type="application/javascript">a()</script>',
        '<script data-src="x.js">a()</script>',
        "<SCRIPT>a()</SCRIPT>",
    ],
)
def test_every_kind_of_inline_script_that_runs_is_allowed(html: str) -> None:
    assert scripts(html) == ["'self'", hashed("a()")]


@pytest.mark.parametrize(
    "html",
    [
        '<script src="a.js"></script>',
        '<script async src = "a.js"></script>',
        '<script id="__config" type="application/json">{"a": 1}</script>',
        "<script type='application/ld+json'>{}</script>",
    ],
)
def test_a_script_from_a_file_and_data_need_no_hash(html: str) -> None:
    assert scripts(html) == ["'self'"]


def test_a_script_that_nobody_knows_is_not_allowed() -> None:
    html = "<script>a()</script><script>b()</script>"
    assert scripts(html) == ["'self'", hashed("a()")]
    assert list(inline_scripts(html)) == ["a()", "b()"]


def test_a_script_is_known_at_every_depth_of_the_site_and_in_no_other_shape() -> None:
    code = '__md_scope=new URL("{}",location),a=1'
    prints = {print_of(code.format(way)) for way in (".", "..", "../../..", "/", "/playbook/")}
    assert len(prints) == 1
    others = ('");go();("', "https://example.org/a b", "javascript:go()")
    assert all(print_of(code.format(way)) not in prints for way in others)
    assert print_of(code.format(".") + ";go()") not in prints


def test_a_script_is_hashed_byte_by_byte_with_its_line_breaks() -> None:
    code = '\n  a("é");\n'
    assert scripts(f"<script>{code}</script>") == ["'self'", hashed(code)]


def test_scripts_are_listed_once_and_in_order_whatever_their_order_on_the_page() -> None:
    one, two = "<script>one()</script>", "<script>two()</script>"
    assert policy(script_hashes(one + two + one)) == policy(script_hashes(two + one))
    assert len(scripts(one + two + one)) == 3


def test_the_policy_stands_first_in_the_head() -> None:
    html = with_policy("<html><head><meta charset=utf-8><script>a()</script></head></html>")
    assert html.startswith('<html><head><meta http-equiv="Content-Security-Policy" content="default-src ')
    assert hashed("a()") in html
    assert html.count("Content-Security-Policy") == 1


def test_a_page_without_a_head_is_refused() -> None:
    with pytest.raises(ValueError, match="no <head>"):
        with_policy("<p>words</p>")


def test_a_page_tells_which_scripts_its_policy_allows() -> None:
    html = with_policy("<html><head><script>a()</script></head></html>")
    assert allowed_scripts(html) == {hashed("a()")}
    assert allowed_scripts(html.replace("a()", "b()")) == {hashed("a()")}


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<head></head>", "carries no content security policies"),
        (with_policy("<head></head>") * 2, "carries 2 content security policies"),
        (with_policy("<head></head>").replace("'none'", "*"), "that this project did not write"),
    ],
)
def test_a_policy_of_another_form_is_refused(html: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        allowed_scripts(html)
