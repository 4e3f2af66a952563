"""The container file names what is there and puts it where nginx looks for it; the image itself is not built here."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from macros.hosting.__main__ import write
from macros.hosting.site import MEDIA_TYPES, Site
from tests.builds import ROOT
from tests.nginx import LISTEN, SITE_FOLDER, nginx_path

pytestmark = pytest.mark.xdist_group("nginx")

TEXT = (ROOT / "deploy" / "Containerfile").read_text(encoding="utf-8")
LAST = TEXT[TEXT.rindex("\nFROM ") :]
WORK = "/playbook/"
"""The folder of the first stage."""


def copied() -> list[tuple[bool, list[str], str]]:
    """Give each copy of the last stage: whether from the first stage, what, and where to."""
    found = re.findall(r"^COPY (--from=build )?(.+) (\S+)$", LAST, re.MULTILINE)
    assert found
    return [(bool(stage), sources.split(), target) for stage, sources, target in found]


def image(site: Path, folder: Path) -> Path:
    """Lay out what the last stage copies, as in an image."""
    stage = folder / "stage"
    write(Site(site), stage / "hosting")
    (stage / "site").symlink_to(site)
    root = folder / "image"
    for from_stage, sources, target in copied():
        for source in sources:
            path = stage / source.removeprefix(WORK) if from_stage else ROOT / source
            if path.is_dir():
                shutil.copytree(path, root / target.strip("/"), dirs_exist_ok=True)
            else:
                (root / target.strip("/")).mkdir(parents=True, exist_ok=True)
                shutil.copy(path, root / target.strip("/"))
    return root


def test_nginx_finds_its_configuration_and_the_site_where_the_image_has_them(site: Path, tmp_path: Path) -> None:
    root = image(site, tmp_path)
    assert (root / SITE_FOLDER.strip("/") / "index.html").is_file()
    command = json.loads(re.findall(r"^CMD (.+)$", LAST, re.MULTILINE)[-1])
    assert command[0] == "nginx"
    configuration = command[command.index("-c") + 1]
    (tmp_path / "written").mkdir()
    checked = subprocess.run(
        [nginx_path(), "-t", "-e", "stderr", "-p", f"{tmp_path / 'written'}/", "-c", f"{root}{configuration}"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr


def test_the_server_runs_without_rights_on_the_port_that_is_told() -> None:
    assert re.findall(r"^USER (\S+)$", LAST, re.MULTILINE) == ["www-data"]
    assert re.findall(r"^EXPOSE (\d+)$", LAST, re.MULTILINE) == re.findall(r"\d+", LISTEN)


def test_all_text_is_packed(tmp_path: Path) -> None:
    command = re.search(r"^RUN (find site .+\\\n.+)$", TEXT, re.MULTILINE)
    assert command
    (tmp_path / "site").mkdir()
    for ending in MEDIA_TYPES:
        (tmp_path / "site" / f"file.{ending}").write_bytes(b"words " * 1000)
    subprocess.run(command[1], shell=True, cwd=tmp_path, check=True)  # noqa: S602 - the project's own command
    packed = {path.name.split(".")[1] for path in (tmp_path / "site").glob("*.*.gz")}
    assert packed == {"css", "csv", "html", "js", "json", "md", "svg", "txt", "xml"}
    for path in (tmp_path / "site").glob("*.*.gz"):
        assert path.stat().st_mtime == path.with_suffix("").stat().st_mtime


def test_what_is_installed_and_built_here_stays_out_of_the_image() -> None:
    left_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert {".venv", "site", "hosting"} <= set(left_out)
