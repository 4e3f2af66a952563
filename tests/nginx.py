"""A real nginx with the configuration of deploy/ over a copy of a built site, as long as a block runs."""

from __future__ import annotations

import contextlib
import http.client
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.hosting.__main__ import write
from macros.hosting.site import Site
from tests.builds import ROOT

CONFIGURATION = ROOT / "deploy" / "nginx"
LONGEST = 30
"""Seconds to wait for nginx to answer, and to end."""
SITE_FOLDER = "/srv/playbook"
LISTEN = "listen 8080;"


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    base: str
    """The path of the site, with a slash at both ends."""
    folder: Path
    """The copy of the site that it serves."""
    pid: int

    def connection(self) -> http.client.HTTPConnection:
        """Give a fresh connection."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)


@contextlib.contextmanager
def serving_with_nginx(site: Path) -> Iterator[Server]:
    """Serve a copy of a built site with nginx on a free port, configured as a user of deploy/ would configure it.

    Only the port and the folder of the site differ from what deploy/ says. The copy may be changed by the caller, and
    nothing of it is left.

    Args:
        site: the folder of the built site, with all that is to be served in it.

    Raises:
        RuntimeError: there is no nginx, or it doesn't start; says what it said.
    """
    with tempfile.TemporaryDirectory(prefix="playbook-nginx-") as name:
        root = Path(name)
        root.chmod(0o755)  # as root, nginx reads files as another user
        folder = root / "site"
        shutil.copytree(site, folder)
        configuration = _configuration(root, folder)
        (root / "written").mkdir()
        with (root / "said").open("wb") as said, socket.socket() as held:
            held.bind(("127.0.0.1", 0))
            port = held.getsockname()[1]
            _replace(configuration / "playbook.conf", LISTEN, f"listen 127.0.0.1:{port};")
            held.close()
            command = [
                nginx_path(),
                "-e",
                "stderr",
                "-p",
                f"{root / 'written'}/",
                "-c",
                str(configuration / "nginx.conf"),
            ]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said)
        try:
            _wait(process, port, root / "said")
            yield Server(port, Site(folder).base, folder, process.pid)
        finally:
            process.terminate()
            process.wait(LONGEST)


def _configuration(root: Path, folder: Path) -> Path:
    """Lay the configuration out as deploy/ tells it."""
    configuration = root / "nginx"
    shutil.copytree(CONFIGURATION, configuration)
    write(Site(folder), root / "hosting")
    (root / "hosting" / "nginx").rename(configuration / "playbook")
    _replace(configuration / "playbook.conf", SITE_FOLDER, str(folder))
    return configuration


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise RuntimeError(f"{path.name} says {old!r} {text.count(old)} times, where the tests put in their own")
    path.write_text(text.replace(old, new), encoding="utf-8")


def nginx_path() -> str:
    """Name the nginx that `.ci/nginx` found.

    Raises:
        RuntimeError: it found none, or was not run.
    """
    path = ROOT / ".venv" / "nginx"
    if not path.is_file():
        raise RuntimeError("there is no nginx for the tests; run .ci/nginx, which `make test` does by itself")
    return path.read_text(encoding="utf-8").strip()


def _wait(process: subprocess.Popen[bytes], port: int, said: Path) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.01)
    raise RuntimeError(f"nginx doesn't answer: {said.read_text(encoding='utf-8')}")
