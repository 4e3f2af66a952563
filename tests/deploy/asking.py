"""Ask a server for a path as it is written, and take its answer apart."""

from __future__ import annotations

import contextlib
import http.client
import socket
from pathlib import Path

from tests.deploy.offered import HIDDEN
from tests.nginx import Server


class Answer:
    """What the server said."""

    def __init__(self, response: http.client.HTTPResponse) -> None:
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()


def ask(server: Server, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask for a path as it is written."""
    with contextlib.closing(server.connection()) as connection:
        return asked(connection, path, method, **headers)


def asked(connection: http.client.HTTPConnection, path: str, method: str = "GET", **headers: str) -> Answer:
    """Ask over a connection that stays open, for who asks often."""
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    return Answer(connection.getresponse())


def raw(server: Server, request: bytes) -> bytes:
    """Send bytes that no client would send, and read all that comes back."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def address(file: str) -> str:
    """Tell the address of a file as readers write it."""
    return "/" + file.removesuffix("index.html")


def files(folder: Path) -> list[str]:
    """Name every file that readers may have."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return [name for name in names if name not in HIDDEN and not name.startswith(".")]


def directives(policy: str) -> dict[str, set[str]]:
    """Take a policy apart."""
    parts = (part.split() for part in policy.split(";"))
    return {name: set(values) for name, *values in parts}
