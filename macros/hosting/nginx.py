"""Write the parts of nginx's configuration that depend on the site; deploy/nginx holds the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from macros.hosting.site import (
    ALWAYS,
    ASK_EACH_TIME,
    CACHING_HEADER,
    COMPRESSIBLE,
    EMBED,
    EXPORTED,
    FOR_A_YEAR,
    MEDIA_TYPES,
    NAMED_BY_CONTENT,
    ORIGIN_HEADER,
    POLICY_HEADER,
    WITH_CHARSET,
    Site,
)


def nginx_maps(site: Site) -> str:
    """Write what belongs beside nginx's `server`: the headers that depend on the file that is sent."""
    base = re.escape(site.base)
    embed = f'"~^{base}{EMBED}/"'
    policies = [("default", f'"{site.policies[""]}"')]
    if EMBED in site.policies:
        policies.append((embed, f'"{site.policies[EMBED]}"'))
    kept = (f'"~^{base}{NAMED_BY_CONTENT.pattern}$"', f'"{FOR_A_YEAR}"')
    fetched = (embed, f'"~^{base}{EXPORTED.pattern}$"')
    parts = (
        _map("playbook_policy", policies),
        _map("playbook_origin", [("default", '""'), *((key, f'"{site.wiki}"') for key in fetched)]),
        _map("playbook_caching", [("default", f'"{ASK_EACH_TIME}"'), kept]),
    )
    return "\n".join(parts)


def _map(variable: str, lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join((f"map $uri ${variable} {{", *(f"    {key} {value};" for key, value in lines), "}")) + "\n"


def nginx_server(site: Site) -> str:
    """Write what belongs into nginx's `server`: where the site stands, its headers and its media types."""
    used = sorted({Path(file).suffix.removeprefix(".") for file in site.files})
    kinds = sorted({MEDIA_TYPES[ending] for ending in used} - {"text/html"})  # nginx counts HTML in by itself
    headers = ALWAYS | {
        POLICY_HEADER: "$playbook_policy",
        ORIGIN_HEADER: "$playbook_origin",
        CACHING_HEADER: "$playbook_caching",
    }
    lines = [
        # A folder without a page is 403 to nginx; to a reader, nothing is there.
        f"error_page 403 404 =404 {site.base}404.html;",
        f"location {site.base} {{ alias $playbook_site/; }}",
    ]
    if site.base != "/":
        lines += [f"location = {site.base.rstrip('/')} {{ return 301 {site.base}; }}", "location / { return 404; }"]
    lines += [f'add_header {name} "{value}" always;' for name, value in headers.items()]
    lines += ["types {", *(f"    {MEDIA_TYPES[ending]} {ending};" for ending in used), "}"]
    lines += [
        f"charset_types {' '.join(kind for kind in kinds if WITH_CHARSET.match(kind))};",
        f"gzip_types {' '.join(kind for kind in kinds if COMPRESSIBLE.match(kind))};",
    ]
    return "\n".join(lines) + "\n"
