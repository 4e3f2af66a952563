"""Write `_headers`, for Netlify, Cloudflare Pages and hosts that read the same."""

from __future__ import annotations

from collections.abc import Mapping

from macros.errors import PlaybookError
from macros.hosting.site import (
    ALWAYS,
    CACHING_HEADER,
    EMBED,
    FOR_A_YEAR,
    ORIGIN_HEADER,
    POLICY_HEADER,
    Site,
    media_type,
)

RULES = 100
LINE = 2000
"""What Cloudflare Pages takes of a `_headers` file."""


def rules(site: Site) -> Mapping[str, Mapping[str, str]]:
    """Give the rules of `_headers`, the headers by the addresses that they are for.

    No address gets the same header from two rules: Cloudflare Pages would join the two values with a comma, Netlify
    would take one, and no rule can take back what another gave in a way that both understand. So the policy is given
    folder by folder. An address that leads nowhere gets the 404 page with the policy in the page alone.
    """
    given: dict[str, dict[str, str]] = {f"{site.base}*": ALWAYS}

    def give(place: str, headers: dict[str, str]) -> None:
        given.setdefault(f"{site.base}{place}", {}).update(headers)

    own = {POLICY_HEADER: site.policies[""]}
    give("", own)
    for top in sorted({file.partition("/")[0] for file in site.files} - {EMBED}):
        give(f"{top}/*" if (site.folder / top).is_dir() else top, own)
    if EMBED in site.policies:
        give(f"{EMBED}/*", {POLICY_HEADER: site.policies[EMBED], ORIGIN_HEADER: site.wiki})
    for pattern, kind in sorted({(_pattern(file), media_type(file)) for file in site.exported}):
        give(pattern, {ORIGIN_HEADER: site.wiki, "Content-Type": kind})
    for file in site.named_by_content:
        give(file, {CACHING_HEADER: FOR_A_YEAR})
    return given


def _pattern(file: str) -> str:
    """Let any folder take the place of the file's own, as deep down."""
    *folders, name = file.split("/")
    return "/".join((*(f":folder{depth}" for depth, _ in enumerate(folders, 1)), name))


def headers_file(site: Site) -> str:
    """Write `_headers`, for Netlify, Cloudflare Pages and hosts that read the same.

    Raises:
        PlaybookError: it would be more than these hosts take.
    """
    blocks = [
        "\n".join((pattern, *(f"  {name}: {value}" for name, value in headers.items())))
        for pattern, headers in rules(site).items()
    ]
    longest = max(len(line) for block in blocks for line in block.split("\n"))
    if len(blocks) > RULES or longest > LINE:
        raise PlaybookError(
            "_headers",
            f"would have {len(blocks)} rules, and a line of {longest} characters",
            f"Cloudflare Pages takes {RULES} rules and {LINE} characters; let a rule cover more",
        )
    return "\n".join(blocks) + "\n"
