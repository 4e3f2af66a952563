"""A server for the built site on this machine, below a path as many hosts do, and compressed where speed is judged."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

SUB_PATH = "playbook"
"""The tests read the site below this path."""
_OF_THE_THEME = re.compile(r'<script src="[^"]*/(?:bundle\.\w+\.min|late-search)\.js"></script>')
"""What runs on every page and isn't ours, and what holds it back; to load and run it costs half of an opened page."""
_COMPRESSIBLE = {".html", ".css", ".js", ".json", ".svg", ".xml"}


@contextlib.contextmanager
def serving(
    site: Path, below: str = SUB_PATH, compressed: bool = False, port: int = 0, themed: bool = True
) -> Iterator[str]:
    """Serve a built site as long as the block runs.

    Args:
        site: its folder.
        below: the path that the site stands below; "" for none.
        compressed: answer with gzip and keep connections, as real hosts do; plain otherwise.
        port: where; 0 for any that is free.
        themed: let pages load the theme's script; without it, what our own scripts do is seen in half the time.

    Yields:
        The address of its home page, with a slash at its end.
    """
    prefix = f"/{below}/" if below else "/"
    handler = functools.partial(
        _Compressed if compressed else _Plain if themed else _Unthemed, directory=str(site), prefix=prefix
    )
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


class _Plain(http.server.SimpleHTTPRequestHandler):
    """Files as they are, and the site's own page for what is not there."""

    def __init__(self, *arguments: object, directory: str, prefix: str) -> None:
        self.prefix = prefix
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Find the file of an address; nothing stands outside the prefix."""
        inside = path.startswith(self.prefix)
        return super().translate_path(path[len(self.prefix) - 1 :] if inside else "/not-of-this-site")

    def end_headers(self) -> None:
        """Let browsers keep styles, scripts and fonts from page to page, as real hosts do."""
        if "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=600")
        super().end_headers()

    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own, as hosts do."""
        missing = Path(self.directory) / "404.html"
        if code == http.HTTPStatus.NOT_FOUND and missing.exists():
            self.answer(http.HTTPStatus.NOT_FOUND, "text/html", missing.read_bytes())
        else:
            super().send_error(code, message, explain)

    def answer(self, code: http.HTTPStatus, kind: str, body: bytes, **headers: str) -> None:
        """Send a body with its headers."""
        self.send_response(code)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class _Unthemed(_Plain):
    """Pages whose scripts are ours alone."""

    def do_GET(self) -> None:
        """Leave the theme's scripts out of a page."""
        page = Path(self.translate_path(self.path)) / "index.html"
        if self.path.endswith("/") and page.is_file():
            text, found = _OF_THE_THEME.subn("", page.read_text(encoding="utf-8"))
            assert found == 2, page
            self.answer(http.HTTPStatus.OK, "text/html; charset=utf-8", text.encode())
        else:
            super().do_GET()


class _Compressed(_Plain):
    """The same with gzip and lasting connections."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Compress what gains from it; leave the rest, and what is not there, to the plain server."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.endswith("/") else path
        if path.suffix in _COMPRESSIBLE and path.is_file() and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = _compressed(path, path.stat().st_mtime_ns)
            self.answer(http.HTTPStatus.OK, self.guess_type(path), body, Content_Encoding="gzip")
        else:
            super().do_GET()


@functools.cache
def _compressed(path: Path, modified: int) -> bytes:  # noqa: ARG001 - a file that changes is compressed anew
    return gzip.compress(path.read_bytes(), 9)
