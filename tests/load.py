"""A bounded load on nginx over loopback, for `make bench`: requests a second, latency, errors."""

from __future__ import annotations

import contextlib
import gzip
import http.client
import itertools
import multiprocessing
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.nginx import Server, serving_with_nginx

CLIENTS = 2
"""Processes that ask; a single one would be slower than the server."""
CONNECTIONS = 4
"""Connections of each, kept open and used at the same time."""
REQUESTS = 4000
"""Of all together; the number is fixed, so that the load ends by itself."""


def load(site: Path) -> Iterator[str]:
    """Ask nginx for pages and for what pages need, a fixed number of times; tell each kind of load in a line.

    Raises:
        RuntimeError: an answer was wrong or didn't come; says how many.
    """
    pages = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("*/index.html"))
    needed = sorted(
        path.relative_to(site).as_posix()
        for kind in ("*.css", "*.js", "*.woff2", "*.svg")
        for path in (site / "assets").rglob(kind)
        if "lunr" not in path.parts
    )
    with serving_with_nginx(site) as server:
        yield _told("pages, compressed", server, pages, {"Accept-Encoding": "gzip"})
        yield _told("pages, as they are", server, pages, {})
        yield _told("styles, scripts, fonts, compressed", server, needed, {"Accept-Encoding": "gzip"})
        for page in pages:
            path = server.folder / page / "index.html"
            path.with_name("index.html.gz").write_bytes(gzip.compress(path.read_bytes(), 9))
        yield _told("pages, compressed beforehand as in the container", server, pages, {"Accept-Encoding": "gzip"})


def _told(what: str, server: Server, paths: Sequence[str], headers: dict[str, str]) -> str:
    asked = itertools.cycle(paths)
    shares = [(server, [next(asked) for _ in range(REQUESTS // CLIENTS)], headers) for _ in range(CLIENTS)]
    with multiprocessing.get_context("spawn").Pool(CLIENTS) as pool:
        pool.map(_ready, range(CLIENTS), chunksize=1)  # what clients import is not a part of the load
        begun = time.perf_counter()
        answers = [answer for share in pool.starmap(_client, shares, chunksize=1) for answer in share]
        seconds = time.perf_counter() - begun
    errors = [answer.error for answer in answers if answer.error]
    if errors:
        raise RuntimeError(f"{what}: {len(errors)} of {len(answers)} requests failed, the first with {errors[0]}")
    latencies = sorted(answer.seconds * 1000 for answer in answers)
    cuts = statistics.quantiles(latencies, n=1000)
    shown = ", ".join(f"p{at / 10:g} {cuts[at - 1]:.2f}" for at in (500, 950, 990, 999))
    return (
        f"nginx, {what}: {len(answers) / seconds:,.0f} requests a second, "
        f"{sum(answer.size for answer in answers) / seconds / 1e6:,.1f} MB a second, no errors; "
        f"latency in ms: {shown}, longest {latencies[-1]:.1f}; {len(answers):,} requests, "
        f"{CLIENTS * CONNECTIONS} at a time, by clients on the same processors"
    )


@dataclass(frozen=True)
class _Answer:
    seconds: float
    size: int
    error: str = ""


def _ready(number: int) -> int:
    return number


def _client(server: Server, paths: Sequence[str], headers: dict[str, str]) -> list[_Answer]:
    """Ask for paths over several connections at a time."""
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        parts = [paths[one::CONNECTIONS] for one in range(CONNECTIONS)]
        return [answer for part in threads.map(lambda part: _asked(server, part, headers), parts) for answer in part]


def _asked(server: Server, paths: Sequence[str], headers: dict[str, str]) -> list[_Answer]:
    """Ask for paths over one connection, one after another."""
    answers = []
    with contextlib.closing(server.connection()) as connection:
        for path in paths:
            begun = time.perf_counter()
            try:
                connection.request("GET", server.base + path, headers=headers)
                response = connection.getresponse()
                size = len(response.read())
            except (OSError, http.client.HTTPException) as error:
                connection.close()  # the next request opens it again
                answers.append(_Answer(0, 0, f"{path}: {error!r}"))
            else:
                right = response.status == http.client.OK and size
                error_told = "" if right else f"{path}: status {response.status}, {size} bytes"
                answers.append(_Answer(time.perf_counter() - begun, size, error_told))
    return answers
