"""Ask every other host that the pages link to whether its page is still there: `python -m macros.checks.external SITE`.

It needs a network, so no build and no test runs it; a schedule does.
"""

from __future__ import annotations

import sys
import urllib.error
import urllib.request
from collections import defaultdict
from pathlib import Path

from macros.built.page import BuiltPage, pages

_TIMEOUT = 20
"""Seconds to wait for one host."""

_NOT_GONE = {401, 403, 405, 429}
"""Answers of hosts that refuse programs; their pages may well be there."""


def external_links(built: list[BuiltPage]) -> dict[str, list[str]]:
    """Give every address on another host with the pages that link to it."""
    found: dict[str, list[str]] = defaultdict(list)
    for page in built:
        if page.source is None:
            continue
        for address in page.article.xpath(".//a/@href"):
            if address.startswith(("https://", "http://")) and page.shown not in found[address]:
                found[address].append(page.shown)
    return dict(found)


def problem_with(address: str) -> str | None:
    """Ask for an address; give what is wrong with it, or None."""
    request = urllib.request.Request(address, headers={"User-Agent": "playbook-link-check"})  # noqa: S310 - http only
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT):  # noqa: S310
            return None
    except urllib.error.HTTPError as error:
        return None if error.code in _NOT_GONE else f"answers {error.code}"
    except (urllib.error.URLError, TimeoutError, OSError) as error:
        return f"can't be reached ({error})"


def main() -> int:
    """Print what is wrong with each address; give 1 when there was something."""
    linked = external_links(pages(Path.cwd(), Path(sys.argv[1]).resolve()))
    failures = 0
    for address, shown in sorted(linked.items()):
        problem = problem_with(address)
        if problem:
            failures += 1
            print(f"{address} {problem}; linked from {', '.join(shown)}")
    print(f"{len(linked)} addresses asked, {failures} to look at")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
