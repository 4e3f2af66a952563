"""The server of the tests ends with its block and leaves nothing behind; without nginx the message says what to do."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests import nginx
from tests.builds import ROOT
from tests.nginx import serving_with_nginx

pytestmark = pytest.mark.xdist_group("nginx")


def test_the_server_ends_with_the_block_even_when_that_fails(site: Path) -> None:
    with pytest.raises(ZeroDivisionError), serving_with_nginx(site) as server:
        workers = _children(server.pid)
        assert workers
        raise ZeroDivisionError
    for process in (server.pid, *workers):
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    assert not server.folder.parent.exists()
    with pytest.raises(ConnectionRefusedError), socket.create_connection(("127.0.0.1", server.port)):
        pass


def _children(process: int) -> list[int]:
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(child) for child, parent in pairs if int(parent) == process]


def test_a_mistake_in_the_configuration_is_told_as_nginx_tells_it(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(nginx.CONFIGURATION, tmp_path / "nginx")
    with (tmp_path / "nginx" / "playbook.conf").open("a", encoding="utf-8") as file:
        file.write("serve it well;\n")
    monkeypatch.setattr(nginx, "CONFIGURATION", tmp_path / "nginx")
    with pytest.raises(RuntimeError, match='unknown directive "serve"'), serving_with_nginx(site):
        pass


def test_a_place_that_the_tests_put_in_must_be_there(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(nginx.CONFIGURATION, tmp_path / "nginx")
    path = tmp_path / "nginx" / "playbook.conf"
    path.write_text(path.read_text(encoding="utf-8").replace(nginx.LISTEN, "listen 80;"), encoding="utf-8")
    monkeypatch.setattr(nginx, "CONFIGURATION", tmp_path / "nginx")
    with pytest.raises(RuntimeError, match="says 'listen 8080;' 0 times"), serving_with_nginx(site):
        pass


def test_a_machine_without_nginx_and_without_apt_is_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / ".venv").mkdir()
    (tmp_path / "bin").mkdir()
    for name in ("bash", "env"):
        found = shutil.which(name)
        assert found
        (tmp_path / "bin" / name).symlink_to(found)
    script = (ROOT / ".ci" / "nginx").read_text(encoding="utf-8")
    looked = re.sub(r'PATH="\$PATH:[^"]+" ', "", script)
    assert looked != script, "the script looks in further folders, which this test keeps out of its sight"
    (tmp_path / "nginx").write_text(looked, encoding="utf-8")
    result = subprocess.run(
        ["bash", str(tmp_path / "nginx")],
        cwd=tmp_path,
        env=os.environ | {"PATH": str(tmp_path / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "No nginx was found, and none could be fetched with apt; "
        "install one (on Debian: apt-get install nginx) and run this again."
    ]
    assert not (tmp_path / ".venv" / "nginx").exists()


def test_tests_without_an_nginx_fail_and_name_the_remedy(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nginx, "ROOT", tmp_path)
    with pytest.raises(RuntimeError, match=r"run \.ci/nginx"), serving_with_nginx(site):
        pass
