"""Write what a server needs to send a built site well, from the site: `_headers`, and the part of nginx that changes.

The header's content security policy is put together from the policies in the pages. It allows what any page of its zone
allows, and a browser holds a page to both, so a page runs its own inline scripts and no other page's. What the header
adds: who may frame a page, which no <meta> can say, and a policy for files that aren't pages, such as an SVG. One for a
zone and not one for each page keeps within what Cloudflare Pages takes: 100 rules, 2,000 characters a line.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import lxml.html

from macros.errors import PlaybookError
from macros.upkeep import update
from macros.web_address import origin_problem

EMBED = "embed"
"""The folder of the pages that other sites may frame."""
ANYONE = "*"
LIST = ".playbook-hosting"
"""The list of what was written for servers, in the folder that it was written to."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a site inside a company keeps its address from the sources that it links to
    "Permissions-Policy": "camera=(), clipboard-write=(self), geolocation=(), microphone=(), payment=(), usb=()",
}
"""What goes with every answer."""

_POLICY_HEADER = "Content-Security-Policy"
_ORIGIN_HEADER = "Access-Control-Allow-Origin"
_CACHING_HEADER = "Cache-Control"

FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

CHARSET = "; charset=utf-8"
MEDIA_TYPES = {
    "css": "text/css",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gz": "application/gzip",
    "html": "text/html",
    "js": "text/javascript",
    "json": "application/json",
    "map": "application/json",
    "md": "text/markdown",
    "png": "image/png",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
"""The media type of each kind of file, by its ending."""
_COMPRESSIBLE = re.compile(r"text/|application/(?:json|xml)|image/svg")
_WITH_CHARSET = re.compile(r"text/|application/xml|image/svg")

_EXPORTED = re.compile(r"(?!assets/|embed/).*\.(?:md|docx|txt|confluence\.xml)")
"""The texts that other sites may fetch, by their path below the site; licences of fonts are not among them."""
_NAMED_BY_CONTENT = re.compile(r"assets/.*\.[0-9a-f]{8}\.min\.(?:css|js)(?:\.map)?")
"""Files that the theme names by a hash of what is in them, so that a change gives another name."""

_HIDDEN = re.compile(r"(?:^|/)\.|^_headers$")
"""What no server sends: deploy/nginx/playbook.conf says the same."""

_POLICY = "//meta[translate(@http-equiv, 'CPS', 'cps')='content-security-policy']/@content"
_FALLBACKS = {
    "child-src": ("default-src",),
    "connect-src": ("default-src",),
    "font-src": ("default-src",),
    "frame-src": ("child-src", "default-src"),
    "img-src": ("default-src",),
    "manifest-src": ("default-src",),
    "media-src": ("default-src",),
    "object-src": ("default-src",),
    "script-src": ("default-src",),
    "script-src-attr": ("script-src", "default-src"),
    "script-src-elem": ("script-src", "default-src"),
    "style-src": ("default-src",),
    "style-src-attr": ("style-src", "default-src"),
    "style-src-elem": ("style-src", "default-src"),
    "worker-src": ("child-src", "script-src", "default-src"),
}
"""What a browser goes by where a policy lacks a directive."""

RULES = 100
LINE = 2000
"""What Cloudflare Pages takes of a `_headers` file."""

Policy = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Site:
    """A built site, as a server sees it."""

    folder: Path
    wiki: str = ANYONE
    """The one origin that may frame the pages made for it and fetch the texts, or anyone."""

    def __post_init__(self) -> None:
        """Make sure that there is a site, and that the wiki is named as browsers name it.

        Raises:
            PlaybookError: one of them is not so.
        """
        check_origin(self.wiki)
        if not (self.folder / "index.html").is_file():
            raise PlaybookError(str(self.folder), "holds no built site", "build it first")

    @cached_property
    def files(self) -> Sequence[str]:
        """Every file that readers may have, by its path below the site.

        Raises:
            PlaybookError: a file is of a kind that has no media type.
        """
        paths = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        found = sorted(path for path in paths if not _HIDDEN.search(path))
        for file in found:
            ending = Path(file).suffix.removeprefix(".")
            if ending not in MEDIA_TYPES:
                remedy = "give its kind a line in MEDIA_TYPES of macros/hosting/server.py"
                raise PlaybookError(file, f"is a file of an unknown kind, '{ending}'", remedy)
        return found

    @cached_property
    def base(self) -> str:
        """The path that the site was built for, with a slash at both ends.

        Raises:
            PlaybookError: the home page doesn't tell it.
        """
        addresses = lxml.html.fromstring((self.folder / "index.html").read_bytes()).xpath(
            "//link[@rel='canonical']/@href"
        )
        if len(addresses) != 1:
            remedy = "set site_url in mkdocs.yml, or SITE_URL where the site is built"
            raise PlaybookError("index.html", "doesn't tell its address", remedy)
        path = urlsplit(str(addresses[0])).path.strip("/")
        return f"/{path}/" if path else "/"

    @cached_property
    def policies(self) -> Mapping[str, str]:
        """The policy of each zone: one for the pages that may be framed, and "" for all others.

        Raises:
            PlaybookError: a page carries no policy.
        """
        zones: dict[str, list[Policy]] = {}
        for file in self.files:
            if file.endswith(".html"):
                zone = EMBED if file.startswith(f"{EMBED}/") else ""
                zones.setdefault(zone, []).append(self._policy(file))
        framed_by = {"": "'self'", EMBED: ANYONE if self.wiki == ANYONE else f"'self' {self.wiki}"}
        return {
            zone: f"{_written(_union(policies))}; frame-ancestors {framed_by[zone]}" for zone, policies in zones.items()
        }

    @property
    def named_by_content(self) -> Sequence[str]:
        """The files that may be kept for good.

        Raises:
            PlaybookError: there are none, so that the theme names its files in another way.
        """
        found = [file for file in self.files if _NAMED_BY_CONTENT.fullmatch(file)]
        if not found:
            raise PlaybookError("assets/", "holds no file named by its content", "look whether the theme has changed")
        return found

    @property
    def exported(self) -> Sequence[str]:
        """The texts that other sites may fetch."""
        return [file for file in self.files if _EXPORTED.fullmatch(file)]

    def _policy(self, file: str) -> Policy:
        found = lxml.html.fromstring((self.folder / file).read_bytes()).xpath(_POLICY)
        if len(found) != 1:
            raise PlaybookError(file, f"carries {len(found) or 'no'} content security policies", "build the site anew")
        directives = (directive.split() for directive in str(found[0]).split(";") if directive.strip())
        return {name.lower(): frozenset(values) for name, *values in directives}


def check_origin(wiki: str) -> None:
    """Make sure that a wiki is named as browsers name it.

    Raises:
        PlaybookError: it is not.
    """
    problem = origin_problem(wiki) if wiki != ANYONE else None
    if problem:
        remedy = "write https://wiki.example.com, without a path or a slash at the end, or * for anyone"
        raise PlaybookError(f"WIKI={wiki}", problem, remedy)


def _union(policies: Sequence[Policy]) -> Policy:
    """Allow what any of the policies allows, as far as one policy can say it."""
    union: Policy = {}
    for name in sorted(frozenset().union(*policies)):
        given = [_effective(policy, name) for policy in policies]
        if None not in given:  # otherwise some page is free in this, and so must the header be
            values = frozenset().union(*(one for one in given if one is not None))
            union[name] = values - {"'none'"} if len(values) > 1 else values
    return union


def _effective(policy: Policy, name: str) -> frozenset[str] | None:
    """Tell what a policy allows; None: anything."""
    return next((policy[given] for given in (name, *_FALLBACKS.get(name, ())) if given in policy), None)


def _written(policy: Policy) -> str:
    return "; ".join(" ".join((name, *sorted(values))) for name, values in sorted(policy.items()))


# Static hosts that read `_headers`


def rules(site: Site) -> Mapping[str, Mapping[str, str]]:
    """Give the rules of `_headers`, the headers by the addresses that they are for.

    No address gets the same header from two rules: Cloudflare Pages would join the two values with a comma, Netlify
    would take one, and no rule can take back what another gave in a way that both understand. So the policy is given
    folder by folder. An address that leads nowhere gets the 404 page with the policy in the page alone.
    """
    given: dict[str, dict[str, str]] = {f"{site.base}*": ALWAYS}

    def give(place: str, headers: dict[str, str]) -> None:
        given.setdefault(f"{site.base}{place}", {}).update(headers)

    own = {_POLICY_HEADER: site.policies[""]}
    give("", own)
    for top in sorted({file.partition("/")[0] for file in site.files} - {EMBED}):
        give(f"{top}/*" if (site.folder / top).is_dir() else top, own)
    if EMBED in site.policies:
        give(f"{EMBED}/*", {_POLICY_HEADER: site.policies[EMBED], _ORIGIN_HEADER: site.wiki})
    for pattern, kind in sorted({(_pattern(file), _media_type(file)) for file in site.exported}):
        give(pattern, {_ORIGIN_HEADER: site.wiki, "Content-Type": kind})
    for file in site.named_by_content:
        give(file, {_CACHING_HEADER: FOR_A_YEAR})
    return given


def _pattern(file: str) -> str:
    """Let any folder take the place of the file's own, as deep down."""
    *folders, name = file.split("/")
    return "/".join((*(f":folder{depth}" for depth, _ in enumerate(folders, 1)), name))


def _media_type(file: str) -> str:
    kind = MEDIA_TYPES[Path(file).suffix.removeprefix(".")]
    return f"{kind}{CHARSET}" if _WITH_CHARSET.match(kind) else kind


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


# nginx


def nginx_maps(site: Site) -> str:
    """Write what belongs beside nginx's `server`: the headers that depend on the file that is sent."""
    base = re.escape(site.base)
    embed = f'"~^{base}{EMBED}/"'
    policies = [("default", f'"{site.policies[""]}"')]
    if EMBED in site.policies:
        policies.append((embed, f'"{site.policies[EMBED]}"'))
    kept = (f'"~^{base}{_NAMED_BY_CONTENT.pattern}$"', f'"{FOR_A_YEAR}"')
    fetched = (embed, f'"~^{base}{_EXPORTED.pattern}$"')
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
        _POLICY_HEADER: "$playbook_policy",
        _ORIGIN_HEADER: "$playbook_origin",
        _CACHING_HEADER: "$playbook_caching",
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
        f"charset_types {' '.join(kind for kind in kinds if _WITH_CHARSET.match(kind))};",
        f"gzip_types {' '.join(kind for kind in kinds if _COMPRESSIBLE.match(kind))};",
    ]
    return "\n".join(lines) + "\n"


# The command


def write(site: Site, out: Path) -> None:
    """Write all of it below a folder that is not the site's, since readers have no use for it.

    Raises:
        PlaybookError: the folder lies in the site, or a file in it isn't ours.
    """
    if out.resolve().is_relative_to(site.folder.resolve()):
        raise PlaybookError(str(out), "lies in the site, which would offer it to readers", "name a folder beside it")
    texts = {
        "_headers": headers_file(site),
        "nginx/maps.conf": nginx_maps(site),
        "nginx/server.conf": nginx_server(site),
    }
    update(out, LIST, texts)


def main() -> int:
    """Run `python -m macros.hosting.server SITE OUT`."""
    parser = argparse.ArgumentParser(prog="python -m macros.hosting.server")
    parser.add_argument("site", type=Path, help="the folder of the built site")
    parser.add_argument("out", type=Path, help="the folder to write to")
    parser.add_argument("--wiki", default=ANYONE, help="the one site that may frame embed/ and fetch the texts")
    given = parser.parse_args()
    try:
        write(Site(given.site, given.wiki), given.out)
    except PlaybookError as error:
        print(f"ERROR   -  {error}", file=sys.stderr)
        return 1
    print(f"hosting: written to {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
