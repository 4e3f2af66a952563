"""A built site as a server sees it: its files, their media types, and the policy of each zone.

A policy allows the inline scripts of every page of its zone, and a browser holds a page to its own policy too, so a
page runs its own inline scripts and no other page's. What the header adds: who may frame a page, which no <meta> can
say, and a policy for files that aren't pages, such as an SVG. One for a zone and not one for each page keeps within
what static hosts take.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from macros.built import markup
from macros.built.security_policy import allowed_scripts, policy
from macros.errors import PlaybookError
from macros.web_address import origin_problem

EMBED = "embed"
"""The folder of the pages that other sites may frame."""
ANYONE = "*"

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # a site inside a company keeps its address from the sources that it links to
    "Permissions-Policy": "camera=(), clipboard-write=(self), geolocation=(), microphone=(self), payment=(), usb=()",
}
"""What goes with every answer."""

POLICY_HEADER = "Content-Security-Policy"
ORIGIN_HEADER = "Access-Control-Allow-Origin"
CACHING_HEADER = "Cache-Control"

FOR_A_YEAR = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

CHARSET = "; charset=utf-8"
MEDIA_TYPES = {
    "apkg": "application/octet-stream",  # a zip file whose ending no browser should change
    "css": "text/css",
    "csv": "text/csv",
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
COMPRESSIBLE = re.compile(r"text/|application/(?:json|xml)|image/svg")
WITH_CHARSET = re.compile(r"text/|application/xml|image/svg")

EXPORTED = re.compile(r"(?!assets/|embed/).*\.(?:md|docx|txt|confluence\.xml)")
"""The texts that other sites may fetch, by their path below the site; licences of fonts are not among them."""
NAMED_BY_CONTENT = re.compile(r"assets/.*\.[0-9a-f]{8}\.min\.js(?:\.map)?")
"""Files that the theme names by a hash of what is in them, so that a change gives another name.

Its style sheets have such names too, but the build leaves out of them what the pages don't use.
"""

_HIDDEN = re.compile(r"(?:^|/)\.|^_headers$")
"""What no server sends: deploy/nginx/playbook.conf says the same."""


def check_wiki(wiki: str) -> None:
    """Make sure that a wiki is named as browsers name it, or is anyone.

    Raises:
        PlaybookError: it is not.
    """
    problem = origin_problem(wiki) if wiki != ANYONE else None
    if problem:
        remedy = "write https://wiki.example.com, without a path or a slash at the end, or * for anyone"
        raise PlaybookError(f"WIKI={wiki}", problem, remedy)


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
        check_wiki(self.wiki)
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
                remedy = "give its kind a line in MEDIA_TYPES of macros/hosting/site.py"
                raise PlaybookError(file, f"is a file of an unknown kind, '{ending}'", remedy)
        return found

    @cached_property
    def base(self) -> str:
        """The path that the site was built for, with a slash at both ends.

        Raises:
            PlaybookError: the home page doesn't tell it.
        """
        told = markup.address((self.folder / "index.html").read_text(encoding="utf-8"))
        if not told:
            remedy = "set site_url in mkdocs.yml, or SITE_URL where the site is built"
            raise PlaybookError("index.html", "doesn't tell its address", remedy)
        path = urlsplit(told).path.strip("/")
        return f"/{path}/" if path else "/"

    @cached_property
    def policies(self) -> Mapping[str, str]:
        """The policy of each zone: one for the pages that may be framed, and "" for all others.

        Raises:
            PlaybookError: a page carries no policy.
        """
        zones: dict[str, set[str]] = {}
        for file in self.files:
            if file.endswith(".html"):
                zone = EMBED if file.startswith(f"{EMBED}/") else ""
                zones.setdefault(zone, set()).update(self._allowed_scripts(file))
        framed_by = {"": "'self'", EMBED: ANYONE if self.wiki == ANYONE else f"'self' {self.wiki}"}
        return {zone: f"{policy(hashes)}; frame-ancestors {framed_by[zone]}" for zone, hashes in zones.items()}

    def _allowed_scripts(self, file: str) -> frozenset[str]:
        try:
            return allowed_scripts((self.folder / file).read_text(encoding="utf-8"))
        except ValueError as error:
            raise PlaybookError(file, str(error), "build the site anew") from error

    @property
    def named_by_content(self) -> Sequence[str]:
        """The files that may be kept for good.

        Raises:
            PlaybookError: there are none, so that the theme names its files in another way.
        """
        found = [file for file in self.files if NAMED_BY_CONTENT.fullmatch(file)]
        if not found:
            raise PlaybookError("assets/", "holds no file named by its content", "look whether the theme has changed")
        return found

    @property
    def exported(self) -> Sequence[str]:
        """The texts that other sites may fetch."""
        return [file for file in self.files if EXPORTED.fullmatch(file)]


def media_type(file: str) -> str:
    """Give the media type of a file, with its encoding where it is text."""
    kind = MEDIA_TYPES[Path(file).suffix.removeprefix(".")]
    return f"{kind}{CHARSET}" if WITH_CHARSET.match(kind) else kind
