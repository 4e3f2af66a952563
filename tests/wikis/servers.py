"""Real wikis on this machine: each starts in a folder of its own on a free port, and is stopped by its process id."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lxml.html

MEDIAWIKI = Path("/usr/share/mediawiki")
DOKUWIKI = Path("/usr/share/dokuwiki")
PATIENCE = 60.0
"""How many seconds a wiki may take to answer for the first time."""


@dataclass(frozen=True)
class Wiki:
    """A wiki that answers."""

    address: str
    """Its home, with a slash at its end."""

    def ask(self, path: str, form: Mapping[str, str] | None = None) -> str:
        """Send a form, or nothing, to a path of the wiki, and give its answer."""
        data = urllib.parse.urlencode(form).encode() if form is not None else None
        return self.send(path, data, "application/x-www-form-urlencoded")

    def send(self, path: str, data: bytes | None, kind: str) -> str:
        """Send data of some kind, or nothing, to a path of the wiki, and give its answer."""
        request = urllib.request.Request(self.address + path, data, {"Content-Type": kind})  # noqa: S310 - ours
        with urllib.request.urlopen(request) as answer:  # noqa: S310 - the address is ours
            return str(answer.read().decode())


class MediaWiki(Wiki):
    """MediaWiki, whose pages are written through api.php."""

    def save(self, title: str, text: str) -> None:
        """Create a page, or write it anew."""
        form = {"action": "edit", "format": "json", "title": title, "text": text, "token": "+\\"}
        answer = json.loads(self.ask("api.php", form))
        assert answer.get("edit", {}).get("result") == "Success", answer

    def show(self, title: str) -> str:
        """Give the HTML of a page as readers see it."""
        return self.ask(f"index.php?{urllib.parse.urlencode({'title': title})}")


class DokuWiki(Wiki):
    """DokuWiki, whose pages are written through JSON-RPC."""

    def save(self, title: str, text: str) -> None:
        """Create a page, or write it anew."""
        body = json.dumps({"page": title, "text": text, "summary": "", "isminor": False}).encode()
        told: Any = json.loads(self.send("lib/exe/jsonrpc.php/core.savePage", body, "application/json"))
        assert told.get("result") is True, told

    def show(self, title: str) -> str:
        """Give the HTML of a page as readers see it."""
        return self.ask(f"doku.php?{urllib.parse.urlencode({'id': title})}")


class OtterWiki(Wiki):
    """An Otter Wiki, whose pages are written by the form of its editor."""

    def save(self, title: str, text: str) -> None:
        """Create a page, or write it anew."""
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with opener.open(f"{self.address}{title}/edit") as answer:
            form = lxml.html.fromstring(answer.read())
        token = form.xpath("//input[@name='csrf_token']/@value | //meta[@name='csrf-token']/@content")[0]
        sent = urllib.parse.urlencode({"content": text, "commit": "", "csrf_token": token}).encode()
        with opener.open(f"{self.address}{title}/save", sent) as answer:
            assert answer.status == http.client.OK

    def show(self, title: str) -> str:
        """Give the HTML of a page as readers see it."""
        return self.ask(title)


@contextlib.contextmanager
def mediawiki(folder: Path) -> Iterator[MediaWiki]:
    """Run MediaWiki with Cite and SyntaxHighlight on a database in a folder."""
    port = _free_port()
    install = {
        "dbtype": "sqlite",
        "dbpath": str(folder),
        "confpath": str(folder),
        "scriptpath": "",
        "server": f"http://127.0.0.1:{port}",
        "pass": secrets.token_hex(16),
    }
    command = ["php", str(MEDIAWIKI / "maintenance" / "run.php"), "install"]
    command += [f"--{name}={value}" for name, value in install.items()]
    done = subprocess.run(
        [*command, "Wiki", "Admin"], env=_environment(folder), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    settings = folder / "LocalSettings.php"
    with settings.open("a", encoding="utf-8") as file:
        file.write(
            "\nwfLoadExtension( 'Cite' );\nwfLoadExtension( 'SyntaxHighlight_GeSHi' );\n"
            "$wgRateLimits = [];\n$wgJobRunRate = 0;\n"
            f"$wgCacheDirectory = '{folder}';\n$wgTmpDirectory = '{folder}';\n"
        )
    with _php(MEDIAWIKI, port, folder, {"MW_CONFIG_FILE": str(settings)}) as address:
        yield MediaWiki(address)


@contextlib.contextmanager
def dokuwiki(folder: Path) -> Iterator[DokuWiki]:
    """Run DokuWiki on pages in a folder, without users; Debian's own settings for its own wiki stay unread."""
    for part in (
        "attic",
        "cache",
        "index",
        "locks",
        "log",
        "media",
        "media_attic",
        "media_meta",
        "meta",
        "pages",
        "tmp",
    ):
        (folder / "data" / part).mkdir(parents=True)
    conf = folder / "conf"
    conf.mkdir()
    (conf / "local.php").write_text(
        f"<?php\n$conf['savedir'] = '{folder}/data';\n$conf['useacl'] = 0;\n"
        "$conf['remote'] = 1;\n$conf['remoteuser'] = '';\n$conf['updatecheck'] = 0;\n$conf['title'] = 'Wiki';\n",
        encoding="utf-8",
    )
    first = folder / "first.php"
    first.write_text(f"<?php\ndefine('DOKU_CONF', '{conf}/');\n", encoding="utf-8")
    with _php(DOKUWIKI, _free_port(), folder, {}, "-d", f"auto_prepend_file={first}") as address:
        yield DokuWiki(address)


@contextlib.contextmanager
def otter_wiki(folder: Path, python: Path) -> Iterator[OtterWiki]:
    """Run An Otter Wiki on a repository in a folder; everybody may write.

    Args:
        folder: where its pages go.
        python: the interpreter that it is installed for.
    """
    repository = folder / "repository"
    repository.mkdir()
    subprocess.run(["git", "init", "--quiet", str(repository)], check=True)
    port = _free_port()
    settings = {
        "REPOSITORY": str(repository),
        "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/wiki.sqlite",
        "SECRET_KEY": secrets.token_hex(16),
        "READ_ACCESS": "ANONYMOUS",
        "WRITE_ACCESS": "ANONYMOUS",
    }
    command = [str(python), "-m", "flask", "--app", "otterwiki.server", "run", "--port", str(port)]
    with _running(command, port, folder, settings) as address:
        yield OtterWiki(address)


@contextlib.contextmanager
def _php(root: Path, port: int, folder: Path, settings: dict[str, str], *options: str) -> Iterator[str]:
    with _running(
        ["php", "-d", "opcache.enable_cli=1", *options, "-S", f"127.0.0.1:{port}", "-t", str(root)],
        port,
        folder,
        settings,
    ) as address:
        yield address


@contextlib.contextmanager
def _running(command: list[str], port: int, folder: Path, settings: dict[str, str]) -> Iterator[str]:
    """Run a server as long as the block runs; give its address when it answers."""
    log = folder / "server.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=_environment(folder) | settings, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        address = f"http://127.0.0.1:{port}/"
        _wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Ask again and again until a server answers; fail with what it said when it ends or takes too long."""
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            with urllib.request.urlopen(address):  # noqa: S310 - the address is ours
                return
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{address} answers {error.code}\n{log.read_text(encoding='utf-8')}") from error
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"no answer from {address}\n{log.read_text(encoding='utf-8')}")


def _environment(folder: Path) -> dict[str, str]:
    """Let a server leave what it keeps for a while in its folder."""
    return os.environ | {"TMPDIR": str(folder)}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
